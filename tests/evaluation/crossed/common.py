"""What the tools that cross forms with news have in common: their options, and how they read."""

import argparse
from collections import Counter
from collections.abc import Mapping

from bot.announcements.extract import Extractor
from bot.announcements.learned.load import nothing_learned
from bot.announcements.lexicon.load import load_lexicons
from bot.model import Announcement
from bot.shows.catalogue import load_catalogue
from bot.shows.match import ShowIndex
from tests.evaluation.detect import article_of

LANGUAGES = tuple(sorted(load_lexicons().by_language))
"""The languages that have a lexicon, and crossings."""


def parser_of(description: str | None) -> argparse.ArgumentParser:
    """Return a parser of the options that these tools share."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--lang", choices=LANGUAGES, help="only this language")
    parser.add_argument(
        "--show", metavar="GROUP", help='print one of each sort that is not right; "all"'
    )
    parser.add_argument("--catalogue", action="store_true", help="read with the catalogue of shows")
    return parser


def between(marks: str, name: str) -> str:
    """Set a name between marks, the first and the last of them; French ones stand apart."""
    return f"« {name} »" if marks == "«»" else f"{marks[0]}{name}{marks[-1]}"


def open_extractor(*, catalogue: bool) -> Extractor:
    """Return an extractor: without the catalogue shows that nobody knows must be read as well."""
    titles = ShowIndex(load_catalogue().shows) if catalogue else None
    return Extractor(lexicons=load_lexicons(), titles=titles, learned=nothing_learned)


def read(
    extractor: Extractor, headline: str, *, language: str, day: str, summary: str = ""
) -> tuple[Announcement, ...]:
    """Return what a crossed headline of a day, YYYY-MM-DD, announces."""
    record = {"id": "crossed", "lang": language, "title": headline, "published": day}
    return extractor.extract(article_of({**record, "summary": summary}))


def print_shares(tables: Mapping[tuple[str, str], Counter[str]]) -> None:
    """Print for each language and row how many are right, wrong and missed, and the share right."""
    for (language, row), counts in tables.items():
        figures = " ".join(f"{counts[how]:6}" for how in ("right", "wrong", "missed"))
        print(f"{language} {row:60.60} {figures} {counts['right'] / counts.total():.3f}")
