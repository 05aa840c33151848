"""What a catalogue of others has told of a show, in one form whoever told it."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from bot.model import Show
from bot.shows.choose import Context
from bot.shows.match import new_show
from bot.shows.names import fold

MAX_NAMES = 60
MAX_NAME = 120
_REF = re.compile(r"(?P<service>wikidata|tvmaze):(?P<id>Q?\d{1,12})")


class ServiceName(StrEnum):
    """Who can be asked."""

    WIKIDATA = "wikidata"
    TVMAZE = "tvmaze"


class State(StrEnum):
    """How a series stands, as far as a catalogue knows."""

    COMING = "coming"
    RUNNING = "running"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ref:
    """A show in a service's own numbering: "tvmaze:82", "wikidata:Q23572"."""

    service: ServiceName
    id: str

    def __str__(self) -> str:
        """Return the form that buttons and the cache hold."""
        return f"{self.service}:{self.id}"

    @property
    def page(self) -> str:
        """The page about the show, which a credit links to."""
        if self.service is ServiceName.TVMAZE:
            return f"https://www.tvmaze.com/shows/{self.id}"
        return f"https://www.wikidata.org/wiki/{self.id}"


def read_refs(text: str) -> tuple[Ref, ...]:
    """Return the shows that "wikidata:Q1+tvmaze:2" names; nothing if it is anything else."""
    found = [_REF.fullmatch(part) for part in text.split("+")]
    if not all(found):
        return ()
    return tuple(Ref(service=ServiceName(each["service"]), id=each["id"]) for each in found if each)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A show as others know it.

    Attributes:
        refs: who knows it; what is shown of it credits each of them.
        title: English where there is one.
        names: `title` first, then all others, in any script.
        country: ISO 3166-1 alpha-2.
        year: of the first season.
        network: broadcaster or streamer.
        state: None when nobody says.
        image: https address of a poster.
        elsewhere: its number in other services' own numbering.
    """

    refs: tuple[Ref, ...]
    title: str
    names: tuple[str, ...]
    country: str | None = None
    year: int | None = None
    network: str | None = None
    state: State | None = None
    image: str | None = None
    elsewhere: tuple[Ref, ...] = ()

    @property
    def key(self) -> str:
        """All its references as one text."""
        return "+".join(map(str, self.refs))

    def is_named(self, name: str) -> bool:
        """Tell whether this is one of its names, however it is spelled."""
        return any(fold(name) == fold(other) for other in self.names)

    def as_show(self) -> Show:
        """Return it as a show of ours; its id is that of a show first met in the news."""
        new = new_show(
            self.title, Context(country=self.country, year=self.year, network=self.network)
        )
        return replace(new, title=self.title, names=distinct((self.title, *self.names)))


def distinct(names: Sequence[str]) -> tuple[str, ...]:
    """Return the names that differ by more than spelling, in order and in reasonable number."""
    kept: dict[str, str] = {}
    for name in names:
        words = " ".join(name.split())
        if any(char.isalnum() for char in words) and len(words) <= MAX_NAME:
            kept.setdefault(fold(words), words)
    return tuple(kept.values())[:MAX_NAMES]


def joined(found: Sequence[Found]) -> list[Found]:
    """Return the shows with what several services tell of one of them put together, in order."""
    shows: list[Found] = []
    for each in found:
        place = next((n for n, other in enumerate(shows) if _are_one(other, each)), None)
        if place is None:
            shows.append(each)
        else:
            shows[place] = _both(shows[place], each)
    return shows


def _are_one(one: Found, other: Found) -> bool:
    ours, theirs = {ref.service for ref in one.refs}, {ref.service for ref in other.refs}
    if ours & theirs:
        # A service lists a show once.
        return False
    told = [ref for ref in (*one.elsewhere, *other.elsewhere) if ref.service in ours | theirs]
    if told:
        return any(ref in one.refs or ref in other.refs for ref in told)
    if one.country and other.country and one.country != other.country:
        return False
    if one.year and other.year and abs(one.year - other.year) > 1:
        return False
    return any(one.is_named(name) for name in other.names)


def _both(one: Found, other: Found) -> Found:
    return Found(
        refs=(*one.refs, *other.refs),
        title=one.title,
        names=distinct((*one.names, *other.names)),
        country=one.country or other.country,
        year=one.year or other.year,
        network=one.network or other.network,
        state=one.state or other.state,
        image=one.image or other.image,
        elsewhere=(*one.elsewhere, *other.elsewhere),
    )


def to_json(found: Found) -> dict[str, Any]:
    """Return what the cache keeps."""
    return {
        "refs": found.key,
        "title": found.title,
        "names": list(found.names),
        "country": found.country,
        "year": found.year,
        "network": found.network,
        "state": found.state,
        "image": found.image,
        "elsewhere": [str(ref) for ref in found.elsewhere],
    }


def from_json(kept: dict[str, Any]) -> Found:
    """Return what the cache has kept."""
    return Found(
        refs=read_refs(kept["refs"]),
        title=kept["title"],
        names=tuple(kept["names"]),
        country=kept["country"],
        year=kept["year"],
        network=kept["network"],
        state=kept["state"] and State(kept["state"]),
        image=kept["image"],
        elsewhere=_refs(kept["elsewhere"]),
    )


def _refs(texts: Collection[str]) -> tuple[Ref, ...]:
    return tuple(ref for text in texts for ref in read_refs(text))
