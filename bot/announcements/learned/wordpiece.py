"""Words cut into pieces that an encoder knows: WordPiece (Schuster and Nakajima, 2012).

A word is the longest known piece at its beginning, then the longest that continues it, and so on;
one that cannot be cut so is unknown as a whole.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from bot.announcements.learned.pieces import ALONE, Piece
from bot.announcements.text.forms import fold

_WORD = re.compile(rf"[^\W_{ALONE}]+|[^\w\s]|[_{ALONE}]")
_CONTINUES = "##"
_UNKNOWN = "[UNK]"
_LONGEST = 40
"""Words of more letters are none that an encoder has met."""
_CACHED = 20_000


class WordPiece:
    """Cuts texts into the pieces of one vocabulary, which has no accents."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self.vocabulary = vocabulary
        self._numbers = {piece: number for number, piece in enumerate(vocabulary)}
        self.start, self.separator = self.number("[CLS]"), self.number("[SEP]")
        self._cut = lru_cache(maxsize=_CACHED)(self._numbers_of)

    def __repr__(self) -> str:
        return f"WordPiece({len(self.vocabulary)} pieces)"

    def number(self, piece: str) -> int:
        """Return the number of a piece; raises KeyError for one that is not known."""
        return self._numbers[piece]

    def stored(self) -> Sequence[str]:
        """Return the lines that such a tokenizer is made from."""
        return self.vocabulary

    def tokenize(self, text: str, *, most: int) -> list[Piece]:
        """Return the first pieces of a text, `most` of them at most."""
        pieces: list[Piece] = []
        for word in _WORD.finditer(text):
            start, end = word.span()
            is_word = word[0].isalnum()
            pieces += [Piece(number, start, end, is_word) for number in self._cut(word[0])]
            if len(pieces) >= most:
                break
        return pieces[:most]

    def _numbers_of(self, word: str) -> tuple[int, ...]:
        if len(word) > _LONGEST:
            return (self._numbers[_UNKNOWN],)
        word = fold(word)
        found: list[int] = []
        start = 0
        while start < len(word):
            lead = _CONTINUES if start else ""
            for end in range(len(word), start, -1):
                number = self._numbers.get(lead + word[start:end])
                if number is not None:
                    break
            else:
                return (self._numbers[_UNKNOWN],)
            found.append(number)
            start = end
        return tuple(found)
