import asyncio

import discord
import pytest

from tests.discord_server.server import DiscordServer
from tests.discord_server.tests.bots import Bot, connected
from tests.discord_server.tests.decompressors import DECOMPRESSORS
from tests.discord_server.tests.waiting import until
from tests.discord_server.world import Channel, Guild


async def test_heartbeats_are_acknowledged(server: DiscordServer) -> None:
    server.gateway.heartbeat_ms = 20

    async with connected(server) as bot:
        await until(lambda: server.gateway.counts["1"] >= 3)
        assert 0 < bot.latency < 5


async def test_a_heartbeat_that_is_asked_for_comes(server: DiscordServer) -> None:
    async with connected(server):
        before = server.gateway.counts["1"]

        server.gateway.request_heartbeats()

        await until(lambda: server.gateway.counts["1"] == before + 1)


async def test_events_during_a_reconnect_are_replayed(server: DiscordServer, guild: Guild) -> None:
    """Op 7: the bot comes back with RESUME and misses nothing."""
    async with connected(server) as bot:
        server.gateway.reconnect()
        added = server.add_channel(guild, "added meanwhile")

        await asyncio.wait_for(bot.resumed.wait(), 5)
        await until(lambda: bot.get_channel(added.id) is not None)
        assert server.gateway.counts["2"] == 1
        assert server.gateway.counts["RESUMED"] == 1


async def test_an_invalid_session_is_identified_anew(server: DiscordServer) -> None:
    async with connected(server) as bot:
        server.gateway.invalidate()

        await until(lambda: bot.events.count("READY") == 2)
        assert server.gateway.counts["2"] == 2


async def test_a_resumable_invalid_session_is_resumed(server: DiscordServer) -> None:
    async with connected(server) as bot:
        server.gateway.invalidate(resumable=True)

        await asyncio.wait_for(bot.resumed.wait(), 5)
        assert server.gateway.counts["2"] == 1


async def test_a_forgotten_session_is_answered_with_an_invalid_one(server: DiscordServer) -> None:
    async with connected(server) as bot:
        server.gateway.sessions.clear()
        server.gateway.close(4000)

        await until(lambda: bot.events.count("READY") == 2)
        assert server.gateway.counts["6"] == 1


async def test_a_silent_gateway_is_left_and_resumed(server: DiscordServer, guild: Guild) -> None:
    async with connected(server, Bot(heartbeat_timeout=0.15)) as bot:
        server.gateway.silent = True
        added = server.add_channel(guild, "added in silence")
        await until(lambda: len(server.gateway.connections) == 0)
        server.gateway.silent = False

        await asyncio.wait_for(bot.resumed.wait(), 5)
        assert bot.get_channel(added.id) is not None


@pytest.mark.parametrize("code", [4000, 4001, 4008])
async def test_a_closed_connection_is_resumed(server: DiscordServer, code: int) -> None:
    async with connected(server) as bot:
        server.gateway.close(code)

        await asyncio.wait_for(bot.resumed.wait(), 5)


async def test_a_reset_connection_is_resumed(server: DiscordServer) -> None:
    async with connected(server) as bot:
        server.gateway.abort()

        await asyncio.wait_for(bot.resumed.wait(), 5)


async def test_a_wrong_token_closes_for_good(server: DiscordServer) -> None:
    server.gateway.refuse.append(4004)

    with pytest.raises(discord.ConnectionClosed) as raised:
        await connected(server).__aenter__()

    assert raised.value.code == 4004


async def test_a_privileged_intent_that_is_not_allowed_closes_for_good(
    server: DiscordServer,
) -> None:
    with pytest.raises(discord.PrivilegedIntentsRequired):
        await connected(
            server, Bot(intents=discord.Intents(guilds=True, members=True))
        ).__aenter__()


