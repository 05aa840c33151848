"""A bot that runs takes in what `dramawire shows` corrects beside it."""

import asyncio
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.discord_server.server import DiscordServer
from tests.feed_server.feeds import Item
from tests.feed_server.server import FeedServer
from tests.process.bot_process import ROOT
from tests.process.newsroom import Newsroom, open_newsroom, sound

pytestmark = pytest.mark.timeout(300)


async def dramawire(folder: Path, *words: str) -> str:
    """Run the command in the bot's folder; return what it printed."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *words),
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    out, _ = await process.communicate()
    assert process.returncode == 0, out.decode()
    return out.decode()


def renew(room: Newsroom, title: str, *, guid: str) -> None:
    item = Item(
        title=f"'{title}' Renewed for Season 2",
        guid=guid,
        link=f"https://outlet1.example/{guid}",
        published=datetime.now(UTC),
    )
    room.feeds.append("outlet-1.xml", item)


async def test_a_merge_from_the_terminal_is_known_without_a_restart(tmp_path: Path) -> None:
    async with DiscordServer() as discord, FeedServer() as feeds:
        room = await open_newsroom(tmp_path, discord=discord, feeds=feeds, seed=1, channels=11)
        (guild,) = discord.world.guilds.values()
        # The last channel follows some shows only, "Amber Castle" not among them.
        channel = room.channels[-1]
        try:
            await room.bot.start()
            await room.primed()
            await room.until(lambda: room.bot.connected, timeout_s=60)
            said = await dramawire(tmp_path, "shows", "merge", "Silver Castle", "Amber Castle")
            assert said.startswith("“Amber Castle” is now part of “Silver Castle”")

            async def offered() -> list[str]:
                choices = await discord.autocomplete(
                    "show", "show", "amber castle", guild=guild, channel=channel
                )
                return [choice["name"] for choice in choices]

            async with asyncio.timeout(30):
                while await offered() != ["Silver Castle · Amber Castle"]:  # noqa: ASYNC110
                    await asyncio.sleep(0.2)
            renew(room, "Amber Castle", guid="news")
            await room.until(lambda: len(discord.messages(channel)) == 1, timeout_s=60)
            assert await room.bot.stop() == 0
        finally:
            await room.bot.end()
        (message,) = discord.messages(channel)
        assert message["embeds"][0]["title"] == "Silver Castle · Season 2"
        await sound(room)
