"""The loop that sends: when it wakes, what it begins, and what its end or a lost database costs."""

import asyncio
from datetime import timedelta

import pytest

from bot.errors import (
    SendError,
    StorageError,
)
from bot.model import ChannelId, DeliveryState, StoryId
from bot.storage.engine import Storage
from tests.deliveries.desk import (
    Change,
    Trouble,
    WatchedStorage,
    outbox,
    states,
    tell,
)
from tests.deliveries.examples import CHANNEL, NOW, story
from tests.deliveries.fakes import FakeClock, FakeSender

OWED, SENT = DeliveryState.OWED, DeliveryState.SENT
CHANNELS = tuple(ChannelId(300 + n) for n in range(5))


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
