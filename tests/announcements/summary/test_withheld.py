"""Shows that a headline withholds and its summary names without marks."""

import pytest

from bot.announcements.extract import Extractor
from bot.model import Kind
from tests.announcements.reading import read


def shows(extractor: Extractor, headline: str, summary: str) -> list[str]:
    return [one.show for one in read(extractor, headline, summary)]


@pytest.mark.parametrize(
    ("headline", "summary", "named"),
    [
        (
            "Fox Orders Three Dramas to Series",
            "Cold Ledger, Northbound and Ann Roe's The Long Quay get the green light.",
            ["Cold Ledger", "Northbound", "The Long Quay"],
        ),
        (
            "BBC announces five new dramas",
            "Among them are thriller Saltmarsh, the six-part Quarry Lane and Ann Roe's Kelp.",
            ["Saltmarsh", "Quarry Lane", "Kelp"],
        ),
        (
            "ABC cancels two dramas",
            "Saltmarsh and The Quarry have been axed after a season each.",
            ["Saltmarsh", "The Quarry"],
        ),
        (
            "Netflix axes two series",
            "The streamer has pulled the plug on Saltmarsh and Quarry Lane.",
            ["Saltmarsh", "Quarry Lane"],
        ),
        (
            "CBS renews three comedies",
            "Quarry Lane, Saltmarsh and Reed & Daughter will all return for second seasons.",
            ["Quarry Lane", "Saltmarsh", "Reed & Daughter"],
        ),
        (
            "5 TV pilots start filming in Norfolk",
            "ABC is shooting The Kelp and Saltmarsh, NBC Quarry Lane, and The CW Northbound.",
            ["The Kelp", "Saltmarsh", "Quarry Lane", "Northbound"],
        ),
        (
            "Production starts on new Netflix series",
            "Cameras are rolling on Saltmarsh in Norfolk.",
            ["Saltmarsh"],
        ),
        (
            "Jane Doe to star in new Amazon drama",
            "John Roe directs Tiger Squad, an extension of his own comics.",
            ["Tiger Squad"],
        ),
        (
            "Jane Doe joins new HBO drama",
            "The Kestrel Hill star will lead Saltmarsh.",
            ["Saltmarsh"],
        ),
        (
            "John Roe joins BBC drama",
            "He stars with Jane Doe in Quarry Lane, from the writer of Kestrel Hill.",
            ["Quarry Lane"],
        ),
        (
            "ITV commissions new thriller",
            "Saltmarsh stars Jane Doe as a detective; it comes from the makers of Kestrel Hill.",
            ["Saltmarsh"],
        ),
        (
            "ITV commissions new thriller",
            "Saltmarsh, Inc. is set in the Fens.",
            ["Saltmarsh, Inc."],
        ),
        (
            "Jane Doe courted for romance drama",
            "She is reading the script of Wait, There You Are.",
            ["Wait, There You Are"],
        ),
    ],
)
def test_what_the_summary_says_of_a_name_shows_that_it_is_the_show(
    extractor: Extractor, headline: str, summary: str, named: list[str]
) -> None:
    assert shows(extractor, headline, summary) == named


@pytest.mark.parametrize(
    ("headline", "summary"),
    [
        ("HBO orders new drama", "Creator Jane Doe wrote Kestrel Hill; details are under wraps."),
        (
            "Jane Doe joins new HBO drama",
            "The actress, best known for Kestrel Hill, plays a nurse.",
        ),
        ("Jane Doe joins new HBO drama", "The Kestrel Hill star will play a nurse."),
        ("Hulu cancels drama", "Fans of Kestrel Hill will remember a similar fate."),
        ("Hulu cancels drama", "Kestrel Hill stars Jane Doe and John Roe will be missed."),
        ("BBC commissions new thriller", "The writer is Ann Roe, who wrote Kestrel Hill."),
        (
            "BBC commissions new thriller",
            "Kestrel Hill was announced before; this one has no name.",
        ),
        ("Upfronts 2031: Fox Orders Five Comedies", "No titles have been told."),
    ],
)
def test_a_show_that_is_only_background_is_not_the_news(
    extractor: Extractor, headline: str, summary: str
) -> None:
    assert not shows(extractor, headline, summary)


def test_each_show_of_the_summary_has_its_own_day(extractor: Extractor) -> None:
    found = read(
        extractor,
        "Netflix sets premiere dates for two dramas",
        "Saltmarsh arrives on June 3 and Quarry Lane on July 9.",
    )

    assert {(one.show, str(one.when)) for one in found} == {
        ("Saltmarsh", "2031-06-03"),
        ("Quarry Lane", "2031-07-09"),
    }


