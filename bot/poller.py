"""Which feeds are due, and how many are asked at once; one bad feed costs only itself."""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.errors import StorageError
from bot.storage import feeds as feed_rows
from bot.storage.engine import Storage
from bot.storage.feeds import FeedState

log = logging.getLogger(__name__)

# Longer than any poll can take (time limits on fetching and parsing), so that a poll in progress
# is never claimed again, and short enough that a crash delays a feed by minutes only.
LEASE = timedelta(minutes=5)


class Poller:
    """Claims due feeds and polls each in a task of its own."""

    def __init__(
        self,
        *,
        storage: Storage,
        poll: Callable[[FeedState], Awaitable[None]],
        owner: str,
        concurrency: int,
        now: Callable[[], datetime],
    ) -> None:
        self._storage = storage
        self._poll = poll
        self._owner = owner
        self._concurrency = concurrency
        self._now = now
        self._running: set[asyncio.Task[None]] = set()

    async def tick(self) -> int:
        """Start the polls that are due and have room; return how many were started."""
        room = self._concurrency - len(self._running)
        if room <= 0:
            return 0
        try:
            async with self._storage.write() as conn:
                due = await feed_rows.claim_due(
                    conn, now=self._now(), limit=room, lease=LEASE, owner=self._owner
                )
        except StorageError as error:
            # The next tick tries again; what was due stays due.
            log.warning("feeds not claimed", extra={"error": str(error)})
            return 0
        for state in due:
            task = asyncio.create_task(self._guarded(state), name=f"poll {state.feed.id}")
            self._running.add(task)
            task.add_done_callback(self._running.discard)
        return len(due)

    async def drain(self) -> None:
        """Wait for the polls that are running."""
        while self._running:
            await asyncio.wait(self._running)

    async def _guarded(self, state: FeedState) -> None:
        try:
            await self._poll(state)
        except Exception:
            # The edge of one feed: whatever it broke, the others go on. Its lease runs out and
            # it is tried again.
            log.exception(
                "poll broke", extra={"feed": state.feed.id, "reference": secrets.token_hex(3)}
            )
