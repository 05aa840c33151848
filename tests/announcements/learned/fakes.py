"""Sieves and encoders that say what a test wants."""

from collections.abc import Iterable

import numpy as np

from bot.announcements.learned.judgement import OUTPUTS, Array, Judgement
from bot.announcements.learned.load import Learned
from bot.announcements.learned.pieces import Piece
from bot.model import Field, Kind, Stage, Status

SAID, UNSAID = 9.0, -9.0
"""Log-odds of what is sure, and of what is impossible."""


class FakeSieve:
    """Weighs every item alike."""

    def __init__(self, *, weight: float = 1.0) -> None:
        self.least, self.worth = 0.0, 0.5
        self._weight = weight

    def weigh(self, headline: str, summary: str) -> float:
        return self._weight


class FakeEncoder:
    """Tells the same kinds of every item, by one of its words: the same one of equal headlines."""

    def __init__(
        self,
        kinds: Iterable[Kind],
        *,
        word: str = "",
        title: str = "",
        ends: dict[Field, int] | None = None,
    ) -> None:
        """Say what is told.

        Args:
            kinds: what is sure; all else is impossible.
            word: that which says so, where the headline has it.
            title: words of the headline that are a title.
            ends: where reading ends.
        """
        self._told = {*kinds, Status.CONFIRMED, Stage.STARTED}
        self._word = word
        self._title = title
        self._ends = ends or {}

    def read(self, headline: str, summary: str) -> Judgement:
        words = [word for word in headline.split(" ") if any(map(str.isalnum, word))]
        pieces, at = [], 0
        for number, word in enumerate(words):
            at = headline.index(word, at)
            pieces.append(Piece(number, at, at + len(word)))
            at += len(word)
        telling = sum(map(ord, headline)) % max(len(words), 1)
        if self._word in words:
            telling = words.index(self._word)
        shares: Array = np.zeros((len(pieces) + 2, len(OUTPUTS)), dtype=np.float32)
        for place, output in enumerate(OUTPUTS):
            shares[telling + 1, place] = SAID if output in self._told else UNSAID
        named: Array = np.full(len(pieces) + 2, UNSAID, dtype=np.float32)
        if self._title:
            start = headline.find(self._title)
            for at, piece in enumerate(pieces):
                if 0 <= start <= piece.start < start + len(self._title):
                    named[at + 1] = SAID
        return Judgement(pieces, [], shares, named, self._ends)


def learned(*kinds: Kind, word: str = "", title: str = "", weight: float = 1.0) -> Learned:
    """Return what was learned by somebody who is sure of these kinds."""
    encoder = FakeEncoder(kinds, word=word, title=title)
    return Learned(sieve=FakeSieve(weight=weight), encoder=encoder, tell_from=0.98, drop_below=0.02)


SURE = learned(*Kind)
