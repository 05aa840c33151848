"""JSON Feed (jsonfeed.org, versions 1 and 1.1) -> entries."""

import json
from typing import Any

from bot.errors import ParseError
from bot.feeds.entry import Entry


def read_json_feed(text: str) -> tuple[str | None, list[Entry]]:
    """Return the language that a JSON Feed declares, and its items.

    Raises:
        ParseError: the text is no JSON, or no feed.
    """
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ParseError(f"the body is broken JSON ({error})") from error
    items = document.get("items")
    if not isinstance(items, list) or "jsonfeed.org" not in _text(document, "version"):
        raise ParseError("the body is JSON, but no JSON Feed")
    base = _text(document, "home_page_url") or _text(document, "feed_url")
    entries = [_entry(item, base=base) for item in items if isinstance(item, dict)]
    return _text(document, "language") or None, entries


def _entry(item: dict[str, Any], *, base: str) -> Entry:
    guid = item.get("id")
    return Entry(
        # Version 1 allowed numbers.
        guid=str(guid) if isinstance(guid, str | int | float) else "",
        title=_text(item, "title"),
        texts=_filled(item, "content_html", "content_text", "summary"),
        links=_filled(item, "url", "external_url"),
        images=_filled(item, "image", "banner_image"),
        dates=_filled(item, "date_published", "date_modified"),
        base=base,
    )


def _text(raw: dict[str, Any], key: str) -> str:
    value = raw.get(key)
    return value if isinstance(value, str) else ""


def _filled(raw: dict[str, Any], *keys: str) -> tuple[str, ...]:
    return tuple(filter(None, (_text(raw, key) for key in keys)))
