"""Rules for application commands and for the answers to interactions, written by hand."""

import unicodedata
from collections.abc import Iterator
from typing import Final

from tests.discord_server.component_rules import walk
from tests.discord_server.names import (
    LOCALES,
    CallbackType,
    InteractionType,
    Json,
    JsonValue,
    OptionType,
)
from tests.discord_server.problem import Problem, as_object, objects, text_length
from tests.discord_server.rules import check_message

CHAT_INPUT = 1
PER_SCOPE: Final = {1: 100, 2: 15, 3: 15}
OPTIONS, CHOICES, CHARACTERS = 25, 25, 8000
_GROUPS: Final = frozenset({OptionType.SUBCOMMAND, OptionType.GROUP})
_SCRIPTS: Final = (range(0x0900, 0x0980), range(0x0E00, 0x0E80))  # Devanagari and Thai: their marks


def is_name(name: JsonValue) -> bool:
    """Say whether a slash command or option may have this name: short, lower case, no spaces."""
    if not isinstance(name, str) or not 1 <= len(name) <= 32 or name != name.lower():
        return False
    return all(
        character in "-_'"
        or unicodedata.category(character)[0] in "LN"
        or any(ord(character) in script for script in _SCRIPTS)
        for character in name
    )


def check_commands(commands: JsonValue) -> Iterator[Problem]:
    """Yield what Discord would refuse in a whole set of commands of one scope."""
    seen: set[tuple[JsonValue, JsonValue]] = set()
    counts = dict.fromkeys(PER_SCOPE, 0)
    for number, command in enumerate(objects(commands)):
        kind = command.get("type") or CHAT_INPUT
        counts[kind] = counts.get(kind, 0) + 1
        if (kind, command.get("name")) in seen:
            yield Problem((number, "name"), "Application command names must be unique")
        seen.add((kind, command.get("name")))
        yield from (problem.under(number) for problem in check_command(command))
    for kind, limit in PER_SCOPE.items():
        if counts[kind] > limit:
            text = f"Maximum number of application commands of this type reached ({limit})."
            yield Problem((), text, code=30032)


def check_command(command: Json) -> Iterator[Problem]:
    """Yield what is wrong with one command."""
    if (command.get("type") or CHAT_INPUT) != CHAT_INPUT:
        if not 1 <= text_length(command.get("name")) <= 32:
            yield Problem(("name",), "Must be between 1 and 32 in length.")
        if command.get("description"):
            yield Problem(("description",), "Context menu commands cannot have a description")
        return
    yield from _check_named(command)
    yield from _check_options(command)
    if (length := _characters(command)) > CHARACTERS:
        yield Problem((), f"Command exceeds maximum size ({length} of {CHARACTERS})")


def _check_named(item: Json) -> Iterator[Problem]:
    if not is_name(item.get("name")):
        yield Problem(("name",), "Command name is invalid")
    if not 1 <= text_length(item.get("description")) <= 100:
        yield Problem(("description",), "Must be between 1 and 100 in length.")
    for locale, name in _localised(item, "name"):
        if locale not in LOCALES:
            yield Problem(("name_localizations", locale), "Value must be a known locale")
        if not is_name(name):
            yield Problem(("name_localizations", locale), "Command name is invalid")
    for locale, text in _localised(item, "description"):
        if locale not in LOCALES:
            yield Problem(("description_localizations", locale), "Value must be a known locale")
        if not 1 <= text_length(text) <= 100:
            yield Problem(("description_localizations", locale), "Must be between 1 and 100.")


def _check_options(item: Json) -> Iterator[Problem]:
    options = objects(item.get("options"))
    if len(options) > OPTIONS:
        yield Problem(("options",), f"Must be {OPTIONS} or fewer in length.")
    if len({option.get("type") in _GROUPS for option in options}) > 1:
        yield Problem(("options",), "Sub-commands and values cannot be mixed")
    optional, names = False, set[str]()
    for number, option in enumerate(options):
        here = ("options", number)
        yield from (problem.under(*here) for problem in _check_named(option))
        own = {option.get("name"), *(name for _, name in _localised(option, "name"))}
        if names & own:
            yield Problem((*here, "name"), "Option names must be unique, localised ones too")
        names |= own
        if option.get("type") in _GROUPS:
            yield from (problem.under(*here) for problem in _check_options(option))
            continue
        if option.get("required") and optional:
            yield Problem((*here, "required"), "Required options must be placed before others")
        optional = optional or not option.get("required")
        yield from (problem.under(*here) for problem in _check_choices(option))


