"""Answers of other catalogues, kept for a while so that nobody is asked twice."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.statements import upsert
from bot.storage.tables import lookups as table


async def kept(
    conn: AsyncConnection, question: str, *, services: Collection[str], now: datetime
) -> dict[str, Any]:
    """Return the answers to a question that still hold, by service; an empty one is one too."""
    rows = await conn.execute(
        select(table.c.service, table.c.answer).where(
            table.c.question == question,
            table.c.service.in_(services),
            table.c.expires_at > now,
        )
    )
    return {row.service: row.answer for row in rows}


async def keep(
    conn: AsyncConnection, question: str, *, service: str, answer: object, until: datetime
) -> None:
    """Keep an answer: JSON, never None."""
    row = {"service": service, "question": question, "answer": answer, "expires_at": until}
    await upsert(conn, table, [row])


async def expire(conn: AsyncConnection, *, now: datetime) -> None:
    """Forget the answers that do not hold any more."""
    await conn.execute(delete(table).where(table.c.expires_at <= now))
