"""Words cut into pieces that an encoder knows: WordPiece (Schuster and Nakajima, 2012).

A word is the longest known piece at its beginning, then the longest that continues it, and so on;
one that cannot be cut so is unknown as a whole.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_ALONE = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
"""Letters of scripts that set no spaces, or glue endings to foreign words."""
_WORD = re.compile(rf"[^\W_{_ALONE}]+|[^\w\s]|[_{_ALONE}]")
_CONTINUES = "##"
_UNKNOWN = "[UNK]"
_LONGEST = 40
"""Words of more letters are none that an encoder has met."""
_CACHED = 20_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text.

    Attributes:
        number: of the piece in the vocabulary.
        start: where its word begins in the text.
        end: where its word ends.
        is_word: whether it is of a word or a number, and no punctuation.
    """

    number: int
    start: int
    end: int
    is_word: bool = True


class WordPiece:
    """Cuts texts into the pieces of one vocabulary."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._numbers = {piece: number for number, piece in enumerate(vocabulary)}
        self._cut = lru_cache(maxsize=_CACHED)(self._numbers_of)

    def __repr__(self) -> str:
        return f"WordPiece({len(self._numbers)} pieces)"

    def number(self, piece: str) -> int:
        """Return the number of a piece; raises KeyError for one that is not known."""
        return self._numbers[piece]

    def cut(self, folded: str, *, most: int) -> list[Piece]:
        """Return the first pieces of a folded text, `most` of them at most."""
        pieces: list[Piece] = []
        for word in _WORD.finditer(folded):
            start, end = word.span()
            is_word = word[0].isalnum()
            pieces += [Piece(number, start, end, is_word) for number in self._cut(word[0])]
            if len(pieces) >= most:
                break
        return pieces[:most]

    def _numbers_of(self, word: str) -> tuple[int, ...]:
        if len(word) > _LONGEST:
            return (self._numbers[_UNKNOWN],)
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
