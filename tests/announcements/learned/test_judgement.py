"""Texts as encoders read them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.announcements.learned.judgement import OUTPUTS, Judgement, Span, as_read
from bot.announcements.learned.pieces import Piece
from bot.announcements.text.forms import normalise
from bot.model import Field


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("‘Élite’, L’ACTRICE", '"élite", l\'actrice'),
        ("Netflix’in ‘Şahmaran’ı", "netflix'in \"şahmaran'ı"),
        ("‘폭싹 속았수다’가 “돌아온다”", '"폭싹 속았수다"가 "돌아온다"'),
        ("《狂飙》續作、『silent』", '"狂飙"續作、"silent"'),
    ],
)
def test_a_text_is_read_with_its_accents_and_marks_of_one_kind(text: str, read: str) -> None:
    assert as_read(normalise(text)) == read


@given(st.text())
def test_what_is_read_is_as_long_as_the_text(text: str) -> None:
    plain = normalise(text)

    assert len(as_read(plain)) == len(plain.plain)


def judgement() -> Judgement:
    """Return what is said of the headline "kestrel bay, gone" and the summary "kestrel"."""
    first = [
        Piece(1, 0, 7),
        Piece(2, 8, 11),
        Piece(3, 8, 11),
        Piece(4, 11, 12, False),
        Piece(5, 13, 17),
    ]
    second = [Piece(1, 0, 7)]
    named = np.array([0, 4, 1, 0.5, 9, -3, 0, 2, 0], dtype=np.float32)
    return Judgement(first, second, np.zeros((9, len(OUTPUTS)), dtype=np.float32), named, {})


@pytest.mark.parametrize(
    ("one", "other", "by"),
    [
        (Span(Field.HEADLINE, 0, 11), Span(Field.HEADLINE, 0, 7), 1.5),
        (Span(Field.HEADLINE, 0, 7), Span(Field.HEADLINE, 0, 17), 1.5),
        (Span(Field.HEADLINE, 0, 7), Span(Field.SUMMARY, 0, 7), 2),
        (Span(Field.HEADLINE, 0, 7), Span(Field.SUMMARY, 40, 47), 4),
    ],
    ids=["two pieces of a word more", "two words fewer", "in another field", "not read"],
)
def test_words_of_two_names_are_weighed_without_those_of_both(
    one: Span, other: Span, by: float
) -> None:
    assert judgement().likelier(one, other) == pytest.approx(by)
