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
_WORD_LETTERS = 4


class NearNames:
    """Names by their sound and by their length."""

    def __init__(self) -> None:
        self._waiting: list[tuple[str, ShowId]] = []
        self._by_sound: dict[str, list[ShowId]] = {}
        self._by_length: dict[int, dict[str, list[ShowId]]] = {}
        self._words: set[str] = set()

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

    def _settle(self) -> None:
        # Most titles are found by their name: these tables are made when one is not.
        waiting, self._waiting = self._waiting, []
        for name, show_id in waiting:
            letters = _letters(name)
            # Respelling makes Latin names no longer; other scripts gain letters by it.
            if len(letters) >= _SOUND_LETTERS or not letters.isascii():
                for sound in set(sounds(name)):
                    if len(sound) >= _SOUND_LETTERS:
                        _enter(self._by_sound, sound, show_id)
            _enter(self._by_length.setdefault(len(letters), {}), letters, show_id)
            self._words.update(plain(name).split())

    def _alike(self, title: str) -> list[ShowId]:
        found: list[ShowId] = []
        if script(title) is Script.LATIN and len(plain(title).split()) < _SOUND_WORDS:
            return found
        for sound in sounds(title):
            found += [i for i in self._by_sound.get(sound, ()) if i not in found]
        return found if len(found) == 1 else []

    def _slipped(self, title: str) -> list[ShowId]:
        letters = _letters(title)
        slips = _slips_allowed(title, letters)
        if not slips or not self._is_misspelt(title):
            return []
        near: dict[int, set[ShowId]] = {}
        for length in range(len(letters) - slips, len(letters) + slips + 1):
            names = self._by_length.get(length, {})
            for other, distance, _ in process.extract_iter(
                letters, names.keys(), scorer=OSA.distance, score_cutoff=slips
            ):
                if _digits(letters) == _digits(other):
                    near.setdefault(int(distance), set()).update(names[other])
        best = near[min(near)] if near else set()
        return list(best) if len(best) == 1 else []

    def _is_misspelt(self, title: str) -> bool:
        """Return whether some word of a title is no word of any known name.

        "The Good Life" is not how anybody misspells "The Good Wife": both are words.
        """
        words = plain(title).split()
        return not is_latin(fold(title)) or any(
            word not in self._words and len(word) >= _WORD_LETTERS for word in words
        )


def _letters(name: str) -> str:
    return unicodedata.normalize("NFD", fold(name))


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


def _slips_allowed(title: str, letters: str) -> int:
    if script(title) in (Script.HAN, Script.KANA):
        return int(len(letters) >= _ONE_SIGN)
    return 2 if len(letters) >= _TWO_SLIPS else int(len(letters) >= _ONE_SLIP)


def _enter(table: dict[str, list[ShowId]], key: str, show_id: ShowId) -> None:
    ids = table.setdefault(key, [])
    if show_id not in ids:
        ids.append(show_id)
