from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.feeds.dates import read_date
from tests.feeds.examples import NOW


def read(text: str, *, zone: str = "Asia/Seoul") -> datetime | None:
    found = read_date(text, timezone_name=zone, now=NOW)
    return found.at if found else None


def utc(*numbers: int) -> datetime:
    return datetime(*numbers, tzinfo=UTC)  # type: ignore[arg-type, misc]


TEN_IN_SEOUL = utc(2026, 11, 20, 1, 0)


@pytest.mark.parametrize(
    "text",
    [
        "Fri, 20 Nov 2026 10:00:00 KST",
        "Fri, 20 Nov 2026 10:00:00 +0900",
        "Fri, 20 Nov 2026 10:00:00 GMT+9",
        "Fri, 20 Nov 2026 01:00:00 GMT",
        "Fri, 20 Nov 2026 01:00:00 Z",
        "Fri,\n 20 Nov 2026 10:00 JST",
        "Fri, 20 Nov 26 10:00:00 +0900",
        "2026-11-20T10:00:00+09:00",
        "2026-11-20T10:00:00.123+09:00",
        "2026-11-20T01:00:00Z",
        "2026-11-20 10:00:00",
        "20261120100000",
        "20261120T100000",
        "2026/11/20 10:00",
        "2026.11.20 10:00",
        "2026. 11. 20. 오전 10:00",
        "2026년 11월 20일 오전 10시",
        "2026년 11월 20일 10시 00분",
        "2026年11月20日 10時00分",
        "2026年11月20日 上午10:00",
        "20/11/2026 10:00",
        "Friday, November 20, 2026 10:00 AM",
        "Nov. 20, 2026 10:00",
        "10:00 AM, November 20, 2026",
        "Fri Nov 20 10:00:00 KST 2026",
        "Fri, 20 Nov 2026 02:00:00 CET",
        "Fri, 20 Nov 2026 04:00:00 MSK",
        "Fri, 20 Nov 2026 02:00:00 BST",
        "Thu, 19 Nov 2026 20:00:00 EST",
        "1795136400",
        "1795136400000",
    ],
)
def test_every_way_of_writing_the_same_moment_gives_it(text: str) -> None:
    assert read(text) == TEN_IN_SEOUL


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("seg, 24 set 2018 19:42:40 -0300", utc(2018, 9, 24, 22, 42, 40)),
        ("mer, 16 nov 2022 00:38:15 +0100", utc(2022, 11, 15, 23, 38, 15)),
        ("mar, 3 févr. 2026 08:00:00 +0100", utc(2026, 2, 3, 7)),
        ("jue, 05 ene 2026 10:00:00 +0100", utc(2026, 1, 5, 9)),
        ("5 de enero de 2026 10:00 +0100", utc(2026, 1, 5, 9)),
        ("Mo, 02 Mär 2026 10:00:00 +0100", utc(2026, 3, 2, 9)),
        ("Sal, 10 Şub 2026 10:00:00 +0300", utc(2026, 2, 10, 7)),
        ("20 พ.ย. 2568 10:00 +0700", utc(2025, 11, 20, 3)),
        ("Kam, 5 Agustus 2026 10:00 WIB", utc(2026, 8, 5, 3)),
        ("вт, 10 марта 2026 10:00 MSK", utc(2026, 3, 10, 7)),
        ("Friday, January 29, 2021 04:42 PM", utc(2021, 1, 29, 7, 42)),
        ("Fri, 20 Nov 2026 00:15:60 +0900", utc(2026, 11, 19, 15, 15, 59)),
        ("2026.11.20 오전 12:30", utc(2026, 11, 19, 15, 30)),
        ("2026.11.20 오후 12:30", utc(2026, 11, 20, 3, 30)),
        ("2026.11.20 오후 3시", utc(2026, 11, 20, 6)),
        ("20 Nov 2026 9:05 p.m.", utc(2026, 11, 20, 12, 5)),
    ],
)
def test_day_and_month_names_of_many_languages_are_read(text: str, day: datetime) -> None:
    assert read(text) == day


