import pytest

from tests.discord_server.names import EVERYTHING, ChannelType, Permission
from tests.discord_server.permissions import in_channel, in_guild
from tests.discord_server.server import DiscordServer
from tests.discord_server.tests.http import Http
from tests.discord_server.world import Channel, Guild, Overwrite

EMBED = {"embeds": [{"title": "Signal"}]}


@pytest.mark.parametrize(
    ("denied", "body", "error"),
    [
        (Permission.VIEW_CHANNEL, {"content": "x"}, (403, 50001)),
        (Permission.SEND_MESSAGES, {"content": "x"}, (403, 50013)),
        (Permission.EMBED_LINKS, EMBED, (403, 50013)),
    ],
)
async def test_what_is_denied_is_refused(
    server: DiscordServer,
    channel: Channel,
    http: Http,
    *,
    denied: Permission,
    body: object,
    error: tuple[int, int],
) -> None:
    server.deny(channel, denied)
    path = f"/channels/{channel.id}/messages"

    refused = await http("POST", path, body)
    server.deny(channel, Permission(0))
    allowed = await http("POST", path, body)

    assert refused.error == error
    assert allowed.status == 200


async def test_history_without_its_permission_is_empty_and_no_error(
    server: DiscordServer, channel: Channel, http: Http
) -> None:
    """A trap: "none found" does not mean "never sent"."""
    path = f"/channels/{channel.id}/messages"
    sent = await http("POST", path, {"content": "there"})
    server.deny(channel, Permission.READ_MESSAGE_HISTORY)

    listed = await http("GET", path)
    one = await http("GET", f"{path}/{sent.body['id']}")

    assert (listed.status, listed.body) == (200, None)
    assert one.error == (403, 50013)


@pytest.mark.parametrize(
    ("method", "path", "error"),
    [
        ("GET", "/channels/77", (404, 10003)),
        ("POST", "/channels/77/messages", (404, 10003)),
        ("GET", "/channels/{channel}/messages/77", (404, 10008)),
        ("PATCH", "/channels/{channel}/messages/77", (404, 10008)),
        ("GET", "/guilds/77", (404, 10004)),
        ("GET", "/guilds/{guild}/roles/77", (404, 10011)),
        ("GET", "/guilds/{guild}/members/77", (404, 10007)),
        ("GET", "/channels/abc", (400, 50035)),
        ("DELETE", "/channels/{channel}", (403, 50013)),
    ],
)
async def test_what_is_not_there_has_its_number(
    guild: Guild,
    channel: Channel,
    http: Http,
    *,
    method: str,
    path: str,
    error: tuple[int, int],
) -> None:
    body = {"content": "x"} if method in {"POST", "PATCH"} else None

    answer = await http(method, path.format(channel=channel.id, guild=guild.id), body)

    assert answer.error == error


async def test_a_deleted_channel_is_unknown(
    server: DiscordServer, channel: Channel, http: Http
) -> None:
    thread = server.add_thread(channel, "talk")
    server.remove_channel(channel)

    assert (await http("GET", f"/channels/{channel.id}")).error == (404, 10003)
    assert (await http("GET", f"/channels/{thread.id}")).error == (404, 10003)


async def test_some_channels_take_no_messages(
    server: DiscordServer, guild: Guild, http: Http
) -> None:
    forum = server.add_channel(guild, "forum", type=ChannelType.FORUM)

    answer = await http("POST", f"/channels/{forum.id}/messages", {"content": "x"})

    assert answer.error == (400, 50008)


async def test_overwrites_apply_in_discords_order(server: DiscordServer, guild: Guild) -> None:
    """Everyone first, then all roles together (allow wins), then the member."""
    user = server.add_member(guild, "someone", permissions=Permission.MANAGE_MESSAGES)
    role_id = guild.members[user.id].role_ids[0]
    channel = server.add_channel(guild, "news")
    send, embed = Permission.SEND_MESSAGES, Permission.EMBED_LINKS

    channel.overwrites = [Overwrite(id=guild.id, type=0, deny=send | embed)]
    assert not in_channel(server.world, channel, user.id) & (send | embed)

    channel.overwrites.append(Overwrite(id=role_id, type=0, allow=send | embed))
    assert in_channel(server.world, channel, user.id) & send

    channel.overwrites.append(Overwrite(id=user.id, type=1, deny=send))
    now = in_channel(server.world, channel, user.id)
    assert not now & send
    assert now & embed
    assert now & Permission.MANAGE_MESSAGES


async def test_administrators_and_owners_may_everything(
    server: DiscordServer, guild: Guild
) -> None:
    admin = server.add_member(guild, "admin", permissions=Permission.ADMINISTRATOR)
    channel = server.add_channel(guild, "news")
    channel.overwrites = [Overwrite(id=admin.id, type=1, deny=EVERYTHING)]

    assert in_channel(server.world, channel, admin.id) == EVERYTHING
    assert in_guild(guild, guild.owner.id) == EVERYTHING
    assert in_guild(guild, 12345) == guild.roles[guild.id].permissions


async def test_threads_inherit_from_their_parent(
    server: DiscordServer, channel: Channel, http: Http
) -> None:
    thread = server.add_thread(channel, "talk")
    path = f"/channels/{thread.id}/messages"

    server.deny(channel, Permission.SEND_MESSAGES)
    still = await http("POST", path, {"content": "x"})
    server.deny(channel, Permission.SEND_MESSAGES_IN_THREADS)
    refused = await http("POST", path, {"content": "x"})

    assert still.status == 200
    assert refused.error == (403, 50013)


def test_permissions_are_parsed_by_name() -> None:
    assert Permission.parse("manage_guild send_messages send_messages") == (
        Permission.MANAGE_GUILD | Permission.SEND_MESSAGES
    )
