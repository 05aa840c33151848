"""Where a statement goes on as a question."""

import pytest

from bot.announcements.lexicon.load import load_lexicons
from bot.announcements.tape.questions import parted_questions

ENGLISH = load_lexicons().by_language["en"]


@pytest.mark.parametrize(
    ("headline", "statement"),
    [
        (
            "kestrel axed after a year, what happens to its cast?",
            "kestrel axed after a year",
        ),
        ("bbc renews kestrel: when will it air?", "bbc renews kestrel"),
        ("it is out. kestrel renewed, but will she return?", "it is out. kestrel renewed"),
    ],
)
def test_a_question_behind_a_comma_asks_on(headline: str, statement: str) -> None:
    """What stands before it is told, not asked."""
    [(start, _)] = parted_questions(headline, ENGLISH)

    assert headline[:start] == statement


@pytest.mark.parametrize(
    "headline",
    [
        "kestrel renewed for season 3, really?",
        "is kestrel renewed, or is it cancelled?",
        "kestrel renewed for season 3, what a day",
    ],
)
def test_other_commas_part_nothing(headline: str) -> None:
    """A question from its first word on asks everything; without a sign nothing asks."""
    assert parted_questions(headline, ENGLISH) == []
