"""Which handler a request goes to, and what handlers get and give."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from tests.discord_server.errors import invalid_form
from tests.discord_server.names import Json, JsonValue


@dataclass(frozen=True, slots=True)
class Call:
    """A request on its way to a handler.

    Attributes:
        args: what stands in the template's braces.
        body: the JSON body, or the `payload_json` part of a form; None without a body.
        files: name, size and type of the files that came with it.
    """

    method: str
    template: str
    args: Mapping[str, str]
    query: Mapping[str, str] = field(default_factory=dict)
    body: JsonValue = None
    files: Sequence[Json] = ()

    def id(self, name: str) -> int:
        """Return an id of the path; anything but digits is an invalid form."""
        text = self.args[name]
        if not re.fullmatch(r"[0-9]{1,20}", text):
            error = {"code": "NUMBER_TYPE_COERCE", "message": f'Value "{text}" is not snowflake.'}
            raise invalid_form({name: {"_errors": [error]}})
        return int(text)

    def id_or(self, name: str, *, default: int) -> int:
        """Return an id of the query; anything but digits is an invalid form."""
        text = self.query.get(name)
        if text is None:
            return default
        if not text.isdigit():
            raise invalid_form({name: {"_errors": [{"code": "NUMBER", "message": "no id"}]}})
        return int(text)

    def flag(self, name: str) -> bool:
        """Say whether a query switch is on; clients spell it 1, true or True."""
        return self.query.get(name, "").lower() in {"1", "true"}

    def number(self, name: str, *, default: int, low: int, high: int) -> int:
        """Return a number of the query within its bounds, or answer an invalid form."""
        text = self.query.get(name)
        if text is None:
            return default
        if not text.isdigit() or not low <= int(text) <= high:
            message = f"int value should be between {low} and {high}."
            raise invalid_form({name: {"_errors": [{"code": "NUMBER", "message": message}]}})
        return int(text)


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer; a body of None is sent as no body."""

    body: JsonValue = None
    status: int = 200


NO_CONTENT = Reply(status=204)

Handler = Callable[[Call], Reply]


@dataclass(frozen=True, slots=True)
class Route:
    """One method of one path.

    Attributes:
        open: no `Authorization` is asked for: the token stands in the path. Such routes of
            interactions do not count for the global limit either.
    """

    method: str
    template: str
    handler: Handler
    open: bool = False

    @property
    def major(self) -> Sequence[str]:
        """Return the parameters by which rate limits are kept apart."""
        names = re.findall(r"\{([a-z_]+)\}", self.template)
        if self.template.startswith("/webhooks"):
            return names[:2]
        return names[:1] if self.template.startswith(("/channels", "/guilds")) else []


class Router:
    """Finds routes by path; of several, the one with the fewest parameters."""

    def __init__(self, routes: Sequence[Route]) -> None:
        self._routes = sorted(
            ((_pattern(route.template), route) for route in routes),
            key=lambda pair: pair[1].template.count("{"),
        )

    def find(self, method: str, path: str) -> tuple[Route, Mapping[str, str]] | None:
        """Return the route of a request with the values of its parameters."""
        for pattern, route in self._routes:
            if route.method == method and (match := pattern.fullmatch(path)):
                return route, match.groupdict()
        return None


def _pattern(template: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\{([a-z_]+)\}", r"(?P<\1>[^/]+)", template))
