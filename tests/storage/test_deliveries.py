import asyncio
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
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
    MessageId,
    Status,
    StoryId,
    Turn,
)
from bot.storage import deliveries, guilds, stories
from bot.storage.engine import Storage
from tests.conftest import NOW
from tests.storage import strategies
from tests.storage.conftest import Opener, on_postgres
from tests.storage.examples import delivery, story

LEASE = timedelta(minutes=2)
SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)
ALWAYS = NOW - 1000 * HOUR
MESSAGE = MessageId(900)


class Ending(Protocol):
    """A way to end a try for good."""

    async def __call__(self, conn: AsyncConnection, delivery: Delivery, *, error: str) -> None:
        """End it."""
        ...


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


class TestTouching:
    """A story has changed."""

    async def test_a_sent_message_is_owed_an_edit(self, storage: Storage) -> None:
        await owed(storage, delivery("s1", 11), delivery("s2", 12))
        await sent(storage, *await claimed(storage))
        await touched(storage, "s1")

        (edit,) = await claimed(storage, now=NOW + HOUR)
        assert (edit.id, edit.owed_revision, edit.sent_revision) == ("s1-11", 2, 1)
        assert (edit.message_id, edit.attempts) == (MESSAGE, 1)

    async def test_an_edit_that_was_made_is_not_owed_again(self, storage: Storage) -> None:
        await owed(storage, delivery())
        await sent(storage, *await claimed(storage))
        await touched(storage, "s1")
        await sent(storage, *await claimed(storage, now=NOW + HOUR))

        after = await stored(storage)
        assert (after.state, after.sent_revision) == (DeliveryState.SENT, 2)

    async def test_an_old_message_is_left_as_it_is(self, storage: Storage) -> None:
        """Editing last month's message helps nobody and costs a request."""
        await owed(storage, delivery("s1", 11), delivery("s1", 12))
        old, young = await claimed(storage)
        await sent(storage, old, now=NOW - SECOND)
        await sent(storage, young, now=NOW)
        await touched(storage, "s1", not_older_than=NOW)

        assert (await stored(storage, "s1-11")).state is DeliveryState.SENT
        assert (await stored(storage, "s1-12")).state is DeliveryState.OWED

    async def test_age_counts_from_the_first_sending_and_not_from_an_edit(
        self, storage: Storage
    ) -> None:
        await owed(storage, delivery())
        await sent(storage, *await claimed(storage), now=NOW)
        await touched(storage, "s1")
        await sent(storage, *await claimed(storage, now=NOW + HOUR), now=NOW + HOUR)
        await touched(storage, "s1", not_older_than=NOW + SECOND)

        assert (await stored(storage)).state is DeliveryState.SENT

    async def test_news_during_a_sending_is_owed_after_it(self, storage: Storage) -> None:
        """The message was written before the news came."""
        await owed(storage, delivery())
        (row,) = await claimed(storage)
        await touched(storage, "s1")
        await sent(storage, row)

        after = await stored(storage)
        assert (after.state, after.sent_revision, after.owed_revision) == (
            DeliveryState.OWED,
            1,
            2,
        )
        assert await claimed_ids(storage) == ["s1-11"]

    async def test_news_does_not_hurry_what_must_wait(self, storage: Storage) -> None:
        """Discord said when to come back."""
        await owed(storage, delivery(due=NOW + 2 * HOUR))
        await touched(storage, "s1")

        assert await claimed(storage, now=NOW + HOUR) == []

    async def test_an_edit_in_a_paused_channel_waits_for_it(self, storage: Storage) -> None:
        await owed(storage, delivery())
        await sent(storage, *await claimed(storage))
        async with storage.write() as conn:
            await guilds.pause_channel(
                conn, guild_id=GuildId(1), channel_id=ChannelId(11), reason="", now=NOW
            )
        await touched(storage, "s1")

        assert (await stored(storage)).state is DeliveryState.PAUSED

    async def test_what_was_dropped_stays_dropped(self, storage: Storage) -> None:
        await owed(storage, delivery())
        async with storage.write() as conn:
            await deliveries.drop(conn, delivery(), error="too long")
        await touched(storage, "s1")

        assert (await stored(storage)).owed_revision == 1

    async def test_more_stories_than_a_statement_takes_are_touched(self, storage: Storage) -> None:
        await owed(storage, delivery())
        await sent(storage, *await claimed(storage))
        await touched(storage, "s1", *(f"other {number}" for number in range(40_000)))

        assert (await stored(storage)).state is DeliveryState.OWED


