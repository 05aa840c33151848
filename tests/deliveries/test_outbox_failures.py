"""What fails is tried again, looked for or dropped, and nothing is sent twice."""

import asyncio
import logging
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.deliveries.courier import Courier
from bot.deliveries.refusals import WINDOW_S, Refusals
from bot.errors import (
    ContentRefused,
    MessageGone,
    SendError,
    TokenRefused,
)
from bot.model import ChannelId, DeliveryState, Story
from bot.storage import deliveries
from bot.storage.engine import Storage
from tests.deliveries.desk import (
    MESSAGES,
    Change,
    outbox,
    rows,
    states,
    tell,
)
from tests.deliveries.examples import NOW, source, story
from tests.deliveries.fakes import FakeClock, FakeSender

OWED, SENT = DeliveryState.OWED, DeliveryState.SENT
PAUSED, DROPPED = DeliveryState.PAUSED, DeliveryState.DROPPED
CHANNELS = tuple(ChannelId(300 + n) for n in range(5))


def completed(told: Story) -> Story:
    """Return a story that a second outlet has told too."""
    return replace(
        told,
        sources=(*told.sources, source("Second", published_at=NOW + timedelta(minutes=5))),
        revision=told.revision + 1,
    )


@pytest.mark.parametrize(
    ("error", "wait"),
    [
        (SendError("HTTP status 503"), timedelta(seconds=1)),
        (SendError("wait", retry_after=timedelta(minutes=9)), timedelta(minutes=9)),
        (TimeoutError(), timedelta(seconds=1)),
        (RuntimeError("a fault of our own"), timedelta(seconds=1)),
    ],
)
async def test_what_fails_is_tried_again_later(
    storage: Storage, clock: FakeClock, sender: FakeSender, error: Exception, wait: timedelta
) -> None:
    def fail(_what: str, _channel_id: ChannelId) -> None:
        raise error

    await tell(storage, clock, Change(story()))
    sender.before = fail
    box = outbox(storage, sender, clock)

    assert await box.send_due() == 0

    (row,) = await rows(storage)
    assert row.state is OWED
    assert row.next_try_at == NOW + wait
    assert row.attempts == 1
    assert row.last_error

    sender.before = None
    assert await box.send_due() == 0
    clock.advance(seconds=wait.total_seconds())
    assert await box.send_due() == 1
    assert (await rows(storage))[0].last_error is None


async def test_an_answer_that_never_comes_is_given_up(
    storage: Storage, clock: FakeClock, sender: FakeSender
) -> None:
    async def hang(_what: str, _channel_id: ChannelId) -> None:
        await asyncio.Event().wait()

    await tell(storage, clock, Change(story()))
    async with storage.write() as conn:
        (delivery,) = await deliveries.claim(
            conn, now=clock(), limit=1, lease=timedelta(minutes=1), owner="test"
        )
    sender.after = hang
    courier = Courier(storage=storage, sender=sender, messages=MESSAGES, now=clock, max_send_s=0.01)

    assert not await courier.deliver(delivery)

    (row,) = await rows(storage)
    assert row.last_error == "no answer within 0 s"
    assert row.state is OWED


async def test_a_lost_answer_within_minutes_is_made_good_by_the_nonce(
    storage: Storage, clock: FakeClock, sender: FakeSender
) -> None:
    def lose(_what: str, _channel_id: ChannelId) -> None:
        raise SendError("connection reset")

    await tell(storage, clock, Change(story()))
    sender.after = lose
    box = outbox(storage, sender, clock)
    await box.send_due()
    sender.after = None
    clock.advance(seconds=30)

    assert await box.send_due() == 1

    assert sender.calls == ["send", "send"]
    assert len(sender.messages) == 1
    assert await states(storage) == [SENT]


async def test_a_lost_answer_after_that_is_made_good_by_looking(
    storage: Storage, clock: FakeClock, sender: FakeSender
) -> None:
    def lose(_what: str, _channel_id: ChannelId) -> None:
        raise SendError("connection reset")

    await tell(storage, clock, Change(story()))
    sender.after = lose
    box = outbox(storage, sender, clock)
    await box.send_due()
    sender.after = None
    clock.advance(hours=3)

    assert await box.send_due() == 1

    assert sender.calls == ["send", "find"]
    assert len(sender.messages) == 1
    assert (await rows(storage))[0].message_id == sender.messages[0].id


async def test_a_message_that_was_never_sent_is_sent_after_looking(
    storage: Storage, clock: FakeClock, sender: FakeSender
) -> None:
    def fail(_what: str, _channel_id: ChannelId) -> None:
        raise SendError("no connection")

    await tell(storage, clock, Change(story()))
    sender.before = fail
    box = outbox(storage, sender, clock)
    await box.send_due()
    sender.before = None
    clock.advance(hours=3)

    assert await box.send_due() == 1
    assert sender.calls == ["send", "find", "send"]


