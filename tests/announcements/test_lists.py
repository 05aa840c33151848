"""Lists of shows of which a catalogue knows only some."""

from collections.abc import Sequence

import pytest

from bot.announcements.extract import Extractor
from bot.announcements.lexicon import load_lexicons
from bot.model import Article, ArticleId, FeedId


class Known:
    """A catalogue of two shows."""

    def find(self, text: str) -> Sequence[tuple[int, int, str, bool]]:
        """Return where they stand."""
        return [
            (place, place + len(title), title, True)
            for title in ("Glass Harbour Law", "The Quiet Kingdom")
            if (place := text.find(title)) >= 0
        ]


@pytest.fixture(scope="module")
def reader() -> Extractor:
    return Extractor(lexicons=load_lexicons(), titles=Known())


def shows(reader: Extractor, headline: str) -> list[str]:
    article = Article(
        id=ArticleId("1"),
        feed_id=FeedId("f"),
        headline=headline,
        summary="",
        language="en",
        published_on=None,
    )
    return [one.show for one in reader.extract(article)]


@pytest.mark.parametrize(
    ("headline", "listed"),
    [
        (
            "NBC Cancels Northbound, Marlow, and Glass Harbour Law After One Season",
            ["Northbound", "Marlow", "Glass Harbour Law"],
        ),
        (
            "NBC cancels Glass Harbour Law Season 2, Northbound and The Quiet Kingdom",
            ["Glass Harbour Law", "Northbound", "The Quiet Kingdom"],
        ),
        (
            "Northbound, Glass Harbour Law and Marlow cancelled at NBC",
            ["Northbound", "Glass Harbour Law", "Marlow"],
        ),
        # Two names are a show and somebody, or one show and the next piece of news.
        ("NBC cancels Glass Harbour Law and Northbound", ["Glass Harbour Law"]),
        # What touches a marked title owns it: no list.
        ("NBC cancels Jane Doe's Glass Harbour Law, Marlow and Dust", ["Glass Harbour Law"]),
    ],
)
def test_a_list_names_shows_whichever_of_them_are_known(
    reader: Extractor, headline: str, listed: list[str]
) -> None:
    assert shows(reader, headline) == listed
