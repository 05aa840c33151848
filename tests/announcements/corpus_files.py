"""The project's own examples: `corpus/*.toml`, read strictly."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from bot.model import Announcement, Article, ArticleId, FeedId

FOLDER = Path(__file__).parent / "corpus"
CASE_KEYS = {"expect", "headlines", "summary", "published", "known_failure", "reason"}
EXPECT_KEYS = {"kind", "show", "season", "status", "stage", "when", "people", "network"}
PUBLISHED = date(2031, 5, 14)
"""When an example does not say: a Wednesday."""


@dataclass(frozen=True, eq=False)
class Example:
    """One headline and what it must give."""

    file: str
    language: str
    headline: str
    summary: str
    published: date
    expect: tuple[Mapping[str, Any], ...]
    known_failure: str | None
    kind: str = field(default="")
    case: int = 0
    """The number of its case in the file."""

    def article(self) -> Article:
        return Article(
            id=ArticleId("1"),
            feed_id=FeedId("example"),
            headline=self.headline,
            summary=self.summary,
            language=self.language,
            published_at=datetime(
                self.published.year, self.published.month, self.published.day, 9, tzinfo=UTC
            ),
            published_on=self.published,
        )


def examples() -> Iterator[Example]:
    """Read all files; an unknown key or an empty case is an error."""
    for path in sorted(FOLDER.glob("*.toml")):
        kind, _, language = path.stem.partition(".")
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        assert set(table) == {"case"}, f"{path.name}: only [[case]] tables"
        for number, case in enumerate(table["case"], 1):
            where = f"{path.name} case {number}"
            assert set(case) <= CASE_KEYS, f"{where}: unknown {set(case) - CASE_KEYS}"
            expect = case.get("expect", [])
            expect = [expect] if isinstance(expect, dict) else expect
            assert (kind == "quiet") == (not expect), f"{where}: quiet cases expect nothing"
            for wanted in expect:
                assert set(wanted) <= EXPECT_KEYS, f"{where}: unknown {set(wanted) - EXPECT_KEYS}"
            assert case.get("headlines"), f"{where}: no headlines"
            for headline in case["headlines"]:
                yield Example(
                    file=path.name,
                    language=language or "en",
                    headline=headline,
                    summary=case.get("summary", ""),
                    published=case.get("published", PUBLISHED),
                    expect=tuple(expect),
                    known_failure=case.get("known_failure"),
                    kind=kind,
                    case=number,
                )


def plain(found: Announcement, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was found in the form in which it is wanted; unasked people and networks drop."""
    told: dict[str, Any] = {
        "kind": found.kind.value,
        "show": found.show,
        "season": found.season,
        "status": found.status.value,
        "stage": found.stage.value if found.stage else None,
        "when": str(found.when) if found.when else None,
    }
    if "people" in wanted:
        told["people"] = [
            f"{person.name}: {person.part}" + (f" {person.job}" if person.job != "actor" else "")
            for person in found.people
        ]
    if "network" in wanted:
        told["network"] = found.network
    return told


def full(wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Return a wanted announcement with what goes without saying."""
    given = {"season": None, "status": "confirmed", "stage": None, "when": None}
    return {**given, **wanted}
