import asyncio
import random
import time

import aiohttp
import discord
import pytest

from tests.discord_server.faults import Faults
from tests.discord_server.limits import Limit
from tests.discord_server.server import DiscordServer
from tests.discord_server.tests.bots import Bot, connected
from tests.discord_server.tests.commands import build_bot
from tests.discord_server.tests.http import Http
from tests.discord_server.tests.waiting import until
from tests.discord_server.world import Channel, Guild

ROUTE = ("POST", "/channels/{channel_id}/messages")


async def test_a_rate_limit_with_via_is_waited_for(server: DiscordServer, channel: Channel) -> None:
    fault = server.faults.status(429, method="POST", path="/messages", times=3)

    async with connected(server) as bot:
        await bot.get_partial_messageable(channel.id).send("patient")

    assert fault.hits == 3
    assert server.counters.rate_limited == 3
    assert len(server.messages(channel)) == 1


async def test_a_rate_limit_without_via_is_taken_for_a_block(
    server: DiscordServer, channel: Channel
) -> None:
    server.faults.status(429, path="/messages", via=False)

    async with connected(server) as bot:
        with pytest.raises(discord.HTTPException) as raised:
            await bot.get_partial_messageable(channel.id).send("x")

    assert raised.value.status == 429
    assert server.counters.requests["POST /channels/{channel_id}/messages"] == 1


async def test_a_global_rate_limit_holds_up_other_routes(
    server: DiscordServer, channel: Channel, caplog: pytest.LogCaptureFixture
) -> None:
    """The other request is made once the client, and not only the server, knows of the limit."""
    server.faults.status(429, path="/messages", retry_after=0.3, everywhere=True)

    async with connected(server) as bot:
        first = asyncio.create_task(bot.get_partial_messageable(channel.id).send("x"))
        await until(lambda: "Global rate limit" in caplog.text)
        began = time.monotonic()
        await bot.fetch_channel(channel.id)
        waited = time.monotonic() - began
        await first

    assert waited > 0.2


async def test_503_raises_at_once(server: DiscordServer, channel: Channel) -> None:
    server.faults.status(503, method="POST", path="/messages")

    async with connected(server) as bot:
        with pytest.raises(discord.DiscordServerError) as raised:
            await bot.get_partial_messageable(channel.id).send("x")

    assert raised.value.status == 503
    assert server.messages(channel) == []


