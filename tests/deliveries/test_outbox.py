"""What is owed is sent once, whatever one channel, one message or the database does."""

import asyncio
import logging
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.deliveries.courier import Courier
from bot.deliveries.refusals import WINDOW_S, Refusals
from bot.errors import (
    ChannelRefused,
    ContentRefused,
    MessageGone,
    SendError,
    StorageError,
    TokenRefused,
)
from bot.model import ChannelId, DeliveryState, GuildId, Kind, RoleId, Story, StoryId
from bot.storage import deliveries, guilds, subscriptions
from bot.storage.engine import Storage
from tests.deliveries.desk import (
    MESSAGES,
    Change,
    Trouble,
    WatchedStorage,
    outbox,
    rows,
    states,
    tell,
)
from tests.deliveries.examples import CHANNEL, GUILD, NOW, source, story, subscription
from tests.deliveries.fakes import FakeClock, FakeSender

OWED, SENT = DeliveryState.OWED, DeliveryState.SENT
PAUSED, DROPPED = DeliveryState.PAUSED, DeliveryState.DROPPED
CHANNELS = tuple(ChannelId(300 + n) for n in range(5))


class Admins:
    """The people of a server who can mend a permission."""

    def __init__(self) -> None:
        self.told: list[tuple[GuildId, ChannelId, str]] = []

    async def __call__(self, *, guild_id: GuildId, channel_id: ChannelId, reason: str) -> None:
        self.told.append((guild_id, channel_id, reason))


def completed(told: Story) -> Story:
    """Return a story that a second outlet has told too."""
    return replace(
        told,
        sources=(*told.sources, source("Second", published_at=NOW + timedelta(minutes=5))),
        revision=told.revision + 1,
    )


async def test_what_is_owed_is_sent_and_remembered(
    storage: Storage, clock: FakeClock, sender: FakeSender
) -> None:
    await tell(storage, clock, Change(story()), channels=CHANNELS, locale="ko")

    sent = await outbox(storage, sender, clock).send_due()

    assert sent == 5
    assert await states(storage) == [SENT] * 5
    assert [message.post.author for message in sender.messages] == ["✅ 확정 · 후속 시즌"] * 5
    assert [row.message_id for row in await rows(storage)] == [
        sender.in_channel(channel)[0].id for channel in CHANNELS
    ]
    assert all(
        row.nonce == sender.in_channel(row.channel_id)[0].nonce for row in await rows(storage)
    )


async def test_nothing_owed_sends_nothing(
    storage: Storage, clock: FakeClock, sender: FakeSender
) -> None:
    assert await outbox(storage, sender, clock).send_due() == 0
    assert sender.calls == []


async def test_the_subscriptions_role_is_mentioned(
    storage: Storage, clock: FakeClock, sender: FakeSender
) -> None:
    await tell(storage, clock, Change(story()))
    async with storage.write() as conn:
        await subscriptions.put(conn, subscription(role_id=RoleId(55)))

    await outbox(storage, sender, clock).send_due()

    assert sender.messages[0].post.role_id == 55


async def test_a_joining_source_edits_the_one_message(
    storage: Storage, clock: FakeClock, sender: FakeSender
) -> None:
    box = outbox(storage, sender, clock)
    await tell(storage, clock, Change(story()))
    await box.send_due()
    await tell(storage, clock, Change(completed(story()), "joined"))

    assert await box.send_due() == 1

    assert len(sender.messages) == 1
    assert sender.messages[0].edits == 1
    assert "2 outlets" in sender.messages[0].post.description
    assert await states(storage) == [SENT]


async def test_stories_told_together_are_one_message(
    storage: Storage, clock: FakeClock, sender: FakeSender
) -> None:
    lead = story(Kind.FILMING)
    companion = story(Kind.RENEWAL, lead_id=lead.id)
    await tell(storage, clock, Change(lead), Change(companion))

    await outbox(storage, sender, clock).send_due()

    assert len(sender.messages) == 1
    assert "The series has been renewed for season 2." in sender.messages[0].post.description


