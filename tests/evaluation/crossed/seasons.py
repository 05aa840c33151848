"""Seasons in every written form, crossed with news: `python -m tests.evaluation.crossed.seasons`.

`seasons.toml` has the forms and the templates, by language. For each group of forms it is printed
how many headlines give the announcement of exactly these seasons of exactly this show (right),
another one (wrong) or none (missed). `--show GROUP` prints what is not right.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from bot.model import Announcement
from bot.shows.names import fold
from tests.evaluation.crossed.common import between, open_extractor, parser_of, print_shares, read

FORMS = Path(__file__).with_suffix(".toml")
NUMBERS = (2, 3, 4, 5, 7, 10, 12, 21, 30)
DAY = "2026-10-14"
_ROMAN = {2: "II", 3: "III", 4: "IV", 5: "V", 6: "VI", 7: "VII", 8: "VIII", 10: "X"}
_ROMAN_SIGN = {2: "Ⅱ", 3: "Ⅲ", 4: "Ⅳ", 5: "Ⅴ"}
_MOST_GLUED = 9
_SMALL = frozenset(
    {
        *(
            "a",
            "an",
            "and",
            "at",
            "by",
            "for",
            "from",
            "has",
            "been",
            "in",
            "is",
            "its",
            "of",
            "on",
        ),
        *("or", "the", "to"),
    }
)
_WITHOUT_CAPITALS = frozenset({"ko", "ja", "zh", "th"})
_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """A headline made of a template, a show and a season, and what it announces.

    Attributes:
        group: the form of the season.
        seasons: of one announcement each; (None,) where no number is told.
    """

    language: str
    group: str
    template: str
    pattern: str
    headline: str
    show: str
    kind: str
    seasons: tuple[int | None, ...]


def crossings(forms: Mapping[str, Any]) -> Iterator[Crossing]:
    """Yield all headlines."""
    for language, tables in forms.items():
        for template, where in product(tables["template"], ("behind", "alone")):
            for group, patterns in tables.get(where, {}).items():
                if group in template.get("skip", ()):
                    continue
                for line in template.get(where, ()):
                    for form, count, text, number in _numbered(group, patterns, tables):
                        pattern, _, meaning = form.partition("=")
                        if meaning == "none" and template["kind"] == "cancellation":
                            continue
                        show = tables["shows"][count % len(tables["shows"])]
                        for headline in headlines(line, show, text, language, tables["marks"]):
                            yield Crossing(
                                language=language,
                                group=group,
                                template=line,
                                pattern=pattern,
                                headline=headline,
                                show=show,
                                kind=template["kind"],
                                seasons=_meant(pattern, meaning, number),
                            )


def _numbered(
    group: str, forms: Sequence[str], tables: Mapping[str, Any]
) -> Iterator[tuple[str, int, str, int]]:
    """Yield forms with their numbers: the form, how many were before, its text, the number."""
    count = 0
    for form in forms:
        for text, number in written(form.partition("=")[0], tables, small=group.endswith("behind")):
            yield form, count, text, number
            count += 1


def _meant(pattern: str, meaning: str, number: int) -> tuple[int | None, ...]:
    if meaning == "none":
        return (None,)
    # "=2" of a form with numbers says that it names two.
    return (number, number + 1) if meaning and "{" in pattern else (number,)


def headlines(line: str, show: str, season: str, language: str, marks: str) -> Iterator[str]:
    """Yield a template with a show and a season: with marks, without, with English capitals."""
    touching = season[0] in ":,-( "
    line = line.replace(" {season}", season if touching else f" {season}")
    line = line.replace("{season}", season)
    marked = between(marks, show)
    yield _opened(line.replace("{show}", marked))
    if language not in _WITHOUT_CAPITALS:
        yield _opened(line.replace("{show}", show))
    if language == "en":
        yield capitalised(line).replace("{show}", show)


def _opened(line: str) -> str:
    return line[0].upper() + line[1:]


def capitalised(line: str) -> str:
    """Write a line as a headline in English does."""
    return " ".join(
        word if word.casefold() in _SMALL or word.startswith("{") else word[:1].upper() + word[1:]
        for word in line.split(" ")
    )


def written(pattern: str, tables: Mapping[str, Any], *, small: bool) -> Iterator[tuple[str, int]]:
    """Yield a form with each number that can be written so."""
    if "{" not in pattern:
        yield pattern, 2
        return
    lists = {key: tables.get(key, []) for key in ("word", "ordinal", "numeral")}
    for number in NUMBERS if not small else range(2, _MOST_GLUED + 1):
        names = {"n": str(number), "n2": str(number + 1), "nn": f"{number:02}"}
        for key, words in lists.items():
            for slot, one in ((key, number), (key + "2", number + 1)):
                if one - 2 < len(words):
                    names[slot] = words[one - 2]
        if number in _ROMAN:
            names["roman"] = _ROMAN[number]
        if number in _ROMAN_SIGN:
            names["Roman"] = _ROMAN_SIGN[number]
        if all(slot in names for slot in _SLOT.findall(pattern)):
            yield pattern.format(**names), number


def verdict(one: Crossing, found: Sequence[Announcement]) -> str:
    """Return how a headline is read: right, wrong or missed."""
    same = [each for each in found if each.kind.value == one.kind]
    if not same:
        return "missed"
    seasons = Counter(each.season for each in same)
    shows = {fold(each.show) for each in same}
    return "right" if seasons == Counter(one.seasons) and shows == {fold(one.show)} else "wrong"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print how each group of forms is read."""
    parser = parser_of(__doc__)
    parser.add_argument("--template", action="store_true", help="count by template as well")
    options = parser.parse_args(arguments)
    forms = tomllib.loads(FORMS.read_text("utf-8"))
    extractor = open_extractor(catalogue=options.catalogue)
    alike: set[tuple[str, ...]] = set()
    tables: dict[tuple[str, str], Counter[str]] = {}
    total: dict[str, Counter[str]] = {}
    for one in crossings(forms):
        if options.lang and one.language != options.lang:
            continue
        found = read(extractor, one.headline, language=one.language, day=DAY)
        how = verdict(one, found)
        total.setdefault(one.language, Counter())[how] += 1
        tables.setdefault((one.language, one.group), Counter())[how] += 1
        if options.template:
            tables.setdefault((one.language, one.template), Counter())[how] += 1
        failure = (one.language, one.group, one.pattern, one.template, how)
        if options.show in {one.group, "all"} and how != "right" and failure not in alike:
            alike.add(failure)
            told = [(each.show, each.season, each.kind.value) for each in found]
            print(how, one.headline, "->", told)
    for language, counts in total.items():
        tables[language, ""] = counts
    print_shares(tables)


if __name__ == "__main__":
    main()
