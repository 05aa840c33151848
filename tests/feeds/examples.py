"""A feed, a time and short ways to parse: shared by the tests of this folder."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.feeds.parse import parse_feed
from bot.model import Article, Feed, FeedId, Tier
from tests.feed_server.feeds import Item, rss

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)

FEED = Feed(
    id=FeedId("drama-desk"),
    url="https://outlet.example/feed.xml",
    publisher="Drama Desk",
    language=None,
    tier=Tier.PRESS,
    timezone="Asia/Seoul",
    beat=("KR",),
)


def feed(*, language: str | None = None, timezone: str = "Asia/Seoul") -> Feed:
    """Return the feed with another language or time zone."""
    return replace(FEED, language=language, timezone=timezone)


def parsed(
    body: bytes | str, *, of: Feed = FEED, content_type: str = "", base_url: str = ""
) -> list[Article]:
    """Return the articles in a body."""
    raw = body.encode() if isinstance(body, str) else body
    return parse_feed(raw, feed=of, now=NOW, content_type=content_type, base_url=base_url)


def article(item: Item, *, of: Feed = FEED) -> Article:
    """Return the one article of a feed with one item."""
    [found] = parsed(rss([item]), of=of)
    return found
