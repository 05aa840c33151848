"""Articles: which have been seen, as a set of ids and never as "newer than"."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Article, ArticleId, FeedId
from bot.storage.statements import insert_missing, select_in
from bot.storage.tables import articles as table


async def unseen(
    conn: AsyncConnection, feed_id: FeedId, ids: Iterable[ArticleId]
) -> set[ArticleId]:
    """Return those ids that the feed has never shown before."""
    asked = set(ids)
    known = select(table.c.id).where(table.c.feed_id == feed_id)
    return asked - {row.id for row in await select_in(conn, known, table.c.id, asked)}


async def add(conn: AsyncConnection, articles: Iterable[Article], *, now: datetime) -> None:
    """Remember the articles as seen; those that are known already stay as they were.

    The text is not kept: a story's sources hold what posts need of it.
    """
    rows = [
        {
            "feed_id": article.feed_id,
            "id": article.id,
            "headline": article.headline,
            "link": article.link,
            "published_at": article.published_at,
            "seen_at": now,
        }
        for article in articles
    ]
    await insert_missing(conn, table, rows)
