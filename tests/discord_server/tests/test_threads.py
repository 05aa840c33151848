import discord
import pytest

from tests.discord_server.names import ChannelType, Permission
from tests.discord_server.server import DiscordServer
from tests.discord_server.tests.bots import connected
from tests.discord_server.tests.http import Http
from tests.discord_server.tests.waiting import until
from tests.discord_server.world import Channel, Guild


async def test_a_thread_grows_from_a_message(server: DiscordServer, channel: Channel) -> None:
    async with connected(server) as bot:
        text = bot.get_channel(channel.id)
        assert isinstance(text, discord.TextChannel)
        message = await text.send("Signal returns")
        thread = await message.create_thread(name="Talk")
        await thread.send("first")
        with pytest.raises(discord.HTTPException) as twice:
            await message.create_thread(name="Again")
        active = await text.guild.active_threads()
        await thread.edit(archived=True)
        still_active = await text.guild.active_threads()
        await thread.send("wakes it")
        woken = await text.guild.active_threads()

    assert thread.id == message.id
    assert twice.value.code == 160004
    assert [each.name for each in active] == ["Talk"]
    assert still_active == []
    assert len(woken) == 1
    assert [each["content"] for each in server.messages(thread.id)] == ["first", "wakes it"]


async def test_a_thread_may_have_no_message(server: DiscordServer, channel: Channel) -> None:
    async with connected(server) as bot:
        text = bot.get_channel(channel.id)
        assert isinstance(text, discord.TextChannel)
        thread = await text.create_thread(name="Free", type=discord.ChannelType.public_thread)
        await thread.join()
        with pytest.raises(discord.Forbidden):
            await text.create_thread(name="Private")
        server.deny(channel, Permission.CREATE_PUBLIC_THREADS)
        with pytest.raises(discord.Forbidden):
            await text.create_thread(name="No", type=discord.ChannelType.public_thread)

    assert server.world.channels[thread.id].type is ChannelType.PUBLIC_THREAD


async def test_private_threads_need_their_permission(
    server: DiscordServer, guild: Guild, channel: Channel
) -> None:
    server.allow_bot(guild, Permission.CREATE_PRIVATE_THREADS)
    async with connected(server) as bot:
        text = bot.get_channel(channel.id)
        assert isinstance(text, discord.TextChannel)
        thread = await text.create_thread(name="Private")

    assert server.world.channels[thread.id].type is ChannelType.PRIVATE_THREAD


async def test_a_forum_post_has_a_first_message_and_tags(
    server: DiscordServer, guild: Guild
) -> None:
    forum = server.add_channel(
        guild, "shows", type=ChannelType.FORUM, tags=("drama",), requires_tag=True
    )
    async with connected(server) as bot:
        channel = bot.get_channel(forum.id)
        assert isinstance(channel, discord.ForumChannel)
        with pytest.raises(discord.HTTPException) as untagged:
            await channel.create_thread(name="Signal", content="x")
        made = await channel.create_thread(
            name="Signal",
            content="Signal returns",
            embed=discord.Embed(title="Signal"),
            applied_tags=[channel.available_tags[0]],
        )
        await until(lambda: bot.get_channel(made.thread.id) is not None)
        await made.message.edit(content="changed")
        tags = [tag.name for tag in made.thread.applied_tags]
        await made.thread.edit(applied_tags=[channel.available_tags[0]])

    assert untagged.value.code == 40067
    assert made.message.id == made.thread.id
    assert tags == ["drama"]
    assert [each["content"] for each in server.messages(made.thread.id)] == ["changed"]


async def test_a_forum_post_is_held_to_the_rules(
    server: DiscordServer, guild: Guild, http: Http
) -> None:
    forum = server.add_channel(guild, "shows", type=ChannelType.FORUM)
    path = f"/channels/{forum.id}/threads"

    empty = await http("POST", path, {"name": "x", "message": {"content": ""}})
    many = await http(
        "POST", path, {"name": "x", "message": {"content": "x"}, "applied_tags": ["1"] * 6}
    )
    nameless = await http("POST", path, {"name": "", "message": {"content": "x"}})
    forever = await http(
        "POST", path, {"name": "x", "message": {"content": "x"}, "auto_archive_duration": 5}
    )
    assert server.take_violations()
    headless = await http("POST", path, {"name": "x"})
    server.take_violations()
    server.deny(forum, Permission.EMBED_LINKS)
    refused = await http("POST", path, {"name": "x", "message": {"embeds": [{"title": "x"}]}})

    assert empty.error == (400, 50006)
    assert [each.error for each in (many, nameless, forever, headless)] == [(400, 50035)] * 4
    assert refused.error == (403, 50013)


async def test_a_locked_thread_takes_messages_only_from_its_keepers(
    server: DiscordServer, guild: Guild, channel: Channel, http: Http
) -> None:
    thread = server.add_thread(channel, "talk")
    assert thread.thread is not None
    thread.thread.locked = True
    path = f"/channels/{thread.id}/messages"

    refused = await http("POST", path, {"content": "x"})
    server.allow_bot(guild, Permission.MANAGE_THREADS)
    allowed = await http("POST", path, {"content": "x"})

    assert refused.error == (403, 50013)
    assert allowed.status == 200


async def test_threads_of_announcement_channels_are_of_their_kind(
    server: DiscordServer, guild: Guild, http: Http
) -> None:
    news = server.add_channel(guild, "news", type=ChannelType.NEWS)
    sent = await http("POST", f"/channels/{news.id}/messages", {"content": "x"})

    made = await http(
        "POST", f"/channels/{news.id}/messages/{sent.body['id']}/threads", {"name": "x"}
    )

    assert made.body["type"] == ChannelType.NEWS_THREAD
    assert server.add_thread(news, "y").type is ChannelType.NEWS_THREAD
