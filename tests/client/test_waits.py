"""How long the supervisor waits, and what it makes of each end; connections are scripted."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from types import SimpleNamespace

import aiohttp
import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.client.connection import DramawireClient
from bot.client.supervisor import (
    FIRST_WAIT_S,
    HEALTHY_AFTER_S,
    LONGEST_WAIT_S,
    PATIENCE_S,
    WATCH_EVERY_S,
    Supervisor,
    wait_s,
)

LOG = "bot.client.supervisor"


@dataclass
class FakeTime:
    """A clock that tests move, and sleeps that end when it has moved far enough."""

    now: float = 0.0
    slept: list[float] = field(default_factory=list)

    def clock(self) -> float:
        """Return seconds since some moment."""
        return self.now

    async def sleep(self, seconds: float) -> None:
        """Note the wish; end at once, but let others run."""
        self.slept.append(seconds)
        await asyncio.sleep(0)


class ScriptedClient:
    """A connection that ends as its test says; discord.py's own are tested above."""

    def __init__(self, end: Callable[[], Awaitable[None]], *, close_hangs: bool = False) -> None:
        self._end = end
        self._close_hangs = close_hangs
        self.down_since: float | None = None
        self.closed = False
        self.logged_in = True
        self.ws = None

    async def start(self, token: str) -> None:
        """End as told."""
        del token
        await self._end()

    async def close(self) -> None:
        """Close, or hang."""
        self.closed = True
        if self._close_hangs:
            await asyncio.Event().wait()


@dataclass
class Script:
    """A supervisor over scripted connections, in a time of its own."""

    ends: list[ScriptedClient]
    time: FakeTime = field(default_factory=FakeTime)
    jitter: float = 0.0

    async def run(self) -> list[float]:
        """Run until the connections are used up; return the waits between them."""
        stop = asyncio.Event()
        ends = iter(self.ends)

        def next_client() -> DramawireClient:
            client = next(ends, None)
            if client is None:
                stop.set()
                client = ScriptedClient(_nothing)
            return client  # type: ignore[return-value]  # it has what the supervisor uses

        supervisor = Supervisor(
            token="t",
            make_client=next_client,
            sleep=self.time.sleep,
            clock=self.time.clock,
            jitter=lambda: self.jitter,
        )
        await supervisor.run(stop)
        return [seconds for seconds in self.time.slept if seconds != WATCH_EVERY_S]


async def _nothing() -> None:
    """End without an error."""


def failing(error: Exception) -> ScriptedClient:
    """Return a connection that ends with an error at once."""

    async def end() -> None:
        raise error

    return ScriptedClient(end)


async def test_waits_double_up_to_a_limit() -> None:
    script = Script([failing(OSError("reset")) for _ in range(9)], jitter=0.5)

    waits = await script.run()

    assert waits == [6.25, 12.5, 25.0, 50.0, 100.0, 200.0, 375.0, 375.0, 375.0]


async def test_a_connection_that_lasted_makes_the_next_wait_short_again() -> None:
    time = FakeTime()

    async def last_long() -> None:
        time.now += HEALTHY_AFTER_S
        raise OSError("reset")

    script = Script(
        [*(failing(OSError("reset")) for _ in range(3)), ScriptedClient(last_long)],
        time=time,
        jitter=0.5,
    )

    waits = await script.run()

    assert waits == [6.25, 12.5, 25.0, 6.25]


async def test_a_connection_that_stays_down_is_given_up() -> None:
    """discord.py alone may sleep for 17 minutes before it tries again."""
    time = FakeTime()

    async def never() -> None:
        await asyncio.Event().wait()

    down = ScriptedClient(never)
    down.down_since = 0.0
    ticks = 0

    def clock() -> float:
        nonlocal ticks
        ticks += 1
        return ticks * 1.0

    time.clock = clock  # type: ignore[method-assign]  # a clock that runs by itself

    await Script([down], time=time).run()

    assert down.closed
    assert PATIENCE_S <= ticks <= PATIENCE_S + 10


async def test_a_stop_during_a_wait_ends_it() -> None:
    """Nobody waits five minutes for the bot to stop."""
    stop = asyncio.Event()
    asked: list[float] = []

    async def wait_for_ever(seconds: float) -> None:
        asked.append(seconds)
        if seconds != WATCH_EVERY_S:
            stop.set()
        await asyncio.Event().wait()

    supervisor = Supervisor(
        token="t",
        make_client=lambda: failing(OSError("reset")),  # type: ignore[arg-type,return-value]
        sleep=wait_for_ever,
        jitter=lambda: 0.5,
    )
    async with asyncio.timeout(5):
        await supervisor.run(stop)

    assert asked[-1] == 6.25


async def test_a_close_that_hangs_does_not_hold_up_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.client.supervisor.CLOSE_S", 0.01)
    hanging = ScriptedClient(_nothing, close_hangs=True)
    after = ScriptedClient(_nothing)

    await Script([hanging, after]).run()

    assert after.closed


async def test_what_discord_asks_us_to_wait_is_waited() -> None:
    refused = discord.RateLimited(1_000.0)
    response = SimpleNamespace(status=429, reason="Too Many", headers={"Retry-After": "700"})
    turned_away = discord.HTTPException(response, "no")  # type: ignore[arg-type]  # what is read of it
    unclear = discord.HTTPException(
        SimpleNamespace(status=429, reason="", headers={"Retry-After": "soon"}),  # type: ignore[arg-type]
        "no",
    )
    script = Script([failing(refused), failing(turned_away), failing(unclear)], jitter=0.5)

    waits = await script.run()

    assert waits == [1_000.0, 700.0, 25.0]


async def test_known_ends_are_warnings_and_unknown_ones_errors(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """ERROR is for what needs a hand; what heals itself is a warning, without a traceback."""
    errors = [
        aiohttp.ClientConnectionError("gone"),
        AttributeError("'NoneType' object has no attribute 'sequence'"),
        AttributeError("something else"),
        ValueError("a surprise"),
    ]

    await Script([failing(error) for error in errors]).run()

    seen = [(each.levelno, each.exc_info is None) for each in caplog.records if each.name == LOG]
    assert [each for each in seen if each[0] > logging.INFO] == [
        (logging.WARNING, True),
        (logging.WARNING, True),
        (logging.ERROR, False),
        (logging.ERROR, False),
    ]


@given(st.integers(1, 10_000), st.floats(0, 1, exclude_max=True), st.floats(0, 5_000))
def test_any_wait_is_long_enough_and_not_too_long(
    failures: int, jitter: float, asked_s: float
) -> None:
    wait = wait_s(failures=failures, jitter=jitter, asked_s=asked_s)

    assert wait >= max(FIRST_WAIT_S, asked_s)
    assert wait <= max(LONGEST_WAIT_S * 1.5, asked_s)
