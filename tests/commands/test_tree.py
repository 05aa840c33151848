"""The tree: what Discord is told, and what people read when something breaks."""

import asyncio
import logging

import pytest
from discord import Locale, app_commands

from tests.commands.desk import (
    TIDE,
    Desk,
    connected,
    eventually,
    make_client,
    story,
    tree_of,
)
from tests.commands.faults import break_storage
from tests.discord_server.names import Json, JsonValue, Permission

MANAGE_GUILD = str(Permission.MANAGE_GUILD.value)


async def test_every_command_is_for_servers_alone(desk: Desk) -> None:
    """What is not said outright is allowed everywhere."""
    for command in desk.server.commands:
        assert command["contexts"] == [0]
        assert command["integration_types"] == [0]


async def test_what_changes_subscriptions_is_for_those_who_manage_the_server(desk: Desk) -> None:
    allowed = {each["name"]: each["default_member_permissions"] for each in desk.server.commands}

    assert allowed == {
        "follow": MANAGE_GUILD,
        "unfollow": MANAGE_GUILD,
        "following": None,
        "show": None,
        "timeline": None,
        "latest": None,
        "wrong": None,
        "reporters": MANAGE_GUILD,
        "help": None,
    }


async def test_every_command_and_option_is_described_in_every_language(desk: Desk) -> None:
    """The loopback server holds names, lengths and the 8,000 characters against Discord's rules."""
    others = {"ko", "ja", "es-ES", "es-419"}

    for part in _parts(desk.server.commands):
        assert part["description"]
        assert set(part["description_localizations"]) == others, part["name"]


async def test_a_start_with_the_same_commands_tells_discord_nothing(desk: Desk) -> None:
    """Discord takes 200 new commands a day."""
    before = _puts(desk)

    async with connected(desk.server, make_client(desk.services)) as client:
        again = tree_of(client)

    assert _puts(desk) == before == 1
    assert again.mention("follow show") == f"</follow show:{_ids(desk)['follow']}>"


async def test_a_start_with_other_commands_tells_discord(desk: Desk) -> None:
    desk.server.world.commands[None].pop()

    async with connected(desk.server, make_client(desk.services)):
        pass

    assert _puts(desk) == 2
    assert "help" in _ids(desk)


async def test_refused_commands_cost_only_the_commands(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    desk.server.faults.status(403, method="GET", path="/commands")

    async with connected(desk.server, make_client(desk.services)) as client:
        assert client.is_ready()
        assert tree_of(client).mention("follow show") == "`/follow show`"

    assert "commands not synced" in caplog.messages


async def test_a_command_that_fails_shows_a_reference_that_the_log_has(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.commands.about_show.timeline", lambda *_: 1 / 0)

    shown = await desk.run("show", show=TIDE.id)

    [record] = [each for each in caplog.records if each.message == "command failed"]
    assert shown.text == (
        f"Something broke on our side. The bot's owner can look it up as {record.__dict__['ref']}."
    )
    assert record.__dict__["command"] == "show"
    assert record.levelno == logging.ERROR
    assert record.exc_info is not None


async def test_a_database_that_cannot_be_reached_is_named(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_storage(desk.storage, monkeypatch)

    shown = await desk.run("following")

    assert shown.text.startswith("I can't reach my database right now. Try again in a minute;")


async def test_choices_that_cannot_be_found_are_none(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody can be told of an error while typing."""
    break_storage(desk.storage, monkeypatch)

    assert await desk.offered("unfollow", "what", "t") == {}


async def test_one_command_that_fails_leaves_the_others_alone(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        break_storage(desk.storage, broken)
        await desk.run("following")

    assert "follows nothing yet" in (await desk.run("following")).text


async def test_a_command_that_is_no_more_says_what_to_do(desk: Desk) -> None:
    """People may see commands of an older version for a while."""
    tree_of(desk.client).remove_command("latest")

    shown = await desk.run("latest")

    assert "Run the command again; if that doesn't help, restart Discord." in shown.text


async def test_a_button_of_another_version_says_what_to_do(desk: Desk) -> None:
    shown = await desk.run("show", show=TIDE.id)
    button = {"type": 2, "style": 2, "label": "Old", "custom_id": "forgotten|1"}
    shown.reply["components"] = [{"type": 1, "components": [button]}]

    pressed = await desk.click(shown, "Old")

    assert "This has changed since Discord showed it to you." in pressed.text
    assert pressed.ephemeral


async def test_a_button_that_fails_shows_a_reference(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.tell(story(TIDE))
    shown = await desk.run("follow show", show=TIDE.id)
    break_storage(desk.storage, monkeypatch)

    pressed = await desk.click(shown, "Show me the last news")

    assert pressed.text.startswith("I can't reach my database right now.")


async def test_a_button_works_after_a_restart(desk: Desk) -> None:
    """All that a press needs stands in the button itself."""
    await desk.tell(story(TIDE))
    shown = await desk.run("follow show", show=TIDE.id)
    await desk.client.close()

    async with connected(desk.server, make_client(desk.services)):
        pressed = await desk.click(shown, "Show me the last news")

    assert "has been renewed for season 2" in pressed.text


async def test_an_error_that_cannot_be_shown_is_logged(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    desk.server.faults.status(403, method="POST", path="/callback", times=None)
    desk.server.interactions.answer_limit_s = 0.2
    options: dict[str, JsonValue] = {"show": "?"}

    running = asyncio.create_task(
        desk.server.invoke("follow show", guild=desk.guild, user=desk.admin, options=options)
    )
    await eventually(running.done)

    assert running.result().failed
    assert "error not shown" in caplog.messages


async def test_direct_messages_are_sent_to_a_server(desk: Desk) -> None:
    """Discord does not offer the commands there; an older version's may still be on show."""
    for command in desk.server.world.commands[None]:
        command["contexts"] = [0, 1]

    shown = await desk.server.invoke("following", user=desk.admin)

    assert shown.text == "Please use this in a server, not in direct messages."


async def test_a_text_without_a_key_is_left_as_it_is(desk: Desk) -> None:
    """Option names are ours in every language."""
    translator = tree_of(desk.client).translator

    assert translator is not None
    context: app_commands.TranslationContextTypes = app_commands.TranslationContext(
        location=app_commands.TranslationContextLocation.other, data=None
    )
    assert (
        await translator.translate(app_commands.locale_str("show"), Locale.korean, context) is None
    )


def _puts(desk: Desk) -> int:
    return desk.server.counters.requests["PUT /applications/{application_id}/commands"]


def _ids(desk: Desk) -> dict[str, int]:
    return {each["name"]: int(each["id"]) for each in desk.server.commands}


def _parts(commands: list[Json]) -> list[Json]:
    """Return commands, sub-commands and options, all of which are described."""
    below = [part for each in commands for part in _parts(each.get("options", []))]
    return [*commands, *below]
