"""JSON Lines of items -> articles: what `detect` and `preview` read beside feeds."""

import json
import re
from datetime import UTC, datetime
from typing import Any

from bot.errors import ParseError
from bot.feeds.articles import MAX_HEADLINE, MAX_ID, MAX_TEXT, language_code
from bot.feeds.dates import read_date
from bot.feeds.links import absolute_link
from bot.feeds.text import plain, plain_line
from bot.model import Article, ArticleId, FeedId, Tier

ITEMS_FEED = FeedId("items")

_SHOWN = 40
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d.*)?\Z", re.DOTALL)


def article_from_json(line: str | bytes) -> Article:
    """Return the article that one line describes: `item_from_json` without the id as given."""
    return item_from_json(line)[1]


def item_from_json(line: str | bytes) -> tuple[str | int, Article]:
    """Return the id of one line, a number where it was given as one, and its article.

    Known keys are `id` and `title`, which must be there, and `lang`, `summary`, `published`
    (YYYY-MM-DD, an ISO 8601 time, or null), `url`, `publisher` and `tier`; others are ignored.

    Raises:
        ParseError: what is wrong with the line, in a sentence.
    """
    item = _object(line)
    headline = plain_line(_text(item, "title"))[:MAX_HEADLINE].rstrip()
    if not headline:
        raise ParseError("`title` is missing or empty")
    published = _text(item, "published")
    # "Today" of a day without a time is that day everywhere, so it needs no outlet's zone.
    found = read_date(published, timezone_name="UTC", now=_LAST) if published else None
    if published and (found is None or not _ISO.match(published.strip())):
        raise ParseError(
            f"`published` is neither YYYY-MM-DD nor an ISO 8601 time: {_shown(published)}"
        )
    id_ = _id(item)
    return id_, Article(
        id=ArticleId(str(id_)),
        feed_id=ITEMS_FEED,
        headline=headline,
        summary=plain(_text(item, "summary"))[:MAX_TEXT].rstrip(),
        link=absolute_link(_text(item, "url")),
        publisher=plain_line(_text(item, "publisher")),
        language=language_code(_text(item, "lang")),
        tier=_tier(item),
        published_at=found.at if found else None,
        published_on=found.on if found else None,
    )


_LAST = datetime(9000, 1, 1, tzinfo=UTC)
"""Items may be dated as their writer likes: no clock decides what `detect` answers."""


def _object(line: str | bytes) -> dict[str, Any]:
    try:
        item = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ParseError(f"not JSON: {error}") from error
    if not isinstance(item, dict):
        raise ParseError(f"not a JSON object but {_shown(json.dumps(item, ensure_ascii=False))}")
    return item


def _id(item: dict[str, Any]) -> str | int:
    value = item.get("id")
    # A JSON true is an int to Python, but no id to anybody.
    if isinstance(value, bool) or not isinstance(value, str | int) or value == "":
        raise ParseError("`id` is missing; it must be a text or a whole number")
    text = _writable(str(value))
    if len(text) > MAX_ID:
        raise ParseError(f"`id` is longer than {MAX_ID} characters: {_shown(text)}")
    return value if isinstance(value, int) else text


def _text(item: dict[str, Any], key: str) -> str:
    value = item.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ParseError(f"`{key}` must be a text: {_shown(json.dumps(value))}")
    return _writable(value)


def _writable(text: str) -> str:
    # A lone surrogate can be written in JSON, but nowhere else.
    return text.encode("utf-8", errors="replace").decode()


def _tier(item: dict[str, Any]) -> Tier:
    text = _text(item, "tier")
    try:
        return Tier(text) if text else Tier.PRESS
    except ValueError as error:
        names = ", ".join(Tier)
        raise ParseError(f"`tier` must be one of {names}: {_shown(text)}") from error


def _shown(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
