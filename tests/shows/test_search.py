"""What autocomplete offers while a person types."""

import pytest

from bot.shows.match import ShowIndex
from tests.shows.examples import show

SHOWS = (
    show("lane", "Harbour Lane", "달빛 항구"),
    show("harbour", "Harbour"),
    show("old", "Old Harbour Tales"),
    show("alias", "Something Else", "Harbour of Old"),
    show("inside", "Unharboured"),
    show("alias-exact", "Another", "Pier"),
    show("pier", "The Pier"),
    show("pretty", "Prettypier"),
)


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("harbour", ["harbour", "lane", "alias", "old", "inside"]),
        ("Harbour L", ["lane"]),
        ("HARBOUR", ["harbour", "lane", "alias", "old", "inside"]),
        ("tales", ["old"]),
        ("old h", ["old"]),
        ("r t", ["old"]),
        ("달", ["lane"]),
        ("달비", ["lane"]),
        ("항구", ["lane"]),
        ("pier", ["pier", "alias-exact", "pretty"]),
        ("the", ["pier", "alias-exact"]),
        ("zzz", []),
        ("zzzzzzzz", []),
        ("harbuor lane", ["lane"]),
        ("hrabour", ["harbour"]),
    ],
)
def test_the_best_come_first(typed: str, ids: list[str]) -> None:
    assert [found.id for found in ShowIndex(SHOWS).search(typed)] == ids


def test_one_letter_inside_a_word_says_nothing() -> None:
    assert ShowIndex([show("lane", "Lane")]).search("n") == []


def test_nothing_typed_offers_the_best_known() -> None:
    assert [found.id for found in ShowIndex(SHOWS).search("  ", limit=2)] == ["lane", "harbour"]


def test_no_more_are_offered_than_asked_for() -> None:
    assert len(ShowIndex(SHOWS).search("harbour", limit=2)) == 2


def test_names_that_come_later_are_found_too() -> None:
    index = ShowIndex(SHOWS)
    index.search("x")
    index.add(show("lane", "Harbour Lane", "Quayside"))

    assert [found.id for found in index.search("quay")] == ["lane"]
