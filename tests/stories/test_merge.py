"""How an announcement changes its story, and what a message should show of it."""

from datetime import date, timedelta

from bot.model import Field, Kind, Part, ShowId, Stage, Status, StoryId
from bot.stories import merge
from bot.stories.merge import Effect, main_first
from tests.stories.examples import NOW, SHOW, WINDOW, article, day, joins, tell, told, year

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def test_a_first_announcement_begins_a_story_that_says_what_it_says() -> None:
    announcement = told(
        Kind.FILMING, stage=Stage.SCHEDULED, when=day(date(2027, 1, 5)), network="Nine"
    )

    change = tell(announcement, article("a"), lead_id=StoryId("lead"))

    story = change.story
    assert (change.effect, change.what) == (Effect.BORN, "birth")
    assert (story.show_id, story.show_title) == (SHOW.id, SHOW.title)
    assert (story.kind, story.stage, story.season) == (Kind.FILMING, Stage.SCHEDULED, 2)
    assert (story.when, story.network, story.lead_id) == (announcement.when, "Nine", "lead")
    assert (story.revision, story.first_at, story.updated_at) == (1, NOW, NOW)
    assert len(story.id) == 12


def test_a_story_gets_the_same_id_wherever_it_is_born() -> None:
    assert tell(told(), article("a")).story.id == tell(told(), article("a"), now=NOW + DAY).story.id
    assert tell(told(), article("a")).story.id != tell(told(), article("b")).story.id


def test_two_casts_of_one_article_are_two_ids() -> None:
    one = tell(told(Kind.CASTING, people=joins("Mira Holt")), article("a")).story
    other = tell(told(Kind.CASTING, people=joins("Jon Vale")), article("a")).story

    assert one.id != other.id


def test_another_outlet_joins_and_the_message_shows_it() -> None:
    story = tell(told(), article("a")).story

    change = tell(told(), article("b", after=HOUR), stories=[story])

    assert (change.effect, change.what) == (Effect.JOINED, "source")
    assert change.story.id == story.id
    assert change.story.revision == 2
    assert change.story.updated_at == NOW + HOUR
    assert [source.article_id for source in change.story.sources] == ["a", "b"]


def test_the_same_article_again_changes_nothing() -> None:
    story = tell(told(), article("a")).story

    change = tell(told(), article("a"), stories=[story], now=NOW + DAY)

    assert (change.effect, change.what) == (Effect.REPEATED, "again")
    assert change.story == story


def test_the_same_article_again_is_known_however_late() -> None:
    story = tell(told(), article("a")).story

    change = tell(told(), article("a", after=400 * DAY), stories=[story])

    assert change.story.id == story.id


def test_the_same_publisher_again_is_kept_and_shown_to_nobody() -> None:
    story = tell(told(), article("a", publisher="The Post")).story

    change = tell(told(), article("b", publisher="The Post", after=HOUR), stories=[story])

    assert (change.effect, change.what) == (Effect.REPEATED, "copy")
    assert change.story.revision == story.revision
    assert len(change.story.sources) == 2


def test_a_status_that_changes_is_news() -> None:
    story = tell(told(status=Status.REPORTED), article("a")).story

    change = tell(told(), article("b", after=HOUR), stories=[story])

    assert (change.effect, change.what) == (Effect.CHANGED, "status")
    assert change.story.status is Status.CONFIRMED


def test_a_date_that_moves_is_news() -> None:
    story = tell(told(Kind.PREMIERE, when=day(date(2027, 3, 5))), article("a")).story

    change = tell(
        told(Kind.PREMIERE, when=day(date(2027, 5, 1))), article("b", after=HOUR), stories=[story]
    )

    assert (change.effect, change.what) == (Effect.CHANGED, "when")


def test_a_date_told_in_the_same_breath_completes_the_story() -> None:
    """The second outlet of the hour adds the date that the first left out: no second ping."""
    story = tell(told(Kind.PREMIERE), article("a")).story
    dated = told(Kind.PREMIERE, when=day(date(2027, 3, 5)))

    soon = tell(dated, article("b", after=HOUR), stories=[story])
    later = tell(dated, article("b", after=2 * DAY), stories=[story])

    assert (soon.effect, soon.what) == (Effect.JOINED, "when")
    assert (later.effect, later.what) == (Effect.CHANGED, "when")


