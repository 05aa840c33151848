"""What the bot remembers of servers: that they are there, their language, paused channels."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

import discord

from bot.client.permissions import missing_in
from bot.errors import StorageError
from bot.model import ChannelId, GuildId
from bot.storage import guilds as table
from bot.storage.engine import Storage

BATCH = 100
"""Servers noted in one transaction: a bot in thousands of them must not hold up the polls."""

log = logging.getLogger(__name__)


class GuildKeeper:
    """Writes down what Discord tells of servers; a failing database costs only the note."""

    def __init__(
        self, *, storage: Storage, now: Callable[[], datetime], max_age: timedelta
    ) -> None:
        """Take what it needs; `max_age` is after how long what waited is news no more."""
        self._storage = storage
        self._now = now
        self._max_age = max_age

    async def found(self, guilds: Iterable[discord.Guild]) -> None:
        """Note that the bot is in these servers, and go on in their paused channels."""
        here = list(guilds)
        try:
            for first in range(0, len(here), BATCH):
                async with self._storage.write() as conn:
                    for guild in here[first : first + BATCH]:
                        await table.seen(
                            conn,
                            GuildId(guild.id),
                            locale=str(guild.preferred_locale),
                            now=self._now(),
                            news_since=self._now() - self._max_age,
                        )
        except StorageError as error:
            log.warning("servers not noted", extra={"guilds": len(here), "reason": str(error)})
            return
        await self.resume(here)

    async def left(self, guild: discord.Guild) -> None:
        """Note that the bot is no longer in a server; its settings stay."""
        try:
            async with self._storage.write() as conn:
                await table.left(conn, GuildId(guild.id), now=self._now())
        except StorageError as error:
            log.warning("leaving not noted", extra={"guild": guild.id, "reason": str(error)})

    async def resume(self, guilds: Iterable[discord.Guild]) -> None:
        """Let deliveries go on in every paused channel that can be written again."""
        here = {guild.id: guild for guild in guilds}
        try:
            async with self._storage.read() as conn:
                paused = await table.paused(conn)
            open_again = [
                entry.channel_id
                for entry in paused
                if entry.guild_id in here and _can_post(here[entry.guild_id], entry.channel_id)
            ]
            if not open_again:
                return
            async with self._storage.write() as conn:
                for channel_id in open_again:
                    await table.resume_channel(
                        conn,
                        channel_id,
                        now=self._now(),
                        news_since=self._now() - self._max_age,
                    )
        except StorageError as error:
            log.warning("channels not resumed", extra={"reason": str(error)})
            return
        log.info("channels resumed", extra={"channels": open_again})


def _can_post(guild: discord.Guild, channel_id: ChannelId) -> bool:
    channel = guild.get_channel_or_thread(channel_id)
    return channel is not None and not missing_in(channel)
