"""The composition root: opens, wires, runs and closes everything.

Every object is built here, once, and handed down by keyword. This is the only module that knows
APScheduler.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from tempfile import TemporaryDirectory

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.client.connection import DramawireClient
from bot.client.endpoints import use_endpoints
from bot.client.guilds import GuildKeeper
from bot.client.notices import Notices
from bot.client.supervisor import Supervisor
from bot.commands.build import build_commands
from bot.commands.services import Services
from bot.config import Settings
from bot.deliveries.limiter import Limiter
from bot.deliveries.outbox import Outbox
from bot.deliveries.ports import Sender
from bot.deliveries.refusals import Refusals
from bot.deliveries.render import render
from bot.deliveries.sender import DiscordSender
from bot.deliveries.summary import summarise
from bot.deliveries.traffic import watch
from bot.errors import StorageError
from bot.feeds.opening import configured_feeds, open_fetcher
from bot.feeds.parser_pool import ParserPool
from bot.locales.messages import load_messages
from bot.lookup.enrich import Enricher
from bot.lookup.lookup import Lookup
from bot.lookup.opening import open_lookup
from bot.model import ChannelId, GuildId, Subscription, UserId
from bot.pipeline.corrected import CorrectedShows
from bot.pipeline.correcting import Corrector
from bot.pipeline.desk import open_desk
from bot.pipeline.poll import Pipeline, Policy
from bot.poller import Poller
from bot.shows.catalogue import load_catalogue
from bot.shows.match import ShowIndex
from bot.storage import feeds as feed_rows
from bot.storage import guilds as guild_rows
from bot.storage import subscriptions as subscription_rows
from bot.storage.engine import Storage

log = logging.getLogger(__name__)

TICK_S = 2
"""How often due feeds are looked for; what is due is a query, so a tick with none costs little."""
ENRICH_S = 60
"""How often one show is completed with what others know; nobody waits for it."""
MISFIRE_GRACE_S = 300
"""APScheduler drops a tick that is a second late unless it is told to be patient."""
DRAIN_S = 20
"""How long polls under way may take when the bot is told to stop."""

PREVIEW_GUILD, PREVIEW_CHANNEL = GuildId(1), ChannelId(1)


def utc_now() -> datetime:
    """Return the time: the only clock that the stages are given."""
    return datetime.now(UTC)


async def run_bot(settings: Settings, *, token: str, stop: asyncio.Event) -> None:
    """Run as the Discord bot until `stop` is set.

    Raises:
        ConfigError: a setting is wrong, or Discord does not accept the token.
        StorageError: the database cannot be opened.
    """
    async with AsyncExitStack() as stack:
        storage = await _opened(settings.database.url, settings.database.instance, stack)
        shows = await known_shows(storage)
        messages = load_messages()
        use_endpoints(api_url=settings.discord.api_url, gateway_url=settings.discord.gateway_url)
        lookup = await stack.enter_async_context(
            open_lookup(settings.lookup, feeds=settings.feeds, storage=storage, now=utc_now)
        )
        services = Services(
            storage=storage,
            shows=shows.index,
            messages=messages,
            render=partial(render, messages=messages),
            summarise=partial(summarise, messages=messages),
            now=utc_now,
            max_age=settings.news.max_age,
            corrector=Corrector(
                storage=storage, shows=shows, now=utc_now, edit_age=settings.news.edit_age
            ),
            lookup=lookup,
            operators=frozenset(map(UserId, settings.discord.operators)),
            operators_server=GuildId(settings.discord.operators_server) or None,
        )
        refusals = Refusals()
        trace = watch(
            limiter=Limiter(per_second=settings.deliveries.requests_per_s), refusals=refusals
        )
        keeper = GuildKeeper(storage=storage, now=utc_now, max_age=settings.news.max_age)

        def make_client() -> DramawireClient:
            return DramawireClient(
                keeper=keeper,
                build_commands=lambda client: build_commands(client, services),
                on_login=outbox.poke,
                http_trace=trace,
            )

        supervisor = Supervisor(token=token, make_client=make_client)
        notices = Notices(client=lambda: supervisor.sending_client, messages=messages)

        async def on_refused(*, guild_id: GuildId, channel_id: ChannelId, reason: str) -> None:
            told = await notices.channel_paused(guild_id=guild_id, channel_id=channel_id)
            log.warning(
                "channel paused",
                extra={"guild": guild_id, "channel": channel_id, "reason": reason, "told": told},
            )

        outbox = Outbox(
            storage=storage,
            sender=DiscordSender(lambda: supervisor.sending_client),
            connected=lambda: supervisor.sending_client is not None,
            messages=messages,
            now=utc_now,
            refusals=refusals,
            on_refused=on_refused,
            at_once=settings.deliveries.concurrency,
            edit_age=settings.news.edit_age,
        )
        polling = _polling(settings, storage=storage, shows=shows, outbox=outbox, lookup=lookup)
        async with polling:
            await _until_stopped(stop, supervisor.run(stop), outbox.run(stop))


async def run_preview(settings: Settings, *, sender: Sender, stop: asyncio.Event) -> None:
    """Run without Discord until `stop` is set: what would be posted goes to `sender`.

    The same program as the bot, with a database that is thrown away, in which one channel follows
    everything. Unlike the bot's, a feed's first poll announces: there is nobody to flood.

    Raises:
        ConfigError: a setting is wrong.
    """
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(TemporaryDirectory(prefix="dramawire-"))
        storage = await _opened(f"sqlite:///{folder}/preview.sqlite3", "preview", stack)
        await _follow_everything(storage)
        outbox = Outbox(
            storage=storage,
            sender=sender,
            messages=load_messages(),
            now=utc_now,
            at_once=1,
            edit_age=settings.news.edit_age,
        )
        shows = await known_shows(storage)
        async with _polling(
            settings, storage=storage, shows=shows, outbox=outbox, announce_first_poll=True
        ):
            await _until_stopped(stop, outbox.run(stop))


async def _opened(url: str, instance: str, stack: AsyncExitStack) -> Storage:
    storage = await Storage.open(url, instance=instance)
    stack.push_async_callback(storage.close)
    await stack.enter_async_context(storage.alone())
    await storage.migrate()
    return storage


async def known_shows(storage: Storage) -> CorrectedShows:
    """Return the catalogue and the shows met in the news, after all corrections."""
    shows = CorrectedShows(index=ShowIndex(), catalogue=load_catalogue().shows)
    async with storage.read() as conn:
        await shows.catch_up(conn)
    return shows


async def _follow_everything(storage: Storage) -> None:
    async with storage.write() as conn:
        await guild_rows.seen(conn, PREVIEW_GUILD, locale="en-US", now=utc_now())
        await subscription_rows.put(
            conn,
            Subscription(
                guild_id=PREVIEW_GUILD,
                channel_id=PREVIEW_CHANNEL,
                show_id=None,
                created_by=UserId(0),
                created_at=utc_now(),
            ),
        )


@asynccontextmanager
async def _polling(
    settings: Settings,
    *,
    storage: Storage,
    shows: CorrectedShows,
    outbox: Outbox,
    lookup: Lookup | None = None,
    announce_first_poll: bool = False,
) -> AsyncIterator[None]:
    """Poll the configured feeds for as long as the block runs."""
    feeds = configured_feeds(settings.feeds)
    async with storage.write() as conn:
        await feed_rows.sync(conn, feeds, now=utc_now())
        await feed_rows.release(conn, owner=storage.instance)
    async with AsyncExitStack() as stack:
        fetcher = await stack.enter_async_context(open_fetcher(settings.feeds))
        parser = await stack.enter_async_context(
            ParserPool(deadline_s=settings.feeds.parse_deadline_s)
        )
        desk = open_desk(window=settings.news.story_window, shows=shows.index)
        # In a thread: the connection to Discord need not wait for it.
        await asyncio.to_thread(desk.prepare, {feed.language for feed in feeds})
        pipeline = Pipeline(
            storage=storage,
            fetcher=fetcher,
            parser=parser,
            desk=desk,
            shows=shows,
            policy=Policy(
                interval=settings.feeds.interval,
                max_age=settings.news.max_age,
                window=settings.news.story_window,
                edit_age=settings.news.edit_age,
                announce_first_poll=announce_first_poll,
            ),
            now=utc_now,
            on_owed=outbox.poke,
        )
        poller = Poller(
            storage=storage,
            poll=pipeline.poll,
            owner=storage.instance,
            concurrency=settings.feeds.concurrency,
            now=utc_now,
        )
        stack.push_async_callback(_drained, poller)
        scheduler = _scheduler(poller.tick, partial(_keep_up, shows, storage))
        if lookup:
            enricher = Enricher(storage=storage, lookup=lookup, shows=shows.index, now=utc_now)
            scheduler.add_job(
                enricher.step, "interval", seconds=ENRICH_S, coalesce=True, max_instances=1
            )
        stack.callback(scheduler.shutdown, wait=False)
        log.info("polling", extra={"feeds": len(feeds), "database": storage.place})
        yield


async def _keep_up(shows: CorrectedShows, storage: Storage) -> None:
    """Take in what another process has corrected, so that names and lists of choices are right."""
    try:
        async with storage.read() as conn:
            await shows.catch_up(conn)
    except StorageError as error:
        log.warning("corrections not read", extra={"reason": str(error)})


def _scheduler(*ticks: Callable[[], object]) -> AsyncIOScheduler:
    scheduler = AsyncIOScheduler(timezone=UTC)
    for tick in ticks:
        scheduler.add_job(
            tick,
            "interval",
            seconds=TICK_S,
            next_run_time=utc_now(),
            coalesce=True,
            max_instances=1,
            misfire_grace_time=MISFIRE_GRACE_S,
        )
    scheduler.start()
    return scheduler


async def _drained(poller: Poller) -> None:
    try:
        await asyncio.wait_for(poller.drain(), DRAIN_S)
    except TimeoutError:
        # Nothing is lost: what was not committed is polled again at the next start.
        log.warning("polls were still running", extra={"after_s": DRAIN_S})


async def _until_stopped(stop: asyncio.Event, *works: Awaitable[None]) -> None:
    """Run these until they end; when one fails, stop the others and raise what it raised."""
    tasks = [asyncio.ensure_future(work) for work in works]
    try:
        await asyncio.gather(*tasks)
    finally:
        stop.set()
        await asyncio.gather(*tasks, return_exceptions=True)
