"""Articles and announcements of invented shows, built with what a test is about."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta

from bot.model import (
    Announcement,
    Article,
    ArticleId,
    Evidence,
    FeedId,
    Field,
    Kind,
    Part,
    Person,
    Precision,
    Show,
    ShowId,
    Stage,
    Status,
    Story,
    StoryId,
    Tier,
    When,
)
from bot.stories.merge import Change, assign

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
WINDOW = timedelta(days=30)
SHOW = Show(id=ShowId("harbour-lane-2024"), title="Harbour Lane", names=("Harbour Lane",))


def day(on: date) -> When:
    return When(start=on, end=on, precision=Precision.DAY)


def year(number: int) -> When:
    return When(start=date(number, 1, 1), end=date(number, 12, 31), precision=Precision.YEAR)


def joins(*names: str, part: Part = Part.JOINS, job: str = "actor") -> tuple[Person, ...]:
    return tuple(Person(name=name, part=part, job=job) for name in names)


def told(
    kind: Kind = Kind.RENEWAL,
    *,
    season: int | None = 2,
    status: Status = Status.CONFIRMED,
    stage: Stage | None = None,
    when: When | None = None,
    people: tuple[Person, ...] = (),
    network: str | None = None,
    field: Field = Field.HEADLINE,
    start: int = 0,
) -> Announcement:
    return Announcement(
        show="Harbour Lane",
        season=season,
        kind=kind,
        status=status,
        stage=stage,
        when=when,
        people=people,
        network=network,
        rule="example",
        evidence=(Evidence(field=field, start=start, end=start + 1, text="x"),),
    )


def article(
    name: str,
    *,
    after: timedelta | None = timedelta(0),
    tier: Tier = Tier.PRESS,
    publisher: str | None = None,
    headline: str | None = None,
) -> Article:
    """Return an article of that name, so long after `NOW`; None: it tells no time."""
    return Article(
        id=ArticleId(name),
        feed_id=FeedId(f"feed-{publisher or name}"),
        headline=headline or f"What {name} says",
        publisher=publisher or f"The {name}",
        tier=tier,
        published_at=None if after is None else NOW + after,
    )


def tell(
    announcement: Announcement,
    by: Article,
    *,
    stories: Sequence[Story] = (),
    now: datetime | None = None,
    show: Show = SHOW,
    window: timedelta = WINDOW,
    lead_id: StoryId | None = None,
) -> Change:
    """Assign an announcement at the time of its article."""
    return assign(
        announcement,
        show=show,
        article=by,
        candidates=stories,
        now=now or by.published_at or NOW,
        window=window,
        lead_id=lead_id,
    )


def tell_all(items: Iterable[tuple[Announcement, Article]]) -> list[Story]:
    """Assign one after the other; return the stories as they stand then, in order of birth."""
    stories: dict[StoryId, Story] = {}
    for announcement, by in items:
        latest = max(NOW + timedelta(days=300), by.published_at or NOW)
        change = tell(announcement, by, stories=tuple(stories.values()), now=latest)
        stories[change.story.id] = change.story
    return list(stories.values())
