"""The supervisor: whatever ends a connection, another one follows, or a sentence that helps."""

import asyncio
import logging
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import aiohttp
import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.client.connection import DramawireClient
from bot.client.supervisor import (
    FATAL_CLOSES,
    FIRST_WAIT_S,
    HEALTHY_AFTER_S,
    LONGEST_WAIT_S,
    PATIENCE_S,
    WRONG_TOKEN,
    Supervisor,
    wait_s,
)
from bot.errors import ConfigError
from bot.storage.engine import Storage
from tests.commands.desk import TIDE, eventually, make_client, make_services
from tests.discord_server.discordpy import point_discord_at
from tests.discord_server.server import DiscordServer

LOG = "bot.client.supervisor"


@pytest.fixture
def storage_url(sqlite_template: Path, tmp_path: Path) -> str:
    """Return an empty SQLite database."""
    path = tmp_path / "dramawire.sqlite3"
    shutil.copyfile(sqlite_template, path)
    return f"sqlite:///{path}"


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


@dataclass
class Watched:
    """A supervised bot on the loopback server."""

    server: DiscordServer
    supervisor: Supervisor
    clients: list[DramawireClient]
    stop: asyncio.Event
    running: "asyncio.Task[None]"

    async def connected(self, *, times: int) -> None:
        """Wait until the bot is usable, with its connection of this number."""
        await eventually(
            lambda: (
                self.running.done()
                or (
                    len(self.clients) >= times and self.supervisor.client is self.clients[times - 1]
                )
            )
        )
        if self.running.done():
            await self.running

    async def answers(self) -> bool:
        """Return whether a command is answered."""
        guild = self.server.world.guilds[min(self.server.world.guilds)]
        shown = await self.server.invoke("show", guild=guild, options={"show": TIDE.id})
        return shown.text.startswith("The Tide House")


@asynccontextmanager
async def watched(
    storage: Storage, server: DiscordServer, *, heartbeat_timeout_s: float = 60.0
) -> AsyncIterator[Watched]:
    """Run a supervised bot, without the waits between two connections."""
    services = make_services(storage)
    clients: list[DramawireClient] = []

    def new_client() -> DramawireClient:
        clients.append(make_client(services, heartbeat_timeout_s=heartbeat_timeout_s))
        return clients[-1]

    async def hurry(seconds: float) -> None:
        del seconds
        await asyncio.sleep(0.02)

    stop = asyncio.Event()
    with point_discord_at(server):
        supervisor = Supervisor(
            token=server.token, make_client=new_client, sleep=hurry, jitter=lambda: 0.0
        )
        running = asyncio.create_task(supervisor.run(stop))
        try:
            yield Watched(server, supervisor, clients, stop, running)
        finally:
            stop.set()
            await asyncio.gather(running, return_exceptions=True)


@pytest.fixture
async def server() -> AsyncIterator[DiscordServer]:
    """Run a Discord with one server and one channel."""
    async with DiscordServer() as server:
        server.add_channel(server.add_guild("Drama Club"), "kdrama")
        yield server


async def test_it_connects_and_stops_when_told(storage: Storage, server: DiscordServer) -> None:
    async with watched(storage, server) as bot:
        await bot.connected(times=1)
        bot.stop.set()
        await bot.running

        assert bot.supervisor.client is None
        assert bot.clients[0].is_closed()


async def test_a_refused_first_gateway_connection_is_tried_again(
    storage: Storage, server: DiscordServer, caplog: pytest.LogCaptureFixture
) -> None:
    """discord.py ends with an AttributeError there (its issue 10520)."""
    await server.refuse_gateway()
    async with watched(storage, server) as bot:
        await eventually(lambda: len(bot.clients) >= 3)
        await server.come_back()
        await eventually(lambda: bot.supervisor.client is not None)

        assert await bot.answers()
    reasons = {each.__dict__.get("reason") for each in caplog.records if each.name == LOG}
    assert "the gateway refused us" in reasons


async def test_an_api_that_is_refused_at_login_is_tried_again(
    storage: Storage, server: DiscordServer
) -> None:
    await server.refuse_api()
    async with watched(storage, server) as bot:
        await eventually(lambda: len(bot.clients) >= 3)
        await server.come_back()
        await eventually(lambda: bot.supervisor.client is not None)

        assert await bot.answers()


@pytest.mark.parametrize("status", [403, 503])
async def test_an_api_in_trouble_at_login_is_tried_again(
    storage: Storage, server: DiscordServer, status: int
) -> None:
    server.faults.status(status, path="/users/@me", times=2)
    async with watched(storage, server) as bot:
        await bot.connected(times=3)

        assert await bot.answers()


async def test_a_reset_at_login_is_tried_again(storage: Storage, server: DiscordServer) -> None:
    server.faults.reset(path="/users/@me", times=4)  # aiohttp repeats some of them by itself
    async with watched(storage, server) as bot:
        await eventually(lambda: bot.supervisor.client is not None)

        assert len(bot.clients) > 1
        assert await bot.answers()


