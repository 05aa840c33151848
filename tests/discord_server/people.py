"""What people do on the server: run commands, type, click, choose, fill forms in."""

from tests.discord_server.command_lookup import Options
from tests.discord_server.errors import ClientRefusal
from tests.discord_server.interactions import Interactions, Person, everything_or
from tests.discord_server.names import EVERYONE, Json, Permission
from tests.discord_server.permissions import in_channel
from tests.discord_server.results import InteractionResult
from tests.discord_server.world import Channel, Guild, Message, Role, User, World


class People:
    """Interactions as a person makes them; without `user` it is the guild's owner.

    `permissions` stands for what the person's roles would allow; `channel` without a guild, or
    `guild` None with a user, means the DM with the bot.
    """

    world: World
    interactions: Interactions

    async def invoke(
        self,
        name: str,
        *,
        guild: Guild | None = None,
        channel: Channel | None = None,
        user: User | None = None,
        options: Options | None = None,
        permissions: Permission | None = None,
        locale: str = "en-US",
    ) -> InteractionResult:
        """Run a slash command such as `follow show`, and wait for the bot's answer."""
        person = self._person(guild, channel, user, permissions=permissions, locale=locale)
        return await self.interactions.invoke(name, person=person, options=options or {})

    def allow_command(self, guild: Guild, name: str, *who: User | Role) -> None:
        """Set, as a server's admin does in Discord, who may use a command; all others may not."""
        self.interactions.allowed[guild.id, name] = {each.id for each in who}

    async def autocomplete(
        self,
        name: str,
        focused: str,
        text: str,
        *,
        guild: Guild | None = None,
        channel: Channel | None = None,
        user: User | None = None,
        options: Options | None = None,
        permissions: Permission | None = None,
        locale: str = "en-US",
    ) -> list[Json]:
        """Type into an option of a command and return what is offered."""
        person = self._person(guild, channel, user, permissions=permissions, locale=locale)
        result = await self.interactions.autocomplete(
            name, person=person, options={**(options or {}), focused: text}, focused=focused
        )
        return result.choices

    async def click(
        self,
        target: InteractionResult | Json,
        custom_id: str,
        *,
        user: User | None = None,
        values: list[str] | None = None,
        permissions: Permission | None = None,
        locale: str = "en-US",
    ) -> InteractionResult:
        """Click a button, or choose `values` in a select, of a reply or a channel's message."""
        payload = target.reply if isinstance(target, InteractionResult) else target
        message, owner = self._message(payload)
        if owner is not None and user is not None and user is not owner:
            raise ClientRefusal(f"{user.name} cannot see a message that is for {owner.name} only")
        channel = self.world.channels[message.channel_id]
        guild = self.world.guild_of(channel)
        person = self._person(guild, channel, user or owner, permissions=permissions, locale=locale)
        return await self.interactions.use(message, custom_id, person=person, values=values)

    async def submit(
        self,
        opened: InteractionResult,
        values: dict[str, str],
        *,
        locale: str = "en-US",
    ) -> InteractionResult:
        """Fill in the form that an interaction opened (values by custom id) and send it."""
        opener = self.interactions.opener_of(opened)
        person = self._person(
            opener.guild, opener.channel, opener.user, permissions=None, locale=locale
        )
        return await self.interactions.submit(opened, values, person=person)

    def _message(self, payload: Json) -> tuple[Message, User | None]:
        message_id, channel_id = int(payload["id"]), int(payload["channel_id"])
        if message_id in self.interactions.ephemeral:
            message, interaction = self.interactions.ephemeral[message_id]
            return message, interaction.user
        channel = self.world.channels.get(channel_id)
        if channel is None or message_id not in channel.messages:
            raise ClientRefusal("the message is gone")
        return channel.messages[message_id], None

    def _person(
        self,
        guild: Guild | None,
        channel: Channel | None,
        user: User | None,
        *,
        permissions: Permission | None,
        locale: str,
    ) -> Person:
        if guild is None and channel is not None:
            guild = self.world.guild_of(channel)
        if guild is None:
            someone = user or self.world.owner
            return Person(
                guild=None,
                channel=channel or self.world.dm_with(someone),
                user=someone,
                permissions=EVERYONE,
                locale=locale,
            )
        someone = user or guild.owner
        if someone.id not in guild.members:
            raise ClientRefusal(f"{someone.name} is not a member of {guild.name}")
        where = channel or next(self.world.channels_of(guild), None)
        if where is None:
            raise ClientRefusal(f"{guild.name} has no channel to type in")
        may = in_channel(self.world, where, someone.id)
        if not may & Permission.VIEW_CHANNEL:
            raise ClientRefusal(f"{someone.name} cannot see #{where.name}")
        return Person(
            guild=guild,
            channel=where,
            user=someone,
            permissions=everything_or(permissions, otherwise=may),
            locale=locale,
        )