class TestLookingAhead:
    """When the sender must wake up, and what people see of the queue."""

    async def test_an_empty_outbox_has_nothing_due(self, storage: Storage) -> None:
        async with storage.read() as conn:
            assert await deliveries.next_due(conn) is None
            assert await deliveries.counts(conn) == dict.fromkeys(DeliveryState, 0)

    async def test_the_earliest_is_due_next(self, storage: Storage) -> None:
        await owed(storage, delivery("s1", 11, due=NOW + HOUR), delivery("s1", 12, due=NOW))

        async with storage.read() as conn:
            assert await deliveries.next_due(conn) == NOW

    async def test_a_channel_that_is_written_to_is_due_when_its_lease_ends(
        self, storage: Storage
    ) -> None:
        """Else the sender would ask again and again for what it cannot get."""
        await owed(storage, delivery("s1", 11), delivery("s2", 11), delivery("s3", 12, due=NOW))
        await sent(storage, (await claimed(storage))[1])

        async with storage.read() as conn:
            assert await deliveries.next_due(conn) == NOW + LEASE

    async def test_deliveries_are_counted_by_state(self, storage: Storage) -> None:
        await owed(storage, delivery("s1", 11), delivery("s1", 12), delivery("s1", 13))
        await sent(storage, *await claimed(storage, limit=1))

        async with storage.read() as conn:
            assert await deliveries.counts(conn) == {
                DeliveryState.OWED: 2,
                DeliveryState.SENT: 1,
                DeliveryState.PAUSED: 0,
                DeliveryState.DROPPED: 0,
            }


class TestAnswers:
    """What is owed when a story turns whose message stands."""

    TURN = Turn(
        delivery_id=delivery().id,
        revision=2,
        status_before=Status.REPORTED,
        status=Status.CONFIRMED,
        when_before=None,
        when=None,
    )
    ANSWER = replace(delivery(), id=DeliveryId("answer"), nonce="n2", turn=TURN)

    async def answered(self, storage: Storage) -> list[Delivery]:
        async with storage.write() as conn:
            return await deliveries.answer(conn, [self.ANSWER])

    async def test_a_message_that_stands_is_answered_once(self, storage: Storage) -> None:
        await owed(storage, delivery())
        await sent(storage, *await claimed(storage))

        assert await self.answered(storage) == [self.ANSWER]
        await self.answered(storage)
        assert await claimed_ids(storage) == ["answer"]
        assert await claimed_ids(storage) == []

    async def test_a_message_that_is_on_its_way_is_answered(self, storage: Storage) -> None:
        await owed(storage, delivery())
        await claimed(storage)

        assert await self.answered(storage) == [self.ANSWER]

    async def test_a_message_that_was_not_begun_or_does_not_exist_is_not(
        self, storage: Storage
    ) -> None:
        await owed(storage, delivery("s2"))
        assert await self.answered(storage) == []
        await owed(storage, delivery())
        assert await self.answered(storage) == []

    async def test_a_message_goes_before_its_answer(self, storage: Storage) -> None:
        await owed(storage, delivery())
        await claimed(storage)
        await self.answered(storage)
        later = NOW + 2 * LEASE

        assert await claimed_ids(storage, now=later) == [delivery().id]

    async def test_an_edit_is_owed_to_the_message_alone(self, storage: Storage) -> None:
        await owed(storage, delivery())
        (row,) = await claimed(storage)
        await sent(storage, row)
        await self.answered(storage)
        async with storage.write() as conn:
            await deliveries.touch(conn, [row.story_id], now=NOW, not_older_than=ALWAYS)
            found = await deliveries.get(conn, [row.id, self.ANSWER.id])

        assert {id_: one.owed_revision for id_, one in found.items()} == {row.id: 2, "answer": 1}
