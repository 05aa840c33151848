"""From poll to message: the real bot on loopback, feeds from files, ten channels following."""

import statistics
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.measure import Figure
from tests.discord_server.server import DiscordServer
from tests.feed_server.server import FeedServer
from tests.process.newsroom import open_newsroom

STORIES = 40
CHANNELS = 10


async def bench() -> Sequence[Figure]:
    """Measure the time from an item's appearance in its feed to its message in each channel."""
    with TemporaryDirectory() as folder:
        async with DiscordServer(seed=1) as discord, FeedServer() as feeds:
            room = await open_newsroom(
                Path(folder), discord=discord, feeds=feeds, seed=1, channels=CHANNELS
            )
            try:
                await room.bot.start()
                await room.primed()
                await room.keep_breaking_news(every_s=0.5, most=STORIES)
                await room.everything_delivered(timeout_s=120)
                await room.bot.stop()
            finally:
                await room.bot.end()
            waits = room.waits_s()
    if room.faults():
        raise RuntimeError(f"not everything arrived as it should: {room.faults()[:3]}")
    return [
        Figure(
            name=f"item to message, median of {len(waits)}",
            unit="s",
            samples=(statistics.median(waits),),
        ),
        Figure(name="item to message, longest", unit="s", samples=(max(waits),)),
    ]
