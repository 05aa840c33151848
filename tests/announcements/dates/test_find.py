"""The meaning of dates: which year, how exact, looking back or ahead."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.announcements.dates.calendar import JUST_NOW, RECENT, read_date
from bot.announcements.dates.find import FoundDate, find_dates, find_places
from bot.model import Precision, When
from tests.announcements.dates.test_languages import ROWS

ON = date(2026, 11, 22)
LANGUAGES = ["en", "ko", "ja", "zh", "es", "pt", "fr", "tr", "id", "th"]
PHRASES = [text for _, text, _ in ROWS]


def read(text: str, *, language: str = "en", on: date | None = ON) -> FoundDate:
    [found] = find_dates(text, language=language, on=on)
    return found


def stretch(text: str, *, language: str = "en", on: date = ON) -> tuple[str, str, Precision]:
    when = read(text, language=language, on=on).when
    return when.start.isoformat(), when.end.isoformat(), when.precision


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("March 3, 2027", "2027-03-03", "2027-03-03", Precision.DAY),
        ("February 2028", "2028-02-01", "2028-02-29", Precision.MONTH),
        ("early February 2028", "2028-02-01", "2028-02-10", Precision.MONTH),
        ("mid-February 2028", "2028-02-11", "2028-02-20", Precision.MONTH),
        ("late February 2028", "2028-02-21", "2028-02-29", Precision.MONTH),
        ("first week of May 2027", "2027-05-01", "2027-05-07", Precision.MONTH),
        ("last week of May 2027", "2027-05-25", "2027-05-31", Precision.MONTH),
        ("next week", "2026-11-23", "2026-11-29", Precision.MONTH),
        ("this week", "2026-11-22", "2026-11-22", Precision.MONTH),
        ("Q2 2027", "2027-04-01", "2027-06-30", Precision.QUARTER),
        ("spring 2027", "2027-03-01", "2027-05-31", Precision.SEASON),
        ("winter 2027", "2027-12-01", "2028-02-29", Precision.SEASON),
        ("first half of 2027", "2027-01-01", "2027-06-30", Precision.HALF),
        ("early 2027", "2027-01-01", "2027-04-30", Precision.YEAR),
        ("mid 2027", "2027-05-01", "2027-08-31", Precision.YEAR),
        ("late 2027", "2027-09-01", "2027-12-31", Precision.YEAR),
        ("later this year", "2026-11-22", "2026-12-31", Precision.YEAR),
        ("in 2027", "2027-01-01", "2027-12-31", Precision.YEAR),
        ("in three weeks", "2026-12-13", "2026-12-19", Precision.MONTH),
        ("in ten days", "2026-12-02", "2026-12-02", Precision.DAY),
    ],
)
def test_a_date_is_as_exact_as_its_words(
    text: str, start: str, end: str, precision: Precision
) -> None:
    assert stretch(text) == (start, end, precision)


def test_a_quarter_of_broadcasting_begins_in_its_month() -> None:
    assert stretch("2027年10月期", language="ja") == (
        "2027-10-01",
        "2027-12-31",
        Precision.QUARTER,
    )


def test_a_broadcasting_year_begins_in_april() -> None:
    """NHK's morning dramas run from April and from October of a fiscal year."""
    assert stretch("2027年度前期", language="ja")[:2] == ("2027-04-01", "2027-09-30")
    assert stretch("2027年度後期", language="ja")[:2] == ("2027-10-01", "2028-03-31")


@pytest.mark.parametrize(
    ("text", "ahead", "when", "back"),
    [
        ("in March", "2027-03", "2027-03", "2026-03"),
        ("in October", "2027-10", "2026-10", "2026-10"),
        ("in November", "2026-11", "2026-11", "2026-11"),
        ("on December 3", "2026-12-03", "2026-12-03", "2025-12-03"),
        ("on November 15", "2026-11-15", "2026-11-15", "2026-11-15"),
        ("on October 15", "2027-10-15", "2026-10-15", "2026-10-15"),
        ("on Friday", "2026-11-27", "2026-11-27", "2026-11-20"),
        ("in the second half.", "2026", "2026", "2026"),
        ("in the third quarter", "2027", "2027", "2026"),
    ],
)
def test_a_date_without_a_year_is_read_ahead_and_back(
    text: str, ahead: str, when: str, back: str
) -> None:
    """Only the sentence tells whether filming begins in March or began in March."""
    found = read(text)

    assert (str(found.ahead), str(found.when), str(found.back)) == (ahead, when, back)


