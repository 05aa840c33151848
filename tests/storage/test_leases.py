from datetime import datetime, timedelta

from bot.storage import leases
from bot.storage.engine import Storage
from tests.conftest import NOW

LEASE = timedelta(seconds=30)


async def take(storage: Storage, owner: str, *, now: datetime = NOW, name: str = "sender") -> bool:
    """Try to take a role."""
    async with storage.write() as conn:
        return await leases.take(conn, name, owner=owner, now=now, lease=LEASE)


async def test_one_at_a_time_has_a_role(storage: Storage) -> None:
    """Discord counts fifty requests a second for the whole bot."""
    assert await take(storage, "a")
    assert not await take(storage, "b")
    assert await take(storage, "b", name="another role")


async def test_the_one_who_has_it_may_keep_it(storage: Storage) -> None:
    assert await take(storage, "a")
    assert await take(storage, "a", now=NOW + LEASE / 2)

    assert not await take(storage, "b", now=NOW + LEASE)
    assert await take(storage, "b", now=NOW + LEASE * 3 / 2)


async def test_a_role_given_back_is_free_at_once(storage: Storage) -> None:
    await take(storage, "a")
    async with storage.write() as conn:
        await leases.give_back(conn, "sender", owner="b")
    assert not await take(storage, "b")
    async with storage.write() as conn:
        await leases.give_back(conn, "sender", owner="a")
    assert await take(storage, "b")
