"""The shows as they stand after all corrections, in memory and kept up with the database."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import assert_never

from bot.model import Show, ShowId
from bot.shows.match import ShowIndex
from bot.shows.names import fold
from bot.storage import corrections as correction_rows
from bot.storage import shows as show_rows
from bot.storage.connection import AsyncConnection
from bot.storage.corrections import Act, Correction


class CorrectedShows:
    """Keeps an index of shows up with the corrections that any process makes.

    Attributes:
        index: the one that everyone in this process asks.
        version: differs whenever what a title means may have changed.
    """

    def __init__(self, *, index: ShowIndex, catalogue: Sequence[Show]) -> None:
        """Take an index, which is filled at the first `catch_up`, and the shows that we ship."""
        self.index = index
        self.version = 0
        self._catalogue = catalogue
        self._last: int | None = None

    async def catch_up(self, conn: AsyncConnection) -> None:
        """Take in what has been corrected since the last call; at the first one, all there is."""
        if self._last is not None and not await correction_rows.since(conn, self._last):
            return
        log = await correction_rows.since(conn)
        met = await show_rows.all_shows(conn)
        shows, merged = corrected([*self._catalogue, *met], log)
        self.index.replace(shows, merged=merged)
        for show_id, names in (await show_rows.people(conn)).items():
            if show := self.index.get(show_id):
                self.index.learn(show.id, people=names)
        self._last = log[-1].id if log else 0
        self.version += 1

    def doubt(self) -> None:
        """Read everything anew at the next call: what was caught up with may have been undone."""
        self._last = None


def corrected(
    shows: Iterable[Show], log: Iterable[Correction]
) -> tuple[list[Show], dict[ShowId, ShowId]]:
    """Return the shows after all corrections, and which of them became part of which."""
    state = _State({show.id: show for show in shows})
    for correction in log:
        state.play(correction)
    return list(state.shows.values()), state.merged


class _State:
    """Shows while corrections are played over them, one after the other."""

    def __init__(self, shows: dict[ShowId, Show]) -> None:
        self.shows = shows
        self.merged: dict[ShowId, ShowId] = {}
        self._merges: dict[ShowId, Correction] = {}

    def play(self, correction: Correction) -> None:
        """Do what one correction says."""
        show = self.shows.get(correction.show.id, correction.show)
        other, name = correction.other, correction.name or ""
        match correction.act:
            case Act.MERGED:
                if other is not None:
                    self._merge(correction, show, self.shows.get(other.id, other))
            case Act.SPLIT:
                if other is not None:
                    self._split(show, other, name)
            case Act.RENAMED:
                names = (name, *show.names)
                self._put(replace(show, title=name, names=_distinct(names)))
            case Act.NAMED:
                self._put(replace(show, names=_distinct((*show.names, name))))
            case unknown:
                assert_never(unknown)

    def _put(self, show: Show) -> None:
        self.shows[show.id] = show

    def _merge(self, correction: Correction, show: Show, other: Show) -> None:
        self.shows.pop(other.id, None)
        self.merged[other.id] = show.id
        self._merges[other.id] = replace(correction, other=other)
        self._put(replace(show, names=_distinct((*show.names, *other.names))))

    def _split(self, show: Show, other: Show, name: str) -> None:
        self.merged.pop(other.id, None)
        merge = self._merges.pop(other.id, None)
        was = merge.other if merge and merge.other else other
        # A name that both had before stays with both. What is stored of the show may have the
        # other's names too: a poll stores a show with all names that it has at the time.
        kept = set(merge.show.names) if merge else set()
        lost = {fold(each) for each in was.names} if merge else {fold(name)}
        names = tuple(each for each in show.names if each in kept or fold(each) not in lost)
        self._put(replace(show, names=names))
        self._put(replace(was, names=_distinct((*was.names, *other.names))))


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))
