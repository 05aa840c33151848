"""Feeds as the settings want them: which ones, and a fetcher with the limits that were set."""

from pathlib import Path

from bot.config import FeedSettings
from bot.feeds.fetch import Fetcher, user_agent
from bot.feeds.guard import Guard
from bot.feeds.sources import load_sources
from bot.model import Feed


def configured_feeds(settings: FeedSettings) -> list[Feed]:
    """Return the configured sources, or the shipped ones.

    Raises:
        ConfigError: the list cannot be read or an entry is wrong.
    """
    return load_sources(Path(settings.sources) if settings.sources else None)


def open_fetcher(settings: FeedSettings) -> Fetcher:
    """Return a fetcher, to be used with `async with`.

    Raises:
        ConfigError: an allowed address is not written as one.
    """
    return Fetcher(
        agent=user_agent(contact=settings.contact or None),
        guard=Guard(allowed=settings.allow_addresses),
        timeout_s=settings.timeout_s,
        max_body_bytes=int(settings.max_body_mb * 1024 * 1024),
        at_once=settings.concurrency,
    )
