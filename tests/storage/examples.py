"""Records for the storage's tests: short to ask for, and any at all for the laws."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, TypeVar, cast

from hypothesis import strategies as st

from bot.model import (
    Article,
    ArticleId,
    ChannelId,
    Delivery,
    DeliveryId,
    DeliveryState,
    Feed,
    FeedId,
    GuildId,
    Kind,
    MessageId,
    Part,
    Person,
    Precision,
    RoleId,
    Show,
    ShowId,
    Source,
    Stage,
    Status,
    Story,
    StoryId,
    Subscription,
    Tier,
    UserId,
    When,
)
from tests.conftest import NOW

T = TypeVar("T")


def feed(id_: str = "wire", *, url: str = "https://wire.example/feed") -> Feed:
    """Return a feed."""
    return Feed(
        id=FeedId(id_),
        url=url,
        publisher="The Wire",
        language="en",
        tier=Tier.TRADE,
        timezone="Asia/Seoul",
    )


def article(id_: str = "a1", *, feed_id: str = "wire", headline: str = "Kelp Returns") -> Article:
    """Return an article."""
    return Article(id=ArticleId(id_), feed_id=FeedId(feed_id), headline=headline)


def source(article_id: str = "a1", *, feed_id: str = "wire", publisher: str = "The Wire") -> Source:
    """Return a story's source."""
    return Source(
        feed_id=FeedId(feed_id),
        article_id=ArticleId(article_id),
        publisher=publisher,
        headline="Kelp Returns",
        link=f"https://wire.example/{article_id}",
        language="en",
        tier=Tier.TRADE,
        status=Status.REPORTED,
        published_at=NOW,
    )


def story(
    id_: str = "s1",
    *,
    show_id: str = "kelp-2024",
    at: datetime = NOW,
    sources: Sequence[Source] = (),
    lead_id: str | None = None,
    status: Status = Status.REPORTED,
) -> Story:
    """Return a story that was born and last changed at `at`."""
    return Story(
        id=StoryId(id_),
        show_id=ShowId(show_id),
        show_title="Kelp",
        season=2,
        kind=Kind.RENEWAL,
        stage=None,
        status=status,
        when=None,
        people=(),
        network=None,
        lead_id=None if lead_id is None else StoryId(lead_id),
        sources=tuple(sources) or (source(),),
        first_at=at,
        updated_at=at,
    )


def delivery(
    story_id: str = "s1",
    channel_id: int = 11,
    *,
    guild_id: int = 1,
    due: datetime = NOW,
) -> Delivery:
    """Return a delivery that is owed."""
    return Delivery(
        id=DeliveryId(f"{story_id}-{channel_id}"),
        story_id=StoryId(story_id),
        guild_id=GuildId(guild_id),
        channel_id=ChannelId(channel_id),
        nonce=f"n{channel_id}",
        state=DeliveryState.OWED,
        owed_revision=1,
        next_try_at=due,
    )


def subscription(
    show_id: str | None = "kelp-2024",
    channel_id: int = 11,
    *,
    guild_id: int = 1,
    kinds: frozenset[Kind] = frozenset(),
    role_id: int | None = None,
    created_at: datetime = NOW,
) -> Subscription:
    """Return a subscription."""
    return Subscription(
        guild_id=GuildId(guild_id),
        channel_id=ChannelId(channel_id),
        show_id=None if show_id is None else ShowId(show_id),
        kinds=kinds,
        role_id=None if role_id is None else RoleId(role_id),
        created_by=UserId(7),
        created_at=created_at,
    )


def every(record: type[T], **parts: st.SearchStrategy[Any]) -> st.SearchStrategy[T]:
    """Return any such record; a field that is left out here would go untested, so none may be."""
    assert parts.keys() == {field.name for field in fields(cast("Any", record))}, record
    return st.builds(record, **parts)


# Neither database stores half a surrogate pair, and PostgreSQL no NUL: feeds bring neither.
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
ids = texts.filter(bool)
maybe_texts = st.none() | texts
snowflakes = st.integers(min_value=1, max_value=2**63 - 1)
zones = st.integers(min_value=-14 * 60, max_value=14 * 60).map(
    lambda minutes: timezone(timedelta(minutes=minutes))
)
instants = st.datetimes(
    min_value=datetime(1900, 1, 2),  # noqa: DTZ001 - the strategy adds the zone
    max_value=datetime(2999, 12, 30),  # noqa: DTZ001
    timezones=zones | st.just(UTC),
)
days = st.dates(min_value=date(1900, 1, 1), max_value=date(2999, 12, 31))
whens = st.builds(
    lambda pair, precision: When(start=min(pair), end=max(pair), precision=precision),
    st.tuples(days, days),
    st.sampled_from(Precision),
)
people = st.lists(
    st.builds(Person, name=texts, part=st.sampled_from(Part), job=texts), max_size=3
).map(tuple)
seasons = st.none() | st.integers(min_value=0, max_value=2**31 - 1)
sources = every(
    Source,
    feed_id=ids.map(FeedId),
    article_id=ids.map(ArticleId),
    publisher=texts,
    headline=texts,
    link=texts,
    language=maybe_texts,
    tier=st.sampled_from(Tier),
    status=st.sampled_from(Status),
    published_at=instants,
    dated=st.booleans(),
    season=seasons,
    when=st.none() | whens,
    people=people,
    network=maybe_texts,
)
stories = every(
    Story,
    id=st.just(StoryId("any")),
    show_id=ids.map(ShowId),
    show_title=texts,
    season=seasons,
    kind=st.sampled_from(Kind),
    stage=st.none() | st.sampled_from(Stage),
    status=st.sampled_from(Status),
    when=st.none() | whens,
    people=people,
    network=maybe_texts,
    lead_id=st.none() | st.just(StoryId("any")),
    sources=st.lists(
        sources, max_size=4, unique_by=lambda told: (told.feed_id, told.article_id)
    ).map(tuple),
    first_at=instants,
    updated_at=instants,
    revision=st.integers(min_value=1, max_value=2**31 - 1),
)
shows = every(
    Show,
    id=ids.map(ShowId),
    title=texts,
    names=st.lists(texts, max_size=4, unique=True).map(tuple),
    country=maybe_texts,
    year=seasons,
    network=maybe_texts,
    known=st.booleans(),
)
subscriptions = every(
    Subscription,
    guild_id=snowflakes.map(GuildId),
    channel_id=snowflakes.map(ChannelId),
    show_id=st.none() | ids.map(ShowId),
    kinds=st.frozensets(st.sampled_from(Kind)),
    role_id=st.none() | snowflakes.map(RoleId),
    created_by=snowflakes.map(UserId),
    created_at=instants,
)
feeds = every(
    Feed,
    id=ids.map(FeedId),
    url=texts,
    publisher=texts,
    language=maybe_texts,
    tier=st.sampled_from(Tier),
    timezone=texts,
)
deliveries = every(
    Delivery,
    id=ids.map(DeliveryId),
    story_id=st.just(StoryId("any")),
    guild_id=snowflakes.map(GuildId),
    channel_id=snowflakes.map(ChannelId),
    nonce=texts,
    state=st.sampled_from(DeliveryState),
    owed_revision=st.integers(min_value=1, max_value=2**30),
    sent_revision=st.integers(min_value=0, max_value=2**30),
    message_id=st.none() | snowflakes.map(MessageId),
    first_tried_at=st.none() | instants,
    attempts=st.integers(min_value=0, max_value=2**30),
    next_try_at=instants,
    last_error=maybe_texts,
)
