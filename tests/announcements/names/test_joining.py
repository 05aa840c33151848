"""Lists are joined by the words of their own language, and by no other's."""

import pytest

from bot.announcements.lexicon.load import load_lexicons
from bot.announcements.names.persons import names_in
from bot.announcements.names.pieces import parted

LEXICONS = load_lexicons().by_language


@pytest.mark.parametrize(
    ("language", "words", "names"),
    [
        ("en", "Jane Doe And John Roe", ["Jane Doe", "John Roe"]),
        ("en", "Jane Doe, John Roe, and Dan Poe", ["Jane Doe", "John Roe", "Dan Poe"]),
        ("id", "Dan Poe dan Sari Ayu", ["Dan Poe", "Sari Ayu"]),
        ("es", "Ana Ríos, Luis Mar e Inés Sol", ["Ana Ríos", "Luis Mar", "Inés Sol"]),
        ("tr", "Ece Deniz ve Can Tan", ["Ece Deniz", "Can Tan"]),
    ],
)
def test_people_are_parted_at_the_languages_own_word(
    language: str, words: str, names: list[str]
) -> None:
    assert names_in(words, LEXICONS[language]) == names


@pytest.mark.parametrize(
    ("language", "words", "shows"),
    [
        ("en", "Kestrel, Embers and Salt Road", ["Kestrel", "Embers", "Salt Road"]),
        ("en", "Kestrel, Terror, Inc. and Embers", ["Kestrel", "Terror, Inc.", "Embers"]),
        ("en", "Kestrel, Sol y Sombra and Embers", ["Kestrel", "Sol y Sombra", "Embers"]),
        ("fr", "Kestrel, Braises et Sel", ["Kestrel", "Braises", "Sel"]),
    ],
)
def test_shows_are_parted_at_the_languages_own_word(
    language: str, words: str, shows: list[str]
) -> None:
    pieces = parted(words, LEXICONS[language], several=False, first=True)
    assert [words[start:end] for start, end in pieces] == shows
