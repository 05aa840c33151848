"""One connection to Discord: the least intents, the commands, and the events of servers."""

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Any, Protocol

import aiohttp
import discord

from bot.client.guilds import GuildKeeper

MAX_WAIT_S = 30.0
"""The longest that a request may sleep for a rate limit; the least that discord.py accepts.

Without it a limit of an hour is slept through in silence.
"""

FINISH_S = 3.0
HANDLERS = ("discord.py: ", "CommandTree-invoker")
"""How discord.py names the tasks in which it runs events and commands."""

log = logging.getLogger(__name__)


class Commands(Protocol):
    """The command tree, as far as the connection needs it."""

    async def sync_if_changed(self) -> None:
        """Tell Discord the commands, but only when it knows others."""
        ...


class DramawireClient(discord.Client):
    """A connection that is used once; the supervisor makes a new one after each end.

    Attributes:
        down_since: the clock's reading since when the connection has not been usable, or None
            while it is.
        logged_in: whether messages can be sent, which needs no gateway.
    """

    def __init__(
        self,
        *,
        keeper: GuildKeeper,
        build_commands: Callable[[discord.Client], Commands],
        on_login: Callable[[], None] = lambda: None,
        clock: Callable[[], float] = time.monotonic,
        http_trace: aiohttp.TraceConfig | None = None,
        heartbeat_timeout_s: float = 60.0,
        guild_ready_timeout_s: float = 2.0,
    ) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            max_ratelimit_timeout=MAX_WAIT_S,
            http_trace=http_trace,  # type: ignore[arg-type]  # None is discord.py's own default
            heartbeat_timeout=heartbeat_timeout_s,
            guild_ready_timeout=guild_ready_timeout_s,
        )
        self._keeper = keeper
        self._clock = clock
        self._on_login = on_login
        self.logged_in = False
        self.tree = build_commands(self)
        self.down_since: float | None = clock()

    async def setup_hook(self) -> None:
        """Tell Discord the commands; a refusal costs only the commands that are new."""
        self.logged_in = True
        self._on_login()
        try:
            await self.tree.sync_if_changed()
        except (
            discord.DiscordException,
            discord.app_commands.AppCommandError,
            aiohttp.ClientError,
            OSError,
        ) as error:
            log.exception("commands not synced", extra={"reason": str(error)})

    async def close(self) -> None:
        """Let the answers and notes that have been begun come to their end, then close.

        Else a stop would leave people without a reply and the database with an open transaction.
        """
        begun = {
            task
            for task in asyncio.all_tasks()
            if task.get_name().startswith(HANDLERS) and task is not asyncio.current_task()
        }
        if begun:
            await asyncio.wait(begun, timeout=FINISH_S)
        await super().close()

    async def on_ready(self) -> None:
        """Note every server: some may have been joined or left while the bot was away."""
        self.down_since = None
        log.info("connected to discord", extra={"guilds": len(self.guilds), "user": str(self.user)})
        await self._keeper.found(self.guilds)

    async def on_resumed(self) -> None:
        """Note that the connection works again; Discord has replayed what was missed."""
        self.down_since = None

    async def on_disconnect(self) -> None:
        """Note when the connection broke, if it has not been broken already."""
        if self.down_since is None:
            self.down_since = self._clock()

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Note a server that has added the bot, perhaps again."""
        log.info("joined a server", extra={"guild": guild.id})
        await self._keeper.found([guild])

    async def on_guild_available(self, guild: discord.Guild) -> None:
        """Note a server that is back after an outage."""
        if self.is_ready():  # until then `on_ready` notes all servers at once
            await self._keeper.found([guild])

    async def on_guild_unavailable(self, guild: discord.Guild) -> None:
        """Do nothing but log: an outage of Discord is not a removal."""
        log.warning("server unavailable", extra={"guild": guild.id})

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Note that a server has removed the bot; what it followed is kept."""
        log.info("left a server", extra={"guild": guild.id})
        await self._keeper.left(guild)

    async def on_guild_update(self, before: discord.Guild, after: discord.Guild) -> None:
        """Note a server's new language."""
        if before.preferred_locale != after.preferred_locale:
            await self._keeper.found([after])

    async def on_guild_channel_create(self, channel: discord.abc.GuildChannel) -> None:
        """Look whether a channel can be written that could not be."""
        await self._keeper.resume([channel.guild])

    async def on_guild_channel_update(
        self, before: discord.abc.GuildChannel, after: discord.abc.GuildChannel
    ) -> None:
        """Look whether a changed permission lets the bot write again."""
        if before.overwrites != after.overwrites or before.category_id != after.category_id:
            await self._keeper.resume([after.guild])

    async def on_guild_role_update(self, before: discord.Role, after: discord.Role) -> None:
        """Look whether a role of the bot's now lets it write again."""
        if before.permissions != after.permissions and after in after.guild.me.roles:
            await self._keeper.resume([after.guild])

    async def on_member_update(self, before: discord.Member, after: discord.Member) -> None:
        """Look whether a role that the bot was given lets it write again."""
        if after == after.guild.me and before.roles != after.roles:
            await self._keeper.resume([after.guild])

    async def on_thread_join(self, thread: discord.Thread) -> None:
        """Look whether a thread that came back into view can be written."""
        await self._keeper.resume([thread.guild])

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        """Log what went wrong in one event; the next ones go on."""
        log.exception("event failed", extra={"event_name": event_method})
