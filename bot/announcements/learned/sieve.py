"""Which items are worth reading: their words alone, and words side by side, say it in no time.

A linear model over hashed words (Weinberger et al., 2009): each word and each pair of neighbours
of headline and summary has a weight, and what weighs too little in all holds no announcement. In
scripts whose letters stand alone, letters stand for words, and three in a row have a weight, too.
"""

import re
from collections.abc import Iterator, Mapping
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bot.announcements.learned.pieces import ALONE, stands_alone
from bot.announcements.text.forms import fold

_WORD = re.compile(rf"[^\W_{ALONE}]+|[{ALONE}]")
_MOST_LETTERS = 360
"""So many letters of each field are weighed."""


def hashes(headline: str, summary: str) -> Iterator[int]:
    """Yield a number for each weight of an item, for texts as `as_read` gives them."""
    for field, text in (("h", headline), ("s", summary)):
        two_before = before = field
        for found in _WORD.findall(fold(text[:_MOST_LETTERS])):
            word = "0" if found.isdigit() else found
            yield crc32(f"{field} {word}".encode())
            yield crc32(f"{field} {before} {word}".encode())
            if stands_alone(word[0]):
                yield crc32(f"{field} {two_before} {before} {word}".encode())
            two_before, before = before, word


class Sieve:
    """Weighs items of one language, or of several.

    Attributes:
        least: what weighs less announces nothing.
        worth: what weighs as much is worth a second reader where the rules find nothing.
    """

    def __init__(self, stored: Mapping[str, NDArray[np.generic]]) -> None:
        """Take the weights, 2 ** n of them; raises KeyError and ValueError for other ones."""
        count = stored["weights"].size
        if stored["weights"].dtype != np.int8 or count < 1 or count & (count - 1):
            raise ValueError(f"{count} weights of {stored['weights'].dtype}")
        self._weights = memoryview(stored["weights"].tobytes()).cast("b")
        self._slots = len(self._weights) - 1
        self._scale = float(stored["scale"])
        self._bias = float(stored["bias"])
        self.least = float(stored["least"])
        self.worth = float(stored["worth"])

    def __repr__(self) -> str:
        return f"Sieve({len(self._weights)} weights)"

    def weigh(self, headline: str, summary: str) -> float:
        """Return the log-odds that an item announces anything, for texts as of `as_read`."""
        weights, slots = self._weights, self._slots
        found = [weights[at & slots] for at in hashes(headline, summary)]
        return self._bias + self._scale * sum(found)
