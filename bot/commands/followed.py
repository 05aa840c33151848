"""What a channel or a server follows, with the names that people know."""

from dataclasses import dataclass

from bot.commands.naming import choice_label, facts_of, shows_by_id
from bot.deliveries.escape import cut, escape
from bot.deliveries.wording import Wording
from bot.model import ChannelId, GuildId, Show, Subscription
from bot.shows.match import ShowIndex
from bot.storage import subscriptions as table
from bot.storage.connection import AsyncConnection

EVERY_SHOW = "*"
LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """One subscription and its show.

    Attributes:
        show: None for a subscription to every show, and for a show that has left the catalogue.
    """

    subscription: Subscription
    show: Show | None

    @property
    def value(self) -> str:
        """What stands for it in a choice."""
        return self.subscription.show_id or EVERY_SHOW

    def bold(self, words: Wording) -> str:
        """Return its name for a sentence."""
        return f"**{escape(cut(self._name(words), LONGEST_TITLE))}**"

    def facts(self) -> str:
        """Return " (2023, KR)" or nothing."""
        facts = facts_of(self.show) if self.show else ""
        return f" ({escape(facts)})" if facts else ""

    def label(self, words: Wording) -> str:
        """Return its name for a choice."""
        return choice_label(self.show) if self.show else cut(self._name(words), LONGEST_TITLE)

    def is_called(self, text: str, words: Wording) -> bool:
        """Tell whether someone who typed this means it."""
        return text == self.value or text.casefold() in map(str.casefold, self._names(words))

    def matches(self, typed: str, words: Wording) -> bool:
        """Tell whether it is to be offered to someone who has typed this so far."""
        return any(typed.casefold() in name.casefold() for name in self._names(words))

    def _names(self, words: Wording) -> tuple[str, ...]:
        return (self._name(words), *(self.show.names if self.show else ()))

    def _name(self, words: Wording) -> str:
        if self.subscription.show_id is None:
            return words.say("show.every")
        return self.show.title if self.show else self.subscription.show_id


async def of_channel(
    conn: AsyncConnection, shows: ShowIndex, channel_id: ChannelId
) -> list[Followed]:
    """Return what a channel follows, by name."""
    return await _named(conn, shows, await table.of_channel(conn, channel_id))


async def of_guild(conn: AsyncConnection, shows: ShowIndex, guild_id: GuildId) -> list[Followed]:
    """Return what the channels of a server follow, by name."""
    return await _named(conn, shows, await table.of_guild(conn, guild_id))


async def _named(
    conn: AsyncConnection, shows: ShowIndex, subscriptions: list[Subscription]
) -> list[Followed]:
    ids = {each.show_id for each in subscriptions if each.show_id is not None}
    known = await shows_by_id(shows, conn, ids)
    found = [
        Followed(subscription=each, show=known.get(each.show_id) if each.show_id else None)
        for each in subscriptions
    ]
    return sorted(found, key=lambda each: each.show.title.casefold() if each.show else "")
