"""`dramawire preview`: the posts that feeds, files or items would make, without Discord."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from bot.cli.failures import EXIT_FAILED, fail, told_plainly
from bot.cli.sources import Reading, read_sources
from bot.cli.words import counted
from bot.config import FeedSettings, load_settings
from bot.deliveries.page import page
from bot.deliveries.render import render
from bot.deliveries.terminal import panel
from bot.locales.messages import load_messages
from bot.model import Article
from bot.pipeline.desk import open_desk
from bot.pipeline.offline import bulletins


def preview(sources: Sequence[str], *, html: Path | None, locale: str, config: Path | None) -> None:
    """Print the posts of the sources, and write them as a page if a file is given.

    Ends with status 1 when a source, or a line of one, could not be read.
    """
    messages = load_messages()
    if not {locale, locale.partition("-")[0]} & set(messages.languages):
        known = ", ".join(messages.languages)
        fail(f"--locale is {locale!r}; the posts can be had in: {known}.")
    with told_plainly():
        settings = load_settings(config)
        now = datetime.now(UTC)
        window = settings.news.story_window
        aside = Console(stderr=True)
        readings = asyncio.run(_read(sources, settings=settings.feeds, now=now, aside=aside))
        articles = sorted(
            (article for reading in readings for article in reading.articles),
            key=lambda article: article.published_at or now,
        )
        with Progress(console=aside, transient=True, disable=not aside.is_terminal) as progress:
            told = bulletins(
                progress.track(articles, description="Reading articles"),
                desk=open_desk(window=window),
                window=window,
                now=now,
            )
        posts = [
            render(
                bulletin.lead,
                bulletin.companions,
                messages=messages,
                locale=locale,
                image=bulletin.image,
            )
            for bulletin in told
        ]
        out = Console()
        for post in posts:
            out.print(panel(post))
            out.print()
        if html is not None:
            _write(html, page(posts, messages=messages, locale=locale))
        _sum_up(readings, articles=articles, posts=len(posts), html=html, aside=aside)
    if any(reading.problems for reading in readings):
        raise SystemExit(EXIT_FAILED)


async def _read(
    sources: Sequence[str], *, settings: FeedSettings, now: datetime, aside: Console
) -> list[Reading]:
    readings: list[Reading] = []
    with Progress(console=aside, transient=True, disable=not aside.is_terminal) as progress:
        task = progress.add_task("Reading sources", total=len(sources))
        async for reading in read_sources(sources, settings=settings, now=now):
            readings.append(reading)
            progress.advance(task)
    return readings


def _write(file: Path, text: str) -> None:
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        fail(f"{file}: I can't write it ({error.strerror}).")


def _sum_up(
    readings: Sequence[Reading],
    *,
    articles: Sequence[Article],
    posts: int,
    html: Path | None,
    aside: Console,
) -> None:
    """Say on stderr what was read, what could not be, and what came of it."""

    def say(line: str) -> None:
        aside.print(line, markup=False, highlight=False, soft_wrap=True)

    for reading in readings:
        for problem in reading.problems:
            say(f"{reading.source}: {problem}")
    sources = counted(len(readings), "source")
    say(f"{counted(len(articles), 'article')} in {sources}, {posts} to post.")
    if html is not None:
        say(f"The page is {html}.")
