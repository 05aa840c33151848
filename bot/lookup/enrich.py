"""Shows first met in the news, completed once with what others know of them."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.errors import StorageError
from bot.lookup.found import Found
from bot.lookup.lookup import Lookup
from bot.model import Show
from bot.shows.match import ShowIndex
from bot.storage import lookups
from bot.storage import shows as show_rows
from bot.storage.engine import Storage

log = logging.getLogger(__name__)


class Enricher:
    """Completes one show at each step, so that nobody is asked in a rush."""

    def __init__(
        self, *, storage: Storage, lookup: Lookup, shows: ShowIndex, now: Callable[[], datetime]
    ) -> None:
        self._storage = storage
        self._lookup = lookup
        self._shows = shows
        self._now = now

    async def step(self) -> None:
        """Ask about one show of which nobody was asked yet, and keep its names and facts."""
        try:
            async with self._storage.read() as conn:
                show = await lookups.first_unasked(conn, now=self._now())
            if show is None:
                await self._lookup.tidy()
            elif (found := await self._lookup.about(show)) is not None:
                await self._complete(show, found)
        except StorageError as error:
            log.warning("show not completed", extra={"reason": str(error)})

    async def _complete(self, show: Show, found: Found) -> None:
        stored = self._shows.get(show.id) or show
        # A name that another show has too would make both harder to tell.
        names = [
            name
            for name in found.names
            if all(other.id == stored.id for other in self._shows.named(name))
        ]
        full = replace(
            show,
            names=tuple(dict.fromkeys((*show.names, *names))),
            country=show.country or found.country,
            year=show.year or found.year,
            network=show.network or found.network,
        )
        async with self._storage.write() as conn:
            await show_rows.ensure(conn, [full])
        if stored.id == show.id:
            self._shows.add(full)
        log.info("show completed", extra={"show": show.id, "names": len(full.names)})
