"""The real discord.py against the loopback Discord: what is sent, and what its failures mean."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial

import discord
import pytest

from bot.deliveries.post import Post, PostButton
from bot.deliveries.render import render
from bot.deliveries.sender import DiscordSender
from bot.errors import ChannelRefused, ContentRefused, MessageGone, SendError, TokenRefused
from bot.locales.messages import load_messages
from bot.model import ChannelId, Kind, MessageId, RoleId
from tests.deliveries.examples import story
from tests.discord_server.names import ChannelType, Json, Permission
from tests.discord_server.server import DiscordServer
from tests.discord_server.tests.bots import Bot, connected
from tests.discord_server.world import Channel, Guild

POST = render(story(), [], messages=load_messages(), locale="en")
SEND = "/channels/{channel_id}/messages"
GONE = ChannelId(123)


@dataclass(frozen=True)
class Line:
    """A sender with a real connection, and the Discord at its other end."""

    server: DiscordServer
    guild: Guild
    channel: Channel
    bot: Bot
    sender: DiscordSender

    @property
    def channel_id(self) -> ChannelId:
        return ChannelId(self.channel.id)

    async def send(self, post: Post = POST, *, nonce: str = "n1") -> MessageId:
        return await self.sender.send(channel_id=self.channel_id, post=post, nonce=nonce)

    async def edit(self, message_id: MessageId, post: Post = POST) -> None:
        await self.sender.edit(channel_id=self.channel_id, message_id=message_id, post=post)

    async def find(self, reference: str = POST.reference) -> MessageId | None:
        since = datetime.now(UTC)
        return await self.sender.find(channel_id=self.channel_id, reference=reference, since=since)

    def messages(self) -> list[Json]:
        return self.server.messages(self.channel)


@asynccontextmanager
async def opened() -> AsyncIterator[Line]:
    async with DiscordServer() as server:
        guild = server.add_guild("Drama Club")
        channel = server.add_channel(guild, "news")
        async with connected(server, Bot(max_ratelimit_timeout=30)) as bot:
            yield Line(server, guild, channel, bot, DiscordSender(lambda: bot))


@pytest.fixture
async def line() -> AsyncIterator[Line]:
    async with opened() as line:
        yield line


async def test_a_post_arrives_as_an_embed(line: Line) -> None:
    message_id = await line.send()

    (message,) = line.messages()
    assert int(message["id"]) == message_id
    assert message["content"] == ""
    assert message["embeds"][0]["title"] == "Harbour Lights · Season 2"
    assert message["embeds"][0]["footer"]["text"] == POST.footer
    assert message["nonce"] == "n1"


async def test_a_repeated_nonce_gives_back_the_first_message(line: Line) -> None:
    """discord.py sets `enforce_nonce` with any nonce: seen in its source, held here."""
    assert await line.send() == await line.send()

    assert len(line.messages()) == 1
    assert line.server.board.repeats == 1


async def test_only_the_posts_role_is_pinged(line: Line) -> None:
    fans = line.server.add_role(line.guild, "fans", mentionable=True)
    others = line.server.add_role(line.guild, "others", mentionable=True)
    content = f"<@&{fans.id}> <@&{others.id}> @everyone <@{line.guild.owner.id}>"

    await line.send(replace(POST, content=content, role_id=RoleId(fans.id)))
    await line.send(replace(POST, content=content), nonce="n2")

    first, second = line.messages()
    assert first["mention_roles"] == [str(fans.id)]
    assert second["mention_roles"] == []
    assert all(not each["mentions"] and not each["mention_everyone"] for each in (first, second))


async def test_an_edit_pings_nobody(line: Line) -> None:
    fans = line.server.add_role(line.guild, "fans", mentionable=True)
    post = replace(POST, content=f"<@&{fans.id}>", role_id=RoleId(fans.id))
    message_id = await line.send(post)
    await line.edit(message_id, post)

    assert line.messages()[0]["content"] == post.content
    assert line.messages()[0]["mention_roles"] == []


async def test_an_answer_refers_to_its_message_and_pings_its_role(line: Line) -> None:
    fans = line.server.add_role(line.guild, "fans", mentionable=True)
    first = await line.send()
    await line.sender.send(
        channel_id=line.channel_id,
        post=replace(POST, content=f"<@&{fans.id}>", role_id=RoleId(fans.id)),
        nonce="n2",
        answers=first,
    )

    reference = line.messages()[1]["message_reference"]
    assert reference["message_id"] == str(first)
    assert line.messages()[1]["mention_roles"] == [str(fans.id)]
    assert line.messages()[1]["mentions"] == []


async def test_the_button_of_a_post_stays_through_edits(line: Line) -> None:
    post = replace(POST, button=PostButton(label="Wrong?", id="wrong|d1"))
    message_id = await line.send(post)
    (sent,) = line.messages()
    await line.edit(message_id, post)

    (button,) = sent["components"][0]["components"]
    assert (button["label"], button["custom_id"]) == ("Wrong?", "wrong|d1")
    assert line.messages()[0]["components"] == sent["components"]


async def test_a_post_from_before_gets_its_button_with_the_next_edit(line: Line) -> None:
    message_id = await line.send()
    assert line.messages()[0]["components"] == []

    await line.edit(message_id, replace(POST, button=PostButton(label="Wrong?", id="wrong|d1")))

    assert line.messages()[0]["components"] != []


async def test_a_message_is_deleted_once(line: Line) -> None:
    message_id = await line.send()
    await line.sender.delete(channel_id=line.channel_id, message_id=message_id)

    assert line.messages() == []
    with pytest.raises(MessageGone):
        await line.sender.delete(channel_id=line.channel_id, message_id=message_id)
    with pytest.raises(ChannelRefused):
        await line.sender.delete(channel_id=GONE, message_id=message_id)


async def test_plain_words_have_no_embed_and_may_replace_one(line: Line) -> None:
    message_id = await line.send(POST.as_text())
    assert line.messages()[0]["embeds"] == []

    for post, embeds in ((POST, 1), (POST.as_text(), 0)):
        await line.edit(message_id, post)

        (message,) = line.messages()
        assert len(message["embeds"]) == embeds
        assert bool(message["content"]) == post.text_only


async def test_a_lost_answer_is_an_error_and_the_message_stands(line: Line) -> None:
    line.server.faults.reset(method="POST", path=SEND, after_effect=True)

    with pytest.raises(SendError):
        await line.send()

    assert await line.send() == int(line.messages()[0]["id"])
    assert len(line.messages()) == 1


async def test_a_message_is_found_again_by_its_reference(line: Line) -> None:
    other = render(story(Kind.FILMING), [], messages=load_messages(), locale="en")
    line.server.say(line.channel, POST.footer, author=line.guild.owner)
    await line.send(other, nonce="n0")
    message_id = await line.send()
    text_id = await line.send(other.as_text(), nonce="n2")

    assert await line.find() == message_id
    assert await line.find("no-such-story") is None
    assert text_id != await line.find(other.reference)


async def test_plain_words_are_found_again_too(line: Line) -> None:
    message_id = await line.send(POST.as_text())

    assert await line.find() == message_id


async def test_only_what_is_young_enough_is_looked_through(line: Line) -> None:
    await line.send()
    since = datetime.now(UTC) + timedelta(hours=1)

    found = await line.sender.find(
        channel_id=line.channel_id, reference=POST.reference, since=since
    )

    assert found is None


async def test_a_history_that_may_not_be_read_is_not_taken_for_an_empty_one(line: Line) -> None:
    """Discord shows it as empty, without an error: the message would be sent twice."""
    await line.send()
    line.server.deny(line.channel, Permission.READ_MESSAGE_HISTORY)
    await until(lambda: line.bot.events[-1] == "CHANNEL_UPDATE")

    with pytest.raises(ChannelRefused, match="Read Message History"):
        await line.find()


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not condition():  # noqa: ASYNC110 - discord.py tells not of all of them
            await asyncio.sleep(0.002)


@pytest.mark.parametrize(
    ("permission", "words"),
    [
        (Permission.EMBED_LINKS, "the bot needs Embed Links there"),
        # Who may not write may not embed either.
        (Permission.SEND_MESSAGES, "the bot needs Send Messages, Embed Links there"),
    ],
)
async def test_a_missing_permission_is_named(
    line: Line, permission: Permission, words: str
) -> None:
    line.server.deny(line.channel, permission)
    await until(lambda: line.bot.events[-1] == "CHANNEL_UPDATE")

    with pytest.raises(ChannelRefused) as refused:
        await line.send()

    assert refused.value.reason == words


async def test_a_refusal_in_an_unknown_channel_says_what_discord_says(line: Line) -> None:
    line.server.deny(line.channel, Permission.VIEW_CHANNEL)
    line.bot.get_guild(line.guild.id)._channels.clear()  # type: ignore[union-attr]

    with pytest.raises(ChannelRefused, match="403"):
        await line.send()


async def test_in_a_thread_the_threads_own_permission_counts(line: Line) -> None:
    thread = line.server.add_thread(line.channel, "season 2")
    await until(lambda: line.bot.events[-1] == "THREAD_CREATE")
    line.server.deny(line.channel, Permission.SEND_MESSAGES_IN_THREADS)
    await until(lambda: line.bot.events[-1] == "CHANNEL_UPDATE")

    with pytest.raises(ChannelRefused, match="the bot needs Send Messages in Threads there"):
        await line.sender.send(channel_id=ChannelId(thread.id), post=POST, nonce="n1")


async def test_a_channel_that_is_gone_is_refused(line: Line) -> None:
    with pytest.raises(ChannelRefused, match="the channel is gone"):
        await line.sender.send(channel_id=GONE, post=POST, nonce="n1")


async def test_a_channel_that_holds_no_messages_is_refused(line: Line) -> None:
    category = line.server.add_channel(line.guild, "shelf", type=ChannelType.CATEGORY)

    with pytest.raises(ChannelRefused, match="50008"):
        await line.sender.send(channel_id=ChannelId(category.id), post=POST, nonce="n1")


async def test_a_deleted_message_is_gone(line: Line) -> None:
    message_id = await line.send()
    line.server.delete_message(line.channel, message_id)

    with pytest.raises(MessageGone):
        await line.edit(message_id)


async def test_a_post_that_breaks_a_limit_is_refused_for_good(line: Line) -> None:
    with pytest.raises(ContentRefused):
        await line.send(replace(POST, title="x" * 257))

    assert line.server.take_violations()
    assert line.messages() == []


async def test_a_wrong_token_is_told_apart(line: Line) -> None:
    line.server.faults.status(401, method="POST", path=SEND)

    with pytest.raises(TokenRefused):
        await line.send()


@pytest.mark.parametrize("status", [503, 429])
async def test_an_outage_and_a_ban_are_for_later(line: Line, status: int) -> None:
    line.server.faults.status(status, method="POST", path=SEND, via=False, retry_after=7)

    with pytest.raises(SendError, match=str(status)) as failed:
        await line.send()

    assert type(failed.value) is SendError
    assert (failed.value.retry_after is not None) == (status == 429)


async def test_a_long_rate_limit_is_not_slept_through(line: Line) -> None:
    line.server.faults.status(429, method="POST", path=SEND, retry_after=3_000)

    with pytest.raises(SendError) as failed:
        await line.send()

    assert failed.value.retry_after == timedelta(seconds=3_000)


async def test_a_short_rate_limit_is_only_a_delay(line: Line) -> None:
    line.server.faults.status(429, method="POST", path=SEND, retry_after=0.01)

    await line.send()

    assert len(line.messages()) == 1


async def test_a_refused_connection_is_for_later(line: Line) -> None:
    await line.server.refuse_api()
    line.server.faults.reset(method="POST")

    with pytest.raises(SendError):
        await line.send()


@pytest.mark.parametrize("what", ["send", "edit", "find"])
@pytest.mark.parametrize("error", [TypeError("text for an object"), OSError("reset")])
async def test_whatever_fails_within_discordpy_is_for_later(
    line: Line, what: str, error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A proxy's error page reaches discord.py's parsers as text; they raise what comes."""

    async def broken(*_args: object, **_kwargs: object) -> None:
        raise error

    monkeypatch.setattr(line.bot.http, "request", broken)

    tries = {
        "send": line.send(),
        "edit": line.edit(MessageId(1)),
        "find": line.find(),
    }
    attempt = tries.pop(what)
    for other in tries.values():
        other.close()

    with pytest.raises(SendError, match=type(error).__name__):
        await attempt


async def test_without_a_connection_everything_is_for_later() -> None:
    async with opened() as line:
        closed = line.bot
    fresh = discord.Client(intents=discord.Intents.none())

    for client in (None, fresh, closed):
        sender = DiscordSender(partial(lambda client: client, client))
        with pytest.raises(SendError, match="no connection"):
            await sender.send(channel_id=line.channel_id, post=POST, nonce="n")


async def test_nothing_is_known_of_the_permissions_in_an_unavailable_guild(line: Line) -> None:
    line.server.deny(line.channel, Permission.SEND_MESSAGES)
    await until(lambda: line.bot.events[-1] == "CHANNEL_UPDATE")
    guild = line.bot.get_guild(line.guild.id)
    assert guild is not None
    guild._members.clear()

    with pytest.raises(ChannelRefused, match="50013"):
        await line.send()
