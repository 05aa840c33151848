"""Stories with their sources, and the timeline of what happened to them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, or_, select, tuple_
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import GuildId, ShowId, Source, Story, StoryId
from bot.storage.records import source_of, source_values, story_of, story_values
from bot.storage.statements import chunks, hold, select_in, upsert
from bot.storage.tables import EVERY_SHOW, sources, stories, subscriptions
from bot.storage.timeline import TimelineEntry, append, timeline

__all__ = [
    "TimelineEntry",
    "candidates",
    "companions",
    "get",
    "hold_shows",
    "latest",
    "save",
    "timeline",
]


async def hold_shows(conn: AsyncConnection, show_ids: Iterable[ShowId]) -> None:
    """Let no other transaction file or correct news of these shows until this one ends.

    Stored or not: two workers that read the same news at once would otherwise both give birth to
    its story, and one could file it under a show that is being merged into another.
    """
    await hold(conn, (f"show {id_}" for id_ in set(show_ids)))


async def candidates(
    conn: AsyncConnection, show_ids: Iterable[ShowId], *, since: datetime
) -> list[Story]:
    """Return the stories of these shows that changed at `since` or later, the oldest first."""
    ids = set(show_ids)
    await hold_shows(conn, ids)
    recent = select(stories).where(stories.c.updated_at >= since)
    found = await _whole(conn, await select_in(conn, recent, stories.c.show_id, ids))
    return sorted(found, key=lambda story: (story.first_at, story.id))


async def save(
    conn: AsyncConnection, changes: Sequence[tuple[Story, str, str]], *, now: datetime
) -> None:
    """Store what happened to stories: each as it is now, its sources, and a line of its timeline.

    Args:
        conn: the open transaction.
        changes: story, effect and what changed, in the order in which it happened; a story may
            come more than once, and its last state is the one that stays.
        now: the time of the timeline's lines.
    """
    newest = {story.id: story for story, _, _ in changes}
    known = await _source_keys(conn, newest)
    await upsert(conn, stories, [story_values(newest[id_]) for id_ in sorted(newest)])
    await upsert(
        conn,
        sources,
        [
            source_values(source, story_id=story.id, position=position)
            for story in newest.values()
            for position, source in enumerate(story.sources)
        ],
    )
    await _forget_sources(conn, newest, known=known)
    lines = []
    for story, effect, what in changes:
        seen = known.setdefault(story.id, set())
        fresh = [source for source in story.sources if _key(source) not in seen]
        seen.update(map(_key, fresh))
        lines.append((story, effect, what, _told_by(fresh or story.sources)))
    await append(conn, lines, now=now)


async def get(conn: AsyncConnection, ids: Iterable[StoryId]) -> dict[StoryId, Story]:
    """Return the stored ones among the stories asked for."""
    rows = await select_in(conn, select(stories), stories.c.id, ids)
    return {story.id: story for story in await _whole(conn, rows)}


async def companions(
    conn: AsyncConnection, lead_ids: Iterable[StoryId]
) -> dict[StoryId, list[Story]]:
    """Return the stories told in each lead's message, the oldest first; each lead has a list."""
    asked = list(lead_ids)
    rows = await select_in(conn, select(stories), stories.c.lead_id, asked)
    led: dict[StoryId, list[Story]] = {id_: [] for id_ in asked}
    found = zip((row.lead_id for row in rows), await _whole(conn, rows), strict=True)
    for lead_id, story in sorted(found, key=lambda pair: (pair[1].first_at, pair[1].id)):
        led[lead_id].append(story)
    return led


async def latest(
    conn: AsyncConnection,
    *,
    limit: int,
    show_id: ShowId | None = None,
    guild_id: GuildId | None = None,
) -> list[Story]:
    """Return the stories that changed last, the newest first.

    Args:
        conn: the open transaction.
        limit: at most so many.
        show_id: of this show alone.
        guild_id: of the shows alone that a channel of this guild follows.
    """
    wanted: Select[Any] = select(stories)
    if show_id is not None:
        wanted = wanted.where(stories.c.show_id == show_id)
    if guild_id is not None:
        followed = select(subscriptions).where(
            subscriptions.c.guild_id == guild_id,
            or_(
                subscriptions.c.show_id == stories.c.show_id,
                subscriptions.c.show_id == EVERY_SHOW,
            ),
        )
        wanted = wanted.where(followed.exists())
    order = wanted.order_by(stories.c.updated_at.desc(), stories.c.id).limit(limit)
    return await _whole(conn, (await conn.execute(order)).all())


async def _whole(conn: AsyncConnection, rows: Sequence[Row[Any]]) -> list[Story]:
    """Return the stories of these rows with their sources, in the same order."""
    told: dict[str, list[Source]] = {row.id: [] for row in rows}
    wanted = select(sources).order_by(sources.c.story_id, sources.c.position)
    for row in await select_in(conn, wanted, sources.c.story_id, told):
        told[row.story_id].append(source_of(row))
    return [story_of(row, sources=tuple(told[row.id])) for row in rows]


async def _source_keys(
    conn: AsyncConnection, ids: Iterable[StoryId]
) -> dict[StoryId, set[tuple[str, str]]]:
    """Return which articles each story already has as sources."""
    keys: dict[StoryId, set[tuple[str, str]]] = {}
    wanted = select(sources.c.story_id, sources.c.feed_id, sources.c.article_id)
    for row in await select_in(conn, wanted, sources.c.story_id, ids):
        keys.setdefault(StoryId(row.story_id), set()).add((row.feed_id, row.article_id))
    return keys


async def _forget_sources(
    conn: AsyncConnection,
    newest: dict[StoryId, Story],
    *,
    known: dict[StoryId, set[tuple[str, str]]],
) -> None:
    """Remove the sources that a story has no more: a correction can take one away."""
    gone = [
        (id_, *key)
        for id_, keys in known.items()
        for key in sorted(keys - set(map(_key, newest[id_].sources)))
    ]
    row = tuple_(sources.c.story_id, sources.c.feed_id, sources.c.article_id)
    for part in chunks(gone):
        await conn.execute(delete(sources).where(row.in_(part)))


def _key(source: Source) -> tuple[str, str]:
    return source.feed_id, source.article_id


def _told_by(told: Sequence[Source]) -> Source | None:
    return told[-1] if told else None
