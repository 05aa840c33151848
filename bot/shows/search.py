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
        self._names: dict[ShowId, tuple[int, list[tuple[str, str]]]] = {}

    def put(self, show: Show) -> None:
        """Take a show in, or its new names; the first ones taken in are the best known."""
        place = self._names[show.id][0] if show.id in self._names else len(self._names)
        self._names[show.id] = (place, [(_key(name), _words(name)) for name in show.names])

    def find(self, text: str, *, limit: int) -> list[ShowId]:
        """Return the shows one of whose names holds the text, the best first.

        A name that starts with it comes before one with a word that does, and that before one
        that holds it anywhere. Nothing typed gives the best known shows.
        """
        wanted = _key(text)
        if not text.strip():
            return list(self._names)[:limit]
        words = _words(text)
        graded = [
            (grade, place, show_id)
            for show_id, (place, names) in self._names.items()
            if (grade := _grade(names, wanted, words)) is not None
        ]
        return [show_id for _, _, show_id in sorted(graded)[:limit]]


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
