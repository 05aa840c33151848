"""What an encoder says of one item: how likely each kind is announced, and by which words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.announcements.learned.pieces import ALONE, Piece
from bot.announcements.text.forms import Text
from bot.model import Field, Kind, Stage, Status

Array = NDArray[np.float32]
OUTPUTS: tuple[Kind | Stage | Status, ...] = (*Kind, *Stage, *Status)
"""What an encoder tells, in this order."""
_PLACES = {output: place for place, output in enumerate(OUTPUTS)}
_MARKS = re.compile(rf"[“”„«»《》「」『』〈〉]|(?<![^\W{ALONE}])['‘’]|['‘’](?![^\W{ALONE}])")
_BESIDE = 0.3
"""Words beside the most telling one with so large a part of its share are named with it."""
_GOES_ON = -1.0
"""A word of these log-odds may still belong to the title beside it."""
_NO_TITLE = -2.0
"""Words none of which has more log-odds are no title's."""
_MOST = 500.0
"""Log-odds beyond this are as good as certain."""


class Span(NamedTuple):
    """Where words stand: in which field, where they begin and where they end."""

    field: Field
    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Tell whether some letters stand at both places."""
        return self.field is other.field and self.start < other.end and other.start < self.end


def as_read(text: Text) -> str:
    """Return a text as it was learned from, as long as it was: lowered, with marks of one kind."""
    return _MARKS.sub('"', text.lowered).replace("’", "'").replace("‘", "'")


@dataclass(frozen=True, kw_only=True)
class Likely:
    """A kind that is likely announced.

    Attributes:
        kind: which.
        status: the likeliest of the whole item.
        stage: the likeliest, of filming alone.
        words: the most telling ones of a field.
    """

    kind: Kind
    status: Status
    stage: Stage | None
    words: Span


class Judgement:
    """How likely each kind is announced by one item."""

    def __init__(
        self,
        first: Sequence[Piece],
        second: Sequence[Piece],
        shares: Array,
        named: Array,
        ends: Mapping[Field, int],
    ) -> None:
        """Take what each piece adds to each output.

        Args:
            first: the pieces of the headline.
            second: those of the summary.
            shares: in log-odds of each of `OUTPUTS`, of a starting piece, the headline's, a
                separator, the summary's and another separator: shape (pieces, outputs).
            named: the log-odds that they are a title's: shape (pieces,).
            ends: where reading ended in a field that is too long; a field read whole has none.
        """
        self._first = first
        self._second = second
        self._shares = shares
        self._named = named
        self._ends = ends
        self._logits: list[float] = shares.sum(axis=0).clip(-_MOST, _MOST).tolist()

    def __repr__(self) -> str:
        told = ", ".join(f"{kind} {self.probability(kind):.3f}" for kind in Kind)
        return f"Judgement({told})"

    def probability(self, kind: Kind) -> float:
        """Return how likely a kind is announced, from 0 to 1."""
        return 1 / (1 + exp(-self._logits[_PLACES[kind]]))

    def has_read(self, field: Field, place: int) -> bool:
        """Tell whether a place of a field was read: long texts are cut."""
        return place < self._ends.get(field, place + 1)

    def likely(self, least: float, field: Field) -> list[Likely]:
        """Return the kinds of at least this probability for which words of a field speak."""
        return [
            self._told(kind, words)
            for kind in Kind
            if self.probability(kind) >= least and (words := self.words(kind, field))
        ]

    def words(self, kind: Kind, field: Field) -> Span | None:
        """Return where the words of a field stand that say most for a kind; None where none does.

        It is one word and its like beside it, within what no punctuation parts.
        """
        pieces, at = self._of(field)
        said = _by_word(pieces, self._shares[at:, _PLACES[kind]].tolist())
        places = list(said)
        best = max(range(len(places)), key=lambda at: said[places[at]], default=0)
        if not places or said[places[best]] <= 0:
            return None
        least = _BESIDE * said[places[best]]
        first = last = best
        while first > 0 and said[places[first - 1]] >= least:
            first -= 1
        while last + 1 < len(places) and said[places[last + 1]] >= least:
            last += 1
        return Span(field, places[first][0], places[last][1])

    def title(self) -> Span | None:
        """Return where the words stand that are surest a title; those of the headline go first."""
        for field in Field:
            pieces, at = self._of(field)
            runs = _runs(_by_word(pieces, self._named[at:].tolist(), punctuated=True))
            if runs:
                _, start, end = max(runs)
                return Span(field, start, end)
        return None

    def is_no_title(self, span: Span) -> bool:
        """Tell whether no word between two places of a field may be a title's."""
        within = self._named_within(span).values()
        return bool(within) and max(within) < _NO_TITLE

    def likelier(self, one: Span, other: Span) -> float:
        """Return by how much the words of one place are likelier a title's than those of another.

        In log-odds; words that stand in both count for neither, and what was not read (long texts
        are cut) counts for nothing.
        """
        mine, theirs = self._named_within(one), self._named_within(other)
        gained = sum(share for place, share in mine.items() if place not in theirs)
        return gained - sum(share for place, share in theirs.items() if place not in mine)

    def _named_within(self, span: Span) -> dict[Span, float]:
        """Return the log-odds that the words of a place are a title's."""
        pieces, at = self._of(span.field)
        words = _by_word(pieces, self._named[at:].tolist())
        signs = {(piece.start, piece.end) for piece in pieces if not piece.is_word}
        named = {
            Span(span.field, *place): share for place, share in words.items() if place not in signs
        }
        return {place: share for place, share in named.items() if place.overlaps(span)}

    def _of(self, field: Field) -> tuple[Sequence[Piece], int]:
        """Return the pieces of a field, and the place of the first among all."""
        above = field is Field.HEADLINE
        return (self._first, 1) if above else (self._second, len(self._first) + 2)

    def _told(self, kind: Kind, words: Span) -> Likely:
        filming = kind is Kind.FILMING
        return Likely(
            kind=kind,
            status=max(Status, key=lambda status: self._logits[_PLACES[status]]),
            stage=max(Stage, key=lambda stage: self._logits[_PLACES[stage]]) if filming else None,
            words=words,
        )


def _by_word(
    pieces: Sequence[Piece], shares: Sequence[float], *, punctuated: bool = False
) -> dict[tuple[int, int], float]:
    """Return what the pieces of each word add to a sum; punctuation adds nothing unless wanted."""
    words: dict[tuple[int, int], float] = {}
    for piece, share in zip(pieces, shares, strict=False):
        place = (piece.start, piece.end)
        counts = piece.is_word or punctuated
        words[place] = words.get(place, 0.0) + (share if counts else -_MOST)
    return words


def _runs(words: Mapping[tuple[int, int], float]) -> list[tuple[float, int, int]]:
    """Return (sum, start, end) of the words in a row that speak for a title.

    A row begins with a word that is likelier a title's than not; others that are hardly less
    likely may stand beside it.
    """
    runs: list[tuple[float, int, int]] = []
    total, first, last, told = 0.0, -1, -1, False
    for (start, end), share in (*words.items(), ((-1, -1), -_MOST)):
        if share > _GOES_ON:
            total, first, last = total + share, start if first < 0 else first, end
            told = told or share > 0
            continue
        if told:
            runs.append((total, first, last))
        total, first, last, told = 0.0, -1, -1, False
    return runs
