"""How fast feeds are polled: 200 of them on loopback, first all new, then all unchanged."""

import asyncio
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.feeds.fetch import Fetcher, user_agent
from bot.feeds.guard import Guard
from bot.feeds.parser_pool import ParserPool
from bot.model import Feed, FeedId, Tier
from bot.pipeline.corrected import CorrectedShows
from bot.pipeline.desk import open_desk
from bot.pipeline.poll import Pipeline, Policy
from bot.poller import Poller
from bot.shows.catalogue import load_catalogue
from bot.shows.match import ShowIndex
from bot.storage import feeds as feed_rows
from bot.storage.engine import Storage
from tests.bench.items import articles
from tests.bench.measure import Figure
from tests.feed_server.feeds import Item
from tests.feed_server.server import FeedServer

FEEDS = 200
ITEMS = 30
REPEATS = 3


async def bench() -> Sequence[Figure]:
    """Measure both passes over 200 feeds of 30 items, and the loop's lag meanwhile."""
    first, again, lags = [], [], []
    async with FeedServer() as server:
        _fill(server)
        for _ in range(REPEATS):
            with TemporaryDirectory() as folder:
                times, lag = await _two_passes(server, Path(folder))
            first.append(times[0])
            again.append(times[1])
            lags.append(lag)
    return [
        Figure(name=f"{FEEDS} feeds of {ITEMS} items, all new", unit="s", samples=tuple(first)),
        Figure(name=f"{FEEDS} feeds, all unchanged", unit="s", samples=tuple(again)),
        Figure(name="event loop's lag meanwhile, 99th percentile", unit="ms", samples=tuple(lags)),
    ]


def _fill(server: FeedServer) -> None:
    made_up = articles(FEEDS * ITEMS)
    for number in range(FEEDS):
        server.append(
            f"{number}.xml",
            *(
                Item(
                    title=item.headline,
                    guid=item.id,
                    link=f"https://outlet.example/{item.id}",
                    published=item.published_at,
                    summary=item.summary * 3,
                )
                for _, item in zip(range(ITEMS), made_up, strict=False)
            ),
        )


async def _two_passes(server: FeedServer, folder: Path) -> tuple[list[float], float]:
    storage = await Storage.open(f"sqlite:///{folder}/bench.sqlite3", instance="bench")
    await storage.migrate()
    feeds = [
        Feed(
            id=FeedId(str(number)),
            url=server.url(f"{number}.xml"),
            publisher=f"Outlet {number}",
            language="en",
            tier=Tier.PRESS,
            timezone="UTC",
        )
        for number in range(FEEDS)
    ]
    now = datetime.now(UTC)
    async with storage.write() as conn:
        await feed_rows.sync(conn, feeds, now=now)
    window = timedelta(days=30)
    async with (
        # One host serves all the feeds here; out in the world each has its own.
        Fetcher(agent=user_agent(), guard=Guard(allowed=["127.0.0.1:*"]), per_host=20) as fetcher,
        ParserPool() as parser,
    ):
        clock = [now]
        catalogue = load_catalogue().shows
        shows = ShowIndex(catalogue)
        pipeline = Pipeline(
            storage=storage,
            fetcher=fetcher,
            parser=parser,
            desk=open_desk(window=window, shows=shows),
            shows=CorrectedShows(index=shows, catalogue=catalogue),
            policy=Policy(
                interval=timedelta(minutes=5),
                max_age=timedelta(days=2),
                window=window,
                edit_age=timedelta(days=1),
            ),
            now=lambda: clock[0],
            on_owed=lambda: None,
        )
        poller = Poller(
            storage=storage, poll=pipeline.poll, owner="bench", concurrency=20, now=lambda: clock[0]
        )
        lags: list[float] = []
        watch = asyncio.create_task(_watch(lags))
        times = []
        for _ in range(2):
            started = time.perf_counter()
            while await poller.tick():
                await poller.drain()
            times.append(time.perf_counter() - started)
            clock[0] += timedelta(hours=2)
        watch.cancel()
    await storage.close()
    return times, sorted(lags)[int(len(lags) * 0.99)]


async def _watch(lags: list[float]) -> None:
    """Note by how many milliseconds the loop is late, every 5 ms."""
    while True:
        started = time.perf_counter()
        await asyncio.sleep(0.005)
        lags.append(1_000 * (time.perf_counter() - started - 0.005))
