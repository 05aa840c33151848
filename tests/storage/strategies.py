"""Any record at all, for the laws that hold for every one of them."""

from dataclasses import fields
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, TypeVar, cast

from hypothesis import strategies as st

from bot.model import (
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
    Turn,
    UserId,
    When,
)

T = TypeVar("T")


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
    beat=st.lists(texts, max_size=3).map(tuple),
)
turns = every(
    Turn,
    delivery_id=ids.map(DeliveryId),
    revision=st.integers(min_value=2, max_value=2**30),
    status_before=st.sampled_from(Status),
    status=st.sampled_from(Status),
    when_before=st.none() | whens,
    when=st.none() | whens,
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
    turn=st.none() | turns,
    taken_back=st.booleans(),
    message_id=st.none() | snowflakes.map(MessageId),
    sent_at=st.none() | instants,
    first_tried_at=st.none() | instants,
    attempts=st.integers(min_value=0, max_value=2**30),
    next_try_at=instants,
    last_error=maybe_texts,
)