@pytest.mark.parametrize("pause", [timedelta(seconds=30), timedelta(hours=1)])
async def test_what_became_known_after_a_lost_answer_is_shown_too(
    storage: Storage, clock: FakeClock, sender: FakeSender, pause: timedelta
) -> None:
    """Discord answers the repeated send with the first message, which shows older news."""

    def lose(_what: str, _channel_id: ChannelId) -> None:
        raise SendError("connection reset")

    await tell(storage, clock, Change(story()))
    sender.after = lose
    box = outbox(storage, sender, clock)
    await box.send_due()
    sender.after = None
    await tell(storage, clock, Change(completed(story()), "joined"))
    clock.advance(seconds=pause.total_seconds())

    await box.send_due()

    assert len(sender.messages) == 1
    assert "2 outlets" in sender.messages[0].post.description
    assert await states(storage) == [SENT]


async def test_a_refused_post_is_tried_once_as_plain_words(
    storage: Storage, clock: FakeClock, sender: FakeSender, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse_first(_what: str, _channel_id: ChannelId) -> None:
        sender.before = None
        raise ContentRefused("Invalid Form Body")

    await tell(storage, clock, Change(story()))
    sender.before = refuse_first
    box = outbox(storage, sender, clock)

    assert await box.send_due() == 1

    assert sender.messages[0].post.text_only
    assert "plain words" in caplog.text

    await tell(storage, clock, Change(completed(story()), "joined"))
    sender.before = refuse_first
    assert await box.send_due() == 1
    assert sender.messages[0].post.text_only
    assert "2 outlets" in sender.messages[0].post.content


async def test_what_discord_refuses_for_good_is_dropped_with_its_reason(
    storage: Storage, clock: FakeClock, sender: FakeSender
) -> None:
    def refuse(_what: str, _channel_id: ChannelId) -> None:
        raise ContentRefused("blocked words")

    await tell(storage, clock, Change(story()))
    sender.before = refuse

    assert await outbox(storage, sender, clock).send_due() == 0

    (row,) = await rows(storage)
    assert (row.state, row.last_error) == (DROPPED, "blocked words")
    assert sender.calls == ["send", "send"]


async def test_a_deleted_message_needs_no_edit(
    storage: Storage, clock: FakeClock, sender: FakeSender
) -> None:
    box = outbox(storage, sender, clock)
    await tell(storage, clock, Change(story()))
    await box.send_due()
    sender.messages.clear()
    await tell(storage, clock, Change(completed(story()), "joined"))

    await box.send_due()

    assert sender.messages == []
    assert await states(storage) == [SENT]


async def test_a_message_deleted_before_its_answer_came_is_not_sent_again(
    storage: Storage, clock: FakeClock, sender: FakeSender
) -> None:
    def gone(_what: str, _channel_id: ChannelId) -> None:
        raise MessageGone("Unknown Message")

    await tell(storage, clock, Change(story()))
    sender.before = gone

    await outbox(storage, sender, clock).send_due()

    assert await states(storage) == [DROPPED]


async def test_a_refused_token_ends_sending_and_loses_nothing(
    storage: Storage, clock: FakeClock, sender: FakeSender
) -> None:
    def refuse(_what: str, _channel_id: ChannelId) -> None:
        raise TokenRefused("401")

    await tell(storage, clock, Change(story()), channels=CHANNELS)
    sender.before = refuse

    with pytest.raises(TokenRefused):
        await outbox(storage, sender, clock).run(asyncio.Event())

    assert await states(storage) == [OWED] * 5
    sender.before = None
    assert await outbox(storage, sender, clock).send_due() == 5


async def test_sending_rests_while_discord_refuses_too_much_and_says_so(
    storage: Storage,
    clock: FakeClock,
    sender: FakeSender,
    caplog: pytest.LogCaptureFixture,
) -> None:
    refusals = Refusals(limit=2, clock=clock.seconds)
    refusals.note()
    refusals.note()
    await tell(storage, clock, Change(story()))
    box = outbox(storage, sender, clock, refusals=refusals)

    with caplog.at_level(logging.WARNING):
        assert await box.send_due() == 0
        assert await box.send_due() == 0
        clock.advance(seconds=WINDOW_S)
        assert await box.send_due() == 1

    assert [record.message for record in caplog.records] == [
        "sending rests, discord refused too many requests",
        "sending goes on",
    ]


async def test_without_a_connection_nothing_is_claimed_or_counted_as_a_try(
    storage: Storage, clock: FakeClock, sender: FakeSender
) -> None:
    online = asyncio.Event()
    await tell(storage, clock, Change(story()))
    box = outbox(storage, sender, clock, connected=online.is_set)

    assert await box.send_due() == 0
    assert (await rows(storage))[0].attempts == 0

    online.set()
    assert await box.send_due() == 1
