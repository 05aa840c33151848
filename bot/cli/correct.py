"""`dramawire shows merge|split|rename|name`: corrections that a running bot takes in by itself."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

from bot.cli.failures import EXIT_FAILED, fail, told_plainly
from bot.cli.opened import opened_storage
from bot.deliveries.wording import Wording
from bot.errors import CorrectionRefused
from bot.locales.messages import FALLBACK, load_messages
from bot.pipeline.corrected import CorrectedShows
from bot.pipeline.correcting import Corrected, Corrector
from bot.shows.catalogue import load_catalogue
from bot.shows.match import ShowIndex

TOLD_BY = "the command line"

Act = Callable[[Corrector], Awaitable[Corrected]]


def merge(kept: str, gone: str, *, dry: bool, config: Path | None) -> None:
    """Let one show become part of another, and print what that did."""
    _run(lambda c: c.merge(kept, gone, told_by=TOLD_BY, dry=dry), dry=dry, config=config)


def split(show: str, name: str, *, stories: list[str], dry: bool, config: Path | None) -> None:
    """Let a name be another show's or undo a merge, and print what that did."""
    _run(
        lambda c: c.split(show, name, told_by=TOLD_BY, story_ids=stories, dry=dry),
        dry=dry,
        config=config,
    )


def rename(show: str, title: str, *, dry: bool, config: Path | None) -> None:
    """Show people another title, and print what that did."""
    _run(lambda c: c.rename(show, title, told_by=TOLD_BY, dry=dry), dry=dry, config=config)


def add_name(show: str, name: str, *, dry: bool, config: Path | None) -> None:
    """Give a show one more name, and print what that did."""
    _run(lambda c: c.add_name(show, name, told_by=TOLD_BY, dry=dry), dry=dry, config=config)


def _run(act: Act, *, dry: bool, config: Path | None) -> None:
    from bot.commands.corrections import refusal, told

    words = Wording(load_messages(), FALLBACK)
    with told_plainly():
        try:
            done = asyncio.run(_done(act, config=config))
        except CorrectionRefused as error:
            fail(refusal(error, words), status=EXIT_FAILED)
    print(told(done, words, dry=dry))


async def _done(act: Act, *, config: Path | None) -> Corrected:
    async with opened_storage(config, purpose="shows") as (storage, settings):
        corrector = Corrector(
            storage=storage,
            shows=CorrectedShows(index=ShowIndex(), catalogue=load_catalogue().shows),
            now=lambda: datetime.now(UTC),
            edit_age=settings.news.edit_age,
        )
        return await act(corrector)
