"""Interactions: what a person does in Discord's client, delivered and waited for.

`Interactions` holds the open ones; the bot's answers arrive through `rest_interactions.py`.
"""

import contextlib
import secrets
from dataclasses import dataclass

from tests.discord_server import payloads
from tests.discord_server.command_lookup import (
    Found,
    Options,
    command_data,
    find_command,
    resolve_values,
)
from tests.discord_server.component_rules import SELECTS, STRING_SELECT, walk
from tests.discord_server.errors import ClientRefusal
from tests.discord_server.names import (
    EVERYTHING,
    CallbackType,
    InteractionType,
    Json,
    JsonValue,
    Permission,
)
from tests.discord_server.permissions import in_channel
from tests.discord_server.results import InteractionResult
from tests.discord_server.world import Channel, Guild, Message, User, World

GUILD_CONTEXT, BOT_DM_CONTEXT = 0, 1
MAX_FILE_BYTES = 10 << 20


@dataclass(slots=True, eq=False)
class Interaction:
    """An interaction that the bot was told of.

    Attributes:
        at: the server's time of delivery, in seconds; the limits count from here.
        source: the message whose component was used, for updates.
    """

    id: int
    token: str
    kind: InteractionType
    at: float
    guild: Guild | None
    channel: Channel
    user: User
    data: Json
    result: InteractionResult
    source: Message | None = None
    answered: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """Who acts, where and in which language."""

    guild: Guild | None
    channel: Channel
    user: User
    permissions: Permission
    locale: str


class Interactions:
    """Makes interactions, waits for their answers and finds them by token.

    Attributes:
        answer_limit_s: within this the bot must answer first; by the server's clock for the bot,
            in real time for the test that waits.
        token_limit_s: after this the token is dead.
        settle_s: how long a test waits, in real time, for a deferred answer.
        allowed: by guild and command, the members and roles to which its admins have opened it.
    """

    def __init__(self, *, world: World) -> None:
        self.world = world
        self.answer_limit_s = 3.0
        self.token_limit_s = 900.0
        self.settle_s = 5.0
        self.allowed: dict[tuple[int, str], set[int]] = {}
        self.by_token: dict[str, Interaction] = {}
        # Messages that only one person sees stand in no channel.
        self.ephemeral: dict[int, tuple[Message, Interaction]] = {}

    async def invoke(self, name: str, *, person: Person, options: Options) -> InteractionResult:
        """Run a slash command, if Discord's client would let this person do it."""
        found = find_command(self.world, name, guild=person.guild)
        data = command_data(self.world, found, options, guild=person.guild)
        result = InteractionResult(name=f"/{name}")
        result.refused = self._refusal(found, person)
        if result.refused is not None:
            return result
        return await self._deliver(InteractionType.COMMAND, data, person=person, result=result)

    async def autocomplete(
        self, name: str, *, person: Person, options: Options, focused: str
    ) -> InteractionResult:
        """Type into an option and see what is offered."""
        found = find_command(self.world, name, guild=person.guild)
        data = command_data(self.world, found, options, guild=person.guild, focused=focused)
        result = InteractionResult(name=f"/{name} {focused}…")
        result.refused = self._refusal(found, person)
        if result.refused is not None:
            return result
        return await self._deliver(InteractionType.AUTOCOMPLETE, data, person=person, result=result)

    async def use(
        self, message: Message, custom_id: str, *, person: Person, values: list[str] | None
    ) -> InteractionResult:
        """Click a button or choose in a select of a message."""
        component = find_component(message.payload, custom_id)
        if component.get("disabled"):
            raise ClientRefusal(f"the component {custom_id!r} is disabled")
        custom_id = component["custom_id"]
        data: Json = {"custom_id": custom_id, "component_type": component["type"]}
        if component["type"] in SELECTS:
            data["values"] = _chosen(component, values)
            if component["type"] != STRING_SELECT:
                data["resolved"] = resolve_values(
                    self.world, component, data["values"], guild=person.guild
                )
        elif values is not None:
            raise ClientRefusal(f"{custom_id!r} is a button: it takes no values")
        return await self._deliver(
            InteractionType.COMPONENT,
            data,
            person=person,
            result=InteractionResult(name=f"component {custom_id}"),
            source=message,
        )

    async def submit(
        self, result: InteractionResult, values: dict[str, str], *, person: Person
    ) -> InteractionResult:
        """Fill in the form that an interaction opened, and send it."""
        modal = result.modal
        opener = self.opener_of(result)
        remaining = dict(values)
        components = [_filled(component, remaining) for component in modal["components"]]
        if remaining:
            raise ClientRefusal(f"the form has no field {', '.join(map(repr, remaining))}")
        return await self._deliver(
            InteractionType.MODAL,
            {"custom_id": modal["custom_id"], "components": components},
            person=person,
            result=InteractionResult(name=f"modal {modal['custom_id']}"),
            source=opener.source,
        )

    def opener_of(self, result: InteractionResult) -> Interaction:
        """Return the interaction that opened a form."""
        for interaction in self.by_token.values():
            if interaction.result is result:
                return interaction
        raise ClientRefusal(f"{result.name}: it was never delivered")

    async def _deliver(
        self,
        kind: InteractionType,
        data: Json,
        *,
        person: Person,
        result: InteractionResult,
        source: Message | None = None,
    ) -> InteractionResult:
        interaction = Interaction(
            id=self.world.ids.next(),
            token=secrets.token_urlsafe(48),
            kind=kind,
            at=self.world.clock.now(),
            guild=person.guild,
            channel=person.channel,
            user=person.user,
            data=data,
            result=result,
            source=source,
        )
        self.by_token[interaction.token] = interaction
        guild_id = None if person.guild is None else person.guild.id
        self.world.dispatch(
            "INTERACTION_CREATE", self._payload(interaction, person), guild_id=guild_id
        )
        with contextlib.suppress(TimeoutError):
            await result.until(lambda r: interaction.answered, timeout_s=self.answer_limit_s)
        if not interaction.answered:
            result.failed = True
            return result
        if result.kind is CallbackType.DEFERRED_MESSAGE:
            with contextlib.suppress(TimeoutError):
                await result.until(lambda r: not r.loading, timeout_s=self.settle_s)
        elif result.kind is CallbackType.DEFERRED_UPDATE:
            with contextlib.suppress(TimeoutError):
                done = self.settle_s
                await result.until(lambda r: bool(r.edits or r.followups), timeout_s=done)
        return result

    def _payload(self, interaction: Interaction, person: Person) -> Json:
        guild, channel = person.guild, person.channel
        of_app = in_channel(self.world, channel, self.world.bot.id)
        shown = payloads.channel(channel) | {"permissions": str(int(person.permissions))}
        payload: Json = {
            "id": str(interaction.id),
            "application_id": str(self.world.application_id),
            "type": int(interaction.kind),
            "data": interaction.data,
            "token": interaction.token,
            "version": 1,
            "channel": shown,
            "channel_id": str(channel.id),
            "app_permissions": str(int(of_app)),
            "locale": person.locale,
            "entitlements": [],
            "attachment_size_limit": MAX_FILE_BYTES,
        }
        if interaction.source is not None:
            payload["message"] = interaction.source.payload
        if guild is None:
            return payload | {
                "user": payloads.user(person.user),
                "context": BOT_DM_CONTEXT,
                "authorizing_integration_owners": {"0": "0"},
            }
        member = payloads.member(guild.members[person.user.id])
        return payload | {
            "guild_id": str(guild.id),
            "guild": {"id": str(guild.id), "locale": guild.locale, "features": []},
            "guild_locale": guild.locale,
            "member": member | {"permissions": str(int(person.permissions))},
            "context": GUILD_CONTEXT,
            "authorizing_integration_owners": {"0": str(guild.id)},
        }

    def _refusal(self, found: Found, person: Person) -> str | None:
        """Return why Discord's client does not offer the command here to this person."""
        command = found.command
        contexts = command.get("contexts")
        here = BOT_DM_CONTEXT if person.guild is None else GUILD_CONTEXT
        if contexts is not None and here not in contexts:
            return f"/{command['name']} is not available here"
        if person.guild is None or person.permissions & Permission.ADMINISTRATOR:
            return None
        if not person.permissions & Permission.USE_APPLICATION_COMMANDS:
            return "You do not have permission to use application commands here"
        # What the server's admins have set counts instead of what the command asks for.
        allowed = self.allowed.get((person.guild.id, command["name"]))
        if allowed is not None:
            is_allowed = allowed & {person.user.id, *person.guild.members[person.user.id].role_ids}
            return None if is_allowed else "You do not have permission to use this command"
        needed = command["default_member_permissions"]
        if needed is None:
            return None
        # "0" is for administrators only.
        if int(needed) == 0 or int(needed) & ~int(person.permissions):
            return "You do not have permission to use this command"
        return None


