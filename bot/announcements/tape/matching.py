"""Where the phrases of a lexicon stand on a tape."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from bot.announcements.lexicon.patterns import Pattern
from bot.announcements.lexicon.vocabulary import ROOM, Entry, Lexicon
from bot.announcements.tape.tape import Tape
from bot.model import Field, Kind

MAX_HITS = 6
"""More places of one phrase in one field tell nothing new."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Match:
    """One phrase found in one field.

    Attributes:
        entry: what the phrase means.
        pattern: the phrase.
        field: where it stands.
        tape: the tape of that field.
        start: where it begins on the tape.
        end: where it ends.
        title: place of a {title} inside it, or None.
        people: place of {people} inside it, or None.
    """

    entry: Entry
    pattern: Pattern
    field: Field
    tape: Tape
    start: int
    end: int
    title: tuple[int, int] | None = None
    people: tuple[int, int] | None = None

    @property
    def kind(self) -> Kind:
        """The kind that it announces: the name of its table; vetoes and hedges are never asked."""
        return cast(Kind, self.entry.kind)

    @property
    def words(self) -> str:
        """The plain words under it."""
        return self.tape.plain(self.start, self.end)

    @property
    def clause(self) -> tuple[int, int]:
        """The edges of the statement that it stands in."""
        return self.tape.clause(self.start, self.end)


def find_matches(
    tape: Tape, lexicon: Lexicon, numbers: Iterable[int], *, field: Field
) -> list[Match]:
    """Return where the phrases of these numbers stand, in the order of the lexicon."""
    found: list[Match] = []
    string = tape.string
    for number in sorted(numbers):
        entry = lexicon.entries[number // ROOM]
        if entry.where not in {"both", field.value}:
            continue
        pattern = entry.patterns[number % ROOM]
        if pattern.signs and not _has_signs(pattern, string):
            continue
        hits = 0
        for hit in pattern.regex.finditer(string):
            start, end = _trimmed(string, *hit.span())
            if start == end:
                continue
            groups = hit.groupdict()
            found.append(
                Match(
                    entry=entry,
                    pattern=pattern,
                    field=field,
                    tape=tape,
                    start=start,
                    end=end,
                    title=hit.span("title") if groups.get("title") else None,
                    people=hit.span("people") if groups.get("people") else None,
                )
            )
            hits += 1
            if hits == MAX_HITS:
                break
    return found


def _has_signs(pattern: Pattern, string: str) -> bool:
    """Tell whether a tape has the signs without which a phrase stands nowhere in it."""
    for one_of in pattern.signs:
        for sign in one_of:
            if sign.rstrip("*") in string:
                break
        else:
            return False
    return True


def _trimmed(string: str, start: int, end: int) -> tuple[int, int]:
    while start < end and string[start] == " ":
        start += 1
    while end > start and string[end - 1] == " ":
        end -= 1
    return start, end