def test_a_day_where_the_year_was_known_is_news() -> None:
    story = tell(told(Kind.PREMIERE, when=year(2027)), article("a")).story

    change = tell(
        told(Kind.PREMIERE, when=day(date(2027, 3, 5))), article("b", after=HOUR), stories=[story]
    )

    assert change.effect is Effect.CHANGED


def test_names_season_and_network_complete_the_story() -> None:
    casting = tell(told(Kind.CASTING, people=joins("Mira Holt")), article("a")).story
    renewal = tell(told(season=None), article("a")).story

    names = tell(
        told(Kind.CASTING, people=joins("Mira Holt", "Jon Vale")),
        article("b"),
        stories=[casting],
    )
    season = tell(told(season=2), article("b"), stories=[renewal])
    network = tell(told(season=None, network="Nine"), article("b"), stories=[renewal])

    assert (names.effect, names.what) == (Effect.JOINED, "people")
    assert (season.effect, season.what) == (Effect.JOINED, "season")
    assert (network.effect, network.what) == (Effect.JOINED, "network")


def test_a_part_that_changes_is_news() -> None:
    story = tell(told(Kind.CASTING, people=joins("Mira Holt")), article("a")).story
    leaves = told(Kind.CASTING, people=joins("Mira Holt", part=Part.LEAVES))

    change = tell(leaves, article("b", after=DAY), stories=[story])

    assert (change.effect, change.what) == (Effect.CHANGED, "people")


def test_an_article_from_the_future_is_taken_as_told_now() -> None:
    """A feed with a wrong clock must not outrank all that comes after it."""
    story = tell(told(), article("a", after=900 * DAY), now=NOW).story

    assert story.sources[0].published_at == NOW


def test_what_one_article_tells_twice_is_one_source() -> None:
    headline = told(Kind.CASTING, season=None, status=Status.REPORTED, people=joins("Mira Holt"))
    summary = told(Kind.CASTING, people=joins("Mira Holt", "Jon Vale"), network="Nine")
    story = tell(headline, article("a")).story

    joined = tell(summary, article("a"), stories=[story]).story
    again = tell(headline, article("a"), stories=[joined])

    (source,) = joined.sources
    assert (joined.season, joined.status, joined.network) == (2, Status.CONFIRMED, "Nine")
    assert [person.name for person in source.people] == ["Mira Holt", "Jon Vale"]
    assert again.effect is Effect.REPEATED


def test_a_story_that_everybody_tells_takes_only_who_knows_more() -> None:
    story = tell(told(status=Status.REPORTED), article("first")).story
    for place in range(merge.MAX_SOURCES - 1):
        by = article(str(place), after=HOUR)
        story = tell(told(status=Status.REPORTED), by, stories=[story]).story
    assert len(story.sources) == merge.MAX_SOURCES

    late = article("late", after=2 * HOUR)
    full = tell(told(status=Status.REPORTED), late, stories=[story])
    news = tell(told(), late, stories=[story])

    assert (full.effect, full.story) == (Effect.REPEATED, story)
    assert (news.effect, len(news.story.sources)) == (Effect.CHANGED, merge.MAX_SOURCES + 1)


def test_the_announcement_that_the_headline_makes_is_the_main_one() -> None:
    renewal = told(field=Field.SUMMARY, start=3)
    casting = told(Kind.CASTING, start=20, people=joins("Jon Vale", part=Part.REPLACES))

    assert main_first([renewal, casting]) == [casting, renewal]


def test_in_one_headline_the_fate_of_the_show_is_the_main_news() -> None:
    casting, renewal = told(Kind.CASTING, start=0), told(start=40)
    filming = told(Kind.FILMING, stage=Stage.STARTED, start=2)

    assert main_first([casting, filming, renewal]) == [renewal, casting, filming]


def test_stories_of_other_shows_are_left_alone() -> None:
    story = tell(told(), article("a")).story
    other = tell(
        told(),
        article("b"),
        stories=[story],
        show=SHOW.__class__(id=ShowId("tideline-2025"), title="Tideline", names=("Tideline",)),
        window=WINDOW,
    )

    assert other.effect is Effect.BORN