def everything_or(permissions: Permission | None, *, otherwise: Permission) -> Permission:
    """Return the permissions that a test gave, completed for administrators."""
    chosen = otherwise if permissions is None else permissions
    return EVERYTHING if chosen & Permission.ADMINISTRATOR else chosen


def find_component(message: Json, custom_id: str) -> Json:
    """Return the component of a message with this id, or with this label."""
    components = [component for _, component in walk(message["components"])]
    usable = [component for component in components if "custom_id" in component]
    for key in ("custom_id", "label"):
        for component in usable:
            if component.get(key) == custom_id:
                return component
    known = [component["custom_id"] for component in usable]
    raise ClientRefusal(f"no component {custom_id!r}; there are: {known}")


def _chosen(select: Json, values: list[str] | None) -> list[str]:
    chosen = values or []
    if not select["min_values"] <= len(chosen) <= select["max_values"]:
        raise ClientRefusal(
            f"choose {select['min_values']} to {select['max_values']} values, not {len(chosen)}"
        )
    if select["type"] == STRING_SELECT:
        offered = [option["value"] for option in select["options"]]
        for value in chosen:
            if value not in offered:
                raise ClientRefusal(f"no value {value!r}; there are: {offered}")
    return chosen


def _filled(component: Json, values: dict[str, str]) -> JsonValue:
    """Return a form's component with what the person typed; takes it out of `values`."""
    filled: Json = {"type": component["type"], "id": component.get("id", 0)}
    if "components" in component:
        filled["components"] = [_filled(each, values) for each in component["components"]]
    if "component" in component:
        filled["component"] = _filled(component["component"], values)
    custom_id = component.get("custom_id")
    if custom_id is None:
        return filled
    filled["custom_id"] = custom_id
    if component["type"] in SELECTS:
        given = values.pop(custom_id, "")
        filled["values"] = _chosen(
            {"min_values": 1, "max_values": 1} | component, given.split(",") if given else []
        )
        return filled
    text = values.pop(custom_id, component.get("value") or "")
    if not text and component.get("required", True):
        raise ClientRefusal(f"the field {custom_id!r} is required")
    low, high = component.get("min_length") or 0, component.get("max_length") or 4000
    if text and not low <= len(text) <= high:
        raise ClientRefusal(f"the field {custom_id!r} takes {low} to {high} characters")
    return filled | {"value": text}