async def test_a_channel_gets_its_stories_one_after_the_other_several_channels_at_once(
    storage: Storage, clock: FakeClock, sender: FakeSender
) -> None:
    """The sender itself asserts that no channel gets two at once."""
    told = [story(id=StoryId(f"s{n}"), first_at=NOW + timedelta(seconds=n)) for n in range(4)]
    await tell(storage, clock, *map(Change, told), channels=CHANNELS)

    sent = await outbox(storage, sender, clock, at_once=3).send_due()

    assert sent == 20
    assert sender.most_at_once <= 3
    for channel in CHANNELS:
        assert [one.post.reference for one in sender.in_channel(channel)] == [
            one.id for one in told
        ]


async def test_one_refused_channel_does_not_hold_up_the_others(
    storage: Storage, clock: FakeClock, sender: FakeSender
) -> None:
    """A channel that lost its permissions costs only its own deliveries, and keeps them."""
    admins = Admins()

    def refuse(_what: str, channel_id: ChannelId) -> None:
        if channel_id == CHANNELS[1]:
            raise ChannelRefused("the bot needs Send Messages there")

    second = story(id=StoryId("second"))
    await tell(storage, clock, Change(story()), Change(second), channels=CHANNELS[:3])
    sender.before = refuse
    box = outbox(storage, sender, clock, on_refused=admins)

    assert await box.send_due() == 4

    assert await states(storage) == [SENT, SENT, PAUSED, PAUSED, SENT, SENT]
    assert admins.told == [(GUILD, CHANNELS[1], "the bot needs Send Messages there")]
    async with storage.read() as conn:
        assert len(await subscriptions.of_channel(conn, CHANNELS[1])) == 1

    sender.before = None
    async with storage.write() as conn:
        await guilds.resume_channel(conn, CHANNELS[1], now=clock())

    assert await box.send_due() == 2
    assert await states(storage) == [SENT] * 6


async def test_a_notice_that_fails_costs_only_itself(
    storage: Storage, clock: FakeClock, sender: FakeSender
) -> None:
    async def on_refused(*, guild_id: GuildId, channel_id: ChannelId, reason: str) -> None:
        raise RuntimeError(f"{guild_id} {channel_id} {reason}")

    def refuse(_what: str, _channel_id: ChannelId) -> None:
        raise ChannelRefused("no")

    await tell(storage, clock, Change(story()))
    sender.before = refuse

    assert await outbox(storage, sender, clock, on_refused=on_refused).send_due() == 0
    assert await states(storage) == [PAUSED]


async def test_a_channel_that_was_paused_meanwhile_is_not_told_of_again(
    storage: Storage, clock: FakeClock, sender: FakeSender
) -> None:
    admins = Admins()

    async def refuse(_what: str, channel_id: ChannelId) -> None:
        async with storage.write() as conn:
            await guilds.pause_channel(
                conn, guild_id=GUILD, channel_id=channel_id, reason="x", now=clock()
            )
        raise ChannelRefused("no")

    await tell(storage, clock, Change(story()))
    sender.before = refuse

    await outbox(storage, sender, clock, on_refused=admins).send_due()

    assert admins.told == []
    assert await states(storage) == [PAUSED]


async def test_a_paused_channel_needs_nobody_to_be_told(
    storage: Storage, clock: FakeClock, sender: FakeSender
) -> None:
    def refuse(_what: str, _channel_id: ChannelId) -> None:
        raise ChannelRefused("no")

    await tell(storage, clock, Change(story()))
    sender.before = refuse

    assert await outbox(storage, sender, clock).send_due() == 0
    assert await states(storage) == [PAUSED]


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


async def until_sent(sender: FakeSender, count: int, *, tick_s: float = 0.0) -> None:
    """Let the loop run until so many messages stand, and the clock with it."""
    async with asyncio.timeout(20):
        while len(sender.messages) < count:
            sender.clock.advance(seconds=tick_s)
            await asyncio.sleep(0.001)


async def test_the_loop_sends_at_once_when_it_is_poked_and_ends_when_told(
    storage: Storage, clock: FakeClock, sender: FakeSender
) -> None:
    box = outbox(storage, sender, clock, idle_s=60.0)
    stop = asyncio.Event()
    running = asyncio.create_task(box.run(stop))
    await asyncio.sleep(0.02)
    await tell(storage, clock, Change(story()))

    box.poke()
    await until_sent(sender, 1)

    assert not running.done()
    stop.set()
    await running


