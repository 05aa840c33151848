"""Titles of every shape in plain news: `python -m tests.evaluation.crossed.titles`.

Titles of the shipped catalogue, grouped by their shape, are set into templates of news in their
language, with and without quotation marks, and read as if nobody knew the shows. For each template
and group is printed how many are read rightly, with another show, otherwise wrongly, or not at all;
`--show NAME` prints the failures of a group or a template.
"""

import argparse
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from bot.announcements.extract import Extractor
from bot.announcements.text.forms import fold
from bot.shows.catalogue import Entry, load_catalogue
from tests.announcements.reading import article
from tests.evaluation.crossed.common import LANGUAGES, open_extractor

FORMS = Path(__file__).with_suffix(".toml")
SAMPLE = 60
"""So many titles of each group, if there are so many."""


@dataclass(frozen=True, kw_only=True)
class Template:
    """A headline with a place for a title, and what it tells.

    Attributes:
        text: with "{}" for the title.
        kind: of the announcement.
        season: of it, None when none is told.
    """

    text: str
    kind: str
    season: int | None


def _templates(table: Mapping[str, Sequence[str]]) -> Iterator[Template]:
    """Yield the templates of a language: a season stands before each, "-" for none."""
    for kind, texts in table.items():
        for season, text in (one.split(" ", 1) for one in texts):
            yield Template(text=text, kind=kind, season=None if season == "-" else int(season))


TEMPLATES: Mapping[str, Sequence[Template]] = {
    language: tuple(_templates(table))
    for language, table in tomllib.loads(FORMS.read_text("utf-8")).items()
}
MARKS = {"ko": "‘’", "ja": "「」", "zh": "《》", "es": "'", "pt": "'", "fr": "«»"}
BARE = frozenset({"en", "es", "pt", "fr", "tr", "id", "ko", "zh"})
"""Languages in which news names shows without marks, too, so that a reader sees where they end."""
COUNTRIES = {
    "es": {"ES", "MX", "AR", "CO", "CL", "PE"},
    "pt": {"BR", "PT"},
    "fr": {"FR"},
    "tr": {"TR"},
    "id": {"ID"},
    "ko": {"KR"},
    "ja": {"JP"},
    "zh": {"CN", "TW", "HK"},
    "th": {"TH"},
}
_INSIDE = r"for|with|in|on|at|from|to|after|before|by|under|over|without|into|behind|about"
_VERBS = (
    r"is|are|was|were|has|have|had|will|can|should|do|does|did|came|comes|went|goes|met|meet|love"
    r"|loves|loved|lost|found|kill|kills|killed|die|dies|wrote|said|says|know|knows|make|makes"
    r"|made|get|gets|got|take|takes|run|runs|go|leave|leaves|want|wants|call|calls|called|save"
)
_NAMES = (
    r"(?:Mr|Mrs|Ms|Dr|Doctor|Detective|Inspector|King|Queen|Sister|Father)\b|\b[A-Z][a-z]+ & [A-Z]"
)
SHAPES: Mapping[str, Callable[[str], object]] = {
    "one word": lambda title: title.isalpha() and title.isascii(),
    "article first": re.compile(r"(?:The|A|An) ").match,
    "of, and inside": re.compile(r"\w (?:of|and|of the|and the) \w").search,
    "preposition inside": re.compile(rf"(?i)\w (?:{_INSIDE})\b").search,
    "preposition first": re.compile(rf"(?i)(?:{_INSIDE}) ").match,
    "verb inside": re.compile(rf"(?i)(?:.* |^)(?:{_VERBS})\b").match,
    "? or ! last": re.compile(r".*[?!]$").match,
    "? or ! inside": re.compile(r".*[?!] ").match,
    "colon": re.compile(r".*:").match,
    "comma": re.compile(r".*,").match,
    "dash": re.compile(r".*\w-\w| [–—-] ").match,
    "ampersand": re.compile(r".*&").match,
    "full stops": re.compile(r".*\.").match,
    "digits first": re.compile(r"\d").match,
    "digits inside": re.compile(r"\D.*\d.*\D$").match,
    "digits last": re.compile(r"\D.*\d$").match,
    "names": re.compile(_NAMES).search,
    "possessive": re.compile(r".*['’]s ").match,
    "capitals": lambda title: title.isupper() and len(title) > 1,
    "long": lambda title: len(title.split()) > 5,
    "two words": re.compile(r"[A-Z][a-z]+ [A-Z][a-z]+$").match,
    "foreign": lambda title: not title.isascii(),
}


@cache
def _entries() -> tuple[Entry, ...]:
    return load_catalogue().entries


