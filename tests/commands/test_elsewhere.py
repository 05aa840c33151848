"""What /follow and /show do with what other catalogues know."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from bot.commands import elsewhere
from bot.lookup.lookup import Lookup
from bot.model import Show
from bot.storage import shows
from bot.storage.engine import Storage
from tests.commands.desk import TIDE, Desk, buttons, opened_desk
from tests.discord_server.results import InteractionResult
from tests.lookup.server import CatalogueServer, answers, entity, maze_show

MAZE_CREDIT = "[TVmaze (CC BY-SA)](<https://www.tvmaze.com/shows/11>)"
WIKI_CREDIT = "[Wikidata (CC0)](<https://www.wikidata.org/wiki/Q101>)"


@pytest.fixture
async def desk(storage: Storage, lookup: Lookup) -> AsyncIterator[Desk]:
    async with opened_desk(storage, lookup=lookup) as desk:
        yield desk


async def stored(desk: Desk) -> list[Show]:
    async with desk.storage.read() as conn:
        return await shows.all_shows(conn)


def labels(shown: InteractionResult) -> list[str]:
    return [button["label"] for button in buttons(shown)]


async def test_one_show_of_just_this_name_is_followed_with_its_facts(desk: Desk) -> None:
    shown = await desk.run("follow show", show="Harbour Lane")

    assert "gets news of **Harbour Lane** from now on." in shown.text
    assert "I looked it up: 2024, KR, Nine." in shown.text
    assert f"From {WIKI_CREDIT}, {MAZE_CREDIT}" in shown.text
    [show] = await stored(desk)
    assert {"Harbour Lane", "달빛 항구", "月光港"} <= set(show.names)
    assert (show.country, show.year, show.network) == ("KR", 2024, "Nine")
    assert [each.show_id for each in await desk.subscriptions()] == [show.id]
    assert desk.services.shows.resolve("月光港").show.id == show.id


async def test_a_name_in_another_script_finds_the_show_under_its_title(desk: Desk) -> None:
    shown = await desk.run("follow show", show="달빛 항구", locale="ko")

    assert "**Harbour Lane**" in shown.text
    assert "출처: " in shown.text


async def test_of_namesakes_the_person_chooses(desk: Desk, server: CatalogueServer) -> None:
    remake = maze_show(17, "Harbour Lane", country="JP", premiered="2026-04-01", network="Fuji")
    server.shows.append(remake)

    asked = await desk.run("follow show", show="new:Harbour Lane")
    assert "I know no show called **Harbour Lane**, but others do. Which one is it?" in asked.text
    assert MAZE_CREDIT in asked.text
    assert labels(asked) == [
        "Harbour Lane (2024, KR, Nine)",
        "Harbour Lane (2026, JP, Fuji)",
        "Follow “Harbour Lane” as it is",
    ]
    assert await desk.subscriptions() == []

    shown = await desk.click(asked, "Harbour Lane (2026, JP, Fuji)")
    assert "2026, JP, Fuji" in shown.text
    assert [show.country for show in await stored(desk)] == ["JP"]


async def test_shows_that_only_come_near_are_offered_with_ours(desk: Desk) -> None:
    shown = await desk.run("follow show", show="Harbour Lanes of Tide")

    assert labels(shown)[-1] == "Follow “Harbour Lanes of Tide” as it is"
    assert "Harbour Lights (1998, US, Nine)" in labels(shown)


async def test_a_name_that_was_chosen_as_new_is_not_questioned(desk: Desk) -> None:
    shown = await desk.run("follow show", show="new:Harbour Lanes of Tide")

    assert "**Harbour Lanes of Tide** from now on." in shown.text
    assert "I don't know a show of that name yet" in shown.text


async def test_a_name_taken_as_it_is_asks_nobody(desk: Desk, server: CatalogueServer) -> None:
    asked = await desk.run("follow show", show="Harbour Lanes of Tide")
    before = len(server.asked)

    shown = await desk.click(asked, "Follow “Harbour Lanes of Tide” as it is")

    assert "**Harbour Lanes of Tide** from now on." in shown.text
    assert len(server.asked) == before


async def test_a_show_of_ours_is_known_by_a_name_that_only_others_know(
    desk: Desk, server: CatalogueServer
) -> None:
    names = {"en": "The Tide House", "tr": "Gelgit Evi"}
    server.entities.append(entity("Q150", labels=names, begins="+2023-05-01T00:00:00Z"))

    shown = await desk.run("follow show", show="Gelgit Evi", locale="tr")

    assert "**The Tide House** from now on." in shown.text
    assert [each.show_id for each in await desk.subscriptions()] == [TIDE.id]


async def test_what_we_know_asks_nobody(desk: Desk, server: CatalogueServer) -> None:
    await desk.offered("follow show", "show", "Harbour La")
    await desk.run("follow show", show="밀물의 집")

    assert server.asked == []


@pytest.mark.parametrize("status", [500, 429, 200])
async def test_without_an_answer_the_name_is_followed_as_ever(
    desk: Desk, server: CatalogueServer, status: int
) -> None:
    server.fault = answers("garbage", status=status)

    shown = await desk.run("follow show", show="Harbour Lane")

    assert "**Harbour Lane** from now on." in shown.text
    assert "I don't know a show of that name yet" in shown.text


async def test_a_slow_answer_is_waited_for_and_then_done_without(
    desk: Desk, server: CatalogueServer
) -> None:
    async def hang(request: web.Request) -> web.StreamResponse:
        await server.released.wait()
        return web.Response()

    server.fault = hang

    shown = await desk.run("follow show", show="Harbour Lane")
    await shown.until(lambda result: result.delivered and not result.loading)

    assert "**Harbour Lane** from now on." in shown.text


async def test_a_button_that_nobody_can_answer_any_more_says_so(
    desk: Desk, server: CatalogueServer
) -> None:
    asked = await desk.run("follow show", show="Harbour Lanes of Tide")
    server.shows.clear()
    server.entities.clear()

    shown = await desk.click(asked, "Harbour Lights (1998, US, Nine)")

    assert shown.text.startswith("I can't look that show up right now.")
    assert await desk.subscriptions() == []


async def test_a_show_is_told_with_its_picture_and_who_says_so(
    desk: Desk, server: CatalogueServer
) -> None:
    tide = maze_show(18, "The Tide House", premiered="2023-05-01", status="Ended")
    server.shows.append(tide)

    shown = await desk.run("show", show=TIDE.id)

    [embed] = shown.reply["embeds"]
    assert embed["thumbnail"]["url"] == tide["image"]["medium"]
    assert embed["description"].splitlines()[-2:] == [
        "Ended",
        "From [TVmaze (CC BY-SA)](https://www.tvmaze.com/shows/18)",
    ]

    server.fault = answers("", status=500)
    again = await desk.run("show", show=TIDE.id)
    assert again.reply["embeds"] == [embed]


async def test_a_show_without_a_picture_is_told_all_the_same(
    desk: Desk, server: CatalogueServer
) -> None:
    server.shows.append(
        maze_show(18, "The Tide House", premiered="2023-05-01", image=None, status="?")
    )
    shown = await desk.run("show", show=TIDE.id)

    [embed] = shown.reply["embeds"]
    assert "thumbnail" not in embed
    assert "tvmaze.com/shows/18" in embed["description"]


async def test_a_show_does_not_wait_for_others(
    desk: Desk, server: CatalogueServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(elsewhere, "PATIENCE_S", 0.01)

    async def hang(request: web.Request) -> web.StreamResponse:
        await server.released.wait()
        return web.Response()

    server.fault = hang

    shown = await desk.run("show", show=TIDE.id)

    assert "Network: tvN" in shown.text
    assert "TVmaze" not in shown.text
