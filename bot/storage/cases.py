"""Cases: posts that readers say are wrong, with the evidence that led to them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import GuildId, Story, StoryId, UserId
from bot.storage.statements import upsert
from bot.storage.tables import cases as table
from bot.storage.tables import guilds


class Reporters(StrEnum):
    """Whom a server lets report posts, by the permission that they need there."""

    EVERYONE = "everyone"
    MANAGE_MESSAGES = "manage_messages"
    MANAGE_GUILD = "manage_guild"


class Fault(StrEnum):
    """What is wrong with a post, as its reader sees it."""

    WRONG_SHOW = "wrong_show"
    NOT_NEWS = "not_news"
    WRONG_DATE = "wrong_date"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One complaint, with the story as it stood then: corrections do not change it.

    Attributes:
        told: what the story said: show, season, kind, status, stage and when, in plain words.
        articles: its sources: id, lang, publisher, url, published and title of each.
    """

    at: datetime
    fault: Fault
    story_id: StoryId
    guild_id: GuildId
    user_id: UserId
    told: Mapping[str, Any]
    articles: tuple[Mapping[str, Any], ...]


async def add(
    conn: AsyncConnection,
    story: Story,
    fault: Fault,
    *,
    guild_id: GuildId,
    user_id: UserId,
    now: datetime,
) -> None:
    """Record a complaint about a story."""
    told = {
        "show": story.show_title,
        "season": story.season,
        "kind": story.kind.value,
        "status": story.status.value,
        "stage": story.stage and story.stage.value,
        "when": str(story.when) if story.when else None,
    }
    articles = [
        {
            "id": source.article_id,
            "lang": source.language,
            "publisher": source.publisher,
            "url": source.link,
            "published": source.published_at.date().isoformat() if source.dated else None,
            "title": source.headline,
        }
        for source in story.sources
    ]
    await conn.execute(
        insert(table).values(
            at=now,
            fault=fault.value,
            story_id=story.id,
            guild_id=guild_id,
            user_id=user_id,
            told=told,
            articles=articles,
        )
    )


async def let_report(
    conn: AsyncConnection, guild_id: GuildId, reporters: Reporters, *, now: datetime
) -> None:
    """Remember whom a server lets report posts."""
    row = {"id": guild_id, "reporters": reporters.value, "first_seen_at": now}
    await upsert(conn, guilds, [row], keep=["first_seen_at"])


async def reporters_of(conn: AsyncConnection, guild_id: GuildId) -> Reporters:
    """Return whom a server lets report posts; everyone, where it has not chosen."""
    chosen = await conn.scalar(select(guilds.c.reporters).where(guilds.c.id == guild_id))
    return Reporters(chosen or Reporters.EVERYONE)


async def count(
    conn: AsyncConnection, *, user_id: UserId, since: datetime, story_id: StoryId | None = None
) -> int:
    """Return how many complaints a person has made since then, of one story or of all."""
    wanted = select(func.count()).where(table.c.user_id == user_id, table.c.at >= since)
    if story_id is not None:
        wanted = wanted.where(table.c.story_id == story_id)
    return int(await conn.scalar(wanted) or 0)


async def listed(conn: AsyncConnection) -> list[Case]:
    """Return all cases, the oldest first."""
    rows = await conn.execute(select(table).order_by(table.c.id))
    return [
        Case(
            at=row.at,
            fault=Fault(row.fault),
            story_id=StoryId(row.story_id),
            guild_id=GuildId(row.guild_id),
            user_id=UserId(row.user_id),
            told=row.told,
            articles=tuple(row.articles),
        )
        for row in rows
    ]
