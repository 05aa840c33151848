"""What is marked in a field: titles, seasons, networks and dates, each with its place."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.announcements.dates.find import FoundDate
from bot.announcements.marks.seasons import FoundSeason


class KnownTitles(Protocol):
    """Titles that a catalogue knows; helps, and is never needed."""

    def find(self, text: str) -> Sequence[tuple[int, int, str, bool]]:
        """Return the catalogue's titles that stand in a text.

        Each with its start, its end, its name, and whether it is more than an ordinary word.
        """
        ...


@dataclass(frozen=True, kw_only=True)
class Title:
    """A show's name as it stands in a text.

    Attributes:
        name: without quotation marks and season.
        season: the number that is part of it ("Family Man 3"), else None.
        start: its place in the plain text, marks included.
        end: where that ends.
        how: "quoted", "known", "listed" (without marks, beside such) or "bare".
        credit: it only says who somebody is ("the ‘Lost’ star").
        listed: the catalogue of series has it.
    """

    name: str
    season: int | None
    start: int
    end: int
    how: str
    credit: bool = False
    listed: bool = False


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One sign on a tape and what it stands for."""

    sign: str
    start: int
    end: int
    value: Title | FoundSeason | FoundDate | str
