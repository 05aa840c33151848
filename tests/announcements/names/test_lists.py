"""Lists of shows of which a catalogue knows only some."""

from collections.abc import Sequence
from datetime import date

import pytest

from bot.announcements.extract import Extractor
from bot.announcements.learned.load import nothing_learned
from bot.announcements.lexicon.load import load_lexicons
from bot.model import Article, ArticleId, FeedId
from tests.announcements.reading import read


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
    return Extractor(lexicons=load_lexicons(), titles=Known(), learned=nothing_learned)


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
        (
            "Glass Harbour Law, Northbound and The Quiet Kingdom: Hulu renews three dramas",
            ["Glass Harbour Law", "Northbound", "The Quiet Kingdom"],
        ),
        (
            "‘Northbound,’ ‘Marlow’ and ‘Salt Road’ among five renewals at Hulu",
            ["Northbound", "Marlow", "Salt Road"],
        ),
        (
            "Say goodbye to Glass Harbour Law, Marlow and Dust as Hulu goes on a cancelling spree",
            ["Glass Harbour Law", "Marlow", "Dust"],
        ),
        # "and" is part of a name where a comma stands before the one that parts.
        (
            "NBC renews Glass Harbour Law, Salt and Iron, and iHarbour",
            ["Glass Harbour Law", "Salt and Iron", "iHarbour"],
        ),
        # A number of shows is no show.
        ("NBC Renews Five Danish Hit Dramas", []),
        # Nobody but a show is cancelled, and so two names are two of them …
        ("NBC cancels Glass Harbour Law and Northbound", ["Glass Harbour Law", "Northbound"]),
        ("Northbound, The Quiet Kingdom Axed", ["The Quiet Kingdom"]),
        ("Long Road, The Quiet Kingdom Axed", ["Long Road", "The Quiet Kingdom"]),
        ("NBC Axes Northbound, The Quiet Kingdom", ["Northbound", "The Quiet Kingdom"]),
        (
            "NBC Axes Glass Harbour Law, The Quiet Kingdom, Northbound",
            ["Glass Harbour Law", "The Quiet Kingdom"],
        ),
        # … but for a cry before them or the next piece of news, and where marks show the shows.
        ("Sorry, The Quiet Kingdom Is Cancelled", ["The Quiet Kingdom"]),
        ("NBC cancels Glass Harbour Law, Fans React", ["Glass Harbour Law"]),
        ("NBC cancels Glass Harbour Law and Fans Are Angry", ["Glass Harbour Law"]),
        ("‘Glass Harbour Law’ and Jane Doe axed by NBC", ["Glass Harbour Law"]),
        # A word that else describes may stand in a name.
        (
            "Northbound, The Quiet Kingdom, Marlow Legal Road renewed by NBC",
            ["Northbound", "The Quiet Kingdom", "Marlow Legal Road"],
        ),
        # Each statement has its own show.
        (
            "NBC News: Northbound Renewed; The Quiet Kingdom Canceled",
            ["Northbound", "The Quiet Kingdom"],
        ),
        # Only shows have numbers.
        ("Northbound 2, Marlow Road and Dust to go off air", ["Northbound", "Marlow Road", "Dust"]),
        # What touches a marked title owns it: no list.
        ("NBC cancels Jane Doe's Glass Harbour Law, Marlow and Dust", ["Glass Harbour Law"]),
    ],
)
def test_a_list_names_shows_whichever_of_them_are_known(
    reader: Extractor, headline: str, listed: list[str]
) -> None:
    assert shows(reader, headline) == listed


def test_each_show_of_a_list_has_the_season_that_is_told_for_it(reader: Extractor) -> None:
    article = Article(
        id=ArticleId("1"),
        feed_id=FeedId("f"),
        headline="NBC renews ‘Northbound’, ‘Salt and Iron’ and ‘Marlow’",
        summary="NBC has renewed Northbound, Salt and Iron, and Marlow for a third, fourth and"
        " eighth season, respectively.",
        language="en",
        published_on=None,
    )

    found = reader.extract(article)

    assert [(one.show, one.season) for one in found] == [
        ("Northbound", 3),
        ("Salt and Iron", 4),
        ("Marlow", 8),
    ]


def test_each_show_of_a_list_has_the_date_that_stands_beside_its_name(reader: Extractor) -> None:
    article = Article(
        id=ArticleId("1"),
        feed_id=FeedId("f"),
        headline="HBO sets premiere dates for ‘Northbound,’ ‘Marlow’ and ‘Dust’",
        summary="“Northbound” will begin its fourth season on June 26, “Marlow” on July 10 and"
        " “Dust” on July 24.",
        language="en",
        published_on=date(2031, 4, 2),
    )

    found = reader.extract(article)

    assert [(one.show, one.season, str(one.when)) for one in found] == [
        ("Northbound", 4, "2031-06-26"),
        ("Marlow", None, "2031-07-10"),
        ("Dust", None, "2031-07-24"),
    ]


def test_a_show_of_a_list_keeps_the_two_seasons_right_behind_it(extractor: Extractor) -> None:
    found = read(extractor, "Hulu renews ‘Northbound’ seasons 2 and 3 and ‘Marlow’")

    assert [(one.show, one.season) for one in found] == [
        ("Northbound", 2),
        ("Northbound", 3),
        ("Marlow", None),
    ]