async def test_the_loop_wakes_for_what_another_process_owes_and_for_what_is_due(
    storage: Storage, clock: FakeClock, sender: FakeSender
) -> None:
    def fail_once(_what: str, _channel_id: ChannelId) -> None:
        sender.before = None
        raise SendError("HTTP status 503")

    stop = asyncio.Event()
    sender.before = fail_once
    running = asyncio.create_task(outbox(storage, sender, clock).run(stop))
    await asyncio.sleep(0.02)
    await tell(storage, clock, Change(story()))

    await until_sent(sender, 1, tick_s=0.1)

    assert sender.calls[0] == "send"
    assert sender.messages[0].at - NOW >= timedelta(seconds=1)
    stop.set()
    await running


async def test_one_slow_channel_does_not_keep_new_ones_waiting(
    storage: Storage, clock: FakeClock, sender: FakeSender
) -> None:
    answer = asyncio.Event()

    async def slow(_what: str, channel_id: ChannelId) -> None:
        if channel_id == CHANNEL:
            await answer.wait()

    sender.before = slow
    box = outbox(storage, sender, clock, idle_s=60.0, grace_s=5.0)
    stop = asyncio.Event()
    await tell(storage, clock, Change(story()))
    running = asyncio.create_task(box.run(stop))
    await asyncio.sleep(0.02)

    await tell(storage, clock, Change(story(id=StoryId("other"))), channels=CHANNELS)
    box.poke()
    await until_sent(sender, 5)

    stop.set()
    answer.set()
    await running
    assert len(sender.messages) == 6


async def test_new_ones_are_begun_in_lots_as_room_comes_free(
    storage: Storage, clock: FakeClock, sender: FakeSender
) -> None:
    begun: list[asyncio.Event] = []

    async def wait_for_answer(_what: str, _channel_id: ChannelId) -> None:
        begun.append(asyncio.Event())
        await begun[-1].wait()

    sender.before = wait_for_answer
    await tell(storage, clock, Change(story()), channels=CHANNELS)
    sending = asyncio.create_task(outbox(storage, sender, clock, at_once=4).send_due())
    for number in range(5):
        async with asyncio.timeout(20):
            # The fifth has room only when two of the first four have ended.
            while len(begun) < (4 if number < 2 else 5):  # noqa: ASYNC110 - no event for it
                await asyncio.sleep(0.001)
        begun[number].set()
        await until_sent(sender, number + 1)

    assert await sending == 5
    assert sender.most_at_once == 4


async def test_what_takes_too_long_at_the_end_is_broken_off_and_taken_up_again(
    storage: Storage, clock: FakeClock, sender: FakeSender
) -> None:
    async def hang(_what: str, _channel_id: ChannelId) -> None:
        await asyncio.Event().wait()

    sender.after = hang
    stop = asyncio.Event()
    await tell(storage, clock, Change(story()))
    running = asyncio.create_task(outbox(storage, sender, clock).run(stop))
    await until_sent(sender, 1)
    stop.set()
    await running
    sender.after = None

    assert await outbox(storage, sender, clock).send_due() == 1
    assert len(sender.messages) == 1


@pytest.mark.parametrize("at", ["write", "commit", "read"])
async def test_a_database_that_is_away_for_a_while_costs_only_time(
    storage: Storage, clock: FakeClock, sender: FakeSender, at: str
) -> None:
    trouble = Trouble(at=at)
    box = outbox(WatchedStorage(storage, trouble), sender, clock)
    stop = asyncio.Event()
    await tell(storage, clock, Change(story()), channels=CHANNELS)
    trouble.on = True
    running = asyncio.create_task(box.run(stop))
    await asyncio.sleep(0.05)
    trouble.on = False

    await until_sent(sender, 5)
    async with asyncio.timeout(20):
        while await states(storage) != [SENT] * 5:  # noqa: ASYNC110 - a database tells no events
            await asyncio.sleep(0.005)

    assert len(sender.messages) == 5
    stop.set()
    await running


async def test_an_end_that_could_not_be_stored_is_found_out_at_the_next_try(
    storage: Storage, clock: FakeClock, sender: FakeSender
) -> None:
    trouble = Trouble()

    def away(_what: str, _channel_id: ChannelId) -> None:
        trouble.on = True

    sender.after = away
    box = outbox(WatchedStorage(storage, trouble), sender, clock)
    await tell(storage, clock, Change(story()))

    with pytest.raises(StorageError):
        await box.send_due()

    sender.after = None
    trouble.on = False
    assert await box.send_due() == 1
    assert len(sender.messages) == 1
    assert await states(storage) == [SENT]
