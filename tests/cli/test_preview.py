"""`dramawire preview`: posts without Discord."""

import json
from pathlib import Path

import pytest

from bot.cli.preview import preview
from tests.feed_server.feeds import Item, rss


@pytest.fixture(autouse=True)
def _an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def items(*titles: str, name: str = "items.jsonl") -> str:
    lines = (
        json.dumps({"id": str(n), "title": title, "published": "2026-11-20", "publisher": "Wire"})
        for n, title in enumerate(titles)
    )
    Path(name).write_text("\n".join(lines), encoding="utf-8")
    return name


def shown(
    capsys: pytest.CaptureFixture[str], *sources: str, html: Path | None = None, locale: str = "en"
) -> tuple[str, str]:
    preview(sources, html=html, locale=locale, config=None)
    captured = capsys.readouterr()
    return captured.out, captured.err


def test_items_become_posts_and_outlets_are_merged(capsys: pytest.CaptureFixture[str]) -> None:
    file = items(
        "'Harbor of Lanterns' Renewed for Season 2",
        "Netflix Renews 'Harbor of Lanterns' for Season 2",
        "A walk in the park",
    )

    out, err = shown(capsys, file)

    assert "Harbor of Lanterns · Season 2" in out
    assert err == "3 articles in 1 source, 1 to post.\n"


def test_one_article_with_two_pieces_of_news_makes_one_post(
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = items("'Harbor of Lanterns' Renewed for Season 2, Filming to Begin in March")

    out, err = shown(capsys, file)

    assert err.endswith("1 to post.\n")
    assert "March 2027" in out


def test_the_page_is_written_and_holds_the_post(capsys: pytest.CaptureFixture[str]) -> None:
    file = items("'Harbor of <Lanterns>' Renewed for Season 2")

    _, err = shown(capsys, file, html=Path("page.html"))

    page = Path("page.html").read_text(encoding="utf-8")
    assert "Harbor of &lt;Lanterns&gt;" in page
    assert err.endswith("The page is page.html.\n")


def test_a_feed_file_is_read(capsys: pytest.CaptureFixture[str]) -> None:
    Path("feed.xml").write_bytes(rss([Item(title="'Harbor of Lanterns' Renewed for Season 2")]))

    out, _ = shown(capsys, "feed.xml")

    assert "Harbor of Lanterns" in out


def test_what_cannot_be_read_is_told_and_the_rest_is_shown(
    capsys: pytest.CaptureFixture[str],
) -> None:
    good = items("'Harbor of Lanterns' Renewed for Season 2")
    Path("bad.jsonl").write_text("nonsense\n", encoding="utf-8")
    Path("page.xml").write_text("<html><title>Oops</title></html>", encoding="utf-8")

    with pytest.raises(SystemExit) as ended:
        shown(capsys, "missing.xml", "missing.jsonl", "bad.jsonl", "page.xml", good)

    captured = capsys.readouterr()
    lines = captured.err.splitlines()
    assert ended.value.code == 1
    assert "Harbor of Lanterns" in captured.out
    assert lines[0] == "missing.xml: I can't read the file (No such file or directory)"
    assert lines[1] == "missing.jsonl: I can't read the file (No such file or directory)"
    assert lines[2].startswith("bad.jsonl: line 1: not JSON")
    assert lines[3].startswith("page.xml: the address gives a web page")


def test_a_private_address_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        shown(capsys, "http://127.0.0.1:9/feed.xml")

    assert capsys.readouterr().err.startswith("http://127.0.0.1:9/feed.xml: ")


def test_a_page_that_cannot_be_written_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        shown(capsys, items("Quiet"), html=Path("no/such/folder.html"))

    assert "I can't write it" in capsys.readouterr().err


def test_posts_come_in_the_language_that_was_asked_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    out, _ = shown(capsys, items("'Harbor of Lanterns' Renewed for Season 2"), locale="ko")

    assert "시즌 2" in out


def test_a_language_that_has_no_posts_is_refused_with_those_that_have(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as ended:
        shown(capsys, items("'Harbor of Lanterns' Renewed for Season 2"), locale="xx")

    assert ended.value.code == 2
    assert "'xx'; the posts can be had in: en, es, ja, ko" in capsys.readouterr().err
