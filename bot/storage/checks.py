"""What must always be true of the data, looked for."""

from typing import Any

from sqlalchemy import Select, func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import StorageError
from bot.model import DeliveryState
from bot.storage.tables import deliveries, sources, stories

_SENT = deliveries.c.state == DeliveryState.SENT.value

# Each finds the rows that break a rule; the sentence is told once, with their number.
_RULES: tuple[tuple[str, Select[Any]], ...] = (
    (
        "deliveries are marked as sent but have no message",
        select(deliveries.c.id).where(_SENT, deliveries.c.message_id.is_(None)),
    ),
    (
        "deliveries are marked as sent but owe a newer revision",
        select(deliveries.c.id).where(
            _SENT, deliveries.c.sent_revision < deliveries.c.owed_revision
        ),
    ),
    (
        "messages stand for more than one delivery",
        select(deliveries.c.message_id)
        .where(deliveries.c.message_id.is_not(None))
        .group_by(deliveries.c.message_id)
        .having(func.count() > 1),
    ),
    (
        "stories have no source",
        select(stories.c.id).where(
            ~select(sources).where(sources.c.story_id == stories.c.id).exists()
        ),
    ),
)


async def problems(conn: AsyncConnection) -> list[str]:
    """Return what is wrong, one sentence each."""
    found = await _damage(conn) if conn.dialect.name == "sqlite" else []
    for sentence, broken in _RULES:
        number = await conn.scalar(select(func.count()).select_from(broken.subquery()))
        if number:
            found.append(f"{number} {sentence}")
    return found


async def no_orphans(conn: AsyncConnection) -> None:
    """Prove that every row of a SQLite file points to one that exists.

    Raises:
        StorageError: one does not; the text names its table.
    """
    for problem in await _orphans(conn):
        raise StorageError(f"the tables cannot be brought up to date: {problem}")


async def _damage(conn: AsyncConnection) -> list[str]:
    """Return what SQLite itself finds wrong with its file."""
    integrity = await conn.scalars(text("PRAGMA integrity_check"))
    return [line for line in integrity if line != "ok"] + await _orphans(conn)


async def _orphans(conn: AsyncConnection) -> list[str]:
    found = await conn.execute(text("PRAGMA foreign_key_check"))
    return [f"a row of {row[0]} points to a missing row of {row[2]}" for row in found]
