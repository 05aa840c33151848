"""The bot is killed at random moments while news keeps coming: nothing is lost or double."""

import asyncio
from pathlib import Path

import pytest

from tests.discord_server.server import DiscordServer
from tests.feed_server.server import FeedServer
from tests.process.newsroom import open_newsroom, seed_of_this_run, sound

pytestmark = pytest.mark.timeout(1800)


async def test_ten_kills_lose_and_double_nothing(tmp_path: Path) -> None:
    await _kill_again_and_again(tmp_path, kills=10, stories=30, seed=seed_of_this_run())


@pytest.mark.long
async def test_a_hundred_kills_lose_and_double_nothing(tmp_path: Path) -> None:
    await _kill_again_and_again(tmp_path, kills=100, stories=75, seed=seed_of_this_run())


async def _kill_again_and_again(folder: Path, *, kills: int, stories: int, seed: int) -> None:
    async with DiscordServer(seed=seed) as discord, FeedServer() as feeds:
        room = await open_newsroom(folder, discord=discord, feeds=feeds, seed=seed)
        try:
            await room.bot.start()
            await room.primed()
            # News for the whole time: a life of the bot lasts three seconds on average.
            every_s = max(0.05, kills * 3.0 / stories)
            news = asyncio.create_task(room.keep_breaking_news(every_s=every_s, most=stories))
            for number in range(kills):
                if number % 2:
                    await asyncio.sleep(room.random.uniform(0.1, 4.0))
                else:
                    # In the middle of sending, which is the hardest moment.
                    await room.more_messages(room.random.randint(1, 40), timeout_s=8)
                await room.bot.kill()
                await room.bot.start()
            await news
            await room.confirm_the_rest(timeout_s=240)
            await room.everything_delivered(timeout_s=240)
            await room.until(lambda: room.bot.connected, timeout_s=60)
            status = await room.bot.stop()
        finally:
            await room.bot.end()
        # Whatever was sent twice would stand there twice by now.
        assert room.faults() == []
        assert status == 0
        assert room.told == stories
        await sound(room)
        print(
            f"{kills} kills, {room.told} stories, "
            f"{sum(len(wanted) for wanted in room.expected.values())} messages, "
            f"{sum(map(sum, (each.values() for each in room.answered().values())))} answers, "
            f"{discord.board.repeats} repeated sends recognised"
        )
