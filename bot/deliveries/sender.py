"""The outbox's hands in Discord: discord.py, and what its failures mean."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from http import HTTPStatus

import aiohttp
import discord

from bot.deliveries.post import Post
from bot.errors import ChannelRefused, ContentRefused, MessageGone, SendError, TokenRefused
from bot.model import ChannelId, MessageId

log = logging.getLogger(__name__)

MAX_SEARCHED = 1_000
"""Messages looked through for one of our own: ten requests."""
CLOCK_SLACK = timedelta(minutes=2)
"""How far our clock may be from Discord's, which dates the messages."""

_FAILURES = (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError)
# An answer that is no JSON object reaches discord.py's parsers as text (a proxy's error page).
_UNREADABLE = (TypeError, KeyError, ValueError, AttributeError, RuntimeError)

_UNKNOWN_MESSAGE = 10008
_CHANNEL_CLOSED = frozenset({50008, 50024, 50083, 160005})
"""No text channel; not for this type of channel; thread archived; thread locked."""
_PERMISSIONS = {
    "view_channel": "View Channel",
    "send_messages": "Send Messages",
    "send_messages_in_threads": "Send Messages in Threads",
    "embed_links": "Embed Links",
    "read_message_history": "Read Message History",
}


class DiscordSender:
    """Writes posts through whatever connection stands at the moment."""

    def __init__(self, client: Callable[[], discord.Client | None]) -> None:
        """Take a function that returns the client to use, or None between two connections."""
        self._client = client

    async def send(
        self,
        *,
        channel_id: ChannelId,
        post: Post,
        nonce: str,
        answers: MessageId | None = None,
    ) -> MessageId:
        """Send a post; discord.py sets `enforce_nonce` whenever it is given a nonce.

        Raises:
            ChannelRefused: the bot may not write there; the reason names what is missing.
            ContentRefused: Discord refuses this text.
            TokenRefused: Discord does not accept the token.
            SendError: anything else; the message may have been taken all the same.
        """
        channel = self._channel(channel_id)
        try:
            message = await channel.send(
                content=post.content or None,
                embed=_embed(post) or discord.utils.MISSING,
                view=_view(post) or discord.utils.MISSING,
                nonce=nonce,
                # None is discord.py's own default, which its annotations leave out.
                reference=None  # type: ignore[arg-type]
                if answers is None
                else discord.MessageReference(
                    message_id=answers, channel_id=channel_id, fail_if_not_exists=False
                ),
                allowed_mentions=_allowed_mentions(post),
            )
        except _FAILURES as error:
            raise self._meaning(error, channel_id) from error
        except _UNREADABLE as error:
            raise _unreadable(error) from error
        return MessageId(message.id)

    async def edit(self, *, channel_id: ChannelId, message_id: MessageId, post: Post) -> None:
        """Let a message show a post; an edit pings nobody.

        Raises:
            MessageGone: someone has deleted it.
            SendError: as for `send`.
        """
        message = self._channel(channel_id).get_partial_message(message_id)
        try:
            await message.edit(
                content=post.content or None,
                embed=_embed(post),
                view=_view(post),
                allowed_mentions=discord.AllowedMentions.none(),
            )
        except _FAILURES as error:
            raise self._meaning(error, channel_id) from error
        except _UNREADABLE as error:
            raise _unreadable(error) from error

    async def delete(self, *, channel_id: ChannelId, message_id: MessageId) -> None:
        """Delete a message of the bot's own.

        Raises:
            MessageGone: someone has deleted it already.
            SendError: as for `send`.
        """
        message = self._channel(channel_id).get_partial_message(message_id)
        try:
            await message.delete()
        except _FAILURES as error:
            raise self._meaning(error, channel_id) from error

    async def find(
        self, *, channel_id: ChannelId, reference: str, since: datetime
    ) -> MessageId | None:
        """Look through the channel for the bot's own message with this reference.

        Raises:
            ChannelRefused: the history may not be read; Discord would show it as empty, and the
                message would be sent twice.
            SendError: as for `send`.
        """
        client = self._connected()
        # Before, nothing is known of permissions.
        await client.wait_until_ready()
        missing = self._missing(channel_id)
        if missing:
            raise ChannelRefused(_needs(missing))
        history = self._channel(channel_id).history(
            limit=MAX_SEARCHED, after=since - CLOCK_SLACK, oldest_first=True
        )
        try:
            async for message in history:
                if message.author == client.user and _refers_to(message, reference):
                    return MessageId(message.id)
        except _FAILURES as error:
            raise self._meaning(error, channel_id) from error
        except _UNREADABLE as error:
            raise _unreadable(error) from error
        return None

    def _connected(self) -> discord.Client:
        client = self._client()
        if client is None or client.user is None or client.is_closed():
            raise SendError("there is no connection to Discord at the moment")
        return client

    def _channel(self, channel_id: ChannelId) -> discord.PartialMessageable:
        return self._connected().get_partial_messageable(channel_id)

    def _missing(self, channel_id: ChannelId) -> list[str]:
        """Return the permissions that the bot is known to lack in a channel, in Discord's words."""
        client = self._client()
        channel = client.get_channel(channel_id) if client else None
        holder: object = channel
        unused = "send_messages_in_threads"
        if isinstance(channel, discord.Thread):
            holder, unused = channel.parent, "send_messages"
        if (
            client is None
            or client.user is None
            or not isinstance(holder, discord.abc.GuildChannel)
        ):
            return []
        # None while the guild is unavailable: then nothing is known.
        me = holder.guild.get_member(client.user.id)
        if me is None:
            return []
        granted = holder.permissions_for(me)
        return [
            words
            for name, words in _PERMISSIONS.items()
            if name != unused and not getattr(granted, name)
        ]

    def _meaning(self, error: Exception, channel_id: ChannelId) -> SendError:
        """Return what a failure of a request means for the delivery."""
        if isinstance(error, discord.RateLimited):
            return SendError(
                "Discord asks us to wait", retry_after=timedelta(seconds=error.retry_after)
            )
        if not isinstance(error, discord.HTTPException):
            return SendError(f"{type(error).__name__}: {error}".rstrip(": "))
        reason = f"HTTP status {error.status}, code {error.code}: {error.text}".rstrip(": ")
        if error.status == HTTPStatus.UNAUTHORIZED:
            return TokenRefused(reason)
        if error.status == HTTPStatus.FORBIDDEN:
            missing = self._missing(channel_id)
            return ChannelRefused(_needs(missing) if missing else reason)
        if error.code == _UNKNOWN_MESSAGE:
            return MessageGone(reason)
        if error.status == HTTPStatus.NOT_FOUND:
            return ChannelRefused(f"the channel is gone ({reason})")
        if error.code in _CHANNEL_CLOSED:
            return ChannelRefused(reason)
        if error.status in {HTTPStatus.BAD_REQUEST, HTTPStatus.REQUEST_ENTITY_TOO_LARGE}:
            return ContentRefused(reason)
        return SendError(reason, retry_after=_retry_after(error))


