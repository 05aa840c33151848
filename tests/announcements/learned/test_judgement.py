"""Texts as encoders read them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.announcements.learned.judgement import as_read
from bot.announcements.text.forms import normalise


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