@pytest.mark.parametrize(
    ("text", "zone", "hours"),
    [
        ("Fri, 20 Nov 2026 10:00:00 CST", "Asia/Shanghai", 8),
        ("Fri, 20 Nov 2026 10:00:00 CST", "America/Chicago", -6),
        ("Fri, 20 Nov 2026 10:00:00 CST", "Asia/Seoul", -6),
        ("Fri, 20 Nov 2026 10:00:00 IST", "Asia/Jerusalem", 2),
        ("Fri, 20 Nov 2026 10:00:00 IST", "Europe/Madrid", 5.5),
        ("Mon, 20 Jul 2026 10:00:00 CST", "America/Chicago", -6),
        ("Mon, 20 Jul 2026 10:00:00", "America/Chicago", -5),
        ("Fri, 20 Nov 2026 10:00:00 XYZ", "Asia/Tokyo", 9),
    ],
)
def test_an_abbreviation_is_first_looked_for_at_the_outlets_place(
    text: str, zone: str, hours: float
) -> None:
    """CST is written in Chicago and in Shanghai."""
    found = read(text, zone=zone)

    assert found is not None
    assert found == found.replace(hour=10, minute=0, day=20) - timedelta(hours=hours)


@pytest.mark.parametrize(
    "text", ["2026-11-20", "20 November 2026", "2026년 11월 20일", "20.11.2026", "20261120"]
)
def test_a_day_without_a_time_is_the_outlets_day(text: str) -> None:
    """At its noon, which is the same day for nearly everybody who reads the post."""
    found = read_date(text, timezone_name="Asia/Seoul", now=NOW)

    assert found is not None
    assert found.day_only
    assert found.on == date(2026, 11, 20)
    assert found.at == utc(2026, 11, 20, 3)


def test_the_day_is_the_outlets_and_not_that_of_the_writer() -> None:
    found = read_date("2026-11-20T20:00:00Z", timezone_name="Asia/Seoul", now=NOW)

    assert found is not None
    assert found.on == date(2026, 11, 21)


def test_today_without_a_time_is_not_later_than_now() -> None:
    early = utc(2026, 11, 21, 16)  # one o'clock at night in Seoul

    found = read_date("2026-11-22", timezone_name="Asia/Seoul", now=early)

    assert found is not None
    assert (found.at, found.on) == (early, date(2026, 11, 22))


def test_a_clock_that_is_fast_gives_now() -> None:
    """An outlet that writes its own time as GMT is nine hours ahead."""
    found = read_date("Sun, 22 Nov 2026 18:00:00 GMT", timezone_name="Asia/Seoul", now=NOW)

    assert found is not None
    assert (found.at, found.on) == (NOW, date(2026, 11, 22))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "11/12/2026",
        "November 2026",
        "Nov 20",
        "31 June 2026",
        "2026-02-30",
        "2026-11-20 25:00",
        "Fri, 20 Nov 2026 10:00:00 +9900",
        "Fri, 20 Foo 2026 10:00:00",
        "2031-01-01",
        "1970-01-01",
        "0000-00-00 00:00:00",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "99999999999999",
        "20 Nov 9999 23:59:59 -1200",
    ],
)
def test_what_cannot_be_told_is_no_date(text: str) -> None:
    assert read(text) is None


def test_the_same_number_twice_has_one_reading() -> None:
    assert read("11/11/2026 10:00") == utc(2026, 11, 11, 1)


@given(
    at=st.datetimes(
        min_value=datetime(1991, 1, 1),  # noqa: DTZ001 - made aware by `timezones`
        max_value=datetime(2026, 11, 22),  # noqa: DTZ001
        timezones=st.just(UTC),
    ),
    zone=st.sampled_from(["Asia/Seoul", "America/New_York", "Europe/Madrid", "UTC"]),
)
def test_what_is_written_by_the_standards_is_read_back(at: datetime, zone: str) -> None:
    at = at.replace(microsecond=0)

    assert read(at.isoformat(), zone=zone) == at
    assert read(at.strftime("%a, %d %b %Y %H:%M:%S GMT"), zone=zone) == at
    assert read(at.strftime("%Y년 %m월 %d일 %H:%M:%S +0000"), zone=zone) == at


@given(st.text(alphabet="0123456789 :-/.,+TZNovKSTdeam년월일오후", max_size=40))
def test_any_text_gives_a_past_moment_or_none(text: str) -> None:
    found = read_date(text, timezone_name="Asia/Seoul", now=NOW)

    assert found is None or found.at <= NOW
