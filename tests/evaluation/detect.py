"""Corpus items through the extractor, in the form in which `score.py` reads predictions."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot.announcements.extract import Extractor
from bot.announcements.reading import Reading
from bot.model import Announcement, Article, ArticleId, FeedId
from bot.pipeline.desk import Desk
from bot.stories.book import StoryBook
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


def predict(
    records: Iterable[Record], *, desk: Desk, window: timedelta
) -> dict[str, dict[str, Any]]:
    """Return predictions by item id, with the stories that the items fall into.

    Read in published order, as a bot that ran all the time would have met them; items without a
    day come last.
    """
    book = StoryBook(window=window)
    now = datetime(1970, 1, 1, tzinfo=UTC)
    predicted = {}
    for record in sorted(records, key=published_order):
        article = article_of(record)
        now = article.published_at or now
        book.expire(now)
        findings = desk.read(article)
        changes = desk.file(article, findings, book=book, now=now)
        predicted[record["id"]] = {
            "id": record["id"],
            "announcements": [told(each.announcement) for each in findings],
            "story": changes[0].story.id if changes else None,
        }
    return predicted


def published_order(record: Record) -> tuple[bool, str]:
    """Return a key that puts items in the order of their days; those without one come last."""
    day = record.get("published") or ""
    return not day, day


def explain(record: Record, extractor: Extractor) -> Reading:
    """Return how an item was read."""
    return extractor.read(article_of(record))
