"""Stretches of days, made from the numbers of the calendar.

Every function raises ValueError or OverflowError for what the calendar does not have.
"""

from datetime import date, timedelta

from bot.announcements.lexicon.phrases import Value
from bot.model import Precision, When

DAY = timedelta(days=1)
WEEK = timedelta(days=7)

_LAST_WEEK = 5
_PARTS_OF_YEAR = {"early": (1, 4), "mid": (5, 4), "late": (9, 4)}
_PARTS_OF_MONTH = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}


def day_of(day: date) -> When:
    """Return one day."""
    return When(start=day, end=day, precision=Precision.DAY)


def months(year: int, *, first: int, count: int, precision: Precision) -> When:
    """Return whole months, beginning with the `first` of a year; they may reach into the next."""
    start = date(year, first, 1)
    return When(start=start, end=date(*month_after(start, count), 1) - DAY, precision=precision)


def part_of_year(year: int, *, edge: Value | None, on: date | None) -> When:
    """Return a year or its early, middle or late third; "later" is its rest after `on`."""
    first, count = _PARTS_OF_YEAR.get(str(edge), (1, 12))
    when = months(year, first=first, count=count, precision=Precision.YEAR)
    if edge == "later" and on is not None and when.start < on <= when.end:
        return When(start=on, end=when.end, precision=Precision.YEAR)
    return when


def part_of_month(year: int, month: int, *, edge: Value | None) -> When:
    """Return a month or its early, middle or late third."""
    whole = months(year, first=month, count=1, precision=Precision.MONTH)
    first, last = _PARTS_OF_MONTH.get(str(edge), (1, 31))
    return When(
        start=whole.start.replace(day=first),
        end=whole.start.replace(day=min(last, whole.end.day)),
        precision=Precision.MONTH,
    )


def week_of_month(year: int, month: int, *, week: int) -> When:
    """Return the seven days that a month's first, second … or last (5) week may mean."""
    whole = months(year, first=month, count=1, precision=Precision.MONTH)
    start = whole.end - 6 * DAY if week == _LAST_WEEK else whole.start + (week - 1) * WEEK
    return When(start=start, end=start + 6 * DAY, precision=Precision.MONTH)


def month_after(day: date, months: int) -> tuple[int, int]:
    """Return year and month so many months after the day's own; a negative number goes back."""
    years, month = divmod(day.month - 1 + months, 12)
    return day.year + years, month + 1
