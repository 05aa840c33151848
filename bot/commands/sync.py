"""Compare the commands that we have with those that Discord knows."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

import discord
from discord.http import Route

Payload = Mapping[str, Any]

COMPARED = (
    "name",
    "description",
    "name_localizations",
    "description_localizations",
    "type",
    "required",
    "autocomplete",
    "choices",
    "channel_types",
    "min_value",
    "max_value",
    "min_length",
    "max_length",
    "default_member_permissions",
    "contexts",
    "integration_types",
    "nsfw",
)
IN_ANY_ORDER = ("channel_types", "contexts", "integration_types")


async def fetch_commands(client: discord.Client, *, guild_id: int | None = None) -> list[Payload]:
    """Return the commands that Discord knows, in all their languages: a server's own, or all's.

    discord.py's own `fetch_commands` leaves the languages out.
    """
    place = "/applications/{application_id}" + ("/guilds/{guild_id}" if guild_id else "")
    route = Route(
        "GET", f"{place}/commands", application_id=client.application_id, guild_id=guild_id
    )
    known = await client.http.request(route, params={"with_localizations": "true"})
    return cast("list[Payload]", known)


def same_commands(ours: Iterable[Payload], known: Iterable[Payload]) -> bool:
    """Return whether Discord knows just the commands that we have.

    A wrong "no" costs one request at a start; a wrong "yes" would hide a changed command.
    """
    return _by_name(ours) == _by_name(known)


def _by_name(commands: Iterable[Payload]) -> dict[str, Any]:
    return {command["name"]: _essence(command) for command in commands}


def _essence(part: Payload) -> dict[str, Any]:
    """Return what counts of a command or option, without what Discord adds and leaves out."""
    kept = {name: _value(part, name) for name in COMPARED}
    kept["options"] = [_essence(option) for option in part.get("options") or ()]
    return {name: value for name, value in kept.items() if value}


def _value(part: Payload, name: str) -> object:
    value = part.get(name)
    if name.endswith("_localizations"):
        # Discord drops a translation that equals the text itself.
        default = part.get(name.removesuffix("_localizations"))
        return {locale: text for locale, text in (value or {}).items() if text != default}
    if name in IN_ANY_ORDER:
        return sorted(value or ())
    if name == "choices":
        return [_essence(choice) | {"value": choice["value"]} for choice in value or ()]
    if name == "default_member_permissions":
        return None if value is None else str(value)
    if name == "type":
        return value or discord.AppCommandType.chat_input.value
    return value
