"""Autocomplete: the shows that a person may mean who has typed so far."""

import unicodedata

from bot.model import Show, ShowId
from bot.shows.names import fold, plain

_TITLE_EXACT, _NAME_EXACT, _TITLE_START, _NAME_START, _WORD_START, _INSIDE = range(6)
# One letter inside a word says nothing.
_INSIDE_LETTERS = 2


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
        that holds it anywhere. Nothing typed gives the best known shows.
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
        return [show_id for _, _, show_id in sorted(graded)[:limit]]

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
