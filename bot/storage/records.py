"""Stories and sources as rows: the two halves stand side by side so that they agree."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy.engine import Row

from bot.model import (
    ArticleId,
    DeliveryId,
    FeedId,
    Kind,
    Precision,
    ShowId,
    Source,
    Stage,
    Status,
    Story,
    StoryId,
    Tier,
    Turn,
    When,
)
from bot.storage.columns import people_of, people_values, when_of, when_values


def story_values(story: Story) -> dict[str, Any]:
    """Return a story's row, without its sources."""
    return {
        "id": story.id,
        "show_id": story.show_id,
        "show_title": story.show_title,
        "season": story.season,
        "kind": story.kind.value,
        "stage": story.stage and story.stage.value,
        "status": story.status.value,
        **when_values(story.when),
        "people": people_values(story.people),
        "network": story.network,
        "lead_id": story.lead_id,
        "first_at": story.first_at,
        "updated_at": story.updated_at,
        "revision": story.revision,
    }


def story_of(row: Row[Any], *, sources: tuple[Source, ...]) -> Story:
    """Return the story of a row."""
    return Story(
        id=StoryId(row.id),
        show_id=ShowId(row.show_id),
        show_title=row.show_title,
        season=row.season,
        kind=Kind(row.kind),
        stage=stage_of(row.stage),
        status=Status(row.status),
        when=when_of(row),
        people=people_of(row.people),
        network=row.network,
        lead_id=row.lead_id and StoryId(row.lead_id),
        sources=sources,
        first_at=row.first_at,
        updated_at=row.updated_at,
        revision=row.revision,
    )


def source_values(source: Source, *, story_id: StoryId, position: int) -> dict[str, Any]:
    """Return the row of a story's source; `position` is its place among them."""
    return {
        "story_id": story_id,
        "position": position,
        "feed_id": source.feed_id,
        "article_id": source.article_id,
        "publisher": source.publisher,
        "headline": source.headline,
        "link": source.link,
        "language": source.language,
        "tier": source.tier.value,
        "status": source.status.value,
        "published_at": source.published_at,
        "dated": source.dated,
        "season": source.season,
        **when_values(source.when),
        "people": people_values(source.people),
        "network": source.network,
    }


def source_of(row: Row[Any]) -> Source:
    """Return the source of a row."""
    return Source(
        feed_id=FeedId(row.feed_id),
        article_id=ArticleId(row.article_id),
        publisher=row.publisher,
        headline=row.headline,
        link=row.link,
        language=row.language,
        tier=Tier(row.tier),
        status=Status(row.status),
        published_at=row.published_at,
        dated=row.dated,
        season=row.season,
        when=when_of(row),
        people=people_of(row.people),
        network=row.network,
    )


def turn_values(turn: Turn | None) -> dict[str, Any] | None:
    """Return what a delivery's column holds of a turn."""
    if turn is None:
        return None
    return {
        "delivery_id": turn.delivery_id,
        "revision": turn.revision,
        "status_before": turn.status_before.value,
        "status": turn.status.value,
        "when_before": _when_record(turn.when_before),
        "when": _when_record(turn.when),
    }


def turn_of(record: Mapping[str, Any] | None) -> Turn | None:
    """Return the turn that a delivery's column tells."""
    if record is None:
        return None
    return Turn(
        delivery_id=DeliveryId(record["delivery_id"]),
        revision=record["revision"],
        status_before=Status(record["status_before"]),
        status=Status(record["status"]),
        when_before=_when(record["when_before"]),
        when=_when(record["when"]),
    )


def _when_record(when: When | None) -> list[str] | None:
    if when is None:
        return None
    return [when.start.isoformat(), when.end.isoformat(), when.precision.value]


def _when(record: Sequence[str] | None) -> When | None:
    if record is None:
        return None
    start, end, precision = record
    return When(
        start=date.fromisoformat(start),
        end=date.fromisoformat(end),
        precision=Precision(precision),
    )


def stage_of(value: str | None) -> Stage | None:
    """Return the stage that a column tells."""
    return None if value is None else Stage(value)
