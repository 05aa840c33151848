import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import HealthCheck, given, settings

from bot.model import Feed, FeedId
from bot.storage import articles, feeds
from bot.storage.engine import Storage
from bot.storage.feeds import FeedState, PollOutcome
from tests.conftest import NOW
from tests.storage import strategies
from tests.storage.conftest import Opener
from tests.storage.examples import article, feed

LEASE = timedelta(minutes=5)
SECOND = timedelta(seconds=1)


def outcome(
    id_: str = "wire", *, next_poll_at: datetime = NOW, error: str | None = None
) -> PollOutcome:
    """Return how a poll ended, with a value everywhere."""
    return PollOutcome(
        feed_id=FeedId(id_),
        at=NOW,
        next_poll_at=next_poll_at,
        etag='W/"1"',
        last_modified="Sun, 22 Nov 2026 09:00:00 GMT",
        failures=0 if error is None else 3,
        error=error,
        moved_to="https://wire.example/new",
        primed=True,
    )


async def synced(storage: Storage, *feeds_: Feed) -> None:
    """Make these the configured feeds."""
    async with storage.write() as conn:
        await feeds.sync(conn, feeds_, now=NOW)


async def claimed(
    storage: Storage, *, now: datetime = NOW, limit: int = 10, owner: str = "a"
) -> list[str]:
    """Claim due feeds in a transaction of its own and return their ids."""
    async with storage.write() as conn:
        due = await feeds.claim_due(conn, now=now, limit=limit, lease=LEASE, owner=owner)
    return [state.feed.id for state in due]


async def stored(storage: Storage) -> dict[str, FeedState]:
    """Return all configured feeds by id."""
    async with storage.read() as conn:
        return {state.feed.id: state for state in await feeds.states(conn)}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(any_feed=strategies.feeds, now=strategies.instants)
async def test_a_feed_read_back_equals_the_one_configured(
    storage: Storage, any_feed: Feed, now: datetime
) -> None:
    async with storage.write() as conn:
        await feeds.sync(conn, [any_feed], now=now)

    state = (await stored(storage))[any_feed.id]
    assert state.feed == any_feed


async def test_a_new_feed_is_due_at_once_and_announces_nothing_yet(storage: Storage) -> None:
    await synced(storage, feed())

    assert await stored(storage) == {"wire": FeedState(feed=feed(), next_poll_at=NOW)}
    assert await claimed(storage) == ["wire"]


async def test_what_a_poll_left_is_there_for_the_next(storage: Storage) -> None:
    await synced(storage, feed())
    async with storage.write() as conn:
        await feeds.save_poll(conn, outcome(next_poll_at=NOW + LEASE))

    assert (await stored(storage))["wire"] == FeedState(
        feed=feed(),
        etag='W/"1"',
        last_modified="Sun, 22 Nov 2026 09:00:00 GMT",
        failures=0,
        primed=True,
        next_poll_at=NOW + LEASE,
        last_ok_at=NOW,
        last_error=None,
        moved_to="https://wire.example/new",
    )


async def test_a_failed_poll_keeps_when_the_last_good_one_was(storage: Storage) -> None:
    await synced(storage, feed())
    async with storage.write() as conn:
        await feeds.save_poll(conn, outcome())
        await feeds.save_poll(conn, replace(outcome(error="HTTP status 500"), at=NOW + LEASE))

    state = (await stored(storage))["wire"]
    assert (state.last_ok_at, state.last_error, state.failures) == (NOW, "HTTP status 500", 3)


async def test_a_feed_is_claimed_once(storage: Storage) -> None:
    await synced(storage, feed("one"), feed("two"))

    assert await claimed(storage, owner="a") == ["one", "two"]
    assert await claimed(storage, owner="b") == []


