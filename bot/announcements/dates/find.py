"""Find the dates that a text gives: days, months, quarters, years, near and far.

The words are data (`[dates]` of `lexicon/<language>.toml`), `phrases` finds them and `calendar`
says what they mean. Nothing is found that the text does not give: no year is taken for a date
without a word that makes it one (*1899* is a show), and a date that is counted from the day of
the article is found only when that day is known.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from bot.announcements.dates.calendar import is_relative, looks_back, read_date
from bot.announcements.lexicon.phrases import Phrase, Phrases, Value, read_section
from bot.model import When

_NOT_IN_NUMBER = r"(?![0-9])"
# Slots that match digits.
NUMBERS = {
    "year": r"(?:19[0-9]{2}|20[0-4][0-9])(?![0-9]|s\b|[-/][0-9])",
    "yyyy": r"(?:19[0-9]{2}|20[0-4][0-9])" + _NOT_IN_NUMBER,
    "byear": r"25[4-9][0-9]" + _NOT_IN_NUMBER,
    "byy": r"[67][0-9]" + _NOT_IN_NUMBER,
    "yy": r"(?:2[4-9]|3[0-9])" + _NOT_IN_NUMBER,
    "m": r"(?:1[0-2]|0?[1-9])" + _NOT_IN_NUMBER,
    "cour": r"(?:1[0-2]|[1-9])" + _NOT_IN_NUMBER,
    "d": r"(?:3[01]|[12][0-9]|0?[1-9])(?![0-9]|%)",
    "q": r"[1-4]" + _NOT_IN_NUMBER,
    "n": r"[0-9]{1,2}" + _NOT_IN_NUMBER,
    "mmdd": r"(?:0?[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])" + _NOT_IN_NUMBER,
}

# What `calendar` reads, in the order of a sentence: "late last year", "end of the month".
LISTS = frozenset(
    {
        "edge", "year_edge", "year_end", "rmonth_edge",  # early, mid, late, later
        "which", "which_after",  # last, this, next (of the next year or week), coming
        "rday", "rweek", "rmonth", "ryear", "this_month", "this_year",  # how many away: -1, 0, 1
        "wd",  # 0 is Monday
        "week",  # of a month; 5 is the last
        "month", "half", "quarter", "fiscal",
        "season", "season_short", "season_run",  # spring, summer, autumn, winter, rentree
        "holiday",  # MM-DD
        "num", "unit", "ago",  # two; day, week, month, year
    }
)  # fmt: skip


_NEAR = 20
"""So many letters further on a day alone is one of the month told before."""

UNREAD, UNREAD_PAST = "unread", "unread, past"
"""Marks of dates that nobody can read: the day of the article is unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """A date and where it stands: `text[start:end]`.

    Attributes:
        when: the likeliest stretch of days.
        cue: "relative" when it was counted from the day of the article without a year.
        past: the words look back ("last May"), or the stretch was over when the article came.
        ahead: what it means in a sentence that looks forward; `when` unless a year is missing.
        back: what it means in a sentence that looks back; `when` unless a year is missing.
    """

    start: int
    end: int
    when: When
    cue: Literal["absolute", "relative"]
    past: bool
    ahead: When
    back: When


def find_dates(text: str, *, language: str, on: date | None) -> list[FoundDate]:
    """Return the dates of a text in its order; they do not overlap.

    Args:
        text: plain text.
        language: ISO 639-1 code; a language without a lexicon has no dates.
        on: the day of the article in the outlet's time zone, None when unknown.
    """
    phrases = _phrases(language)
    if phrases is None:
        return []
    found = []
    before: Phrase | None = None
    for phrase in phrases.find(text):
        values = _in_its_month(phrase, before)
        reading = read_date(values, on=on)
        if reading is None:
            continue
        found.append(
            FoundDate(
                start=phrase.start,
                end=phrase.end,
                when=reading.when,
                cue="relative" if is_relative(values) else "absolute",
                past=looks_back(values) or (on is not None and reading.when.end < on),
                ahead=reading.ahead,
                back=reading.back,
            )
        )
        before = phrase
    return found


def _in_its_month(phrase: Phrase, before: Phrase | None) -> Mapping[str, Value]:
    """Return what a date says; a day alone is one of the month of the day told just before it.

    "Moved from 6 April to the 13th".
    """
    if (
        phrase.values.keys() != {"d"}
        or before is None
        or "d" not in before.values
        or phrase.start - before.end > _NEAR
    ):
        return phrase.values
    return {**before.values, **phrase.values}


def find_places(text: str, *, language: str) -> list[tuple[int, int, bool]]:
    """Return where dates stand whatever they mean, and whether their words look back.

    For articles whose day is unknown.
    """
    phrases = _phrases(language)
    found = () if phrases is None else phrases.find(text)
    # A day of no month is mostly the day of the article or one just over.
    return [
        (one.start, one.end, looks_back(one.values) or one.values.keys() == {"d"}) for one in found
    ]


@cache
def _phrases(language: str) -> Phrases | None:
    section = read_section(language, "dates")
    if section is None:
        return None
    return Phrases(section, numbers=NUMBERS, lists=LISTS, name=f"{language}.toml [dates]")
