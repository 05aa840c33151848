"""Roles that one process at a time may play, such as sending to Discord."""

from datetime import datetime, timedelta

from sqlalchemy import delete, or_
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.statements import insert_into
from bot.storage.tables import leases as table


async def take(
    conn: AsyncConnection, name: str, *, owner: str, now: datetime, lease: timedelta
) -> bool:
    """Take a role or keep it longer; False while another owner has it."""
    insert = insert_into(conn, table).values(name=name, owner=owner, until=now + lease)
    free = or_(table.c.owner == owner, table.c.until <= now)
    taken = await conn.execute(
        insert.on_conflict_do_update(
            index_elements=[table.c.name],
            set_={"owner": insert.excluded.owner, "until": insert.excluded.until},
            where=free,
        ).returning(table.c.name)
    )
    return taken.first() is not None


async def give_back(conn: AsyncConnection, name: str, *, owner: str) -> None:
    """End a role early, if this owner has it."""
    await conn.execute(delete(table).where(table.c.name == name, table.c.owner == owner))
