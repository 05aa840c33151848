"""Pieces of a phrase: what an expression guarantees of every text in which it matches."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.announcements.lexicon.patterns import BREAK, DATE, MARKS, NETWORK, SEASON, TITLE

SIGNS_OF_SPANS = frozenset(MARKS)
OF_THE_TAPE = re.compile(rf"[{TITLE}{SEASON}{DATE}{NETWORK}{BREAK}]|\[\^")
"""What stands in an expression for marked spans, gaps, slots and the ends of statements."""
_FEW_USES = 10
_CHOICE = 2


@dataclass(frozen=True)
class Piece:
    """A piece of an expression and what it guarantees.

    Attributes:
        regex: the expression.
        needs: sets of strings and signs; of each set one stands wherever the piece matches.
        row: the longest row of words in it that no mark and no gap interrupts, as an expression.
    """

    regex: str
    needs: tuple[tuple[str, ...], ...]
    row: str = ""


@dataclass(frozen=True)
class Named:
    """The piece of named words, with the slots that stand inside."""

    piece: Piece
    slots: frozenset[str]


@dataclass(frozen=True)
class Words:
    """The named alternatives of a lexicon; each is read once and used by many phrases.

    Attributes:
        listed: by name, themselves in the language of phrases.
        uses: how many phrases of the lexicon hold a word; one that many hold stands everywhere.
        read: those that a phrase has asked for, as pieces.
        literals: the single words that phrases have asked for, as pieces.
    """

    listed: Mapping[str, Sequence[str]]
    uses: Mapping[str, int] = field(default_factory=dict)
    read: dict[str, Named] = field(default_factory=dict)
    literals: dict[str, Piece] = field(default_factory=dict)
    _rarities: dict[str, float] = field(default_factory=dict)

    def rarest(self, groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
        """Return the set that opens the gate most seldom: of which the commonest word is rare."""
        groups = list(groups)
        if len(groups) < _CHOICE:
            return groups[0] if groups else ()
        return max(groups, key=self._worth)

    def _worth(self, group: tuple[str, ...]) -> float:
        return min(map(self._rarity, group))

    def _rarity(self, word: str) -> float:
        """Guess how rare a word is in texts: long ones are, and those that few phrases hold."""
        if word not in self._rarities:
            bare = word.rstrip("*")
            # Colons and commas stand everywhere.
            length = len(bare.encode()) if any(map(str.isalnum, bare)) else 0
            self._rarities[word] = length / (_FEW_USES + self.uses.get(bare, 0))
        return self._rarities[word]


class Rows:
    """The rows of words of a phrase between its marks and gaps, gathered piece by piece."""

    def __init__(self) -> None:
        self._row: list[tuple[str, str, bool]] = []
        self._best = ""
        self._worth = (False, 0)

    def add(self, lead: str, regex: str, *, optional: bool) -> None:
        """Take in the next piece and what stands before it."""
        if OF_THE_TAPE.search(lead):
            self._end()
        if OF_THE_TAPE.search(regex):
            self._end()
        else:
            self._row.append((lead, regex, optional))

    def best(self) -> str:
        """Return the row that says most: several words, and most pieces that must be there."""
        self._end()
        return self._best

    def _end(self) -> None:
        """End the row, without the pieces at its edges that may be missing."""
        sure = [place for place, (_, _, optional) in enumerate(self._row) if not optional]
        if sure:
            first, *others = self._row[sure[0] : sure[-1] + 1]
            row = first[1] + "".join(
                f"(?:{lead}{regex})?" if optional else lead + regex
                for lead, regex, optional in others
            )
            worth = (" " in row, len(sure))
            if worth > self._worth:
                self._best, self._worth = row, worth
        self._row = []


def anywhere(needs: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    """Return the same sets for words that may be parts of others."""
    return tuple(
        tuple(
            word if word in SIGNS_OF_SPANS or word.endswith("*") else f"{word}*" for word in group
        )
        for group in needs
    )


def has_sign(group: tuple[str, ...]) -> bool:
    """Tell whether a set has a sign of the tape."""
    return not SIGNS_OF_SPANS.isdisjoint(group)


def cost(group: tuple[str, ...]) -> tuple[int, int]:
    """Ask first for what is looked up fast: words, networks, seasons, dates, titles."""
    order = (NETWORK, SEASON, DATE, TITLE)
    return len(group), max(order.index(sign) for sign in group if sign in SIGNS_OF_SPANS)
