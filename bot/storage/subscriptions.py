"""Subscriptions: which channel wants to be told about which show."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import ChannelId, GuildId, Kind, RoleId, ShowId, Subscription, UserId
from bot.storage.statements import insert_into, select_in, upsert
from bot.storage.tables import EVERY_SHOW
from bot.storage.tables import subscriptions as table


async def put(conn: AsyncConnection, subscription: Subscription) -> bool:
    """Store a subscription; one that is there gets the new kinds and role. True when it is new.

    Who made it, and when, stays as it was.
    """
    row = _values(subscription)
    added = await conn.execute(
        insert_into(conn, table).values(row).on_conflict_do_nothing().returning(table.c.show_id)
    )
    if added.first() is not None:
        return True
    await conn.execute(
        update(table)
        .where(_is(subscription.channel_id, subscription.show_id))
        .values({name: row[name] for name in ("guild_id", "kinds", "role_id")})
    )
    return False


async def remove(conn: AsyncConnection, *, channel_id: ChannelId, show_id: ShowId | None) -> bool:
    """Forget one subscription, because someone asked for it; False when there was none."""
    gone = await conn.execute(
        delete(table).where(_is(channel_id, show_id)).returning(table.c.show_id)
    )
    return gone.first() is not None


async def of_channel(conn: AsyncConnection, channel_id: ChannelId) -> list[Subscription]:
    """Return a channel's subscriptions, the oldest first."""
    return await _ordered(conn, table.c.channel_id == channel_id)


async def of_guild(conn: AsyncConnection, guild_id: GuildId) -> list[Subscription]:
    """Return the subscriptions of all channels of a guild, the oldest first."""
    return await _ordered(conn, table.c.guild_id == guild_id)


async def for_shows(conn: AsyncConnection, show_ids: Iterable[ShowId]) -> list[Subscription]:
    """Return who wants to hear of any of these shows, by channel; also who wants every show.

    Channels that are paused, and guilds that the bot has left, are among them: what is owed to
    them waits.
    """
    ids = set(show_ids)
    if not ids:
        return []
    rows = await select_in(conn, select(table), table.c.show_id, {*ids, EVERY_SHOW})
    return [_subscription(row) for row in sorted(rows, key=lambda r: (r.channel_id, r.show_id))]


async def of_show(conn: AsyncConnection, show_id: ShowId) -> list[Subscription]:
    """Return the subscriptions to one show, the oldest first."""
    return await _ordered(conn, table.c.show_id == show_id)


async def replace_with(
    conn: AsyncConnection, *, old: Iterable[Subscription], new: Iterable[Subscription]
) -> None:
    """Put subscriptions in the place of others, as they are, down to who made them and when."""
    for subscription in old:
        await conn.execute(delete(table).where(_is(subscription.channel_id, subscription.show_id)))
    await upsert(conn, table, [_values(subscription) for subscription in new])


async def channels(conn: AsyncConnection) -> list[tuple[GuildId, ChannelId]]:
    """Return every channel that follows something, with its guild."""
    rows = await conn.execute(
        select(table.c.guild_id, table.c.channel_id)
        .distinct()
        .order_by(table.c.guild_id, table.c.channel_id)
    )
    return [(GuildId(row.guild_id), ChannelId(row.channel_id)) for row in rows]


async def _ordered(conn: AsyncConnection, condition: ColumnElement[bool]) -> list[Subscription]:
    order = (table.c.created_at, table.c.channel_id, table.c.show_id)
    rows = await conn.execute(select(table).where(condition).order_by(*order))
    return [_subscription(row) for row in rows]


def _is(channel_id: ChannelId, show_id: ShowId | None) -> ColumnElement[bool]:
    return (table.c.channel_id == channel_id) & (table.c.show_id == (show_id or EVERY_SHOW))


def _values(subscription: Subscription) -> dict[str, Any]:
    return {
        "channel_id": subscription.channel_id,
        "show_id": subscription.show_id or EVERY_SHOW,
        "guild_id": subscription.guild_id,
        "kinds": sorted(kind.value for kind in subscription.kinds),
        "role_id": subscription.role_id,
        "created_by": subscription.created_by,
        "created_at": subscription.created_at,
    }


def _subscription(row: Row[Any]) -> Subscription:
    return Subscription(
        guild_id=GuildId(row.guild_id),
        channel_id=ChannelId(row.channel_id),
        show_id=None if row.show_id == EVERY_SHOW else ShowId(row.show_id),
        kinds=frozenset(map(Kind, row.kinds)),
        role_id=None if row.role_id is None else RoleId(row.role_id),
        created_by=UserId(row.created_by),
        created_at=row.created_at,
    )
