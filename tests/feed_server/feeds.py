"""RSS made from items, for tests that need a feed of their own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from xml.sax.saxutils import escape


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of a feed.

    Attributes:
        title: plain text.
        guid: left out of the feed when None.
        link: left out when None.
        published: an aware time, the text of a pubDate as it is to stand there, or None.
        summary: plain text or HTML; escaped once.
        content: of content:encoded.
        image: of a media:content.
    """

    title: str
    guid: str | None = None
    link: str | None = None
    published: datetime | str | None = None
    summary: str = ""
    content: str = ""
    image: str | None = None


def rss(
    items: Iterable[Item],
    *,
    title: str = "Drama Desk",
    link: str = "https://outlet.example/",
    language: str = "en",
) -> bytes:
    """Return an RSS 2.0 feed of these items, in their order."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:media="http://search.yahoo.com/mrss/">',
        "<channel>",
        _element("title", title),
        _element("link", link),
        _element("language", language),
        *(line for item in items for line in _lines(item)),
        "</channel>",
        "</rss>",
        "",
    ]
    return "\n".join(filter(None, lines)).encode()


def _lines(item: Item) -> list[str]:
    published = item.published
    if isinstance(published, datetime):
        published = format_datetime(published.astimezone(UTC), usegmt=True)
    image = f'<media:content url="{escape(item.image)}" medium="image"/>' if item.image else ""
    return [
        "<item>",
        _element("title", item.title),
        _element("link", item.link),
        _element("guid", item.guid),
        _element("pubDate", published),
        _element("description", item.summary),
        _element("content:encoded", item.content),
        image,
        "</item>",
    ]


def _element(name: str, text: str | None) -> str:
    return f"<{name}>{escape(text)}</{name}>" if text else ""
