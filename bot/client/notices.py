"""Tell a server's admins, once, that the bot cannot write in a channel."""

import asyncio
import logging
import time
from collections.abc import Callable

import aiohttp
import discord

from bot.client.permissions import missing_in
from bot.deliveries.escape import escape
from bot.locales.messages import Messages
from bot.model import ChannelId, GuildId

QUIET_S = 24 * 3600.0
"""A server hears of one channel at most so often, however often it is paused."""

READY_S = 30.0
"""How long to wait for a connection that is being made."""

log = logging.getLogger(__name__)


class Notices:
    """Finds the place where a server's admins will see a message, and writes it there.

    The channel for moderators comes first, then the one for Discord's own notices, then the
    owner's direct messages. `/following` shows the same to those who ask.
    """

    def __init__(
        self,
        *,
        client: Callable[[], discord.Client | None],
        messages: Messages,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._client = client
        self._messages = messages
        self._clock = clock
        self._told_at: dict[ChannelId, float] = {}

    async def channel_paused(self, *, guild_id: GuildId, channel_id: ChannelId) -> bool:
        """Say which permission is missing in a channel, and return whether it could be said.

        The caller asks once for each pause (`storage.guilds.pause_channel` tells); what is paused
        again soon, since it only looked as if it could be written, is not said again.
        """
        told_at = self._told_at.get(channel_id)
        if told_at is not None and self._clock() - told_at < QUIET_S:
            return True
        client = self._client()
        if client is None or not await _knows_its_guilds(client):
            return False
        guild = client.get_guild(guild_id)
        if guild is None or not await self._say(client, guild, channel_id):
            return False
        self._told_at[channel_id] = self._clock()
        return True

    async def _say(
        self, client: discord.Client, guild: discord.Guild, channel_id: ChannelId
    ) -> bool:
        text = self.text(guild, channel_id)
        for place in _places(guild, channel_id):
            if await _told(place, text):
                return True
        if guild.owner_id is None:
            return False
        try:
            owner = await client.create_dm(discord.Object(guild.owner_id))
        except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
            log.info("owner not reached", extra={"guild": guild.id, "reason": str(error)})
            return False
        return await _told(owner, text)

    def text(self, guild: discord.Guild, channel_id: ChannelId) -> str:
        """Return the notice in the server's language."""
        locale = str(guild.preferred_locale)
        server = escape(guild.name)
        channel = guild.get_channel_or_thread(channel_id)
        if channel is None:
            return self._messages.text(
                "notices.gone", locale=locale, channel=f"<#{channel_id}>", server=server
            )
        missing = missing_in(channel)
        if not missing:
            return self._messages.text(
                "notices.refused", locale=locale, channel=channel.mention, server=server
            )
        names = [self._messages.text(f"permissions.{name}", locale=locale) for name in missing]
        return self._messages.text(
            "notices.paused",
            locale=locale,
            channel=channel.mention,
            server=server,
            permissions=", ".join(f"**{name}**" for name in names),
        )


async def _knows_its_guilds(client: discord.Client) -> bool:
    """Wait for what the gateway tells after the login; messages are sent before that."""
    try:
        async with asyncio.timeout(READY_S):
            await client.wait_until_ready()
    except TimeoutError:
        return False
    return True


def _places(guild: discord.Guild, refused: ChannelId) -> list[discord.TextChannel]:
    wanted = (guild.public_updates_channel, guild.system_channel)
    return [
        place
        for place in wanted
        if place is not None
        and place.id != refused
        and place.permissions_for(guild.me).is_superset(
            discord.Permissions(view_channel=True, send_messages=True)
        )
    ]


async def _told(place: discord.abc.Messageable, text: str) -> bool:
    try:
        await place.send(text, allowed_mentions=discord.AllowedMentions.none())
    except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
        log.info("notice not delivered", extra={"reason": str(error)})
        return False
    return True
