"""Score the people of casting items: `python -m tests.evaluation.people`.

`people.jsonl` holds our labels, one casting item of the corpora a line, written by reading the
items before anybody looked at what the engine finds in them. An item whose text names nobody
stands there too: whoever is found in it is a mistake. How they were labelled:

- A person is labelled when headline or summary tells that this person comes, leads, comes back,
  goes, refuses or takes somebody's place in the show of the casting; as writer or director when
  the text says that this person writes or directs. The name is spelled as the text spells it.
- *leads*: to star, the lead, the male lead; *joins*: everybody else who comes, whatever the
  role. *replaces*: takes the place of somebody; that other person *leaves*. A dropped, fired or
  recast person leaves; *declines* is for those who never came, or will not come back.
- How sure it is changes nothing: offered, in talks and considering count as if settled, and a
  denied exit is an exit (the announcement's status tells the difference).
- Characters are no people. Whom a newcomer joins or plays beside is not labelled.
- Where a careful reader could say either, `parts` names both, the better one first; people who
  may be named or left out ("from" a maker, "starring" somebody settled long ago, "with"
  somebody) stand in `optional` and count neither way.

A twelfth of the shows is held back as in `corpora.py`: their figures are printed, their errors
only with `--held-back`.
"""

import argparse
import json
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.announcements.extract import Extractor
from bot.announcements.lexicon.load import load_lexicons
from bot.model import Announcement, Kind, Part
from bot.shows.catalogue import load_catalogue
from bot.shows.match import ShowIndex
from tests.evaluation.corpora import FOLDER, NAMES, Record, held_back, read_corpus
from tests.evaluation.detect import article_of

