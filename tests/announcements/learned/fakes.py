"""Sieves and encoders that say what a test wants."""

import re
from collections.abc import Iterable

import numpy as np

from bot.announcements.learned.judgement import OUTPUTS, Array, Judgement
from bot.announcements.learned.load import Learned
from bot.announcements.learned.pieces import Piece
from bot.model import Field, Kind, Stage, Status

SAID, DOUBTED, UNSAID = 9.0, -1.5, -9.0
"""Log-odds of what is sure, of what is unlikely, and of what is impossible."""


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
        no_title: str = "",
        named: float = SAID,
        doubted: Iterable[Kind] = (),
        ends: dict[Field, int] | None = None,
    ) -> None:
        """Say what is told.

        Args:
            kinds: what is sure; all else but what is doubted is impossible.
            word: that which says so, where the headline has it, else the summary.
            title: words of the headline that are a title, else of the summary.
            no_title: words that are surely none.
            named: the log-odds of each word of that title.
            doubted: what is unlikely, and not impossible.
            ends: where reading ends.
        """
        told = {*kinds, Status.CONFIRMED, Stage.STARTED}
        self._said: dict[str, float] = dict.fromkeys(doubted, DOUBTED)
        self._said |= dict.fromkeys(told, SAID)
        self._word = word
        self._title = title
        self._no_title = no_title
        self._named = named
        self._ends = ends or {}

    def read(self, headline: str, summary: str) -> Judgement:
        first, second = _pieces(headline), _pieces(summary)
        telling = 1 + sum(map(ord, headline)) % max(len(first), 1)
        for text, pieces, at in ((summary, second, len(first) + 2), (headline, first, 1)):
            words = [text[piece.start : piece.end] for piece in pieces]
            if self._word in words:
                telling = at + words.index(self._word)
        count = len(first) + len(second) + 3
        shares: Array = np.zeros((count, len(OUTPUTS)), dtype=np.float32)
        for place, output in enumerate(OUTPUTS):
            shares[telling, place] = self._said.get(output, UNSAID)
        named: Array = np.full(count, DOUBTED, dtype=np.float32)
        for title, share in ((self._no_title, UNSAID), (self._title, self._named)):
            above = title in headline
            text, pieces, at = (headline, first, 1) if above else (summary, second, len(first) + 2)
            start = text.find(title) if title else -1
            for place, piece in enumerate(pieces, start=at):
                if 0 <= start <= piece.start < start + len(title):
                    named[place] = share
        return Judgement(first, second, shares, named, self._ends)


def _pieces(text: str) -> list[Piece]:
    """Return the words of a text, without signs beside them."""
    return [Piece(at, *word.span()) for at, word in enumerate(re.finditer(r"\w+", text))]


def learned(
    *kinds: Kind,
    word: str = "",
    title: str = "",
    no_title: str = "",
    doubted: Iterable[Kind] = (),
    weight: float = 1.0,
) -> Learned:
    """Return what was learned by somebody who is sure of these kinds."""
    encoder = FakeEncoder(kinds, word=word, title=title, no_title=no_title, doubted=doubted)
    return Learned(sieve=FakeSieve(weight=weight), encoder=encoder, tell_from=0.98, drop_below=0.02)


SURE = learned(*Kind)
