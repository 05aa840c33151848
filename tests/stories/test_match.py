"""What belongs into one story, and what does not."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.model import Announcement, Kind, Part, Precision, ShowId, Stage, Status, When
from bot.stories.merge import Effect
from tests.stories.examples import SHOW, article, day, joins, tell, tell_all, told, year

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
RUMOUR, DENIAL = told(status=Status.REPORTED), told(status=Status.DENIED)
MARCH = When(start=date(2027, 3, 1), end=date(2027, 3, 31), precision=Precision.MONTH)
IN_MARCH = told(Kind.PREMIERE, when=MARCH)
ON_MARCH_5 = told(Kind.PREMIERE, when=day(date(2027, 3, 5)))
ENDS = told(Kind.CANCELLATION, season=None)
CAST = told(Kind.CASTING, people=joins("Mira Holt"))


def stories_of(first: Announcement, second: Announcement, *, apart: timedelta | None = HOUR) -> int:
    """Return how many stories two announcements of two outlets make."""
    return len(tell_all([(first, article("a")), (second, article("b", after=apart))]))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(told(), told(), id="the same season renewed"),
        pytest.param(told(season=None), told(season=2), id="the season told by one"),
        pytest.param(told(season=2), told(season=None), id="the season told by the first"),
        pytest.param(told(status=Status.REPORTED), told(), id="reported and confirmed"),
        pytest.param(told(), told(status=Status.DENIED), id="confirmed and denied"),
        pytest.param(
            told(Kind.FILMING, stage=Stage.STARTED),
            told(Kind.FILMING, stage=Stage.STARTED),
            id="one stage of filming",
        ),
        pytest.param(
            told(Kind.PREMIERE, when=day(date(2027, 3, 5))),
            told(Kind.PREMIERE, when=day(date(2027, 12, 5))),
            id="a premiere of a told season moved by nine months",
        ),
        pytest.param(
            told(Kind.PREMIERE, season=None, when=year(2027)),
            told(Kind.PREMIERE, when=day(date(2027, 3, 5))),
            id="a premiere whose season only one tells, with dates that agree",
        ),
        pytest.param(
            told(Kind.CASTING, people=joins("Mira Holt")),
            told(Kind.CASTING, people=joins("Jon Vale", "Mira Holt")),
            id="a line-up with the person named before",
        ),
        pytest.param(
            told(Kind.CASTING, people=joins("Mira Holt", part=Part.LEAVES)),
            told(
                Kind.CASTING,
                people=(
                    *joins("Mira Holt", part=Part.LEAVES),
                    *joins("Jon Vale", part=Part.REPLACES),
                ),
            ),
            id="who leaves and who replaces",
        ),
        pytest.param(
            told(Kind.CASTING, people=joins("이정재")),
            told(Kind.CASTING, people=joins("Lee Jung-jae")),
            id="one person in two scripts",
        ),
        pytest.param(
            told(Kind.CASTING),
            told(Kind.CASTING, people=joins("Mira Holt")),
            id="casting that names nobody, the same day",
        ),
        pytest.param(
            told(season=5),
            told(Kind.CANCELLATION, season=5),
            id="ordered as the last season, told as its end",
        ),
    ],
)
def test_one_announcement_is_one_story(first: Announcement, second: Announcement) -> None:
    assert stories_of(first, second) == 1
    assert stories_of(second, first) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(told(season=2), told(season=3), id="two seasons"),
        pytest.param(told(), told(Kind.PREMIERE), id="two kinds"),
        pytest.param(told(), told(Kind.CANCELLATION, season=None), id="renewed and cancelled"),
        pytest.param(
            told(season=5, status=Status.REPORTED),
            told(Kind.CANCELLATION, season=5),
            id="a rumour of a season and the end of it",
        ),
        pytest.param(
            told(Kind.FILMING, stage=Stage.SCHEDULED),
            told(Kind.FILMING, stage=Stage.STARTED),
            id="two stages of filming",
        ),
        pytest.param(
            told(Kind.PREMIERE, season=None, when=day(date(2027, 1, 5))),
            told(Kind.PREMIERE, season=None, when=day(date(2027, 12, 5))),
            id="premieres too far apart for one season",
        ),
        pytest.param(
            told(Kind.CASTING, people=joins("Mira Holt")),
            told(Kind.CASTING, people=joins("Jon Vale")),
            id="two people",
        ),
        pytest.param(
            told(
                Kind.CASTING,
                people=(*joins("Mira Holt"), *joins("Ada Penn", part=Part.RETURNS)),
            ),
            told(
                Kind.CASTING,
                people=(*joins("Jon Vale"), *joins("Ada Penn", part=Part.RETURNS)),
            ),
            id="two newcomers beside one regular",
        ),
        pytest.param(
            told(
                Kind.CASTING,
                people=(*joins("Mira Holt"), *joins("Bo Lund", part=Part.WRITER, job="writer")),
            ),
            told(
                Kind.CASTING,
                people=(*joins("Jon Vale"), *joins("Bo Lund", part=Part.WRITER, job="writer")),
            ),
            id="two newcomers under one writer",
        ),
    ],
)
def test_two_announcements_are_two_stories(first: Announcement, second: Announcement) -> None:
    assert stories_of(first, second) == 2
    assert stories_of(second, first) == 2


def test_two_shows_never_share_a_story() -> None:
    other = replace(SHOW, id=ShowId("tideline-2025"))
    story = tell(told(), article("a")).story

    assert tell(told(), article("b"), stories=[story], show=other).effect is Effect.BORN


def test_a_story_is_joined_until_its_window_has_passed() -> None:
    assert stories_of(told(), told(), apart=30 * DAY) == 1
    assert stories_of(told(), told(), apart=31 * DAY) == 2


@pytest.mark.parametrize(
    ("first", "again", "apart", "stories"),
    [
        pytest.param(RUMOUR, RUMOUR, 300 * DAY, 1, id="a rumour goes on for a year"),
        pytest.param(told(), RUMOUR, 300 * DAY, 1, id="a rumour of what was ordered long ago"),
        pytest.param(RUMOUR, told(), 300 * DAY, 2, id="an order after a rumour is news"),
        pytest.param(told(), told(), 300 * DAY, 2, id="what was called certain is ordered"),
        pytest.param(DENIAL, DENIAL, 300 * DAY, 1, id="the makers say no again"),
        pytest.param(DENIAL, DENIAL, 500 * DAY, 2, id="and again years later"),
        pytest.param(RUMOUR, DENIAL, 300 * DAY, 2, id="an old rumour is denied"),
        pytest.param(IN_MARCH, IN_MARCH, 90 * DAY, 1, id="a date is told again"),
        pytest.param(ON_MARCH_5, IN_MARCH, 90 * DAY, 1, id="a date is told again, less exactly"),
        pytest.param(IN_MARCH, ON_MARCH_5, 90 * DAY, 2, id="a date becomes exact"),
        pytest.param(told(Kind.PREMIERE), ON_MARCH_5, 90 * DAY, 2, id="a premiere is dated"),
        pytest.param(ENDS, ENDS, 90 * DAY, 1, id="an end is told again"),
        pytest.param(ENDS, ENDS, 200 * DAY, 2, id="of a season that nobody tells: another end"),
        pytest.param(CAST, CAST, 90 * DAY, 2, id="who takes part is decided anew"),
    ],
)
def test_old_news_stays_silent_long_after_the_window_and_news_does_not(
    first: Announcement, again: Announcement, apart: timedelta, stories: int
) -> None:
    assert stories_of(first, again, apart=apart) == stories


def test_what_lies_within_the_window_is_joined_before_older_news_of_the_same_kind() -> None:
    """An end "with season 8" belongs to yesterday's "eighth and final season"."""
    end = told(Kind.CANCELLATION, season=8)
    items = [(end, article("end")), (told(season=8), article("order", after=90 * DAY))]
    _, order = stories = tell_all(items)

    again = tell(end, article("again", after=91 * DAY), stories=stories)

    assert again.story.id == order.id


