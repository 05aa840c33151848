"""Several things in one headline: `python -m tests.evaluation.crossed.several`.

`several.toml` has the shows and the templates, by language: several shows of one news, two news
of one show, two news of two shows, shows that are only named beside the news, and what headline
and summary tell together. A line reads "headline // summary => news; news", and a news
"A kind:stage season @when". For each group of templates it is printed how many items give exactly
these news (right), others (wrong) or none (missed). `--show GROUP` prints what is not right.
"""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.model import Announcement
from bot.shows.names import fold
from tests.evaluation.crossed.common import open_extractor, parser_of, print_shares, read
from tests.evaluation.crossed.seasons import capitalised

FORMS = Path(__file__).with_suffix(".toml")
DAY = "2026-10-14"
_SLOTS = "ABC"
_MARKED = "marked: "
_WITHOUT_CAPITALS = frozenset({"ko", "ja", "zh", "th"})

News = tuple[str, str, str | None, int | None, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """An item made of a template and shows, and what it announces.

    Attributes:
        group: what sort of template it is.
        news: show, kind, stage, season and when of each announcement.
    """

    language: str
    group: str
    template: str
    style: str
    headline: str
    summary: str
    news: tuple[News, ...]


def crossings(forms: Mapping[str, Any]) -> Iterator[Crossing]:
    """Yield all items."""
    for language, tables in forms.items():
        shows = tables["shows"]
        groups = {key: lines for key, lines in tables.items() if key not in {"shows", "marks"}}
        for group, lines in groups.items():
            for line in lines:
                text, _, told = line.removeprefix(_MARKED).partition(" => ")
                headline, _, summary = text.partition(" // ")
                for turn in range(len(shows)):
                    names = {
                        slot: shows[(turn + 2 * place) % len(shows)]
                        for place, slot in enumerate(_SLOTS)
                    }
                    news = tuple(_news(one, names) for one in told.split("; ") if one)
                    for style, title, below in _styles(headline, summary, language, tables, names):
                        if line.startswith(_MARKED) and "marked" not in style:
                            continue
                        yield Crossing(
                            language=language,
                            group=group,
                            template=line,
                            style=style,
                            headline=title,
                            summary=below,
                            news=news,
                        )


def _news(text: str, names: Mapping[str, str]) -> News:
    slot, kind, *others = text.strip().split(" ")
    kind, _, stage = kind.partition(":")
    season = next((int(one) for one in others if one.isdigit()), None)
    when = next((one[1:] for one in others if one.startswith("@")), None)
    return fold(names[slot]), kind, stage or None, season, when


def _styles(
    headline: str,
    summary: str,
    language: str,
    tables: Mapping[str, Any],
    names: Mapping[str, str],
) -> Iterator[tuple[str, str, str]]:
    """Yield a template with its shows: with marks, without, with English capitals."""
    marks = tables["marks"]
    padding = " " if marks == "«»" else ""
    marked = {
        slot: f"{marks[0]}{padding}{name}{padding}{marks[-1]}" for slot, name in names.items()
    }
    yield "marked", _opened(headline.format(**marked)), _opened(summary.format(**marked))
    if language not in _WITHOUT_CAPITALS:
        yield "bare", _opened(headline.format(**names)), _opened(summary.format(**names))
    if language == "en":
        below = _opened(summary.format(**names))
        yield "title case", capitalised(headline).format(**names), below
        yield "title case, marked", capitalised(headline).format(**marked), below


def _opened(line: str) -> str:
    return line[:1].upper() + line[1:]


def verdict(one: Crossing, found: Sequence[Announcement]) -> str:
    """Return how an item is read: right, wrong or missed."""
    if one.news and not found:
        return "missed"
    read = Counter(
        (
            fold(each.show),
            each.kind.value,
            each.stage and each.stage.value,
            each.season,
            _when(each),
        )
        for each in found
    )
    return "right" if read == Counter(one.news) else "wrong"


def _when(one: Announcement) -> str | None:
    return None if one.when is None else str(one.when)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print how each group of templates is read."""
    parser = parser_of(__doc__)
    parser.add_argument("--template", action="store_true", help="count by template as well")
    options = parser.parse_args(arguments)
    forms = tomllib.loads(FORMS.read_text("utf-8"))
    extractor = open_extractor(catalogue=options.catalogue)
    tables: dict[tuple[str, str], Counter[str]] = {}
    total: dict[str, Counter[str]] = {}
    failures: dict[tuple[str, str, str], list[str]] = {}
    for one in crossings(forms):
        if options.lang and one.language != options.lang:
            continue
        found = read(extractor, one.headline, language=one.language, day=DAY, summary=one.summary)
        how = verdict(one, found)
        total.setdefault(one.language, Counter())[how] += 1
        tables.setdefault((one.language, one.group), Counter())[how] += 1
        if options.template:
            tables.setdefault((one.language, one.template), Counter())[how] += 1
        if options.show in {one.group, "all"} and how != "right":
            told = [
                f"{each.show} {each.kind.value}:{each.stage and each.stage.value} {each.season}"
                f" @{_when(each)}"
                for each in found
            ]
            below = f" // {one.summary}" if one.summary else ""
            failures.setdefault((one.language, one.template, one.style), []).append(
                f"{how} {one.headline}{below}\n      -> {told}"
            )
    for (language, template, style), texts in failures.items():
        print(f"{language} {len(texts)}x {style}: {template}\n   {texts[0]}")
    for language, counts in total.items():
        tables[language, ""] = counts
    print_shares(tables)


if __name__ == "__main__":
    main()
