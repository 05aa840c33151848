"""/shows: corrections by those who run the bot."""

import pytest

from bot.model import GuildId
from tests.commands.desk import (
    LANTERN,
    LANTERN_2,
    TIDE,
    Desk,
    connected,
    make_client,
    make_services,
)
from tests.discord_server.names import JsonValue


async def run(desk: Desk, name: str, **options: JsonValue) -> str:
    """Run a command as the application's owner; return the reply."""
    return (await desk.run(f"shows {name}", user=desk.server.world.owner, **options)).text


async def test_a_merge_says_what_went_along_and_is_known_at_once(desk: Desk) -> None:
    await desk.follow(LANTERN_2)
    said = await run(desk, "merge", show=LANTERN.id, part="Lantern Keepers")

    assert said == (
        "“Lantern Keepers” is now part of “Lantern Street”: "
        "0 stories and 1 channel that follows it go with it."
    )
    assert [each.show_id for each in await desk.subscriptions()] == [LANTERN.id]
    assert list(await desk.offered("show", "show", "lantern")) == [LANTERN.id]
    assert list(await desk.offered("show", "show", "keepers")) == [LANTERN.id]


async def test_a_split_undoes_it(desk: Desk) -> None:
    await desk.follow(LANTERN_2)
    await run(desk, "merge", show=LANTERN.id, part=LANTERN_2.id)
    offered = await desk.offered("shows split", "alias", "keep", show=LANTERN.id)
    assert list(offered) == ["Lantern Keepers"]
    said = await run(desk, "split", show=LANTERN.id, alias="Lantern Keepers")

    assert said.startswith("“Lantern Keepers” is a show of its own")
    assert [each.show_id for each in await desk.subscriptions()] == [LANTERN_2.id]


async def test_a_trial_changes_nothing(desk: Desk) -> None:
    said = await run(desk, "rename", show=TIDE.id, title="Tide", dry=True)

    assert said.startswith("Nothing is changed so far. In earnest: “The Tide House” is now called")
    assert desk.services.shows.get(TIDE.id) == TIDE


async def test_a_new_name_and_title_are_known_at_once(desk: Desk) -> None:
    await run(desk, "name", show=TIDE.id, alias="La casa de las mareas")
    await run(desk, "rename", show=TIDE.id, title="Tidehouse")

    assert await desk.offered("show", "show", "casa de") == {
        TIDE.id: "Tidehouse · La casa de las mareas (2023, KR, tvN)"
    }


async def test_what_makes_no_sense_is_declined_in_the_operators_language(desk: Desk) -> None:
    assert await run(desk, "merge", show=TIDE.id, part=TIDE.id) == (
        "That is one show already: The Tide House."
    )
    said = await run(desk, "merge", show=TIDE.id, part="Qqqqq", locale="ko")
    assert said == "“Qqqqq” 제목의 작품을 몰라요."


async def test_others_are_told_whom_it_is_for(desk: Desk) -> None:
    """Who manages the operators' server need not be one of them."""
    said = await desk.run("shows name", user=desk.admin, show=TIDE.id, alias="Tide")

    assert said.text == "This is for the people who run the bot."
    assert desk.services.shows.get(TIDE.id) == TIDE


async def test_only_the_operators_server_sees_the_commands(desk: Desk) -> None:
    assert "shows" not in {command["name"] for command in desk.server.commands}
    assert {each["name"] for each in desk.server.world.commands[desk.guild.id]} == {"shows"}


async def test_a_bot_that_is_not_in_the_operators_server_starts_all_the_same(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    services = make_services(desk.storage, operators_server=GuildId(12345))
    async with connected(desk.server, make_client(services)) as client:
        assert client.is_ready()

    assert "operators' commands not synced, is the bot in their server?" in caplog.messages


async def test_no_show_is_offered_by_name_before_it_is_picked(desk: Desk) -> None:
    assert await desk.offered("shows split", "alias", "x") == {}
