"""The timeline: what happened to each show, line after line, never changed and never removed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Kind, ShowId, Source, Stage, Status, Story, StoryId, When
from bot.storage import corrections
from bot.storage.columns import when_of, when_values
from bot.storage.corrections import Correction
from bot.storage.records import stage_of
from bot.storage.tables import stories
from bot.storage.tables import timeline as table


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """One line of a show's timeline: the story as it was then.

    Attributes:
        at: when the bot learnt it.
        effect: what it did to the story: "born", "joined", "changed" or "repeated".
        what: short machine words for what changed, such as "status" or "when".
        publisher: who told it, or None.
        link: where it stands, or None.
        told_at: when that was published, or None.
    """

    story_id: StoryId
    show_id: ShowId
    season: int | None
    kind: Kind
    stage: Stage | None
    at: datetime
    effect: str
    what: str
    status: Status
    when: When | None
    publisher: str | None
    link: str | None
    told_at: datetime | None = None


async def append(
    conn: AsyncConnection,
    lines: Iterable[tuple[Story, str, str, Source | None]],
    *,
    now: datetime,
) -> None:
    """Add lines: story, effect, what changed, and the source that told it."""
    rows = [
        {
            "story_id": story.id,
            "show_id": story.show_id,
            "season": story.season,
            "kind": story.kind.value,
            "stage": story.stage and story.stage.value,
            "at": now,
            "effect": effect,
            "what": what,
            "status": story.status.value,
            **when_values(story.when),
            "publisher": source and source.publisher,
            "link": source and source.link,
            "told_at": source.published_at if source and source.dated else None,
        }
        for story, effect, what, source in lines
    ]
    if rows:
        await conn.execute(insert(table), rows)


async def timeline(
    conn: AsyncConnection, show_id: ShowId, *, season: int | None = None
) -> list[TimelineEntry]:
    """Return all that happened to a show, or to one season, in the order in which it was learnt.

    A line belongs to the show that its story is now told of: lines are never changed, and shows
    are merged and split.
    """
    wanted = select(table).join(stories, stories.c.id == table.c.story_id)
    wanted = wanted.where(stories.c.show_id == show_id)
    if season is not None:
        wanted = wanted.where(stories.c.season == season)
    rows = await conn.execute(wanted.order_by(table.c.at, table.c.id))
    return [_entry(row) for row in rows]


async def corrections_of(conn: AsyncConnection, show_id: ShowId) -> list[Correction]:
    """Return the corrections of a show and of all that has become part of it, in order."""
    return await corrections.of_shows(conn, await corrections.family(conn, show_id))


def _entry(row: Row[Any]) -> TimelineEntry:
    return TimelineEntry(
        story_id=StoryId(row.story_id),
        show_id=ShowId(row.show_id),
        season=row.season,
        kind=Kind(row.kind),
        stage=stage_of(row.stage),
        at=row.at,
        effect=row.effect,
        what=row.what,
        status=Status(row.status),
        when=when_of(row),
        publisher=row.publisher,
        link=row.link,
        told_at=row.told_at,
    )
