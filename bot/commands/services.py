"""What the commands work with: built by `app`, the same for every command."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from bot.locales.messages import Messages
from bot.lookup.lookup import Lookup
from bot.model import GuildId, Story, UserId
from bot.pipeline.correcting import Corrector
from bot.shows.match import ShowIndex
from bot.storage.engine import Storage


class Rendered(Protocol):
    """A post as a channel would get it."""

    def embed(self) -> dict[str, Any]:
        """Return the embed as Discord's API wants it."""
        ...


class Render(Protocol):
    """Makes the post of a story."""

    def __call__(self, lead: Story, companions: Sequence[Story], *, locale: str) -> Rendered:
        """Return the post in the language of the locale."""
        ...


class Summarise(Protocol):
    """Tells a story in two or three sentences, ready for Discord."""

    def __call__(self, lead: Story, companions: Sequence[Story], *, locale: str) -> str:
        """Return the sentences in the language of the locale."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """Everything that a command may use.

    Attributes:
        storage: the database.
        shows: every show that this process knows of.
        messages: what the replies say, by language.
        render: how a story looks in a channel.
        summarise: a story in sentences.
        now: aware UTC time.
        max_age: after how long what a channel could not be sent is news no more.
        corrector: makes the corrections that operators ask for.
        lookup: what others know of shows; None where it is switched off.
        operators: people who may correct, beside the application's owner and team.
        operators_server: where they get their commands, None when nowhere.
    """

    storage: Storage
    shows: ShowIndex
    messages: Messages
    render: Render
    summarise: Summarise
    now: Callable[[], datetime]
    max_age: timedelta
    corrector: Corrector
    lookup: Lookup | None = None
    operators: frozenset[UserId] = frozenset()
    operators_server: GuildId | None = None
