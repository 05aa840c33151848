"""Two names, one show or not: labelled pairs in many languages, hard ones among them."""

import csv
from pathlib import Path

import pytest

from bot.shows.match import ShowIndex, same_show

PAIRS = Path(__file__).with_name("pairs.tsv")


@pytest.fixture(scope="module")
def pairs() -> list[tuple[str, str, bool]]:
    with PAIRS.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row["name_a"], row["name_b"], row["same"] == "1") for row in rows]


def test_names_are_told_together_and_apart(
    pairs: list[tuple[str, str, bool]], index: ShowIndex
) -> None:
    """The targets of the resolver: precision 0.99, recall 0.95."""
    said = [(same_show(a, b, index)[0], same) for a, b, same in pairs]
    hits = sum(found and same for found, same in said)
    found = sum(found for found, _ in said)
    wanted = sum(same for _, same in said)

    assert len(pairs) >= 300
    assert hits / found >= 0.99
    assert hits / wanted >= 0.95


def test_the_order_of_two_names_does_not_matter(
    pairs: list[tuple[str, str, bool]], index: ShowIndex
) -> None:
    for a, b, _ in pairs:
        assert same_show(a, b, index)[0] == same_show(b, a, index)[0], (a, b)