def test_the_window_is_counted_from_the_last_source() -> None:
    """Old news that goes on being told stays one story."""
    items = [(told(), article(str(i), after=i * 20 * DAY)) for i in range(4)]

    assert len(tell_all(items)) == 1


def test_a_late_article_joins_the_story_of_its_day() -> None:
    assert stories_of(told(), told(), apart=-29 * DAY) == 1
    assert stories_of(told(), told(), apart=-31 * DAY) == 2


def test_an_article_without_a_date_joins_what_is_known_however_old() -> None:
    """It cannot claim to be new: a repeat of old news is likelier than news without a date."""
    assert stories_of(told(), told(), apart=None) == 1
    items = [(told(), article("a", after=None)), (told(), article("b", after=-400 * DAY))]
    assert len(tell_all(items)) == 1


def test_news_with_no_season_joins_neither_of_two() -> None:
    """A wrong merge hides news; a missed one only repeats it."""
    two, three = told(season=2), told(season=3)
    stories = tell_all([(two, article("a")), (three, article("b"))])

    change = tell(told(season=None), article("c", after=HOUR), stories=stories)

    assert change.effect is Effect.BORN
    again = tell(told(season=None), article("d"), stories=[*stories, change.story])
    assert again.story.id == change.story.id


def test_the_story_of_the_told_season_comes_before_one_without() -> None:
    stories = tell_all(
        [
            (told(season=2), article("a")),
            (told(season=3), article("b")),
            (told(season=None), article("c")),
        ]
    )
    assert len(stories) == 3

    joined = tell(told(season=3), article("d"), stories=stories)

    assert joined.story.id == stories[1].id


