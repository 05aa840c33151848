"""The labelled corpora beside the project, and which of their items are held back.

A twelfth of the shows is held back, chosen by a hash of the show: their scores say whether rules
hold for shows that nobody looked at while writing them. Their items are never printed.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[3] / "shared" / "corpus"
NAMES = ("western", "asian", "natural", "multilingual")
STREAM = "one stream"
OWN = Path(__file__).parent / "own"
SEALED = "-sealed"

Record = Mapping[str, Any]


def own_names() -> tuple[str, ...]:
    """Return the corpora of our own making: written before the rules were read, by their author."""
    return tuple(sorted(path.stem for path in OWN.glob("*.jsonl")))


def read_corpus(name: str) -> list[Record]:
    """Read one corpus, the given ones first; raises FileNotFoundError where it is absent."""
    return read_records((FOLDER if name in NAMES else OWN) / f"{name}.jsonl")


def read_records(path: Path) -> list[Record]:
    """Read a file of labelled items, an item a line."""
    text = path.read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def parts(name: str, records: Sequence[Record]) -> tuple[list[Record], list[Record]]:
    """Part a corpus into what may be looked at and what counts only as figures.

    Our own corpora are parted by file: a sealed one is held back whole.
    """
    if name not in (*NAMES, STREAM):
        whole = list(records)
        return ([], whole) if name.endswith(SEALED) else (whole, [])
    seen = [record for record in records if not held_back(record)]
    return seen, [record for record in records if held_back(record)]


def held_back(record: Record) -> bool:
    """Tell whether an item belongs to the twelfth that nobody looks at."""
    announced: Sequence[Mapping[str, Any]] = record["announcements"]
    show = (record.get("story") or "").split("/")[0]
    key = show or (announced[0]["show"] if announced else "") or record["id"]
    return of_the_twelfth(key)


def of_the_twelfth(key: str) -> bool:
    """Tell whether a show, or what stands for one, is held back."""
    return int(hashlib.sha1(key.encode(), usedforsecurity=False).hexdigest(), 16) % 12 == 0
