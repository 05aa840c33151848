"""Dates and lists in each reader's language, never more exact than the source."""

import pytest
from hypothesis import given

from bot.deliveries.wording import Wording
from bot.locales.messages import load_messages
from bot.model import Precision, When
from tests.deliveries.examples import WHENS, when

MESSAGES = load_messages()
ENGLISH, KOREAN = Wording(MESSAGES, "en-US"), Wording(MESSAGES, "ko")
JAPANESE, SPANISH = Wording(MESSAGES, "ja"), Wording(MESSAGES, "es-ES")

DAY = when("2026-12-04", "2026-12-04", Precision.DAY)
DAYS = when("2026-12-04", "2026-12-06", Precision.DAY)
MONTH = when("2026-12-01", "2026-12-31", Precision.MONTH)
MONTHS = when("2027-03-01", "2027-04-30", Precision.MONTH)
QUARTER = when("2027-07-01", "2027-09-30", Precision.QUARTER)
SPRING = when("2027-03-01", "2027-05-31", Precision.SEASON)
FALL = when("2027-09-01", "2027-11-30", Precision.SEASON)
WINTER = when("2026-12-01", "2027-02-28", Precision.SEASON)
FIRST_HALF = when("2027-01-01", "2027-06-30", Precision.HALF)
SECOND_HALF = when("2027-07-01", "2027-12-31", Precision.HALF)
YEAR = when("2027-01-01", "2027-12-31", Precision.YEAR)
YEARS = when("2027-01-01", "2028-12-31", Precision.YEAR)


@pytest.mark.parametrize(
    ("stretch", "alone", "in_sentence"),
    [
        (DAY, "December 4, 2026", "on December 4, 2026"),
        (
            DAYS,
            "December 4, 2026 to December 6, 2026",
            "between December 4, 2026 and December 6, 2026",
        ),
        (MONTH, "December 2026", "in December 2026"),
        (MONTHS, "March 2027 to April 2027", "between March 2027 and April 2027"),
        (QUARTER, "the third quarter of 2027", "in the third quarter of 2027"),
        (SPRING, "spring 2027", "in spring 2027"),
        (FALL, "autumn 2027", "in autumn 2027"),
        (WINTER, "winter 2026/27", "in winter 2026/27"),
        (FIRST_HALF, "the first half of 2027", "in the first half of 2027"),
        (SECOND_HALF, "the second half of 2027", "in the second half of 2027"),
        (YEAR, "2027", "in 2027"),
        (YEARS, "2027-2028", "between 2027 and 2028"),
    ],
)
def test_english_dates(stretch: When, alone: str, in_sentence: str) -> None:
    assert ENGLISH.date_text(stretch) == alone
    assert ENGLISH.moment(stretch) == in_sentence


@pytest.mark.parametrize(
    ("wording", "stretch", "in_sentence"),
    [
        (KOREAN, DAY, "2026년 12월 4일에"),
        (KOREAN, SECOND_HALF, "2027년 하반기에"),
        (JAPANESE, DAY, "2026年12月4日に"),
        (JAPANESE, SPRING, "2027年春に"),
        (SPANISH, DAY, "el 4 de diciembre de 2026"),
        (SPANISH, QUARTER, "en el tercer trimestre de 2027"),
    ],
)
def test_dates_in_other_languages(wording: Wording, stretch: When, in_sentence: str) -> None:
    assert wording.moment(stretch) == in_sentence


@given(WHENS)
def test_no_day_is_named_that_no_source_told(stretch: When) -> None:
    """Only a day's precision shows a day; the Korean word for it is in no other date."""
    named = "일" in KOREAN.date_text(stretch)

    assert named == (stretch.precision is Precision.DAY)
    assert KOREAN.moment(stretch)


@pytest.mark.parametrize(
    ("names", "text"),
    [
        (["A"], "A"),
        (["A", "B"], "A and B"),
        (["A", "B", "C"], "A, B and C"),
        (list("ABCDEF"), "A, B, C, D, E and F"),
        (list("ABCDEFGHI"), "A, B, C, D, E, F and 3 more"),
    ],
)
def test_lists_of_names(names: list[str], text: str) -> None:
    assert ENGLISH.names(names) == text


def test_lists_of_names_in_other_languages() -> None:
    assert KOREAN.names(list("ABCDEFGH")) == "A, B, C, D, E, F 외 2명"
    assert JAPANESE.names(["A", "B"]) == "A、B"
    assert SPANISH.names(["Ana", "Isabel"]) == "Ana e Isabel"


def test_names_are_escaped_and_of_a_bearable_length() -> None:
    text = ENGLISH.names(["*Star*", "x" * 500])

    assert text.startswith(r"\*Star\* and xxx")
    assert len(text) < 100


def test_languages_have_names_and_unknown_ones_their_code() -> None:
    assert SPANISH.language("ko") == "coreano"
    assert ENGLISH.language("xx") == "XX"
