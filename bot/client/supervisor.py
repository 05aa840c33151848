"""Keep one connection to Discord open, whatever ends it.

discord.py reconnects by itself after most faults, but gives up for good after some: a first
gateway connection that is refused (AttributeError), an API that is refused at login, an event
that its parser cannot read. After others it may sleep for a quarter of an hour. So every
connection runs here, under a watch, and is followed by a new one.
"""

import asyncio
import contextlib
import logging
import random
import time
from collections.abc import Awaitable, Callable

import aiohttp
import discord

from bot.client.connection import DramawireClient
from bot.client.reconnects import told_in_one_line
from bot.errors import ConfigError

FIRST_WAIT_S = 5.0
"""Discord lets a bot begin one session in five seconds."""
LONGEST_WAIT_S = 300.0
"""At most 288 new sessions a day, of the 1,000 after which Discord takes the token away."""
HEALTHY_AFTER_S = 600.0
"""A connection that lasted this long was good: the next wait is the shortest again."""
PATIENCE_S = 180.0
"""How long discord.py may try to get back by itself."""
WATCH_EVERY_S = 5.0
CLOSE_S = 10.0

WRONG_TOKEN = (
    "Discord does not accept the bot's token. Copy it anew from "  # noqa: S105 - no token
    "https://discord.com/developers/applications (your application, Bot, Reset Token)."
)
FATAL_CLOSES = {
    4004: WRONG_TOKEN,
    4010: "Discord does not accept the shard number of this process.",
    4011: "The bot is in too many servers for one connection: it must be run in shards.",
    4012: "Discord no longer speaks this version of its protocol: update Dramawire.",
    4013: "Discord does not know what this bot asks for (intents): update Dramawire.",
}

log = logging.getLogger(__name__)


class ConnectionLost(Exception):
    """The connection has been down for longer than we wait for it to come back by itself."""


def wait_s(*, failures: int, jitter: float, asked_s: float = 0.0) -> float:
    """Return how long to wait before the next connection.

    Args:
        failures: connections in a row that did not last, at least 1.
        jitter: from 0 up to 1; keeps many processes from coming back at one moment.
        asked_s: what Discord asked us to wait, if it did.

    Returns:
        The doubled wait and up to half as much again, never less than what was asked.
    """
    doubled = min(FIRST_WAIT_S * 2.0 ** min(failures - 1, 16), LONGEST_WAIT_S)
    return max(doubled * (1 + 0.5 * jitter), asked_s)


class Supervisor:
    """Runs one client after another until it is told to stop."""

    def __init__(
        self,
        *,
        token: str,
        make_client: Callable[[], DramawireClient],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        clock: Callable[[], float] = time.monotonic,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._token = token
        self._make_client = make_client
        self._sleep = sleep
        self._clock = clock
        self._jitter = jitter
        self._client: DramawireClient | None = None
        self._last: DramawireClient | None = None

    @property
    def client(self) -> DramawireClient | None:
        """The client of the connection that stands now, or None between two connections."""
        client = self._client
        return client if client is not None and client.is_ready() else None

    @property
    def sending_client(self) -> DramawireClient | None:
        """The client through which messages can be sent, or None.

        That needs no gateway: it is there sooner than `client`, by the seconds that the gateway
        takes to tell of all servers, and stays while a broken gateway is waited for.
        """
        for client in (self._client, self._last):
            if client is not None and client.logged_in and not client.is_closed():
                return client
        return None

    async def run(self, stop: asyncio.Event) -> None:
        """Keep a connection open until `stop` is set.

        Raises:
            ConfigError: Discord refuses the bot for a reason that trying again cannot mend.
        """
        with told_in_one_line():
            try:
                await self._run(stop)
            finally:
                await self._keep(None)

    async def _run(self, stop: asyncio.Event) -> None:
        failures = 0
        while not stop.is_set():
            began = self._clock()
            asked_s = 0.0
            try:
                await self._connect_once(stop)
            except Exception as error:
                if sentence := _fatal(error):
                    raise ConfigError(sentence) from error
                asked_s = _asked_s(error)
                _log_end(error)
            if stop.is_set():
                return
            failures = 1 if self._clock() - began >= HEALTHY_AFTER_S else failures + 1
            wait = wait_s(failures=failures, jitter=self._jitter(), asked_s=asked_s)
            log.info("connecting again", extra={"in_s": round(wait, 1), "failures": failures})
            await _first_of(self._sleep(wait), stop.wait())

    async def _connect_once(self, stop: asyncio.Event) -> None:
        client = self._make_client()
        self._client = client
        try:
            await _first_of(client.start(self._token), self._watch(client), stop.wait())
        finally:
            self._client = None
            await self._keep(client)

    async def _keep(self, client: DramawireClient | None) -> None:
        """Keep a client that has logged in for sending; close the one that was kept before."""
        closing, self._last = self._last, client
        if client is not None and not client.logged_in:
            # It never could send: the one before it still may.
            closing, self._last = client, closing
        if self._last is not None and self._last.ws is not None:
            await _closed(self._last.ws.close())
        if closing is not None:
            await _closed(closing.close())

    async def _watch(self, client: DramawireClient) -> None:
        while client.down_since is None or self._clock() - client.down_since < PATIENCE_S:
            await self._sleep(WATCH_EVERY_S)
        raise ConnectionLost(f"no connection for {PATIENCE_S:.0f} s")


async def _closed(closing: Awaitable[object]) -> None:
    """Wait for a close; one that hangs must not keep the bot from connecting again."""
    with contextlib.suppress(TimeoutError, aiohttp.ClientError, OSError):
        await asyncio.wait_for(closing, CLOSE_S)


async def _first_of(*works: Awaitable[object]) -> None:
    """Wait for the first to end, then end the others; raise what the first raised."""
    tasks = [asyncio.ensure_future(work) for work in works]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _fatal(error: Exception) -> str | None:
    """Return a sentence for the person who runs the bot if trying again cannot help."""
    if isinstance(error, discord.LoginFailure):
        return WRONG_TOKEN
    if isinstance(error, discord.PrivilegedIntentsRequired):
        return FATAL_CLOSES[4013]
    if isinstance(error, discord.ConnectionClosed):
        return FATAL_CLOSES.get(error.code)
    return None


def _asked_s(error: Exception) -> float:
    if isinstance(error, discord.RateLimited):
        return error.retry_after
    if isinstance(error, discord.HTTPException):
        asked = error.response.headers.get("Retry-After", "")
        return float(asked) if asked.isdecimal() else 0.0
    return 0.0


def _log_end(error: Exception) -> None:
    if isinstance(error, AttributeError) and "'sequence'" in str(error):
        # What discord.py 2.7 makes of a first gateway connection that is refused (its issue 10520).
        log.warning("discord connection ended", extra={"reason": "the gateway refused us"})
        return
    known = (discord.DiscordException, aiohttp.ClientError, OSError, ConnectionLost, TimeoutError)
    if isinstance(error, known):
        reason = f"{type(error).__name__}: {error}"
        log.warning("discord connection ended", extra={"reason": reason})
        return
    log.error("discord connection broke", exc_info=error)
