"""REST: threads from messages, threads without one, forum posts."""

from tests.discord_server import payloads
from tests.discord_server.errors import ApiError, invalid_form
from tests.discord_server.messages import Messages
from tests.discord_server.names import FORUMS, HAS_THREAD, ChannelType, Intent, Json, Permission
from tests.discord_server.permissions import require
from tests.discord_server.routing import NO_CONTENT, Call, Reply, Route
from tests.discord_server.world import Channel, ThreadState, World


class ThreadRoutes:
    """What a bot does with threads."""

    def __init__(self, *, world: World, messages: Messages) -> None:
        self.world = world
        self.messages = messages

    def routes(self) -> list[Route]:
        """Return the routes of this part."""
        channel = "/channels/{channel_id}"
        return [
            Route("POST", f"{channel}/messages/{{message_id}}/threads", self.from_message),
            Route("POST", f"{channel}/threads", self.create),
            Route("GET", "/guilds/{guild_id}/threads/active", self.active),
            Route("PUT", f"{channel}/thread-members/@me", self.join),
        ]

    def from_message(self, call: Call) -> Reply:
        """Open a thread on a message; it gets the message's id."""
        parent = self.world.channel(call.id("channel_id"))
        require(self.world, parent, Permission.CREATE_PUBLIC_THREADS)
        message = self.world.message(parent, call.id("message_id"))
        if message.payload["flags"] & HAS_THREAD:
            raise ApiError(400, 160004, "A thread has already been created for this message")
        thread = self._open(parent, call.body, thread_id=message.id)
        message.payload["flags"] |= HAS_THREAD
        message.payload["thread"] = payloads.channel(thread)
        return Reply(payloads.channel(thread), status=201)

    def create(self, call: Call) -> Reply:
        """Open a thread of its own, or a forum post with its first message."""
        parent = self.world.channel(call.id("channel_id"))
        if parent.type not in FORUMS:
            require(self.world, parent, Permission.CREATE_PUBLIC_THREADS)
            return Reply(payloads.channel(self._open(parent, call.body)), status=201)
        first = call.body.get("message")
        if first is None:
            error = {"code": "BASE_TYPE_REQUIRED", "message": "This field is required"}
            raise invalid_form({"message": {"_errors": [error]}})
        needed = Permission.SEND_MESSAGES
        if first.get("embeds"):
            needed |= Permission.EMBED_LINKS
        require(self.world, parent, needed)
        tags = [int(tag) for tag in call.body.get("applied_tags") or ()]
        if parent.requires_tag and not tags:
            raise ApiError(400, 40067, "A tag is required to create a forum post in this channel")
        thread = self._open(parent, call.body, tags=tags, quiet=True)
        message = self.messages.compose(thread, first, author=self.world.bot, files=call.files)
        # A post's first message has the id of its thread.
        message.id = thread.id
        message.payload["id"] = str(thread.id)
        thread.messages[message.id] = message
        self._tell(thread)
        return Reply(payloads.channel(thread) | {"message": message.payload}, status=201)

    def active(self, call: Call) -> Reply:
        """List the threads of a guild that are not archived."""
        guild = self.world.guild(call.id("guild_id"))
        threads = [
            payloads.channel(thread)
            for thread in self.world.threads_of(guild)
            if thread.thread is not None and not thread.thread.archived
        ]
        return Reply({"threads": threads, "members": [], "has_more": False})

    def join(self, call: Call) -> Reply:
        """Join a thread."""
        require(self.world, self.world.channel(call.id("channel_id")), Permission.VIEW_CHANNEL)
        return NO_CONTENT

    def _open(
        self,
        parent: Channel,
        body: Json,
        *,
        thread_id: int | None = None,
        tags: list[int] | None = None,
        quiet: bool = False,
    ) -> Channel:
        news = parent.type is ChannelType.NEWS
        kind = ChannelType.NEWS_THREAD if news else ChannelType.PUBLIC_THREAD
        asked = body.get("type")
        if asked == ChannelType.PRIVATE_THREAD:
            require(self.world, parent, Permission.CREATE_PRIVATE_THREADS)
            kind = ChannelType.PRIVATE_THREAD
        thread = Channel(
            id=thread_id or self.world.ids.next(),
            type=kind,
            name=body["name"],
            guild_id=parent.guild_id,
            parent_id=parent.id,
            thread=ThreadState(
                owner_id=self.world.bot.id,
                created_at=self.world.clock.iso(),
                auto_archive_minutes=body.get("auto_archive_duration") or 1440,
                tags=tags or [],
            ),
        )
        self.world.channels[thread.id] = thread
        if not quiet:
            self._tell(thread)
        return thread

    def _tell(self, thread: Channel) -> None:
        event = payloads.channel(thread) | {"newly_created": True}
        self.world.dispatch("THREAD_CREATE", event, guild_id=thread.guild_id, intent=Intent.GUILDS)
