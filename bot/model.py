"""The records that pass between the stages: frozen, without I/O, known to every package.

They stand in the order of the data: feed, article, announcement, show, story, subscription,
delivery. Every `datetime` is aware and in UTC.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

FeedId = NewType("FeedId", str)
ArticleId = NewType("ArticleId", str)
ShowId = NewType("ShowId", str)
StoryId = NewType("StoryId", str)
GuildId = NewType("GuildId", int)
ChannelId = NewType("ChannelId", int)
RoleId = NewType("RoleId", int)
UserId = NewType("UserId", int)
MessageId = NewType("MessageId", int)
DeliveryId = NewType("DeliveryId", str)


class Tier(StrEnum):
    """How far an outlet's word is trusted, the best first."""

    OFFICIAL = "official"
    """The makers: a network, a streamer, an agency."""
    TRADE = "trade"
    """Trade papers and news agencies with reporters of their own."""
    PRESS = "press"
    """Newspapers, magazines and their web sites."""
    BLOG = "blog"
    """Fan sites, aggregators, personal pages."""


class Kind(StrEnum):
    """What happened to a show."""

    RENEWAL = "renewal"
    CANCELLATION = "cancellation"
    FILMING = "filming"
    GREENLIGHT = "greenlight"
    CASTING = "casting"
    PREMIERE = "premiere"


class Status(StrEnum):
    """Who stands behind an announcement."""

    CONFIRMED = "confirmed"
    REPORTED = "reported"
    DENIED = "denied"


class Stage(StrEnum):
    """How far the cameras are; of filming alone."""

    SCHEDULED = "scheduled"
    STARTED = "started"
    WRAPPED = "wrapped"
    PAUSED = "paused"


