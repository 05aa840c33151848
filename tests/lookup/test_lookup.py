"""The look-up: both services as one answer, kept for a while."""

import pytest
from aiohttp import web

from bot.config import FeedSettings, LookupSettings
from bot.lookup.found import Found, Ref, ServiceName, State, from_json, joined, read_refs, to_json
from bot.lookup.lookup import Lookup, is_same
from bot.lookup.opening import open_lookup
from bot.model import Show, ShowId
from bot.shows.match import ShowIndex
from bot.storage.engine import Storage
from tests.lookup.fixtures import Clock
from tests.lookup.server import CatalogueServer, answers, maze_show

MAZE, WIKI = ServiceName.TVMAZE, ServiceName.WIKIDATA


def ref(text: str) -> Ref:
    return read_refs(text)[0]


def found(refs: str, *names: str, country: str | None = None, year: int | None = None) -> Found:
    return Found(refs=read_refs(refs), title=names[0], names=names, country=country, year=year)


def ours(title: str, *, country: str | None = None, year: int | None = None) -> Show:
    return Show(id=ShowId(f"new-{title}"), title=title, names=(title,), country=country, year=year)


async def test_two_services_tell_of_one_show_together(lookup: Lookup) -> None:
    lane, lights = await lookup.search("Harbour Lane")

    assert lane.key == "wikidata:Q101+tvmaze:11"
    assert {"Harbour Lane", "달빛 항구", "月光港"} <= set(lane.names)
    assert (lane.network, lane.state, lane.country) == ("Nine", State.RUNNING, "KR")
    assert lights.key == "tvmaze:12"


async def test_who_has_the_very_name_comes_first(lookup: Lookup, server: CatalogueServer) -> None:
    server.entities = []

    assert [show.title for show in await lookup.search("harbour lights")] == [
        "Harbour Lights",
        "Harbour Lane",
    ]


async def test_nobody_is_asked_twice_in_a_while(
    lookup: Lookup, server: CatalogueServer, clock: Clock
) -> None:
    first = await lookup.search("Harbour Lane")
    asked = len(server.asked)
    clock.advance(days=29)

    assert await lookup.search("  HARBOUR lane ") == first
    assert len(server.asked) == asked

    clock.advance(days=2)
    assert await lookup.search("Harbour Lane") == first
    assert len(server.asked) == 2 * asked


async def test_that_nobody_knows_a_show_is_kept_for_less_long(
    lookup: Lookup, server: CatalogueServer, clock: Clock
) -> None:
    assert await lookup.search("Nobody Knows It") == []
    asked = len(server.asked)
    assert await lookup.search("Nobody Knows It") == []
    assert len(server.asked) == asked

    clock.advance(hours=25)
    await lookup.search("Nobody Knows It")
    assert len(server.asked) == 2 * asked


async def test_what_failed_is_not_kept(
    lookup: Lookup, server: CatalogueServer, clock: Clock
) -> None:
    server.fault = answers("", status=500)
    assert await lookup.search("Harbour Lane") == []
    server.fault = None
    clock.advance(minutes=2)

    assert len(await lookup.search("Harbour Lane")) == 2


async def test_who_is_left_alone_is_not_told_of_again(
    lookup: Lookup, server: CatalogueServer, caplog: pytest.LogCaptureFixture
) -> None:
    """A bot without a network would fill its log."""
    server.fault = answers("", status=500)
    caplog.set_level("INFO")
    for name in ("Harbour Lane", "Harbour Lights", "Kelp"):
        await lookup.search(name)

    assert [record.msg for record in caplog.records] == ["look-up failed"] * 2


async def test_one_service_that_fails_costs_only_its_part(
    lookup: Lookup, server: CatalogueServer
) -> None:
    async def only_maze(request: web.Request) -> web.StreamResponse:
        if request.path == "/w/api.php":
            raise web.HTTPServiceUnavailable
        return web.json_response([{"score": 1, "show": maze_show(11, "Harbour Lane")}])

    server.fault = only_maze

    [lane] = await lookup.search("Harbour Lane")
    assert lane.key == "tvmaze:11"


async def test_a_show_is_told_with_all_its_names(lookup: Lookup) -> None:
    show = await lookup.show(read_refs("wikidata:Q101+tvmaze:11"))

    assert show is not None
    assert {"Harbor Lane", "달항", "月光港"} <= set(show.names)
    assert await lookup.show(()) is None


async def test_what_others_know_of_a_show_of_ours_is_asked_once(
    lookup: Lookup, server: CatalogueServer
) -> None:
    show = ours("Harbour Lane", country="KR")
    known = await lookup.about(show)
    asked = len(server.asked)

    assert known is not None
    assert known.image is not None
    assert {"Harbor Lane", "月光港"} <= set(known.names)
    assert await lookup.about(show) == known
    assert len(server.asked) == asked


