"""Records for the storage's tests: short to ask for, and any at all for the laws."""

from collections.abc import Sequence
from datetime import datetime

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
    RoleId,
    ShowId,
    Source,
    Status,
    Story,
    StoryId,
    Subscription,
    Tier,
    UserId,
)
from tests.conftest import NOW


def feed(id_: str = "wire", *, url: str = "https://wire.example/feed") -> Feed:
    """Return a feed."""
    return Feed(
        id=FeedId(id_),
        url=url,
        publisher="The Wire",
        language="en",
        tier=Tier.TRADE,
        timezone="Asia/Seoul",
        beat=("KR", "JP"),
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
