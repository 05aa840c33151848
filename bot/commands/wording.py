"""Commands as Discord shows them: described in every language that the locale files have."""

from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from discord import Locale, app_commands

from bot.locales.messages import FALLBACK, Messages

KEY = "key"
Autocomplete = Callable[..., Coroutine[Any, Any, list[app_commands.Choice[str]]]]


class MessageTranslator(app_commands.Translator):
    """Gives discord.py the descriptions in other languages, from the locale files."""

    def __init__(self, messages: Messages) -> None:
        self._messages = messages

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        """Return the text in a language, or None when it is the English one."""
        key = string.extras.get(KEY)
        if key is None:
            return None
        text = self._messages.text(key, locale=locale.value)
        return None if text == string.message else text


def phrase(messages: Messages, key: str) -> app_commands.locale_str:
    """Return an English text that the translator can give in the other languages."""
    return app_commands.locale_str(messages.text(key, locale=FALLBACK), key=key)


def slash_command(
    messages: Messages,
    *,
    name: str,
    callback: Callable[..., Coroutine[Any, Any, None]],
    autocomplete: Mapping[str, Autocomplete] | None = None,
    group: app_commands.Group | None = None,
) -> app_commands.Command[Any, ..., None]:
    """Return a command whose words stand in the locale files.

    Args:
        messages: holds `about`, and `options.OPTION` for each option, at the command's place.
        name: as people type it.
        callback: a method that takes the interaction and the options.
        autocomplete: for each option that completes, what gives its choices.
        group: the group to which the command is added, if any.
    """
    place = place_in_messages(f"{group.name} {name}" if group else name)
    command: app_commands.Command[Any, ..., None] = app_commands.Command(
        name=name, description=phrase(messages, f"{place}.about"), callback=callback, parent=group
    )
    app_commands.describe(
        **{
            option.name: phrase(messages, f"{place}.options.{option.name}")
            for option in command.parameters
        }
    )(command)
    for option_name, complete in (autocomplete or {}).items():
        command.autocomplete(option_name)(complete)
    if group:
        group.add_command(command)
    return command


def place_in_messages(qualified_name: str) -> str:
    """Return where a command's words stand: "commands.follow.show" for "follow show"."""
    return f"commands.{qualified_name.replace(' ', '.')}"
