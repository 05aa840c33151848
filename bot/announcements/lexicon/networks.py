"""Broadcasters and streamers: their names in every script, found in one pass."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import ahocorasick

from bot.errors import LexiconError

_SHORT = 3


@dataclass(frozen=True, kw_only=True)
class Network:
    """One broadcaster or streamer.

    Attributes:
        name: as shown to people.
        aliases: other spellings, in any script; matched with their capitals.
    """

    name: str
    aliases: tuple[str, ...] = ()


class FoundNetwork(NamedTuple):
    """A network's name standing in a text."""

    start: int
    end: int
    name: str


class Networks:
    """All networks that the lexicons know."""

    def __init__(self, networks: Sequence[Network]) -> None:
        self._automaton = ahocorasick.Automaton()
        for network in networks:
            for spelling in (network.name, *network.aliases):
                capital = spelling[:1].upper() + spelling[1:]  # "TvN" opens a sentence
                for written in {spelling, capital, _shouted(spelling)}:
                    self._automaton.add_word(written, (len(written), network.name))
        self._automaton.make_automaton()
        self._empty = not networks

    @classmethod
    def from_table(cls, table: Mapping[str, Any]) -> "Networks":
        """Build from `networks.toml`: one `[[network]]` table each.

        Raises:
            LexiconError: a network has no name.
        """
        try:
            return cls(
                [
                    Network(name=entry["name"], aliases=tuple(entry.get("aliases", ())))
                    for entry in table.get("network", ())
                ]
            )
        except KeyError as error:
            raise LexiconError(f"networks.toml: a network has no {error}") from error

    def find(self, plain: str) -> list[FoundNetwork]:
        """Return the networks named in a text, longest names first where they overlap."""
        if self._empty:
            return []
        hits: list[FoundNetwork] = []
        for last, (length, name) in self._automaton.iter(plain):
            start, end = last + 1 - length, last + 1
            if _stands_alone(plain, start, end):
                hits.append(FoundNetwork(start, end, name))
        hits.sort(key=lambda hit: (hit.start, -hit.end))
        chosen: list[FoundNetwork] = []
        for hit in hits:
            if not chosen or hit.start >= chosen[-1].end:
                chosen.append(hit)
        return chosen


def _shouted(spelling: str) -> str:
    """Return a name as headlines in capitals have it; short ones are other words there: NOW."""
    shouted = spelling.upper()
    return shouted if len(shouted) == len(spelling) > _SHORT else spelling


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Tell whether a Latin name is a word of its own; other scripts may touch anything."""
    first, last = text[start], text[end - 1]
    before, after = text[start - 1 : start], text[end : end + 1]
    if first.isascii() and before.isascii() and before.isalnum():
        return False
    return not (last.isascii() and last.isalnum() and after.isascii() and after.isalnum())
