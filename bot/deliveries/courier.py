"""One delivery, from its row to Discord and back: what is sent, and how each end is stored."""

import asyncio
import logging
import random
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.deliveries.ports import RefusalListener, Sender
from bot.deliveries.post import Post
from bot.deliveries.render import render
from bot.deliveries.retries import next_try_at
from bot.deliveries.route import FIRST_REVISION, role_for
from bot.errors import (
    ChannelRefused,
    ContentRefused,
    MessageGone,
    SendError,
    StorageError,
    TokenRefused,
)
from bot.locales.messages import FALLBACK, Messages
from bot.model import Delivery, MessageId
from bot.storage import deliveries, guilds, stories, subscriptions
from bot.storage.engine import Storage

log = logging.getLogger(__name__)

NONCE_WINDOW = timedelta(minutes=2)
"""For so long Discord surely returns the first message for a repeated nonce ("a few minutes")."""
MAX_SEND_S = 90.0
"""Of one request with all repeats by discord.py: less than a lease, which would be given on."""


class Courier:
    """Brings deliveries that have been claimed to Discord, one by one."""

    def __init__(
        self,
        *,
        storage: Storage,
        sender: Sender,
        messages: Messages,
        now: Callable[[], datetime],
        on_refused: RefusalListener | None = None,
        jitter: Callable[[], float] = random.random,
        max_send_s: float = MAX_SEND_S,
    ) -> None:
        self._storage = storage
        self._sender = sender
        self._messages = messages
        self._now = now
        self._on_refused = on_refused
        self._jitter = jitter
        self._max_send_s = max_send_s

    async def deliver(self, delivery: Delivery) -> bool:
        """Make one delivery and store how it ended; return whether Discord took it.

        Raises:
            StorageError: the end could not be stored; the next try finds out what happened.
            TokenRefused: Discord does not accept the token.
        """
        try:
            return await self._try(delivery)
        except (StorageError, TokenRefused):
            raise
        except ChannelRefused as error:
            await self._pause(delivery, error)
        except (ContentRefused, MessageGone) as error:
            # Gone when only just sent: an earlier try had reached Discord, and someone has
            # deleted its message since. To send it again would be against their wish.
            await self._drop(delivery, error.reason)
        except SendError as error:
            await self._retry(delivery, error.reason, retry_after=error.retry_after)
        except TimeoutError:
            await self._retry(
                delivery, f"no answer within {self._max_send_s:.0f} s", retry_after=None
            )
        except Exception as error:
            # The edge of one delivery: what is wrong with it must not hold up the others.
            log.exception("delivery broke", extra={"delivery": delivery.id})
            await self._retry(delivery, f"{type(error).__name__}: {error}", retry_after=None)
        return False

    async def _try(self, delivery: Delivery) -> bool:
        post = await self._post(delivery)
        revision = delivery.owed_revision
        message_id = delivery.message_id
        if message_id is not None:
            await self._edit(delivery, message_id, post)
        else:
            message_id = await self._sent_before(delivery, post)
            if message_id is not None or delivery.attempts > 1:
                # The message may be that of an earlier try, which showed what was known then:
                # if more is owed, the next try edits it.
                revision = FIRST_REVISION
            if message_id is None:
                message_id = await self._send(delivery, post)
        async with self._storage.write() as conn:
            await deliveries.sent(
                conn, delivery, message_id=message_id, revision=revision, now=self._now()
            )
        return True

    async def _post(self, delivery: Delivery) -> Post:
        """Return the message as it should be now."""
        lead_id = delivery.story_id
        async with self._storage.read() as conn:
            lead = (await stories.get(conn, [lead_id]))[lead_id]
            companions = (await stories.companions(conn, [lead_id]))[lead_id]
            locales = await guilds.locale_of(conn, [delivery.guild_id])
            wishes = await subscriptions.of_channel(conn, delivery.channel_id)
        return render(
            lead,
            companions,
            messages=self._messages,
            locale=locales.get(delivery.guild_id, FALLBACK),
            role_id=role_for(wishes, [lead, *companions]),
        )

    async def _sent_before(self, delivery: Delivery, post: Post) -> MessageId | None:
        """Return the message of an earlier try whose answer was lost, if there is one."""
        since = delivery.first_tried_at
        if since is None or self._now() - since < NONCE_WINDOW:
            return None
        async with asyncio.timeout(self._max_send_s):
            return await self._sender.find(
                channel_id=delivery.channel_id, reference=post.reference, since=since
            )

    async def _send(self, delivery: Delivery, post: Post) -> MessageId:
        """Send a post; as plain words if Discord refuses it as it is."""
        async with asyncio.timeout(self._max_send_s):
            try:
                return await self._sender.send(
                    channel_id=delivery.channel_id, post=post, nonce=delivery.nonce
                )
            except ContentRefused as error:
                _log_plain(delivery, error)
                return await self._sender.send(
                    channel_id=delivery.channel_id, post=post.as_text(), nonce=delivery.nonce
                )

    async def _edit(self, delivery: Delivery, message_id: MessageId, post: Post) -> None:
        """Let a message show a post; if someone has deleted it, there is nothing more to do."""
        async with asyncio.timeout(self._max_send_s):
            try:
                await self._edit_or_plain(delivery, message_id, post)
            except MessageGone:
                log.info("message was deleted", extra={"delivery": delivery.id})

    async def _edit_or_plain(self, delivery: Delivery, message_id: MessageId, post: Post) -> None:
        try:
            await self._sender.edit(
                channel_id=delivery.channel_id, message_id=message_id, post=post
            )
        except ContentRefused as error:
            _log_plain(delivery, error)
            await self._sender.edit(
                channel_id=delivery.channel_id, message_id=message_id, post=post.as_text()
            )

    async def _pause(self, delivery: Delivery, error: ChannelRefused) -> None:
        """Let all that the channel is owed wait, and tell its server's admins the first time."""
        async with self._storage.write() as conn:
            first = await guilds.pause_channel(
                conn,
                guild_id=delivery.guild_id,
                channel_id=delivery.channel_id,
                reason=error.reason,
                now=self._now(),
            )
            await deliveries.pause(conn, delivery, error=error.reason)
        log.warning(
            "channel refused", extra={"channel": delivery.channel_id, "reason": error.reason}
        )
        if first:
            await self._tell(delivery, error.reason)

    async def _tell(self, delivery: Delivery, reason: str) -> None:
        if self._on_refused is None:
            return
        try:
            await self._on_refused(
                guild_id=delivery.guild_id, channel_id=delivery.channel_id, reason=reason
            )
        except Exception:
            # A notice that cannot be given costs only itself: the channel stays paused, and
            # `/following` shows the reason.
            log.exception("admins not told", extra={"channel": delivery.channel_id})

    async def _drop(self, delivery: Delivery, reason: str) -> None:
        log.warning("delivery dropped", extra={"delivery": delivery.id, "reason": reason})
        async with self._storage.write() as conn:
            await deliveries.drop(conn, delivery, error=reason)

    async def _retry(
        self, delivery: Delivery, reason: str, *, retry_after: timedelta | None
    ) -> None:
        at = next_try_at(
            now=self._now(),
            attempts=delivery.attempts,
            retry_after=retry_after,
            jitter=self._jitter(),
        )
        log.info(
            "delivery failed, will be tried again",
            extra={"delivery": delivery.id, "reason": reason, "attempts": delivery.attempts},
        )
        async with self._storage.write() as conn:
            await deliveries.retry(conn, delivery, at=at, error=reason)


def _log_plain(delivery: Delivery, error: ContentRefused) -> None:
    log.warning(
        "post refused, trying plain words",
        extra={"delivery": delivery.id, "reason": error.reason},
    )
