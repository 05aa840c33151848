"""What a test sets up and changes on the server: guilds, channels, members, permissions."""

from tests.discord_server import payloads
from tests.discord_server.gateway import Gateway
from tests.discord_server.messages import Messages
from tests.discord_server.names import (
    FORUMS,
    NOTHING,
    ChannelType,
    Intent,
    Json,
    Permission,
)
from tests.discord_server.world import (
    Channel,
    Guild,
    Member,
    Message,
    Overwrite,
    Role,
    ThreadState,
    User,
    World,
)


class Stage:
    """Changes of the world by others than the bot; the gateway tells of each."""

    world: World
    board: Messages
    gateway: Gateway

    def add_guild(
        self,
        name: str,
        *,
        id: int | None = None,
        locale: str = "en-US",
    ) -> Guild:
        """Invite the bot to a new guild."""
        guild = self.world.add_guild(name, id=id, locale=locale)
        self._tell("GUILD_CREATE", payloads.guild_create(self.world, guild), guild)
        return guild

    def add_channel(
        self,
        guild: Guild,
        name: str,
        *,
        id: int | None = None,
        type: ChannelType = ChannelType.TEXT,
        deny: Permission = NOTHING,
        tags: tuple[str, ...] = (),
        requires_tag: bool = False,
    ) -> Channel:
        """Add a channel; `deny` is denied to the bot there."""
        channel = Channel(
            id=id or self.world.ids.next(),
            type=type,
            name=name,
            guild_id=guild.id,
            position=sum(1 for _ in self.world.channels_of(guild)),
            requires_tag=requires_tag,
        )
        if type in FORUMS:
            channel.tags = [
                {
                    "id": str(self.world.ids.next()),
                    "name": tag,
                    "moderated": False,
                    "emoji_id": None,
                    "emoji_name": None,
                }
                for tag in tags
            ]
        self._overwrite(channel, deny=deny)
        self.world.channels[channel.id] = channel
        self._tell("CHANNEL_CREATE", payloads.channel(channel), guild)
        return channel

    def add_thread(self, parent: Channel, name: str) -> Channel:
        """Open a thread as a person would."""
        guild = self._guild(parent)
        news = parent.type is ChannelType.NEWS
        thread = Channel(
            id=self.world.ids.next(),
            type=ChannelType.NEWS_THREAD if news else ChannelType.PUBLIC_THREAD,
            name=name,
            guild_id=guild.id,
            parent_id=parent.id,
            thread=ThreadState(owner_id=guild.owner.id, created_at=self.world.clock.iso()),
        )
        self.world.channels[thread.id] = thread
        self._tell("THREAD_CREATE", payloads.channel(thread) | {"newly_created": True}, guild)
        return thread

    def deny(self, channel: Channel, permissions: Permission) -> None:
        """Set what the bot is denied in a channel; nothing lifts it."""
        self._overwrite(channel, deny=permissions)
        self._tell("CHANNEL_UPDATE", payloads.channel(channel), self._guild(channel))

    def remove_channel(self, channel: Channel) -> None:
        """Delete a channel as an admin would."""
        guild = self._guild(channel)
        self.world.remove_channel(channel)
        event = "THREAD_DELETE" if channel.is_thread else "CHANNEL_DELETE"
        self._tell(event, payloads.channel(channel), guild)

    def add_role(
        self,
        guild: Guild,
        name: str,
        *,
        permissions: Permission = NOTHING,
        mentionable: bool = False,
    ) -> Role:
        """Add a role."""
        role = self.world.add_role(guild, name, permissions=permissions, mentionable=mentionable)
        event = {"guild_id": str(guild.id), "role": payloads.role(role)}
        self._tell("GUILD_ROLE_CREATE", event, guild)
        return role

    def allow_bot(self, guild: Guild, permissions: Permission) -> None:
        """Set what the bot's own role allows beyond @everyone."""
        member = guild.members[self.world.bot.id]
        role = guild.roles[member.role_ids[0]]
        role.permissions = permissions
        event = {"guild_id": str(guild.id), "role": payloads.role(role)}
        self._tell("GUILD_ROLE_UPDATE", event, guild)

    def add_member(
        self,
        guild: Guild,
        name: str | User,
        *,
        permissions: Permission = NOTHING,
        dms_open: bool = True,
    ) -> User:
        """Let a person (a new one, or one of another guild) join."""
        user = name if isinstance(name, User) else self.world.add_user(name, dms_open=dms_open)
        member = Member(user=user, joined_at=self.world.clock.iso())
        if permissions:
            role = self.add_role(guild, f"role of {user.name}", permissions=permissions)
            member.role_ids.append(role.id)
        guild.members[user.id] = member
        event = payloads.member(member) | {"guild_id": str(guild.id)}
        self._tell("GUILD_MEMBER_ADD", event, guild, intent=Intent.GUILD_MEMBERS)
        return user

    def remove_bot(self, guild: Guild) -> None:
        """Throw the bot out of a guild."""
        del self.world.guilds[guild.id]
        self._tell("GUILD_DELETE", {"id": str(guild.id)}, guild)

    def readd_bot(self, guild: Guild) -> None:
        """Invite the bot again to a guild that it was thrown out of; the channels still stand."""
        self.world.guilds[guild.id] = guild
        self._tell("GUILD_CREATE", payloads.guild_create(self.world, guild), guild)

    def set_available(self, guild: Guild, *, available: bool) -> None:
        """Begin or end an outage of a guild on Discord's side."""
        guild.available = available
        if available:
            return self._tell("GUILD_CREATE", payloads.guild_create(self.world, guild), guild)
        return self._tell("GUILD_DELETE", {"id": str(guild.id), "unavailable": True}, guild)

    def set_locale(self, guild: Guild, locale: str) -> None:
        """Change a guild's language, as its owner would."""
        guild.locale = locale
        self._tell("GUILD_UPDATE", payloads.guild(guild), guild)

    def say(self, channel: Channel, content: str, *, author: User) -> Message:
        """Let a person write a message."""
        return self.board.create(channel, {"content": content}, author=author)

    def delete_message(self, channel: Channel, message_id: int | str) -> None:
        """Delete a message as a moderator would."""
        self.board.delete(channel, channel.messages[int(message_id)])

    def _overwrite(self, channel: Channel, *, deny: Permission) -> None:
        bot = self.world.bot.id
        channel.overwrites = [each for each in channel.overwrites if each.id != bot]
        if deny:
            channel.overwrites.append(Overwrite(id=bot, type=1, deny=deny))

    def _guild(self, channel: Channel) -> Guild:
        assert channel.guild_id is not None, "a DM has no guild"
        return self.world.guild(channel.guild_id)

    def _tell(
        self, event: str, data: Json, guild: Guild, *, intent: Intent = Intent.GUILDS
    ) -> None:
        self.world.dispatch(event, data, guild_id=guild.id, intent=intent)
