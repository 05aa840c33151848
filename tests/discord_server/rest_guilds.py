"""REST: users, guilds, channels, roles and members; login."""

from tests.discord_server import payloads
from tests.discord_server.errors import ApiError, missing_permissions, unknown
from tests.discord_server.names import Intent, Json, Permission
from tests.discord_server.permissions import require
from tests.discord_server.routing import NO_CONTENT, Call, Reply, Route
from tests.discord_server.world import Channel, World


class GuildRoutes:
    """What a bot asks about itself and its guilds."""

    def __init__(self, *, world: World, gateway_url: str = "") -> None:
        self.world = world
        self.gateway_url = gateway_url
        self.shards = 1
        self.identifies_left = 1000

    def routes(self) -> list[Route]:
        """Return the routes of this part."""
        guild, channel = "/guilds/{guild_id}", "/channels/{channel_id}"
        return [
            Route("GET", "/users/@me", lambda _call: Reply(payloads.me(self.world))),
            Route("GET", "/oauth2/applications/@me", self.application),
            Route("GET", "/applications/@me", self.application),
            Route("GET", "/gateway", lambda _call: Reply({"url": self.gateway_url}), open=True),
            Route("GET", "/gateway/bot", self.gateway),
            Route("GET", "/users/{user_id}", self.user),
            Route("POST", "/users/@me/channels", self.open_dm),
            Route("GET", "/users/@me/guilds", self.my_guilds),
            Route("DELETE", "/users/@me/guilds/{guild_id}", self.leave),
            Route("GET", guild, self.guild),
            Route("GET", f"{guild}/channels", self.channels),
            Route("GET", f"{guild}/roles", self.roles),
            Route("GET", f"{guild}/roles/{{role_id}}", self.role),
            Route("GET", f"{guild}/members", self.members),
            Route("GET", f"{guild}/members/{{user_id}}", self.member),
            Route("GET", channel, self.channel),
            Route("PATCH", channel, self.edit_channel),
            Route("DELETE", channel, self.delete_channel),
        ]

    def application(self, _call: Call) -> Reply:
        """Return the bot's own application."""
        return Reply(payloads.application(self.world))

    def gateway(self, _call: Call) -> Reply:
        """Tell where to connect, with how many shards, and how often still today."""
        limit = {
            "total": 1000,
            "remaining": self.identifies_left,
            "reset_after": 86_400_000,
            "max_concurrency": 1,
        }
        return Reply({"url": self.gateway_url, "shards": self.shards, "session_start_limit": limit})

    def user(self, call: Call) -> Reply:
        """Return a user."""
        user = self.world.users.get(call.id("user_id"))
        if user is None:
            raise unknown("User")
        return Reply(payloads.user(user))

    def open_dm(self, call: Call) -> Reply:
        """Return the DM channel with a user, the same one each time."""
        user = self.world.users.get(int(call.body.get("recipient_id") or 0))
        if user is None:
            raise unknown("User")
        if user.bot:
            raise ApiError(400, 50007, "Cannot send messages to this user")
        return Reply(payloads.channel(self.world.dm_with(user)))

    def my_guilds(self, call: Call) -> Reply:
        """List the bot's guilds by id."""
        limit = call.number("limit", default=200, low=1, high=200)
        after, before = call.id_or("after", default=0), call.id_or("before", default=1 << 64)
        found = [guild for id_, guild in sorted(self.world.guilds.items()) if after < id_ < before]
        return Reply([payloads.my_guild(self.world, guild) for guild in found[:limit]])

    def leave(self, call: Call) -> Reply:
        """Leave a guild."""
        guild = self.world.guild(call.id("guild_id"))
        del self.world.guilds[guild.id]
        self.world.dispatch(
            "GUILD_DELETE", {"id": str(guild.id)}, guild_id=guild.id, intent=Intent.GUILDS
        )
        return NO_CONTENT

    def guild(self, call: Call) -> Reply:
        """Return a guild."""
        guild = self.world.guild(call.id("guild_id"))
        counts: Json = {}
        if call.flag("with_counts"):
            count = len(guild.members)
            counts = {"approximate_member_count": count, "approximate_presence_count": 0}
        return Reply(payloads.guild(guild) | counts)

    def channels(self, call: Call) -> Reply:
        """List a guild's channels, those that the bot cannot see too."""
        guild = self.world.guild(call.id("guild_id"))
        return Reply([payloads.channel(each) for each in self.world.channels_of(guild)])

    def roles(self, call: Call) -> Reply:
        """List a guild's roles."""
        guild = self.world.guild(call.id("guild_id"))
        return Reply([payloads.role(role) for role in guild.roles.values()])

    def role(self, call: Call) -> Reply:
        """Return a role."""
        role = self.world.guild(call.id("guild_id")).roles.get(call.id("role_id"))
        if role is None:
            raise unknown("Role")
        return Reply(payloads.role(role))

    def members(self, call: Call) -> Reply:
        """List members by id."""
        guild = self.world.guild(call.id("guild_id"))
        limit = call.number("limit", default=1, low=1, high=1000)
        after = call.id_or("after", default=0)
        found = [member for id_, member in sorted(guild.members.items()) if id_ > after]
        return Reply([payloads.member(member) for member in found[:limit]])

    def member(self, call: Call) -> Reply:
        """Return a member."""
        member = self.world.guild(call.id("guild_id")).members.get(call.id("user_id"))
        if member is None:
            raise unknown("Member")
        return Reply(payloads.member(member))

    def channel(self, call: Call) -> Reply:
        """Return a channel that the bot can see."""
        channel = self.world.channel(call.id("channel_id"))
        require(self.world, channel, Permission.VIEW_CHANNEL)
        return Reply(payloads.channel(channel))

    def edit_channel(self, call: Call) -> Reply:
        """Rename a channel or thread; archive, lock or tag a thread."""
        channel = self.world.channel(call.id("channel_id"))
        require(self.world, channel, Permission.VIEW_CHANNEL)
        body: Json = call.body or {}
        self._may_edit(channel, body)
        channel.name = body.get("name") or channel.name
        if "topic" in body:
            channel.topic = body["topic"]
        event = "CHANNEL_UPDATE"
        if channel.thread is not None:
            event = "THREAD_UPDATE"
            channel.thread.archived = body.get("archived", channel.thread.archived)
            channel.thread.locked = body.get("locked", channel.thread.locked)
            if body.get("applied_tags") is not None:
                channel.thread.tags = [int(tag) for tag in body["applied_tags"]]
        payload = payloads.channel(channel)
        self.world.dispatch(event, payload, guild_id=channel.guild_id, intent=Intent.GUILDS)
        return Reply(payload)

    def delete_channel(self, call: Call) -> Reply:
        """Delete a channel or thread."""
        channel = self.world.channel(call.id("channel_id"))
        needed = Permission.MANAGE_THREADS if channel.is_thread else Permission.MANAGE_CHANNELS
        require(self.world, channel, needed)
        payload = payloads.channel(channel)
        self.world.remove_channel(channel)
        event = "THREAD_DELETE" if channel.is_thread else "CHANNEL_DELETE"
        self.world.dispatch(event, payload, guild_id=channel.guild_id, intent=Intent.GUILDS)
        return Reply(payload)

    def _may_edit(self, channel: Channel, body: Json) -> None:
        if channel.recipient is not None:
            raise missing_permissions()
        if channel.thread is None:
            return require(self.world, channel, Permission.MANAGE_CHANNELS)
        own = channel.thread.owner_id == self.world.bot.id
        if "locked" in body or not own:
            require(self.world, channel, Permission.MANAGE_THREADS)
        return None