LABELS = Path(__file__).with_name("people.jsonl")
_BETWEEN = re.compile(r"[\s\-‐‑–·・.'’]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """Someone whom an item names.

    Attributes:
        parts: every part that a careful reader could give, the best first; never empty.
    """

    name: str
    parts: tuple[Part, ...]
    job: str = "actor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """What one item tells of people.

    Attributes:
        optional: names that may be found or left out.
    """

    item: str
    people: tuple[Labelled, ...]
    optional: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Someone whom the engine found."""

    name: str
    part: Part
    job: str = "actor"


@dataclass(slots=True, kw_only=True)
class Tally:
    """Counts over items, for names alone and for names with their part and job."""

    labelled: int = 0
    found: int = 0
    names: int = 0
    parts: int = 0

    def add(self, other: "Tally") -> None:
        """Count another tally in."""
        self.labelled += other.labelled
        self.found += other.found
        self.names += other.names
        self.parts += other.parts

    def scores(self, right: int) -> tuple[float, float, float]:
        """Return precision, recall and F1, where `right` of the found are right."""
        precision = right / self.found if self.found else 1.0
        recall = right / self.labelled if self.labelled else 1.0
        both = precision + recall
        return precision, recall, 2 * precision * recall / both if both else 0.0


def plain_name(name: str) -> str:
    """Fold a name: case, spaces, hyphens and diacritics do not tell names apart."""
    letters = unicodedata.normalize("NFKD", name.casefold().replace("ı", "i"))
    bare = "".join(sign for sign in letters if not unicodedata.combining(sign))
    return _BETWEEN.sub("", unicodedata.normalize("NFC", bare))


def read_labels(path: Path = LABELS) -> dict[str, Labels]:
    """Read the labels by item id; raises ValueError on an unknown part or a repeated item."""
    labels: dict[str, Labels] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row: Mapping[str, Any] = json.loads(line)
        people = tuple(
            Labelled(
                name=person["name"],
                parts=tuple(Part(part) for part in person["parts"]),
                job=person.get("job", "actor"),
            )
            for person in row["people"]
        )
        if row["id"] in labels:
            raise ValueError(f"{path.name}: {row['id']} stands there twice")
        labels[row["id"]] = Labels(
            item=row["id"], people=people, optional=tuple(row.get("optional", ()))
        )
    return labels


def found_in(announcements: Iterable[Announcement]) -> list[Found]:
    """Return everybody whom the casting announcements of one item name, each pair once."""
    people = [
        Found(name=person.name, part=person.part, job=person.job)
        for one in announcements
        if one.kind is Kind.CASTING
        for person in one.people
    ]
    return list(dict.fromkeys(people))


def compare(labels: Labels, found: Sequence[Found]) -> tuple[Tally, list[str]]:
    """Return the counts of one item, and one line for each difference."""
    optional = {plain_name(name) for name in labels.optional}
    open_labels = {plain_name(person.name): person for person in labels.people}
    tally = Tally(labelled=len(open_labels))
    lines: list[str] = []
    for person in found:
        key = plain_name(person.name)
        if key in optional:
            continue
        tally.found += 1
        label = open_labels.pop(key, None)
        if label is None:
            lines.append(f"false  {person.name} ({person.part})")
            continue
        tally.names += 1
        if person.part in label.parts and person.job == label.job:
            tally.parts += 1
        else:
            lines.append(
                f"part   {person.name}: {person.part} {person.job},"
                f" not {'|'.join(label.parts)} {label.job}"
            )
    lines += [f"missed {one.name} ({'|'.join(one.parts)})" for one in open_labels.values()]
    return tally, lines


Row = tuple[Record, Labels, Sequence[Announcement]]


def total(rows: Iterable[Row], *, matched_only: bool = False) -> Tally:
    """Count over items; with `matched_only` over those in which a casting was found."""
    tally = Tally()
    for _, labels, announcements in rows:
        if matched_only and not any(one.kind is Kind.CASTING for one in announcements):
            continue
        tally.add(compare(labels, found_in(announcements))[0])
    return tally


def show(title: str, rows: Sequence[Row]) -> None:
    """Print one line of figures: all items, then those in which a casting was found."""
    cells = []
    for matched_only in (False, True):
        tally = total(rows, matched_only=matched_only)
        for right in (tally.names, tally.parts):
            precision, recall, f1 = tally.scores(right)
            cells.append(f"{precision:.2f} {recall:.2f} {f1:.3f}")
    print(f"{title:24}{len(rows):5}   " + "   ".join(cells))


def show_errors(rows: Iterable[Row]) -> None:
    """Print every item with a difference, and what differs."""
    for record, labels, announcements in rows:
        lines = compare(labels, found_in(announcements))[1]
        if not lines:
            continue
        casting = any(one.kind is Kind.CASTING for one in announcements)
        print(f"\n{record['id']} [{record['lang']}] {record['title']}")
        if record.get("summary"):
            print(f"    {record['summary'][:300]}")
        if not casting:
            print("    no casting found")
        for line in lines:
            print(f"    {line}")


def main(argv: list[str] | None = None) -> int:
    """Print the tables; returns 0, or 1 where the corpora are absent."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.evaluation.people",
        description="Score the people of casting items against our labels.",
    )
    parser.add_argument("--errors", action="store_true", help="each difference")
    parser.add_argument("--held-back", action="store_true", help="errors of the held-back items")
    parser.add_argument("--lang", help="only items in this language")
    parser.add_argument("--bare", action="store_true", help="without the catalogue of shows")
    args = parser.parse_args(argv)
    if not FOLDER.exists():
        print(f"no corpora at {FOLDER}: nothing to score")
        return 1
    labels = read_labels()
    shows = ShowIndex() if args.bare else ShowIndex(load_catalogue().shows)
    extractor = Extractor(lexicons=load_lexicons(), titles=shows)
    rows: list[tuple[str, Row]] = [
        (name, (record, labels[record["id"]], extractor.extract(article_of(record))))
        for name in NAMES
        for record in read_corpus(name)
        if record["id"] in labels and args.lang in {None, record["lang"]}
    ]
    print(f"{'':24}items   names: P R F1      name, part, job    (only where a casting was found)")
    _show_groups("all", rows)
    _show_groups("seen", [row for row in rows if not held_back(row[1][0])])
    _show_groups("held back", [row for row in rows if held_back(row[1][0])])
    if args.errors or args.held_back:
        show_errors(row for _, row in rows if held_back(row[0]) == args.held_back)
    return 0


def _show_groups(title: str, rows: Sequence[tuple[str, Row]]) -> None:
    show(title, [row for _, row in rows])
    grouped: list[Callable[[tuple[str, Row]], str]] = [
        lambda pair: pair[0],
        lambda pair: str(pair[1][0]["lang"]),
    ]
    for key in grouped:
        for group in sorted({key(pair) for pair in rows}):
            show(f"  {group}", [pair[1] for pair in rows if key(pair) == group])


if __name__ == "__main__":
    sys.exit(main())
