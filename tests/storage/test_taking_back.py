from dataclasses import replace
from datetime import timedelta

from bot.model import (
    ChannelId,
    Delivery,
    DeliveryId,
    DeliveryState,
    GuildId,
    MessageId,
    Status,
    Turn,
)
from bot.storage import deliveries, guilds, stories, taking_back
from bot.storage.engine import Storage
from tests.conftest import NOW
from tests.storage.examples import delivery, story

LATER = NOW + timedelta(hours=1)
HERE = ChannelId(11)
POST = replace(
    delivery(), state=DeliveryState.SENT, message_id=MessageId(900), sent_at=NOW, first_tried_at=NOW
)
ELSEWHERE = replace(
    POST, id=DeliveryId("s1-12"), channel_id=ChannelId(12), message_id=MessageId(901)
)


def answer_to(post: Delivery, *, story_id: str, revision: int) -> Delivery:
    """Return a turn that was told below a post."""
    turn = Turn(
        delivery_id=post.id,
        revision=revision,
        status_before=Status.REPORTED,
        status=Status.CONFIRMED,
        when_before=None,
        when=None,
    )
    told = story(story_id).id
    return replace(post, id=DeliveryId(f"{post.id}.{revision}"), story_id=told, turn=turn)


async def given(storage: Storage, *rows: Delivery) -> None:
    """Store a story, one that was told with it and another one, and these deliveries."""
    told = [story("s1"), story("s2", lead_id="s1"), story("s3")]
    async with storage.write() as conn:
        await stories.save(conn, [(one, "born", "") for one in told], now=NOW)
        await deliveries.owe(conn, rows)


async def take_back(storage: Storage, post: Delivery = POST) -> bool:
    """Take a post back."""
    async with storage.write() as conn:
        return await taking_back.take_back(conn, post.id, now=LATER)


async def taken_back(storage: Storage, *rows: Delivery) -> dict[str, DeliveryState]:
    """Return the states of those that are taken back."""
    async with storage.read() as conn:
        found = await deliveries.get(conn, [row.id for row in rows])
    return {one.id: one.state for one in found.values() if one.taken_back}


async def test_a_post_is_taken_back_once_with_its_answers_and_nothing_else(
    storage: Storage,
) -> None:
    own = answer_to(POST, story_id="s1", revision=2)
    companions = answer_to(POST, story_id="s2", revision=3)
    other = answer_to(replace(POST, id=DeliveryId("s3-11")), story_id="s3", revision=4)
    there = answer_to(ELSEWHERE, story_id="s1", revision=5)
    rows = (POST, ELSEWHERE, own, companions, other, there)
    await given(storage, *rows)

    assert await take_back(storage)
    assert await taken_back(storage, *rows) == dict.fromkeys(
        (POST.id, own.id, companions.id), DeliveryState.OWED
    )
    assert not await take_back(storage)


async def test_what_was_refused_or_is_unknown_or_an_answer_is_not_taken_back(
    storage: Storage,
) -> None:
    refused = replace(delivery("s3"), state=DeliveryState.DROPPED)
    answer = answer_to(POST, story_id="s1", revision=2)
    await given(storage, POST, refused, answer)

    for each in (refused, answer, ELSEWHERE):
        assert not await take_back(storage, each)


async def test_a_message_whose_edit_was_refused_still_stands_and_can_be_taken_back(
    storage: Storage,
) -> None:
    await given(storage, replace(POST, state=DeliveryState.DROPPED))

    assert await take_back(storage)
    assert await taken_back(storage, POST) == {POST.id: DeliveryState.OWED}


async def test_in_a_paused_channel_it_waits_and_is_not_forgotten(storage: Storage) -> None:
    unsent = delivery("s3")
    await given(storage, POST, unsent)
    async with storage.write() as conn:
        await guilds.pause_channel(conn, guild_id=GuildId(1), channel_id=HERE, reason="no", now=NOW)
    for each in (POST, unsent):
        await take_back(storage, each)
    paused = await taken_back(storage, POST, unsent)
    async with storage.write() as conn:
        await guilds.resume_channel(conn, HERE, now=LATER, news_since=LATER + timedelta(days=9))

    assert paused == dict.fromkeys((POST.id, unsent.id), DeliveryState.PAUSED)
    assert await taken_back(storage, POST, unsent) == dict.fromkeys(
        (POST.id, unsent.id), DeliveryState.OWED
    )


async def test_a_try_that_was_begun_before_does_not_end_it(storage: Storage) -> None:
    """Neither a sent message nor a refused one is the last word."""
    await given(storage, delivery(), delivery("s3", 13))
    async with storage.write() as conn:
        first, second = await deliveries.claim(
            conn, now=NOW, limit=2, lease=timedelta(minutes=1), owner="a"
        )
    for each in (first, second):
        await take_back(storage, each)
    async with storage.write() as conn:
        await deliveries.sent(conn, first, message_id=MessageId(5), revision=1, now=NOW)
        await deliveries.drop(conn, second, error="refused")
    assert set((await taken_back(storage, first, second)).values()) == {DeliveryState.OWED}

    async with storage.write() as conn:
        for each in await deliveries.claim(
            conn, now=LATER, limit=2, lease=timedelta(minutes=1), owner="a"
        ):
            await deliveries.drop(conn, each, error="taken back")
    assert set((await taken_back(storage, first, second)).values()) == {DeliveryState.DROPPED}


async def test_the_post_that_tells_a_story_in_a_channel_is_found(storage: Storage) -> None:
    await given(storage, POST)
    companion = story("s2", lead_id="s1")
    async with storage.write() as conn:
        assert await taking_back.post_of(conn, companion, channel_id=HERE) == POST.id
        assert await taking_back.post_of(conn, companion, channel_id=ChannelId(12)) is None
        await taking_back.take_back(conn, POST.id, now=LATER)
        assert await taking_back.post_of(conn, companion, channel_id=HERE) is None
