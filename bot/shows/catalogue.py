"""The shipped catalogue: facts about series, one a line of `catalogue.tsv`.

Columns, separated by tabs: id, title (English where there is one), native title, other names
(separated by |), country, first year, network or platform, type. Where several shows share a
name, the first line is the one that is meant when nothing tells them apart.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from itertools import combinations

from bot.errors import CatalogueError
from bot.model import Show, ShowId
from bot.shows.names import Script, fold, script


class Type(StrEnum):
    """What a series is made of."""

    LIVE = "live"
    """Actors."""
    ANIMATION = "animation"
    """Drawings, anime among them."""


COLUMNS = ("id", "title", "native", "names", "country", "year", "network", "type")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_COUNTRY = re.compile(r"[A-Z]{2}")
_TYPES = {kind.value: kind for kind in Type}
_YEARS = range(1950, 2031)
# The scripts in which a country's titles are written; other countries write Latin letters.
_NATIVE = {
    "KR": {Script.HANGUL},
    "JP": {Script.KANA, Script.HAN},
    "CN": {Script.HAN},
    "TW": {Script.HAN},
    "HK": {Script.HAN},
    "TH": {Script.OTHER},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the catalogue.

    Attributes:
        line: its number in the file, from 1.
        native: the title where it was made, empty when it is the same as `show.title`.
    """

    line: int
    show: Show
    native: str
    type: Type


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """All entries, in the order of the file."""

    entries: tuple[Entry, ...]

    @property
    def shows(self) -> tuple[Show, ...]:
        """Return the shows, in the order of the file."""
        return tuple(entry.show for entry in self.entries)


def load_catalogue() -> Catalogue:
    """Return the shipped catalogue.

    Raises:
        CatalogueError: a line is wrong.
    """
    text = (files("bot.shows") / "catalogue.tsv").read_text(encoding="utf-8")
    return parse_catalogue(text)


def parse_catalogue(text: str) -> Catalogue:
    """Return the catalogue that a text holds.

    Raises:
        CatalogueError: a line is wrong; the text names it.
    """
    lines = text.split("\n")
    if tuple(lines[0].split("\t")) != COLUMNS:
        raise CatalogueError(f"line 1: the columns must be {', '.join(COLUMNS)}")
    seen: dict[ShowId, int] = {}
    entries = []
    for number, line in enumerate(lines[1:], start=2):
        if not line:
            continue
        entry = _entry(line, number=number)
        if entry.show.id in seen:
            raise CatalogueError(
                f"line {number}: {entry.show.id} is also line {seen[entry.show.id]}"
            )
        seen[entry.show.id] = number
        entries.append(entry)
    return Catalogue(entries=tuple(entries))


def _entry(line: str, *, number: int) -> Entry:
    fields = line.split("\t")
    if len(fields) != len(COLUMNS):
        raise CatalogueError(f"line {number}: {len(fields)} columns instead of {len(COLUMNS)}")
    show_id, title, native, others, country, year, network, kind = fields
    names = [title, *([native] if native else []), *(others.split("|") if others else [])]
    if not all(names) or any(" ".join(name.split()) != name for name in names):
        raise CatalogueError(f"line {number}: a name is empty or has spaces too many")
    if not _ID.fullmatch(show_id):
        raise CatalogueError(
            f"line {number}: the id {show_id!r} is not of letters, digits, hyphens"
        )
    if country and not _COUNTRY.fullmatch(country):
        raise CatalogueError(f"line {number}: the country {country!r} is not a code of two letters")
    if year and not (year.isdecimal() and int(year) in _YEARS):
        raise CatalogueError(f"line {number}: the year {year!r} is not plausible")
    if kind not in _TYPES:
        raise CatalogueError(f"line {number}: the type {kind!r} is none of {', '.join(_TYPES)}")
    show = Show(
        id=ShowId(show_id),
        title=title,
        names=tuple(dict.fromkeys(names)),
        country=country or None,
        year=int(year) if year else None,
        network=network or None,
        known=True,
    )
    return Entry(line=number, show=show, native=native, type=_TYPES[kind])


def problems(catalogue: Catalogue) -> list[str]:
    """Return what is wrong with a catalogue that can be read: one sentence each, with the line."""
    return [
        *_wrong_scripts(catalogue.entries),
        *_collisions(catalogue.entries),
        *_duplicates(catalogue.entries),
    ]


def _wrong_scripts(entries: Iterable[Entry]) -> Iterator[str]:
    for entry in entries:
        country = entry.show.country or ""
        # Some native titles are Latin letters, in part or everywhere: VIVANT, D.P., F4.
        allowed = _NATIVE.get(country, set()) | {Script.LATIN}
        if entry.native and script(entry.native) not in allowed:
            yield f"line {entry.line}: {country} does not write {entry.native!r}"


def _sharing(entries: Iterable[Entry]) -> dict[str, dict[ShowId, Entry]]:
    by_name: defaultdict[str, dict[ShowId, Entry]] = defaultdict(dict)
    for entry in entries:
        for name in entry.show.names:
            by_name[fold(name)][entry.show.id] = entry
    return by_name


def _collisions(entries: Iterable[Entry]) -> Iterator[str]:
    for name, sharing in _sharing(entries).items():
        facts = [(e.show.country, e.show.year) for e in sharing.values()]
        lines = ", ".join(str(entry.line) for entry in sharing.values())
        if len(facts) > 1 and (len(set(facts)) < len(facts) or (None, None) in facts):
            yield f"lines {lines}: {name!r} with nothing that tells the shows apart"


def _duplicates(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield pairs of one name that are most likely one show, dated a year early or late."""
    for name, sharing in _sharing(entries).items():
        for one, other in combinations(sharing.values(), 2):
            a, b = one.show, other.show
            dated = a.year is not None and b.year is not None and 0 < abs(a.year - b.year) <= 1
            if dated and a.country == b.country and one.type is other.type:
                yield f"lines {one.line}, {other.line}: {name!r} twice, a year apart"
