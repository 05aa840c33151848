import asyncio

import discord
import pytest
from aiohttp import ClientConnectorError
from discord.gateway import DiscordWebSocket
from discord.http import Route

from tests.discord_server.discordpy import point_discord_at
from tests.discord_server.server import DiscordServer
from tests.discord_server.tests.bots import Bot, connected
from tests.discord_server.tests.http import Http
from tests.discord_server.world import Channel, Guild


async def test_a_bot_logs_in_and_sees_its_guilds(
    server: DiscordServer, guild: Guild, channel: Channel
) -> None:
    async with connected(server) as bot:
        assert bot.user is not None
        assert bot.user.id == server.world.bot.id
        assert [each.name for each in bot.guilds] == ["Drama Club"]
        assert [each.id for each in bot.guilds[0].text_channels] == [channel.id]
        me = bot.guilds[0].me
        assert me.guild_permissions.send_messages
        assert not me.guild_permissions.manage_guild


async def test_a_wrong_token_is_refused(server: DiscordServer) -> None:
    bot = Bot()
    with point_discord_at(server):
        with pytest.raises(discord.LoginFailure):
            await bot.login("wrong")
        await bot.close()

    assert server.counters.refused == 1


async def test_a_refused_api_ends_the_login(server: DiscordServer) -> None:
    """A supervisor must start again from the beginning: `start()` ends with this."""
    await server.refuse_api()

    with pytest.raises(ClientConnectorError):
        await connected(server).__aenter__()

    await server.come_back()
    async with connected(server) as bot:
        assert bot.is_ready()


async def test_refusing_cuts_what_stands_too(server: DiscordServer, channel: Channel) -> None:
    """Otherwise a kept-alive connection would hide that nothing listens."""
    async with connected(server) as bot:
        await server.refuse_api()
        with pytest.raises(OSError, match="Connect"):
            await bot.get_partial_messageable(channel.id).send("x")
        await server.come_back()
        await bot.get_partial_messageable(channel.id).send("y")

    assert [each["content"] for each in server.messages(channel)] == ["y"]


async def test_an_error_of_the_server_itself_fails_the_test(
    server: DiscordServer, channel: Channel, http: Http, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server.board, "create", lambda *_args, **_kwargs: 1 / 0)

    answer = await http("POST", f"/channels/{channel.id}/messages", {"content": "x"})

    assert answer.status == 500
    assert "ZeroDivisionError" in server.take_violations()[0]


async def test_many_refused_requests_end_in_a_block_in_html(
    server: DiscordServer, http: Http
) -> None:
    server.limits.refused_limit = 3
    for _ in range(3):
        answer = await http("GET", "/users/@me", token="wrong")
        assert answer.status == 401

    blocked = await http("GET", "/users/@me")
    server.clock.advance(601)
    later = await http("GET", "/users/@me")

    assert blocked.status == 429
    assert blocked.headers["Content-Type"].startswith("text/html")
    assert "Via" not in blocked.headers
    assert later.status == 200


async def test_an_unknown_route_is_a_violation(server: DiscordServer, http: Http) -> None:
    answer = await http("GET", "/does/not/exist")

    assert answer.status == 404
    assert server.take_violations() == ["GET /does/not/exist: no such route on this server"]


async def test_leaving_the_server_raises_what_was_broken() -> None:
    server = DiscordServer()
    await server.__aenter__()
    async with Http(server) as client:
        await client("GET", "/does/not/exist")

    with pytest.raises(AssertionError, match="no such route"):
        await server.__aexit__(None)


async def test_a_failing_test_is_not_hidden_by_what_was_broken() -> None:
    server = DiscordServer()
    await server.__aenter__()
    server.violations.append("something")

    await server.__aexit__(ZeroDivisionError)

    assert server.take_violations() == ["something"]


async def test_a_server_that_never_started_can_be_stopped() -> None:
    server = DiscordServer()

    await server.refuse_api()
    await server.refuse_gateway()
    await server.stop()

    server.assert_no_violations()


async def test_a_reset_may_come_twice(server: DiscordServer) -> None:
    async with connected(server) as bot:
        server.gateway.abort()
        server.gateway.abort()
        await asyncio.wait_for(bot.resumed.wait(), 5)


async def test_pointing_discord_elsewhere_is_undone(server: DiscordServer) -> None:
    before = (Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY)
    with point_discord_at(server):
        assert server.api_url == Route.BASE
        assert str(DiscordWebSocket.DEFAULT_GATEWAY) == server.gateway_url

    assert before == (Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY)