def test_a_date_behind_a_comma_is_that_of_the_name_before_it(extractor: Extractor) -> None:
    found = read(
        extractor,
        "Channel 4 unveils its newest dramas",
        "Prison series Saltmarsh and crime thriller Quarry Lane, due in 2032, are on the roster.",
    )

    assert [(one.kind, one.show) for one in found] == [
        (Kind.GREENLIGHT, "Saltmarsh"),
        (Kind.GREENLIGHT, "Quarry Lane"),
        (Kind.PREMIERE, "Quarry Lane"),
    ]


def test_what_a_slate_lacks_is_not_ordered(extractor: Extractor) -> None:
    """The summary may tell of other shows the opposite of what the headline tells."""
    found = read(
        extractor,
        "CBC sets new dramas for next year",
        "It has crime drama Saltmarsh, but won't bring the return of Quarry Lane.",
    )

    assert [(one.kind, one.show) for one in found] == [
        (Kind.GREENLIGHT, "Saltmarsh"),
        (Kind.CANCELLATION, "Quarry Lane"),
    ]


@pytest.mark.parametrize(
    ("headline", "summary", "kind", "named"),
    [
        (
            "Another Two Daytime Soaps Are Lost",
            "Both Saltmarsh and Quarry Lane have been given the chop.",
            Kind.CANCELLATION,
            ["Saltmarsh", "Quarry Lane"],
        ),
        (
            "Good news for these two dramas",
            "Saltmarsh and Quarry Lane have been renewed for second seasons by the BBC.",
            Kind.RENEWAL,
            ["Saltmarsh", "Quarry Lane"],
        ),
        (
            "New thriller from the writer of Kestrel Hill",
            "Ann Roe's Saltmarsh has been ordered by the BBC.",
            Kind.GREENLIGHT,
            ["Saltmarsh"],
        ),
        (
            "Channel serves up three new originals",
            "Reed and Ember, Mr. Kelp and Quarry Lane Mysteries are new for the coming season.",
            Kind.GREENLIGHT,
            ["Reed and Ember", "Mr. Kelp", "Quarry Lane Mysteries"],
        ),
        (
            "Jane Doe in new drama from star writer Ann Roe",
            "She headlines Saltmarsh, whose heroine is made to her measure.",
            Kind.CASTING,
            ["Saltmarsh"],
        ),
        (
            "Police drama loses its star",
            "Jane Doe has left Saltmarsh after five seasons.",
            Kind.CASTING,
            ["Saltmarsh"],
        ),
        (
            "That Turkish drama is coming to an end",
            "Saltmarsh will bow out with its 60th episode in June.",
            Kind.CANCELLATION,
            ["Saltmarsh"],
        ),
    ],
)
def test_a_headline_may_only_speak_of_a_show_that_the_summary_tells_of(
    extractor: Extractor, headline: str, summary: str, kind: Kind, named: list[str]
) -> None:
    found = read(extractor, headline, summary)

    assert [(one.kind, one.show) for one in found] == [(kind, name) for name in named]


@pytest.mark.parametrize(
    ("headline", "summary"),
    [
        (
            "First look at Jane Doe in new BBC drama",
            "She is a nurse in Saltmarsh, set in the Fens.",
        ),
        ("Jane Doe shines in new drama", "Saltmarsh, which is now airing on ITV, follows a nurse."),
        ("Why everyone is watching this drama", "Saltmarsh has been renewed for a second season."),
        (
            "New BBC drama divides viewers",
            "Saltmarsh, which was ordered last year, began on Sunday.",
        ),
        ("Jane Doe on her new drama", "She stars in Saltmarsh, and talks of the nights on set."),
        ("Full list of axed shows at this network", "Saltmarsh and Quarry Lane are gone, too."),
    ],
)
def test_a_headline_about_something_else_is_not_news_of_the_show_below(
    extractor: Extractor, headline: str, summary: str
) -> None:
    assert not shows(extractor, headline, summary)


def test_what_several_have_before_them_is_told_of_all(extractor: Extractor) -> None:
    found = read(
        extractor,
        "Netflix reveals three new Nordic series",
        "Saltmarsh, Kelp and Quarry Lane have been commissioned, and will be shown in 2032.",
    )

    assert {str(one.when) for one in found if one.kind is Kind.PREMIERE} == {"2032"}
