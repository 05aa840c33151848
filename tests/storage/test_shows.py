from dataclasses import replace

from hypothesis import HealthCheck, given, settings

from bot.model import Show, ShowId
from bot.storage import shows
from bot.storage.engine import Storage
from tests.storage import strategies

KELP = Show(id=ShowId("new-kelp"), title="Kelp", names=("Kelp", "켈프"), country="KR")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(any_show=strategies.shows)
async def test_a_show_read_back_equals_the_one_saved(storage: Storage, any_show: Show) -> None:
    async with storage.write() as conn:
        await shows.ensure(conn, [any_show])
        found = await shows.get(conn, [any_show.id])
        await conn.rollback()

    assert found == {any_show.id: any_show}


async def test_a_show_met_again_learns_and_forgets_nothing(storage: Storage) -> None:
    """Two workers may each know another name of it."""
    again = replace(KELP, title="KELP", names=("KELP", "Kelp"), country=None, year=2024)
    async with storage.write() as conn:
        await shows.ensure(conn, [KELP])
        await shows.ensure(conn, [again])
        found = await shows.get(conn, [KELP.id])

    assert found[KELP.id] == replace(KELP, names=("Kelp", "켈프", "KELP"), year=2024)


async def test_a_show_twice_in_a_batch_is_one(storage: Storage) -> None:
    async with storage.write() as conn:
        await shows.ensure(conn, [KELP, replace(KELP, names=("Kelp", "Sea Kelp"))])
        found = await shows.get(conn, [KELP.id])

    assert found[KELP.id].names == ("Kelp", "켈프", "Sea Kelp")


async def test_all_shows_are_those_that_the_catalogue_lacks(storage: Storage) -> None:
    reef = replace(KELP, id=ShowId("reef-2020"), known=True)
    async with storage.write() as conn:
        await shows.ensure(conn, [KELP, reef])

        assert await shows.all_shows(conn) == [KELP]


async def test_a_show_that_was_never_stored_is_not_found(storage: Storage) -> None:
    async with storage.read() as conn:
        assert await shows.get(conn, [ShowId("nobody")]) == {}


async def test_a_show_that_someone_typed_takes_the_name_that_outlets_use(storage: Storage) -> None:
    typed = replace(KELP, title="kelp!!", names=())
    async with storage.write() as conn:
        await shows.ensure(conn, [typed])
        await shows.ensure(conn, [KELP])
        found = await shows.get(conn, [KELP.id])

    assert found[KELP.id] == KELP