@pytest.mark.parametrize("status", [500, 502, 504])
async def test_other_server_errors_are_tried_again(
    server: DiscordServer, channel: Channel, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """discord.py waits 1, 3, 5… seconds; here the waiting is noted instead."""
    waits = quick_sleep(monkeypatch)
    server.faults.status(status, method="POST", path="/messages", times=2)

    async with connected(server) as bot:
        await bot.get_partial_messageable(channel.id).send("x")

    assert [wait for wait in waits if wait in {1, 3, 5}] == [1, 3]
    assert len(server.messages(channel)) == 1


def quick_sleep(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Let discord.py's waits of whole seconds pass at once, and return them."""
    waits: list[float] = []
    sleep = asyncio.sleep

    async def noted(delay: float, result: object = None) -> object:
        waits.append(delay)
        return await sleep(0 if delay >= 1 else delay, result)

    # The module is one for all: its `sleep` is what discord.py and its webhooks call.
    monkeypatch.setattr("discord.http.asyncio.sleep", noted)
    return waits


async def test_503_is_tried_again_where_interactions_are_answered(
    server: DiscordServer, channel: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits = quick_sleep(monkeypatch)
    server.faults.status(503, path="/callback")

    async with connected(server, build_bot()) as bot:
        await bot.tree.sync()
        result = await server.invoke("panel", channel=channel)

    assert result.reply["content"] == "panel"
    assert [wait for wait in waits if wait in {1, 3, 5}] == [1]


async def test_a_reset_is_raised_at_once(server: DiscordServer, channel: Channel) -> None:
    """On Linux discord.py knows no errno 104, so nothing is tried again."""
    fault = server.faults.reset(method="POST", path="/messages")

    async with connected(server) as bot:
        with pytest.raises(OSError, match="reset"):
            await bot.get_partial_messageable(channel.id).send("x")

    assert fault.hits == 1
    assert server.messages(channel) == []


async def test_a_lost_answer_leaves_the_message_and_its_nonce(
    server: DiscordServer, channel: Channel
) -> None:
    """The crash that sends twice, were it not for the nonce."""
    server.faults.reset(method="POST", path="/messages", after_effect=True)

    async with connected(server) as bot:
        target = bot.get_partial_messageable(channel.id)
        with pytest.raises((OSError, aiohttp.ClientError)):
            await target.send("once", nonce="d1")
        again = await bot.http.request(
            discord.http.Route(*ROUTE, channel_id=channel.id),
            json={"content": "once", "nonce": "d1", "enforce_nonce": True},
        )

    messages = server.messages(channel)
    assert [each["content"] for each in messages] == ["once"]
    assert again["id"] == messages[0]["id"]


async def test_a_hang_ends_without_an_effect(
    server: DiscordServer, channel: Channel, http: Http
) -> None:
    server.faults.hang(0.05, method="POST", path="/messages")

    with pytest.raises(aiohttp.ClientError):
        await http("POST", f"/channels/{channel.id}/messages", {"content": "x"})

    assert server.messages(channel) == []


async def test_a_slow_answer_comes_after_its_effect(
    server: DiscordServer, channel: Channel, http: Http
) -> None:
    server.faults.slow(0.05, method="POST", path="/messages")

    sending = asyncio.create_task(
        http("POST", f"/channels/{channel.id}/messages", {"content": "x"})
    )
    await until(lambda: len(server.messages(channel)) == 1)

    assert not sending.done()
    assert (await sending).status == 200


async def test_a_refusal_on_purpose_has_discords_form(
    server: DiscordServer, channel: Channel, http: Http
) -> None:
    server.faults.status(403, path="/messages", code=50013)

    answer = await http("POST", f"/channels/{channel.id}/messages", {"content": "x"})

    assert answer.error == (403, 50013)


async def test_faults_are_for_the_routes_they_name(
    server: DiscordServer, channel: Channel, http: Http
) -> None:
    server.faults.status(500, method="PATCH", path="/messages")
    server.faults.status(500, path="/guilds")

    assert (await http("GET", f"/channels/{channel.id}")).status == 200
    server.faults.clear()
    assert (await http("GET", f"/guilds/{channel.guild_id}")).status == 200


def test_chance_comes_from_the_seed() -> None:
    def hits(seed: int) -> list[bool]:
        faults = Faults(random=random.Random(seed))
        faults.status(500, times=None, probability=0.3)
        return [faults.hit(method="GET", template="/x") is not None for _ in range(200)]

    assert hits(1) == hits(1)
    assert hits(1) != hits(2)
    assert 30 < sum(hits(1)) < 90


def test_faults_wear_out() -> None:
    faults = Faults(random=random.Random(0))
    faults.status(500, times=2)

    met = [faults.hit(method="GET", template="/x") for _ in range(3)]

    assert [fault is not None for fault in met] == [True, True, False]
    assert faults.active == []


async def test_a_full_bucket_is_waited_for_by_its_headers(
    server: DiscordServer, channel: Channel
) -> None:
    server.limits.per_route[ROUTE] = Limit(2, 0.2)

    async with connected(server) as bot:
        target = bot.get_partial_messageable(channel.id)
        began = time.monotonic()
        for number in range(5):
            await target.send(str(number))
        took = time.monotonic() - began

    assert took > 0.35
    assert server.counters.rate_limited == 0


async def test_a_bucket_that_overflows_is_refused(
    server: DiscordServer, guild: Guild, channel: Channel, http: Http
) -> None:
    other = server.add_channel(guild, "other")
    path = f"/channels/{channel.id}/messages"
    answers = [await http("POST", path, {"content": str(number)}) for number in range(6)]
    elsewhere = await http("POST", f"/channels/{other.id}/messages", {"content": "x"})

    assert [each.status for each in answers] == [200] * 5 + [429]
    refused = answers[-1]
    assert refused.body["global"] is False
    assert 0 < refused.body["retry_after"] <= 5
    assert refused.headers["X-RateLimit-Remaining"] == "0"
    assert refused.headers["X-RateLimit-Bucket"] == answers[0].headers["X-RateLimit-Bucket"]
    assert refused.headers["X-RateLimit-Scope"] == "user"
    assert refused.headers["Via"]
    assert refused.headers["Content-Type"] == "application/json"
    assert elsewhere.status == 200
    server.clock.advance(5)
    assert (await http("POST", path, {"content": "later"})).status == 200


async def test_fifty_requests_a_second_are_the_limit_for_the_bot(
    server: DiscordServer, http: Http
) -> None:
    server.limits.per_second = 10
    server.clock._wall = lambda: 1_800_000_000.0

    answers = [await http("GET", "/users/@me") for _ in range(12)]

    assert [each.status for each in answers] == [200] * 10 + [429] * 2
    assert answers[-1].body["global"] is True
    assert answers[-1].headers["X-RateLimit-Global"] == "true"
    assert server.counters.peak_per_second == 12
    server.clock.advance(1)
    assert (await http("GET", "/users/@me")).status == 200


async def test_answers_to_interactions_count_for_no_limit(
    server: DiscordServer, guild: Guild, channel: Channel
) -> None:
    async with connected(server, build_bot()) as bot:
        await bot.tree.sync()
        server.limits.per_second = 0
        result = await server.invoke("panel", channel=channel)

    assert result.reply["content"] == "panel"
    assert guild.id == channel.guild_id


async def test_any_route_can_have_a_limit(server: DiscordServer, http: Http) -> None:
    server.limits.default = Limit(1, 60.0)

    assert (await http("GET", "/users/@me")).status == 200
    assert (await http("GET", "/users/@me")).status == 429
    server.limits.default = Limit(2, 60.0)
    assert (await http("GET", "/users/@me")).status == 200


async def test_a_crosspost_beyond_its_limit_raises_with_a_timeout(
    server: DiscordServer, channel: Channel
) -> None:
    """Without `max_ratelimit_timeout` discord.py would sleep for most of an hour."""
    server.faults.status(429, path="/messages", retry_after=3000)

    async with connected(server, Bot(max_ratelimit_timeout=30)) as bot:
        with pytest.raises(discord.RateLimited):
            await bot.get_partial_messageable(channel.id).send("x")
