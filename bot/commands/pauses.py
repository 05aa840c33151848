"""Channels that get nothing because the bot may not write there, told to the one who asks."""

import discord

from bot.client.permissions import missing_in
from bot.commands.places import permission_names
from bot.deliveries.wording import Wording
from bot.model import ChannelId
from bot.storage.guilds import PausedChannel


def paused_in_words(guild: discord.Guild, pause: PausedChannel, words: Wording) -> str:
    """Return a line that says why a channel gets nothing, and what would mend it."""
    since = discord.utils.format_dt(pause.since, "R")
    channel = guild.get_channel_or_thread(pause.channel_id)
    if channel is None:
        return words.say("pauses.gone", channel=mention(pause.channel_id), since=since)
    if missing := missing_in(channel):
        return words.say(
            "pauses.missing",
            channel=channel.mention,
            since=since,
            permissions=permission_names(words, missing),
        )
    return words.say("pauses.refused", channel=channel.mention, since=since)


def mention(channel_id: ChannelId) -> str:
    """Return a channel as a link."""
    return f"<#{channel_id}>"