async def test_the_longest_due_come_first(storage: Storage) -> None:
    await synced(storage, feed("late"), feed("early"), feed("future"))
    async with storage.write() as conn:
        await feeds.save_poll(conn, outcome("late", next_poll_at=NOW - SECOND))
        await feeds.save_poll(conn, outcome("early", next_poll_at=NOW - 2 * SECOND))
        await feeds.save_poll(conn, outcome("future", next_poll_at=NOW + SECOND))

    assert await claimed(storage, limit=1) == ["early"]
    assert await claimed(storage, limit=5) == ["late"]


async def test_a_claim_holds_no_longer_than_its_lease(storage: Storage) -> None:
    """The one who claimed it may have died."""
    await synced(storage, feed())
    await claimed(storage)

    assert await claimed(storage, now=NOW + LEASE - SECOND) == []
    assert await claimed(storage, now=NOW + LEASE) == ["wire"]


async def test_the_end_of_a_poll_ends_the_claim(storage: Storage) -> None:
    await synced(storage, feed())
    await claimed(storage)
    async with storage.write() as conn:
        await feeds.save_poll(conn, outcome(next_poll_at=NOW))

    assert await claimed(storage) == ["wire"]


async def test_workers_share_without_taking_the_same(
    storage: Storage, storage_url: str, opened: Opener
) -> None:
    await synced(storage, *(feed(f"feed {number:02}") for number in range(40)))
    workers = [await opened(storage_url, instance=f"w{number}") for number in range(4)]

    async def work(worker: Storage) -> list[str]:
        mine: list[str] = []
        for _ in range(5):
            mine += await claimed(worker, limit=3, owner=worker.instance)
        return mine

    taken = [id_ for part in await asyncio.gather(*map(work, workers)) for id_ in part]
    assert len(taken) == len(set(taken)) > 12


async def test_a_stopped_owner_gives_its_feeds_back(storage: Storage) -> None:
    await synced(storage, feed("one"), feed("two"))
    await claimed(storage, limit=1, owner="stopped")
    await claimed(storage, limit=1, owner="running")
    async with storage.write() as conn:
        await feeds.release(conn, owner="stopped")

    assert await claimed(storage) == ["one"]


async def test_a_feed_that_left_the_configuration_rests_and_remembers(storage: Storage) -> None:
    """It may come back, and what it told before must not come again."""
    await synced(storage, feed())
    async with storage.write() as conn:
        await feeds.save_poll(conn, outcome())
        await articles.add(conn, [article("a1")], now=NOW)
    before = (await stored(storage))["wire"]
    await synced(storage)

    assert await stored(storage) == {}
    assert await claimed(storage, now=NOW + LEASE) == []

    await synced(storage, feed())
    async with storage.read() as conn:
        assert await articles.unseen(conn, FeedId("wire"), [article("a1").id]) == set()
    assert (await stored(storage))["wire"] == before


async def test_a_changed_name_changes_nothing_else(storage: Storage) -> None:
    await synced(storage, feed())
    async with storage.write() as conn:
        await feeds.save_poll(conn, outcome(next_poll_at=NOW + LEASE))
    renamed = replace(feed(), publisher="The Wire Daily", language=None)
    await synced(storage, renamed)

    state = (await stored(storage))["wire"]
    assert state.feed == renamed
    assert (state.etag, state.primed, state.next_poll_at) == ('W/"1"', True, NOW + LEASE)


async def test_a_changed_address_begins_anew(storage: Storage) -> None:
    """The old validator would be answered "not modified" or not understood."""
    await synced(storage, feed())
    async with storage.write() as conn:
        await feeds.save_poll(conn, outcome(next_poll_at=NOW + LEASE))
    moved = feed(url="https://other.example/feed")
    await synced(storage, moved)

    assert (await stored(storage))["wire"] == FeedState(feed=moved, next_poll_at=NOW)


async def test_more_feeds_than_a_statement_takes_are_synced(storage: Storage) -> None:
    many = [feed(f"feed {number:04}") for number in range(1_200)]
    await synced(storage, *many)
    assert len(await claimed(storage, limit=5_000)) == 1_200
    await synced(storage, many[0])

    assert list(await stored(storage)) == ["feed 0000"]
