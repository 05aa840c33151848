"""The look-up as the settings want it."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime

from bot.config import FeedSettings, LookupSettings
from bot.feeds.fetch import user_agent
from bot.feeds.guard import Guard
from bot.lookup import tvmaze, wikidata
from bot.lookup.ask import Asker, open_session, tvmaze_pace, wikidata_pace
from bot.lookup.lookup import Keeping, Lookup
from bot.lookup.tvmaze import TvMaze
from bot.lookup.wikidata import Wikidata
from bot.storage.engine import Storage


@asynccontextmanager
async def open_lookup(
    settings: LookupSettings, *, feeds: FeedSettings, storage: Storage, now: Callable[[], datetime]
) -> AsyncIterator[Lookup | None]:
    """Open the look-up; None where it is switched off.

    Args:
        settings: who is asked, and for how long answers are kept.
        feeds: whose contact and allowed addresses count here too.
        storage: where answers are kept.
        now: aware UTC time.

    Raises:
        ConfigError: an allowed address is not written as one.
    """
    if not settings.enabled:
        yield None
        return
    async with open_session(
        agent=user_agent(contact=feeds.contact or None),
        guard=Guard(allowed=feeds.allow_addresses),
    ) as session:
        services = (
            Wikidata(
                Asker(
                    service="Wikidata",
                    base_url=settings.wikidata_url or wikidata.URL,
                    session=session,
                    pace=wikidata_pace(),
                    timeout_s=settings.timeout_s,
                )
            ),
            TvMaze(
                Asker(
                    service="TVmaze",
                    base_url=settings.tvmaze_url or tvmaze.URL,
                    session=session,
                    pace=tvmaze_pace(),
                    timeout_s=settings.timeout_s,
                )
            ),
        )
        yield Lookup(
            storage=storage,
            services=services,
            keeping=Keeping(found=settings.keep, nothing=settings.keep_nothing),
            now=now,
        )
