"""TVmaze and Wikidata: what is understood of their answers, and what of bad ones."""

import asyncio

import aiohttp
import pytest
from aiohttp import web

from bot.errors import LookupFailed
from bot.feeds.guard import Guard
from bot.lookup.ask import Asker, open_session, tvmaze_pace
from bot.lookup.found import Ref, ServiceName, State
from bot.lookup.tvmaze import TvMaze
from bot.lookup.wikidata import Wikidata
from tests.lookup.fixtures import AGENT, Clock
from tests.lookup.server import CatalogueServer, answers, entity, maze_show

DEEP = "[" * 100_000


async def test_tvmaze_tells_facts_and_leaves_out_what_is_no_series(maze: TvMaze) -> None:
    lane, lights = await maze.search("Harbour", language="en")

    assert lane.refs == (Ref(service=ServiceName.TVMAZE, id="11"),)
    assert (lane.title, lane.country, lane.year, lane.network) == (
        "Harbour Lane",
        "KR",
        2024,
        "Nine",
    )
    assert (lane.state, lights.state) == (State.RUNNING, State.ENDED)
    assert lane.image is not None
    assert lane.image.startswith("https://static.tvmaze.com/")
    assert lane.refs[0].page == "https://www.tvmaze.com/shows/11"


async def test_tvmaze_tells_the_other_names_of_one_show(maze: TvMaze) -> None:
    found = await maze.show("11")

    assert found is not None
    assert found.names == ("Harbour Lane", "달빛 항구", "Harbor Lane")
    assert await maze.show("999") is None


async def test_a_streamer_stands_for_the_network(maze: TvMaze, server: CatalogueServer) -> None:
    streamed = maze_show(14, "Salt Orchard", network=None, premiered=None, status="In Development")
    streamed["webChannel"] = {"id": 1, "name": "Kelp+", "country": None}
    server.shows.append(streamed)

    [found] = await maze.search("Salt Orchard", language="en")

    assert (found.network, found.country, found.year) == ("Kelp+", None, None)
    assert found.state is State.COMING


async def test_wikidata_tells_names_in_all_languages(wikidata: Wikidata) -> None:
    [found] = await wikidata.search("달빛", language="en")

    assert found.title == "Harbour Lane"
    assert set(found.names) == {"Harbour Lane", "달빛 항구", "月明かりの港", "月光港", "달항"}
    assert (found.country, found.year) == ("KR", 2024)
    assert found.elsewhere == (Ref(service=ServiceName.TVMAZE, id="11"),)
    assert found.refs[0].page == "https://www.wikidata.org/wiki/Q101"


async def test_wikidata_is_asked_in_the_language_of_the_script(
    wikidata: Wikidata, server: CatalogueServer
) -> None:
    for name in ("달빛", "かき", "月光", "Muelle"):
        await wikidata.search(name, language="es")

    asked = [path for path in server.asked if "wbsearchentities" in path]
    assert [path.split("language=")[1].split("&")[0] for path in asked] == ["ko", "ja", "zh", "es"]
    assert all("maxlag=5" in path for path in asked)


async def test_a_season_a_book_and_a_withdrawn_statement_are_no_series(
    wikidata: Wikidata, server: CatalogueServer
) -> None:
    withdrawn = entity("Q203", labels={"en": "Quay"})
    withdrawn["claims"]["P31"][0]["rank"] = "deprecated"
    server.entities = [
        entity("Q201", labels={"en": "Quay"}, instance_of="Q3464665", maze=5),
        entity("Q202", labels={"en": "Quay"}, instance_of="Q571"),
        withdrawn,
        entity("Q204", labels={"en": "Quay"}, instance_of="Q99999999", maze=6),
    ]

    found = await wikidata.search("Quay", language="en")

    assert [show.refs[0].id for show in found] == ["Q204"]


async def test_an_item_that_is_gone_is_none(wikidata: Wikidata) -> None:
    assert await wikidata.show("Q404404") is None


async def test_both_say_who_asks(maze: TvMaze, wikidata: Wikidata, server: CatalogueServer) -> None:
    await maze.search("Harbour", language="en")
    await wikidata.search("Harbour", language="en")

    assert set(server.agents) == {AGENT}


@pytest.mark.parametrize(
    ("body", "status", "says"),
    [
        ("", 200, "no JSON"),
        ("<html>Hello</html>", 200, "no JSON"),
        (DEEP, 200, "no JSON"),
        (b"\xff\xfe\x00", 200, "no JSON"),
        ("[]", 500, "HTTP status 500"),
        ("[]", 403, "HTTP 403"),
        ("x" * 300_000, 200, "too large"),
        ('{"error": {"code": "maxlag", "lag": 7.2}}', 200, "'maxlag'"),
        ('{"error": "strange"}', 200, "'None'"),
    ],
)
async def test_an_answer_of_no_use_is_one_kind_of_failure(
    maze: TvMaze, server: CatalogueServer, body: str | bytes, status: int, says: str
) -> None:
    server.fault = answers(body, status=status)

    with pytest.raises(LookupFailed, match=says) as failed:
        await maze.search("Harbour", language="en")
    assert failed.value.service == "TVmaze"


