"""Cross plain news with who stands behind it: `python -m tests.evaluation.crossed.status`.

`status.toml` holds, for each language, shows, `clauses` of every kind as an outlet tells them for
a fact, `frames` that say in front of or behind a clause who says so, and `cross`: statements with
a slot for the words that say inside them how sure the news is, or how far filming has come.

- A line is a frame, or a statement with one status or stage; all its crossings are counted.
- *right*: one announcement, of this show, kind, status and stage. Else the first that is wrong:
  *none*, *kind* (or news beside it), *show*, *stage*, *status*.
"""

import argparse
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.announcements.extract import Extractor
from bot.announcements.text.forms import fold
from bot.model import Announcement
from tests.announcements.reading import article
from tests.evaluation.crossed.common import LANGUAGES, open_extractor

FORMS = Path(__file__).with_suffix(".toml")
OUTCOMES = ("right", "status", "stage", "show", "kind", "none")
STATUSES = ("confirmed", "reported", "denied")
STAGES = ("scheduled", "started", "paused", "wrapped")


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """A headline and what is true of it.

    Attributes:
        group: the line it is counted in.
        stage: of filming, else None.
    """

    group: str
    headline: str
    show: str
    kind: str
    status: str
    stage: str | None


def crossings(table: Mapping[str, Any], *, shows: int | None = None) -> Iterator[Crossing]:
    """Yield the crossings of a language.

    Args:
        table: of the language.
        shows: so many of its shows are used; all if None.
    """
    for show in table["shows"][:shows]:
        for status, frames in table.get("frames", {}).items():
            for frame in frames:
                for kind, texts in table["clauses"].items():
                    for text in texts:
                        yield Crossing(
                            group=f"{status}: {frame}",
                            headline=frame.replace("{}", text).replace("{show}", show),
                            show=show,
                            kind=kind.partition("-")[0],
                            status=status,
                            # How far it is denied to have come, nobody has to tell.
                            stage=None if status == "denied" else kind.partition("-")[2] or None,
                        )
        for row in table["cross"]:
            for name in (*STATUSES, *STAGES):
                for words in row.get(name, ()):
                    yield Crossing(
                        group=f"{row['kind']}, {name}: {row['text']}",
                        headline=row["text"].replace("{}", words).replace("{show}", show),
                        show=show,
                        kind=row["kind"],
                        status=name if name in STATUSES else row.get("status", "confirmed"),
                        stage=name if name in STAGES else row.get("stage"),
                    )


def judge(one: Crossing, told: Sequence[Announcement]) -> str:
    """Return the first thing that is wrong in what was read, or "right"."""
    if not told:
        return "none"
    if [found.kind.value for found in told] != [one.kind]:
        return "kind"
    if fold(told[0].show) != fold(one.show):
        return "show"
    if one.stage is not None and (told[0].stage is None or told[0].stage.value != one.stage):
        return "stage"
    return "right" if told[0].status.value == one.status else "status"


def read(extractor: Extractor, one: Crossing, language: str) -> Sequence[Announcement]:
    """Return what a headline announces."""
    return extractor.extract(article(one.headline, language=language))


def _print(title: str, counts: Counter[str]) -> None:
    cells = "".join(f"{counts[outcome] or '·':>8}" for outcome in OUTCOMES)
    print(f"{title:78.78}{sum(counts.values()):6}{cells}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Print how the crossings of each language are read."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--lang", action="append", choices=LANGUAGES, help="only these languages")
    parser.add_argument("--show", help="print failures of the lines with these words (all: '')")
    parser.add_argument("--outcome", help="with --show: only these failures")
    parser.add_argument("--brief", action="store_true", help="print only the totals")
    parser.add_argument("--catalogue", action="store_true", help="read with the catalogue of shows")
    args = parser.parse_args(arguments)
    extractor = open_extractor(catalogue=args.catalogue)
    tables = tomllib.loads(FORMS.read_text(encoding="utf-8"))
    totals: dict[str, Counter[str]] = {}
    for language in args.lang or tables:
        lines: dict[str, Counter[str]] = {}
        for one in crossings(tables[language]):
            told = read(extractor, one, language)
            outcome = judge(one, told)
            lines.setdefault(one.group, Counter())[outcome] += 1
            totals.setdefault(language, Counter())[outcome] += 1
            if (
                args.show is not None
                and outcome != "right"
                and args.show in one.group
                and args.outcome in {None, outcome}
            ):
                found = "; ".join(
                    f"{a.show} | {a.kind.value} {a.status.value} {a.stage.value if a.stage else ''}"
                    for a in told
                )
                print(f"{outcome:7} [{one.group}] {one.headline}\n            {found}")
        if args.show is None and not args.brief:
            for group, counts in lines.items():
                if counts["right"] < counts.total():
                    _print(f"{language} {group}", counts)
    print(f"{'':78}{'all':>6}" + "".join(f"{outcome:>8}" for outcome in OUTCOMES))
    for language, counts in totals.items():
        _print(language, counts)
    _print("all", sum(totals.values(), Counter()))


if __name__ == "__main__":
    main()
