"""Telling a server's admins that a channel cannot be written."""

import discord
import pytest

from bot.client.notices import Notices
from bot.client.permissions import missing_permissions
from bot.model import ChannelId, GuildId
from tests.commands.desk import Desk
from tests.discord_server import payloads
from tests.discord_server.names import Permission
from tests.discord_server.world import Channel


async def test_the_moderators_channel_is_told_which_permission_is_missing(desk: Desk) -> None:
    mods = desk.server.add_channel(desk.guild, "mods")
    lobby = desk.server.add_channel(desk.guild, "lobby")
    await _set_places(desk, updates=mods, system=lobby)
    desk.server.deny(desk.channel, Permission.EMBED_LINKS)
    await desk.run("help")

    assert await _tell(desk)

    [message] = desk.server.messages(mods)
    assert message["content"] == (
        f"I can't post in <#{desk.channel.id}> (server **Drama Club**): I need **Embed Links** "
        "there. Once that is allowed I go on by myself; what the channel follows is kept."
    )
    assert desk.server.messages(lobby) == []


async def test_without_one_the_channel_for_discords_own_notices_is_told(desk: Desk) -> None:
    lobby = desk.server.add_channel(desk.guild, "lobby")
    await _set_places(desk, system=lobby)

    assert await _tell(desk)

    assert len(desk.server.messages(lobby)) == 1


async def test_a_place_that_the_bot_cannot_write_is_passed_over(desk: Desk) -> None:
    mods = desk.server.add_channel(desk.guild, "mods", deny=Permission.SEND_MESSAGES)
    lobby = desk.server.add_channel(desk.guild, "lobby")
    await _set_places(desk, updates=mods, system=lobby)

    assert await _tell(desk)

    assert len(desk.server.messages(lobby)) == 1


async def test_a_place_that_refuses_all_the_same_is_passed_over(desk: Desk) -> None:
    mods = desk.server.add_channel(desk.guild, "mods")
    lobby = desk.server.add_channel(desk.guild, "lobby")
    await _set_places(desk, updates=mods, system=lobby)
    desk.server.faults.status(403, method="POST", path="/messages", times=1)

    assert await _tell(desk)

    assert len(desk.server.messages(lobby)) == 1


async def test_the_refused_channel_itself_is_no_place_so_the_owner_is_told(desk: Desk) -> None:
    await _set_places(desk, system=desk.channel)

    assert await _tell(desk)

    [message] = desk.server.messages(desk.server.world.dm_with(desk.guild.owner))
    assert "(server **Drama Club**)" in message["content"]


async def test_an_owner_who_takes_no_messages_is_not_reached(desk: Desk) -> None:
    """`/following` shows the same to those who ask."""
    desk.guild.owner.dms_open = False

    assert not await _tell(desk)


async def test_an_owner_who_cannot_be_written_to_at_all_is_not_reached(desk: Desk) -> None:
    desk.server.faults.status(403, method="POST", path="/users/@me/channels", times=1)

    assert not await _tell(desk)


async def test_a_server_without_an_owner_is_not_reached(desk: Desk) -> None:
    await desk.run("help")
    guild = desk.client.get_guild(desk.guild.id)
    assert guild is not None
    guild.owner_id = None

    assert not await _tell(desk)


async def test_it_is_said_in_the_language_of_the_server(desk: Desk) -> None:
    lobby = desk.server.add_channel(desk.guild, "lobby")
    desk.guild.locale = "ko"
    await _set_places(desk, system=lobby)
    desk.server.deny(desk.channel, Permission.EMBED_LINKS)
    await desk.run("help")

    await _tell(desk)

    assert "**링크 첨부** 권한이 필요해요." in desk.server.messages(lobby)[0]["content"]


async def test_a_deleted_channel_is_told_as_gone(desk: Desk) -> None:
    lobby = desk.server.add_channel(desk.guild, "lobby")
    await _set_places(desk, system=lobby)
    desk.server.remove_channel(desk.channel)
    await desk.run("help", channel=lobby)

    await _tell(desk)

    assert "any more: it was deleted, or I am not allowed" in _text(desk, lobby)


async def test_a_refusal_without_a_visible_reason_says_so(desk: Desk) -> None:
    lobby = desk.server.add_channel(desk.guild, "lobby")
    await _set_places(desk, system=lobby)

    await _tell(desk)

    assert _text(desk, lobby).startswith("Discord does not let me post in")


async def test_nobody_is_mentioned_by_the_name_of_a_server(desk: Desk) -> None:
    lobby = desk.server.add_channel(desk.guild, "lobby")
    desk.guild.name = "@everyone **free**"
    await _set_places(desk, system=lobby)

    await _tell(desk)

    assert "(server **@\u200beveryone \\*\\*free\\*\\***)" in _text(desk, lobby)
    assert not desk.server.messages(lobby)[0]["mention_everyone"]


async def test_a_channel_is_told_of_at_most_once_a_day(desk: Desk) -> None:
    """Permissions may look complete and be refused again after each restart of the connection."""
    lobby = desk.server.add_channel(desk.guild, "lobby")
    await _set_places(desk, system=lobby)
    time = iter([0.0, 3_600.0, 90_000.0, 90_000.0])
    notices = Notices(
        client=lambda: desk.client, messages=desk.services.messages, clock=lambda: next(time)
    )

    for _ in range(3):
        assert await _tell(desk, notices)

    assert len(desk.server.messages(lobby)) == 2


async def test_without_a_connection_nobody_is_told(desk: Desk) -> None:
    notices = Notices(client=lambda: None, messages=desk.services.messages)

    assert not await _tell(desk, notices)


@pytest.mark.parametrize("thread", [False, True])
def test_what_is_missing_is_named_in_discords_order(*, thread: bool) -> None:
    sending = "send_messages_in_threads" if thread else "send_messages"

    assert missing_permissions(discord.Permissions.none(), thread=thread) == (
        "view_channel",
        sending,
        "embed_links",
        "read_message_history",
    )
    assert missing_permissions(discord.Permissions.all(), thread=thread) == ()


async def _tell(desk: Desk, notices: Notices | None = None) -> bool:
    notices = notices or Notices(client=lambda: desk.client, messages=desk.services.messages)
    return await notices.channel_paused(
        guild_id=GuildId(desk.guild.id), channel_id=ChannelId(desk.channel.id)
    )


def _text(desk: Desk, channel: Channel) -> str:
    content: str = desk.server.messages(channel)[0]["content"]
    return content


async def _set_places(
    desk: Desk, *, updates: Channel | None = None, system: Channel | None = None
) -> None:
    """Choose the channels in which a server wants to be told things, and let the bot know."""
    places = {
        "public_updates_channel_id": str(updates.id) if updates else None,
        "system_channel_id": str(system.id) if system else None,
    }
    desk.server.world.dispatch(
        "GUILD_UPDATE", payloads.guild(desk.guild) | places, guild_id=desk.guild.id
    )
    await desk.run("help")