def test_a_day_that_has_just_passed_is_not_taken_for_next_year() -> None:
    """Outlets report a premiere on the day after it."""
    assert str(read("premieres June 17", on=date(2026, 6, 18)).ahead) == "2026-06-17"
    assert str(read("premieres June 17", on=date(2026, 6, 17) + JUST_NOW).ahead) == "2026-06-17"
    after = date(2026, 6, 18) + JUST_NOW
    assert str(read("premieres June 17", on=after).ahead) == "2027-06-17"
    assert str(read("premieres June 17", on=after).when) == "2026-06-17"
    assert str(read("June 17", on=date(2026, 6, 18) + RECENT).when) == "2027-06-17"


def test_a_week_under_way_lies_on_both_sides_of_the_article() -> None:
    found = read("this week", on=date(2026, 11, 18))

    assert (found.ahead.start, found.ahead.end) == (date(2026, 11, 18), date(2026, 11, 22))
    assert (found.back.start, found.back.end) == (date(2026, 11, 16), date(2026, 11, 18))


def test_a_weekday_named_on_that_day_is_today() -> None:
    found = read("on Sunday")

    assert found.ahead == found.back == read("today").when


@pytest.mark.parametrize(
    ("text", "on", "expected"),
    [
        ("this winter", date(2027, 1, 20), "2026-12-01"),
        ("this winter", date(2026, 11, 22), "2026-12-01"),
        ("next spring", date(2026, 1, 20), "2027-03-01"),
        ("this spring", date(2026, 11, 22), "2026-03-01"),
        ("last summer", date(2026, 7, 22), "2025-06-01"),
        ("next winter", date(2026, 11, 22), "2026-12-01"),
        ("last winter", date(2027, 1, 20), "2025-12-01"),
        ("next winter", date(2027, 12, 20), "2028-12-01"),
    ],
)
def test_a_season_belongs_to_the_year_that_its_word_says(
    text: str, on: date, expected: str
) -> None:
    assert read(text, on=on).when.start.isoformat() == expected


def test_the_number_of_the_day_decides_against_today() -> None:
    """An article of the evening may come out after midnight."""
    assert str(read("오늘(13일) 공개", language="ko", on=date(2026, 11, 14)).when) == "2026-11-13"
    assert str(read("오늘(1일) 공개", language="ko", on=date(2026, 10, 31)).when) == "2026-11-01"


def test_a_day_alone_skips_months_that_lack_it() -> None:
    assert str(read("31일 첫 방송", language="ko", on=date(2027, 2, 15)).when) == "2027-03-31"


@pytest.mark.parametrize(
    ("on", "text", "expected"),
    [
        (date(2023, 7, 7), "28일", "2023-07-28"),  # last month's is nearer
        (date(2023, 7, 31), "28일", "2023-07-28"),  # has just passed
        (date(2023, 7, 31), "1일", "2023-08-01"),
        (date(2023, 7, 7), "지난 28일", "2023-06-28"),
    ],
)
def test_a_day_alone_is_one_of_this_month_while_it_can_be(
    on: date, text: str, expected: str
) -> None:
    assert read(text, language="ko", on=on).ahead.start.isoformat() == expected


def test_a_leap_day_waits_for_its_year() -> None:
    assert str(read("premieres February 29").when) == "2028-02-29"
    assert str(read("premieres February 29", on=date(2097, 1, 1)).when) == "2104-02-29"


@pytest.mark.parametrize("text", ["in March", "next year", "this fall", "Monday", "on May 5"])
def test_without_the_day_of_the_article_nothing_is_guessed(text: str) -> None:
    assert find_dates(text, language="en", on=None) == []


