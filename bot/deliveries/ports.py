"""What the outbox needs of Discord."""

from datetime import datetime
from typing import Protocol

from bot.deliveries.post import Post
from bot.model import ChannelId, GuildId, MessageId


class Sender(Protocol):
    """Writes messages into channels; every method raises `SendError` or one of its kinds."""

    async def send(
        self,
        *,
        channel_id: ChannelId,
        post: Post,
        nonce: str,
        answers: MessageId | None = None,
    ) -> MessageId:
        """Send a message, as an answer to another one if told so; that one may be gone.

        Repeated with the same nonce within minutes, return the first one.
        """
        ...

    async def edit(self, *, channel_id: ChannelId, message_id: MessageId, post: Post) -> None:
        """Let a message show something else."""
        ...

    async def delete(self, *, channel_id: ChannelId, message_id: MessageId) -> None:
        """Take a message of the bot's own away."""
        ...

    async def find(
        self, *, channel_id: ChannelId, reference: str, since: datetime
    ) -> MessageId | None:
        """Return the bot's own message with this reference, if it was sent at `since` or later."""
        ...


class RefusalListener(Protocol):
    """Is told, once, that a channel cannot be written any more."""

    async def __call__(self, *, guild_id: GuildId, channel_id: ChannelId, reason: str) -> None:
        """Tell the people who can mend it."""
        ...
