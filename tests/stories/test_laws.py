"""Laws: the order in which articles come, and their number of times, change no story."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.model import (
    Announcement,
    Article,
    ArticleId,
    FeedId,
    Kind,
    Person,
    Stage,
    Status,
    Story,
    StoryId,
    Tier,
    When,
)
from tests.stories.examples import NOW, WINDOW, article, day, joins, tell, tell_all, told, year

KINDS: list[tuple[Kind, Stage | None]] = [
    (Kind.RENEWAL, None),
    (Kind.GREENLIGHT, None),
    (Kind.PREMIERE, None),
    (Kind.CASTING, None),
    (Kind.FILMING, Stage.SCHEDULED),
    (Kind.FILMING, Stage.WRAPPED),
]
# Casts that share nobody: a later line-up that joins two stories is the exception of ADR 4.
CASTS = [joins("Mira Holt"), joins("Mira Holt", "Jon Vale"), joins("Ada Penn", "Bo Lund")]
DATES: list[When | None] = [None, year(2027), day(date(2027, 3, 5)), day(date(2027, 3, 9))]
TIMES = st.one_of(st.none(), st.integers(0, 28 * 24).map(lambda hours: timedelta(hours=hours)))


@st.composite
def items(draw: st.DrawFn) -> list[tuple[Announcement, Article]]:
    """Draw articles of one window about announcements that are truly different."""
    count = draw(st.integers(1, 8))
    # With two seasons told, news that tells none may be of either: then order decides (ADR 4).
    choices: list[list[int | None]] = [[2, 3], [None, 2]]
    seasons = draw(st.sampled_from(choices))
    return [
        (
            _announcement(draw, seasons=seasons),
            article(
                f"article-{place}",
                after=draw(TIMES),
                tier=draw(st.sampled_from(Tier)),
                publisher=draw(st.sampled_from(["The Post", "The Star", "Sea News"])),
                headline=draw(st.sampled_from(["One text", "Another text", f"Text {place}"])),
            ),
        )
        for place in range(count)
    ]


def _announcement(draw: st.DrawFn, *, seasons: list[int | None]) -> Announcement:
    kind, stage = draw(st.sampled_from(KINDS))
    cast: tuple[Person, ...] = draw(st.sampled_from(CASTS)) if kind is Kind.CASTING else ()
    return told(
        kind,
        stage=stage,
        season=draw(st.sampled_from(seasons)),
        status=draw(st.sampled_from(Status)),
        when=draw(st.sampled_from(DATES)),
        people=cast,
        network=draw(st.sampled_from([None, "Nine", "Sea TV"])),
    )


def contents(stories: list[Story]) -> set[Story]:
    """Return stories without what tells when and how they came."""
    return {
        replace(
            story,
            id=StoryId(""),
            lead_id=None,
            first_at=NOW,
            updated_at=NOW,
            revision=1,
            sources=tuple(
                source if source.dated else replace(source, published_at=NOW)
                for source in story.sources
            ),
        )
        for story in stories
    }


@given(items(), st.data())
def test_any_order_gives_the_same_stories(
    told_items: list[tuple[Announcement, Article]], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(told_items))

    assert contents(tell_all(told_items)) == contents(tell_all(shuffled))


@given(items(), st.data())
def test_any_article_twice_gives_the_same_stories(
    told_items: list[tuple[Announcement, Article]], data: st.DataObject
) -> None:
    repeated = data.draw(st.permutations([*told_items, *told_items]))

    assert contents(tell_all(repeated)) == contents(tell_all(told_items))


@given(items())
def test_a_revision_grows_only_with_what_a_message_shows(
    told_items: list[tuple[Announcement, Article]],
) -> None:
    stories: dict[StoryId, Story] = {}
    for announcement, by in told_items:
        change = tell(
            announcement, by, stories=tuple(stories.values()), now=NOW + WINDOW, window=WINDOW
        )
        before = stories.get(change.story.id)
        if before is not None:
            shown = change.story.revision - before.revision
            assert shown == (0 if change.effect == "repeated" else 1)
        stories[change.story.id] = change.story


@given(items())
def test_every_article_stands_in_exactly_one_story_once(
    told_items: list[tuple[Announcement, Article]],
) -> None:
    stories = tell_all(told_items)

    standing = [source.article_id for story in stories for source in story.sources]
    assert sorted(standing) == sorted(by.id for _, by in told_items)


@given(items(), st.data())
def test_a_late_article_never_undoes_newer_knowledge(
    told_items: list[tuple[Announcement, Article]], data: st.DataObject
) -> None:
    """What was published before all that is known may fill gaps; it decides nothing."""
    dated = [(one, by) for one, by in told_items if by.published_at is not None]
    announcement, by = data.draw(st.sampled_from(told_items))
    late = replace(
        by, id=ArticleId("late"), feed_id=FeedId("late"), published_at=NOW - timedelta(days=2)
    )
    before = {story.id: story for story in tell_all(dated)}
    change = tell(
        announcement, late, stories=tuple(before.values()), now=NOW + WINDOW, window=2 * WINDOW
    )
    known = before.get(change.story.id)
    if known is None:
        return

    firm = {one.status for one in known.sources} - {Status.REPORTED}
    if firm:
        assert change.story.status is known.status
    if known.when is not None and change.story.when is not None:
        assert known.when.start <= change.story.when.start
        assert change.story.when.end <= known.when.end


@given(items())
def test_what_stands_in_a_story_was_told_by_one_of_its_sources(
    told_items: list[tuple[Announcement, Article]],
) -> None:
    for story in tell_all(told_items):
        assert story.status in {one.status for one in story.sources}
        assert story.when in {None, *(one.when for one in story.sources)}
        assert story.network in {None, *(one.network for one in story.sources)}


@given(
    st.lists(st.integers(0, 390), min_size=1, max_size=6, unique=True),
    st.sampled_from([Status.REPORTED, Status.DENIED]),
    st.data(),
)
def test_old_news_of_a_told_season_is_one_story_in_any_order(
    days: list[int], status: Status, data: st.DataObject
) -> None:
    told_items = [
        (told(status=status), article(f"article-{n}", after=timedelta(days=n))) for n in days
    ]
    shuffled = data.draw(st.permutations(told_items))

    assert len(tell_all(told_items)) == 1
    assert contents(tell_all(told_items)) == contents(tell_all(shuffled))
