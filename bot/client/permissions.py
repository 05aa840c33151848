"""What the bot must be allowed to do in a channel before it can post there."""

import discord

NEEDED = ("view_channel", "send_messages", "embed_links", "read_message_history")
"""discord.py's names, which are also the keys below `permissions` in the locale files.

Reading the history is needed to find a message again after a crash, so that it is not sent twice.
"""


def missing_permissions(granted: discord.Permissions, *, thread: bool) -> tuple[str, ...]:
    """Return the names of the permissions that are missing, in Discord's order.

    Args:
        granted: what the bot may do in the channel, or in the channel that holds the thread.
        thread: whether it is a thread, in which writing has a permission of its own.
    """
    needed = tuple(
        "send_messages_in_threads" if thread and name == "send_messages" else name
        for name in NEEDED
    )
    return tuple(name for name in needed if not getattr(granted, name))


def missing_in(channel: discord.abc.GuildChannel | discord.Thread) -> tuple[str, ...]:
    """Return the names of the permissions that the bot lacks in a channel that it knows of."""
    return missing_permissions(
        channel.permissions_for(channel.guild.me), thread=isinstance(channel, discord.Thread)
    )
