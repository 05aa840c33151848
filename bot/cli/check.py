"""`dramawire check`: is everything in order? One line for each thing, with the reason."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.text import Text

from bot.cli.failures import EXIT_FAILED, told_plainly
from bot.cli.words import counted
from bot.config import Settings, load_settings, read_token
from bot.errors import BotError, ConfigError, FetchError, StorageError
from bot.feeds.fetch import Fetched, Fetcher
from bot.feeds.opening import configured_feeds, open_fetcher
from bot.feeds.parser_pool import ParserPool
from bot.locales.messages import load_messages
from bot.model import ChannelId, Feed, GuildId
from bot.storage import subscriptions as subscription_rows
from bot.storage.engine import Storage

Verdict = tuple[bool, str]


def check(config: Path | None, *, offline: bool) -> None:
    """Print what is in order and what is not; end with status 1 when something is not."""
    out = Console(highlight=False, soft_wrap=True)
    with told_plainly():
        try:
            settings = load_settings(config)
            token = read_token(settings)
        except ConfigError as error:
            for line in str(error).splitlines():
                _say(out, (False, f"settings: {line}"))
            raise SystemExit(EXIT_FAILED) from None
        _say(out, (True, f"settings: {_place(config)}"))
        if asyncio.run(_check(settings, token=token, offline=offline, out=out)):
            raise SystemExit(EXIT_FAILED)


async def _check(settings: Settings, *, token: str | None, offline: bool, out: Console) -> int:
    """Print every verdict as it comes; return how many things are not in order."""
    bad = 0
    channels: list[tuple[GuildId, ChannelId]] = []
    async for verdict in _database(settings, channels):
        bad += _say(out, verdict)
    async for verdict in _feeds(settings, offline=offline):
        bad += _say(out, verdict)
    if token is None:
        _say(out, (True, "discord: no token, so `dramawire run` is a preview"))
    elif not offline:
        async for verdict in _discord(settings, token, channels):
            bad += _say(out, verdict)
    return bad


async def _database(
    settings: Settings, channels: list[tuple[GuildId, ChannelId]]
) -> AsyncIterator[Verdict]:
    """Look at the database, and put the channels that follow something into `channels`."""
    url = settings.database.url
    file = Path(url.partition("///")[2]) if url.startswith("sqlite") else None
    if file is not None and not file.exists():
        # Opening would make it, and a check makes nothing.
        yield True, f"database: {file} is not there yet; the first run makes it"
        return
    try:
        storage = await Storage.open(url, instance=f"{settings.database.instance}-check")
        try:
            if not await storage.is_current():
                yield True, f"{storage.place}: to be brought up to date by the next run"
                return
            problems = await storage.problems()
            async with storage.read() as conn:
                channels += await subscription_rows.channels(conn)
        finally:
            await storage.close()
    except StorageError as error:
        yield False, f"database: {error}"
        return
    for problem in problems:
        yield False, f"{storage.place}: {problem}"
    if not problems:
        yield True, f"{storage.place}: sound; {counted(len(channels), 'channel')} following"


async def _feeds(settings: Settings, *, offline: bool) -> AsyncIterator[Verdict]:
    try:
        feeds = configured_feeds(settings.feeds)
        fetcher = open_fetcher(settings.feeds)
    except ConfigError as error:
        yield False, f"feeds: {error}"
        return
    if offline:
        yield True, f"feeds: {len(feeds)} configured, not asked"
        return
    async with fetcher, ParserPool(deadline_s=settings.feeds.parse_deadline_s) as parser:
        tasks = [asyncio.create_task(_feed(feed, fetcher, parser)) for feed in feeds]
        for task in tasks:
            yield await task


async def _feed(feed: Feed, fetcher: Fetcher, parser: ParserPool) -> Verdict:
    try:
        result = await fetcher.fetch(feed.url)
        if not isinstance(result, Fetched):
            return False, f"feed {feed.id}: the server answers “unchanged” though nobody asked"
        articles = await parser.parse(
            result.body,
            feed=feed,
            now=datetime.now(UTC),
            content_type=result.content_type,
            base_url=result.final_url,
        )
    except BotError as error:
        reason = error.reason if isinstance(error, FetchError) else str(error)
        return False, f"feed {feed.id}: {reason} ({feed.url})"
    moved = f"; it has moved to {result.moved_to}" if result.moved_to else ""
    return True, f"feed {feed.id}: {counted(len(articles), 'article')}{moved}"


async def _discord(
    settings: Settings, token: str, channels: list[tuple[GuildId, ChannelId]]
) -> AsyncIterator[Verdict]:
    # Loading discord.py takes half a second, which a check without a token need not wait for.
    from bot.client.endpoints import use_endpoints
    from bot.client.inspection import inspect

    use_endpoints(api_url=settings.discord.api_url, gateway_url=settings.discord.gateway_url)
    try:
        seen = await inspect(token, channels)
    except BotError as error:
        yield False, f"discord: {error}"
        return
    yield True, f"discord: connected as {seen.user}; in {counted(seen.guilds, 'server')}"
    messages = load_messages()
    for channel in seen.channels:
        if not channel.visible:
            yield False, f"{channel.name}: deleted, or the bot is not allowed to see it"
        elif channel.missing:
            names = [messages.text(f"permissions.{name}", locale="en") for name in channel.missing]
            yield False, f"{channel.name}: the bot needs {', '.join(names)} there"
        else:
            yield True, f"{channel.name}: the bot may post"


def _place(config: Path | None) -> str:
    if config is not None:
        return str(config)
    return "config.toml" if Path("config.toml").exists() else "none given, the defaults hold"


def _say(out: Console, verdict: Verdict) -> bool:
    """Print a verdict, and return whether something is not in order."""
    good, words = verdict
    mark = Text("ok  ", style="green") if good else Text("BAD ", style="bold red")
    out.print(mark + Text(words))
    return not good