def test_casting_that_names_nobody_joins_no_one_of_two_casts() -> None:
    casts = [
        (told(Kind.CASTING, people=joins("Mira Holt")), article("a")),
        (told(Kind.CASTING, people=joins("Jon Vale")), article("b")),
    ]
    stories = tell_all(casts)

    change = tell(told(Kind.CASTING), article("c"), stories=stories)

    assert change.effect is Effect.BORN


def test_casting_that_names_nobody_is_news_of_its_own_after_some_days() -> None:
    named, unnamed = told(Kind.CASTING, people=joins("Mira Holt")), told(Kind.CASTING)

    assert stories_of(named, unnamed, apart=5 * DAY) == 1
    assert stories_of(named, unnamed, apart=6 * DAY) == 2


def test_one_who_joins_and_leaves_within_days_is_one_story_and_later_two() -> None:
    """Outlets read one statement in two ways; a departure weeks later is news."""
    comes = told(Kind.CASTING, people=joins("Mira Holt"))
    goes = told(Kind.CASTING, people=joins("Mira Holt", part=Part.LEAVES))

    assert stories_of(comes, goes, apart=5 * DAY) == 1
    assert stories_of(comes, goes, apart=6 * DAY) == 2


def test_cameras_that_roll_again_after_a_halt_are_news() -> None:
    started = told(Kind.FILMING, stage=Stage.STARTED)
    paused = told(Kind.FILMING, stage=Stage.PAUSED)
    items = [
        (started, article("a")),
        (paused, article("b", after=5 * DAY)),
        (started, article("c", after=10 * DAY)),
    ]

    stories = tell_all(items)

    assert len(stories) == 3
    late = tell(started, article("d", after=DAY), stories=stories)
    assert late.story.id == stories[0].id


def test_a_season_taken_back_weeks_later_is_not_its_announcement() -> None:
    assert stories_of(told(), told(Kind.CANCELLATION), apart=4 * DAY) == 2


def test_an_end_told_without_a_date_does_not_join_the_renewal() -> None:
    assert stories_of(told(), told(Kind.CANCELLATION), apart=None) == 2
