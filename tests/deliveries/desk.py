"""Stories in a database, owed to channels, and an outbox over it."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.deliveries.outbox import Outbox
from bot.deliveries.ports import Sender
from bot.deliveries.route import route
from bot.errors import StorageError
from bot.locales.messages import load_messages
from bot.model import ChannelId, Delivery, DeliveryState, Story
from bot.storage import deliveries, guilds, stories, subscriptions
from bot.storage.engine import Storage
from tests.deliveries.examples import CHANNEL, GUILD, subscription
from tests.deliveries.fakes import FakeClock

MESSAGES = load_messages()


@dataclass(frozen=True)
class Change:
    """What an article did to a story."""

    story: Story
    effect: str = "born"
    before: Story | None = None
    what: str = ""


async def tell(
    storage: Storage,
    clock: FakeClock,
    *changes: Change,
    channels: Sequence[ChannelId] = (CHANNEL,),
    locale: str = "en-US",
) -> None:
    """Store changes and what they owe to channels that follow the show, as a poll does."""
    wishes = [subscription(channel_id=channel) for channel in channels]
    now = clock()
    async with storage.write() as conn:
        await guilds.seen(conn, GUILD, locale=locale, now=now)
        for wish in wishes:
            await subscriptions.put(conn, wish)
        await stories.save(conn, [(one.story, one.effect, "") for one in changes], now=now)
        routing = route(
            changes,
            subscriptions=wishes,
            announce=True,
            now=now,
            young_since=now - timedelta(days=2),
        )
        await deliveries.owe(conn, routing.owed)
        await deliveries.answer(conn, routing.answers)
        await deliveries.touch(
            conn, routing.touched, now=now, not_older_than=now - timedelta(days=7)
        )


def outbox(storage: Storage, sender: Sender, clock: FakeClock, **options: Any) -> Outbox:  # noqa: ANN401
    """Return an outbox on a test's clock, without jitter and hardly waiting for anything."""
    given: dict[str, Any] = {
        "jitter": lambda: 0.0,
        "idle_s": 0.01,
        "after_trouble_s": 0.01,
        "grace_s": 0.05,
    }
    return Outbox(storage=storage, sender=sender, messages=MESSAGES, now=clock, **given | options)


async def rows(storage: Storage) -> list[Delivery]:
    """Return all deliveries, by channel."""
    async with storage.read() as conn:
        ids = (await conn.exec_driver_sql("SELECT id FROM deliveries")).scalars().all()
        found = await deliveries.get(conn, ids)
    return sorted(found.values(), key=lambda one: (one.channel_id, one.id))


async def states(storage: Storage) -> list[DeliveryState]:
    """Return the states of all deliveries, by channel."""
    return [row.state for row in await rows(storage)]


class WatchedStorage(Storage):
    """A storage that tells before and after each step, so that a test can break it there."""

    def __init__(self, inner: Storage, step: Callable[[str], None]) -> None:
        self.inner = inner
        self.instance = inner.instance
        self.step = step

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """Open a transaction; what breaks before its commit undoes it."""
        self.step("write")
        async with self.inner.write() as conn:
            yield conn
            self.step("commit")
        self.step("committed")

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """Open a view."""
        self.step("read")
        async with self.inner.read() as conn:
            yield conn


@dataclass
class Trouble:
    """Makes the database fail while it is on."""

    on: bool = False
    at: str = "write"

    def __call__(self, step: str) -> None:
        if self.on and step == self.at:
            raise StorageError("the database is away")
