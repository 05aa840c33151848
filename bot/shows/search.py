"""Autocomplete: the shows that a person may mean who has typed so far."""

import unicodedata

from rapidfuzz import fuzz, process

from bot.model import Show, ShowId
from bot.shows.names import fold, plain

_TITLE_EXACT, _NAME_EXACT, _TITLE_START, _NAME_START, _WORD_START, _INSIDE = range(6)
# One letter inside a word says nothing.
_INSIDE_LETTERS = 2
# What so many letters long misses every name is misspelt; names are offered that agree so far.
_MISSPELT_LETTERS, _MISSPELT_SCORE = 5, 75


class Search:
    """All names of all shows, ready to be looked through."""

    def __init__(self) -> None:
        self._shows: dict[ShowId, Show] = {}
        self._names: dict[ShowId, list[tuple[str, str]]] = {}

    def put(self, show: Show) -> None:
        """Take a show in, or its new names; the first ones taken in are the best known."""
        self._shows[show.id] = show
        self._names.pop(show.id, None)

    def find(self, text: str, *, limit: int) -> list[ShowId]:
        """Return the shows one of whose names holds the text, the best first.

        A name that starts with it comes before one with a word that does, and that before one
        that holds it anywhere. Where none does, names that are nearly it are offered. Nothing
        typed gives the best known shows.
        """
        wanted = _key(text)
        if not text.strip():
            return list(self._shows)[:limit]
        words = _words(text)
        graded = [
            (grade, place, show.id)
            for place, show in enumerate(self._shows.values())
            if (grade := _grade(self._spellings(show), wanted, words)) is not None
        ]
        if not graded:
            return self._misspelt(wanted, limit=limit)
        return [show_id for _, _, show_id in sorted(graded)[:limit]]

    def _misspelt(self, wanted: str, *, limit: int) -> list[ShowId]:
        """Return the shows one of whose names is nearly what was typed, the nearest first."""
        if len(wanted) < _MISSPELT_LETTERS:
            return []
        owners = [(show.id, name) for show in self._shows.values() for name in self._keys(show)]
        near = process.extract(
            wanted,
            [name for _, name in owners],
            scorer=fuzz.ratio,
            score_cutoff=_MISSPELT_SCORE,
            limit=limit,
        )
        return list(dict.fromkeys(owners[place][0] for _, _, place in near))

    def _keys(self, show: Show) -> list[str]:
        return [key for key, _ in self._spellings(show)]

    def _spellings(self, show: Show) -> list[tuple[str, str]]:
        # Made when first asked for: most processes never search.
        if show.id not in self._names:
            self._names[show.id] = [(_key(name), _words(name)) for name in show.names]
        return self._names[show.id]


def _key(name: str) -> str:
    # Hangul in single letters: a syllable that is still being typed is the start of the next.
    return unicodedata.normalize("NFD", fold(name))


def _words(name: str) -> str:
    return " " + unicodedata.normalize("NFD", plain(name))


def _grade(names: list[tuple[str, str]], wanted: str, words: str) -> int | None:
    best: int | None = None
    for place, (name, spaced) in enumerate(names):
        if wanted not in name:
            if words not in spaced:
                continue
            grade = _WORD_START
        elif name == wanted:
            grade = _NAME_EXACT if place else _TITLE_EXACT
        elif name.startswith(wanted):
            grade = _NAME_START if place else _TITLE_START
        elif words in spaced:
            grade = _WORD_START
        elif len(wanted) >= _INSIDE_LETTERS:
            grade = _INSIDE
        else:
            continue
        best = grade if best is None else min(best, grade)
    return best
