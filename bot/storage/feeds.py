"""Feeds: which are configured, which are due, and how their last poll went."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Feed, FeedId, Tier
from bot.storage.statements import chunks, upsert
from bot.storage.tables import feeds as table


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """A configured feed, with all that is remembered of its polls.

    Attributes:
        feed: as configured.
        etag: validator of the last body, to be sent back as it came.
        last_modified: the same, for servers that date instead.
        failures: failed polls in a row, 0 after a success.
        primed: whether a first poll has succeeded; before, nothing is announced.
        next_poll_at: not to be asked before.
        last_ok_at: when a poll last succeeded, or None.
        last_error: why the last poll failed; None after a success.
        moved_to: where the server says that the feed is now, or None.
    """

    feed: Feed
    etag: str | None = None
    last_modified: str | None = None
    failures: int = 0
    primed: bool = False
    next_poll_at: datetime
    last_ok_at: datetime | None = None
    last_error: str | None = None
    moved_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PollOutcome:
    """How one poll ended: everything that the next one needs.

    Attributes:
        feed_id: the feed that was polled.
        at: when.
        next_poll_at: when to ask again.
        etag: validator to send next time, or None.
        last_modified: the same, for servers that date instead.
        failures: failed polls in a row, this one counted.
        error: why it failed; None is a success.
        moved_to: where the server says that the feed is now, or None.
        primed: whether a poll of this feed has ever succeeded.
    """

    feed_id: FeedId
    at: datetime
    next_poll_at: datetime
    etag: str | None = None
    last_modified: str | None = None
    failures: int = 0
    error: str | None = None
    moved_to: str | None = None
    primed: bool


async def sync(conn: AsyncConnection, feeds: Iterable[Feed], *, now: datetime) -> None:
    """Make the stored feeds those of the configuration; new ones are due at once.

    A feed that left keeps its articles and its state, and is not polled. One whose address
    changed begins anew: validators belong to an address, and unknown ids must not be announced.
    """
    wanted = {feed.id: feed for feed in feeds}
    known = {row.id: row for row in await conn.execute(select(table))}
    rows = [
        _described(feed) | _remembered(known.get(feed.id), url=feed.url, now=now)
        for feed in wanted.values()
    ]
    await upsert(conn, table, rows)
    gone = [id_ for id_, row in known.items() if row.active and id_ not in wanted]
    for part in chunks(gone):
        await conn.execute(update(table).where(table.c.id.in_(part)).values(active=False))


async def claim_due(
    conn: AsyncConnection, *, now: datetime, limit: int, lease: timedelta, owner: str
) -> list[FeedState]:
    """Take feeds that are due and that nobody polls, the longest due first.

    They are nobody else's until `save_poll`, `release`, or the end of the lease.
    """
    due = (
        select(table)
        .where(
            table.c.active,
            table.c.next_poll_at <= now,
            or_(table.c.lease_until.is_(None), table.c.lease_until <= now),
        )
        .order_by(table.c.next_poll_at, table.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    rows = (await conn.execute(due)).all()
    for part in chunks(row.id for row in rows):
        await conn.execute(
            update(table)
            .where(table.c.id.in_(part))
            .values(lease_owner=owner, lease_until=now + lease)
        )
    return [_state(row) for row in rows]


async def save_poll(conn: AsyncConnection, outcome: PollOutcome) -> None:
    """Remember how a poll ended, and end its lease."""
    values: dict[str, Any] = {
        "etag": outcome.etag,
        "last_modified": outcome.last_modified,
        "failures": outcome.failures,
        "last_error": outcome.error,
        "moved_to": outcome.moved_to,
        "primed": outcome.primed,
        "next_poll_at": outcome.next_poll_at,
        "lease_owner": None,
        "lease_until": None,
    }
    if outcome.error is None:
        values["last_ok_at"] = outcome.at
    await conn.execute(update(table).where(table.c.id == outcome.feed_id).values(values))


async def release(conn: AsyncConnection, *, owner: str) -> None:
    """End all leases of an owner that is not polling any more."""
    await conn.execute(
        update(table).where(table.c.lease_owner == owner).values(lease_owner=None, lease_until=None)
    )


async def states(conn: AsyncConnection) -> list[FeedState]:
    """Return all configured feeds, by id."""
    rows = await conn.execute(select(table).where(table.c.active).order_by(table.c.id))
    return [_state(row) for row in rows]


def _described(feed: Feed) -> dict[str, Any]:
    return {
        "id": feed.id,
        "url": feed.url,
        "publisher": feed.publisher,
        "language": feed.language,
        "tier": feed.tier.value,
        "timezone": feed.timezone,
        "beat": list(feed.beat),
        "active": True,
    }


def _remembered(row: Row[Any] | None, *, url: str, now: datetime) -> dict[str, Any]:
    """Return what is to be kept of a feed's polls: nothing where it is new or has moved."""
    names = (
        "etag", "last_modified", "failures", "primed", "next_poll_at",
        "last_ok_at", "last_error", "moved_to",
    )  # fmt: skip
    if row is not None and row.url == url:
        return {name: getattr(row, name) for name in names}
    return dict.fromkeys(names) | {"failures": 0, "primed": False, "next_poll_at": now}


def _state(row: Row[Any]) -> FeedState:
    return FeedState(
        feed=Feed(
            id=FeedId(row.id),
            url=row.url,
            publisher=row.publisher,
            language=row.language,
            tier=Tier(row.tier),
            timezone=row.timezone,
            beat=tuple(row.beat or ()),
        ),
        etag=row.etag,
        last_modified=row.last_modified,
        failures=row.failures,
        primed=row.primed,
        next_poll_at=row.next_poll_at,
        last_ok_at=row.last_ok_at,
        last_error=row.last_error,
        moved_to=row.moved_to,
    )
