"""Foreign JSON, taken apart with care: what has another shape than expected is not there."""

from collections.abc import Mapping, Sequence


def at(value: object, *path: str | int) -> object:
    """Return what stands at a path of keys and places, or None."""
    for step in path:
        if isinstance(step, str):
            value = value.get(step) if isinstance(value, Mapping) else None
        else:
            value = value[step] if isinstance(value, list) and step < len(value) else None
    return value


def text(value: object, *path: str | int) -> str | None:
    """Return the text at a path in one line, or None when there is none."""
    found = at(value, *path)
    return " ".join(found.split()) or None if isinstance(found, str) else None


def many(value: object, *path: str | int) -> Sequence[object]:
    """Return the list at a path, or an empty one."""
    found = at(value, *path)
    return found if isinstance(found, list) else []


def named(value: object, *path: str | int) -> Mapping[str, object]:
    """Return the object at a path, or an empty one."""
    found = at(value, *path)
    return found if isinstance(found, Mapping) else {}


def year(value: str | None) -> int | None:
    """Return the year at the beginning of "2016-01-22" or "+2016-01-22T00:00:00Z", or None."""
    digits = (value or "").removeprefix("+")[:4]
    return int(digits) if len(digits) == 4 and digits.isdecimal() else None  # noqa: PLR2004
