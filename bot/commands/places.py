"""The channel that a command is about: named in it, or the one it is used in."""

from dataclasses import dataclass

import discord
from discord import app_commands

from bot.client.permissions import missing_in, missing_permissions
from bot.deliveries.wording import Wording
from bot.errors import UserError
from bot.locales.messages import Messages
from bot.model import ChannelId, GuildId

Chosen = app_commands.AppCommandChannel | app_commands.AppCommandThread


class ChannelOption(app_commands.Transformer):
    """An option that takes a channel or thread in which messages can be posted.

    It gives what Discord sends along, since the bot may know nothing of a channel that is hidden
    from it and must be able to say so.
    """

    @property
    def type(self) -> discord.AppCommandOptionType:
        """The option is a channel."""
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        """Kinds of channels that Discord offers."""
        return [
            discord.ChannelType.text,
            discord.ChannelType.news,
            discord.ChannelType.news_thread,
            discord.ChannelType.public_thread,
            discord.ChannelType.private_thread,
        ]

    async def transform(self, interaction: discord.Interaction, value: Chosen, /) -> Chosen:
        """Return the channel as Discord sent it."""
        return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A channel of the server in which a command is used.

    Attributes:
        missing: permissions that the bot lacks there, as keys below `permissions` in the locales.
        may_mention: whether the bot may mention every role there.
    """

    guild_id: GuildId
    channel_id: ChannelId
    missing: tuple[str, ...]
    may_mention: bool

    @property
    def mention(self) -> str:
        """The channel as a link."""
        return f"<#{self.channel_id}>"


def reader(interaction: discord.Interaction, messages: Messages) -> Wording:
    """Return the messages in the language of the one who asks."""
    return Wording(messages, str(interaction.locale))


def server_of(interaction: discord.Interaction, words: Wording) -> discord.Guild:
    """Return the server in which a command is used.

    Raises:
        UserError: it is used in direct messages.
    """
    if interaction.guild is None:
        raise UserError(words.say("errors.server_only"))
    return interaction.guild


def place_of(interaction: discord.Interaction, words: Wording, channel_id: int | None) -> Place:
    """Return a channel of the server, or the one in which the command is used.

    Raises:
        UserError: it is used in direct messages.
    """
    guild = server_of(interaction, words)
    here = interaction.channel_id or 0
    channel = guild.get_channel_or_thread(channel_id or here)
    if channel is not None:
        missing = missing_in(channel)
        may_mention = channel.permissions_for(guild.me).mention_everyone
    elif channel_id in {None, here}:
        # A thread or server that we have not been told of: Discord says what we may do here.
        thread = isinstance(interaction.channel, discord.Thread)
        missing = missing_permissions(interaction.app_permissions, thread=thread)
        may_mention = interaction.app_permissions.mention_everyone
    else:
        missing, may_mention = ("view_channel",), False
    return Place(
        guild_id=GuildId(guild.id),
        channel_id=ChannelId(channel_id or here),
        missing=missing,
        may_mention=may_mention,
    )


def can_see(interaction: discord.Interaction, channel_id: ChannelId) -> bool:
    """Return whether the one who asks may know of a channel of the server."""
    guild = interaction.guild
    channel = guild.get_channel_or_thread(channel_id) if guild else None
    if channel is None or not isinstance(interaction.user, discord.Member):
        return interaction.permissions.manage_guild
    granted = channel.permissions_for(interaction.user)
    if isinstance(channel, discord.Thread) and channel.is_private():
        return granted.manage_threads
    return granted.view_channel


def listed(words: Wording, items: list[str]) -> str:
    """Return "A, B and C"; the items stand as they are."""
    if len(items) == 1:
        return items[0]
    comma = words.say("list.comma")
    return words.say("list.last", items=comma.join(items[:-1]), last=items[-1])


def permission_names(words: Wording, names: tuple[str, ...]) -> str:
    """Return permissions as Discord calls them, in bold."""
    return listed(words, [f"**{words.say(f'permissions.{name}')}**" for name in names])
