"""Discord refuses, stalls and resets at random: nothing is lost, nothing is double."""

import asyncio
from pathlib import Path

import pytest

from tests.discord_server.faults import Fault
from tests.discord_server.server import DiscordServer
from tests.feed_server.server import FeedServer
from tests.process.newsroom import Newsroom, open_newsroom, seed_of_this_run, sound

pytestmark = pytest.mark.timeout(1800)

MESSAGES = "/channels/{channel_id}/messages"
ENOUGH = 25
"""Requests that must have met a fault before things get better."""


async def test_a_discord_that_fails_at_random_loses_and_doubles_nothing(tmp_path: Path) -> None:
    await _play(tmp_path, stories=15, seed=seed_of_this_run())


@pytest.mark.long
async def test_a_long_time_of_faults_loses_and_doubles_nothing(tmp_path: Path) -> None:
    await _play(tmp_path, stories=70, seed=seed_of_this_run())


async def _play(folder: Path, *, stories: int, seed: int) -> None:
    async with DiscordServer(seed=seed) as discord, FeedServer() as feeds:
        room = await open_newsroom(folder, discord=discord, feeds=feeds, seed=seed)
        try:
            await room.bot.start()
            await room.primed()
            switched = _switch_faults_on(discord)
            unrest = asyncio.create_task(_disturb_the_gateway(discord, room))
            await room.keep_breaking_news(every_s=0.3, most=stories)
            # How often each kind is met is chance; that there was enough of them is not.
            await room.until(lambda: sum(fault.hits for fault in switched) >= ENOUGH, timeout_s=60)
            unrest.cancel()
            discord.faults.clear()
            await room.everything_delivered(timeout_s=300)
            await room.until(lambda: room.bot.connected, timeout_s=60)
            status = await room.bot.stop()
        finally:
            await room.bot.end()
        assert room.faults() == []
        assert status == 0
        assert room.told == stories
        await sound(room)
        met = [(fault.kind.name, fault.hits) for fault in switched]
        print(
            f"{room.told} stories, {sum(map(len, room.expected.values()))} messages, "
            f"faults met: {met}, {discord.board.repeats} repeated sends recognised"
        )


def _switch_faults_on(discord: DiscordServer) -> list[Fault]:
    """Let about every third attempt to send or edit fail, each in one of seven ways."""
    add = discord.faults
    return [
        add.status(429, path=MESSAGES, times=None, probability=0.05, retry_after=0.2),
        add.status(500, path=MESSAGES, times=None, probability=0.05),
        add.status(503, path=MESSAGES, times=None, probability=0.05),
        add.reset(path=MESSAGES, times=None, probability=0.05),
        add.reset(path=MESSAGES, times=None, probability=0.08, after_effect=True),
        add.hang(0.5, path=MESSAGES, times=None, probability=0.03),
        add.slow(0.3, path=MESSAGES, times=None, probability=0.10),
    ]


async def _disturb_the_gateway(discord: DiscordServer, room: Newsroom) -> None:
    while True:
        await asyncio.sleep(room.random.uniform(0.5, 2.0))
        gateway = discord.gateway
        disturb = room.random.choice((gateway.reconnect, gateway.abort, gateway.malformed_event))
        disturb()
