"""How many of the labelled dates and seasons stand among those found.

`python -m tests.announcements.dates.test_corpus` prints the table by language.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.announcements.dates.find import find_dates
from bot.announcements.marks.seasons import find_glued, find_seasons, glued_season

CORPUS = Path(__file__).parents[4] / "shared" / "corpus"
FILES = ("western", "asian", "multilingual", "natural")
needs_corpus = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="the labelled corpora in ../shared/corpus are not here"
)


def items() -> Iterator[dict[str, Any]]:
    for name in FILES:
        with (CORPUS / f"{name}.jsonl").open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def measure() -> Counter[tuple[str, str]]:
    """Count by language: dates and seasons labelled and found, dates in quiet titles.

    A date is found when any of its readings is the labelled one; dates of items without a day of
    their own, which often cannot be known, are not counted. A season that no word marks but a
    digit behind the title counts as found when `glued_season` parts it from the labelled title.
    """
    counts: Counter[tuple[str, str]] = Counter()
    for item in items():
        language = item["lang"]
        text = f"{item['title']}\n{item['summary']}"
        labelled = item["announcements"]
        if item["published"]:
            on = date.fromisoformat(item["published"])
            found = find_dates(text, language=language, on=on)
            readings = {str(when) for one in found for when in (one.when, one.ahead, one.back)}
            for label in labelled:
                if label["when"]:
                    counts[language, "dates"] += 1
                    counts[language, "dates found"] += label["when"] in readings
            if not labelled:
                counts[language, "quiet titles"] += 1
                quiet = find_dates(item["title"], language=language, on=on)
                counts[language, "dates in quiet titles"] += len(quiet)
        seasons = find_seasons(text, language=language) + find_glued(text, language=language)
        numbers = {number for one in seasons for number in one.numbers}
        for label in labelled:
            if label["season"]:
                glued = f"{label['show']}{label['season']}", f"{label['show']} {label['season']}"
                parted = [title for title in glued if title in text and glued_season(title)]
                counts[language, "seasons"] += 1
                counts[language, "seasons found"] += label["season"] in numbers or bool(parted)
    return counts


@pytest.fixture(scope="module", name="counts")
def measured() -> Counter[tuple[str, str]]:
    return measure()


@needs_corpus
def test_labelled_dates_and_seasons_are_among_those_found(
    counts: Counter[tuple[str, str]],
) -> None:
    """The few that are missing are told in no words: a wrap "today", a second run by its title."""
    for language in ("en", "ko", "ja", "zh", "es"):
        for what, floor in (("dates", 0.7), ("seasons", 0.85)):
            found, labelled = counts[language, f"{what} found"], counts[language, what]

            assert found >= floor * labelled, (language, what, found, labelled)
    assert counts["en", "dates found"] >= 0.97 * counts["en", "dates"]
    assert counts["en", "seasons found"] >= 0.97 * counts["en", "seasons"]


@needs_corpus
def test_quiet_titles_rarely_hold_a_date(counts: Counter[tuple[str, str]]) -> None:
    """*1899*, *Reply 1988*, *March madness* and *Friday Night Lights* are none."""
    assert counts["en", "dates in quiet titles"] <= 0.1 * counts["en", "quiet titles"]


def table(counts: Counter[tuple[str, str]]) -> str:
    """Return the figures, a line a language."""
    columns = (
        "dates", "dates found", "seasons", "seasons found",
        "quiet titles", "dates in quiet titles",
    )  # fmt: skip
    lines = ["language  " + "  ".join(columns)]
    for language in sorted({language for language, _ in counts}):
        figures = (f"{counts[language, name]:>{len(name)}}" for name in columns)
        lines.append(f"{language:<8}  " + "  ".join(figures))
    return "\n".join(lines)


def test_the_table_has_a_line_for_each_language() -> None:
    lines = table(Counter({("en", "dates"): 7, ("ko", "seasons"): 5})).splitlines()

    assert [line.split()[0] for line in lines] == ["language", "en", "ko"]
    assert "7" in lines[1]


if __name__ == "__main__":  # pragma: no cover
    sys.stdout.write(table(measure()) + "\n")
