"""What Discord's client does with the synced commands: finds one and fills its options in.

Whatever the client would not let a person do fails the test with `ClientRefusal`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tests.discord_server import payloads
from tests.discord_server.errors import ClientRefusal
from tests.discord_server.names import Json, JsonValue, OptionType
from tests.discord_server.world import Channel, Guild, Role, User, World

SELECTED: Final = {
    5: OptionType.USER,
    6: OptionType.ROLE,
    7: OptionType.MENTIONABLE,
    8: OptionType.CHANNEL,
}
"""What the selects of these component types offer."""

Options = Mapping[str, JsonValue]


@dataclass(frozen=True, slots=True)
class Found:
    """A command with the way to one of its sub-commands.

    Attributes:
        path: type and name of each sub-command group and sub-command.
        options: what may be given at the end of the path.
    """

    command: Json
    path: Sequence[tuple[int, str]]
    options: Sequence[Json]


def find_command(world: World, name: str, *, guild: Guild | None) -> Found:
    """Return the command that a person means by `/name sub-command`; a guild's own go first."""
    first, *rest = name.lstrip("/").split()
    scopes = [*(world.commands.get(guild.id, []) if guild else []), *world.commands[None]]
    command = next((each for each in scopes if each["type"] == 1 and each["name"] == first), None)
    if command is None:
        known = ", ".join(sorted("/" + each["name"] for each in scopes)) or "none"
        raise ClientRefusal(f"there is no command /{first}; synced are: {known}")
    path: list[tuple[int, str]] = []
    options: list[Json] = command.get("options", [])
    for word in rest:
        below = next((each for each in options if each["name"] == word), None)
        if below is None or below["type"] not in {OptionType.SUBCOMMAND, OptionType.GROUP}:
            names = ", ".join(each["name"] for each in options)
            raise ClientRefusal(f"/{name}: there is no sub-command {word!r}; there are: {names}")
        path.append((below["type"], word))
        options = below.get("options", [])
    if options and options[0]["type"] in {OptionType.SUBCOMMAND, OptionType.GROUP}:
        names = ", ".join(each["name"] for each in options)
        raise ClientRefusal(f"/{name} is not complete; it goes on with: {names}")
    return Found(command=command, path=path, options=options)


def command_data(
    world: World, found: Found, given: Options, *, guild: Guild | None, focused: str | None = None
) -> Json:
    """Return the `data` of an interaction: the filled options and what their ids resolve to.

    Options are given by name; users, channels and roles as records or ids. `focused` is the option
    being typed, for autocomplete: nothing needs to be complete then.
    """
    names = {option["name"] for option in found.options}
    for name in given:
        if name not in names:
            raise ClientRefusal(f"no option {name!r}; there are: {', '.join(sorted(names))}")
    resolved: Json = {}
    filled: list[Json] = []
    for option in found.options:
        name = option["name"]
        if name not in given:
            if option.get("required") and focused is None:
                raise ClientRefusal(f"the option {name!r} is required")
            continue
        value = given[name]
        typed: Json = {"name": name, "type": option["type"]}
        if name == focused:
            if not option.get("autocomplete"):
                raise ClientRefusal(f"the option {name!r} has no autocomplete")
            typed |= {"focused": True, "value": str(value)}
        else:
            typed["value"] = _value(world, option, value, guild=guild, resolved=resolved)
        filled.append(typed)
    options = filled
    for kind, word in reversed(found.path):
        options = [{"type": kind, "name": word, "options": options}]
    data: Json = {"id": found.command["id"], "name": found.command["name"], "type": 1}
    if options:
        data["options"] = options
    if resolved:
        data["resolved"] = resolved
    if "guild_id" in found.command:
        data["guild_id"] = found.command["guild_id"]
    return data


def resolve_values(
    world: World, select: Json, values: Sequence[str], *, guild: Guild | None
) -> Json:
    """Return what the ids chosen in a select of users, roles or channels stand for."""
    resolved: Json = {}
    option = {"name": select["custom_id"], "channel_types": select.get("channel_types")}
    for value in values:
        kind = SELECTED[select["type"]]
        _resolve(world, kind, option, value, guild=guild, resolved=resolved)
    return resolved


def _value(
    world: World, option: Json, value: JsonValue, *, guild: Guild | None, resolved: Json
) -> JsonValue:
    kind, name = OptionType(option["type"]), option["name"]
    if kind is OptionType.STRING:
        if not isinstance(value, str):
            raise ClientRefusal(f"the option {name!r} takes text, not {value!r}")
        low, high = option.get("min_length", 0), option.get("max_length", 6000)
        if not low <= len(value) <= high:
            raise ClientRefusal(f"the option {name!r} takes {low} to {high} characters")
        return _chosen(option, value)
    if kind is OptionType.BOOLEAN:
        if not isinstance(value, bool):
            raise ClientRefusal(f"the option {name!r} takes True or False, not {value!r}")
        return value
    if kind in {OptionType.INTEGER, OptionType.NUMBER}:
        return _chosen(option, _number(option, value, whole=kind is OptionType.INTEGER))
    if kind is OptionType.ATTACHMENT:
        raise ClientRefusal("this server does not upload files with a command")
    return _resolve(world, kind, option, value, guild=guild, resolved=resolved)


def _chosen(option: Json, value: JsonValue) -> JsonValue:
    choices = option.get("choices") or []
    if choices and value not in [choice["value"] for choice in choices]:
        named = {choice["name"]: choice["value"] for choice in choices}
        raise ClientRefusal(f"the option {option['name']!r} takes one of {named}, not {value!r}")
    return value


def _number(option: Json, value: JsonValue, *, whole: bool) -> int | float:
    if isinstance(value, bool) or not isinstance(value, int if whole else int | float):
        raise ClientRefusal(f"the option {option['name']!r} takes a number, not {value!r}")
    low, high = option.get("min_value"), option.get("max_value")
    if (low is not None and value < low) or (high is not None and value > high):
        raise ClientRefusal(f"the option {option['name']!r} takes {low} to {high}, not {value}")
    number: int | float = value
    return number


def _resolve(
    world: World,
    kind: OptionType,
    option: Json,
    value: JsonValue,
    *,
    guild: Guild | None,
    resolved: Json,
) -> str:
    wanted = int(value.id if isinstance(value, User | Role | Channel) else value)
    key = str(wanted)
    user, role = world.users.get(wanted), guild.roles.get(wanted) if guild else None
    if kind in {OptionType.USER, OptionType.MENTIONABLE} and user is not None:
        resolved.setdefault("users", {})[key] = payloads.user(user)
        member = guild.members.get(wanted) if guild else None
        if member is not None:
            partial = payloads.member(member) | {"permissions": "0"}
            del partial["user"]
            resolved.setdefault("members", {})[key] = partial
    elif kind in {OptionType.ROLE, OptionType.MENTIONABLE} and role is not None:
        resolved.setdefault("roles", {})[key] = payloads.role(role)
    elif kind is OptionType.CHANNEL and wanted in world.channels:
        channel = world.channels[wanted]
        kinds = option.get("channel_types")
        if guild is None or channel.guild_id != guild.id or (kinds and channel.type not in kinds):
            raise ClientRefusal(f"the option {option['name']!r} does not offer #{channel.name}")
        payload = payloads.channel(channel) | {"permissions": "0"}
        resolved.setdefault("channels", {})[key] = payload
    else:
        raise ClientRefusal(f"the option {option['name']!r} does not take {value!r}")
    return key
