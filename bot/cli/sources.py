"""What `preview` can read: feed addresses, feed files, JSON Lines of items."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from bot.config import FeedSettings
from bot.errors import BotError, ParseError
from bot.feeds.fetch import Fetched, Fetcher
from bot.feeds.items import article_from_json
from bot.feeds.opening import open_fetcher
from bot.feeds.parser_pool import ParserPool
from bot.model import Article, Feed, FeedId, Tier

ITEM_SUFFIXES = (".jsonl", ".ndjson")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one source gave.

    Attributes:
        source: as it was named.
        articles: in the order of the source.
        problems: what could not be read, one sentence each.
    """

    source: str
    articles: Sequence[Article]
    problems: Sequence[str] = ()


async def read_sources(
    sources: Sequence[str], *, settings: FeedSettings, now: datetime
) -> AsyncIterator[Reading]:
    """Read each source, one after the other; one that fails costs only itself."""
    async with AsyncExitStack() as stack:
        readers = _Readers(stack, settings=settings, now=now)
        for source in sources:
            if source.endswith(ITEM_SUFFIXES) and not _is_address(source):
                yield _read_items(source)
                continue
            try:
                if _is_address(source):
                    articles = await readers.address(source)
                else:
                    articles = await readers.file(source)
            except BotError as error:
                yield Reading(source=source, articles=(), problems=(_without(source, error),))
            else:
                yield Reading(source=source, articles=articles)


class _Readers:
    """A fetcher and a parser, each started when it is first needed: files of items need none."""

    def __init__(self, stack: AsyncExitStack, *, settings: FeedSettings, now: datetime) -> None:
        self._stack = stack
        self._settings = settings
        self._now = now
        self._fetcher: Fetcher | None = None
        self._parser: ParserPool | None = None

    async def address(self, source: str) -> list[Article]:
        """Read a feed from the web."""
        if self._fetcher is None:
            self._fetcher = await self._stack.enter_async_context(open_fetcher(self._settings))
        result = await self._fetcher.fetch(source)
        if not isinstance(result, Fetched):
            raise ParseError("the server answers that nothing has changed, though nobody asked")
        return await (await self._parsing()).parse(
            result.body,
            feed=_feed(source, publisher=urlsplit(source).hostname or source),
            now=self._now,
            content_type=result.content_type,
            base_url=result.final_url,
        )

    async def file(self, source: str) -> list[Article]:
        """Read a feed from a file."""
        try:
            body = await asyncio.to_thread(Path(source).read_bytes)
        except OSError as error:
            raise ParseError(f"I can't read the file ({error.strerror})") from error
        return await (await self._parsing()).parse(
            body, feed=_feed(source, publisher=Path(source).stem), now=self._now
        )

    async def _parsing(self) -> ParserPool:
        if self._parser is None:
            self._parser = await self._stack.enter_async_context(
                ParserPool(deadline_s=self._settings.parse_deadline_s)
            )
        return self._parser


def _is_address(source: str) -> bool:
    return source.startswith(("http://", "https://"))


def _read_items(source: str) -> Reading:
    try:
        lines = Path(source).read_text(encoding="utf-8", errors="surrogateescape").split("\n")
    except OSError as error:
        return Reading(
            source=source, articles=(), problems=(f"I can't read the file ({error.strerror})",)
        )
    articles: list[Article] = []
    problems: list[str] = []
    for outcome in _items(lines):
        if isinstance(outcome, str):
            problems.append(outcome)
        else:
            articles.append(outcome)
    return Reading(source=source, articles=articles, problems=problems)


def _items(lines: Sequence[str]) -> Iterator[Article | str]:
    """Yield an article for each good line, and what is wrong for each bad one."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield article_from_json(line)
        except ParseError as error:
            yield f"line {number}: {error}"


def _without(source: str, error: BotError) -> str:
    """Return the error's text; the source is named by whoever prints it."""
    return str(error).removeprefix(f"{source}: ")


def _feed(source: str, *, publisher: str) -> Feed:
    return Feed(
        id=FeedId(source),
        url=source,
        publisher=publisher,
        language=None,
        tier=Tier.PRESS,
        timezone="UTC",
    )
