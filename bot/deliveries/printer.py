"""The outbox's hands in a terminal: what `dramawire run` shows when there is no Discord."""

import itertools
from datetime import datetime

from rich.console import Console

from bot.deliveries.post import Post
from bot.deliveries.terminal import panel
from bot.model import ChannelId, MessageId


class Printer:
    """Prints each post as it would look; an edit prints it again, as what it is."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._numbers = itertools.count(1)

    async def send(
        self,
        *,
        channel_id: ChannelId,
        post: Post,
        nonce: str,
        answers: MessageId | None = None,
    ) -> MessageId:
        """Print a post; a terminal refuses nothing."""
        if answers is not None:
            self._console.print(f"Answer to post {answers}:", style="dim")
        self._console.print(panel(post))
        self._console.print()
        return MessageId(next(self._numbers))

    async def edit(self, *, channel_id: ChannelId, message_id: MessageId, post: Post) -> None:
        """Print what a post has become."""
        self._console.print(f"Post {message_id} is edited:", style="dim")
        self._console.print(panel(post))
        self._console.print()

    async def delete(self, *, channel_id: ChannelId, message_id: MessageId) -> None:
        """Print that a post is gone."""
        self._console.print(f"Post {message_id} is taken back.", style="dim")

    async def find(
        self,
        *,
        channel_id: ChannelId,
        reference: str,
        since: datetime,
    ) -> MessageId | None:
        """Return None: what was printed before a crash is in nobody's way."""
        return None
