"""What a change of a story owes to messages that were sent, and what is due next."""

from dataclasses import replace

from bot.model import (
    ChannelId,
    Delivery,
    DeliveryId,
    DeliveryState,
    GuildId,
    Status,
    Turn,
)
from bot.storage import deliveries, guilds
from bot.storage.engine import Storage
from tests.conftest import NOW
from tests.storage.examples import delivery
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
    touched,
)


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
