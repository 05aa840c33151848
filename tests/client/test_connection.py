"""The connection: what Discord tells of servers is noted, and an outage is no removal."""

import asyncio

import discord
import pytest

from bot.model import GuildId
from bot.storage import tables
from bot.storage.engine import Storage
from tests.commands.desk import (
    TIDE,
    Desk,
    becomes,
    connected,
    count_reads,
    eventually,
    make_client,
    make_services,
    tree_of,
)
from tests.commands.faults import break_storage
from tests.conftest import NOW
from tests.discord_server import payloads
from tests.discord_server.names import NOTHING, Permission
from tests.discord_server.server import DiscordServer


async def test_it_asks_for_the_least_and_mentions_nobody(desk: Desk) -> None:
    """No privileged intent, no cache of messages, no pings; no sleep of an hour in silence."""
    assert desk.client.intents == discord.Intents(guilds=True)
    mentions = desk.client.allowed_mentions
    assert mentions is not None
    assert dict(mentions.to_dict()) == {"parse": []}
    assert list(desk.client.cached_messages) == []
    assert desk.client.http.max_ratelimit_timeout == 30.0


async def test_the_servers_it_is_in_are_noted_at_the_start(desk: Desk) -> None:
    await _until(desk, {desk.guild.id: ("en-US", None)})


async def test_a_server_that_adds_the_bot_is_noted_with_its_language(desk: Desk) -> None:
    new = desk.server.add_guild("동네 극장", locale="ko")

    await _until(desk, {desk.guild.id: ("en-US", None), new.id: ("ko", None)})


async def test_a_server_that_is_joined_while_it_runs_is_noted(desk: Desk) -> None:
    """Discord's event of a new server lacks the word that it is available."""
    new = desk.server.world.add_guild("Late Show", id=None, locale="ja")
    event = payloads.guild_create(desk.server.world, new)
    del event["unavailable"]
    desk.server.world.dispatch("GUILD_CREATE", event, guild_id=new.id)

    await _until(desk, {desk.guild.id: ("en-US", None), new.id: ("ja", None)})


async def test_a_server_that_removes_the_bot_keeps_its_settings(desk: Desk) -> None:
    await desk.follow(TIDE)
    desk.server.remove_bot(desk.guild)

    await _until(desk, {desk.guild.id: ("en-US", NOW)})
    assert len(await desk.subscriptions()) == 1


async def test_a_server_that_adds_it_again_goes_on_where_it_was(desk: Desk) -> None:
    await desk.follow(TIDE)
    desk.server.remove_bot(desk.guild)
    await _until(desk, {desk.guild.id: ("en-US", NOW)})
    desk.server.readd_bot(desk.guild)

    await _until(desk, {desk.guild.id: ("en-US", None)})
    assert len(await desk.subscriptions()) == 1