def _embed(post: Post) -> discord.Embed | None:
    return None if post.text_only else discord.Embed.from_dict(post.embed())


def _view(post: Post) -> discord.ui.View | None:
    if post.button is None:
        return None
    view = discord.ui.View(timeout=None)
    view.add_item(discord.ui.Button(label=post.button.label, custom_id=post.button.id))
    # Stopped, it is not kept in memory to wait for a press: the commands know it by its id.
    view.stop()
    return view


def _allowed_mentions(post: Post) -> discord.AllowedMentions:
    """Return the one role of the post, or nobody at all."""
    roles = [discord.Object(post.role_id)] if post.role_id is not None else []
    return discord.AllowedMentions(everyone=False, users=False, roles=roles, replied_user=False)


def _refers_to(message: discord.Message, reference: str) -> bool:
    """Tell whether a message's footer, or its last line, ends with a reference."""
    ends = [embed.footer.text or "" for embed in message.embeds]
    return any(end.endswith(f" {reference}") for end in (*ends, message.content))


def _needs(missing: list[str]) -> str:
    return f"the bot needs {', '.join(missing)} there"


def _unreadable(error: Exception) -> SendError:
    log.warning("answer not understood", exc_info=error)
    return SendError(f"Discord's answer was not understood ({type(error).__name__})")


def _retry_after(error: discord.HTTPException) -> timedelta | None:
    asked = error.response.headers.get("Retry-After", "")
    return timedelta(seconds=int(asked)) if asked.isdecimal() else None
