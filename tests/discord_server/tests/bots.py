"""A real discord.py client, kept small, for the tests of the server."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import discord
from discord import app_commands

from tests.discord_server.discordpy import point_discord_at
from tests.discord_server.names import JsonValue
from tests.discord_server.server import DiscordServer


class Bot(discord.Client):
    """A client with a command tree that notes what happens to it."""

    def __init__(self, **options: JsonValue) -> None:
        options.setdefault("intents", discord.Intents(guilds=True))
        options.setdefault("guild_ready_timeout", 0.02)
        super().__init__(**options)
        self.tree = app_commands.CommandTree(self)
        self.events: list[str] = []
        self.resumed = asyncio.Event()
        self.disconnected = asyncio.Event()
        self.connection_error: BaseException | None = None

    async def on_socket_event_type(self, name: str) -> None:
        self.events.append(name)

    async def on_resumed(self) -> None:
        self.resumed.set()

    async def on_disconnect(self) -> None:
        self.disconnected.set()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Identify at once: the five seconds between identifies are Discord's, not ours."""


@contextlib.asynccontextmanager
async def connected(server: DiscordServer, bot: Bot | None = None) -> AsyncIterator[Bot]:
    """Log a bot in and close it at the end; an error of its connection ends the block."""
    bot = bot or Bot()
    with point_discord_at(server):
        tasks: list[asyncio.Task[object]] = []
        try:
            await bot.login(server.token)
            tasks.append(asyncio.create_task(_connect(bot)))
            tasks.append(asyncio.create_task(bot.wait_until_ready()))
            await asyncio.wait(tasks, timeout=5, return_when=asyncio.FIRST_COMPLETED)
            if bot.connection_error is not None:
                raise bot.connection_error
            assert bot.is_ready(), "the bot was not ready within 5 s"
            yield bot
        finally:
            await bot.close()
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


async def _connect(bot: Bot) -> None:
    try:
        await bot.connect()
    except Exception as error:  # what ends `connect()` is what some tests are about
        bot.connection_error = error