def _check_choices(option: Json) -> Iterator[Problem]:
    choices = objects(option.get("choices"))
    if choices and option.get("autocomplete"):
        yield Problem(("autocomplete",), "Choices and autocomplete exclude each other")
    if len(choices) > CHOICES:
        yield Problem(("choices",), f"Must be {CHOICES} or fewer in length.")
    names = [choice.get("name") for choice in choices]
    if len(set(names)) != len(names):
        yield Problem(("choices",), "The names of choices must be unique")
    for number, choice in enumerate(choices):
        yield from (problem.under("choices", number) for problem in _check_choice(choice))


def _check_choice(choice: Json) -> Iterator[Problem]:
    for locale, _ in _localised(choice, "name"):
        if locale not in LOCALES:
            yield Problem(("name_localizations", locale), "Value must be a known locale")
    for name in [choice.get("name"), *(name for _, name in _localised(choice, "name"))]:
        if not 1 <= text_length(name) <= 100:
            yield Problem(("name",), "Must be between 1 and 100 in length.")
    if text_length(choice.get("value")) > 100:
        yield Problem(("value",), "Must be 100 or fewer in length.")


def _localised(item: Json, key: str) -> list[tuple[str, JsonValue]]:
    return list(as_object(item.get(f"{key}_localizations")).items())


def _characters(item: Json) -> int:
    """Return the size that counts: the longest localisation of each text, all values."""
    total = 0
    for key in ("name", "description"):
        texts = [item.get(key), *(text for _, text in _localised(item, key))]
        total += max(map(text_length, texts))
    total += text_length(item.get("value"))
    for key in ("options", "choices"):
        total += sum(_characters(each) for each in objects(item.get(key)))
    return total


def check_callback(body: Json, *, interaction: InteractionType, files: int) -> Iterator[Problem]:
    """Yield what is wrong with the first answer to an interaction."""
    kind = body.get("type")
    data = as_object(body.get("data"))
    if kind not in _ANSWERS[interaction]:
        yield Problem(("type",), f"Value must be one of {sorted(_ANSWERS[interaction])}")
    elif kind == CallbackType.CHOICES:
        yield from (problem.under("data") for problem in _check_choices(data))
    elif kind == CallbackType.MODAL:
        yield from (problem.under("data") for problem in _check_modal(data))
    elif kind in {CallbackType.MESSAGE, CallbackType.UPDATE}:
        edits = kind == CallbackType.UPDATE
        for problem in check_message(data, files=files, edits=edits):
            yield problem.under("data")


_ANSWERS: Final = {
    InteractionType.COMMAND: {4, 5, 9},
    InteractionType.COMPONENT: {4, 5, 6, 7, 9},
    InteractionType.AUTOCOMPLETE: {8},
    InteractionType.MODAL: {4, 5, 6, 7},
}


def _check_modal(modal: Json) -> Iterator[Problem]:
    if not 1 <= text_length(modal.get("title")) <= 45:
        yield Problem(("title",), "Must be between 1 and 45 in length.")
    if not 1 <= text_length(modal.get("custom_id")) <= 100:
        yield Problem(("custom_id",), "Must be between 1 and 100 in length.")
    components = objects(modal.get("components"))
    if not 1 <= len(components) <= 5:
        yield Problem(("components",), "Must be between 1 and 5 in length.")
    seen: set[str] = set()
    for path, component in walk(components):
        custom_id = component.get("custom_id")
        if isinstance(custom_id, str):
            if custom_id in seen:
                yield Problem(("components", *path, "custom_id"), "cannot be duplicated")
            seen.add(custom_id)
        for key, limit in (("label", 45), ("description", 100), ("value", 4000)):
            if text_length(component.get(key)) > limit:
                yield Problem(("components", *path, key), f"Must be {limit} or fewer in length.")
