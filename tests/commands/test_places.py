"""Channels that the bot has not been told of: threads come into view when someone uses them."""

from tests.commands.desk import TIDE, Desk
from tests.discord_server.names import ChannelType, Permission
from tests.discord_server.world import Channel


async def test_a_command_in_an_unknown_thread_is_for_that_thread(desk: Desk) -> None:
    thread = _unknown_thread(desk)

    shown = await desk.run("follow show", channel=thread, show=TIDE.id)

    assert f"<#{thread.id}> gets news" in shown.text
    assert len(await desk.subscriptions(thread)) == 1


async def test_what_is_missing_in_an_unknown_thread_is_named(desk: Desk) -> None:
    """Discord sends along what the bot may do where a command is used."""
    desk.server.deny(desk.channel, Permission.SEND_MESSAGES_IN_THREADS)
    thread = _unknown_thread(desk)

    shown = await desk.run("follow show", channel=thread, show=TIDE.id)

    assert "I need **Send Messages in Threads** there." in shown.text


async def test_an_unknown_channel_somewhere_else_is_one_that_the_bot_may_not_see(
    desk: Desk,
) -> None:
    thread = _unknown_thread(desk)

    shown = await desk.run("follow show", show=TIDE.id, in_channel=thread)

    assert "I need **View Channel** there." in shown.text


def _unknown_thread(desk: Desk) -> Channel:
    """Open a private thread, of which the gateway tells its members alone."""
    tell = desk.server.world.dispatch
    desk.server.world.dispatch = _tell_nobody
    try:
        thread = desk.server.add_thread(desk.channel, "spoilers")
    finally:
        desk.server.world.dispatch = tell
    thread.type = ChannelType.PRIVATE_THREAD
    return thread


def _tell_nobody(*_event: object, **_to: object) -> None: ...
