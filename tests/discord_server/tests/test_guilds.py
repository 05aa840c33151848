import discord
import pytest

from tests.discord_server.names import ChannelType, Permission
from tests.discord_server.server import DiscordServer
from tests.discord_server.tests.bots import connected
from tests.discord_server.tests.http import Http
from tests.discord_server.tests.waiting import until
from tests.discord_server.world import Channel, Guild


async def test_guilds_roles_members_and_channels_are_fetched(
    server: DiscordServer, guild: Guild, channel: Channel
) -> None:
    role = server.add_role(guild, "fans")
    someone = server.add_member(guild, "someone")
    voice = server.add_channel(guild, "talk", type=ChannelType.VOICE)
    async with connected(server) as bot:
        fetched = await bot.fetch_guild(guild.id)
        roles = await fetched.fetch_roles()
        one = await fetched.fetch_role(role.id)
        member = await fetched.fetch_member(someone.id)
        channels = await fetched.fetch_channels()
        direct = await bot.fetch_channel(channel.id)
        me = await bot.fetch_user(server.world.bot.id)
        listed = [each.id async for each in bot.fetch_guilds()]
        bare = await bot.fetch_guild(guild.id, with_counts=False)

    assert fetched.approximate_member_count == 3
    assert bare.approximate_member_count is None
    assert {each.name for each in roles} == {"@everyone", "dramawire", "fans"}
    assert one.id == role.id
    assert member.name == "someone"
    assert {each.id for each in channels} == {channel.id, voice.id}
    assert direct.id == channel.id
    assert me.bot
    assert listed == [guild.id]


async def test_members_are_listed_by_id(server: DiscordServer, guild: Guild, http: Http) -> None:
    people = [server.add_member(guild, f"p{number}") for number in range(3)]

    answer = await http("GET", f"/guilds/{guild.id}/members?limit=2&after={people[0].id}")

    assert [each["user"]["id"] for each in answer.body] == [str(each.id) for each in people[1:]]


async def test_a_bot_can_leave(server: DiscordServer, guild: Guild) -> None:
    async with connected(server) as bot:
        await bot.guilds[0].leave()
        await until(lambda: not bot.guilds)

    assert guild.id not in server.world.guilds


async def test_channels_are_renamed_and_deleted_with_permission(
    server: DiscordServer, guild: Guild, channel: Channel, http: Http
) -> None:
    path = f"/channels/{channel.id}"
    refused = await http("PATCH", path, {"name": "new"})
    server.allow_bot(guild, Permission.MANAGE_CHANNELS | Permission.MANAGE_THREADS)
    renamed = await http("PATCH", path, {"name": "new", "topic": "dramas"})
    thread = server.add_thread(channel, "talk")
    retitled = await http("PATCH", f"/channels/{thread.id}", {"name": "chat", "locked": True})

    assert refused.error == (403, 50013)
    assert (renamed.body["name"], renamed.body["topic"]) == ("new", "dramas")
    assert retitled.body["thread_metadata"]["locked"] is True
    assert (await http("DELETE", f"/channels/{thread.id}")).status == 200
    assert (await http("DELETE", path)).status == 200
    assert channel.id not in server.world.channels


async def test_direct_channels_have_their_own_form(
    server: DiscordServer, guild: Guild, http: Http
) -> None:
    someone = server.add_member(guild, "someone")
    opened = await http("POST", "/users/@me/channels", {"recipient_id": str(someone.id)})
    itself = await http("POST", "/users/@me/channels", {"recipient_id": str(server.world.bot.id)})
    nobody = await http("POST", "/users/@me/channels", {"recipient_id": "5"})

    assert opened.body["recipients"][0]["username"] == "someone"
    assert itself.error == (400, 50007)
    assert nobody.error == (404, 10013)
    refused = await http("PATCH", f"/channels/{opened.body['id']}", {"name": "x"})
    assert refused.status in {400, 403}
    server.take_violations()


async def test_the_gateway_is_told_without_a_token_and_with_shards_with_one(
    server: DiscordServer, http: Http
) -> None:
    server.guild_routes.shards = 4

    plain = await http("GET", "/gateway")
    for_bots = await http("GET", "/gateway/bot")

    assert plain.body == {"url": server.gateway_url}
    assert for_bots.body["shards"] == 4
    assert for_bots.body["url"] == server.gateway_url


async def test_a_person_of_one_guild_can_join_another(server: DiscordServer, guild: Guild) -> None:
    other = server.add_guild("Other")
    someone = server.add_member(guild, "someone")

    again = server.add_member(other, someone)

    assert again is someone
    assert someone.id in other.members


async def test_what_happens_in_a_guild_is_told(
    server: DiscordServer, guild: Guild, channel: Channel
) -> None:
    async with connected(server) as bot:
        thread = server.add_thread(channel, "talk")
        await until(lambda: bot.get_channel(thread.id) is not None)
        server.remove_channel(thread)
        await until(lambda: bot.get_channel(thread.id) is None)
        server.deny(channel, Permission.SEND_MESSAGES)
        seen = bot.get_channel(channel.id)
        assert isinstance(seen, discord.TextChannel)
        await until(lambda: not seen.permissions_for(seen.guild.me).send_messages)
        server.allow_bot(guild, Permission.MENTION_EVERYONE)
        await until(lambda: seen.guild.me.guild_permissions.mention_everyone)
        server.remove_channel(channel)
        await until(lambda: bot.get_channel(channel.id) is None)
        server.set_locale(guild, "ko")
        await until(lambda: bot.guilds[0].preferred_locale is discord.Locale.korean)


@pytest.mark.parametrize("limit", ["0", "x", "1001"])
async def test_limits_out_of_bounds_are_refused(guild: Guild, http: Http, limit: str) -> None:
    answer = await http("GET", f"/guilds/{guild.id}/members?limit={limit}")

    assert answer.error == (400, 50035)
