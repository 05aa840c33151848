"""The headlines that an encoder learns from are read strictly."""

from pathlib import Path

import pytest

from bot.model import Kind, Stage, Status
from tests.evaluation import written
from tests.evaluation.written import WRITTEN, HeadlineError, Labels, Line, held_back, parse_line


def test_capitals_name_kinds_and_small_letters_say_how_sure_and_how_far() -> None:
    line = parse_line("RFrs\tKestrel, again?\tPerhaps in May.\tKestrel")

    assert (line.headline, line.summary) == ("Kestrel, again?", "Perhaps in May.")
    assert line.labels == Labels(
        kinds=frozenset({Kind.RENEWAL, Kind.FILMING}),
        status=Status.REPORTED,
        stage=Stage.SCHEDULED,
        titles=("Kestrel",),
    )


def test_a_quiet_line_has_no_labels() -> None:
    assert parse_line("-\tRain in Leeds") == Line(
        headline="Rain in Leeds", summary="", labels=Labels()
    )


def test_several_shows_have_several_titles() -> None:
    line = parse_line("C\tKestrel and Ember axed\t\tKestrel | Ember")

    assert line.labels.titles == ("Kestrel", "Ember")


@pytest.mark.parametrize(
    "line",
    [
        *("R", "R\t", "X\tA headline", "-r\tA headline", "F\tNo stage", "Rs\tNo filming"),
        *("r\tNo kind", "RR\tTwice", "Rrd\tBoth", "Fst\tTwo stages", "R\tA\tB\tC\tD"),
        *("R\tA headline\t\tAnother title", "-\tA title\t\tA title"),
    ],
)
def test_a_line_in_another_form_is_refused(line: str) -> None:
    with pytest.raises(HeadlineError):
        parse_line(line)


FILES = sorted(WRITTEN.glob("*/*.tsv"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_written_line_is_in_form(path: Path) -> None:
    assert [parse_line(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_no_headline_is_written_twice() -> None:
    headlines = [
        parse_line(line).headline
        for path in FILES
        for line in path.read_text(encoding="utf-8").splitlines()
    ]

    assert len({*headlines}) == len(headlines)


@pytest.fixture
def some_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [
        "R\t‘Gull Island’ renewed for season 2 at Hulu",
        "C\tA quiet evening in Leeds",
        "-\tNetflix cancels ‘Harbour Lights’ after one season",
        "-\tRain in York",
    ]
    for language, content in (("en", "\n".join(lines)), ("ko", "-\t눈")):
        (tmp_path / language).mkdir()
        (tmp_path / language / "first.tsv").write_text(content, encoding="utf-8")
    monkeypatch.setattr(written, "WRITTEN", tmp_path)


@pytest.mark.usefixtures("some_written")
def test_what_is_told_of_written_items_is_counted_by_language_and_kind(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert written.main(["--lang", "en", "--seen", "--show", "--rules"]) == 0

    told = capsys.readouterr().out
    assert "nothing, told cancellation: Netflix cancels ‘Harbour Lights’" in told
    assert "cancellation, told nothing: A quiet evening in Leeds" in told
    assert "en: F1 core 0.500 all 0.500 renewal 1.000" in told
    assert "500.0 false alarms per 1,000 of 2" in told
    assert "ko:" not in told


@pytest.mark.usefixtures("some_written")
def test_what_is_held_back_is_counted_alone_and_never_shown(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert written.main(["--lang", "ko"]) == 0
    assert "ko: F1 core 0.000" in capsys.readouterr().out

    with pytest.raises(SystemExit):
        written.main(["--show"])
    assert "what is held back is never shown" in capsys.readouterr().err


def test_the_shows_of_a_twelfth_of_the_items_are_held_back() -> None:
    lines = [parse_line(line) for path in FILES for line in path.read_text("utf-8").splitlines()]

    assert sum(map(held_back, lines)) == pytest.approx(len(lines) / 12, rel=0.1)
    assert held_back(parse_line("R\tKestrel is back\t\tKestrel")) == held_back(
        parse_line("C\tAxed\tNo more Kestrel.\tKestrel")
    )
