"""Shows that the news brings are completed once."""

from itertools import pairwise

import pytest

from bot.errors import StorageError
from bot.lookup.enrich import Enricher
from bot.lookup.lookup import Lookup
from bot.model import Show, ShowId
from bot.shows.match import ShowIndex
from bot.storage import shows
from bot.storage.engine import Storage
from tests.lookup.fixtures import Clock
from tests.lookup.server import CatalogueServer, answers

OTHER = Show(
    id=ShowId("moon-port-2001"), title="Moon Port", names=("Moon Port", "月光港"), known=True
)


@pytest.fixture
def index() -> ShowIndex:
    return ShowIndex([OTHER])


@pytest.fixture
def enricher(storage: Storage, lookup: Lookup, index: ShowIndex, clock: Clock) -> Enricher:
    return Enricher(storage=storage, lookup=lookup, shows=index, now=clock.now)


async def met(storage: Storage, index: ShowIndex, *titles: str) -> list[Show]:
    """Let the news bring shows."""
    new = [index.resolve(title).show for title in titles]
    async with storage.write() as conn:
        await shows.ensure(conn, new)
    for show in new:
        index.add(show)
    return new


async def stored(storage: Storage, show: Show) -> Show:
    async with storage.read() as conn:
        return (await shows.get(conn, [show.id]))[show.id]


async def test_a_new_show_gets_names_and_facts(
    enricher: Enricher, storage: Storage, index: ShowIndex
) -> None:
    [lane] = await met(storage, index, "Harbour Lane")

    await enricher.step()

    full = await stored(storage, lane)
    assert full.title == "Harbour Lane"
    assert {"달빛 항구", "Harbor Lane", "달항"} <= set(full.names)
    assert (full.country, full.year, full.network) == ("KR", 2024, "Nine")
    assert index.resolve("달빛 항구 시즌2").show.id == lane.id


async def test_a_name_that_another_show_has_is_left_to_it(
    enricher: Enricher, storage: Storage, index: ShowIndex
) -> None:
    [lane] = await met(storage, index, "Harbour Lane")

    await enricher.step()

    assert "月光港" not in (await stored(storage, lane)).names
    assert index.resolve("月光港").show.id == OTHER.id


async def test_each_show_is_asked_about_once_and_one_at_a_time(
    enricher: Enricher, storage: Storage, index: ShowIndex, server: CatalogueServer
) -> None:
    await met(storage, index, "Harbour Lane", "Nobody Knows It")
    counts = [0]
    for _ in range(4):
        await enricher.step()
        counts.append(len(server.asked))

    first, second, *rest = (b - a for a, b in pairwise(counts))
    assert first > 0
    assert second > 0
    assert rest == [0, 0]


async def test_while_nobody_answers_it_is_tried_again(
    enricher: Enricher, storage: Storage, index: ShowIndex, server: CatalogueServer, clock: Clock
) -> None:
    [lane] = await met(storage, index, "Harbour Lane")
    server.fault = answers("", status=503)
    await enricher.step()
    assert (await stored(storage, lane)).names == ("Harbour Lane",)

    server.fault = None
    clock.advance(minutes=3)
    await enricher.step()
    assert len((await stored(storage, lane)).names) > 1


async def test_a_database_that_is_away_costs_one_step(
    enricher: Enricher, storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise StorageError("the database file is gone")

    monkeypatch.setattr(storage, "read", refuse)

    await enricher.step()
