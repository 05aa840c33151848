"""Names that sound alike or differ by a slip of the pen; long names only."""

import unicodedata
from collections.abc import Iterator, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.model import ShowId
from bot.shows.names import Script, fold, is_latin, plain, script, sounds

_SOUND_LETTERS = 9
_SOUND_WORDS = 2
# Letters (jamo for Hangul) that a name must have before one or two of them may be wrong.
_ONE_SLIP, _TWO_SLIPS = 10, 16
# One Han character or kana is a word or a syllable.
_ONE_SIGN = 8
_WORD_LETTERS = 6
_WORD_SYLLABLES = 3
# A word that may be misspelt loses two letters at most, and never its ends.
_SHAPED_LETTERS = 4
# Outlets leave them out within a name, or add them: "House of Dragon".
_ARTICLES = frozenset(
    {
        *("the", "a", "an"),
        *("el", "la", "los", "las", "un", "una", "o", "os", "as"),
        *("le", "les", "une", "il", "lo", "gli", "der", "die", "das", "ein", "eine"),
    }
)
_BARE_LETTERS = 10


class NearNames:
    """Names by their sound, and by what no slip of the pen changes."""

    def __init__(self) -> None:
        self._waiting: list[tuple[str, ShowId]] = []
        self._by_sound: dict[tuple[str, bool], list[ShowId]] = {}
        self._by_shape: dict[str, dict[str, list[ShowId]]] = {}
        self._spaced: dict[str, list[str]] = {}
        self._words: set[str] = set()
        self._bare: dict[str, set[ShowId]] = {}

    def add(self, name: str, show_id: ShowId) -> None:
        """Take a name in."""
        self._waiting.append((name, show_id))

    def find(self, title: str) -> Iterator[tuple[Sequence[ShowId], str]]:
        """Yield the one show that a title sounds like, then the one that it is a slip away from."""
        self._settle()
        if found := self._alike(title):
            yield found, "romanised"
        if found := self._slipped(title):
            yield found, "typo"

    def without_articles(self, title: str) -> list[ShowId]:
        """Return the one show that a long title means when articles count for nothing."""
        self._settle()
        found = self._bare.get(_bare(title), set())
        return list(found) if len(found) == 1 else []

    def _settle(self) -> None:
        # Most titles are found by their name: these tables are made when one is not.
        waiting, self._waiting = self._waiting, []
        for name, show_id in waiting:
            letters = _letters(name)
            # Respelling makes Latin names no longer; other scripts gain letters by it.
            if len(letters) >= _SOUND_LETTERS or not letters.isascii():
                is_roman = script(name) is Script.LATIN
                for sound in set(sounds(name)):
                    if len(sound) >= _SOUND_LETTERS:
                        self._by_sound.setdefault((sound, is_roman), []).append(show_id)
            words = plain(name).split()
            self._spaced[letters] = words
            alike = self._by_shape.setdefault(_shape(words), {})
            alike.setdefault(letters, []).append(show_id)
            self._words.update(self._spaced[letters])
            if bare := _bare(name):
                self._bare.setdefault(bare, set()).add(show_id)

    def _alike(self, title: str) -> list[ShowId]:
        is_roman = script(title) is Script.LATIN
        if is_roman and len(plain(title).split()) < _SOUND_WORDS:
            return []
        # Two Han names that sound alike are two names: 他 and 她 do. One side must be Latin.
        others = (True, False) if is_roman else (True,)
        found = {
            show_id
            for sound in sounds(title)
            for other in others
            for show_id in self._by_sound.get((sound, other), ())
        }
        return list(found) if len(found) == 1 else []

    def _slipped(self, title: str) -> list[ShowId]:
        letters = _letters(title)
        slips = _slips_allowed(title, letters)
        words = plain(title).split()
        if not slips:
            return []
        near: dict[int, set[ShowId]] = {}
        names = self._by_shape.get(_shape(words), {})
        for other, distance, _ in process.extract_iter(
            letters, names.keys(), scorer=OSA.distance, score_cutoff=slips
        ):
            if self._is_slip(words, self._spaced[other]):
                near.setdefault(int(distance), set()).update(names[other])
        best = near[min(near)] if near else set()
        return list(best) if len(best) == 1 else []

    def _is_slip(self, words: list[str], others: list[str]) -> bool:
        """Return whether words may be misspelt others, and are no words of their own.

        "The Good Life" is not how anybody misspells "The Good Wife", nor is "Pier 19" a slip for
        "Pier 20"; and nobody slips at the ends of a word, where "Nights" becomes "Knights".
        """
        if not is_latin("".join(words)):
            one, other = "".join(words), "".join(others)
            if _digits(words) != _digits(others) or not _same_ends(one, other):
                return False
            # Spaces are set as one likes; where they agree, no word may be another word.
            return len(words) != len(others) or all(map(_may_be_syllables_off, words, others))
        return len(words) == len(others) and all(
            word == other
            or (
                max(len(word), len(other)) >= _WORD_LETTERS
                and word not in self._words
                and word.isalpha()
                and _same_ends(word, other)
            )
            for word, other in zip(words, others, strict=True)
        )


def _bare(name: str) -> str:
    """Return a name's words without articles, or nothing when it is not long enough."""
    words = [word for word in plain(name).split() if word not in _ARTICLES]
    bare = "".join(words)
    return bare if len(bare) >= _BARE_LETTERS else ""


def _shape(words: list[str]) -> str:
    """Return what a name has in common with all names that may be a slip for it."""
    text = "".join(words)
    if not text:
        return ""
    if not is_latin(text):
        return f"{text[0]}{text[-1]}{_digits(words)}"
    return " ".join(
        word if len(word) < _SHAPED_LETTERS else f"{word[0]}-{word[-1]}" for word in words
    )


def _letters(name: str) -> str:
    return unicodedata.normalize("NFD", fold(name))


def _digits(words: list[str]) -> str:
    return "".join(char for word in words for char in word if char.isdigit())


def _may_be_syllables_off(word: str, other: str) -> bool:
    if len(word) < _WORD_SYLLABLES:
        return word == other
    return unicodedata.normalize("NFD", word)[0] == unicodedata.normalize("NFD", other)[0]


def _same_ends(one: str, other: str) -> bool:
    return one[0] == other[0] and one[-1] == other[-1]


def _slips_allowed(title: str, letters: str) -> int:
    if script(title) in (Script.HAN, Script.KANA):
        return int(len(letters) >= _ONE_SIGN)
    return 2 if len(letters) >= _TWO_SLIPS else int(len(letters) >= _ONE_SLIP)
