"""Answers of other catalogues, kept for a while so that nobody is asked twice."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import delete, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Show
from bot.storage.shows import show_of
from bot.storage.statements import upsert
from bot.storage.tables import lookups as table
from bot.storage.tables import shows

ABOUT = "about"
"""The service and the beginning of the question under which it is kept what was found of a show."""


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


def about(show: Show) -> str:
    """Return the question under which it is kept what others know of a show."""
    return f"{ABOUT}:{show.id}"


async def first_unasked(conn: AsyncConnection, *, now: datetime) -> Show | None:
    """Return a show met in the news of which it is not kept what others know, or None."""
    asked = (
        select(table.c.question)
        .where(
            table.c.service == ABOUT,
            table.c.question == literal(f"{ABOUT}:").concat(shows.c.id),
            table.c.expires_at > now,
        )
        .exists()
    )
    rows = await conn.execute(
        select(shows).where(~shows.c.known, ~asked).order_by(shows.c.id).limit(1)
    )
    row = rows.first()
    return show_of(row) if row else None


async def expire(conn: AsyncConnection, *, now: datetime) -> None:
    """Forget the answers that do not hold any more."""
    await conn.execute(delete(table).where(table.c.expires_at <= now))
