"""Stories and their parts, as short as a test wants to write them, and any story at all."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from bot.model import (
    ArticleId,
    ChannelId,
    FeedId,
    GuildId,
    Kind,
    Part,
    Person,
    Precision,
    RoleId,
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

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
GUILD = GuildId(100)
CHANNEL = ChannelId(200)
SHOW = ShowId("harbour-lights-2024")


def source(publisher: str = "Daily Serial", **fields: Any) -> Source:  # noqa: ANN401
    """Return an article of an outlet in English, confirmed, from a trade paper."""
    given: dict[str, Any] = {
        "feed_id": FeedId(publisher),
        "article_id": ArticleId(f"{publisher}/1"),
        "publisher": publisher,
        "headline": f"Harbour Lights sails on, says {publisher}",
        "link": "https://serial.example/harbour-lights",
        "language": "en",
        "tier": Tier.TRADE,
        "status": Status.CONFIRMED,
        "published_at": NOW,
    }
    return Source(**given | fields)


def story(kind: Kind = Kind.RENEWAL, **fields: Any) -> Story:  # noqa: ANN401
    """Return confirmed news of season 2 of a made-up show, from one source."""
    given: dict[str, Any] = {
        "id": StoryId(f"harbour-lights-{kind}"),
        "show_id": SHOW,
        "show_title": "Harbour Lights",
        "season": 2,
        "kind": kind,
        "stage": None,
        "status": Status.CONFIRMED,
        "when": None,
        "people": (),
        "network": None,
        "sources": (source(status=fields.get("status", Status.CONFIRMED)),),
        "first_at": NOW,
        "updated_at": NOW,
    }
    return Story(**given | fields)


def people(part: Part, *names: str, job: str = "actor") -> tuple[Person, ...]:
    """Return people of whom the same is told."""
    return tuple(Person(name=name, part=part, job=job) for name in names)


def when(start: str, end: str, precision: Precision) -> When:
    """Return a stretch of days, from ISO dates."""
    return When(start=date.fromisoformat(start), end=date.fromisoformat(end), precision=precision)


DECEMBER = when("2026-12-01", "2026-12-31", Precision.MONTH)


def subscription(**fields: Any) -> Subscription:  # noqa: ANN401
    """Return a channel's wish for everything about the show, older than any story here."""
    given: dict[str, Any] = {
        "guild_id": GUILD,
        "channel_id": CHANNEL,
        "show_id": SHOW,
        "created_by": UserId(7),
        "created_at": NOW - timedelta(days=1),
    }
    return Subscription(**given | fields)


# Any story: the longest and the worst that types allow.

NASTY = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.sampled_from("*_`~|[]()<>@#:/\\.\n -1@everyone"),
        st.sampled_from("\u200b\u200d\u202e\u0301🇰🇷👩‍🚀🏽각\ud800"),
    ),
    max_size=60,
)
TEXTS = st.one_of(
    NASTY,
    st.builds(
        lambda one, n: one * n,
        st.sampled_from(["*", "é", "가", "👩‍🚀", "@everyone "]),
        st.integers(0, 300),
    ),
    st.sampled_from(["<@123>", "[x](https://evil.example)", "https://evil.example", "<t:0:R>"]),
)
_DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 12, 31))
WHENS = st.builds(
    lambda start, days, precision: When(
        start=start, end=start + timedelta(days=days), precision=precision
    ),
    _DAYS,
    st.integers(0, 800),
    st.sampled_from(Precision),
)
PEOPLE = st.builds(
    Person,
    name=TEXTS,
    part=st.sampled_from(Part),
    job=st.sampled_from(["actor", "writer", "director"]),
)
_TIMES = st.integers(-(10**8), 10**8).map(lambda seconds: NOW + timedelta(seconds=seconds))
SOURCES = st.builds(
    Source,
    feed_id=st.just(FeedId("feed")),
    article_id=st.just(ArticleId("article")),
    publisher=TEXTS,
    headline=TEXTS,
    link=st.one_of(
        TEXTS, st.builds("https://{}.example/{}".format, st.from_regex("[a-z]{3,9}"), TEXTS)
    ),
    language=st.one_of(st.none(), st.sampled_from(["en", "ko", "xx"]), TEXTS),
    tier=st.sampled_from(Tier),
    status=st.sampled_from(Status),
    published_at=_TIMES,
)
STORIES = st.builds(
    Story,
    id=st.builds(StoryId, st.one_of(st.just("story"), TEXTS)),
    show_id=st.just(SHOW),
    show_title=TEXTS,
    season=st.one_of(st.none(), st.integers(0, 10**30)),
    kind=st.sampled_from(Kind),
    stage=st.one_of(st.none(), st.sampled_from(Stage)),
    status=st.sampled_from(Status),
    when=st.one_of(st.none(), WHENS),
    people=st.lists(PEOPLE, max_size=9).map(tuple),
    network=st.one_of(st.none(), TEXTS),
    sources=st.lists(SOURCES, max_size=8).map(tuple),
    first_at=_TIMES,
    updated_at=_TIMES,
)
ROLES = st.one_of(st.none(), st.integers(1, 2**63).map(RoleId))