def _is_latin(title: str) -> bool:
    return all(not char.isalpha() or ord(char) < 0x250 for char in title)


def groups(language: str, *, seed: int) -> dict[str, list[str]]:
    """Return the titles that are set into the templates of a language, by group."""
    random = Random(seed)
    if language == "en":
        titles = sorted({e.show.title for e in _entries() if _is_latin(e.show.title)})
        found = {"any": titles, "any, again": titles}
        found |= {name: [t for t in titles if fits(t)] for name, fits in SHAPES.items()}
    else:
        own = {
            e.native or e.show.title for e in _entries() if e.show.country in COUNTRIES[language]
        }
        latin = language in {"es", "pt", "fr", "tr", "id"}
        native = sorted(title for title in own if _is_latin(title) is latin)
        found = {"native": native}
        if latin:
            english = sorted({e.show.title for e in _entries() if e.show.country in {"US", "GB"}})
            found["native, several words"] = [t for t in native if " " in t]
            found["native, other signs"] = [t for t in native if re.search(r"[^\w\s]|\d", t)]
            found["English"] = english
    return {
        name: random.sample(titles, min(SAMPLE * (4 if language != "en" else 1), len(titles)))
        for name, titles in found.items()
    }


def _marked(title: str, language: str) -> str:
    marks = MARKS.get(language, "‘’")
    return f"{marks[0]}{title}{marks[-1]}"


def _plain(name: str) -> str:
    return " ".join(re.findall(r"\w+", fold(name).replace("'", "").replace("’", "")))


RIGHT, SHOW, OTHER, NOTHING = "right", "other show", "otherwise wrong", "nothing"


def judge(extractor: Extractor, template: Template, title: str, language: str) -> tuple[str, str]:
    """Return how a headline is read, and the reading where it is wrong."""
    told = extractor.extract(article(template.text.format(title), language=language))
    said = "; ".join(f"{one.show} | {one.season} | {one.kind.value}" for one in told)
    if not told:
        return NOTHING, said
    bare = title.strip("‘’「」《》'«»") if title[0] in "‘「《'«" else title
    if any(_plain(one.show) != _plain(bare) for one in told):
        return SHOW, said
    found = {(one.kind.value, one.season) for one in told}
    # Whoever stars in a new show is cast in it.
    found -= {("casting", None)} if template.kind == "greenlight" else set()
    return (RIGHT if found == {(template.kind, template.season)} else OTHER), said


def _cases(language: str, *, marked: bool, seed: int) -> Iterator[tuple[str, Template, str]]:
    for group, titles in groups(language, seed=seed).items():
        for template in TEMPLATES[language]:
            for title in titles:
                yield group, template, _marked(title, language) if marked else title


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the shares, group by group and template by template."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation.crossed.titles")
    parser.add_argument("--lang", choices=LANGUAGES, help="only this language")
    parser.add_argument("--marked", action="store_true", help="with quotation marks, only")
    parser.add_argument("--bare", action="store_true", help="without quotation marks, only")
    parser.add_argument("--catalogue", action="store_true", help="with the catalogue of shows")
    parser.add_argument("--seed", type=int, default=1, help="which titles are drawn")
    parser.add_argument("--show", metavar="NAME", help="print the failures of a group or template")
    args = parser.parse_args(arguments)
    extractor = open_extractor(catalogue=args.catalogue)
    for language in [args.lang] if args.lang else TEMPLATES:
        for marked in (False, True):
            if (args.marked and not marked) or (args.bare and marked):
                continue
            if not marked and language not in BARE:
                continue
            by_group: dict[str, Counter[str]] = {}
            by_template: dict[str, Counter[str]] = {}
            for group, template, title in _cases(language, marked=marked, seed=args.seed):
                how, said = judge(extractor, template, title, language)
                by_group.setdefault(group, Counter())[how] += 1
                by_template.setdefault(template.text, Counter())[how] += 1
                if how != RIGHT and args.show in (group, template.text, how):
                    print(f"{how:<16} {template.text.format(title)}  ->  {said}")
            print(f"\n== {language}, {'marked' if marked else 'bare'}")
            for name, one in (*by_group.items(), *by_template.items()):
                print(_row(name, one))
            print(_row("all", sum(by_group.values(), Counter())), flush=True)


def _row(name: str, counted: Counter[str]) -> str:
    whole = sum(counted.values())
    shares = "  ".join(
        f"{how} {counted[how] / whole:6.1%}" for how in (RIGHT, SHOW, OTHER, NOTHING)
    )
    return f"{name:<64} {whole:>6}  {shares}"


if __name__ == "__main__":
    main()
