"""Which items are worth reading: their words alone, and words side by side, say it in no time.

A linear model over hashed words (Weinberger et al., 2009): each word and each pair of neighbours
of headline and summary has a weight, and what weighs too little in all holds no announcement.
"""

import re
from collections.abc import Iterator, Mapping
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

BITS = 18
_SLOTS = (1 << BITS) - 1
_WORD = re.compile(r"[^\W_]+")
_MOST_WORDS = 60
"""So many words of each field are weighed."""


def slots(headline: str, summary: str) -> Iterator[int]:
    """Yield the places of all weights of an item, for texts as `as_read` gives them."""
    for field, text in (("h", headline), ("s", summary)):
        before = field
        for found in _WORD.findall(text)[:_MOST_WORDS]:
            word = "0" if found.isdigit() else found
            yield crc32(f"{field} {word}".encode()) & _SLOTS
            yield crc32(f"{field} {before} {word}".encode()) & _SLOTS
            before = word


class Sieve:
    """Weighs items of one language.

    Attributes:
        least: what weighs less announces nothing.
        worth: what weighs as much is worth a second reader where the rules find nothing.
    """

    def __init__(self, stored: Mapping[str, NDArray[np.generic]]) -> None:
        """Take the weights; raises KeyError where a part of them is missing."""
        self._weights = memoryview(stored["weights"].tobytes()).cast("b")
        self._scale = float(stored["scale"])
        self._bias = float(stored["bias"])
        self.least = float(stored["least"])
        self.worth = float(stored["worth"])

    def __repr__(self) -> str:
        return f"Sieve({len(self._weights)} weights)"

    def weigh(self, headline: str, summary: str) -> float:
        """Return the log-odds that an item announces anything, for texts as of `as_read`."""
        weights = self._weights
        return self._bias + self._scale * sum([weights[at] for at in slots(headline, summary)])