@pytest.mark.parametrize(
    "show",
    [
        ours("Harbour"),
        ours("Harbour Lane", country="JP"),
        ours("Harbour Lane", year=2011),
        ours("Somewhere Else"),
    ],
)
async def test_what_may_be_another_show_is_not_taken(lookup: Lookup, show: Show) -> None:
    assert await lookup.about(show) is None


async def test_a_show_of_todays_news_is_none_that_ended_long_ago(lookup: Lookup) -> None:
    assert await lookup.about(ours("Harbour Lights")) is None
    assert await lookup.about(ours("Harbour  Lights", year=1998)) is not None


async def test_of_two_namesakes_neither_is_taken(lookup: Lookup, server: CatalogueServer) -> None:
    server.shows.append(maze_show(16, "Harbour Lane", country="AU", premiered="2025-01-01"))

    assert await lookup.about(ours("Harbour Lane")) is None
    taken = await lookup.about(ours("Harbour Lane", country="AU"))
    assert taken is None or taken.country == "AU"


async def test_that_nobody_answered_is_not_taken_for_an_answer(
    lookup: Lookup, server: CatalogueServer, clock: Clock
) -> None:
    show = ours("Harbour Lane")
    server.fault = answers("", status=500)
    assert await lookup.about(show) is None
    server.fault = None
    clock.advance(minutes=2)

    assert await lookup.about(show) is not None


async def test_what_has_been_kept_for_long_enough_is_forgotten(
    lookup: Lookup, server: CatalogueServer, clock: Clock
) -> None:
    await lookup.search("Harbour Lane")
    asked = len(server.asked)
    await lookup.tidy()
    await lookup.search("Harbour Lane")
    assert len(server.asked) == asked

    clock.advance(days=31)
    await lookup.tidy()
    clock.advance(days=-31)
    await lookup.search("Harbour Lane")
    assert len(server.asked) == 2 * asked


async def test_the_settings_say_whether_and_whom_to_ask(
    server: CatalogueServer, storage: Storage, clock: Clock
) -> None:
    feeds = FeedSettings(contact="desk@outlet.example", allow_addresses=(server.address,))
    on = LookupSettings(wikidata_url=server.url, tvmaze_url=f"{server.url}/")
    off = LookupSettings(enabled=False)

    async with open_lookup(off, feeds=feeds, storage=storage, now=clock.now) as nobody:
        assert nobody is None
    async with open_lookup(on, feeds=feeds, storage=storage, now=clock.now) as lookup:
        assert lookup is not None
        assert len(await lookup.search("Harbour Lane")) == 2
    assert all("desk@outlet.example" in agent for agent in server.agents)


def test_what_is_told_of_one_show_is_put_together() -> None:
    wiki = found("wikidata:Q1", "Undertow", "언더토우", country="KR", year=2016)
    maze = found("tvmaze:1", "Undertow", year=2017)
    remake = found("tvmaze:2", "Undertow", country="JP", year=2018)

    assert [show.key for show in joined([wiki, remake, maze])] == [
        "wikidata:Q1+tvmaze:1",
        "tvmaze:2",
    ]


def test_a_number_elsewhere_counts_more_than_a_name() -> None:
    wiki = Found(
        refs=read_refs("wikidata:Q1"),
        title="Undertow",
        names=("Undertow",),
        elsewhere=(ref("tvmaze:2"),),
    )
    same_name = found("tvmaze:1", "Undertow")
    same_show = found("tvmaze:2", "The Tow Under")

    assert [show.key for show in joined([wiki, same_name, same_show])] == [
        "wikidata:Q1+tvmaze:2",
        "tvmaze:1",
    ]


def test_a_found_show_has_the_id_that_the_news_would_give_it() -> None:
    show = found("tvmaze:1", "Salt Orchard", "소금 과수원", country="KR", year=2026).as_show()

    assert show.id == ShowIndex().resolve("Salt Orchard").show.id
    assert show.names == ("Salt Orchard", "소금 과수원")
    assert (show.country, show.year, show.known) == ("KR", 2026, False)


def test_what_is_kept_comes_back_as_it_was() -> None:
    full = Found(
        refs=read_refs("wikidata:Q1+tvmaze:2"),
        title="A",
        names=("A", "가"),
        country="KR",
        year=2020,
        network="Nine",
        state=State.ENDED,
        image="https://x.example/a.jpg",
        elsewhere=(ref("tvmaze:2"),),
    )

    assert from_json(to_json(full)) == full
    assert from_json(to_json(found("tvmaze:1", "B"))) == found("tvmaze:1", "B")


@pytest.mark.parametrize(
    ("text", "count"),
    [("tvmaze:1", 1), ("wikidata:Q1+tvmaze:2", 2), ("imdb:1", 0), ("tvmaze:x", 0), ("", 0)],
)
def test_a_reference_is_read_or_is_none(text: str, count: int) -> None:
    assert len(read_refs(text)) == count


def test_another_spelling_of_a_name_is_the_same_show() -> None:
    assert is_same(ours("harbour-lane"), found("tvmaze:1", "The Harbour Lane"))
    assert not is_same(ours("Harbour"), found("tvmaze:1", "The Harbour Lane"))
