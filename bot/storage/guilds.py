"""Guilds and channels that the bot can or cannot write to; their settings are never removed.

A delivery that cannot be made now is paused with its channel or guild, and owed again with it if
it is still news.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import ChannelId, DeliveryState, GuildId
from bot.storage.statements import chunks, insert_into, select_in, upsert
from bot.storage.tables import deliveries, guilds, paused_channels, stories


@dataclass(frozen=True, slots=True, kw_only=True)
class PausedChannel:
    """A channel that cannot be written.

    Attributes:
        reason: why, for the person who runs the bot.
        since: when that was first noticed.
    """

    guild_id: GuildId
    channel_id: ChannelId
    reason: str
    since: datetime


async def seen(
    conn: AsyncConnection,
    guild_id: GuildId,
    *,
    locale: str,
    now: datetime,
    news_since: datetime | None = None,
) -> None:
    """Remember that the bot is a member of a guild: `seen_all` for one."""
    await seen_all(conn, {guild_id: locale}, now=now, news_since=news_since)


async def seen_all(
    conn: AsyncConnection,
    locales: Mapping[GuildId, str],
    *,
    now: datetime,
    news_since: datetime | None = None,
) -> None:
    """Remember that the bot is a member of guilds; after an absence their deliveries go on.

    Channels that were paused for themselves stay so. It takes the same few statements for one
    guild and for all that Discord lists when the bot connects.

    Args:
        conn: an open transaction.
        locales: of the guilds.
        now: aware UTC time.
        news_since: what has not changed since is news no more: see `resume_channel`.
    """
    ids = sorted(locales)
    paused_alone = select(paused_channels.c.channel_id)
    for part in chunks(ids):
        back = await conn.scalars(
            update(guilds)
            .where(guilds.c.id.in_(part), guilds.c.left_at.is_not(None))
            .values(left_at=None)
            .returning(guilds.c.id)
        )
        if returned := back.all():
            await _go_on(
                conn,
                deliveries.c.guild_id.in_(returned) & deliveries.c.channel_id.not_in(paused_alone),
                now=now,
                news_since=news_since,
            )
    rows = [
        {"id": id_, "locale": locales[id_], "first_seen_at": now, "left_at": None} for id_ in ids
    ]
    await upsert(conn, guilds, rows, keep=["first_seen_at"])


async def left(conn: AsyncConnection, guild_id: GuildId, *, now: datetime) -> None:
    """Remember that the bot is no member any more; what is owed there waits for its return."""
    insert = insert_into(conn, guilds).values(id=guild_id, first_seen_at=now, left_at=now)
    await conn.execute(
        insert.on_conflict_do_update(
            index_elements=[guilds.c.id],
            set_={"left_at": func.coalesce(guilds.c.left_at, insert.excluded.left_at)},
        )
    )
    await _wait(conn, deliveries.c.guild_id == guild_id)


async def locale_of(conn: AsyncConnection, guild_ids: Iterable[GuildId]) -> dict[GuildId, str]:
    """Return the locale of each guild asked for that the bot has ever seen."""
    known = select(guilds.c.id, guilds.c.locale).where(guilds.c.locale.is_not(None))
    rows = await select_in(conn, known, guilds.c.id, guild_ids)
    return {GuildId(row.id): row.locale for row in rows}


async def pause_channel(
    conn: AsyncConnection,
    *,
    guild_id: GuildId,
    channel_id: ChannelId,
    reason: str,
    now: datetime,
) -> bool:
    """Let all that a channel is owed wait.

    Returns:
        True when it was not paused before: then, and only then, its admins are to be told.
    """
    row = {"guild_id": guild_id, "channel_id": channel_id, "reason": reason, "since": now}
    added = await conn.execute(
        insert_into(conn, paused_channels)
        .values(row)
        .on_conflict_do_nothing()
        .returning(paused_channels.c.channel_id)
    )
    first = added.first() is not None
    if not first:
        await conn.execute(
            update(paused_channels)
            .where(paused_channels.c.channel_id == channel_id)
            .values(reason=reason)
        )
    await _wait(conn, deliveries.c.channel_id == channel_id)
    return first


async def resume_channel(
    conn: AsyncConnection,
    channel_id: ChannelId,
    *,
    now: datetime,
    news_since: datetime | None = None,
) -> None:
    """Owe a channel again what waited for it, unless its guild is gone.

    Args:
        conn: an open transaction.
        channel_id: the channel that can be written again.
        now: aware UTC time.
        news_since: what was never sent and has not changed since is forgotten, so that weeks of
            waiting do not end in a flood; None keeps everything.
    """
    await conn.execute(paused_channels.delete().where(paused_channels.c.channel_id == channel_id))
    gone = select(guilds.c.id).where(guilds.c.left_at.is_not(None))
    await _go_on(
        conn,
        (deliveries.c.channel_id == channel_id) & deliveries.c.guild_id.not_in(gone),
        now=now,
        news_since=news_since,
    )


async def paused(conn: AsyncConnection) -> list[PausedChannel]:
    """Return the channels that cannot be written, the longest paused first."""
    order = (paused_channels.c.since, paused_channels.c.channel_id)
    return [
        PausedChannel(
            guild_id=GuildId(row.guild_id),
            channel_id=ChannelId(row.channel_id),
            reason=row.reason,
            since=row.since,
        )
        for row in await conn.execute(select(paused_channels).order_by(*order))
    ]


async def _wait(conn: AsyncConnection, which: ColumnElement[bool]) -> None:
    await conn.execute(
        update(deliveries)
        .where(which, deliveries.c.state == DeliveryState.OWED.value)
        .values(state=DeliveryState.PAUSED.value)
    )


async def _go_on(
    conn: AsyncConnection,
    which: ColumnElement[bool],
    *,
    now: datetime,
    news_since: datetime | None,
) -> None:
    waiting = which & (deliveries.c.state == DeliveryState.PAUSED.value)
    if news_since is not None:
        told_together = or_(
            stories.c.id == deliveries.c.story_id, stories.c.lead_id == deliveries.c.story_id
        )
        is_news = select(stories.c.id).where(told_together, stories.c.updated_at >= news_since)
        # Removed, not dropped: when more becomes known of the story, the channel is owed it anew.
        # What was taken back stays, so that it is not.
        never_sent = deliveries.c.message_id.is_(None) & ~deliveries.c.taken_back
        await conn.execute(delete(deliveries).where(waiting, never_sent, ~is_news.exists()))
    await conn.execute(
        update(deliveries)
        .where(waiting)
        .values(state=DeliveryState.OWED.value, next_try_at=now, attempts=0)
    )
