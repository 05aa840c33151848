"""Commands as a person types them: `follow show title:"Slow Horses" quiet:true`."""

import shlex

from tests.discord_server.command_lookup import find_command
from tests.discord_server.errors import ClientRefusal
from tests.discord_server.names import JsonValue, OptionType
from tests.discord_server.world import Guild, World

_YES, _NO = frozenset({"true", "yes", "1"}), frozenset({"false", "no", "0"})


def read_line(world: World, line: str, *, guild: Guild | None) -> tuple[str, dict[str, JsonValue]]:
    """Return the command's name and its options, each as the synced command types it."""
    try:
        words = shlex.split(line.strip().lstrip("/"))
    except ValueError as error:
        raise ClientRefusal(f"the line cannot be read: {error}") from error
    if not words:
        raise ClientRefusal("type a command")
    name = " ".join(word for word in words if ":" not in word)
    kinds = {
        option["name"]: OptionType(option["type"])
        for option in find_command(world, name, guild=guild).options
    }
    options: dict[str, JsonValue] = {}
    for word in words:
        key, colon, text = word.partition(":")
        if colon:
            options[key] = _typed(key, text, kinds.get(key, OptionType.STRING))
    return name, options


def _typed(key: str, text: str, kind: OptionType) -> JsonValue:
    if kind is OptionType.BOOLEAN and text.lower() in _YES | _NO:
        return text.lower() in _YES
    try:
        if kind is OptionType.INTEGER:
            return int(text)
        if kind is OptionType.NUMBER:
            return float(text)
    except ValueError as error:
        raise ClientRefusal(f"the option {key!r} takes a number, not {text!r}") from error
    # Mentions, as a person may paste them.
    return text.strip("<>@&#!") if kind not in {OptionType.STRING} else text
