"""Tell a server's admins, once, that the bot cannot write in a channel."""

import logging
from collections.abc import Callable

import aiohttp
import discord

from bot.client.permissions import missing_in
from bot.locales.messages import Messages
from bot.model import ChannelId, GuildId

log = logging.getLogger(__name__)


class Notices:
    """Finds the place where a server's admins will see a message, and writes it there.

    The channel for moderators comes first, then the one for Discord's own notices, then the
    owner's direct messages. `/following` shows the same to those who ask.
    """

    def __init__(self, *, client: Callable[[], discord.Client | None], messages: Messages) -> None:
        self._client = client
        self._messages = messages

    async def channel_paused(self, *, guild_id: GuildId, channel_id: ChannelId) -> bool:
        """Say which permission is missing in a channel, and return whether it could be said.

        The caller takes care that it is said once: `storage.guilds.pause_channel` tells.
        """
        client = self._client()
        guild = client.get_guild(guild_id) if client else None
        if client is None or guild is None:
            return False
        text = self.text(guild, channel_id)
        for place in _places(guild, channel_id):
            if await _told(place, text):
                return True
        if guild.owner_id is None:
            return False
        try:
            owner = await client.create_dm(discord.Object(guild.owner_id))
        except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
            log.info("owner not reached", extra={"guild": guild_id, "reason": str(error)})
            return False
        return await _told(owner, text)

    def text(self, guild: discord.Guild, channel_id: ChannelId) -> str:
        """Return the notice in the server's language."""
        locale = str(guild.preferred_locale)
        server = discord.utils.escape_markdown(guild.name)
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
