"""`dramawire explain`: the first step of every bug report."""

import json

import pytest

from bot.cli.explain import explain


def explained(
    capsys: pytest.CaptureFixture[str], headline: str, *, published: str | None = None
) -> str:
    explain(headline, summary="", published=published, as_json=False)
    return capsys.readouterr().out


def test_rule_words_show_season_and_date_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    text = explained(
        capsys,
        "Netflix Renews 'Squid Game' for Season 4, Filming to Begin in March",
        published="2026-11-20",
    )

    assert "Squid Game, season 4, renewal, confirmed, on Netflix" in text
    assert "Squid Game, season 4, filming, scheduled, confirmed, 2027-03 (month)" in text
    assert "exact name" in text
    assert "“Renews”" in text


def test_a_veto_is_named_with_its_words(capsys: pytest.CaptureFixture[str]) -> None:
    text = explained(capsys, "Will 'Squid Game' Be Renewed for Season 9?")

    assert "question" in text
    assert "Nothing is announced." in text


def test_what_the_encoder_finds_likely_is_shown_with_its_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = explained(capsys, "‘Glass Mountain’ Renewed for Season 2")

    assert "weight" in text
    assert "renewal 0.9" in text or "renewal 1.0" in text


def test_what_is_dropped_is_shown_with_the_reason(capsys: pytest.CaptureFixture[str]) -> None:
    text = explained(capsys, "After Netflix renewed ‘Glass Mountain’, fans rejoice")

    assert "told in the past" in text
    assert "Nothing is announced." in text


def test_markup_in_a_headline_is_printed_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert "[bold]Signal[/]" in explained(capsys, "'[bold]Signal[/]' renewed for season 2")


def test_machines_get_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    explain(
        "‘Glass Mountain’ Renewed for Season 2", summary="", published="2026-11-20", as_json=True
    )

    found = json.loads(capsys.readouterr().out)
    (announcement,) = found["announcements"]
    assert found["language"] == "en"
    assert announcement["kind"] == "renewal"
    assert announcement["resolved"]["reason"] == "new"


@pytest.mark.parametrize(
    ("headline", "published", "what"),
    [
        ("  ", None, "the headline is empty"),
        ("Anything", "yesterday", "--published is 'yesterday'; it must be a day as YYYY-MM-DD"),
    ],
)
def test_wrong_input_is_told_in_one_line(
    headline: str, published: str | None, what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        explain(headline, summary="", published=published, as_json=False)

    assert ended.value.code == 2
    assert what in capsys.readouterr().err
