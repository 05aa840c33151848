"""BYTES -> ARTICLES: RSS, RDF, Atom and JSON Feed; the only importer of feedparser.

Pure, but not harmless: a hostile feed of 62 kB keeps feedparser busy for ten seconds, so that
strangers' bytes are parsed by `parser_pool`, in a process that can be killed.
"""

import io
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import feedparser

from bot.errors import ParseError
from bot.feeds import sax
from bot.feeds.articles import MAX_HEADLINE, MAX_TEXT, articles_from
from bot.feeds.decode import decode
from bot.feeds.entry import Entry
from bot.feeds.jsonfeed import read_json_feed
from bot.feeds.references import mend_references
from bot.feeds.text import plain_line
from bot.model import Article, Feed

__all__ = ["MAX_HEADLINE", "MAX_TEXT", "parse_feed"]

_PAGE = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_PAGE_TITLE = re.compile(r"<title[^>]*>(.{1,300}?)</title>", re.IGNORECASE | re.DOTALL)
_ROOT_END = re.compile(r"</(?:\w+:)?(?:rss|feed|rdf|channel)\s*>\s*(?:<!--.*)?\Z", re.I | re.S)
_ITEM_END = re.compile(r"</(?:\w+:)?(?:item|entry)\s*>", re.IGNORECASE)
_FEEDPARSER_BUGS = (
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
_SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif")


def parse_feed(
    body: bytes, *, feed: Feed, now: datetime, content_type: str = "", base_url: str = ""
) -> list[Article]:
    """Return the articles in a feed's body, in its order; an empty feed gives none.

    Args:
        body: as the server sent it, its declared compression undone.
        feed: the source that it comes from.
        now: aware UTC time; dates far after it are none.
        content_type: the header of that name.
        base_url: where the body came from; the last resort for relative links.

    Raises:
        ParseError: the body is no feed, or is broken before its first item.
    """
    text = decode(body, content_type=content_type, language=feed.language)
    base = base_url or feed.url
    if text.startswith("{"):
        language, entries = read_json_feed(text)
        return articles_from(entries, feed=feed, language=language, now=now, base=base)
    if _PAGE.match(text):
        raise ParseError(_page_reason(text))
    parsed = _parsed(mend_references(text))
    entries = [_entry(raw) for raw in _whole(parsed.entries, text=text)]
    if not entries:
        _explain_emptiness(parsed, text=text)
    link = _text(parsed.feed, "link")
    # A channel's own address is closer to its articles than the server that hands out the feed.
    return articles_from(
        entries,
        feed=feed,
        language=_text(parsed.feed, "language"),
        now=now,
        base=link if link.startswith("http") else base,
    )


def _parsed(text: str) -> feedparser.FeedParserDict:
    # feedparser's own list of SAX drivers to try before the standard one.
    feedparser.api.PREFERRED_XML_PARSERS[:] = [sax.__name__]
    try:
        return feedparser.parse(
            io.BytesIO(text.encode("utf-8", errors="replace")),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            # Both cost three quarters of the time and mend HTML that is never shown: all text
            # goes through `text.plain`, all links through `links`.
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except _FEEDPARSER_BUGS as error:
        # Met within a minute of random changes to good feeds: a <textinput> inside an item.
        raise ParseError(f"feedparser gives up on it ({error!r})") from error


def _whole(entries: list[Any], *, text: str) -> list[Any]:
    """Leave out the last entry of a feed that breaks off inside it.

    Its headline may end anywhere, and "Renewed for Season" without the number is not news.
    """
    if _ROOT_END.search(text):
        return entries
    return entries[: len(_ITEM_END.findall(text))]


def _explain_emptiness(parsed: feedparser.FeedParserDict, *, text: str) -> None:
    if not parsed.version:
        if re.search(r"<(?:html|body|div)\b", text[:5_000], re.IGNORECASE):
            raise ParseError(_page_reason(text))
        raise ParseError("the body is neither RSS nor Atom nor JSON Feed")
    if parsed.bozo:
        raise ParseError(f"the feed breaks off before its first item ({parsed.bozo_exception})")


def _page_reason(text: str) -> str:
    title = _PAGE_TITLE.search(text[:20_000])
    named = f' titled "{plain_line(title[1])[:80]}"' if title else ""
    return f"the address gives a web page{named}, not a feed"


def _entry(raw: Mapping[str, Any]) -> Entry:
    return Entry(
        guid=_text(raw, "id").strip(),
        title=_text(raw, "title"),
        texts=tuple(_texts(raw)),
        links=tuple(_links(raw)),
        images=tuple(_images(raw)),
        dates=tuple(filter(None, (_text(raw, key) for key in ("published", "created", "updated")))),
    )


def _text(raw: Mapping[str, Any], key: str) -> str:
    # `dict.get`, because feedparser's own mapping answers for keys that the feed does not have.
    value = dict.get(raw, key) if isinstance(raw, dict) else None
    return value if isinstance(value, str) else ""


def _items(raw: Mapping[str, Any], key: str) -> Iterator[Mapping[str, Any]]:
    found = dict.get(raw, key) if isinstance(raw, dict) else None
    if isinstance(found, list):
        yield from (item for item in found if isinstance(item, Mapping))


def _texts(raw: Mapping[str, Any]) -> Iterator[str]:
    for content in _items(raw, "content"):
        yield _text(content, "value")
    yield _text(raw, "summary")


def _links(raw: Mapping[str, Any]) -> Iterator[str]:
    # FeedBurner counts readers by its own link and keeps the real one beside it.
    yield _text(raw, "feedburner_origlink")
    yield _text(raw, "link")
    for link in _items(raw, "links"):
        if _text(link, "rel") == "alternate":
            yield _text(link, "href")
    if raw.get("guidislink"):
        yield _text(raw, "id")


def _images(raw: Mapping[str, Any]) -> Iterator[str]:
    media = [item for item in _items(raw, "media_content") if _is_image(item)]
    yield from (_text(item, "url") for item in sorted(media, key=_width, reverse=True))
    yield from (_text(item, "url") for item in _items(raw, "media_thumbnail"))
    for link in _items(raw, "links"):
        if _text(link, "rel") == "enclosure" and _is_image(link):
            yield _text(link, "href")


def _is_image(item: Mapping[str, Any]) -> bool:
    declared = _text(item, "medium") or _text(item, "type")
    if declared:
        return declared.startswith("image")
    address = (_text(item, "url") or _text(item, "href")).casefold()
    return address.partition("?")[0].endswith(_SUFFIXES)


def _width(item: Mapping[str, Any]) -> int:
    width = _text(item, "width")
    return int(width) if width.isascii() and width.isdecimal() and len(width) < 6 else 0  # noqa: PLR2004
