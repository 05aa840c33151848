"""One delivery, from its row to Discord and back: what is sent, and how each end is stored."""

import asyncio
import contextlib
import logging
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from bot.deliveries.answer import render_answer
from bot.deliveries.ports import RefusalListener, Sender
from bot.deliveries.post import Post, PostButton, reference_of
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
from bot.model import Delivery, DeliveryState, MessageId
from bot.storage import deliveries, guilds, stories, subscriptions
from bot.storage.engine import Storage

log = logging.getLogger(__name__)

NONCE_WINDOW = timedelta(minutes=2)
"""For so long Discord surely returns the first message for a repeated nonce ("a few minutes")."""
EDIT_AGE = timedelta(days=1)
"""A message older than this is not edited, unless the settings say otherwise."""
WRONG_BUTTON = "wrong"
"""With this the id of the button begins by which readers report a post."""
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
        edit_age: timedelta = EDIT_AGE,
    ) -> None:
        self._storage = storage
        self._sender = sender
        self._messages = messages
        self._now = now
        self._on_refused = on_refused
        self._jitter = jitter
        self._max_send_s = max_send_s
        self._edit_age = edit_age

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
        if delivery.taken_back:
            return await self._take_back(delivery)
        post, answers = await self._post(delivery)
        revision = delivery.owed_revision
        message_id = delivery.message_id
        if message_id is not None:
            # Owed while it was young, but the channel or Discord was away since.
            if self._now() - (delivery.sent_at or self._now()) <= self._edit_age:
                await self._edit(delivery, message_id, post)
        else:
            message_id = await self._sent_before(delivery, post)
            if message_id is not None or delivery.attempts > 1:
                # The message may be that of an earlier try, which showed what was known then:
                # if more is owed, the next try edits it.
                revision = FIRST_REVISION
            if message_id is None:
                message_id = await self._send(delivery, post, answers=answers)
        async with self._storage.write() as conn:
            await deliveries.sent(
                conn, delivery, message_id=message_id, revision=revision, now=self._now()
            )
        return True

    async def _take_back(self, delivery: Delivery) -> bool:
        """Delete a message for good, also one of which an earlier try never heard."""
        message_id = delivery.message_id
        async with asyncio.timeout(self._max_send_s):
            if message_id is None:
                message_id = await self._sender.find(
                    channel_id=delivery.channel_id,
                    reference=reference_of(delivery.story_id, delivery.turn),
                    since=delivery.first_tried_at or self._now(),
                )
            if message_id is not None:
                with contextlib.suppress(MessageGone):
                    await self._sender.delete(channel_id=delivery.channel_id, message_id=message_id)
        async with self._storage.write() as conn:
            await deliveries.drop(conn, delivery, error="taken back")
        log.info("post taken back", extra={"delivery": delivery.id})
        return message_id is not None

    async def _post(self, delivery: Delivery) -> tuple[Post, MessageId | None]:
        """Return the message as it should be now, and which one it answers.

        Raises:
            SendError: it answers a message that is still on its way.
            MessageGone: it answers one that will never stand.
        """
        story_id, turn = delivery.story_id, delivery.turn
        async with self._storage.read() as conn:
            story = (await stories.get(conn, [story_id]))[story_id]
            companions = (await stories.companions(conn, [story_id]))[story_id]
            locales = await guilds.locale_of(conn, [delivery.guild_id])
            wishes = await subscriptions.of_channel(conn, delivery.channel_id)
            answered = await deliveries.get(conn, [turn.delivery_id]) if turn else {}
        locale = locales.get(delivery.guild_id, FALLBACK)
        if turn is None:
            role_id = role_for(wishes, [story, *companions])
            post = render(
                story, companions, messages=self._messages, locale=locale, role_id=role_id
            )
            label = self._messages.text("wrong.button", locale=locale)
            button = PostButton(label=label, id=f"{WRONG_BUTTON}|{delivery.id}")
            return replace(post, button=button), None
        post = render_answer(
            story,
            turn,
            messages=self._messages,
            locale=locale,
            role_id=role_for(wishes, [story]),
        )
        return post, _standing(answered.get(turn.delivery_id))

    async def _sent_before(self, delivery: Delivery, post: Post) -> MessageId | None:
        """Return the message of an earlier try whose answer was lost, if there is one."""
        since = delivery.first_tried_at
        if since is None or self._now() - since < NONCE_WINDOW:
            return None
        async with asyncio.timeout(self._max_send_s):
            return await self._sender.find(
                channel_id=delivery.channel_id, reference=post.reference, since=since
            )

    async def _send(
        self, delivery: Delivery, post: Post, *, answers: MessageId | None
    ) -> MessageId:
        """Send a post; as plain words if Discord refuses it as it is."""
        send = partial(
            self._sender.send,
            channel_id=delivery.channel_id,
            nonce=delivery.nonce,
            answers=answers,
        )
        async with asyncio.timeout(self._max_send_s):
            try:
                return await send(post=post)
            except ContentRefused as error:
                _log_plain(delivery, error)
                return await send(post=post.as_text())

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


def _standing(delivery: Delivery | None) -> MessageId:
    """Return the message of a delivery, which is to be answered."""
    if delivery is not None and delivery.taken_back:
        raise MessageGone("the message that it answers was taken back")
    if delivery is not None and delivery.message_id is not None:
        return delivery.message_id
    if delivery is None or delivery.state is DeliveryState.DROPPED:
        raise MessageGone("the message that it answers was never sent")
    raise SendError("the message that it answers is not sent yet")


def _log_plain(delivery: Delivery, error: ContentRefused) -> None:
    log.warning(
        "post refused, trying plain words",
        extra={"delivery": delivery.id, "reason": error.reason},
    )
