"""What is owed is claimed by one sender, and each try ends in one way."""

import asyncio
from collections import Counter
from dataclasses import replace
from typing import Protocol

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import (
    ChannelId,
    Delivery,
    DeliveryId,
    DeliveryState,
    GuildId,
    StoryId,
)
from bot.storage import deliveries, guilds, stories
from bot.storage.engine import Storage
from tests.conftest import NOW
from tests.storage import strategies
from tests.storage.conftest import Opener, on_postgres
from tests.storage.examples import delivery, story
from tests.storage.owing import (
    ALWAYS,
    HOUR,
    LEASE,
    MESSAGE,
    SECOND,
    claimed,
    claimed_ids,
    owed,
    sent,
    stored,
)


class Ending(Protocol):
    """A way to end a try for good."""

    async def __call__(self, conn: AsyncConnection, delivery: Delivery, *, error: str) -> None:
        """End it."""
        ...


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(any_one=strategies.deliveries)
async def test_a_delivery_read_back_equals_the_one_saved(
    storage: Storage, any_one: Delivery
) -> None:
    async with storage.write() as conn:
        await stories.save(conn, [(story("any"), "born", "")], now=NOW)
        await deliveries.owe(conn, [any_one])

        assert await deliveries.get(conn, [any_one.id]) == {any_one.id: any_one}
        await conn.rollback()


class TestOwing:
    """What enters the outbox."""

    async def test_a_story_is_owed_to_a_channel_once(self, storage: Storage) -> None:
        """A second row, even with another id, would be a second message."""
        await owed(storage, delivery("s1", 11))
        again = replace(delivery("s1", 11), id=DeliveryId("other"), nonce="other")
        await owed(storage, again, delivery("s1", 11), delivery("s1", 12))

        assert await claimed_ids(storage) == ["s1-11", "s1-12"]

    async def test_what_a_paused_channel_is_owed_waits(self, storage: Storage) -> None:
        async with storage.write() as conn:
            await guilds.pause_channel(
                conn, guild_id=GuildId(1), channel_id=ChannelId(11), reason="", now=NOW
            )
        await owed(storage, delivery("s1", 11))

        assert (await stored(storage)).state is DeliveryState.PAUSED

    async def test_what_a_guild_is_owed_that_was_left_waits(self, storage: Storage) -> None:
        async with storage.write() as conn:
            await guilds.seen(conn, GuildId(1), locale="ko", now=NOW)
            await guilds.left(conn, GuildId(1), now=NOW)
        await owed(storage, delivery("s1", 11))

        assert (await stored(storage)).state is DeliveryState.PAUSED

    async def test_nothing_is_owed(self, storage: Storage) -> None:
        await owed(storage)

        assert await claimed(storage) == []


