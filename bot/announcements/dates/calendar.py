"""What the words of a date mean on the calendar, seen from the day of the article.

A date without a year is read three ways, since only the sentence tells which is meant ("begins
in March", "began in March"): `ahead` is the next one, `back` the last one, and `when` the likelier
of the two where nothing else is known. What has ended within `RECENT` is likelier meant than the
same a year later, and what has ended within `JUST_NOW` is still taken for `ahead`: outlets report
a premiere on the day after it.

Seasons of the year are those of the northern half of the earth, as the outlets we read use them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.announcements.dates.stretches import (
    DAY,
    WEEK,
    day_of,
    month_after,
    months,
    part_of_month,
    part_of_year,
    week_of_month,
)
from bot.announcements.lexicon.phrases import Value
from bot.model import Precision, When

RECENT = timedelta(days=60)
JUST_NOW = timedelta(days=10)

_BUDDHIST_YEARS = 543
_LEAP_DAY = 29

# First month and number of months; winter begins in December of its year.
_SEASONS = {"spring": (3, 3), "summer": (6, 3), "autumn": (9, 3), "rentree": (9, 2)}
_SEASONS["winter"] = (12, 3)
# Slots that name a part of a year by its number: months of it before the first, and its length.
_PARTS = {
    "half": (6, 6, Precision.HALF),
    "quarter": (3, 3, Precision.QUARTER),
    "q": (3, 3, Precision.QUARTER),
    "cour": (1, 3, Precision.QUARTER),
}
_YEARS = frozenset({"year", "yyyy", "yy", "byear", "byy"})
_RELATIVE = frozenset({
    "rday", "rweek", "rmonth", "rmonth_edge", "ryear", "this_month", "this_year",
    "which", "which_after", "unit", "wd",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A date as the calendar has it.

    Attributes:
        when: the likeliest stretch.
        ahead: the stretch if the sentence looks forward.
        back: the stretch if the sentence looks back.
    """

    when: When
    ahead: When
    back: When


def read_date(values: Mapping[str, Value], *, on: date | None) -> Reading | None:
    """Return what the words of a date mean, or None when they name no day of the calendar.

    Args:
        values: the meanings by slot, as the lexicons name them.
        on: the day of the article; without it only dates with a year of their own are read.
    """
    try:
        return _read(values, on)
    except (ValueError, OverflowError):
        # February 30, or a week beyond the last of the calendar.
        return None


def is_relative(values: Mapping[str, Value]) -> bool:
    """Return whether a date is counted from the day of the article."""
    return not _RELATIVE.isdisjoint(values) and not _has_year(values)


def looks_back(values: Mapping[str, Value]) -> bool:
    """Return whether the words themselves say that the date is past."""
    if _which(values) == "last" or "ago" in values:
        return True
    return any(int(values.get(slot, 0)) < 0 for slot in ("rday", "rweek", "rmonth", "ryear"))


def _has_year(values: Mapping[str, Value]) -> bool:
    return not _YEARS.isdisjoint(values)


def _edge(values: Mapping[str, Value]) -> Value | None:
    return values.get("edge", values.get("year_edge", values.get("year_end")))


def _which(values: Mapping[str, Value]) -> Value | None:
    return values.get("which", values.get("which_after"))


def _season(values: Mapping[str, Value]) -> str | None:
    found = values.get("season", values.get("season_short", values.get("season_run")))
    return None if found is None else str(found)


def _year(values: Mapping[str, Value], on: date | None) -> int | None:
    if "byear" in values:
        return int(values["byear"]) - _BUDDHIST_YEARS
    if "yy" in values:
        return 2000 + int(values["yy"])
    if "byy" in values:
        return 2500 + int(values["byy"]) - _BUDDHIST_YEARS
    relative = values.get("ryear", values.get("this_year"))
    if relative is not None and on is not None:
        return on.year + int(relative)
    named = values.get("year", values.get("yyyy"))
    return None if named is None else int(named)


def _read(values: Mapping[str, Value], on: date | None) -> Reading | None:
    year = _year(values, on)
    stretch = _yearly(values)
    if year is not None:
        return _certain(stretch(year) if stretch else part_of_year(year, edge=_edge(values), on=on))
    if on is None:
        return None
    if stretch is None:
        return _near(values, on)
    which = _which(values)
    if which in {"this", "next"} and _season(values) in {"spring", "summer", "autumn"}:
        # "Next spring" is next year's, also when this year's is still to come: outlets call
        # that one "this spring".
        return _certain(stretch(on.year + (which == "next")))
    return _choose([_try(stretch, on.year + shift) for shift in _years_around(values)], on, which)


def _years_around(values: Mapping[str, Value]) -> range:
    if values.get("d") == _LEAP_DAY:
        # It may be four years away, or eight around 2100.
        return range(-8, 9)
    # The last winter that is over may have begun two years ago.
    return range(-2, 2) if _season(values) == "winter" else range(-1, 2)


def _yearly(values: Mapping[str, Value]) -> Callable[[int], When] | None:
    """Return how to find, in a given year, what comes once a year; None for other dates."""
    month = values.get("month", values.get("m"))
    if month is not None:
        return _in_month(int(month), values)
    if "mmdd" in values:
        first, day = divmod(int(values["mmdd"]), 100)
        return lambda year: day_of(date(year, first, day))
    if "holiday" in values:
        first, day = map(int, str(values["holiday"]).split("-"))
        return lambda year: day_of(date(year, first, day))
    season = _season(values)
    if season is not None:
        begin, count = _SEASONS[season]
        return lambda year: months(year, first=begin, count=count, precision=Precision.SEASON)
    if "fiscal" in values:
        begin = 6 * int(values["fiscal"]) - 2
        return lambda year: months(year, first=begin, count=6, precision=Precision.HALF)
    if "year_end" in values:
        return lambda year: part_of_year(year, edge=values["year_end"], on=None)
    for slot, (step, count, precision) in _PARTS.items():
        if slot in values:
            begin = step * (int(values[slot]) - 1) + 1
            return lambda year: months(year, first=begin, count=count, precision=precision)
    return None


