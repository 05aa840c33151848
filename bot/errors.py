"""Every exception that this package raises on purpose.

BotError
  ConfigError            the settings file is missing, unreadable or wrong
  FetchError             a feed could not be read this time; try again later
    FeedGone             the server says that the feed is gone for good
  ParseError             a feed was fetched, but it is none, or it took too long to read
  LexiconError           a lexicon file is wrong
  WeightsError           what was learned of a language cannot be read
  CatalogueError         the catalogue of shows is wrong
  StorageError           the database refused or could not be reached
  SendError              Discord did not take a message this time; try again later
    ChannelRefused       the bot may not write in the channel, or it is gone
    MessageGone          the message to edit was deleted
    ContentRefused       Discord refuses this message for good
    TokenRefused         Discord does not accept the bot's token; sending must stop
  DiscordUnreachable     Discord could not be reached, or did not answer in time
  LookupFailed           a catalogue of others gave no answer; the bot goes on without it
  CorrectionRefused      an operator's correction of a show cannot be made
  UserError              a person asked for something we must decline; safe to show
"""

from datetime import timedelta


class BotError(Exception):
    """Base of all errors that this package raises on purpose."""


class ConfigError(BotError):
    """The settings file is missing, unreadable or wrong; the text names the setting."""


class FetchError(BotError):
    """A feed could not be read this time; try again later.

    Attributes:
        url: the feed's address.
        reason: one sentence for the person who runs the bot.
        retry_after: how long the server asked us to wait, if it did.
    """

    def __init__(self, url: str, reason: str, *, retry_after: timedelta | None = None) -> None:
        super().__init__(f"{url}: {reason}")
        self.url = url
        self.reason = reason
        self.retry_after = retry_after


class FeedGone(FetchError):
    """The server says that the feed is gone for good (HTTP 410)."""


class ParseError(BotError):
    """A body is not a feed, or reading it took longer than its deadline."""


class LexiconError(BotError):
    """A lexicon file is wrong; the text names file and entry."""


class WeightsError(BotError):
    """What was learned of a language cannot be read, or tells other things than are asked for."""


class CatalogueError(BotError):
    """The catalogue of shows is wrong; the text names the line."""


class StorageError(BotError):
    """The database refused or could not be reached."""


class SendError(BotError):
    """Discord did not take a message this time; try again later."""

    def __init__(self, reason: str, *, retry_after: timedelta | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.retry_after = retry_after


class ChannelRefused(SendError):
    """The bot may not write in the channel, or the channel is gone."""


class MessageGone(SendError):
    """The message that was to be edited has been deleted."""


class ContentRefused(SendError):
    """Discord refuses this message for good."""


class TokenRefused(SendError):
    """Discord does not accept the bot's token; every further request would be refused too."""


class DiscordUnreachable(BotError):
    """Discord could not be reached, or did not answer in time."""


class LookupFailed(BotError):
    """A catalogue of others gave no answer that could be used; the bot goes on without it.

    Attributes:
        service: who was asked.
        reason: one sentence for the person who runs the bot.
        retry_after: after how long it may be asked again, if that is known.
    """

    def __init__(self, service: str, reason: str, *, retry_after: timedelta | None = None) -> None:
        super().__init__(f"{service}: {reason}")
        self.service = service
        self.reason = reason
        self.retry_after = retry_after


class CorrectionRefused(BotError):
    """An operator's correction of a show cannot be made.

    Attributes:
        reason: where the sentence for people stands in the locale files, below `shows.refused`.
        values: what stands in its places.
    """

    def __init__(self, reason: str, **values: str) -> None:
        super().__init__(f"{reason} {values}")
        self.reason = reason
        self.values = values


class UserError(BotError):
    """A person asked for something that we must decline; the text is safe to show."""
