"""The pieces that texts are cut into for an encoder, and what cuts them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

_ALONE = "\u0e01-\u0e3a\u0e40-\u0e59\u3005-\u3007\u3040-\u309f\u30a1-\u30fa\u30fc-\u30ff"
ALONE = f"{_ALONE}\u3400-\u9fff\uac00-\ud7af"
"""What a class of letters holds, in an expression, that stand alone: those of scripts that set no
spaces (Thai, Kana, Han), and of Hangul, which glues endings to foreign words."""

_LETTER_ALONE = re.compile(f"[{ALONE}]")
_FIRST_ALONE = ALONE[0]


def stands_alone(letter: str) -> bool:
    """Tell whether a letter is of a script in which letters stand alone."""
    return letter >= _FIRST_ALONE and _LETTER_ALONE.match(letter) is not None


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text.

    Attributes:
        number: of the piece in the vocabulary.
        start: where it begins in the text; where its word begins, unless its letters stand alone.
        end: where it, or its word, ends.
        is_word: whether it is of a word or a number, and no punctuation.
    """

    number: int
    start: int
    end: int
    is_word: bool = True


class Tokenizer(Protocol):
    """What cuts texts into pieces of its vocabulary.

    Attributes:
        start: the number of the piece before a headline.
        separator: that of the piece behind headline and summary.
    """

    start: int
    separator: int

    def __init__(self, vocabulary: Sequence[str], /) -> None:
        """Take the lines that `stored` gives; raises KeyError and ValueError for others."""

    @property
    def vocabulary(self) -> Sequence[str]:
        """The pieces, in the order of their numbers."""

    def number(self, piece: str) -> int:
        """Return the number of a piece; raises KeyError for one that is not known."""

    def stored(self) -> Sequence[str]:
        """Return the lines that such a tokenizer is made from."""

    def tokenize(self, text: str, *, most: int) -> list[Piece]:
        """Return the first pieces of a text, `most` of them at most."""
