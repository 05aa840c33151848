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
        await bot.login(server.token)
        connection = asyncio.create_task(bot.connect())
        ready = asyncio.create_task(bot.wait_until_ready())
        try:
            await asyncio.wait({connection, ready}, timeout=5, return_when=asyncio.FIRST_COMPLETED)
            if connection.done():
                await connection
            assert ready.done(), "the bot was not ready within 5 s"
            yield bot
        finally:
            ready.cancel()
            await bot.close()
            connection.cancel()
            await asyncio.gather(connection, return_exceptions=True)
