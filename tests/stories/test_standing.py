"""What many sources say together."""

from datetime import date, timedelta

import pytest

from bot.model import Kind, Part, Precision, Status, Story, Tier, When
from bot.stories.merge import Effect
from bot.stories.standing import independent
from tests.stories.examples import article, day, joins, tell, tell_all, told, year

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MARCH = When(start=date(2027, 3, 1), end=date(2027, 3, 31), precision=Precision.MONTH)
FIFTH = day(date(2027, 3, 5))
IN_MAY = day(date(2027, 5, 1))


def story_of(*claims: tuple[Status, Tier, timedelta | None]) -> Story:
    (story,) = tell_all(
        (told(status=status), article(str(place), tier=tier, after=after))
        for place, (status, tier, after) in enumerate(claims)
    )
    return story


@pytest.mark.parametrize(
    ("claims", "status"),
    [
        pytest.param(
            [(Status.REPORTED, Tier.BLOG, 0 * HOUR), (Status.CONFIRMED, Tier.PRESS, DAY)],
            Status.CONFIRMED,
            id="a rumour is confirmed",
        ),
        pytest.param(
            [(Status.REPORTED, Tier.PRESS, 0 * HOUR), (Status.DENIED, Tier.OFFICIAL, DAY)],
            Status.DENIED,
            id="a rumour is denied",
        ),
        pytest.param(
            [(Status.CONFIRMED, Tier.PRESS, 0 * HOUR), (Status.REPORTED, Tier.OFFICIAL, DAY)],
            Status.CONFIRMED,
            id="a rumour that goes on takes nothing back",
        ),
        pytest.param(
            [(Status.DENIED, Tier.OFFICIAL, 0 * HOUR), (Status.CONFIRMED, Tier.BLOG, HOUR)],
            Status.DENIED,
            id="the makers know better than a blog of that day",
        ),
        pytest.param(
            [(Status.DENIED, Tier.OFFICIAL, 0 * HOUR), (Status.CONFIRMED, Tier.PRESS, 5 * DAY)],
            Status.CONFIRMED,
            id="days later the newer article knows more",
        ),
        pytest.param(
            [(Status.CONFIRMED, Tier.PRESS, 0 * HOUR), (Status.DENIED, Tier.PRESS, -DAY)],
            Status.CONFIRMED,
            id="a late article does not undo newer knowledge",
        ),
        pytest.param(
            [(Status.CONFIRMED, Tier.PRESS, 0 * HOUR), (Status.DENIED, Tier.PRESS, 0 * HOUR)],
            Status.DENIED,
            id="of two equals the one that promises less",
        ),
        pytest.param(
            [(Status.DENIED, Tier.PRESS, 0 * HOUR), (Status.CONFIRMED, Tier.OFFICIAL, None)],
            Status.DENIED,
            id="what has no date may be old",
        ),
        pytest.param(
            [(Status.CONFIRMED, Tier.BLOG, None), (Status.DENIED, Tier.OFFICIAL, None)],
            Status.DENIED,
            id="without any date the better tier is right",
        ),
    ],
)
def test_the_sources_together_give_the_status(
    claims: list[tuple[Status, Tier, timedelta | None]], status: Status
) -> None:
    assert story_of(*claims).status is status
    assert story_of(*reversed(claims)).status is status


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        pytest.param([None, FIFTH], FIFTH, id="a date where there was none"),
        pytest.param([year(2027), FIFTH], FIFTH, id="a more exact date"),
        pytest.param([FIFTH, MARCH], FIFTH, id="a month that agrees takes no day back"),
        pytest.param([FIFTH, IN_MAY], IN_MAY, id="a date that moved"),
        pytest.param([FIFTH, IN_MAY, None], IN_MAY, id="no date takes none back"),
        pytest.param([FIFTH, IN_MAY, year(2027)], FIFTH, id="of dates that agree, the earliest"),
    ],
)
def test_the_newest_date_counts_as_exactly_as_it_was_ever_told(
    dates: list[When | None], expected: When
) -> None:
    (story,) = tell_all(
        (told(Kind.PREMIERE, when=when), article(str(place), after=place * 2 * DAY))
        for place, when in enumerate(dates)
    )

    assert story.when == expected


def test_people_keep_the_place_of_their_first_mention_and_their_newest_part() -> None:
    (story,) = tell_all(
        [
            (told(Kind.CASTING, people=joins("Mira Holt", "Jon Vale")), article("a")),
            (
                told(Kind.CASTING, people=joins("Mira Holt", part=Part.DECLINES)),
                article("b", after=HOUR),
            ),
        ]
    )

    assert [(p.name, p.part) for p in story.people] == [
        ("Mira Holt", Part.DECLINES),
        ("Jon Vale", Part.JOINS),
    ]


def test_the_first_network_named_is_kept() -> None:
    (story,) = tell_all(
        [
            (told(), article("a")),
            (told(network="Channel Nine"), article("b", after=HOUR)),
            (told(network="Nine"), article("c", after=2 * HOUR)),
        ]
    )

    assert story.network == "Channel Nine"


def test_one_publisher_and_one_wire_text_count_once_but_are_kept() -> None:
    (story,) = tell_all(
        [
            (told(), article("a", publisher="The Post", headline="Harbour Lane goes on")),
            (told(), article("b", publisher="THE POST", headline="A second text", after=HOUR)),
            (told(), article("c", headline="“Harbour Lane” goes on!", after=2 * HOUR)),
            (told(), article("d", headline="Its own words", after=3 * HOUR)),
        ]
    )

    assert len(story.sources) == 4
    assert [source.article_id for source in independent(story.sources)] == ["a", "d"]


def test_a_publisher_without_a_name_is_told_by_its_feed() -> None:
    first = tell(told(), article("a", publisher="…", headline="One")).story
    second = tell(told(), article("b", publisher="…", headline="Two"), stories=[first])

    assert second.effect is Effect.REPEATED
