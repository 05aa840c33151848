"""Titles of any words where the words that tell the news bound them on both sides."""

import pytest

from bot.announcements.extract import Extractor
from tests.announcements.reading import read

TITLES = (
    "Harbour for Seven Days",
    "Living with Kestrels",
    "A Lantern for Marlow",
    "The Star Harbour",
    "Bitter Hands",
    "Lantern Kills",
    "Zombie Harbour",
    "Under a Lantern",
    "Private Eyes of Marlow",
    "Man with a Lantern",
    "All Lanterns Great and Small",
    "The Lantern List: Dark Water",
)
NEWS = (
    "{} Renewed for Season 3 at Prime Video",
    "Netflix Renews {} for Season 3",
    "Netflix has renewed {} for a third season",
    "It's official: {} is coming back for season 3",
    "Filming Underway on {} Season 3",
    "Jane Doe joins the cast of {} season 3",
)


@pytest.mark.parametrize("title", TITLES)
def test_a_title_between_bounds_may_have_any_words(extractor: Extractor, title: str) -> None:
    told = {(one.show, one.season) for news in NEWS for one in read(extractor, news.format(title))}

    assert told == {(title, 3)}


@pytest.mark.parametrize(
    ("headline", "show"),
    [
        ("Netflix Renews Harbour Lights With Jane Doe for Season 3", "Harbour Lights"),
        ("BBC One orders Harbour Lights from Jane Doe", "Harbour Lights"),
        ("Netflix Renews Hit Drama Harbour Lights for Season 3", "Harbour Lights"),
        ("Creator Says Harbour Lights Renewed for Season 3 at Hulu", "Harbour Lights"),
        ("Why Harbour Lights Was Cancelled by ABC After Two Seasons", None),
    ],
)
def test_what_is_told_beside_a_title_is_none_of_it(
    extractor: Extractor, headline: str, show: str | None
) -> None:
    assert {one.show for one in read(extractor, headline)} <= {show}
