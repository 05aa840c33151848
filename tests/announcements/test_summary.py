"""What a summary adds to a headline, and what it must not."""

import pytest

from bot.announcements.extract import Extractor
from bot.model import Announcement, Kind, Part, Stage, Status
from tests.announcements.reading import read


def kinds(found: tuple[Announcement, ...]) -> list[Kind]:
    return [one.kind for one in found]


@pytest.mark.parametrize(
    ("summary", "added"),
    [
        ("Filming of the new episodes begins in August.", [Kind.FILMING]),
        ("Jane Doe and John Roe join the cast.", [Kind.CASTING]),
        ("The season will premiere in 2032.", [Kind.PREMIERE]),
        ("The drama was renewed in March.", []),
        ("After filming began last year, viewers waited.", []),
        ("‘Northbound’ has been canceled.", []),
        ("Filming of season 2 has wrapped.", []),
    ],
)
def test_a_renewal_is_completed_by_plain_news_of_the_same_season(
    extractor: Extractor, summary: str, added: list[Kind]
) -> None:
    found = read(extractor, "BBC drama ‘Harbour Lights’ renewed for season 3", summary)

    assert kinds(found) == [Kind.RENEWAL, *added]


def test_resumed_filming_takes_its_day_from_the_summary(extractor: Extractor) -> None:
    (found,) = read(
        extractor,
        "‘Harbour Lights’ Returns to Production",
        "The BBC drama will resume filming on June 17.",
    )

    assert (found.stage, str(found.when)) == (Stage.STARTED, "2031-06-17")


def test_an_end_with_a_season_ordered_in_the_same_breath_is_a_renewal(
    extractor: Extractor,
) -> None:
    found = read(
        extractor,
        "‘Harbour Lights’ to end with season 5",
        "Netflix has renewed the drama for a fifth season.",
    )

    assert kinds(found) == [Kind.RENEWAL]


def test_cautious_words_below_weaken_the_headline(extractor: Extractor) -> None:
    (found,) = read(
        extractor,
        "‘Harbour Lights’ renewed for season 3",
        "The BBC drama is yet to be formally greenlit.",
    )

    assert found.status is Status.REPORTED


def test_a_headline_that_only_names_the_show_lets_scheduled_filming_through(
    extractor: Extractor,
) -> None:
    (found,) = read(
        extractor,
        "Cast of ‘Harbour Lights’ season 3 meets readers",
        "The BBC drama will start filming in August.",
    )

    assert (found.kind, found.stage) == (Kind.FILMING, Stage.SCHEDULED)


@pytest.mark.parametrize(
    "summary",
    [
        "The BBC drama has started filming.",
        "Jane Doe joins the cast of the BBC drama.",
        "The BBC drama will start filming soon.",
        "‘Northbound’ will start filming in August.",
    ],
)
def test_it_lets_nothing_else_through(extractor: Extractor, summary: str) -> None:
    assert read(extractor, "Cast of ‘Harbour Lights’ season 3 meets readers", summary) == ()


def test_a_denial_below_is_news_of_the_show_above(extractor: Extractor) -> None:
    (found,) = read(
        extractor,
        "Stars of ‘Harbour Lights’ meet readers in Leeds",
        "The BBC says the drama has not been cancelled.",
    )

    assert (found.kind, found.status) == (Kind.CANCELLATION, Status.DENIED)


def test_regulars_who_return_are_no_casting_news(extractor: Extractor) -> None:
    found = read(
        extractor,
        "‘Harbour Lights’ season 3 sets October 9 premiere date",
        "Jane Doe and John Roe will return.",
    )

    assert kinds(found) == [Kind.PREMIERE]


def test_the_summary_names_the_show_of_a_cast(extractor: Extractor) -> None:
    (found,) = read(
        extractor,
        "Jane Doe to star in new time-slip drama",
        "She will be a baker in tvN's ‘Harbour Lights’.",
    )

    assert found.show == "Harbour Lights"
    assert [(p.name, p.part) for p in found.people] == [("Jane Doe", Part.LEADS)]


@pytest.mark.parametrize(
    ("headline", "summary", "shows"),
    [
        (
            "Netflix orders two series",
            "They are the drama Harbour Lights and the Thai thriller Northbound.",
            ["Harbour Lights", "Northbound"],
        ),
        (
            "Many dramas postpone filming",
            "“Harbour Lights” is one of them.",
            ["Harbour Lights"],
        ),
        (
            "ITV orders Jane Doe drama",
            "Harbour Lights, adapted from a novel, will have six parts.",
            ["Harbour Lights"],
        ),
        ("Netflix orders two series", "Nothing more is known.", []),
    ],
)
def test_shows_that_the_headline_withholds(
    extractor: Extractor, headline: str, summary: str, shows: list[str]
) -> None:
    assert [one.show for one in read(extractor, headline, summary)] == shows


def test_without_a_day_of_its_own_an_article_gives_no_counted_date(extractor: Extractor) -> None:
    (found,) = read(extractor, "‘Harbour Lights’ season 3 to start filming next month", "", on=None)

    assert found.when is None


