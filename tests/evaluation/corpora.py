"""The labelled corpora beside the project, and which of their items are held back.

A third of the shows is held back, chosen by a hash of the show: their scores say whether rules
hold for shows that nobody looked at while writing them. Their items are never printed.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[3] / "shared" / "corpus"
NAMES = ("western", "asian", "natural", "multilingual")

Record = Mapping[str, Any]


def read_corpus(name: str) -> list[Record]:
    """Read one corpus; raises FileNotFoundError where it is absent."""
    text = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def held_back(record: Record) -> bool:
    """Tell whether an item belongs to the third that nobody looks at."""
    announced: Sequence[Mapping[str, Any]] = record["announcements"]
    show = (record.get("story") or "").split("/")[0]
    key = show or (announced[0]["show"] if announced else "") or record["id"]
    return int(hashlib.sha1(key.encode(), usedforsecurity=False).hexdigest(), 16) % 3 == 0
