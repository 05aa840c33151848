"""The button below a post, and posts that are taken back: gone, and never to come again."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.errors import ChannelRefused, ContentRefused, MessageGone, SendError
from bot.model import ChannelId, Delivery, DeliveryState, Status, StoryId
from bot.storage import deliveries, guilds, taking_back
from bot.storage.engine import Storage
from tests.deliveries.desk import Change, outbox, rows, states, tell
from tests.deliveries.examples import CHANNEL, source, story
from tests.deliveries.fakes import FakeClock, FakeSender
from tests.deliveries.test_crashes import STEPS, live, settle

OTHER = ChannelId(CHANNEL + 1)
REPORTED = story(status=Status.REPORTED)
CONFIRMED = replace(
    REPORTED,
    status=Status.CONFIRMED,
    sources=(*REPORTED.sources, source("Second")),
    revision=2,
)
NOW_CONFIRMED = Change(CONFIRMED, "changed", REPORTED)
DROPPED = DeliveryState.DROPPED


async def take_back(storage: Storage, clock: FakeClock, *, channel: ChannelId = CHANNEL) -> bool:
    """Take back the post of a channel, which is the last one told there."""
    posts = [row for row in await rows(storage) if row.channel_id == channel and not row.turn]
    (post,) = [row for row in posts if not row.taken_back] or posts[:1]
    async with storage.write() as conn:
        return await taking_back.take_back(conn, post.id, now=clock())


async def test_a_post_has_the_button_in_its_servers_language_and_keeps_it(
    storage: Storage, clock: FakeClock, sender: FakeSender
) -> None:
    box = outbox(storage, sender, clock)
    await tell(storage, clock, Change(REPORTED), locale="es-ES")
    await box.send_due()
    (row,) = await rows(storage)
    first = sender.messages[0].post.button
    await tell(storage, clock, Change(replace(CONFIRMED), "joined"), locale="es-ES")
    await box.send_due()

    assert first is not None
    assert (first.label, first.id) == ("¿Está mal?", f"wrong|{row.id}")
    assert sender.messages[0].edits == 1
    assert sender.messages[0].post.button == first


async def test_an_answer_has_no_button(
    storage: Storage, clock: FakeClock, sender: FakeSender
) -> None:
    box = outbox(storage, sender, clock)
    await tell(storage, clock, Change(REPORTED))
    await box.send_due()
    await tell(storage, clock, NOW_CONFIRMED)
    await box.send_due()
    await box.send_due()

    assert [bool(one.post.button) for one in sender.messages] == [True, False]


async def test_a_refused_post_has_its_button_as_plain_words_too(
    storage: Storage, clock: FakeClock, sender: FakeSender
) -> None:
    def refuse_once(_what: str, _channel: ChannelId) -> None:
        sender.before = None
        raise ContentRefused("no such embed")

    sender.before = refuse_once
    await tell(storage, clock, Change(REPORTED))
    await outbox(storage, sender, clock).send_due()

    assert sender.messages[0].post.text_only
    assert sender.messages[0].post.button is not None


async def test_what_is_taken_back_goes_with_its_answers_in_its_channel_alone(
    storage: Storage, clock: FakeClock, sender: FakeSender
) -> None:
    box = outbox(storage, sender, clock)
    await tell(storage, clock, Change(REPORTED), channels=[CHANNEL, OTHER])
    await box.send_due()
    await tell(storage, clock, NOW_CONFIRMED, channels=[CHANNEL, OTHER])
    await settle(storage, sender, clock)
    assert len(sender.messages) == 4

    assert await take_back(storage, clock)
    await settle(storage, sender, clock)

    assert [one.channel_id for one in sender.messages] == [OTHER, OTHER]
    assert await states(storage) == [DROPPED] * 2 + [DeliveryState.SENT] * 2
    assert not await take_back(storage, clock)


async def test_neither_a_source_nor_a_turn_brings_it_back(
    storage: Storage, clock: FakeClock, sender: FakeSender
) -> None:
    await tell(storage, clock, Change(REPORTED))
    await settle(storage, sender, clock)
    await take_back(storage, clock)
    # Once before the message is deleted, once after it.
    for _ in range(2):
        await tell(storage, clock, Change(REPORTED, "joined"), NOW_CONFIRMED)
        await settle(storage, sender, clock)

    assert sender.messages == []
    assert await states(storage) == [DROPPED]


async def test_an_answer_that_is_still_owed_is_not_sent(
    storage: Storage, clock: FakeClock, sender: FakeSender
) -> None:
    """It may have been owed by another process just when the post was taken back."""
    await tell(storage, clock, Change(REPORTED))
    await settle(storage, sender, clock)
    await tell(storage, clock, NOW_CONFIRMED)
    answer = next(row for row in await rows(storage) if row.turn)
    async with storage.write() as conn:
        await conn.exec_driver_sql("DELETE FROM deliveries WHERE number > 0")
    await take_back(storage, clock)
    async with storage.write() as conn:
        await deliveries.owe(conn, [answer])
    await settle(storage, sender, clock)

    assert sender.messages == []
    assert await states(storage) == [DROPPED] * 2


@pytest.mark.parametrize("failure", [None, ContentRefused("no"), SendError("away")])
@pytest.mark.parametrize("stands", [True, False])
async def test_what_is_being_tried_at_this_moment_goes_when_that_ends(
    storage: Storage,
    clock: FakeClock,
    sender: FakeSender,
    failure: Exception | None,
    stands: bool,
) -> None:
    """However the try ends, also one that Discord refused for good."""
    await tell(storage, clock, Change(REPORTED))
    if stands:
        await settle(storage, sender, clock)
        await tell(storage, clock, Change(replace(CONFIRMED), "joined"))

    async def meanwhile(_what: str, _channel: ChannelId) -> None:
        await take_back(storage, clock)
        if failure:
            raise failure

    sender.after = meanwhile
    await outbox(storage, sender, clock).send_due()
    sender.after = None
    clock.advance(minutes=20)
    await settle(storage, sender, clock)

    assert sender.messages == []
    assert await states(storage) == [DROPPED]


@pytest.mark.parametrize("pause_s", [1, 600])
async def test_a_kill_at_any_step_leaves_no_message(
    storage: Storage, clock: FakeClock, sender: FakeSender, pause_s: int
) -> None:
    """Taken back before, while or after it is first sent."""
    for kill_at in range(1, STEPS):
        told = replace(REPORTED, id=StoryId(f"told {kill_at}"))
        await tell(storage, clock, Change(told))
        await live(storage, sender, clock, kill_at=99 if kill_at % 2 else kill_at // 2)
        await take_back(storage, clock)

        await live(storage, sender, clock, kill_at=kill_at // 2 + 1)
        clock.advance(seconds=pause_s)
        await settle(storage, sender, clock)

        assert sender.messages == [], f"step {kill_at}"
    assert set(await states(storage)) == {DROPPED}


async def test_a_message_that_someone_deleted_needs_no_deleting(
    storage: Storage, clock: FakeClock, sender: FakeSender
) -> None:
    def gone(_what: str, _channel: ChannelId) -> None:
        raise MessageGone("Unknown Message")

    await tell(storage, clock, Change(REPORTED))
    await settle(storage, sender, clock)
    await take_back(storage, clock)
    sender.before = gone
    await settle(storage, sender, clock)

    assert await states(storage) == [DROPPED]


async def test_a_channel_that_cannot_be_reached_loses_the_message_once_it_can(
    storage: Storage, clock: FakeClock, sender: FakeSender
) -> None:
    def refuse(_what: str, _channel: ChannelId) -> None:
        raise ChannelRefused("the bot needs View Channel there")

    await tell(storage, clock, Change(REPORTED))
    await settle(storage, sender, clock)
    await take_back(storage, clock)
    sender.before = refuse
    await settle(storage, sender, clock)
    assert await states(storage) == [DeliveryState.PAUSED]

    sender.before = None
    async with storage.write() as conn:
        await guilds.resume_channel(
            conn, CHANNEL, now=clock(), news_since=clock() + timedelta(days=9)
        )
    await settle(storage, sender, clock)

    assert sender.messages == []
    assert await states(storage) == [DROPPED]


async def test_what_was_never_sent_is_never_sent(
    storage: Storage, clock: FakeClock, sender: FakeSender
) -> None:
    """Also when the channel was paused then, and everything old is forgotten at its return."""
    await tell(storage, clock, Change(REPORTED))
    async with storage.write() as conn:
        await guilds.pause_channel(
            conn,
            guild_id=(await _only(storage)).guild_id,
            channel_id=CHANNEL,
            reason="no",
            now=clock(),
        )
    await take_back(storage, clock)
    assert await states(storage) == [DeliveryState.PAUSED]
    async with storage.write() as conn:
        await guilds.resume_channel(
            conn, CHANNEL, now=clock(), news_since=clock() + timedelta(days=9)
        )
    await tell(storage, clock, Change(REPORTED))
    await settle(storage, sender, clock)

    assert "send" not in sender.calls
    assert await states(storage) == [DROPPED]


async def _only(storage: Storage) -> Delivery:
    (row,) = await rows(storage)
    return row