async def test_an_event_that_cannot_be_read_is_survived(
    storage: Storage, server: DiscordServer, caplog: pytest.LogCaptureFixture
) -> None:
    """An exception in discord.py's parser ends its connection for good."""
    async with watched(storage, server) as bot:
        await bot.connected(times=1)
        server.gateway.malformed_event()
        await bot.connected(times=2)

        assert await bot.answers()
    assert "discord connection broke" in caplog.messages


async def test_a_broken_connection_is_resumed_by_discord_py_itself(
    storage: Storage, server: DiscordServer
) -> None:
    async with watched(storage, server) as bot:
        await bot.connected(times=1)
        server.gateway.abort()
        await eventually(lambda: server.gateway.counts["RESUMED"] == 1)
        await bot.connected(times=1)

        assert await bot.answers()
        assert len(bot.clients) == 1


@pytest.mark.parametrize("code", [4000, 4008, 1001])
async def test_a_close_that_is_no_refusal_is_survived(
    storage: Storage, server: DiscordServer, code: int
) -> None:
    async with watched(storage, server) as bot:
        await bot.connected(times=1)
        before = server.gateway.counts["RESUMED"]
        server.gateway.close(code)
        await eventually(lambda: len(bot.clients) > 1 or server.gateway.counts["RESUMED"] > before)
        await eventually(lambda: bot.supervisor.client is not None)

        assert await bot.answers()


async def test_a_silent_gateway_is_left_and_resumed(
    storage: Storage, server: DiscordServer
) -> None:
    """After `heartbeat_timeout` without a word discord.py reconnects."""
    server.gateway.heartbeat_ms = 50
    async with watched(storage, server, heartbeat_timeout_s=0.2) as bot:
        await bot.connected(times=1)
        server.gateway.silent = True
        await eventually(lambda: bot.clients[0].down_since is not None)
        server.gateway.silent = False
        await eventually(
            lambda: bot.supervisor.client is not None and bot.clients[-1].down_since is None
        )

        assert await bot.answers()


async def test_a_server_that_goes_down_and_comes_back_finds_the_bot(
    storage: Storage, server: DiscordServer
) -> None:
    async with watched(storage, server) as bot:
        await bot.connected(times=1)
        await server.go_down()
        await eventually(lambda: bot.clients[0].down_since is not None)
        await server.come_back()
        await eventually(
            lambda: bot.supervisor.client is not None and bot.clients[-1].down_since is None
        )

        assert await bot.answers()


async def test_a_wrong_token_ends_with_what_to_do(storage: Storage, server: DiscordServer) -> None:
    server.faults.status(401, path="/users/@me", times=None)
    async with watched(storage, server) as bot:
        with pytest.raises(ConfigError) as caught:
            await bot.running

    assert str(caught.value) == WRONG_TOKEN
    assert len(bot.clients) == 1


@pytest.mark.parametrize(("code", "sentence"), [*FATAL_CLOSES.items(), (4014, FATAL_CLOSES[4013])])
async def test_a_refusal_for_good_ends_with_what_to_do(
    storage: Storage, server: DiscordServer, code: int, sentence: str
) -> None:
    server.gateway.refuse = [code]
    async with watched(storage, server) as bot:
        with pytest.raises(ConfigError) as caught:
            await bot.running

    assert str(caught.value) == sentence


async def test_the_token_never_stands_in_the_log(
    storage: Storage, server: DiscordServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.faults.status(503, path="/users/@me", times=1)
    async with watched(storage, server) as bot:
        await bot.connected(times=2)
        await bot.answers()

    assert server.token not in caplog.text


class ScriptedClient:
    """A connection that ends as its test says; discord.py's own are tested above."""

    def __init__(self, end: Callable[[], Awaitable[None]], *, close_hangs: bool = False) -> None:
        self._end = end
        self._close_hangs = close_hangs
        self.down_since: float | None = None
        self.closed = False

    async def start(self, token: str) -> None:
        """End as told."""
        del token
        await self._end()

    async def close(self) -> None:
        """Close, or hang."""
        self.closed = True
        if self._close_hangs:
            await asyncio.Event().wait()

    def is_ready(self) -> bool:
        """Say that the connection is usable."""
        return True


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
        return [seconds for seconds in self.time.slept if seconds != 5.0 or self.jitter]


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

    between = [seconds for seconds in waits if seconds != 5.0]
    assert between == [6.25, 12.5, 25.0, 50.0, 100.0, 200.0, 375.0, 375.0, 375.0]


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

    assert [seconds for seconds in waits if seconds != 5.0] == [6.25, 12.5, 25.0, 6.25]


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

    assert [seconds for seconds in waits if seconds != 5.0] == [1_000.0, 700.0, 25.0]


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
