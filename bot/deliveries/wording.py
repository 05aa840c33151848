"""How one language says names, lists and dates: the words that every sentence is made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from bot.deliveries.escape import cut, escape
from bot.locales.messages import Messages
from bot.model import Precision, When

MAX_NAME = 80
"""Of a person, an outlet or a network: longer is not a name."""
MAX_LISTED = 6
_LONGEST_SEASON_DAYS = 92
_SEASON_NAMES = ("winter", "spring", "summer", "autumn")


def name(text: str) -> str:
    """Return a name from a feed as it may stand in a post."""
    return escape(cut(text, MAX_NAME))


@dataclass(frozen=True, slots=True)
class Wording:
    """All messages, in the language of one reader."""

    messages: Messages
    locale: str

    def say(self, key: str, **values: str | int) -> str:
        """Return a message."""
        return self.messages.text(key, locale=self.locale, **values)

    def names(self, names: Sequence[str]) -> str:
        """Return "A, B and C", or six of them "and 3 more"; the names escaped."""
        shown = [name(one) for one in names[:MAX_LISTED]]
        comma = self.say("list.comma")
        if len(names) > MAX_LISTED:
            return self.say("list.more", items=comma.join(shown), count=len(names) - MAX_LISTED)
        if len(shown) == 1:
            return shown[0]
        return self.say("list.last", items=comma.join(shown[:-1]), last=shown[-1])

    def language(self, code: str) -> str:
        """Return a language's name, or its code in capitals when we have no word for it."""
        key = f"language.{code}"
        known = key in self.messages.keys(self.messages.language(self.locale))
        return self.say(key) if known else escape(code.upper())

    def date_text(self, when: When) -> str:
        """Return a date as exact as its source: never a day that nobody told."""
        if not _is_one(when):
            return self._span(when)
        return self._one(when.start, when)

    def moment(self, when: When) -> str:
        """Return a date as part of a sentence: "on December 4, 2026", "in spring 2027"."""
        if not _is_one(when):
            return self.say("date.between", **self._ends(when))
        key = "date.on_day" if when.precision is Precision.DAY else "date.in_time"
        return self.say(key, date=self._one(when.start, when))

    def _span(self, when: When) -> str:
        if when.precision in {Precision.DAY, Precision.MONTH}:
            return self.say("date.span", **self._ends(when))
        return self.say("date.years", first=when.start.year, last=when.end.year)

    def _ends(self, when: When) -> dict[str, str]:
        if when.precision in {Precision.DAY, Precision.MONTH}:
            first, last = (self._one(day, when) for day in (when.start, when.end))
        else:
            first, last = (self.say("date.year", year=day.year) for day in (when.start, when.end))
        return {"first": first, "last": last}

    def _one(self, day: date, when: When) -> str:
        """Return one unit of time that holds a day: the day itself, its month, its year."""
        middle = when.start + (when.end - when.start) / 2
        match when.precision:
            case Precision.DAY:
                return self.say("date.day", day=day.day, month=self._month(day), year=day.year)
            case Precision.MONTH:
                return self.say("date.month", month=self._month(day), year=day.year)
            case Precision.QUARTER:
                return self.say(f"date.quarter_{(middle.month + 2) // 3}", year=middle.year)
            case Precision.SEASON:
                season = _SEASON_NAMES[middle.month % 12 // 3]
                return self.say(f"date.{season}", year=_years(when))
            case Precision.HALF:
                return self.say(f"date.half_{(middle.month + 5) // 6}", year=middle.year)
            case Precision.YEAR:
                return self.say("date.year", year=day.year)
            case unknown:
                assert_never(unknown)

    def _month(self, day: date) -> str:
        return self.say(f"date.month_{day.month}")


def _is_one(when: When) -> bool:
    """Tell whether a stretch is one unit of its precision: one day, one month, one year."""
    match when.precision:
        case Precision.DAY:
            return when.start == when.end
        case Precision.MONTH:
            return (when.start.year, when.start.month) == (when.end.year, when.end.month)
        case Precision.SEASON:
            # A winter reaches into the next year.
            return (when.end - when.start).days <= _LONGEST_SEASON_DAYS
        case Precision.QUARTER | Precision.HALF | Precision.YEAR:
            return when.start.year == when.end.year
        case unknown:
            assert_never(unknown)


def _years(when: When) -> str:
    """Return a season's year: "2027", or "2026/27" for a winter."""
    if when.start.year == when.end.year:
        return str(when.start.year)
    return f"{when.start.year}/{when.end.year % 100:02}"
