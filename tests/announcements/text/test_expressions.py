"""Alternatives joined to one expression."""

import re

from hypothesis import given
from hypothesis import strategies as st

from bot.announcements.text.expressions import joined_words

WORDS = st.text(alphabet="abc '-.", min_size=1, max_size=6).filter(str.strip)


@given(st.lists(WORDS, min_size=1, max_size=30, unique=True), WORDS)
def test_joined_words_match_what_one_of_them_matches(words: list[str], text: str) -> None:
    joined = re.compile(f"(?:{joined_words([re.escape(word) for word in words])})")

    assert bool(joined.fullmatch(text)) is (text in words)


def test_what_is_no_plain_word_stays_an_expression() -> None:
    words = ["axe", "axed", "axes", "cut", "cuts", "drop", "drops", "end"]

    joined = re.compile(f"(?:{joined_words([*words, r'renew[eds]{1,2}'])})")

    assert joined.fullmatch("renewal") is None
    assert joined.fullmatch("renewed")
    assert joined.fullmatch("drops")
