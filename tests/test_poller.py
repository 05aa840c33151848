"""Which feeds are polled, and that one of them cannot stop the others."""

import asyncio
from datetime import datetime

import pytest

from bot.model import Feed, FeedId, Tier
from bot.poller import Poller
from bot.storage import feeds as feed_rows
from bot.storage.engine import Storage
from bot.storage.feeds import FeedState
from tests.conftest import NOW


def feed(name: str) -> Feed:
    return Feed(
        id=FeedId(name),
        url=f"https://{name}.example/feed",
        publisher=name,
        language="en",
        tier=Tier.PRESS,
        timezone="UTC",
    )


async def with_feeds(storage: Storage, *names: str) -> None:
    async with storage.write() as conn:
        await feed_rows.sync(conn, [feed(name) for name in names], now=NOW)


class Polls:
    """Notes what was polled; waits until it may go on; breaks where it is told to."""

    def __init__(self, *, breaking: str = "") -> None:
        self.polled: list[str] = []
        self.may_end = asyncio.Event()
        self._breaking = breaking

    async def __call__(self, state: FeedState) -> None:
        self.polled.append(state.feed.id)
        if state.feed.id == self._breaking:
            raise RuntimeError("a bug")
        await self.may_end.wait()


def poller(storage: Storage, poll: Polls, *, concurrency: int = 10) -> Poller:
    def now() -> datetime:
        return NOW

    return Poller(storage=storage, poll=poll, owner="test", concurrency=concurrency, now=now)


async def test_every_due_feed_is_polled_once(storage: Storage) -> None:
    """What is being polled is claimed: the next tick finds nothing."""
    await with_feeds(storage, "a", "b", "c")
    polls = Polls()
    subject = poller(storage, polls)

    started = [await subject.tick(), await subject.tick()]
    polls.may_end.set()
    await subject.drain()

    assert started == [3, 0]
    assert sorted(polls.polled) == ["a", "b", "c"]


async def test_no_more_run_at_once_than_allowed(storage: Storage) -> None:
    await with_feeds(storage, "a", "b", "c")
    polls = Polls()
    subject = poller(storage, polls, concurrency=2)

    started = [await subject.tick(), await subject.tick()]
    polls.may_end.set()
    await subject.drain()
    started.append(await subject.tick())
    await subject.drain()

    assert started == [2, 0, 1]


async def test_a_poll_that_breaks_is_logged_and_the_others_go_on(
    storage: Storage, caplog: pytest.LogCaptureFixture
) -> None:
    await with_feeds(storage, "a", "b")
    polls = Polls(breaking="a")
    polls.may_end.set()
    subject = poller(storage, polls)

    await subject.tick()
    await subject.drain()

    assert sorted(polls.polled) == ["a", "b"]
    assert "poll broke" in caplog.text


async def test_a_database_that_fails_costs_one_tick(
    storage: Storage, caplog: pytest.LogCaptureFixture
) -> None:
    async with storage.write() as conn:
        await conn.exec_driver_sql("ALTER TABLE feeds RENAME TO elsewhere")
    try:
        started = await poller(storage, Polls()).tick()
    finally:
        async with storage.write() as conn:
            await conn.exec_driver_sql("ALTER TABLE elsewhere RENAME TO feeds")

    assert started == 0
    assert "feeds not claimed" in caplog.text
