"""Corpus items through the extractor, in the form in which `score.py` reads predictions."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from bot.announcements.extract import Extractor, Reading
from bot.model import Announcement, Article, ArticleId, FeedId
from tests.evaluation.corpora import Record


def article_of(record: Record) -> Article:
    """Return a corpus item as the feeds stage would hand it over."""
    published = date.fromisoformat(record["published"]) if record.get("published") else None
    at = (
        datetime(published.year, published.month, published.day, 12, tzinfo=UTC)
        if published
        else None
    )
    return Article(
        id=ArticleId(record["id"]),
        feed_id=FeedId("corpus"),
        headline=record["title"],
        summary=record.get("summary") or "",
        publisher=record.get("publisher") or "",
        language=record.get("lang"),
        published_at=at,
        published_on=published,
    )


def told(found: Announcement) -> dict[str, Any]:
    """Return an announcement in the words of the labels."""
    return {
        "show": found.show,
        "season": found.season,
        "kind": found.kind.value,
        "status": found.status.value,
        "stage": found.stage.value if found.stage else None,
        "when": str(found.when) if found.when else None,
    }


def predict(records: Iterable[Record], extractor: Extractor) -> dict[str, dict[str, Any]]:
    """Return predictions by item id; `story` is left to those who put stories together."""
    return {
        record["id"]: {
            "id": record["id"],
            "announcements": [told(one) for one in extractor.extract(article_of(record))],
        }
        for record in records
    }


def explain(record: Record, extractor: Extractor) -> Reading:
    """Return how an item was read."""
    return extractor.read(article_of(record))
