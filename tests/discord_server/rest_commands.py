"""REST: the application's commands, global and of guilds."""

import copy
from collections.abc import Sequence

from tests.discord_server.errors import ApiError, unknown
from tests.discord_server.names import Json, JsonValue
from tests.discord_server.routing import NO_CONTENT, Call, Reply, Route
from tests.discord_server.world import World


class CommandRoutes:
    """Syncing of commands."""

    def __init__(self, *, world: World) -> None:
        self.world = world

    def routes(self) -> list[Route]:
        """Return the routes of this part."""
        routes = []
        for base in (
            "/applications/{application_id}/commands",
            "/applications/{application_id}/guilds/{guild_id}/commands",
        ):
            routes += [
                Route("GET", base, self.list),
                Route("PUT", base, self.replace),
                Route("POST", base, self.upsert),
                Route("GET", f"{base}/{{command_id}}", self.get),
                Route("PATCH", f"{base}/{{command_id}}", self.edit),
                Route("DELETE", f"{base}/{{command_id}}", self.delete),
            ]
        return routes

    def list(self, call: Call) -> Reply:
        """Return the commands of a scope."""
        return Reply(self._scope(call)[1])

    def replace(self, call: Call) -> Reply:
        """Set all commands of a scope; one that keeps its name keeps its id."""
        guild_id, old = self._scope(call)
        ids = {(command["type"], command["name"]): command["id"] for command in old}
        new = [self._stored(body, guild_id=guild_id, ids=ids) for body in call.body or ()]
        self.world.commands[guild_id] = new
        return Reply(new)

    def upsert(self, call: Call) -> Reply:
        """Add a command, or replace the one of its name (200 instead of 201)."""
        guild_id, old = self._scope(call)
        ids = {(command["type"], command["name"]): command["id"] for command in old}
        new = self._stored(call.body, guild_id=guild_id, ids=ids)
        kept = [command for command in old if command["id"] != new["id"]]
        self.world.commands[guild_id] = [*kept, new]
        return Reply(new, status=201 if len(kept) == len(old) else 200)

    def get(self, call: Call) -> Reply:
        """Return one command."""
        return Reply(self._find(call))

    def edit(self, call: Call) -> Reply:
        """Change a command."""
        command = self._find(call)
        command |= _without_defaults(call.body)
        command["version"] = str(self.world.ids.next())
        return Reply(command)

    def delete(self, call: Call) -> Reply:
        """Remove a command."""
        command = self._find(call)
        guild_id, old = self._scope(call)
        self.world.commands[guild_id] = [each for each in old if each["id"] != command["id"]]
        return NO_CONTENT

    def _scope(self, call: Call) -> tuple[int | None, Sequence[Json]]:
        if call.id("application_id") != self.world.application_id:
            raise ApiError(403, 20012, "You are not authorized to perform this action")
        if "guild_id" not in call.args:
            return None, self.world.commands[None]
        guild = self.world.guilds.get(call.id("guild_id"))
        if guild is None:
            raise ApiError(403, 50001, "Missing Access")
        return guild.id, self.world.commands.get(guild.id, [])

    def _find(self, call: Call) -> Json:
        wanted = call.args["command_id"]
        for command in self._scope(call)[1]:
            if command["id"] == wanted:
                return command
        raise unknown("Application Command")

    def _stored(self, body: Json, *, guild_id: int | None, ids: dict[tuple[int, str], str]) -> Json:
        kind = body.get("type") or 1
        permissions = body.get("default_member_permissions")
        stored: Json = {
            "id": ids.get((kind, body["name"])) or str(self.world.ids.next()),
            "application_id": str(self.world.application_id),
            "version": str(self.world.ids.next()),
            "type": kind,
            "name": body["name"],
            "description": body.get("description") or "",
            "default_member_permissions": None if permissions is None else str(permissions),
            "nsfw": bool(body.get("nsfw")),
            "name_localizations": _localised(body, "name"),
            "description_localizations": _localised(body, "description"),
            "integration_types": body.get("integration_types") or [0],
        }
        if guild_id is None:
            contexts = body.get("contexts")
            if contexts is None and body.get("dm_permission") is False:
                contexts = [0]
            stored["contexts"] = contexts
            stored["dm_permission"] = contexts is None or 1 in contexts
        else:
            stored["guild_id"] = str(guild_id)
        if body.get("options"):
            stored["options"] = [_option(option) for option in body["options"]]
        return stored


def _option(body: Json) -> Json:
    stored = _without_defaults(body)
    for key in ("name", "description"):
        if f"{key}_localizations" in body:
            stored[f"{key}_localizations"] = _localised(body, key)
    for key in ("options", "choices"):
        if body.get(key):
            stored[key] = [_option(each) for each in body[key]]
    return stored


def _without_defaults(body: Json) -> Json:
    """Return a body without nulls and empty lists, as Discord stores it."""
    dropped: tuple[JsonValue, ...] = (None, [])
    return {key: copy.deepcopy(value) for key, value in body.items() if value not in dropped}


def _localised(body: Json, key: str) -> Json | None:
    """Return translations without those equal to the default, which Discord drops."""
    texts = body.get(f"{key}_localizations")
    if texts is None:
        return None
    return {locale: text for locale, text in texts.items() if text != body.get(key)}
