"""Send what is owed, exactly once, whatever breaks in between.

A delivery is claimed, sent and marked, each step in a transaction of its own. Whatever is lost
between sending and marking is made good at the next try: within minutes by the nonce, which makes
Discord return the first message, later by looking for the bot's own message in the channel.
"""

import asyncio
import contextlib
import logging
import random
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.deliveries.courier import EDIT_AGE, Courier
from bot.deliveries.ports import RefusalListener, Sender
from bot.deliveries.refusals import Refusals
from bot.errors import StorageError
from bot.locales.messages import Messages
from bot.storage import deliveries
from bot.storage.engine import Storage

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
"""More than a delivery can take: looking for it, sending it, and sending it as plain words."""
AT_ONCE = 32
"""Channels written at the same time; one message at a time for each."""
IDLE_S = 5.0
"""How often to look for what another process has owed meanwhile."""
AFTER_TROUBLE_S = 2.0
"""How long to wait for a database that does not answer."""
GRACE_S = 10.0
"""How long what is under way may take when the bot is told to stop."""
_SHORTEST_WAIT_S = 0.05


class Outbox:
    """Takes deliveries from the database and has them brought to Discord."""

    def __init__(
        self,
        *,
        storage: Storage,
        sender: Sender,
        messages: Messages,
        now: Callable[[], datetime],
        refusals: Refusals | None = None,
        connected: Callable[[], bool] = lambda: True,
        on_refused: RefusalListener | None = None,
        at_once: int = AT_ONCE,
        jitter: Callable[[], float] = random.random,
        idle_s: float = IDLE_S,
        after_trouble_s: float = AFTER_TROUBLE_S,
        grace_s: float = GRACE_S,
        edit_age: timedelta = EDIT_AGE,
    ) -> None:
        """Wire the outbox.

        Args:
            storage: its `instance` owns the leases.
            sender: writes into Discord.
            messages: every sentence that people read.
            now: the time, aware and in UTC.
            refusals: the bot's own count of refused requests; none means that it never rests.
            connected: whether there is anything to send through; `poke` when that begins.
            on_refused: told once when a channel cannot be written any more.
            at_once: channels written at the same time.
            jitter: from 0 up to 1; spreads repeated tries.
            idle_s: how often to look for what another process owes.
            after_trouble_s: how long to wait for a database that does not answer.
            grace_s: how long what is under way may take after `stop`.
            edit_age: a message older than this is not edited.
        """
        self._storage = storage
        self._now = now
        self._refusals = refusals or Refusals()
        self._connected = connected
        self._at_once = at_once
        self._idle_s = idle_s
        self._after_trouble_s = after_trouble_s
        self._grace_s = grace_s
        self._courier = Courier(
            storage=storage,
            sender=sender,
            messages=messages,
            now=now,
            on_refused=on_refused,
            jitter=jitter,
            edit_age=edit_age,
        )
        self._poked = asyncio.Event()
        self._tasks: set[asyncio.Task[bool]] = set()
        self._has_old_leases = True
        self._resting = False

    def poke(self) -> None:
        """Look for owed deliveries at once: something has just been owed."""
        self._poked.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Send what is owed until told to stop; what is under way is finished first.

        Raises:
            TokenRefused: Discord does not accept the token; nothing can be sent.
        """
        try:
            while not stop.is_set():
                self._poked.clear()
                try:
                    self._collect()
                    wait_s = await self._begin_due()
                except StorageError as error:
                    wait_s = self._trouble(error)
                await self._first_of(stop, timeout_s=wait_s)
        finally:
            await self._end()

    async def send_due(self) -> int:
        """Send everything that is due now; return how many messages were sent or edited.

        Raises:
            StorageError: the database could not be reached.
            TokenRefused: Discord does not accept the token.
        """
        sent = 0
        try:
            await self._begin_due()
            while self._tasks:
                await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)
                sent += self._collect()
                await self._begin_due()
        except StorageError:
            self._has_old_leases = True
            raise
        finally:
            await self._end()
        return sent

    async def _begin_due(self) -> float | None:
        """Begin to send what is due, as far as there is room.

        Returns:
            The seconds until there may be more to begin; None to wait for what is under way.
        """
        room = self._at_once - len(self._tasks)
        # Claimed in lots: a transaction for each message that ends would cost more than sending.
        if room < (self._at_once + 1) // 2:
            return None
        if self._rests():
            return self._refusals.rest_s()
        if not self._connected():
            # Nothing is claimed: a try that cannot succeed would only be put off the longer.
            return self._idle_s
        async with self._storage.write() as conn:
            if self._has_old_leases and not self._tasks:
                await deliveries.release(conn, owner=self._storage.instance)
                self._has_old_leases = False
            claimed = await deliveries.claim(
                conn, now=self._now(), limit=room, lease=LEASE, owner=self._storage.instance
            )
        self._tasks |= {asyncio.create_task(self._courier.deliver(one)) for one in claimed}
        if len(claimed) == room:
            return None
        return await self._idle_for_s()

    async def _idle_for_s(self) -> float:
        """Return how long nothing will be due, as far as this process can know."""
        async with self._storage.read() as conn:
            due = await deliveries.next_due(conn)
        if due is None:
            return self._idle_s
        wait_s = (due - self._now()).total_seconds()
        return min(max(wait_s, _SHORTEST_WAIT_S), self._idle_s)

    def _rests(self) -> bool:
        """Tell whether sending must rest, and say so when that begins and ends."""
        rest_s = self._refusals.rest_s()
        resting = rest_s > 0
        facts = {"refused": self._refusals.count, "rest_s": round(rest_s)}
        if resting and not self._resting:
            log.error("sending rests, discord refused too many requests", extra=facts)
        if self._resting and not resting:
            log.warning("sending goes on", extra=facts)
        self._resting = resting
        return resting

    def _collect(self) -> int:
        """Take what has ended off the list; return how many messages Discord took.

        Raises:
            TokenRefused: one of them was refused for that.
            StorageError: the end of one could not be stored.
        """
        finished = {task for task in self._tasks if task.done()}
        self._tasks -= finished
        # Asked of all before any is raised: an exception that nobody asks for is logged by asyncio.
        errors = [error for task in finished if (error := task.exception())]
        for error in errors:
            raise error
        return sum(task.result() for task in finished)

    def _trouble(self, error: StorageError) -> float:
        """Note that the database did not answer; return how long to leave it alone.

        A delivery whose end could not be stored keeps its lease: it is taken up again once
        nothing else is under way, or when the lease ends.
        """
        log.warning("outbox cannot reach the database", extra={"reason": str(error)})
        self._has_old_leases = True
        return self._after_trouble_s

    async def _first_of(self, stop: asyncio.Event, *, timeout_s: float | None) -> None:
        """Return when something has ended, was owed, or is due, or the bot is to stop."""
        waits = {
            asyncio.ensure_future(stop.wait()),
            asyncio.ensure_future(self._poked.wait()),
        }
        try:
            await asyncio.wait(
                waits | self._tasks, timeout=timeout_s, return_when=asyncio.FIRST_COMPLETED
            )
        finally:
            for wait in waits:
                wait.cancel()

    async def _end(self) -> None:
        """Let what is under way end, break off what takes too long, and give leases back."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=self._grace_s)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._tasks:
            self._has_old_leases = True
        self._tasks = set()
        if self._has_old_leases:
            with contextlib.suppress(StorageError):
                async with self._storage.write() as conn:
                    await deliveries.release(conn, owner=self._storage.instance)
                self._has_old_leases = False
