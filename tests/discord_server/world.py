"""Everything that exists on the server: guilds, channels, people, messages."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from tests.discord_server.clock import Clock, Snowflakes
from tests.discord_server.errors import unknown
from tests.discord_server.names import (
    EVERYONE,
    NOTHING,
    THREADS,
    ChannelType,
    Json,
    JsonValue,
    Permission,
)


@dataclass(slots=True)
class User:
    """A person or the bot."""

    id: int
    name: str
    bot: bool = False
    dms_open: bool = True


@dataclass(slots=True)
class Role:
    """A role of a guild; the one with the guild's own id is @everyone."""

    id: int
    name: str
    permissions: Permission
    position: int = 0
    mentionable: bool = False
    managed: bool = False


@dataclass(slots=True)
class Overwrite:
    """What a channel allows or denies a role (type 0) or a member (type 1)."""

    id: int
    type: int
    allow: Permission = NOTHING
    deny: Permission = NOTHING


@dataclass(slots=True)
class Member:
    """A user in a guild."""

    user: User
    joined_at: str
    role_ids: list[int] = field(default_factory=list)


@dataclass(slots=True)
class ThreadState:
    """What only threads have."""

    owner_id: int
    created_at: str
    auto_archive_minutes: int = 1440
    archived: bool = False
    locked: bool = False
    tags: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Message:
    """A message; `payload` is what GET returns.

    Attributes:
        nonce: what its sender gave, kept for `enforce_nonce` and for tests; never in `payload`.
        at: the server's time in seconds.
    """

    id: int
    channel_id: int
    author_id: int
    payload: Json
    at: float
    nonce: str | None = None


@dataclass(slots=True)
class Channel:
    """A channel, thread or DM, with its messages in order of their ids."""

    id: int
    type: ChannelType
    name: str
    guild_id: int | None = None
    position: int = 0
    parent_id: int | None = None
    topic: str | None = None
    overwrites: list[Overwrite] = field(default_factory=list)
    thread: ThreadState | None = None
    recipient: User | None = None
    tags: list[Json] = field(default_factory=list)
    requires_tag: bool = False
    messages: dict[int, Message] = field(default_factory=dict)
    crossposts: list[float] = field(default_factory=list)

    @property
    def is_thread(self) -> bool:
        """Say whether this is a thread or a forum post."""
        return self.type in THREADS


@dataclass(slots=True)
class Guild:
    """A server in Discord's sense, with the bot in it."""

    id: int
    name: str
    owner: User
    locale: str
    joined_at: str
    roles: dict[int, Role] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)
    available: bool = True


Dispatch = Callable[..., None]
"""Called as `dispatch(event, data, guild_id=…)`."""


class World:
    """The state of the server and the look-ups that fail in Discord's way."""

    def __init__(self, *, clock: Clock, application_id: int | None = None) -> None:
        self.clock = clock
        self.ids = Snowflakes(clock=clock)
        self.application_id = application_id or self.ids.next()
        self.bot = User(id=self.application_id, name="dramawire", bot=True)
        self.owner = User(id=self.ids.next(), name="owner")
        self.users: dict[int, User] = {self.bot.id: self.bot, self.owner.id: self.owner}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        # Commands by scope: None for global ones, else the guild's id.
        self.commands: dict[int | None, list[Json]] = {None: []}
        self.dispatch: Dispatch = lambda *_args, **_kwargs: None

    # What tests build

    def add_guild(self, name: str, *, id: int | None, locale: str) -> Guild:
        """Make a guild with an owner, @everyone and the bot's role."""
        guild_id = id or self.ids.next_guild()
        now = self.clock.iso()
        guild = Guild(id=guild_id, name=name, owner=self.owner, locale=locale, joined_at=now)
        guild.roles[guild_id] = Role(id=guild_id, name="@everyone", permissions=EVERYONE)
        bot_role = Role(
            id=self.ids.next(),
            name=self.bot.name,
            permissions=Permission(0),
            position=1,
            managed=True,
        )
        guild.roles[bot_role.id] = bot_role
        guild.members[self.owner.id] = Member(user=self.owner, joined_at=now)
        guild.members[self.bot.id] = Member(user=self.bot, joined_at=now, role_ids=[bot_role.id])
        self.guilds[guild_id] = guild
        return guild

    def add_user(self, name: str, *, dms_open: bool = True) -> User:
        """Make a person who is in no guild yet."""
        user = User(id=self.ids.next(), name=name, dms_open=dms_open)
        self.users[user.id] = user
        return user

    def add_role(
        self, guild: Guild, name: str, *, permissions: Permission, mentionable: bool = False
    ) -> Role:
        """Make a role above all others of the guild."""
        role = Role(
            id=self.ids.next(),
            name=name,
            permissions=permissions,
            position=len(guild.roles),
            mentionable=mentionable,
        )
        guild.roles[role.id] = role
        return role

    # Look-ups

    def guild(self, guild_id: int) -> Guild:
        """Return a guild that the bot is in, or answer 10004."""
        guild = self.guilds.get(guild_id)
        if guild is None:
            raise unknown("Guild")
        return guild

    def channel(self, channel_id: int) -> Channel:
        """Return a channel, or answer 10003."""
        channel = self.channels.get(channel_id)
        if channel is None:
            raise unknown("Channel")
        return channel

    def message(self, channel: Channel, message_id: int) -> Message:
        """Return a message of a channel, or answer 10008."""
        message = channel.messages.get(message_id)
        if message is None:
            raise unknown("Message")
        return message

    def guild_of(self, channel: Channel) -> Guild | None:
        """Return the guild of a channel; None for a DM."""
        return None if channel.guild_id is None else self.guilds.get(channel.guild_id)

    def channels_of(self, guild: Guild) -> Iterator[Channel]:
        """Yield a guild's channels without threads."""
        return (c for c in self.channels.values() if c.guild_id == guild.id and not c.is_thread)

    def threads_of(self, guild: Guild) -> Iterator[Channel]:
        """Yield a guild's threads."""
        return (c for c in self.channels.values() if c.guild_id == guild.id and c.is_thread)

    def dm_with(self, user: User) -> Channel:
        """Return the DM channel with a user, making it at first."""
        for channel in self.channels.values():
            if channel.recipient is user:
                return channel
        channel = Channel(id=self.ids.next(), type=ChannelType.DM, name=user.name, recipient=user)
        self.channels[channel.id] = channel
        return channel

    def remove_channel(self, channel: Channel) -> None:
        """Forget a channel with its threads and messages."""
        for other in list(self.channels.values()):
            if other.is_thread and other.parent_id == channel.id:
                del self.channels[other.id]
        del self.channels[channel.id]

    def snapshot(self, channel: Channel) -> list[JsonValue]:
        """Return the messages of a channel, oldest first."""
        return sorted(channel.messages.values(), key=lambda message: message.id)
