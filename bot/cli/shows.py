"""`dramawire shows`: what the bot knows of shows, by name and catalogue alone."""

import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from rich.console import Console
from rich.table import Table

from bot.cli.failures import EXIT_FAILED, fail, told_plainly
from bot.cli.lines import opened_lines, speak_utf8
from bot.errors import CatalogueError
from bot.shows.catalogue import load_catalogue, parse_catalogue, problems
from bot.shows.match import ShowIndex, same_show

# What the bytes of another encoding become.
_NO_UTF8 = re.compile("[\ud800-\udfff]")


def same(file: str) -> None:
    """Write each line of names with 1 (one show) or 0 and the reason; status 1 for bad lines."""
    speak_utf8(sys.stdout)
    with told_plainly(), opened_lines(file) as lines:
        if write_pairs(lines, out=sys.stdout, err=sys.stderr):
            raise SystemExit(EXIT_FAILED)


def write_pairs(lines: Iterable[str], *, out: TextIO, err: TextIO) -> int:
    """Write `name_a, name_b, 1 or 0, reason` with tabs between; return how many were bad."""
    index = ShowIndex(load_catalogue().shows)
    bad = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        names = [name.strip() for name in line.rstrip("\r\n").split("\t")]
        if len(names) != 2 or not all(names):  # noqa: PLR2004 - a pair
            bad += 1
            print(f"line {number}: not two names with a tab between", file=err)
            continue
        if not line.isascii() and _NO_UTF8.search(line):
            bad += 1
            print(f"line {number}: not UTF-8", file=err)
            continue
        name_a, name_b = names
        one, reason = same_show(name_a, name_b, index)
        print(name_a, name_b, int(one), reason, sep="\t", file=out)
    return bad


def check(file: Path | None) -> None:
    """Print what is wrong with a catalogue, one line each; status 1 when anything is."""
    with told_plainly():
        try:
            catalogue = parse_catalogue(file.read_text(encoding="utf-8")) if file else None
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
            fail(f"{file}: I can't read it ({reason}). Give a catalogue, or leave it out.")
        except CatalogueError as error:
            print(f"{file}: {error}")
            raise SystemExit(EXIT_FAILED) from None
        catalogue = catalogue or load_catalogue()
        found = problems(catalogue)
        for problem in found:
            print(problem)
        if found:
            raise SystemExit(EXIT_FAILED)
        names = sum(len(entry.show.names) for entry in catalogue.entries)
        print(f"{len(catalogue.entries):,} shows with {names:,} names, and nothing wrong with them")


def find(name: str) -> None:
    """Print the shows that a name may mean; status 1 when there is none."""
    with told_plainly():
        if not name.strip():
            fail("the name is empty; put one behind `shows find`, in any script.")
        found = ShowIndex(load_catalogue().shows).search(name)
        if not found:
            print(f"No show of the catalogue is called like {name!r}.", file=sys.stderr)
            raise SystemExit(EXIT_FAILED)
        table = Table.grid(padding=(0, 2))
        for show in found:
            facts = " ".join(str(fact) for fact in (show.country, show.year) if fact)
            others = [each for each in show.names if each != show.title]
            table.add_row(show.title, facts, show.network or "", show.id, " · ".join(others))
        Console(width=None if sys.stdout.isatty() else 1_000, highlight=False).print(table)