async def test_an_outage_is_not_a_removal(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    """Others deleted all settings when Discord was down for a moment."""
    await _until(desk, {desk.guild.id: ("en-US", None)})
    desk.server.set_available(desk.guild, available=False)
    await eventually(lambda: "server unavailable" in caplog.messages)

    assert await _noted(desk) == {desk.guild.id: ("en-US", None)}
    desk.server.set_available(desk.guild, available=True)
    await desk.run("help")
    assert await _noted(desk) == {desk.guild.id: ("en-US", None)}


async def test_a_new_language_of_a_server_is_noted(desk: Desk) -> None:
    desk.guild.locale = "ja"
    desk.server.world.dispatch(
        "GUILD_UPDATE", payloads.guild_create(desk.server.world, desk.guild), guild_id=desk.guild.id
    )

    await _until(desk, {desk.guild.id: ("ja", None)})


async def test_a_channel_that_is_allowed_again_goes_on(desk: Desk) -> None:
    desk.server.deny(desk.channel, Permission.SEND_MESSAGES)
    await desk.pause(desk.channel)
    desk.server.deny(desk.channel, NOTHING)

    await _until_resumed(desk)


async def test_changes_that_touch_no_permission_ask_no_database(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Big servers rename channels and people all day."""
    await _until(desk, {desk.guild.id: ("en-US", None)})
    reads = count_reads(desk, monkeypatch)
    desk.channel.name = "renamed"
    desk.server.deny(desk.channel, NOTHING)
    role = desk.guild.roles[desk.guild.members[desk.server.world.bot.id].role_ids[0]]
    desk.server.allow_bot(desk.guild, role.permissions)
    _tell_of_the_bot(desk)
    await desk.offered("follow show", "show", "tide")

    known = desk.client.get_channel(desk.channel.id)
    assert isinstance(known, discord.TextChannel)
    assert known.name == "renamed"
    assert reads == []


async def test_another_permission_than_the_missing_one_changes_nothing(desk: Desk) -> None:
    desk.server.deny(desk.channel, Permission.SEND_MESSAGES | Permission.EMBED_LINKS)
    await desk.pause(desk.channel)
    desk.server.deny(desk.channel, Permission.EMBED_LINKS)
    await desk.run("help")

    assert await desk.paused() == {desk.channel.id}


async def test_a_role_that_allows_it_again_lets_channels_go_on(desk: Desk) -> None:
    everyone = desk.guild.roles[desk.guild.id]
    everyone.permissions = Permission.VIEW_CHANNEL
    desk.server.allow_bot(desk.guild, NOTHING)
    desk.server.set_available(desk.guild, available=True)
    await desk.run("help")
    await desk.pause(desk.channel)
    desk.server.allow_bot(
        desk.guild,
        Permission.SEND_MESSAGES | Permission.EMBED_LINKS | Permission.READ_MESSAGE_HISTORY,
    )

    await _until_resumed(desk)


async def test_a_role_given_to_the_bot_lets_channels_go_on(desk: Desk) -> None:
    desk.server.deny(desk.channel, Permission.SEND_MESSAGES)
    await desk.pause(desk.channel)
    boss = desk.server.add_role(desk.guild, "boss", permissions=Permission.ADMINISTRATOR)
    member = desk.guild.members[desk.server.world.bot.id]
    member.role_ids.append(boss.id)
    _tell_of_the_bot(desk)

    await _until_resumed(desk)


async def test_a_channel_that_changed_while_the_bot_was_away_goes_on(desk: Desk) -> None:
    await desk.client.close()
    await desk.pause(desk.channel)

    async with connected(desk.server, make_client(desk.services)):
        await _until_resumed(desk)


async def test_a_channel_made_anew_or_a_thread_in_view_is_looked_at(desk: Desk) -> None:
    """Creating it tells the gateway; what is paused there goes on."""
    unseen = desk.server.add_channel(desk.guild, "soon")
    await desk.run("help")
    guild = desk.client.get_guild(desk.guild.id)
    assert guild is not None
    await desk.pause(unseen)
    desk.server.add_channel(desk.guild, "another")

    await _until_resumed(desk)


async def test_a_thread_that_comes_back_into_view_is_looked_at(desk: Desk) -> None:
    thread = desk.server.add_thread(desk.channel, "spoilers")
    await desk.run("help")
    await desk.pause(thread)
    known = desk.client.get_channel(thread.id)
    assert isinstance(known, discord.Thread)
    desk.client.dispatch("thread_join", known)

    await _until_resumed(desk)


async def test_a_failing_database_costs_only_the_note(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await _until(desk, {desk.guild.id: ("en-US", None)})
    with monkeypatch.context() as broken:
        break_storage(desk.storage, broken)
        new = desk.server.add_guild("New")
        desk.server.remove_bot(new)
        desk.server.add_channel(desk.guild, "more")
        await eventually(
            lambda: (
                {"servers not noted", "leaving not noted", "channels not resumed"}
                <= set(caplog.messages)
            )
        )

    assert "follows nothing yet" in (await desk.run("following")).text
    assert await _noted(desk) == {desk.guild.id: ("en-US", None)}


async def test_an_event_that_fails_is_logged_and_the_next_goes_on(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await _until(desk, {desk.guild.id: ("en-US", None)})
    with monkeypatch.context() as broken:
        broken.setattr("bot.client.guilds.missing_in", lambda _: 1 / 0)
        await desk.pause(desk.channel)
        desk.server.add_channel(desk.guild, "more")
        await eventually(lambda: "event failed" in caplog.messages)
    desk.server.add_channel(desk.guild, "again")

    await _until_resumed(desk)


async def test_what_has_been_begun_comes_to_its_end_before_it_closes(desk: Desk) -> None:
    """A stop leaves nobody without a reply."""
    async with desk.storage.write():
        running = asyncio.create_task(desk.run("follow show", show=TIDE.id))
        await eventually(
            lambda: "CommandTree-invoker" in {task.get_name() for task in asyncio.all_tasks()}
        )
        closing = asyncio.create_task(desk.client.close())
        for _ in range(10):
            await asyncio.sleep(0)
        assert not closing.done()
    await closing

    assert "gets news of **The Tide House**" in (await running).text


async def test_a_resumed_connection_is_usable_again(desk: Desk) -> None:
    desk.server.gateway.reconnect()
    await eventually(lambda: desk.server.gateway.counts["RESUMED"] == 1)

    await eventually(lambda: desk.client.down_since is None)
    assert tree_of(desk.client).mention("help").startswith("</help:")


async def test_the_longest_moment_of_a_break_counts_from_its_beginning(storage: Storage) -> None:
    time = iter([10.0, 20.0, 30.0])
    async with DiscordServer():
        client = make_client(make_services(storage), clock=lambda: next(time))

        assert client.down_since == 10.0
        await client.on_disconnect()
        assert client.down_since == 10.0
        await client.on_resumed()
        await client.on_disconnect()
        await client.on_disconnect()
        assert client.down_since == 20.0


def _tell_of_the_bot(desk: Desk) -> None:
    """Tell the gateway of the bot's own membership, which needs no intent."""
    member = desk.guild.members[desk.server.world.bot.id]
    event = payloads.member(member) | {"guild_id": str(desk.guild.id)}
    desk.server.world.dispatch("GUILD_MEMBER_UPDATE", event, guild_id=desk.guild.id)


async def _noted(desk: Desk) -> dict[int, tuple[str, object]]:
    async with desk.storage.read() as conn:
        rows = await conn.execute(tables.guilds.select())
        return {GuildId(row.id): (row.locale, row.left_at) for row in rows}


async def _until(desk: Desk, expected: dict[int, tuple[str, object]]) -> None:
    await becomes(lambda: _noted(desk), expected)


async def _until_resumed(desk: Desk) -> None:
    await becomes(desk.paused, set())
