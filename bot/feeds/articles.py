"""ENTRY -> ARTICLE: cleaned, identified, dated; the same for every feed format."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.feeds.dates import FeedDate, read_date
from bot.feeds.entry import Entry
from bot.feeds.links import absolute_link, canonical_link
from bot.feeds.text import images_in, plain, plain_line, without_furniture
from bot.model import Article, ArticleId, Feed

MAX_HEADLINE = 500
MAX_TEXT = 8_000
MAX_ID = 500
"""Characters; a longer guid becomes a hash of itself."""
UNTITLED_HEADLINE = 200
"""Characters of the text that stand in for a missing title."""

_COUNTERS = ("feedburner.com", "/~ff/", "/~r/", "doubleclick", "/pixel", "gravatar.com", "s.w.org")


def articles_from(
    entries: Iterable[Entry], *, feed: Feed, language: str | None, now: datetime, base: str = ""
) -> list[Article]:
    """Return the articles of one poll, in the order of the feed.

    Entries without any words are left out; of exact repetitions the first one stays.

    Args:
        entries: as the feed's format gave them.
        feed: the source that they belong to.
        language: as the feed itself declares it ("en-US"); counts where `feed` leaves it open.
        now: aware UTC time of the poll.
        base: address that relative links start from, where the entry names none.
    """
    drafts: dict[tuple[str, str, str], tuple[Entry, Article]] = {}
    for entry in entries:
        article = _draft(entry, feed=feed, language=language, now=now, base=base)
        if article.headline:
            drafts.setdefault((entry.guid, article.link, article.headline), (entry, article))
    return _identified(list(drafts.values()))


def language_code(declared: str | None) -> str | None:
    """Return the ISO 639-1 code in what a feed declares ("IT-it"), or None."""
    code = (declared or "").strip().replace("_", "-").split("-")[0].casefold()
    return code if len(code) == 2 and code.isascii() and code.isalpha() else None  # noqa: PLR2004


def _draft(entry: Entry, *, feed: Feed, language: str | None, now: datetime, base: str) -> Article:
    base = entry.base or base
    summary = _summary(entry.texts)
    headline = plain_line(entry.title)[:MAX_HEADLINE].rstrip()
    published = _first_date(entry.dates, feed=feed, now=now)
    link = next(filter(None, (canonical_link(link, base=base) for link in entry.links)), "")
    return Article(
        id=ArticleId(""),
        feed_id=feed.id,
        headline=headline or _first_words(summary),
        summary=summary,
        link=link,
        publisher=feed.publisher,
        language=feed.language or language_code(language),
        tier=feed.tier,
        beat=feed.beat,
        published_at=published.at if published else None,
        published_on=published.on if published else None,
        image=_image(entry, base=link or base),
    )


def _summary(texts: Sequence[str]) -> str:
    """Return the longest text: a feed that carries the article also carries its teaser."""
    candidates = (without_furniture(plain(text)) for text in texts)
    return max(candidates, key=len, default="")[:MAX_TEXT].rstrip()


def _first_words(summary: str) -> str:
    line = summary.partition("\n")[0]
    if len(line) <= UNTITLED_HEADLINE:
        return line
    return line[:UNTITLED_HEADLINE].rpartition(" ")[0] or line[:UNTITLED_HEADLINE]


def _first_date(dates: Sequence[str], *, feed: Feed, now: datetime) -> FeedDate | None:
    for text in dates:
        if found := read_date(text, timezone_name=feed.timezone, now=now):
            return found
    return None


def _image(entry: Entry, *, base: str) -> str | None:
    inline = (image for text in entry.texts for image in images_in(text))
    for image in (*entry.images, *inline):
        address = absolute_link(image, base=base)
        if address and not any(counter in address for counter in _COUNTERS):
            return address
    return None


def _identified(drafts: Sequence[tuple[Entry, Article]]) -> list[Article]:
    """Give every article the first of guid, link and headline that no other one here has.

    A guid that stands on several items is no id, and a link that does neither; were one of them
    kept for the first, the others would be news again as soon as that one leaves the feed.
    """
    keys = [
        (_fitting(entry.guid), _fitting(article.link), _hash(article.headline))
        for entry, article in drafts
    ]
    uses = Counter(key for choices in keys for key in set(choices) if key)
    articles: dict[ArticleId, Article] = {}
    for (_, article), choices in zip(drafts, keys, strict=True):
        single = (key for key in choices if key and uses[key] == 1)
        # The same headline under another link each time is one article.
        chosen = ArticleId(next(single, None) or choices[-1])
        articles.setdefault(chosen, replace(article, id=chosen))
    return list(articles.values())


def _fitting(key: str) -> str:
    return key if len(key) <= MAX_ID else _hash(key)


def _hash(text: str) -> str:
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()[:32]
