"""Look at Discord as the bot sees it, once: for `dramawire check`."""

import asyncio
import contextlib
from collections.abc import Sequence
from dataclasses import dataclass

import aiohttp
import discord

from bot.client.permissions import missing_in
from bot.client.supervisor import FATAL_CLOSES
from bot.errors import ConfigError, DiscordUnreachable
from bot.model import ChannelId, GuildId

TIMEOUT_S = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelReport:
    """One channel that follows something.

    Attributes:
        name: "#channel (server)", as far as the bot can see it.
        visible: whether the bot can see it at all.
        missing: names of the permissions that it lacks there, as discord.py spells them.
    """

    name: str
    visible: bool
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What the bot sees.

    Attributes:
        user: the bot's own name.
        guilds: how many servers it is in.
        channels: in the order in which they were asked for.
    """

    user: str
    guilds: int
    channels: tuple[ChannelReport, ...]


async def inspect(
    token: str, channels: Sequence[tuple[GuildId, ChannelId]], *, timeout_s: float = TIMEOUT_S
) -> Inspection:
    """Connect, look at these channels, and leave again.

    Raises:
        ConfigError: Discord does not accept the token.
        DiscordUnreachable: there is no connection to Discord.
    """
    client = discord.Client(intents=discord.Intents(guilds=True), max_messages=None)
    connecting = asyncio.create_task(client.start(token))
    ready = asyncio.create_task(_ready(client))
    try:
        await asyncio.wait(
            {connecting, ready}, timeout=timeout_s, return_when=asyncio.FIRST_COMPLETED
        )
        if connecting.done():
            connecting.result()
        if not ready.done():
            raise DiscordUnreachable(f"Discord did not answer within {timeout_s:g} seconds")
        return Inspection(
            user=str(client.user),
            guilds=len(client.guilds),
            channels=tuple(_report(client, guild, channel) for guild, channel in channels),
        )
    except discord.LoginFailure as error:
        raise ConfigError(FATAL_CLOSES[4004]) from error
    except discord.ConnectionClosed as error:
        if sentence := FATAL_CLOSES.get(error.code):
            raise ConfigError(sentence) from error
        raise DiscordUnreachable(str(error)) from error
    except (discord.DiscordException, aiohttp.ClientError, OSError, AttributeError) as error:
        # AttributeError: what discord.py makes of a first gateway connection that is refused.
        raise DiscordUnreachable(f"{type(error).__name__}: {error}") from error
    finally:
        for task in (connecting, ready):
            task.cancel()
        await asyncio.gather(connecting, ready, return_exceptions=True)
        with contextlib.suppress(aiohttp.ClientError, OSError):
            await client.close()


async def _ready(client: discord.Client) -> None:
    # `wait_until_ready` refuses to wait before the login is done.
    while not client.is_ready():  # noqa: ASYNC110 - discord.py gives no event to wait for yet
        await asyncio.sleep(0.05)


def _report(client: discord.Client, guild_id: GuildId, channel_id: ChannelId) -> ChannelReport:
    guild = client.get_guild(guild_id)
    channel = guild.get_channel_or_thread(channel_id) if guild else None
    if guild is None or channel is None:
        server = guild.name if guild else f"server {guild_id}"
        return ChannelReport(name=f"channel {channel_id} ({server})", visible=False)
    return ChannelReport(
        name=f"#{channel.name} ({guild.name})", visible=True, missing=missing_in(channel)
    )