@pytest.mark.parametrize(
    ("headline", "show"),
    [
        ("Jane Doe's Harbour Lights renewed for season 2", "Harbour Lights"),
        ("Star Harbour: Northbound renewed for season 2", "Star Harbour: Northbound"),
        ("Harbour Lights - renewed for a second and third season", "Harbour Lights"),
        ("ITV's Harbour Lights begins filming", "Harbour Lights"),
        ("Harbour Lights 2 begins filming", "Harbour Lights"),
        ("Filming begins on new ITV drama Harbour Lights", "Harbour Lights"),
        ("Netflix renews ‘Harbour Lights’ (season 2)", "Harbour Lights"),
        ("Production starts on season 2 of Harbour Lights", "Harbour Lights"),
    ],
)
def test_bare_titles_are_told_by_where_they_stand(
    extractor: Extractor, headline: str, show: str
) -> None:
    assert {one.show for one in read(extractor, headline, "")} == {show}


@pytest.mark.parametrize(
    ("headline", "summary", "told"),
    [
        ("‘Northbound’ Lives!", "Peacock has renewed the drama for a second season.", Kind.RENEWAL),
        ("‘Northbound’ rides again", "A second season has been ordered by Hulu.", Kind.RENEWAL),
        ("Curtains for ‘Northbound’", "NBC has canceled the drama.", Kind.CANCELLATION),
        ("‘Northbound’ flatlines", "The medical drama has been axed by ITV.", Kind.CANCELLATION),
    ],
)
def test_a_hint_in_a_headline_counts_where_the_summary_tells_the_news(
    extractor: Extractor, headline: str, summary: str, told: Kind
) -> None:
    found = read(extractor, headline, summary)
    assert [(one.show, one.kind) for one in found] == [("Northbound", told)]


@pytest.mark.parametrize(
    "summary", ["", "The drama is back on BBC One.", "‘Marlow’ has been renewed for season 2."]
)
def test_a_hint_alone_tells_nothing(extractor: Extractor, summary: str) -> None:
    assert not read(extractor, "‘Northbound’ lives!", summary)


def test_the_summary_says_how_sure_a_hint_is(extractor: Extractor) -> None:
    found = read(extractor, "Curtains for ‘Northbound’?", "")
    assert not found
    (one,) = read(extractor, "‘Northbound’ is over", "The drama has reportedly been canceled.")
    assert one.status is Status.REPORTED


def test_a_list_in_the_summary_goes_with_the_show_of_the_headline(extractor: Extractor) -> None:
    found = read(
        extractor,
        "Starz celebrates by canceling ‘Northbound’",
        "Starz announced the cancellation of ‘Northbound’, ‘Marlow’ and ‘Salt Road’ on Monday.",
    )
    assert [one.show for one in found] == ["Northbound", "Marlow", "Salt Road"]


def test_a_show_that_opens_the_summary_is_the_one_the_headline_withholds(
    extractor: Extractor,
) -> None:
    found = read(
        extractor,
        "Hulu cancels promising show after one season",
        "Northbound, a new sitcom starring ‘Marlow’ favourite Jane Doe, was canceled on Friday.",
    )
    assert [one.show for one in found] == ["Northbound"]


def test_shows_of_one_list_share_the_season_behind_it(extractor: Extractor) -> None:
    found = read(
        extractor,
        "Stan renews ‘Northbound’, ‘Salt Road’ and ‘Marlow’",
        "It has renewed ‘Northbound’ and ‘Salt Road’ for second seasons, ‘Marlow’ for a fifth run.",
    )
    assert [(one.show, one.season) for one in found] == [
        ("Northbound", 2),
        ("Salt Road", 2),
        ("Marlow", 5),
    ]


def test_what_is_picked_up_says_the_summary_is_a_further_season(extractor: Extractor) -> None:
    found = read(
        extractor, "CBC picks up ‘Northbound’", "The drama has been renewed for a third season."
    )
    assert [(one.kind, one.season) for one in found] == [(Kind.RENEWAL, 3)]


def test_each_statement_of_a_headline_has_its_own_show(extractor: Extractor) -> None:
    found = read(
        extractor, "‘Northbound’ and ‘Marlow’ set crossover / Hulu renews Paradise for season 2", ""
    )
    assert [(one.show, one.season) for one in found] == [("Paradise", 2)]


@pytest.mark.parametrize("headline", ["ABC sinks ‘Northbound’", "‘Northbound’ folds at Peacock"])
def test_any_verb_between_network_and_show_will_do_where_the_summary_tells_the_end(
    extractor: Extractor, headline: str
) -> None:
    found = read(extractor, headline, "The network has canceled the drama after one season.")
    assert [(one.show, one.kind) for one in found] == [("Northbound", Kind.CANCELLATION)]
    assert not read(extractor, headline, "The drama follows a family of sailors.")


@pytest.mark.parametrize(
    ("headline", "show"),
    [
        ("Northbound put to sleep: NBC cancels drama after one season", "Northbound"),
        ("Northbound flatlines as NBC cancels medical drama", "Northbound"),
        ("The Marlow Case reopens: BBC orders second series", "The Marlow Case"),
    ],
)
def test_the_show_of_two_clauses_is_what_the_headline_opens_with(
    extractor: Extractor, headline: str, show: str
) -> None:
    assert [one.show for one in read(extractor, headline, "")] == [show]


@pytest.mark.parametrize(
    "headline",
    [
        "Fans furious as NBC cancels drama after one season",
        "Jane Doe heartbroken as NBC cancels drama",
        "Outrage as ITV axes soap",
    ],
)
def test_who_is_moved_by_the_news_is_no_show(extractor: Extractor, headline: str) -> None:
    assert not read(extractor, headline, "")
