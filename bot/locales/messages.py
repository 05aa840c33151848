"""Every sentence that people read, by language: `locales/<language>.toml`.

A key is the dotted path of a message in its file. A message is a text with named places, or a
table of plural forms that `count` chooses from::

    [post.sources]
    more = { one = "{count} more source", other = "{count} more sources" }

A place may name two forms that the word put there decides between (`grammar.py`)::

    done = "{show:은/는} 제작이 확정되었다."
"""

import tomllib
from collections.abc import Iterator, Mapping
from importlib import resources
from string import Formatter
from typing import TypeAlias

from bot.locales import grammar

FALLBACK = "en"

Message: TypeAlias = str | Mapping[str, str]


class _Word(str):
    """A text put into a message, which may decide the form of what stands beside it."""

    __slots__ = ()

    def __format__(self, forms: str) -> str:
        return grammar.agree(str(self), forms) if forms else str(self)


class Messages:
    """All messages in all languages; built once and handed down."""

    def __init__(self, languages: Mapping[str, Mapping[str, Message]]) -> None:
        """Take flat tables: language, then dotted key, then text or plural forms."""
        self._languages = languages

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that have a file, in the order of the alphabet."""
        return tuple(sorted(self._languages))

    def keys(self, language: str) -> frozenset[str]:
        """Return every dotted key of one language."""
        return frozenset(self._languages[language])

    def places(self, key: str, language: str) -> frozenset[str]:
        """Return the names that a message expects, over all its plural forms."""
        message = self._languages[language][key]
        forms = [message] if isinstance(message, str) else message.values()
        return frozenset(
            name for form in forms for _, name, _, _ in Formatter().parse(form) if name
        )

    def language(self, locale: str) -> str:
        """Return the language to use for a Discord locale: itself, its base, else English."""
        for wanted in (locale, locale.partition("-")[0]):
            if wanted in self._languages:
                return wanted
        return FALLBACK

    def text(self, key: str, *, locale: str, **values: str | int) -> str:
        """Return a message in the language of a locale.

        Args:
            key: dotted path of the message.
            locale: a Discord locale such as "ko" or "es-419".
            values: what stands in the places; `count` also chooses the plural form.

        Raises:
            KeyError: no such message, or a place that was given no value.
        """
        language = self.language(locale)
        message = self._languages[language][key]
        if not isinstance(message, str):
            # Two forms serve every language here; one with more (Polish, Arabic) extends this line.
            message = message["one" if values["count"] == 1 and "one" in message else "other"]
        return message.format(**{name: _Word(value) for name, value in values.items()})


def flatten(table: Mapping[str, object], *, prefix: str = "") -> Iterator[tuple[str, Message]]:
    """Give a parsed file's messages with their dotted keys.

    Raises:
        TypeError: something in the file is neither a text nor a table.
    """
    for name, value in table.items():
        key = f"{prefix}{name}"
        if isinstance(value, str):
            yield key, value
        elif not isinstance(value, dict):
            raise TypeError(f"{key} is neither a text nor a table")
        elif "other" in value:
            yield key, value
        else:
            yield from flatten(value, prefix=f"{key}.")


def load_messages() -> Messages:
    """Read the languages that come with the package."""
    return Messages(
        {
            file.name.removesuffix(".toml"): dict(flatten(tomllib.loads(file.read_text("utf-8"))))
            for file in resources.files("bot.locales").iterdir()
            if file.name.endswith(".toml")
        }
    )
