"""REST: messages, typing, crossposts."""

from typing import Final

from tests.discord_server.errors import ApiError, SubLimited, missing_permissions
from tests.discord_server.limits import Bucket, Limit
from tests.discord_server.messages import Messages
from tests.discord_server.names import (
    CROSSPOSTED,
    FORUMS,
    ChannelType,
    Json,
    Permission,
)
from tests.discord_server.permissions import in_channel, require
from tests.discord_server.routing import NO_CONTENT, Call, Reply, Route
from tests.discord_server.world import Channel, Message, World

OLD_S = 3600.0
OLD_EDITS = Limit(3, 6.0)
_WRITABLE: Final = frozenset(ChannelType) - FORUMS - {ChannelType.CATEGORY}


class MessageRoutes:
    """What a bot does with messages."""

    def __init__(self, *, world: World, messages: Messages) -> None:
        self.world = world
        self.messages = messages
        self._old_edits: dict[int, Bucket] = {}

    def routes(self) -> list[Route]:
        """Return the routes of this part."""
        channel = "/channels/{channel_id}"
        many, one = f"{channel}/messages", f"{channel}/messages/{{message_id}}"
        return [
            Route("POST", many, self.create),
            Route("GET", many, self.list),
            Route("GET", one, self.get),
            Route("PATCH", one, self.edit),
            Route("DELETE", one, self.delete),
            Route("POST", f"{one}/crosspost", self.crosspost),
            Route("POST", f"{channel}/typing", self.typing),
        ]

    def create(self, call: Call) -> Reply:
        """Send a message."""
        channel = self.world.channel(call.id("channel_id"))
        may_send(self.world, channel, call.body or {}, files=len(call.files))
        body = call.body or {}
        message = self.messages.create(channel, body, author=self.world.bot, files=call.files)
        payload = dict(message.payload)
        if message.nonce is not None:
            payload["nonce"] = message.nonce
        return Reply(payload)

    def list(self, call: Call) -> Reply:
        """Return messages, newest first.

        Without the permission to read the history Discord returns none, and no error.
        """
        channel = self.world.channel(call.id("channel_id"))
        require(self.world, channel, Permission.VIEW_CHANNEL)
        limit = call.number("limit", default=50, low=1, high=100)
        has = in_channel(self.world, channel, self.world.bot.id)
        if not has & Permission.READ_MESSAGE_HISTORY:
            return Reply([])
        newest = list(reversed(self.world.snapshot(channel)))
        return Reply([message.payload for message in _window(newest, call, limit=limit)])

    def get(self, call: Call) -> Reply:
        """Return one message."""
        channel = self.world.channel(call.id("channel_id"))
        require(self.world, channel, Permission.READ_MESSAGE_HISTORY)
        return Reply(self.world.message(channel, call.id("message_id")).payload)

    def edit(self, call: Call) -> Reply:
        """Change one of the bot's own messages."""
        channel, message = self._find(call)
        if message.author_id != self.world.bot.id:
            raise ApiError(403, 50005, "Cannot edit a message authored by another user")
        body = call.body or {}
        if body.get("embeds"):
            require(self.world, channel, Permission.EMBED_LINKS)
        self._limit_old(channel, message)
        reject_emptied(message, body)
        self.messages.edit(channel, message, body)
        return Reply(message.payload)

    def delete(self, call: Call) -> Reply:
        """Delete a message; others' messages need a permission."""
        channel, message = self._find(call)
        if message.author_id != self.world.bot.id:
            require(self.world, channel, Permission.MANAGE_MESSAGES)
        self.messages.delete(channel, message)
        return NO_CONTENT

    def crosspost(self, call: Call) -> Reply:
        """Publish a message of an announcement channel."""
        channel, message = self._find(call)
        if channel.type is not ChannelType.NEWS:
            raise ApiError(403, 50024, "Cannot execute action on this channel type")
        own = message.author_id == self.world.bot.id
        require(
            self.world,
            channel,
            Permission.SEND_MESSAGES if own else Permission.MANAGE_MESSAGES,
        )
        if message.payload["flags"] & CROSSPOSTED:
            raise ApiError(400, 40033, "This message has already been crossposted")
        message.payload["flags"] |= CROSSPOSTED
        return Reply(message.payload)

    def typing(self, call: Call) -> Reply:
        """Show that the bot types."""
        channel = self.world.channel(call.id("channel_id"))
        require(self.world, channel, Permission.SEND_MESSAGES)
        return NO_CONTENT

    def _limit_old(self, channel: Channel, message: Message) -> None:
        """Slow down edits of messages older than an hour, which have a limit of their own."""
        now = self.world.clock.now()
        if now - message.at < OLD_S:
            return
        bucket = self._old_edits.setdefault(channel.id, Bucket(limit=OLD_EDITS, name="old"))
        if not bucket.take(now=now):
            text = "Maximum number of edits to messages older than 1 hour reached."
            raise SubLimited(30046, text, retry_after=bucket.reset_after(now=now))

    def _find(self, call: Call) -> tuple[Channel, Message]:
        channel = self.world.channel(call.id("channel_id"))
        require(self.world, channel, Permission.VIEW_CHANNEL)
        return channel, self.world.message(channel, call.id("message_id"))


def may_send(world: World, channel: Channel, body: Json, *, files: int) -> None:
    """Answer with an error unless the bot may send such a message in the channel."""
    if channel.type not in _WRITABLE:
        raise ApiError(400, 50008, "Cannot send messages in a non-text channel")
    if channel.recipient is not None and not channel.recipient.dms_open:
        raise ApiError(403, 50007, "Cannot send messages to this user")
    needed = Permission.SEND_MESSAGES
    if channel.is_thread:
        needed = Permission.SEND_MESSAGES_IN_THREADS
    if body.get("embeds"):
        needed |= Permission.EMBED_LINKS
    if files:
        needed |= Permission.ATTACH_FILES
    if body.get("message_reference"):
        needed |= Permission.READ_MESSAGE_HISTORY
    require(world, channel, needed)
    if channel.thread is None:
        return
    manages = in_channel(world, channel, world.bot.id) & Permission.MANAGE_THREADS
    if channel.thread.locked and not manages:
        raise missing_permissions()
    # A message wakes an archived thread.
    channel.thread.archived = False


def reject_emptied(message: Message, body: Json) -> None:
    """Answer 50006 to an edit that would leave nothing."""
    after = {
        key: body.get(key, message.payload[key]) for key in ("content", "embeds", "components")
    }
    if not any(after.values()) and not message.payload["attachments"]:
        raise ApiError(400, 50006, "Cannot send an empty message")


def _window(newest: list[Message], call: Call, *, limit: int) -> list[Message]:
    before = call.id_or("before", default=0)
    after = call.id_or("after", default=0)
    around = call.id_or("around", default=0)
    if before:
        return [m for m in newest if m.id < before][:limit]
    if after:
        # The oldest after the given id, but still listed newest first.
        return [m for m in newest if m.id > after][-limit:]
    if around:
        older = [m for m in newest if m.id <= around][: limit // 2 + 1]
        newer = [m for m in newest if m.id > around]
        return (newer[-(limit // 2) :] if limit > 1 else []) + older
    return newest[:limit]
