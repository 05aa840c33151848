"""Texts cut into the pieces that are likeliest side by side: a unigram model (Kudo, 2018).

Each piece has a score, the logarithm of how likely it is; of all ways to cut a run of letters, the
one whose scores sum up highest is taken. A piece behind a space is written with a mark before it.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from bot.announcements.learned.pieces import ALONE, Piece

_RUN = rf"(?P<word>[^\W_{ALONE}]+)|(?P<alone>[{ALONE}]+)|[^\w\s]|_"
SPACED_RUN = re.compile(rf"(?P<spaced>(?<!\S))?(?:{_RUN})")
"""What is cut: a word or a number, letters that stand alone, or a sign."""
MARK = "▁"
"""Stands before a piece that a space stands before."""
_UNKNOWN = "<unk>"
_UNLIKELY = 10.0
"""A letter that no piece has is so much less likely than the least likely piece."""
_LONGEST = 60
"""Runs of more letters are cut into parts of so many."""
_RECURS, _CACHED = 12, 20_000
"""Runs of at most so many letters come again; so many of them are kept."""


class Unigram:
    """Cuts texts into the pieces of one vocabulary."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        """Take pieces, each with a tab and its score behind it.

        Raises KeyError where there is none for the start, the separator or what is unknown, and
        ValueError for a line in another form.
        """
        told = [line.rpartition("\t") for line in vocabulary]
        self.vocabulary = [piece for piece, _, _ in told]
        self._known = {
            piece: (number, float(score)) for number, (piece, _, score) in enumerate(told)
        }
        self._unknown = self.number(_UNKNOWN)
        self.start, self.separator = self.number("<s>"), self.number("</s>")
        self._unlikely = min(score for _, score in self._known.values()) - _UNLIKELY
        self._most = max(map(len, self.vocabulary))
        self._recurring = lru_cache(maxsize=_CACHED)(self._cut)

    def __repr__(self) -> str:
        return f"Unigram({len(self.vocabulary)} pieces)"

    def number(self, piece: str) -> int:
        """Return the number of a piece; raises KeyError for one that is not known."""
        return self._known[piece][0]

    def stored(self) -> Sequence[str]:
        """Return the lines that such a tokenizer is made from."""
        return [f"{piece}\t{score}" for piece, (_, score) in self._known.items()]

    def tokenize(self, text: str, *, most: int) -> list[Piece]:
        """Return the first pieces of a text, `most` of them at most."""
        pieces: list[Piece] = []
        for found in SPACED_RUN.finditer(text):
            pieces += islice(self._pieces(found), most - len(pieces))
            if len(pieces) >= most:
                break
        return pieces

    def _pieces(self, found: re.Match[str]) -> Iterator[Piece]:
        start, end = found.span()
        spaced = found["spaced"] is not None
        alone = found["alone"] is not None
        is_word = alone or found["word"] is not None
        for first in range(start, end, _LONGEST):
            run = found.string[first : min(first + _LONGEST, end)]
            cut = self._recurring if len(run) <= _RECURS else self._cut
            for number, begins, ends in cut(run, spaced and first == start):
                place = (first + begins, first + ends) if alone else (start, end)
                yield Piece(number, *place, is_word)

    def _cut(self, run: str, spaced: bool) -> tuple[tuple[int, int, int], ...]:
        """Return the number of each piece of a run, and where it begins and ends.

        The mark of a space, where it is a piece of its own, stands where the next piece does.
        """
        lead = len(MARK) if spaced else 0
        text = MARK + run if spaced else run
        best = [0.0, *([float("-inf")] * len(text))]
        begins = [0] * (len(text) + 1)
        for start in range(len(text)):
            here = best[start]
            for end in range(start + 1, min(start + self._most, len(text)) + 1):
                known = self._known.get(text[start:end])
                if known is not None and here + known[1] > best[end]:
                    best[end], begins[end] = here + known[1], start
            if here + self._unlikely > best[start + 1]:
                best[start + 1], begins[start + 1] = here + self._unlikely, start
        parts: list[tuple[int, int, int]] = []
        end = len(text)
        while end > 0:
            start = begins[end]
            number, _ = self._known.get(text[start:end], (self._unknown, 0.0))
            place = (start - lead, end - lead) if end > lead else parts[-1][1:]
            if number == self._unknown and parts and parts[-1][0] == number:
                place = (place[0], parts.pop()[2])
            parts.append((number, max(place[0], 0), place[1]))
            end = start
        return tuple(reversed(parts))
