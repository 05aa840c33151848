"""The outbox: what channels are owed, who is sending it, and what has been sent.

A row is OWED from the transaction that stores its story until Discord has answered. `claim` takes
rows for a while (a lease), so that a worker that dies loses nothing and two never send the same.
`sent`, `retry`, `pause` and `drop` are the four ways in which a try ends; each ends the lease.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select, update
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import (
    ChannelId,
    Delivery,
    DeliveryId,
    DeliveryState,
    GuildId,
    MessageId,
    StoryId,
)
from bot.storage.records import turn_of, turn_values
from bot.storage.statements import chunks, hold, insert_missing, select_in
from bot.storage.tables import deliveries as table
from bot.storage.tables import guilds, paused_channels, stories

_OWED = DeliveryState.OWED.value
_SENT = DeliveryState.SENT.value
_PAUSED = DeliveryState.PAUSED.value
_DROPPED = DeliveryState.DROPPED.value

_NO_LEASE: dict[str, Any] = {"lease_owner": None, "lease_until": None}


async def owe(conn: AsyncConnection, deliveries: Iterable[Delivery]) -> None:
    """Put deliveries into the outbox; a story that a channel has already stays as it is.

    What is owed to a paused channel or to a guild that the bot has left waits from the start.
    """
    rows = [_values(delivery) for delivery in deliveries]
    rows.sort(key=lambda row: str(row["id"]))
    await insert_missing(conn, table, rows)
    await hold_back(conn, {row["story_id"] for row in rows})


async def answer(conn: AsyncConnection, answers: Iterable[Delivery]) -> list[Delivery]:
    """Put answers into the outbox whose message stands or is on its way; return those.

    A message that has not been begun will tell the change itself, and one that was dropped or
    taken back is answered by nothing.
    """
    asked = list(answers)
    rows = await select_in(
        conn,
        select(table.c.id).where(
            table.c.first_tried_at.is_not(None),
            table.c.state != _DROPPED,
            ~table.c.taken_back,
            table.c.number == 0,
        ),
        table.c.id,
        [answer.turn.delivery_id for answer in asked if answer.turn],
    )
    begun = {row.id for row in rows}
    owed = [answer for answer in asked if answer.turn and answer.turn.delivery_id in begun]
    await owe(conn, owed)
    return owed


async def touch(
    conn: AsyncConnection,
    lead_ids: Iterable[StoryId],
    *,
    now: datetime,
    not_older_than: datetime,
) -> None:
    """Owe an edit to every message of these stories that was sent at `not_older_than` or later.

    A delivery that has not been sent yet will show the newest content anyway. It counts up all
    the same: if it is being sent at this moment, with the old content, it must be owed again.
    """
    ids = sorted(set(lead_ids))
    young = or_(table.c.sent_at.is_(None), table.c.sent_at >= not_older_than)
    was_sent = table.c.state == _SENT
    for part in chunks(ids):
        await conn.execute(
            update(table)
            .where(
                table.c.story_id.in_(part),
                table.c.number == 0,
                table.c.state != _DROPPED,
                young,
            )
            .values(
                owed_revision=table.c.owed_revision + 1,
                state=case((was_sent, _OWED), else_=table.c.state),
                next_try_at=case((was_sent, now), else_=table.c.next_try_at),
            )
        )
    await hold_back(conn, ids)


async def claim(
    conn: AsyncConnection, *, now: datetime, limit: int, lease: timedelta, owner: str
) -> list[Delivery]:
    """Take deliveries that are due: the oldest story of each channel, the oldest first.

    A channel in which something is being sent waits, so that its messages keep their order.
    The deliveries come back as they are then, with this attempt counted and `first_tried_at`
    set; a value of it before `now` means that an earlier try may have reached Discord.
    """
    # One claim at a time: the rows of a channel can be locked only one by one, and two claims
    # that saw different oldest rows of it would each take theirs.
    await hold(conn, ["claim deliveries"])
    ready = (
        table.c.state == _OWED,
        table.c.next_try_at <= now,
        or_(table.c.lease_until.is_(None), table.c.lease_until <= now),
    )
    ranked = (
        select(
            table.c.id,
            func.row_number()
            .over(
                partition_by=table.c.channel_id,
                # A message before its answers, and these in their order.
                order_by=(stories.c.first_at, table.c.number, table.c.id),
            )
            .label("place"),
            stories.c.first_at,
        )
        .join(stories, stories.c.id == table.c.story_id)
        .where(
            *ready,
            table.c.channel_id.not_in(_leased(now=now)),
            ~_held_back(),
        )
        .subquery()
    )
    due = (
        select(table)
        .join(ranked, ranked.c.id == table.c.id)
        # Said again for the row itself: PostgreSQL looks at it anew when it locks it, and a try
        # may have ended since the rows were ranked.
        .where(ranked.c.place == 1, *ready)
        .order_by(ranked.c.first_at, table.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True, of=table)
    )
    rows = (await conn.execute(due)).all()
    for part in chunks(row.id for row in rows):
        await conn.execute(
            update(table)
            .where(table.c.id.in_(part))
            .values(
                lease_owner=owner,
                lease_until=now + lease,
                first_tried_at=func.coalesce(table.c.first_tried_at, now),
                attempts=table.c.attempts + 1,
            )
        )
    return [
        replace(
            delivery,
            first_tried_at=delivery.first_tried_at or now,
            attempts=delivery.attempts + 1,
        )
        for delivery in map(_delivery, rows)
    ]


async def sent(
    conn: AsyncConnection,
    delivery: Delivery,
    *,
    message_id: MessageId,
    revision: int,
    now: datetime,
) -> None:
    """Remember that Discord has taken it, showing `revision`; owed again if more has happened."""
    done = table.c.owed_revision <= revision
    await _end_try(
        conn,
        delivery,
        message_id=message_id,
        sent_revision=revision,
        sent_at=func.coalesce(table.c.sent_at, now),
        state=case((done, _SENT), else_=table.c.state),
        attempts=0,
        next_try_at=now,
        last_error=None,
    )


async def retry(conn: AsyncConnection, delivery: Delivery, *, at: datetime, error: str) -> None:
    """Try again, not before `at`."""
    await _end_try(conn, delivery, next_try_at=at, last_error=error)


async def pause(conn: AsyncConnection, delivery: Delivery, *, error: str) -> None:
    """Wait until the channel is resumed or the guild is back."""
    await _end_try(conn, delivery, state=_PAUSED, last_error=error)


async def drop(conn: AsyncConnection, delivery: Delivery, *, error: str) -> None:
    """Never try again; the row stays with its reason.

    Taken back while it was being tried, it is still owed: its message may stand.
    """
    state: Any = _DROPPED
    if not delivery.taken_back:
        state = case((table.c.taken_back, table.c.state), else_=_DROPPED)
    await _end_try(conn, delivery, state=state, last_error=error)


async def release(conn: AsyncConnection, *, owner: str) -> None:
    """End all leases of an owner that is not sending any more."""
    await conn.execute(update(table).where(table.c.lease_owner == owner).values(_NO_LEASE))


async def get(conn: AsyncConnection, ids: Iterable[DeliveryId]) -> dict[DeliveryId, Delivery]:
    """Return the stored ones among the deliveries asked for."""
    rows = await select_in(conn, select(table), table.c.id, ids)
    return {DeliveryId(row.id): _delivery(row) for row in rows}


async def counts(conn: AsyncConnection) -> dict[DeliveryState, int]:
    """Return how many deliveries are in each state."""
    rows = await conn.execute(select(table.c.state, func.count()).group_by(table.c.state))
    return dict.fromkeys(DeliveryState, 0) | {DeliveryState(state): n for state, n in rows}


async def next_due(conn: AsyncConnection) -> datetime | None:
    """Return when something will be there to claim, None when nothing is owed.

    A channel in which something is being sent counts from the end of that lease.
    """
    leased = (
        select(table.c.channel_id, func.max(table.c.lease_until).label("until"))
        .where(table.c.lease_until.is_not(None))
        .group_by(table.c.channel_id)
        .subquery()
    )
    later = and_(leased.c.until.is_not(None), leased.c.until > table.c.next_try_at)
    earliest: datetime | None = await conn.scalar(
        select(func.min(case((later, leased.c.until), else_=table.c.next_try_at)))
        .select_from(table.outerjoin(leased, leased.c.channel_id == table.c.channel_id))
        .where(table.c.state == _OWED, ~_held_back())
    )
    return earliest


def _leased(*, now: datetime) -> Select[Any]:
    """Return the channels in which something is being sent."""
    return select(table.c.channel_id).where(table.c.lease_until > now)


def _held_back() -> ColumnElement[bool]:
    """Return the condition that a row's channel is paused or its guild gone."""
    gone = select(guilds.c.id).where(guilds.c.left_at.is_not(None))
    return or_(
        table.c.channel_id.in_(select(paused_channels.c.channel_id)), table.c.guild_id.in_(gone)
    )


