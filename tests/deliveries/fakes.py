"""A clock that moves only when told to, and a Discord that is a list."""

import asyncio
import itertools
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.deliveries.post import Post
from bot.errors import MessageGone
from bot.model import ChannelId, MessageId
from tests.deliveries.examples import NOW


@dataclass
class FakeClock:
    """Time as a test sets it; sleeping only moves it on."""

    now: datetime = NOW
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> datetime:
        return self.now

    def seconds(self) -> float:
        return (self.now - NOW).total_seconds() + 1_000.0

    def advance(self, **by: float) -> None:
        self.now += timedelta(**by)

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        # A shorter time than a `timedelta` can hold must pass all the same.
        self.advance(seconds=max(seconds, 1e-6))
        await asyncio.sleep(0)


@dataclass
class FakeMessage:
    """A message that stands in a channel."""

    id: MessageId
    channel_id: ChannelId
    nonce: str
    post: Post
    at: datetime
    answers: MessageId | None = None
    edits: int = 0


Step = Callable[[str, ChannelId], Awaitable[None] | None]


@dataclass
class FakeSender:
    """Discord as the outbox sees it: keeps messages, knows nonces for three minutes.

    Attributes:
        before: called with "send", "edit", "delete" or "find" and the channel before anything
            happens; may raise what Discord would.
        after: the same, when it has happened but is not answered yet.
    """

    clock: FakeClock
    messages: list[FakeMessage] = field(default_factory=list)
    before: Step | None = None
    after: Step | None = None
    calls: list[str] = field(default_factory=list)
    most_at_once: int = 0
    _busy: list[ChannelId] = field(default_factory=list)
    _ids: Iterator[int] = field(default_factory=lambda: itertools.count(9_000))

    async def send(
        self,
        *,
        channel_id: ChannelId,
        post: Post,
        nonce: str,
        answers: MessageId | None = None,
    ) -> MessageId:
        await self._begin("send", channel_id)
        try:
            await _call(self.before, "send", channel_id)
            found = self._by_nonce(channel_id, nonce)
            if found is None:
                found = FakeMessage(
                    id=MessageId(next(self._ids)),
                    channel_id=channel_id,
                    nonce=nonce,
                    post=post,
                    at=self.clock(),
                    answers=answers,
                )
                self.messages.append(found)
            await _call(self.after, "send", channel_id)
            return found.id
        finally:
            self._busy.remove(channel_id)

    async def edit(self, *, channel_id: ChannelId, message_id: MessageId, post: Post) -> None:
        await self._begin("edit", channel_id)
        try:
            await _call(self.before, "edit", channel_id)
            found = {message.id: message for message in self.messages}.get(message_id)
            if found is None:
                raise MessageGone("Unknown Message")
            found.post = post
            found.edits += 1
            await _call(self.after, "edit", channel_id)
        finally:
            self._busy.remove(channel_id)

    async def delete(self, *, channel_id: ChannelId, message_id: MessageId) -> None:
        await self._begin("delete", channel_id)
        try:
            await _call(self.before, "delete", channel_id)
            found = {message.id: message for message in self.messages}.get(message_id)
            if found is None:
                raise MessageGone("Unknown Message")
            self.messages.remove(found)
            await _call(self.after, "delete", channel_id)
        finally:
            self._busy.remove(channel_id)

    async def find(
        self, *, channel_id: ChannelId, reference: str, since: datetime
    ) -> MessageId | None:
        self.calls.append("find")
        await _call(self.before, "find", channel_id)
        for message in self.messages:
            same = message.channel_id == channel_id and message.post.reference == reference
            if same and message.at >= since:
                return message.id
        return None

    def in_channel(self, channel_id: ChannelId) -> list[FakeMessage]:
        return [message for message in self.messages if message.channel_id == channel_id]

    async def _begin(self, what: str, channel_id: ChannelId) -> None:
        assert channel_id not in self._busy, "two messages at once in one channel"
        self.calls.append(what)
        self._busy.append(channel_id)
        self.most_at_once = max(self.most_at_once, len(self._busy))
        await asyncio.sleep(0)

    def _by_nonce(self, channel_id: ChannelId, nonce: str) -> FakeMessage | None:
        for message in self.messages:
            fresh = self.clock() - message.at < timedelta(minutes=3)
            if message.channel_id == channel_id and message.nonce == nonce and fresh:
                return message
        return None


async def _call(step: Step | None, what: str, channel_id: ChannelId) -> None:
    result = step(what, channel_id) if step else None
    if result is not None:
        await result
