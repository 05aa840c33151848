"""Dates in every written form, crossed with news: `python -m tests.evaluation.crossed.dates`.

`dates.toml` has the forms, what they mean and the templates, by language. For each group of forms
it is printed how many headlines give the announcement on exactly this date (right), on another or
on none (wrong), or no such announcement (missed). `--show GROUP` prints one of each sort that is
not right. A form that on some day could be meant in two ways ("in May" of an item of June) is not
asked for on it.
"""

import calendar
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any

from bot.model import Announcement, Stage
from tests.evaluation.crossed.common import between, open_extractor, parser_of, print_shares, read
from tests.evaluation.crossed.seasons import capitalised

FORMS = Path(__file__).with_suffix(".toml")
DAYS = (
    date(2026, 12, 31),
    date(2027, 1, 1),
    date(2028, 2, 29),
    date(2027, 6, 15),
    date(2027, 3, 1),
    date(2026, 11, 29),
)
_DAY = timedelta(days=1)
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11)}
_LATELY = 65
"""What was so many days ago may be meant as well as the same a year later."""
_JUST = 12
_THIS = re.compile(r"\b(?:this|este|esta|neste|nesta|cet|ce|bu)\b|今|この")
_STEP = re.compile(r"\+(\d+)([dwxmy])")
_OF_THE_NEXT = re.compile(r"(?:(\d\d)(?:-(\d\d))?|(\d))\+1")
_BUDDHIST_YEARS = 543


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A date as it is written on some day, and what it means: `YYYY`, `YYYY-MM`, `YYYY-MM-DD`."""

    text: str
    on: date
    when: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """A headline made of a template, a show and a date."""

    language: str
    group: str
    pattern: str
    template: str
    kind: str
    headline: str
    dated: Dated


def crossings(forms: Mapping[str, Any], *, language: str | None) -> Iterator[Crossing]:
    """Yield all headlines of a language, or of all."""
    for code, tables in forms.items():
        if language is not None and code != language:
            continue
        for template in tables["template"]:
            for where in ("on", "bare"):
                for group, patterns in tables.get(where, {}).items():
                    if group in template.get("skip", ()) or (
                        "only" in template and group not in template["only"]
                    ):
                        continue
                    for line, pattern in product(template.get(where, ()), patterns):
                        for headline, dated in _crossed(code, tables, template, line, pattern):
                            yield Crossing(
                                language=code,
                                group=group,
                                pattern=pattern,
                                template=line,
                                kind=template["kind"],
                                headline=headline,
                                dated=dated,
                            )


def _crossed(
    code: str, tables: Mapping[str, Any], template: Mapping[str, Any], line: str, pattern: str
) -> Iterator[tuple[str, Dated]]:
    marks = tables["marks"]
    back = template["kind"] == "wrapped"
    for number, dated in enumerate(written(pattern, tables, back=back)):
        show = tables["shows"][number % len(tables["shows"])]
        marked = between(marks, show)
        headline = line.replace("{date}", dated.text)
        yield headline.replace("{show}", marked), dated
        if code == "en":
            yield capitalised(headline).replace("{show}", marked), dated


def written(pattern: str, tables: Mapping[str, Any], *, back: bool) -> Iterator[Dated]:
    """Yield a form as it is written on some days, with what it means on them."""
    text, meaning, *flags = pattern.split("=")
    if back and not text.startswith("on "):
        return
    for number in range(12):
        on = DAYS[number % len(DAYS)]
        if "{" not in text and number >= len(DAYS):
            return
        for names, when in _meanings(meaning, text, number, on, tables, back=back):
            if "f" in flags and names["wd"] in {"sábado", "domingo"}:
                continue
            yield Dated(text=text.format(**names), on=on, when=when)


def _meanings(
    meaning: str, text: str, number: int, on: date, tables: Mapping[str, Any], *, back: bool
) -> Iterator[tuple[dict[str, str], str | None]]:
    if meaning in {"day", "month", "year"}:
        day = date(on.year + 1, number + 1, number * 7 % 28 + 1)
        yield _names(day, tables), _cut(day, meaning)
    elif meaning in {"-day", "-month"}:
        found = _yearly(on, number + 1, number * 7 % 28 + 1, whole=meaning == "-month", back=back)
        if found is not None:
            yield _names(found, tables), _cut(found, meaning[1:])
    elif meaning.startswith("day"):
        told = f"{on.year + 1}-{meaning[3:]}"
        yield {"year": told[:4]}, told
    elif re.fullmatch(r"\d\d-\d\d", meaning):
        month, day_of_month = map(int, meaning.split("-"))
        found = _yearly(on, month, day_of_month, whole=False, back=back)
        if found is not None:
            yield {}, found.isoformat()
    elif meaning.startswith("wd"):
        yield from _weekday(meaning, number, on, tables, back=back)
    elif meaning == "nth":
        days = [on + _DAY * away for away in range(3, 20)]
        day = days[number % len(days)]
        if day.month == on.month or day.day + _JUST < on.day:
            yield _names(day, tables), day.isoformat()
    elif meaning == "none":
        yield _names(on, tables), None
    else:
        when = _near(meaning, text, on)
        if when is not None:
            yield _names(on, tables), when


def _near(meaning: str, text: str, on: date) -> str | None:
    """Return what is counted from the day of the article; None where that may be either."""
    if step := _STEP.fullmatch(meaning):
        return _away(int(step[1]), step[2], on)
    if of_the_next := _OF_THE_NEXT.fullmatch(meaning):
        month, day, of_month = of_the_next.groups()
        if of_month:
            year, next_month = divmod(on.year * 12 + on.month, 12)
            return date(year, next_month + 1, int(of_month)).isoformat()
        return f"{on.year + 1}-{month}" + (f"-{day}" if day else "")
    if meaning == "next":
        season = next(name for name in ("spring", "summer", "fall") if name in text)
        is_over = on.month > _SEASONS["autumn" if season == "fall" else season][1]
        return str(on.year + 1) if is_over and on.month < 12 else None
    first, last = _SEASONS[meaning]
    if on.month <= last:
        return str(on.year) if on.month < first else None
    return None if _THIS.search(text) or on.month <= last + 1 else str(on.year + 1)


def _away(number: int, unit: str, on: date) -> str | None:
    if unit == "d":
        return (on + _DAY * number).isoformat()
    if unit == "m":
        if not number and on.day > 25:
            return None
        year, month = divmod(on.year * 12 + on.month - 1 + number, 12)
        return f"{year}-{month + 1:02}"
    if unit == "y":
        return str(on.year + number) if number or on.month < 12 else None
    start = on + 7 * _DAY * number
    start = start - _DAY * on.weekday() if unit == "w" else start
    end = start + 6 * _DAY
    return start.isoformat()[:7] if start.month == end.month else None


def _weekday(
    meaning: str, number: int, on: date, tables: Mapping[str, Any], *, back: bool
) -> Iterator[tuple[dict[str, str], str]]:
    weekday = int(meaning[2:]) if meaning[2:].isdigit() else number % 7
    monday = on - _DAY * on.weekday()
    day = on + _DAY * ((weekday - on.weekday()) % 7)
    if meaning == "wdnext":
        day = monday + _DAY * (7 + weekday)
    elif meaning == "wdthis":
        day = monday + _DAY * weekday
    elif back:
        day -= 7 * _DAY
    if day != on and (day > on or back):
        yield _names(day, tables), day.isoformat()


def _yearly(on: date, month: int, day: int, *, whole: bool, back: bool) -> date | None:
    """Return the day that is meant where no year is told; None where it could be either."""
    known = [date(year, month, day) for year in range(on.year - 2, on.year + 3)]
    before, ahead = max(one for one in known if one <= on), min(one for one in known if one > on)
    if back:
        return before if (ahead - on).days > _LATELY and before < on else None
    ended = before.replace(day=calendar.monthrange(before.year, month)[1]) if whole else before
    if (on - ended).days < _LATELY or (whole and month == on.month):
        return None
    return ahead


def _cut(day: date, precision: str) -> str:
    return day.isoformat()[: {"day": 10, "month": 7, "year": 4}[precision]]


def _names(day: date, tables: Mapping[str, Any]) -> dict[str, str]:
    ending = "th" if 10 < day.day < 20 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    names = {
        "m": str(day.month), "mm": f"{day.month:02}", "d": str(day.day), "dd": f"{day.day:02}",
        "nth": f"{day.day}{ending}", "year": str(day.year), "yy": f"{day.year % 100:02}",
        "byear": str(day.year + _BUDDHIST_YEARS), "byy": str((day.year + _BUDDHIST_YEARS) % 100),
    }  # fmt: skip
    for key in ("month", "mon", "month_in", "cmonth"):
        if key in tables:
            names[key] = tables[key][day.month - 1]
    for key in ("wd", "wd1"):
        if key in tables:
            names[key] = tables[key][day.weekday()]
    return names


def verdict(one: Crossing, found: Sequence[Announcement]) -> str:
    """Return how a headline is read: right, wrong or missed."""
    kind = one.kind.partition("+")[2] or one.kind.rstrip("-")
    if one.kind.endswith("-"):
        same = [each for each in found if each.kind.value == kind]
        told = [each for each in found if each.kind.value == "premiere" or each.when is not None]
        return "missed" if not same else "wrong" if told else "right"
    stage = {"filming": Stage.SCHEDULED, "wrapped": Stage.WRAPPED}.get(kind)
    kind = "filming" if kind == "wrapped" else kind
    same = [each for each in found if each.kind.value == kind]
    if not same:
        return "missed"
    whens = {str(each.when) if each.when else None for each in same}
    right = whens == {one.dated.when} and (
        stage is None or {each.stage for each in same} == {stage}
    )
    return "right" if right else "wrong"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print how each group of forms is read."""
    parser = parser_of(__doc__)
    parser.add_argument(
        "--forms", action="store_true", help="count by form and by template as well"
    )
    options = parser.parse_args(arguments)
    forms = tomllib.loads(FORMS.read_text("utf-8"))
    extractor = open_extractor(catalogue=options.catalogue)
    tables: dict[tuple[str, str], Counter[str]] = {}
    alike: set[tuple[str, ...]] = set()
    for one in crossings(forms, language=options.lang):
        day = one.dated.on.isoformat()
        found = read(extractor, one.headline, language=one.language, day=day)
        how = verdict(one, found)
        for row in (one.group, "", *((one.pattern, one.template) if options.forms else ())):
            tables.setdefault((one.language, row), Counter())[how] += 1
        failure = (one.language, one.pattern, one.template, how)
        if options.show in {one.group, "all"} and how != "right" and failure not in alike:
            alike.add(failure)
            told = [(each.kind.value, str(each.when)) for each in found]
            print(how, one.dated.on, one.headline, "->", one.dated.when, told)
    print_shares(tables)


if __name__ == "__main__":
    main()