class Precision(StrEnum):
    """How exactly a source dated something, the most exact first."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    HALF = "half"
    YEAR = "year"


class Part(StrEnum):
    """What a person named in casting news does."""

    JOINS = "joins"
    LEADS = "leads"
    RETURNS = "returns"
    LEAVES = "leaves"
    DECLINES = "declines"
    REPLACES = "replaces"
    WRITER = "writer"
    DIRECTOR = "director"


class Field(StrEnum):
    """The part of an article in which words were found."""

    HEADLINE = "headline"
    SUMMARY = "summary"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One configured source.

    Attributes:
        id: stable for the life of the feed; stored articles belong to it.
        url: http or https address.
        publisher: the outlet's name, as shown in a post.
        language: ISO 639-1 code of what it writes, or None when it varies.
        tier: how far its word is trusted.
        timezone: IANA name; "today" and "next month" in its articles are meant there.
        beat: countries that it mostly writes about, ISO 3166-1 alpha-2; tells namesakes apart.
    """

    id: FeedId
    url: str
    publisher: str
    language: str | None
    tier: Tier
    timezone: str
    beat: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One feed entry, cleaned: the only form in which feed data leaves `feeds/`.

    Attributes:
        id: the feed's own guid, or the canonical link when it gives none; unique in its feed.
        feed_id: the feed that it came from.
        headline: plain text, one line, at most 500 characters, never empty.
        summary: plain text, at most `feeds.parse.MAX_TEXT` characters, may be empty.
        link: absolute http(s) address, or empty when the feed gives none.
        publisher: the outlet's name.
        language: ISO 639-1 code as the feed declares it, or None.
        tier: how far the outlet's word is trusted.
        beat: countries whose series its feed mostly writes about.
        published_at: aware UTC time, or None when the feed gives none.
        published_on: the same instant as a day in the outlet's time zone, or None.
        image: absolute http(s) address of a picture, or None.
    """

    id: ArticleId
    feed_id: FeedId
    headline: str
    summary: str = ""
    link: str = ""
    publisher: str = ""
    language: str | None = None
    tier: Tier = Tier.PRESS
    beat: tuple[str, ...] = ()
    published_at: datetime | None = None
    published_on: date | None = None
    image: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Words that prove something: `text == getattr(article, field)[start:end]`."""

    field: Field
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A stretch of days, as exact as the source was.

    Attributes:
        start: first day on which it may happen.
        end: last day on which it may happen, never before `start`.
        precision: what the source named.
    """

    start: date
    end: date
    precision: Precision

    def __str__(self) -> str:
        """Return `YYYY-MM-DD`, `YYYY-MM` or, for anything coarser than a month, `YYYY`."""
        digits = {Precision.DAY: 10, Precision.MONTH: 7}.get(self.precision, 4)
        return self.start.isoformat()[:digits]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Someone whom casting news names.

    Attributes:
        name: as the article spells it.
        part: what happens to this person.
        job: "actor", "writer" or "director"; a writer who comes back has part RETURNS.
    """

    name: str
    part: Part
    job: str = "actor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """One thing that an article reports as news.

    Attributes:
        show: the title as the article gives it, without quotation marks and season.
        season: the season that it is about, None when not told.
        kind: what happened.
        status: who stands behind it.
        stage: of filming alone, else None.
        when: of filming and premiere, when what is announced is to happen.
        people: of casting alone, in the order of the text.
        network: broadcaster or streamer that the article names for the show, or None.
        rule: name of the rule that fired.
        evidence: the words that prove it, in the order of the text, at least one.
    """

    show: str
    season: int | None
    kind: Kind
    status: Status
    stage: Stage | None = None
    when: When | None = None
    people: tuple[Person, ...] = ()
    network: str | None = None
    rule: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Show:
    """A series, from the catalogue or first met in the news.

    Attributes:
        id: "squid-game-2021" from the catalogue; "new-…", made of the name, for the others.
        title: the name shown to people, English where there is one.
        names: every name it goes by, `title` among them, in any script.
        country: ISO 3166-1 alpha-2 code in capitals, or None.
        year: of its first season, or None.
        network: broadcaster or streamer, or None.
        known: whether it stands in the catalogue.
    """

    id: ShowId
    title: str
    names: tuple[str, ...]
    country: str | None = None
    year: int | None = None
    network: str | None = None
    known: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One outlet's article as it stands in a story, with what it told.

    What the story says is made of its sources alone, whatever the order in which they came.

    Attributes:
        published_at: aware UTC; when the bot saw it, where the article tells no time.
        dated: whether the article tells its time.
        season, when, network: as this article told them, or None.
        people: as this article named them.
    """

    feed_id: FeedId
    article_id: ArticleId
    publisher: str
    headline: str
    link: str
    language: str | None
    tier: Tier
    status: Status
    published_at: datetime
    dated: bool = True
    season: int | None = None
    when: When | None = None
    people: tuple[Person, ...] = ()
    network: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What all outlets together say about one announcement.

    Attributes:
        id: made of the show, season, kind, stage and the first article; stable.
        show_id: the show that it is about.
        show_title: the show's name when the story began.
        season: None when no source told it.
        kind: what happened.
        stage: of filming alone.
        status: the standing that the sources together give it.
        when: the best date told so far.
        people: all who were named, in the order in which sources named them.
        network: the first network named.
        lead_id: the story in whose message this one is told, when one article told both.
        sources: every article that told it, the earliest first.
        first_at: when the bot first heard of it.
        updated_at: when it last changed.
        revision: 1 at birth, one more with each change that its message should show.
    """

    id: StoryId
    show_id: ShowId
    show_title: str
    season: int | None
    kind: Kind
    stage: Stage | None
    status: Status
    when: When | None
    people: tuple[Person, ...]
    network: str | None
    lead_id: StoryId | None = None
    sources: tuple[Source, ...]
    first_at: datetime
    updated_at: datetime
    revision: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """A channel's wish to be told about a show.

    Attributes:
        show_id: None means every show.
        kinds: what it wants to hear of; empty means everything.
        role_id: the one role that a post may mention, or None.
    """

    guild_id: GuildId
    channel_id: ChannelId
    show_id: ShowId | None
    kinds: frozenset[Kind] = frozenset()
    role_id: RoleId | None = None
    created_by: UserId
    created_at: datetime


class DeliveryState(StrEnum):
    """Where a delivery stands."""

    OWED = "owed"
    """Something must still be sent or edited."""
    SENT = "sent"
    """The message in Discord shows the owed revision."""
    PAUSED = "paused"
    """The channel cannot be written; goes on when it can."""
    DROPPED = "dropped"
    """Never to be sent again: Discord refuses it, or it was taken back; the reason is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """How a story's status or date changed: what an answer to its message tells.

    Attributes:
        delivery_id: of the answered message.
        revision: to which the change led.
    """

    delivery_id: DeliveryId
    revision: int
    status_before: Status
    status: Status
    when_before: When | None
    when: When | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One story, or a turn of it, owed to one channel: a row of the outbox.

    Attributes:
        id: made of story, channel and turn: it cannot exist twice.
        nonce: what Discord is given to recognise a repeated send; at most 25 characters.
        owed_revision: of the story, that the message should show.
        sent_revision: that the message shows; 0 before the first send.
        turn: what an answer tells; None for the story's own message.
        taken_back: whether its server wants the message gone, and never to come again.
        message_id, sent_at: set once Discord has answered the first send.
        first_tried_at: when a send was first begun, None before.
        attempts: tries since the last success.
        next_try_at: not before this time.
        last_error: why the last try failed.
    """

    id: DeliveryId
    story_id: StoryId
    guild_id: GuildId
    channel_id: ChannelId
    nonce: str
    state: DeliveryState
    owed_revision: int
    sent_revision: int = 0
    turn: Turn | None = None
    taken_back: bool = False
    message_id: MessageId | None = None
    sent_at: datetime | None = None
    first_tried_at: datetime | None = None
    attempts: int = 0
    next_try_at: datetime
    last_error: str | None = None
