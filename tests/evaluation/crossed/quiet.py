"""What is no news, crossed with shows: `python -m tests.evaluation.crossed.quiet`.

`quiet.toml` has templates by language and group: questions, guides, films, unscripted programmes
and all else that announces nothing. Each is crossed with shows (marked, and unmarked where the
language allows), people and networks. It is printed how many headlines of a group give an
announcement all the same; `--show GROUP` prints one such headline of each template ("all").
"""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.evaluation.crossed.common import between, open_extractor, parser_of, read
from tests.evaluation.crossed.seasons import capitalised

FORMS = Path(__file__).with_suffix(".toml")
DAY = "2026-10-14"
# Groups that are about series: a season may stand behind the show.
SEASONED = frozenset(
    {"question", "wish", "guide", "review", "interview", "figures", "promotion", "back", "if"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """A headline that announces nothing."""

    language: str
    group: str
    template: str
    headline: str


def crossings(forms: Mapping[str, Any]) -> Iterator[Quiet]:
    """Yield all headlines."""
    for language, tables in forms.items():
        for group, templates in tables["group"].items():
            shows = [show for show in tables["shows"] if "|" not in show or group in SEASONED]
            for template in templates:
                for headline in sorted(_headlines(template, shows, tables, language)):
                    yield Quiet(
                        language=language, group=group, template=template, headline=headline
                    )


def _headlines(
    template: str, shows: Sequence[str], tables: Mapping[str, Any], language: str
) -> set[str]:
    """Cross a template with shows, and with a person and a network for each."""
    headlines = set()
    for count, show in enumerate(shows):
        values = {
            "show": show.replace("|", " "),
            "marked": _marked(show, tables["marks"]),
            "person": tables["people"][count % len(tables["people"])],
            "network": tables["networks"][count % len(tables["networks"])],
        }
        lines = [template.replace("{show}", "{marked}")]
        if tables["bare"]:
            lines.append(template)
        if language == "en":
            lines.append(capitalised(template))
        for line in lines:
            text = line
            for slot, value in values.items():
                text = text.replace(f"{{{slot}}}", value)
            headlines.add(text[0].upper() + text[1:])
    return headlines


def _marked(show: str, marks: str) -> str:
    """Set a show between marks; a season behind it stays outside."""
    name, _, season = show.partition("|")
    marked = between(marks, name)
    return f"{marked} {season}" if season else marked


def main(arguments: Sequence[str] | None = None) -> None:
    """Print how many headlines of each group are taken for news."""
    parser = parser_of(__doc__)
    options = parser.parse_args(arguments)
    forms = tomllib.loads(FORMS.read_text("utf-8"))
    extractor = open_extractor(catalogue=options.catalogue)
    totals: Counter[tuple[str, str]] = Counter()
    alarms: Counter[tuple[str, str]] = Counter()
    failures: dict[tuple[str, str, str], list[str]] = {}
    for one in crossings(forms):
        if options.lang and one.language != options.lang:
            continue
        found = read(extractor, one.headline, language=one.language, day=DAY)
        for group in (one.group, ""):
            totals[one.language, group] += 1
            alarms[one.language, group] += bool(found)
        if found and options.show in {one.group, "all"}:
            told = [(each.show, each.season, each.kind.value) for each in found]
            key = (one.language, one.group, one.template)
            failures.setdefault(key, []).append(f"{one.headline} -> {told}")
    for (language, group, template), lines in failures.items():
        print(f"{language} {group}: {len(lines)}x {template}\n    {lines[0]}")
    for (language, group), total in totals.items():
        print(f"{language} {group:30} {alarms[language, group]:5} of {total:5}")


if __name__ == "__main__":
    main()
