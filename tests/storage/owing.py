"""Deliveries that are owed, claimed, sent and touched, each in a transaction of its own."""

from datetime import datetime, timedelta

from bot.model import (
    Delivery,
    DeliveryId,
    MessageId,
    StoryId,
)
from bot.storage import deliveries, stories
from bot.storage.engine import Storage
from tests.conftest import NOW
from tests.storage.examples import story

LEASE = timedelta(minutes=2)
SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)
ALWAYS = NOW - 1000 * HOUR
MESSAGE = MessageId(900)


async def owed(storage: Storage, *rows: Delivery) -> None:
    """Store the stories s1, s2 and s3, the first the oldest, and owe these deliveries."""
    async with storage.write() as conn:
        told = [story(f"s{n}", at=NOW - HOUR + n * SECOND) for n in (1, 2, 3)]
        await stories.save(conn, [(one, "born", "") for one in told], now=NOW)
        await deliveries.owe(conn, rows)


async def claimed(
    storage: Storage, *, now: datetime = NOW, limit: int = 10, owner: str = "a"
) -> list[Delivery]:
    """Claim in a transaction of its own."""
    async with storage.write() as conn:
        return await deliveries.claim(conn, now=now, limit=limit, lease=LEASE, owner=owner)


async def claimed_ids(storage: Storage, *, now: datetime = NOW, limit: int = 10) -> list[str]:
    """Claim in a transaction of its own and return the ids."""
    return [one.id for one in await claimed(storage, now=now, limit=limit)]


async def sent(storage: Storage, *rows: Delivery, now: datetime = NOW) -> None:
    """Tell that Discord took these, each with a message of its own."""
    async with storage.write() as conn:
        for number, row in enumerate(rows):
            await deliveries.sent(
                conn,
                row,
                message_id=MessageId(MESSAGE + number),
                revision=row.owed_revision,
                now=now,
            )


async def touched(storage: Storage, *ids: str, not_older_than: datetime = ALWAYS) -> None:
    """Tell that these stories have changed."""
    async with storage.write() as conn:
        await deliveries.touch(
            conn, [StoryId(id_) for id_ in ids], now=NOW + HOUR, not_older_than=not_older_than
        )


async def stored(storage: Storage, id_: str = "s1-11") -> Delivery:
    """Return one delivery as it stands."""
    async with storage.read() as conn:
        return (await deliveries.get(conn, [DeliveryId(id_)]))[DeliveryId(id_)]
