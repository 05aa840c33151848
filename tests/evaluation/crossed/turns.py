"""Turns of phrase, crossed: `python -m tests.evaluation.crossed.turns`.

What an editor may write of one piece of news is a verb or a noun, in one of the forms of a
sentence that it can stand in, with whoever does it and what is added. `turns.<language>.toml`
(and `turns.<language>-<part>.toml`) has, for each `turn`, its `kind` (or "quiet"), a `text` with
slots, and lists for the slots; those of `[slots]` serve all turns of the file. {show} is crossed
with `shows`, between `marks` and, with `bare`, without (English: with capitals); a turn may have
a `bare` of its own.

A turn of more crossings than `MOST` is thinned evenly. *right*: one announcement, of this kind,
show, status and stage. It is printed how many of each turn are right, and of each value of a
slot; `--show TEXT` prints what is not right of the turns and values with these words ("": all).
"""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from pathlib import Path
from typing import Any

from bot.announcements.text.forms import fold
from bot.model import Announcement
from tests.evaluation.crossed.common import between, open_extractor, parser_of, read
from tests.evaluation.crossed.seasons import capitalised

DAY = "2026-10-14"
TABLES = Path(__file__).parent
MOST = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A headline made of a turn of phrase, and what it announces.

    Attributes:
        rows: what it is counted under: its turn and the values of its slots.
        kind: "quiet" where it announces nothing.
        stage: of filming, else None.
    """

    rows: tuple[str, ...]
    headline: str
    show: str
    kind: str
    status: str
    stage: str | None


def turns(tables: Mapping[str, Any], *, language: str) -> Iterator[Turn]:
    """Yield the headlines of a language."""
    for number, turn in enumerate(tables["turn"]):
        text = turn["text"]
        lists = {**tables.get("slots", {}), **turn}
        slots = {name: lists[name] for name in lists if f"{{{name}}}" in text}
        step = -(-prod(len(values) for values in slots.values()) // MOST)
        for count, values in enumerate(product(*slots.values())):
            if (count + number) % step:
                continue
            filled = dict(zip(slots, values, strict=True))
            show = tables["shows"][count // step % len(tables["shows"])]
            named = [f"{turn['kind']}: {text}"]
            named += [f"{turn['kind']}: {text}  {slot}={value}" for slot, value in filled.items()]
            for headline in _headlines(text, filled, show, {**tables, **turn}, language):
                yield Turn(
                    rows=tuple(named),
                    headline=headline,
                    show=show,
                    kind=turn["kind"],
                    status=turn.get("status", "confirmed"),
                    stage=turn.get("stage"),
                )


def _headlines(
    text: str, filled: Mapping[str, str], show: str, tables: Mapping[str, Any], language: str
) -> Iterator[str]:
    marks = tables["marks"]
    marked = between(marks, show)
    for slot, value in filled.items():
        text = text.replace(f"{{{slot}}}", value)
    text = " ".join(text.split())
    bare = capitalised(text) if language == "en" else text
    # An ending stands behind a closing mark without an apostrophe of its own.
    lines = [
        (text.replace("{show}'", marked) if language == "tr" else text).replace("{show}", marked)
    ]
    if tables["bare"]:
        lines.append(bare.replace("{show}", show))
    for line in lines:
        yield line[0].upper() + line[1:]


def verdict(one: Turn, told: Sequence[Announcement]) -> str:
    """Return the first thing that is wrong in what was read, or "right"."""
    if one.kind == "quiet":
        return "alarm" if told else "right"
    if not told:
        return "missed"
    if [found.kind.value for found in told] != [one.kind]:
        return "kind"
    if fold(told[0].show) != fold(one.show):
        return "show"
    stage = told[0].stage and told[0].stage.value
    told_alike = told[0].status.value == one.status and one.stage in {None, stage}
    return "right" if told_alike else "status"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print how the turns of each language are read, the worst rows first."""
    parser = parser_of(__doc__)
    parser.add_argument("--brief", action="store_true", help="print only the totals")
    options = parser.parse_args(arguments)
    extractor = open_extractor(catalogue=options.catalogue)
    for path in sorted(TABLES.glob("turns.*.toml")):
        part = path.name.split(".")[1]
        language = part.split("-")[0]
        if options.lang not in {None, language}:
            continue
        rows: dict[str, Counter[str]] = {}
        for one in turns(tomllib.loads(path.read_text("utf-8")), language=language):
            told = read(extractor, one.headline, language=language, day=DAY)
            how = verdict(one, told)
            for row in (*one.rows, one.kind, "all"):
                rows.setdefault(row, Counter())[how] += 1
            asked = options.show is not None and any(options.show in row for row in one.rows)
            if asked and how != "right":
                found = [(each.show, each.kind.value, each.status.value) for each in told]
                print(f"{how:7} {one.headline} -> {found}")
        _print(part, rows, brief=options.brief or options.show is not None)


def _print(part: str, rows: Mapping[str, Counter[str]], *, brief: bool) -> None:
    shares = {row: counts["right"] / counts.total() for row, counts in rows.items()}
    for row, counts in sorted(rows.items(), key=lambda each: shares[each[0]]):
        if brief and ":" in row:
            continue
        if shares[row] < 1 or ":" not in row:
            wrong = ", ".join(f"{how} {n}" for how, n in counts.items() if how != "right")
            print(f"{part} {shares[row]:.2f} {counts.total():5} {row}  [{wrong}]")


if __name__ == "__main__":
    main()