def test_where_dates_stand_is_told_though_the_day_of_the_article_is_unknown() -> None:
    assert find_places("airs June 5", language="en") == [(5, 11, False)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("May 5, 2027", "2027-05-05"), ("in March 2027", "2027-03"), ("early 2027", "2027")],
)
def test_a_date_with_its_own_year_needs_no_article_day(text: str, expected: str) -> None:
    assert str(read(text, on=None).when) == expected


@pytest.mark.parametrize(
    ("text", "cue", "past"),
    [
        ("in 2027", "absolute", False),
        ("March 2027", "absolute", False),
        ("in March", "absolute", False),
        ("next year", "relative", False),
        ("last year", "relative", True),
        ("last March", "relative", True),
        ("since March", "relative", True),
        ("two years ago", "relative", True),
        ("yesterday", "relative", True),
        ("in 2019", "absolute", True),
        ("on November 20", "absolute", True),
        ("tonight", "relative", False),
    ],
)
def test_a_date_says_how_it_was_told_and_whether_it_is_past(
    text: str, cue: str, past: bool
) -> None:
    found = read(text)

    assert (found.cue, found.past) == (cue, past)


def test_the_longest_date_is_taken_and_its_place_given() -> None:
    text = "Set for Wednesday, June 16, 2027 on Hulu, after a pause in 2025"
    found = find_dates(text, language="en", on=ON)

    assert [text[one.start : one.end] for one in found] == ["Wednesday, June 16, 2027", "2025"]


def test_words_that_name_no_time_are_no_date() -> None:
    assert read_date({"edge": "late"}, on=ON) is None


def test_a_language_without_a_lexicon_has_no_dates() -> None:
    assert find_dates("5 marzo 2027", language="xx", on=ON) == []
    assert find_dates("March 2027", language="../../en", on=ON) == []


@pytest.mark.parametrize("on", [date.min, date.max, date(1, 3, 1), date(9999, 2, 28)])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_ends_of_the_calendar_raise_nothing(language: str, on: date) -> None:
    for phrase in PHRASES:
        for found in find_dates(phrase, language=language, on=on):
            assert found.when.start <= found.when.end


ANY_TEXT = st.lists(st.sampled_from(PHRASES) | st.text(max_size=20), max_size=6).map(" ".join)


@settings(deadline=None)  # the first example of a language compiles its lexicon
@given(
    text=ANY_TEXT,
    language=st.sampled_from(LANGUAGES),
    on=st.none() | st.dates(),
)
def test_whatever_is_found_stands_in_the_text_and_in_the_calendar(
    text: str, language: str, on: date | None
) -> None:
    end = 0
    for found in find_dates(text, language=language, on=on):
        assert end <= found.start < found.end <= len(text)
        end = found.end
        for when in (found.when, found.ahead, found.back):
            assert when.start <= when.end
            assert isinstance(when, When)
            assert str(when) == when.start.isoformat()[: len(str(when))]
        assert found.back.start <= found.ahead.start


@settings(deadline=None)  # the first example compiles the lexicon
@given(days=st.integers(min_value=0, max_value=2000))
def test_a_date_without_a_year_stays_near_the_article(days: int) -> None:
    on = ON + timedelta(days=days)
    for text in ("on May 5", "in August", "on Friday", "in the fall", "in Q2"):
        found = read(text, on=on)

        assert abs(found.when.start - on) <= timedelta(days=366)
        assert found.back.start <= on
        assert found.ahead.end >= on - JUST_NOW


def test_a_day_alone_is_one_of_the_month_told_just_before() -> None:
    def days(text: str) -> list[str]:
        return [str(one.when) for one in find_dates(text, language="ko", on=ON)]

    near, far = (
        "6월 6일 예정이었으나 13일로 변경",
        "6월 6일 시작한 드라마의 배우가 밝힌 소감을 13일 공개",
    )

    assert [day[-5:] for day in days(near)] == ["06-06", "06-13"]
    assert days(far)[1][5:7] == f"{ON.month:02}"