@pytest.mark.parametrize(
    "body",
    [
        "null",
        "{}",
        "[]",
        "7",
        '[{"show": null}, {"show": {"id": "x"}}, 3]',
        '[{"show": {"id": 1, "name": 5, "type": "Scripted"}}]',
        '[{"show": {"id": true, "name": "A", "type": "Scripted"}}]',
        '{"search": [{"id": null}, {}]}',
        '{"search": {"id": "Q1"}, "entities": []}',
    ],
)
async def test_json_of_another_shape_tells_nothing(
    maze: TvMaze, wikidata: Wikidata, server: CatalogueServer, body: str
) -> None:
    server.fault = answers(body)

    assert await maze.search("Harbour", language="en") == []
    assert await wikidata.search("Harbour", language="en") == []
    assert await wikidata.show("Q1") is None


async def test_facts_of_another_shape_are_left_out(maze: TvMaze, server: CatalogueServer) -> None:
    odd = maze_show(15, "  Odd\n Quay ", country="Korea", premiered="soon", image="javascript:1")
    odd["status"] = 5
    server.shows.append(odd)

    [found] = await maze.search("quay", language="en")

    assert found.title == "Odd Quay"
    assert (found.country, found.year, found.state, found.image) == (None, None, None, None)


async def test_who_does_not_answer_in_time_is_not_waited_for(
    maze: TvMaze, server: CatalogueServer
) -> None:
    async def hang(request: web.Request) -> web.StreamResponse:
        await server.released.wait()
        return web.Response()

    server.fault = hang

    async with asyncio.timeout(5):
        with pytest.raises(LookupFailed, match="no answer within 1 seconds"):
            await maze.search("Harbour", language="en")


async def test_who_asks_for_a_pause_gets_it(
    maze: TvMaze, server: CatalogueServer, clock: Clock
) -> None:
    server.fault = answers("[]", status=429, headers={"Retry-After": "120"})
    with pytest.raises(LookupFailed):
        await maze.search("Harbour", language="en")
    server.fault = None

    clock.advance(seconds=119)
    with pytest.raises(LookupFailed, match="not to be asked now") as failed:
        await maze.search("Harbour", language="en")
    assert failed.value.retry_after is not None
    assert len(server.asked) == 1

    clock.advance(seconds=2)
    assert await maze.search("Harbour", language="en")


async def test_wikidatas_lag_is_a_pause_too(
    wikidata: Wikidata, server: CatalogueServer, clock: Clock
) -> None:
    lag = '{"error": {"code": "maxlag", "info": "Waiting for a server", "lag": 9.1}}'
    server.fault = answers(lag, headers={"Retry-After": "5"})
    with pytest.raises(LookupFailed):
        await wikidata.search("Harbour", language="en")
    server.fault = None

    clock.advance(seconds=4)
    with pytest.raises(LookupFailed):
        await wikidata.search("Harbour", language="en")
    clock.advance(seconds=2)
    assert await wikidata.search("Harbour", language="en")


async def test_no_more_is_asked_than_the_terms_allow(
    maze: TvMaze, server: CatalogueServer, clock: Clock
) -> None:
    """TVmaze allows twenty calls in ten seconds."""
    for number in range(40):
        try:
            await maze.search(f"Show {number}", language="en")
        except LookupFailed:
            clock.advance(seconds=0.1)
    assert len(server.asked) < 20

    clock.advance(seconds=10)
    assert await maze.search("Harbour", language="en")


async def test_a_private_address_is_not_asked(server: CatalogueServer, clock: Clock) -> None:
    async with open_session(agent=AGENT, guard=Guard()) as session:
        asker = _asker(server, session, clock)

        with pytest.raises(LookupFailed, match="no public web address"):
            await TvMaze(asker).search("Harbour", language="en")
    assert server.asked == []


async def test_where_there_is_no_network_it_is_tried_ever_more_rarely(
    server: CatalogueServer, clock: Clock
) -> None:
    async with open_session(agent=AGENT, guard=Guard()) as session:
        maze = TvMaze(_asker(server, session, clock))
        waits = []
        for _ in range(9):
            with pytest.raises(LookupFailed):
                await maze.search("Harbour", language="en")
            with pytest.raises(LookupFailed) as failed:
                await maze.search("Harbour", language="en")
            assert failed.value.retry_after is not None
            waits.append(round(failed.value.retry_after.total_seconds() / 60))
            clock.advance(seconds=failed.value.retry_after.total_seconds() + 1)

    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]


def _asker(server: CatalogueServer, session: aiohttp.ClientSession, clock: Clock) -> Asker:
    return Asker(
        service="TVmaze",
        base_url=server.url,
        session=session,
        pace=tvmaze_pace(monotonic=clock.monotonic),
        timeout_s=1,
        now=clock.now,
    )
