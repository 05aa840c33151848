"""One broken rule, and how Discord writes many of them into one answer."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from tests.discord_server.errors import ApiError, invalid_form
from tests.discord_server.names import Json, JsonValue


@dataclass(frozen=True, slots=True)
class Problem:
    """One broken rule.

    Attributes:
        path: keys and indexes to the value, from the body's root.
        code: Discord's number when it is not an ordinary invalid form.
        refused: whether Discord would refuse the request; False for what it silently ignores
            (a misspelt key), which still fails the test.
    """

    path: tuple[str | int, ...]
    text: str
    code: int = 50035
    refused: bool = True

    def under(self, *path: str | int) -> "Problem":
        """Return the problem seen from further outside."""
        return replace(self, path=(*path, *self.path))

    def __str__(self) -> str:
        """Return path and text, as a failing test shows them."""
        return f"{'.'.join(map(str, self.path)) or 'body'}: {self.text}"


def refusal(problems: Iterable[Problem]) -> ApiError | None:
    """Return Discord's answer to a body with these problems; None when it would take it."""
    refused = [problem for problem in problems if problem.refused]
    if not refused:
        return None
    first = refused[0]
    if first.code != 50035:
        return ApiError(400, first.code, first.text)
    errors: Json = {}
    for problem in refused:
        node = errors
        for key in problem.path:
            node = node.setdefault(str(key), {})
        node.setdefault("_errors", []).append(
            {"code": "BASE_TYPE_BAD_VALUE", "message": problem.text}
        )
    return invalid_form(errors)


def as_list(value: JsonValue) -> list[JsonValue]:
    """Return a list as it is and anything else as an empty one: the judge reports wrong types."""
    return value if isinstance(value, list) else []


def objects(value: JsonValue) -> list[Json]:
    """Return the objects of a list: what is none, the judge reports."""
    return [each for each in as_list(value) if isinstance(each, dict)]


def as_object(value: JsonValue) -> Json:
    """Return an object as it is and anything else as an empty one."""
    return value if isinstance(value, dict) else {}


def text_length(value: JsonValue) -> int:
    """Return the length that counts: without white space at the ends; 0 for what is no text."""
    return len(value.strip()) if isinstance(value, str) else 0
