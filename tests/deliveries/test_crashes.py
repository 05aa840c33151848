"""The process is killed at every step of a delivery and started again: one message, no more."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.model import ChannelId, DeliveryState, Status, StoryId
from bot.storage.engine import Storage
from tests.deliveries.desk import Change, WatchedStorage, outbox, rows, tell
from tests.deliveries.examples import CHANNEL, NOW, source, story
from tests.deliveries.fakes import FakeClock, FakeSender

OTHER = ChannelId(CHANNEL + 1)
FIRST = story(id=StoryId("first"))
SECOND = story(id=StoryId("second"), first_at=NOW + timedelta(seconds=1))
JOINED = replace(FIRST, sources=(*FIRST.sources, source("Second")), revision=2)
STEPS = 25
"""More than a run has: the last tests find that it ends without a crash."""


class Killed(BaseException):
    """The end of the process: nothing catches it, and nothing works after it."""


class Death:
    """Kills at the n-th step, and lets nothing be done from then on."""

    def __init__(self, at: int) -> None:
        self.at = at
        self.steps = 0

    def __call__(self, _what: str, _channel_id: ChannelId = CHANNEL) -> None:
        self.steps += 1
        if self.steps >= self.at:
            raise Killed


async def live(storage: Storage, sender: FakeSender, clock: FakeClock, *, kill_at: int) -> bool:
    """Send what is owed until killed; return whether the end was reached alive."""
    death = Death(kill_at)
    sender.before = sender.after = death
    try:
        await outbox(WatchedStorage(storage, death), sender, clock, at_once=1).send_due()
    except Killed:
        return False
    finally:
        sender.before = sender.after = None
    return True


async def settle(storage: Storage, sender: FakeSender, clock: FakeClock) -> None:
    """Start anew, and let time pass until nothing is owed."""
    box = outbox(storage, sender, clock)
    for _ in range(3):
        await box.send_due()
        clock.advance(minutes=20)


@pytest.mark.parametrize("pause_s", [1, 100, 600])
async def test_a_kill_at_any_step_neither_loses_nor_doubles_a_message(
    storage: Storage, clock: FakeClock, sender: FakeSender, pause_s: int
) -> None:
    """Soon after the send, at the end of the nonce's time, and long after it."""
    ended: list[bool] = []
    for kill_at in range(1, STEPS):
        first = replace(FIRST, id=StoryId(f"first {kill_at}"))
        sender.messages.clear()
        await tell(storage, clock, Change(first), channels=[CHANNEL, OTHER])

        ended.append(await live(storage, sender, clock, kill_at=kill_at))
        clock.advance(seconds=pause_s)
        await settle(storage, sender, clock)

        told = [(one.channel_id, one.post.reference) for one in sender.messages]
        assert sorted(told) == [(CHANNEL, first.id), (OTHER, first.id)], f"step {kill_at}"
    assert {row.state for row in await rows(storage)} == {DeliveryState.SENT}
    assert not ended[0]
    assert ended[-1]


@pytest.mark.parametrize("pause_s", [1, 600])
async def test_a_kill_at_any_step_of_an_edit_still_shows_the_newest(
    storage: Storage, clock: FakeClock, sender: FakeSender, pause_s: int
) -> None:
    for kill_at in range(1, STEPS):
        first = replace(FIRST, id=StoryId(f"first {kill_at}"))
        sender.messages.clear()
        await tell(storage, clock, Change(first))
        if kill_at % 2:
            await outbox(storage, sender, clock).send_due()
        await tell(storage, clock, Change(replace(JOINED, id=first.id), "joined"))

        await live(storage, sender, clock, kill_at=kill_at // 2 + 1)
        clock.advance(seconds=pause_s)
        await settle(storage, sender, clock)

        (message,) = sender.messages
        assert "2 outlets" in message.post.description, f"killed at step {kill_at // 2 + 1}"


@pytest.mark.parametrize("pause_s", [1, 100, 600])
async def test_a_kill_at_any_step_neither_loses_nor_doubles_an_answer(
    storage: Storage, clock: FakeClock, sender: FakeSender, pause_s: int
) -> None:
    """A story turns while its message stands, or is just being sent."""
    for kill_at in range(1, STEPS):
        first = replace(FIRST, id=StoryId(f"first {kill_at}"), status=Status.REPORTED)
        confirmed = replace(JOINED, id=first.id)
        sender.messages.clear()
        await tell(storage, clock, Change(first))
        await live(storage, sender, clock, kill_at=99 if kill_at % 2 else kill_at // 2)
        (begun,) = [row for row in await rows(storage) if row.story_id == first.id]
        stood = begun.first_tried_at is not None
        await tell(storage, clock, Change(confirmed, "changed", first))

        await live(storage, sender, clock, kill_at=kill_at)
        clock.advance(seconds=pause_s)
        await settle(storage, sender, clock)

        post, *answers = sender.messages
        assert post.post.author.startswith("✅ Confirmed"), f"step {kill_at}"
        assert [one.answers for one in answers] == [post.id] * stood, f"step {kill_at}"
    assert {row.state for row in await rows(storage)} == {DeliveryState.SENT}


async def test_many_kills_in_a_row_neither_lose_nor_double_a_message(
    storage: Storage, clock: FakeClock, sender: FakeSender
) -> None:
    await tell(storage, clock, Change(FIRST), Change(SECOND), channels=[CHANNEL, OTHER])
    for kill_at in (8, 5, 6, 7, 9, 8, 5, 9):
        await live(storage, sender, clock, kill_at=kill_at)
        clock.advance(seconds=70)
    await settle(storage, sender, clock)

    assert sorted((one.channel_id, one.post.reference) for one in sender.messages) == [
        (channel, id_) for channel in (CHANNEL, OTHER) for id_ in (FIRST.id, SECOND.id)
    ]