async def test_a_refused_first_connection_ends_connect_with_attribute_error(
    server: DiscordServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """discord.py reads `sequence` of a websocket that never was; the bot needs a supervisor."""
    monkeypatch.setattr("discord.backoff.ExponentialBackoff.delay", lambda _self: 0.0)
    await server.refuse_gateway()

    with pytest.raises(AttributeError, match="sequence"):
        await connected(server).__aenter__()


async def test_a_gateway_that_goes_away_and_comes_back_is_resumed(
    server: DiscordServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("discord.backoff.ExponentialBackoff.delay", lambda _self: 0.01)
    async with connected(server) as bot:
        await server.go_down()
        await asyncio.wait_for(bot.disconnected.wait(), 5)
        await server.come_back()

        await asyncio.wait_for(bot.resumed.wait(), 5)
        assert server.gateway.counts["2"] == 1


async def test_a_handshake_may_be_reset(
    server: DiscordServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twice, because aiohttp repeats a GET of its own accord once."""
    monkeypatch.setattr("discord.backoff.ExponentialBackoff.delay", lambda _self: 0.0)
    server.gateway.drop_handshakes = 2

    with pytest.raises(AttributeError, match="sequence"):
        await connected(server).__aenter__()

    assert server.gateway.drop_handshakes == 0


async def test_a_malformed_event_ends_connect(server: DiscordServer) -> None:
    async with connected(server) as bot:
        server.gateway.malformed_event()
        await until(lambda: bot.connection_error is not None)

    assert isinstance(bot.connection_error, KeyError)


async def test_text_that_is_no_json_ends_connect(server: DiscordServer) -> None:
    async with connected(server) as bot:
        server.gateway.send_raw("not json")
        await until(lambda: bot.connection_error is not None)

    assert isinstance(bot.connection_error, ValueError)


@pytest.mark.parametrize("compression", ["zlib-stream", "zstd-stream"])
async def test_both_compressions_are_understood(
    server: DiscordServer,
    guild: Guild,
    channel: Channel,
    compression: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What runs in production depends on an optional package, so both must work."""
    monkeypatch.setattr("discord.utils._ActiveDecompressionContext", DECOMPRESSORS[compression])
    async with connected(server) as bot:
        await until(lambda: bot.get_channel(channel.id) is not None)

        names = [f"channel-{number}-" + "x" * 50 for number in range(30)]
        added = [server.add_channel(guild, name) for name in names]

        await until(lambda: bot.get_channel(added[-1].id) is not None)
        assert [str(bot.get_channel(each.id)) for each in added] == names


async def test_guilds_are_spread_over_shards(server: DiscordServer) -> None:
    guilds = [server.add_guild(f"Guild {number}") for number in range(6)]
    server.guild_routes.shards = 3

    sharded = ShardedBot()
    async with connected(server, sharded) as bot:
        assert len(sharded.shards) == 3
        assert len(bot.guilds) == 6
        for guild in guilds:
            seen = bot.get_guild(guild.id)
            assert seen is not None
            assert seen.shard_id == (guild.id >> 22) % 3
        covered = {session.shard for session in server.gateway.sessions.values()}
        assert covered == {(0, 3), (1, 3), (2, 3)}
        first = guilds[0]
        added = server.add_channel(first, "told to one shard only")
        await until(lambda: bot.get_channel(added.id) is not None)
        assert bot.events.count("CHANNEL_CREATE") == 1


async def test_an_outage_of_a_guild_is_no_removal(server: DiscordServer, guild: Guild) -> None:
    async with connected(server) as bot:
        server.set_available(guild, available=False)
        await until(lambda: bot.guilds[0].unavailable)
        server.set_available(guild, available=True)
        await until(lambda: not bot.guilds[0].unavailable)

        server.remove_bot(guild)
        await until(lambda: not bot.guilds)
        server.readd_bot(guild)
        await until(lambda: len(bot.guilds) == 1)


async def test_content_of_others_needs_its_intent(
    server: DiscordServer, guild: Guild, channel: Channel
) -> None:
    bot = Bot(intents=discord.Intents(guilds=True, guild_messages=True))
    seen: list[discord.Message] = []

    @bot.event
    async def on_message(message: discord.Message) -> None:
        seen.append(message)

    someone = server.add_member(guild, "someone")
    async with connected(server, bot):
        server.say(channel, "secret", author=someone)
        server.say(channel, f"hello <@{server.world.bot.id}>", author=someone)
        await until(lambda: len(seen) == 2)

    assert [message.content for message in seen] == ["", f"hello <@{server.world.bot.id}>"]


async def test_members_are_given_on_request(server: DiscordServer, guild: Guild) -> None:
    server.gateway.allowed_intents |= 1 << 1
    someone = server.add_member(guild, "someone")
    async with connected(server, Bot(intents=discord.Intents(guilds=True, members=True))) as bot:
        await until(lambda: bot.guilds[0].get_member(someone.id) is not None)
        found = await bot.guilds[0].query_members(user_ids=[someone.id])

    assert [member.name for member in found] == ["someone"]


class ShardedBot(Bot, discord.AutoShardedClient):
    """The same over several connections."""
