from datetime import timedelta

from bot.storage import lookups
from bot.storage.engine import Storage
from tests.conftest import NOW

DAY = timedelta(days=1)


async def kept(storage: Storage, question: str, *, after: timedelta) -> dict[str, object]:
    async with storage.read() as conn:
        return await lookups.kept(conn, question, services=["maze", "wiki"], now=NOW + after)


async def test_an_answer_is_kept_until_its_time_and_an_empty_one_is_one(storage: Storage) -> None:
    async with storage.write() as conn:
        await lookups.keep(conn, "kelp", service="maze", answer=[{"a": "가"}], until=NOW + 2 * DAY)
        await lookups.keep(conn, "kelp", service="wiki", answer=[], until=NOW + DAY)

    assert await kept(storage, "kelp", after=DAY / 2) == {"maze": [{"a": "가"}], "wiki": []}
    assert await kept(storage, "kelp", after=DAY) == {"maze": [{"a": "가"}]}
    assert await kept(storage, "moss", after=DAY / 2) == {}


async def test_a_newer_answer_takes_the_place_of_the_old(storage: Storage) -> None:
    async with storage.write() as conn:
        for answer in ([1], [2]):
            await lookups.keep(conn, "kelp", service="maze", answer=answer, until=NOW + DAY)

    assert await kept(storage, "kelp", after=DAY / 2) == {"maze": [2]}


async def test_what_does_not_hold_any_more_is_forgotten(storage: Storage) -> None:
    async with storage.write() as conn:
        await lookups.keep(conn, "kelp", service="maze", answer=[1], until=NOW + DAY)
        await lookups.keep(conn, "moss", service="maze", answer=[2], until=NOW + 2 * DAY)
        await lookups.expire(conn, now=NOW + DAY)

    assert await kept(storage, "kelp", after=-DAY) == {}
    assert await kept(storage, "moss", after=DAY) == {"maze": [2]}
