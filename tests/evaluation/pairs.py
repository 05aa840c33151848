"""How well two names are told to be one show or two, by name and catalogue alone."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.shows.match import ShowIndex, same_show
from bot.shows.names import Script, script

PAIRS = Path(__file__).parent.parent / "shows" / "pairs.tsv"


@dataclass(slots=True)
class Tally:
    """Counts of one group of pairs."""

    hits: int = 0
    found: int = 0
    wanted: int = 0
    pairs: int = 0

    def add(self, *, said: bool, same: bool) -> None:
        """Count one pair."""
        self.hits += said and same
        self.found += said
        self.wanted += same
        self.pairs += 1

    @property
    def precision(self) -> float:
        """The share of pairs called one show that are."""
        return self.hits / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of pairs of one show that were called so."""
        return self.hits / self.wanted if self.wanted else 1.0

    def line(self, name: str) -> str:
        """Return the row of a table."""
        return f"{name:25}{self.precision:>10.4f}{self.recall:>10.4f}{self.pairs:>8}"


def read_pairs(path: Path) -> list[tuple[str, str, bool]]:
    """Return the labelled pairs of a file."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row["name_a"], row["name_b"], row["same"] == "1") for row in rows]


def score_pairs(path: Path, index: ShowIndex) -> dict[str, Tally]:
    """Return the counts of a file by the scripts of the names; "all" comes first."""
    tallies: defaultdict[str, Tally] = defaultdict(Tally)
    for one, other, same in read_pairs(path):
        said = same_show(one, other, index)[0]
        for group in ("all", _scripts(one, other)):
            tallies[group].add(said=said, same=same)
    return dict(tallies)


def tables(index: ShowIndex) -> Iterator[str]:
    """Yield the lines that tell how well names are resolved."""
    yield "\n== names: one show or two (by the scripts of the pair)"
    yield f"{'':25}{'precision':>10}{'recall':>10}{'pairs':>8}"
    yield from (tally.line(name) for name, tally in sorted(score_pairs(PAIRS, index).items()))


def _scripts(one: str, other: str) -> str:
    used = {script(one), script(other)}
    return " and ".join(each for each in Script if each in used)
