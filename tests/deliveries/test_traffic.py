"""Every request of a real client, its own repeats too, is limited and counted."""

import asyncio

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.deliveries.limiter import Limiter
from bot.deliveries.refusals import Refusals
from bot.deliveries.sender import DiscordSender
from bot.deliveries.traffic import watch
from bot.errors import SendError
from bot.model import ChannelId
from tests.deliveries.fakes import FakeClock
from tests.deliveries.test_sender import POST, SEND
from tests.discord_server.server import DiscordServer
from tests.discord_server.tests.bots import Bot, connected


class CountingLimiter(Limiter):
    """Lets everybody pass and counts."""

    passed = 0

    async def wait(self) -> None:
        self.passed += 1


async def test_repeats_by_discordpy_pass_the_limiter_and_refusals_are_counted() -> None:
    limiter, refusals = CountingLimiter(), Refusals(clock=FakeClock().seconds)
    async with DiscordServer() as server:
        channel = server.add_channel(server.add_guild("Club"), "news")
        bot = Bot(http_trace=watch(limiter=limiter, refusals=refusals))
        async with connected(server, bot):
            server.faults.status(429, method="POST", path=SEND, retry_after=0.01, times=2)
            before = limiter.passed
            sender = DiscordSender(lambda: bot)

            await sender.send(channel_id=ChannelId(channel.id), post=POST, nonce="n")

            assert limiter.passed - before == 3
            assert refusals.count == server.counters.refused == 2
            assert refusals.rest_s() == 0
        assert limiter.passed == sum(server.counters.requests.values())


async def test_when_the_address_is_turned_away_everything_rests(
    caplog: pytest.LogCaptureFixture,
) -> None:
    refusals = Refusals(clock=FakeClock().seconds)
    async with DiscordServer() as server:
        channel = server.add_channel(server.add_guild("Club"), "news")
        bot = Bot(http_trace=watch(limiter=CountingLimiter(), refusals=refusals))
        async with connected(server, bot):
            server.faults.status(429, path=SEND, retry_after=7.0, via=False)

            with pytest.raises(SendError):
                await DiscordSender(lambda: bot).send(
                    channel_id=ChannelId(channel.id), post=POST, nonce="n"
                )

    assert refusals.rest_s() == pytest.approx(7.0)
    assert "turned us away" in caplog.text


@pytest.mark.parametrize(
    ("status", "headers", "count", "rest_s"),
    [
        (429, {"Via": "1.1 google", "X-RateLimit-Scope": "shared"}, 0, 0.0),
        (429, {"Via": "1.1 google", "X-RateLimit-Scope": "user"}, 1, 0.0),
        (429, {"Retry-After": "soon"}, 1, 60.0),
        (403, {}, 1, 0.0),
        (404, {}, 0, 0.0),
        (200, {}, 0, 0.0),
    ],
)
async def test_what_discord_counts_is_counted(
    status: int, headers: dict[str, str], count: int, rest_s: float
) -> None:
    """A limit that several bots share is nobody's fault."""

    async def answer(_request: web.Request) -> web.Response:
        return web.Response(status=status, headers=headers)

    app = web.Application()
    app.router.add_get("/api/v10/gateway", answer)
    refusals = Refusals(clock=FakeClock().seconds)
    trace = watch(limiter=CountingLimiter(), refusals=refusals)
    async with (
        TestServer(app) as server,
        aiohttp.ClientSession(trace_configs=[trace]) as session,
        session.get(server.make_url("/api/v10/gateway")) as response,
    ):
        assert response.status == status

    assert refusals.count == count
    assert refusals.rest_s() == pytest.approx(rest_s)


async def test_answers_to_interactions_wait_for_nobody() -> None:
    limiter, refusals = CountingLimiter(), Refusals()
    async with DiscordServer() as server:
        trace = watch(limiter=limiter, refusals=refusals)
        async with aiohttp.ClientSession(trace_configs=[trace]) as session:
            for path, limited in (
                ("/users/@me", 1),
                ("/webhooks/1/token", 1),
                ("/interactions/1/token/callback", 1),
                ("/users/@me", 2),
            ):
                async with session.get(server.api_url + path) as response:
                    await response.read()
                assert limiter.passed == limited
            async with session.get(server.api_url.replace("/api/v10", "/")) as response:
                await response.read()
        assert limiter.passed == 2
        server.take_violations()


async def test_the_whole_bot_keeps_to_its_requests_a_second() -> None:
    """Forty messages to forty channels, which discord.py alone would send at once."""
    async with DiscordServer() as server:
        guild = server.add_guild("Club")
        channels = [server.add_channel(guild, f"c{n}") for n in range(40)]
        bot = Bot(http_trace=watch(limiter=Limiter(per_second=25), refusals=Refusals()))
        async with connected(server, bot):
            sender = DiscordSender(lambda: bot)
            await asyncio.gather(
                *(
                    sender.send(channel_id=ChannelId(channel.id), post=POST, nonce="n")
                    for channel in channels
                )
            )

        assert server.counters.rate_limited == 0
        assert server.counters.peak_per_second < 40
        assert all(len(server.messages(channel)) == 1 for channel in channels)