async def hold_back(conn: AsyncConnection, story_ids: Iterable[StoryId]) -> None:
    """Pause what cannot be made now, so that `counts` tells the truth about it."""
    for part in chunks(sorted(story_ids)):
        await conn.execute(
            update(table)
            .where(table.c.story_id.in_(part), table.c.state == _OWED, _held_back())
            .values(state=_PAUSED)
        )


async def _end_try(conn: AsyncConnection, delivery: Delivery, **values: object) -> None:
    await conn.execute(update(table).where(table.c.id == delivery.id).values(values | _NO_LEASE))


def _values(delivery: Delivery) -> dict[str, Any]:
    return {
        "id": delivery.id,
        "story_id": delivery.story_id,
        "guild_id": delivery.guild_id,
        "channel_id": delivery.channel_id,
        "nonce": delivery.nonce,
        "state": delivery.state.value,
        "owed_revision": delivery.owed_revision,
        "sent_revision": delivery.sent_revision,
        "number": delivery.turn.revision if delivery.turn else 0,
        "turn": turn_values(delivery.turn),
        "taken_back": delivery.taken_back,
        "message_id": delivery.message_id,
        "sent_at": delivery.sent_at,
        "first_tried_at": delivery.first_tried_at,
        "attempts": delivery.attempts,
        "next_try_at": delivery.next_try_at,
        "last_error": delivery.last_error,
    }


def _delivery(row: Row[Any]) -> Delivery:
    return Delivery(
        id=DeliveryId(row.id),
        story_id=StoryId(row.story_id),
        guild_id=GuildId(row.guild_id),
        channel_id=ChannelId(row.channel_id),
        nonce=row.nonce,
        state=DeliveryState(row.state),
        owed_revision=row.owed_revision,
        sent_revision=row.sent_revision,
        turn=turn_of(row.turn),
        taken_back=row.taken_back,
        sent_at=row.sent_at,
        message_id=None if row.message_id is None else MessageId(row.message_id),
        first_tried_at=row.first_tried_at,
        attempts=row.attempts,
        next_try_at=row.next_try_at,
        last_error=row.last_error,
    )
