"""A change of status or date answers the message that stands, and alone pings again."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.deliveries.answer import render_answer
from bot.deliveries.post import Post
from bot.deliveries.route import Routing, route
from bot.errors import ContentRefused
from bot.locales.messages import load_messages
from bot.model import (
    ChannelId,
    DeliveryId,
    DeliveryState,
    Kind,
    Part,
    Person,
    Precision,
    RoleId,
    Status,
    Story,
    StoryId,
    Subscription,
    Turn,
    When,
)
from bot.storage import deliveries, subscriptions
from bot.storage.engine import Storage
from tests.deliveries.desk import Change, outbox, rows, states, tell
from tests.deliveries.examples import CHANNEL, DECEMBER, NOW, source, story, subscription, when
from tests.deliveries.fakes import FakeClock, FakeSender

REPORTED = story(status=Status.REPORTED)
CONFIRMED = replace(
    REPORTED,
    status=Status.CONFIRMED,
    sources=(*REPORTED.sources, source("Second")),
    revision=2,
)
NOW_CONFIRMED = Change(CONFIRMED, "changed", REPORTED)
JANUARY = when("2027-01-01", "2027-01-31", Precision.MONTH)
CHRISTMAS = when("2026-12-24", "2026-12-24", Precision.DAY)
DAY = timedelta(days=1)
OTHER = ChannelId(CHANNEL + 1)


def answers(change: Change, *to: Subscription, announce: bool = True) -> Routing:
    return route(
        [change],
        subscriptions=to or [subscription()],
        announce=announce,
        now=NOW,
        young_since=NOW - DAY,
    )


def moved(before: When | None, after: When | None) -> Change:
    first = story(Kind.PREMIERE, when=before)
    return Change(replace(first, when=after, revision=2), "changed", first)


def cast_as(part: Part) -> Story:
    return replace(story(Kind.CASTING), people=(Person(name="Ada Penn", part=part),), revision=2)


def answer(change: Change, *, locale: str = "en", role_id: int | None = None) -> Post:
    assert change.before is not None
    turn = Turn(
        delivery_id=DeliveryId("d"),
        revision=change.story.revision,
        status_before=change.before.status,
        status=change.story.status,
        when_before=change.before.when,
        when=change.story.when,
    )
    return render_answer(
        change.story,
        turn,
        messages=load_messages(),
        locale=locale,
        role_id=None if role_id is None else RoleId(role_id),
    )


def test_each_channel_that_wants_the_story_is_owed_one_answer() -> None:
    casting = subscription(channel_id=OTHER, kinds=frozenset({Kind.CASTING}))
    twice = subscription(show_id=None)
    routing = answers(NOW_CONFIRMED, subscription(), twice, casting)

    (one,) = routing.answers
    assert (one.story_id, one.channel_id) == (CONFIRMED.id, CHANNEL)
    assert one.turn is not None
    assert (one.turn.status_before, one.turn.status) == (Status.REPORTED, Status.CONFIRMED)
    assert one.turn.delivery_id == routing.owed[0].id != one.id
    assert one.nonce != routing.owed[0].nonce


def test_who_comes_or_goes_after_all_is_answered() -> None:
    """By then the message may be too old to be edited: the news must not be lost."""
    first, then = cast_as(Part.JOINS), cast_as(Part.LEAVES)

    (one,) = answers(Change(then, "changed", first, "people")).answers

    assert one.turn is not None
    assert answers(Change(then, "joined", first, "people")).answers == ()


@pytest.mark.parametrize(
    "change",
    [
        Change(CONFIRMED, "joined", REPORTED),
        Change(replace(REPORTED, network="Nine"), "changed", REPORTED),
        Change(REPORTED),
    ],
    ids=["quietly", "neither status nor date", "born"],
)
def test_nothing_else_is_answered(change: Change) -> None:
    assert answers(change).answers == ()


def test_what_may_not_be_announced_is_not_answered() -> None:
    assert answers(NOW_CONFIRMED, announce=False).answers == ()


@pytest.mark.parametrize(
    ("change", "heading", "words"),
    [
        (NOW_CONFIRMED, "✅ Now confirmed · Renewal", "has been renewed for season 2"),
        (moved(DECEMBER, JANUARY), "✅ New date · Premiere", "Moved from December 2026 to January"),
        (moved(DECEMBER, CHRISTMAS), "✅ New date · Premiere", "now it is December 24, 2026"),
        (
            Change(cast_as(Part.LEAVES), "changed", cast_as(Part.JOINS)),
            "✅ Changed · Casting",
            "Ada Penn",
        ),
        (moved(None, JANUARY), "✅ New date · Premiere", "is set for January 2027"),
        (moved(DECEMBER, None), "✅ New date · Premiere", "December 2026 no longer holds"),
    ],
)
def test_an_answer_says_what_is_new(change: Change, heading: str, words: str) -> None:
    post = answer(change)

    assert post.author == heading
    assert words in post.description
    assert post.title == "Harbour Lights · Season 2"
    assert post.fields == ()


def test_an_answer_tells_what_was_so_when_it_was_owed() -> None:
    """The story may have gone on while Discord was away: then another answer tells that."""
    change = replace(NOW_CONFIRMED, story=replace(CONFIRMED, when=JANUARY))
    late = answer(change)
    denied = render_answer(
        replace(CONFIRMED, status=Status.DENIED),
        Turn(
            delivery_id=DeliveryId("d"),
            revision=2,
            status_before=Status.REPORTED,
            status=Status.CONFIRMED,
            when_before=None,
            when=None,
        ),
        messages=load_messages(),
        locale="en",
    )

    assert denied.author == answer(NOW_CONFIRMED).author == late.author


@pytest.mark.parametrize("locale", ["en", "ko", "ja", "es-ES"])
def test_answers_are_in_the_servers_language(locale: str) -> None:
    told = {answer(change, locale=locale).author for change in (NOW_CONFIRMED, moved(None, None))}

    assert len(told) == 2


async def with_role(storage: Storage, channels: Sequence[ChannelId] = (CHANNEL,)) -> None:
    async with storage.write() as conn:
        for channel in channels:
            wish = subscription(channel_id=channel, role_id=RoleId(5))
            await subscriptions.put(conn, wish)


async def test_a_change_edits_the_message_and_answers_it(
    storage: Storage, clock: FakeClock, sender: FakeSender
) -> None:
    box = outbox(storage, sender, clock)
    await tell(storage, clock, Change(REPORTED))
    await box.send_due()
    await tell(storage, clock, NOW_CONFIRMED)
    await with_role(storage)
    assert await box.send_due() == 2

    post, reply = sender.messages
    assert (post.edits, post.answers) == (1, None)
    assert (reply.edits, reply.answers) == (0, post.id)
    assert reply.post.content == "<@&5>"
    assert post.post.reference == REPORTED.id
    assert reply.post.reference == f"{REPORTED.id}.2"
    assert set(await states(storage)) == {DeliveryState.SENT}
    assert await storage.problems() == []


async def test_the_same_change_again_is_answered_once(
    storage: Storage, clock: FakeClock, sender: FakeSender
) -> None:
    box = outbox(storage, sender, clock)
    await tell(storage, clock, Change(REPORTED))
    await box.send_due()
    for _ in range(2):
        await tell(storage, clock, NOW_CONFIRMED)
        await box.send_due()

    assert len(sender.messages) == 2


async def test_a_message_that_is_not_begun_tells_the_change_itself(
    storage: Storage, clock: FakeClock, sender: FakeSender
) -> None:
    await tell(storage, clock, Change(REPORTED))
    await tell(storage, clock, NOW_CONFIRMED)
    await outbox(storage, sender, clock).send_due()

    (only,) = sender.messages
    assert only.post.author.startswith("✅ Confirmed")


async def test_an_answer_waits_for_its_message(
    storage: Storage, clock: FakeClock, sender: FakeSender
) -> None:
    """The message is being sent, with the old content, when the change is stored."""
    await tell(storage, clock, Change(REPORTED))
    async with storage.write() as conn:
        await deliveries.claim(
            conn, now=clock(), limit=1, lease=timedelta(minutes=5), owner="another"
        )
    await tell(storage, clock, NOW_CONFIRMED)
    box = outbox(storage, sender, clock)
    assert await box.send_due() == 0
    clock.advance(minutes=6)
    for _ in range(3):
        await box.send_due()
        clock.advance(minutes=20)

    post, reply = sender.messages
    assert (post.answers, reply.answers) == (None, post.id)


async def test_two_changes_are_answered_in_their_order(
    storage: Storage, clock: FakeClock, sender: FakeSender
) -> None:
    box = outbox(storage, sender, clock)
    await tell(storage, clock, Change(REPORTED))
    await box.send_due()
    denied = replace(CONFIRMED, status=Status.DENIED, revision=3)
    await tell(storage, clock, NOW_CONFIRMED)
    await tell(storage, clock, Change(denied, "changed", CONFIRMED))
    await box.send_due()

    assert [one.post.author for one in sender.messages] == [
        "❌ Denied · Renewal",
        "✅ Now confirmed · Renewal",
        "❌ Now denied · Renewal",
    ]


async def test_a_change_of_a_companion_answers_the_message_that_tells_it(
    storage: Storage, clock: FakeClock, sender: FakeSender
) -> None:
    dated = story(Kind.PREMIERE, id=StoryId("dated"), lead_id=REPORTED.id, when=DECEMBER)
    box = outbox(storage, sender, clock)
    await tell(storage, clock, Change(REPORTED), Change(dated))
    await box.send_due()
    await tell(storage, clock, Change(replace(dated, when=JANUARY, revision=2), "changed", dated))
    await box.send_due()

    post, reply = sender.messages
    assert (post.edits, reply.answers) == (1, post.id)
    assert reply.post.author == "✅ New date · Premiere"


async def test_an_old_message_is_answered_but_not_edited(
    storage: Storage, clock: FakeClock, sender: FakeSender
) -> None:
    """Nobody scrolls back; a confirmation after ten days is news all the same."""
    box = outbox(storage, sender, clock)
    await tell(storage, clock, Change(REPORTED))
    await box.send_due()
    clock.advance(days=10)
    await tell(storage, clock, NOW_CONFIRMED)
    await box.send_due()

    post, reply = sender.messages
    assert (post.edits, reply.answers) == (0, post.id)


async def test_an_edit_that_was_kept_waiting_too_long_is_left_out(
    storage: Storage, clock: FakeClock, sender: FakeSender
) -> None:
    box = outbox(storage, sender, clock, edit_age=DAY)
    await tell(storage, clock, Change(REPORTED))
    await box.send_due()
    await tell(storage, clock, Change(CONFIRMED, "joined", REPORTED))
    clock.advance(days=2)
    await box.send_due()

    (post,) = sender.messages
    assert post.edits == 0
    assert await states(storage) == [DeliveryState.SENT]


async def test_a_message_that_was_refused_is_answered_by_nothing(
    storage: Storage, clock: FakeClock, sender: FakeSender
) -> None:
    def refuse(_what: str, _channel: ChannelId) -> None:
        raise ContentRefused("no")

    await tell(storage, clock, Change(REPORTED))
    async with storage.write() as conn:
        await deliveries.claim(conn, now=clock(), limit=1, lease=timedelta(0), owner="another")
    await tell(storage, clock, NOW_CONFIRMED)
    sender.before = refuse
    box = outbox(storage, sender, clock)
    for _ in range(3):
        await box.send_due()
        clock.advance(minutes=20)

    assert sender.messages == []
    assert {row.state for row in await rows(storage)} == {DeliveryState.DROPPED}
