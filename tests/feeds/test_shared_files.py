"""Feeds of real outlets, kept beside the project for checks only; skipped where they are not."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.errors import ParseError
from bot.feeds.articles import MAX_HEADLINE, MAX_TEXT
from bot.model import Article
from tests.feeds.examples import feed, parsed

FOLDER = Path(__file__).parents[2].parent / "shared" / "feeds"
COUNTS = {
    "bbc-urdu.xml": 26,
    "bbc-world.xml": 30,
    "braingle-two-guids.xml": 1,
    "golem-rss1-latin1.xml": 1,
    "google-alerts.atom": 20,
    "guardian.xml": 55,
    "heise-developer.atom": 15,
    "heise-rdf.xml": 60,
    "huffpost-canada.xml": 2,
    "ilgiornale.xml": 1,
    "ilmessaggero.xml": 1,
    "jornal-de-noticias-latin1.xml": 40,
    "liberal-greek-8859-7.xml": 1,
    "nbc-newyork.xml": 1,
    "news18-hindi.xml": 1,
    "nyt-us.xml": 20,
    "orenburg-gzip.xml.gz": 10,
    "orenburg-windows-1251.xml": 10,
    "reddit-frontpage.xml": 24,
    "reddit-movies.atom": 26,
    "reporterre-dcdate.xml": 1,
    "techcrunch.xml": 20,
    "tmdb-drama-ja.xml": 5,
    "unescaped-ampersand.xml": 3,
    "uol-undeclared-latin1.xml": 15,
    "variety-frontpage.xml": 10,
    "yahoo-japan-anime.xml": 25,
    "youtube-google.atom": 15,
}
UNDATED = {"heise-rdf.xml", "unescaped-ampersand.xml"}
NO_FEEDS = {"not-a-feed.html": "a web page titled", "reuters-error-inside.xml": "breaks off"}
ZONES = {"uol-undeclared-latin1.xml": "America/Sao_Paulo", "news18-hindi.xml": "Asia/Kolkata"}

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the feeds of real outlets are not beside the project"
)


def articles(name: str) -> list[Article]:
    return parsed((FOLDER / name).read_bytes(), of=feed(timezone=ZONES.get(name, "UTC")))


def test_every_file_is_accounted_for() -> None:
    names = {path.name for path in FOLDER.iterdir() if path.suffix != ".md"}

    assert names == set(COUNTS) | set(NO_FEEDS)


@pytest.mark.parametrize("name", COUNTS)
def test_every_item_of_a_real_feed_becomes_an_article(name: str) -> None:
    found = articles(name)

    assert len(found) == COUNTS[name]
    assert len({article.id for article in found}) == len(found)
    for article in found:
        assert_clean(article)
        assert (article.published_at is None) == (name in UNDATED)


def assert_clean(article: Article) -> None:
    assert article.link.startswith(("http://", "https://"))
    assert not article.link.startswith("https://www.google.com/url")
    assert not any(mark in article.link for mark in ("utm_", "wt_mc", "source=rss"))
    assert 0 < len(article.headline) <= MAX_HEADLINE
    assert len(article.summary) <= MAX_TEXT
    for text in (article.headline, article.summary):
        assert not any(mark in text for mark in marks())
    assert "\n" not in article.headline


def marks() -> Iterator[str]:
    yield from ("<p>", "<b>", "</", "<br", "<img", "&amp;", "&#", "&quot;", "&rsquo;", "\ufffd")
    yield from ("â€", "Ã©")


@pytest.mark.parametrize("name", NO_FEEDS)
def test_what_is_no_feed_is_told(name: str) -> None:
    with pytest.raises(ParseError, match=NO_FEEDS[name]):
        articles(name)


@pytest.mark.parametrize(
    ("name", "at", "on"),
    [
        ("uol-undeclared-latin1.xml", "2018-09-24T22:42:40+00:00", "2018-09-24"),
        ("ilmessaggero.xml", "2022-11-15T23:38:15+00:00", "2022-11-15"),
        ("ilgiornale.xml", "2022-11-15T20:15:04+00:00", "2022-11-15"),
        ("news18-hindi.xml", "2021-01-29T11:12:00+00:00", "2021-01-29"),
        ("reporterre-dcdate.xml", "2025-02-26T16:42:45+00:00", "2025-02-26"),
        ("heise-developer.atom", "2016-02-01T16:22:00+00:00", "2016-02-01"),
        ("jornal-de-noticias-latin1.xml", "2018-01-03T13:47:00+00:00", "2018-01-03"),
    ],
)
def test_the_first_item_is_dated_as_a_person_would_read_it(name: str, at: str, on: str) -> None:
    first = articles(name)[0]

    assert first.published_at is not None
    assert (first.published_at.isoformat(), str(first.published_on)) == (at, on)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("uol-undeclared-latin1.xml", "simulações"),
        ("jornal-de-noticias-latin1.xml", "Raríssimas"),
        ("golem-rss1-latin1.xml", "Glasfaserförderung"),
        ("liberal-greek-8859-7.xml", "καραντίνας"),
        ("orenburg-windows-1251.xml", "Бузулуке"),
        ("orenburg-gzip.xml.gz", "Бузулуке"),
        ("yahoo-japan-anime.xml", "(アニメ！アニメ！)"),
        ("nyt-us.xml", "Kennedy’s"),
    ],
)
def test_every_alphabet_is_read(name: str, words: str) -> None:
    assert words in articles(name)[0].headline


def test_both_forms_of_one_feed_give_the_same() -> None:
    assert articles("orenburg-gzip.xml.gz") == articles("orenburg-windows-1251.xml")
