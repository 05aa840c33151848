"""The bot is killed at random moments while news keeps coming: nothing is lost or double."""

import asyncio
import os
import random
from pathlib import Path

import pytest

from bot.storage.engine import Storage
from tests.discord_server.server import DiscordServer
from tests.feed_server.server import FeedServer
from tests.process.newsroom import TITLES, Newsroom, open_newsroom

pytestmark = pytest.mark.timeout(1800)


async def test_ten_kills_lose_and_double_nothing(tmp_path: Path) -> None:
    await _kill_again_and_again(tmp_path, kills=10, seed=_seed())


@pytest.mark.long
async def test_a_hundred_kills_lose_and_double_nothing(tmp_path: Path) -> None:
    await _kill_again_and_again(tmp_path, kills=100, seed=_seed())


def _seed() -> int:
    """Return the seed: printed, so that a failure can be played again with DRAMAWIRE_SEED."""
    seed = int(os.environ.get("DRAMAWIRE_SEED", "0")) or random.SystemRandom().randrange(1, 10**6)
    print(f"DRAMAWIRE_SEED={seed}")
    return seed


async def _kill_again_and_again(folder: Path, *, kills: int, seed: int) -> None:
    async with DiscordServer(seed=seed) as discord, FeedServer() as feeds:
        room = await open_newsroom(folder, discord=discord, feeds=feeds, seed=seed)
        try:
            await room.bot.start()
            await room.primed()
            # News for the whole time: a life of the bot lasts three seconds on average.
            every_s = max(0.05, kills * 3.0 / len(TITLES))
            news = asyncio.create_task(
                room.keep_breaking_news(every_s=every_s, most=len(TITLES) - 5)
            )
            for _ in range(kills):
                await asyncio.sleep(room.random.uniform(0.1, 4.0))
                await room.bot.kill()
                await room.bot.start()
            await news
            await room.everything_delivered(timeout_s=240)
            status = await room.bot.stop()
        finally:
            await room.bot.end()
        # Whatever was sent twice would stand there twice by now.
        assert room.faults() == []
        assert status == 0
        assert room.told == len(TITLES) - 5
        await _sound(room)
        print(
            f"{kills} kills, {room.told} stories, "
            f"{sum(len(wanted) for wanted in room.expected.values())} messages, "
            f"{discord.board.repeats} repeated sends recognised"
        )


async def _sound(room: Newsroom) -> None:
    storage = await Storage.open(room.bot.database_url, instance="inspector")
    problems = await storage.problems()
    await storage.close()
    assert problems == []
