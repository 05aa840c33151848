"""The supervisor: whatever ends a connection, another one follows, or a sentence that helps."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest

from bot.client.connection import DramawireClient
from bot.client.supervisor import (
    FATAL_CLOSES,
    WRONG_TOKEN,
    Supervisor,
)
from bot.errors import ConfigError
from bot.storage.engine import Storage
from tests.commands.desk import TIDE, eventually, failed, make_client, make_services
from tests.discord_server.discordpy import point_discord_at
from tests.discord_server.server import DiscordServer

LOG = "bot.client.supervisor"


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
        await eventually(lambda: failed(self.running) or self._stands(times))

    def _stands(self, number: int) -> bool:
        there = len(self.clients) >= number
        return there and self.supervisor.client is self.clients[number - 1]

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


async def test_while_the_gateway_is_away_messages_can_still_be_sent(
    storage: Storage, server: DiscordServer
) -> None:
    """Sending needs no gateway, and what people wait for should not wait for it."""
    async with watched(storage, server) as bot:
        await bot.connected(times=1)
        server.gateway.malformed_event()
        await server.refuse_gateway()
        await eventually(lambda: len(bot.clients) >= 3)

        sending = bot.supervisor.sending_client
        assert sending is not None
        assert (await sending.application_info()).id == int(server.world.application_id)
        await server.come_back()
        await eventually(lambda: bot.supervisor.client is not None)
        assert await bot.answers()
    assert all(client.is_closed() for client in bot.clients)


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
    storage: Storage, server: DiscordServer, caplog: pytest.LogCaptureFixture
) -> None:
    """What heals itself is no error in the log."""
    async with watched(storage, server) as bot:
        await bot.connected(times=1)
        await server.go_down()
        await eventually(lambda: bot.clients[0].down_since is not None)
        await server.come_back()
        await eventually(
            lambda: bot.supervisor.client is not None and bot.clients[-1].down_since is None
        )

        assert await bot.answers()
    assert "discord reconnects" in caplog.messages
    assert all(each.levelno < logging.ERROR for each in caplog.records)
    assert "Traceback" not in caplog.text


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
