"""Shows of a summary that have each a day or a season of its own, and one verb for all."""

import pytest

from bot.announcements.extract import Extractor
from bot.model import Kind
from tests.announcements.reading import read


def told(extractor: Extractor, headline: str, summary: str) -> set[tuple[str, str | int | None]]:
    return {
        (one.show, str(one.when) if one.kind is Kind.PREMIERE else one.season)
        for one in read(extractor, headline, summary)
    }


@pytest.mark.parametrize(
    ("headline", "summary", "shows"),
    [
        (
            "FX sets fall premiere dates",
            "Saltmarsh returns September 5, followed by Kelp on September 12 and Quarry Lane in "
            "October.",
            {
                ("Saltmarsh", "2031-09-05"),
                ("Kelp", "2031-09-12"),
                ("Quarry Lane", "2031-10"),
            },
        ),
        (
            "HBO reveals premiere dates for new dramas",
            "Saltmarsh will debut on September 5, and Kelp on the 12th.",
            {("Saltmarsh", "2031-09-05"), ("Kelp", "2031-09-12")},
        ),
        (
            "CBS Sets Midseason Premiere Dates",
            "The new drama Saltmarsh starts January 4; Kelp is back on February 9 and Quarry Lane "
            "on February 11.",
            {
                ("Saltmarsh", "2032-01-04"),
                ("Kelp", "2032-02-09"),
                ("Quarry Lane", "2032-02-11"),
            },
        ),
        (
            "Showtime announces fall schedule",
            "Saltmarsh is back on October 3, Kelp on the 10th and Quarry Lane in November.",
            {("Saltmarsh", "2031-10-03"), ("Kelp", "2031-10-10"), ("Quarry Lane", "2031-11")},
        ),
        (
            "Starz sets premiere dates for 'Saltmarsh' and more",
            "Saltmarsh returns on October 5, and The Long Quay starts on November 3.",
            {("Saltmarsh", "2031-10-05"), ("The Long Quay", "2031-11-03")},
        ),
        (
            "Hulu renews 'Saltmarsh' and more",
            "Kelp will be back for a third season as well, and Quarry Lane for a fourth.",
            {("Saltmarsh", None), ("Kelp", 3), ("Quarry Lane", 4)},
        ),
        (
            "CBC renews four series",
            "Saltmarsh gets a second season, Kelp a third, Reed and Quarry Lane their 12th.",
            {("Saltmarsh", 2), ("Kelp", 3), ("Reed", 12), ("Quarry Lane", 12)},
        ),
        (
            "NBC announces renewals",
            "Saltmarsh has been renewed for a fourth season and Kelp for a second.",
            {("Saltmarsh", 4), ("Kelp", 2)},
        ),
    ],
)
def test_each_show_of_a_row_has_its_own_sign(
    extractor: Extractor, headline: str, summary: str, shows: set[tuple[str, str | int | None]]
) -> None:
    assert told(extractor, headline, summary) == shows


@pytest.mark.parametrize(
    ("headline", "summary", "shows"),
    [
        (  # a headline that tells of one show
            "‘Saltmarsh’ renewed for season 2 at Fox",
            "Jane Doe sings on September 5 and John Roe on September 12.",
            {("Saltmarsh", 2)},
        ),
        (  # a schedule without a day
            "CBC announces fall schedule",
            "The drama Saltmarsh will not return.",
            set(),
        ),
        (
            "FX announces fall schedule",
            "The network says that Saltmarsh was its most watched drama.",
            set(),
        ),
        (  # the day of the headline's show, and of a star
            "Starz sets premiere date for 'Saltmarsh'",
            "The drama returns on October 5; Jane Doe sings in Leeds on November 3.",
            {("Saltmarsh", "2031-10-05")},
        ),
        (  # "a third" counts what follows it
            "‘Saltmarsh’ renewed for season 2 at Fox, with more renewals",
            "The drama Saltmarsh has lost Jane Doe a third of viewers.",
            {("Saltmarsh", 2)},
        ),
    ],
)
def test_other_names_beside_days_are_no_row(
    extractor: Extractor, headline: str, summary: str, shows: set[tuple[str, str | int | None]]
) -> None:
    assert told(extractor, headline, summary) == shows


@pytest.mark.parametrize(
    ("headline", "summary", "kinds"),
    [
        (
            "Filming begins on new ITV thriller",
            "Jane Doe stars in Quarry Lane as a detective.",
            {Kind.FILMING, Kind.CASTING},
        ),
        (
            "Writer has a new police drama on the way to TG4",
            "Quarry Lane, with Jane Doe as its heroine, goes before the cameras in Cork.",
            {Kind.GREENLIGHT, Kind.FILMING},
        ),
    ],
)
def test_the_news_above_is_of_the_one_show_below(
    extractor: Extractor, headline: str, summary: str, kinds: set[Kind]
) -> None:
    found = read(extractor, headline, summary)

    assert {(one.kind, one.show) for one in found} == {(kind, "Quarry Lane") for kind in kinds}


@pytest.mark.parametrize(
    ("headline", "summary"),
    [
        (
            "Sky announces new commissions",
            "Saltmarsh, Quarry Lane with Jane Doe, and Kelp with John Roe are among six dramas "
            "ordered.",
        ),
        (
            "Netflix orders three dramas",
            "Saltmarsh, Quarry Lane and Kelp are among the commissions.",
        ),
    ],
)
def test_the_shows_of_a_list_have_their_people(
    extractor: Extractor, headline: str, summary: str
) -> None:
    found = read(extractor, headline, summary)

    assert {one.show for one in found} == {"Saltmarsh", "Quarry Lane", "Kelp"}


@pytest.mark.parametrize(
    ("headline", "summary", "shows"),
    [
        (
            "Netflix cancels sci-fi series after one season",
            "Quarry Lane came out in March and was never in the top ten.",
            {"Quarry Lane"},
        ),
        (
            "Hulu drama renewed",
            "Quarry Lane is one of the streamer's most watched shows.",
            {"Quarry Lane"},
        ),
        ("Jane Doe joins new tvN drama", "Quarry Lane is a romance set in Busan.", {"Quarry Lane"}),
        ("Hulu drama renewed", "Jane Doe was at the party.", set()),
        ("Netflix cancels sci-fi series", "Jane Doe came out to her fans.", set()),
    ],
)
def test_what_is_said_of_shows_alone_names_the_one_that_is_withheld(
    extractor: Extractor, headline: str, summary: str, shows: set[str]
) -> None:
    assert {one.show for one in read(extractor, headline, summary)} == shows


def test_a_list_below_goes_on_over_what_describes_its_shows(extractor: Extractor) -> None:
    found = read(
        extractor,
        "Netflix sets Japan, Taiwan series",
        "The streamer has ordered the sitcom “Saltmarsh,” the thriller “Kelp” and the drama "
        "“Quarry Lane.”",
    )

    assert {one.show for one in found} == {"Saltmarsh", "Kelp", "Quarry Lane"}


@pytest.mark.parametrize(
    ("summary", "others"),
    [
        ("Quarry Lane won't be back either.", {"Quarry Lane"}),
        ("Quarry Lane is not coming back either.", {"Quarry Lane"}),
        ("Its star is not coming back either.", set()),
        ("Quarry Lane is not affected.", set()),
    ],
)
def test_another_show_goes_with_the_headlines(
    extractor: Extractor, summary: str, others: set[str]
) -> None:
    found = read(extractor, "'Saltmarsh' Cancelled by ABC After Two Seasons", summary)

    assert {one.show for one in found} == {"Saltmarsh", *others}