class TestClaiming:
    """Who sends what, and when."""

    async def test_a_claim_counts_the_attempt_and_the_first_time(self, storage: Storage) -> None:
        await owed(storage, delivery())

        first = replace(delivery(), attempts=1, first_tried_at=NOW)
        assert await claimed(storage) == [first]
        assert await stored(storage) == first
        assert await claimed(storage, now=NOW + LEASE) == [replace(first, attempts=2)]

    async def test_a_claim_holds_no_longer_than_its_lease(self, storage: Storage) -> None:
        """The worker may have been killed between the request and its answer."""
        await owed(storage, delivery())
        await claimed(storage)

        assert await claimed(storage, now=NOW + LEASE - SECOND, owner="b") == []
        assert len(await claimed(storage, now=NOW + LEASE, owner="b")) == 1

    async def test_the_oldest_story_goes_first(self, storage: Storage) -> None:
        await owed(storage, delivery("s3", 13), delivery("s1", 14), delivery("s2", 12))

        assert await claimed_ids(storage, limit=2) == ["s1-14", "s2-12"]
        assert await claimed_ids(storage) == ["s3-13"]

    async def test_a_channel_gets_one_message_at_a_time_in_order(self, storage: Storage) -> None:
        """Two requests at once may arrive in any order."""
        await owed(storage, delivery("s2", 11), delivery("s1", 11), delivery("s3", 12))

        first, other = await claimed(storage)
        assert (first.id, other.id) == ("s1-11", "s3-12")
        assert await claimed(storage) == []

        await sent(storage, first)
        assert await claimed_ids(storage) == ["s2-11"]

    async def test_a_message_that_must_wait_lets_the_next_of_its_channel_pass(
        self, storage: Storage
    ) -> None:
        """News that Discord refused for the moment is not worth holding up all later news."""
        await owed(storage, delivery("s1", 11, due=NOW + HOUR), delivery("s2", 11))

        assert await claimed_ids(storage) == ["s2-11"]

    async def test_nothing_is_claimed_before_its_time(self, storage: Storage) -> None:
        await owed(storage, delivery(due=NOW + SECOND))

        assert await claimed(storage) == []
        assert len(await claimed(storage, now=NOW + SECOND)) == 1

    async def test_a_paused_channel_is_left_alone_even_if_a_row_says_owed(
        self, storage: Storage
    ) -> None:
        """On PostgreSQL the pause may come between another transaction's look and its insert."""
        await owed(storage, delivery("s1", 11), delivery("s1", 21, guild_id=2))
        async with storage.write() as conn:
            await guilds.pause_channel(
                conn, guild_id=GuildId(1), channel_id=ChannelId(11), reason="", now=NOW
            )
            await guilds.left(conn, GuildId(2), now=NOW)
            await conn.execute(text("UPDATE deliveries SET state = 'owed'"))

        assert await claimed(storage) == []
        async with storage.read() as conn:
            assert await deliveries.next_due(conn) is None

    async def test_a_stopped_owner_gives_back_what_it_had(self, storage: Storage) -> None:
        await owed(storage, delivery("s1", 11), delivery("s1", 12))
        await claimed(storage, limit=1, owner="stopped")
        await claimed(storage, limit=1, owner="running")
        async with storage.write() as conn:
            await deliveries.release(conn, owner="stopped")

        (again,) = await claimed(storage, now=NOW + SECOND)
        assert (again.id, again.attempts, again.first_tried_at) == ("s1-11", 2, NOW)

    async def test_workers_share_without_taking_the_same(
        self, storage: Storage, storage_url: str, opened: Opener
    ) -> None:
        """Four at once: each row is claimed once, and no channel twice."""
        rows = [delivery(f"s{n % 3 + 1}", 100 + n // 3) for n in range(90)]
        await owed(storage, *rows)
        workers = [await opened(storage_url, instance=f"w{n}") for n in range(4)]

        async def work(worker: Storage) -> list[Delivery]:
            mine: list[Delivery] = []
            for _ in range(5):
                mine += await claimed(worker, limit=3, owner=worker.instance)
            return mine

        taken = [one for part in await asyncio.gather(*map(work, workers)) for one in part]
        assert len(taken) == 30
        assert max(Counter(one.id for one in taken).values()) == 1
        assert max(Counter(one.channel_id for one in taken).values()) == 1
        assert {one.story_id for one in taken} == {"s1"}

    @on_postgres
    async def test_a_row_that_another_transaction_changes_is_passed_over(
        self, storage: Storage
    ) -> None:
        """A feed's long transaction must not hold up what other channels are owed."""
        await owed(storage, delivery("s1", 11), delivery("s2", 12))
        async with storage.write() as conn:
            await deliveries.touch(conn, [StoryId("s1")], now=NOW, not_older_than=ALWAYS)

            assert await claimed_ids(storage) == ["s2-12"]
        assert await claimed_ids(storage) == ["s1-11"]


class TestEndingATry:
    """How a try may end."""

    async def test_what_discord_took_is_sent(self, storage: Storage) -> None:
        await owed(storage, delivery())
        (row,) = await claimed(storage)
        await sent(storage, row)

        assert await stored(storage) == replace(
            row,
            state=DeliveryState.SENT,
            sent_revision=1,
            message_id=MESSAGE,
            sent_at=NOW,
            attempts=0,
            next_try_at=NOW,
        )
        assert await claimed(storage, now=NOW + HOUR) == []

    async def test_a_failed_try_comes_again_at_its_time(self, storage: Storage) -> None:
        await owed(storage, delivery())
        (row,) = await claimed(storage)
        async with storage.write() as conn:
            await deliveries.retry(conn, row, at=NOW + HOUR, error="HTTP status 503")

        assert await stored(storage) == replace(
            row, next_try_at=NOW + HOUR, last_error="HTTP status 503"
        )
        assert await claimed(storage, now=NOW + HOUR - SECOND) == []
        (again,) = await claimed(storage, now=NOW + HOUR)
        assert again.attempts == 2

    async def test_success_forgets_the_failures(self, storage: Storage) -> None:
        await owed(storage, delivery())
        (row,) = await claimed(storage)
        async with storage.write() as conn:
            await deliveries.retry(conn, row, at=NOW, error="HTTP status 503")
        (row,) = await claimed(storage)
        await sent(storage, row)

        now = await stored(storage)
        assert (now.attempts, now.last_error) == (0, None)

    @pytest.mark.parametrize("end", [deliveries.pause, deliveries.drop])
    async def test_what_was_paused_or_dropped_is_not_tried_again(
        self, storage: Storage, end: Ending
    ) -> None:
        await owed(storage, delivery())
        (row,) = await claimed(storage)
        async with storage.write() as conn:
            await end(conn, row, error="no")

        assert await claimed(storage, now=NOW + HOUR) == []
        assert (await stored(storage)).last_error == "no"

    async def test_only_what_was_paused_is_owed_again_with_its_channel(
        self, storage: Storage
    ) -> None:
        await owed(storage, delivery("s1", 11), delivery("s2", 11))
        async with storage.write() as conn:
            await deliveries.pause(conn, delivery("s1", 11), error="no permission")
            await deliveries.drop(conn, delivery("s2", 11), error="too long")
            await guilds.resume_channel(conn, ChannelId(11), now=NOW)

        assert await claimed_ids(storage) == ["s1-11"]
        assert (await stored(storage, "s2-11")).state is DeliveryState.DROPPED

    async def test_a_message_sent_while_its_channel_was_paused_is_sent(
        self, storage: Storage
    ) -> None:
        await owed(storage, delivery())
        (row,) = await claimed(storage)
        async with storage.write() as conn:
            await guilds.pause_channel(
                conn, guild_id=GuildId(1), channel_id=ChannelId(11), reason="", now=NOW
            )
        await sent(storage, row)

        assert (await stored(storage)).state is DeliveryState.SENT