def _in_month(month: int, values: Mapping[str, Value]) -> Callable[[int], When]:
    if "d" in values:
        day = int(values["d"])
        return lambda year: day_of(date(year, month, day))
    if "week" in values:
        week = int(values["week"])
        return lambda year: week_of_month(year, month, week=week)
    edge = _edge(values)
    return lambda year: part_of_month(year, month, edge=edge)


def _try(stretch: Callable[[int], When], year: int) -> When | None:
    try:
        return stretch(year)
    except ValueError:
        return None


def _choose(stretches: Sequence[When | None], on: date, which: Value | None) -> Reading:
    """Choose among stretches in the order of time, of which some may not exist."""
    known = [stretch for stretch in stretches if stretch is not None]
    if not known:
        raise ValueError("no such day in any year")

    def ends_from(day: date) -> When:
        return next((one for one in known if one.end >= day), known[-1])

    def begins_until(day: date) -> When:
        return next((one for one in reversed(known) if one.start <= day), known[0])

    if which == "last":
        return _certain(next((one for one in reversed(known) if one.end < on), known[0]))
    is_season = known[0].precision is Precision.SEASON
    if which == "next" or (which == "coming" and is_season):
        return _certain(next((one for one in known if one.start > on), known[-1]))
    if which == "coming":
        return _certain(ends_from(on))
    # The quarter that has just ended is rarely meant: who looks back so far names the month.
    exact = known[0].precision in {Precision.DAY, Precision.MONTH}
    return Reading(
        when=ends_from(on - RECENT if exact else on),
        ahead=ends_from(on - JUST_NOW if exact else on),
        back=begins_until(on),
    )


def _near(values: Mapping[str, Value], on: date) -> Reading | None:
    """Read what is counted from the day of the article and names neither month nor year."""
    if "d" in values:
        return _day_of_month(int(values["d"]), values, on)
    if "wd" in values:
        return _weekday(int(values["wd"]), values, on)
    if "rday" in values:
        return _certain(day_of(on + DAY * int(values["rday"])))
    if "rweek" in values:
        return _week(int(values["rweek"]), on)
    if "rmonth_edge" in values or "this_month" in values:
        edge = values.get("rmonth_edge", _edge(values))
        return _certain(part_of_month(on.year, on.month, edge=edge))
    if "rmonth" in values:
        year, month = month_after(on, int(values["rmonth"]))
        if "week" in values:
            return _certain(week_of_month(year, month, week=int(values["week"])))
        return _certain(part_of_month(year, month, edge=_edge(values)))
    if "unit" in values:
        number = int(values.get("n", values.get("num", 1)))
        return _certain(_away(on, -number if "ago" in values else number, str(values["unit"])))
    return None


def _day_of_month(day: int, values: Mapping[str, Value], on: date) -> Reading:
    if "rmonth" in values:
        year, month = month_after(on, int(values["rmonth"]))
        return _certain(day_of(date(year, month, day)))

    def stretch(shift: int) -> When:
        year, month = month_after(on, shift)
        return day_of(date(year, month, day))

    known = [one for shift in range(-2, 3) if (one := _try(stretch, shift))]
    if "rday" in values:
        # "Today (the 13th)": the number decides, since an item may come out after midnight.
        told = on + DAY * int(values["rday"])
        return _certain(min(known, key=lambda one: abs(one.start - told)))
    which = _which(values)
    reading = _choose(known, on, which)
    if which is not None:
        return Reading(when=reading.ahead, ahead=reading.ahead, back=reading.back)
    # "On the 28th" of an item of the 7th is this month's, although last month's is nearer.
    this = on.replace(day=1)
    coming = (one for one in known if one.start >= this and one.end >= on - JUST_NOW)
    ahead = next(coming, reading.ahead)
    return Reading(when=ahead, ahead=ahead, back=reading.back)


def _weekday(weekday: int, values: Mapping[str, Value], on: date) -> Reading:
    which = _which(values)
    weeks = 1 if which == "next" else values.get("rweek")
    if weeks is not None:
        monday = on - DAY * on.weekday()
        return _certain(day_of(monday + WEEK * int(weeks) + DAY * weekday))
    ahead = on + DAY * ((weekday - on.weekday()) % 7)
    if which == "last":
        return _certain(day_of(ahead - WEEK))
    if which in {"this", "coming"} or ahead == on:
        return _certain(day_of(ahead))
    return Reading(when=day_of(ahead), ahead=day_of(ahead), back=day_of(ahead - WEEK))


def _week(weeks: int, on: date) -> Reading:
    monday = on - DAY * on.weekday() + WEEK * weeks
    sunday = monday + 6 * DAY
    if weeks:
        return _certain(When(start=monday, end=sunday, precision=Precision.MONTH))
    rest = When(start=on, end=sunday, precision=Precision.MONTH)
    return Reading(
        when=rest, ahead=rest, back=When(start=monday, end=on, precision=Precision.MONTH)
    )


def _away(on: date, number: int, unit: str) -> When:
    if unit == "day":
        return day_of(on + DAY * number)
    if unit == "week":
        start = on + WEEK * number
        return When(start=start, end=start + 6 * DAY, precision=Precision.MONTH)
    if unit == "month":
        return part_of_month(*month_after(on, number), edge=None)
    return part_of_year(on.year + number, edge=None, on=None)


def _certain(when: When) -> Reading:
    return Reading(when=when, ahead=when, back=when)
