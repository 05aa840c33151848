"""What decorates a headline must not change what is read: `python -m tests.evaluation.decorated`.

Each change that an outlet may make is made to the English headlines that may be looked at, and the
share of those that are then read differently is printed.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from bot.announcements.extract import Extractor
from bot.announcements.lexicon.load import load_lexicons
from bot.model import Announcement, Article
from bot.shows.catalogue import load_catalogue
from bot.shows.match import ShowIndex
from tests.evaluation.corpora import FOLDER, NAMES, own_names, parts, read_corpus
from tests.evaluation.detect import article_of

Change = Callable[[str], str]

CHANGES: Mapping[str, Change] = {
    "EXCLUSIVE: …": lambda line: f"EXCLUSIVE: {line}",
    "[Exclusive] …": lambda line: f"[Exclusive] {line}",
    "🚨 BREAKING: …": lambda line: f"🚨 BREAKING: {line}",
    "K-Drama News: …": lambda line: f"K-Drama News: {line}",
    "🎬 …": lambda line: f"🎬 {line}",
    "… 🔥🔥": lambda line: f"{line} 🔥🔥",
    "… - Deadline": lambda line: f"{line} - Deadline",
    "… | Soompi": lambda line: f"{line} | Soompi",
    "… :: TVLine": lambda line: f"{line} :: TVLine",
    "… (Exclusive)": lambda line: f"{line} (Exclusive)",
    "… [VIDEO]": lambda line: f"{line} [VIDEO]",
    "…!": lambda line: f"{line}!",
    "….": lambda line: f"{line}.",
    "double marks for single ones": lambda line: re.sub(r"‘(.+?)’(?!\w)", r"“\1”", line),
    "single marks for double ones": lambda line: re.sub(r"“(.+?)”", r"‘\1’", line),
    "S2 for Season 2": lambda line: re.sub(r"\bSeason (\d)", r"S\1", line),
    "two spaces for one": lambda line: line.replace(" ", "  "),
    "CAPITALS": str.upper,
    "1. …": lambda line: f"1. {line}",
    "a space before a colon": lambda line: line.replace(": ", " : "),
    "… #kdrama": lambda line: f"{line} #kdrama",
}


def tally(extractor: Extractor, articles: Iterable[Article]) -> dict[str, tuple[int, int]]:
    """Return by change how many headlines it alters, and how many are then read differently."""
    changed: Counter[str] = Counter()
    differ: Counter[str] = Counter()
    for article in articles:
        told = _told(extractor.extract(article))
        for name, change in CHANGES.items():
            headline = change(article.headline)
            if headline == article.headline:
                continue
            changed[name] += 1
            differ[name] += _told(extractor.extract(replace(article, headline=headline))) != told
    return {name: (changed[name], differ[name]) for name in CHANGES}


def _told(announcements: Iterable[Announcement]) -> list[tuple[str, ...]]:
    """Return what announcements say, with names as a scorer compares them."""
    return sorted(
        (
            " ".join(re.findall(r"\w+", one.show.casefold())),
            *map(str, (one.season, one.kind, one.status, one.stage, one.when)),
        )
        for one in announcements
    )


def _articles() -> Iterator[Article]:
    """Yield the English items that may be looked at."""
    given = NAMES if FOLDER.exists() else ()
    for name in (*given, *own_names()):
        seen, _ = parts(name, read_corpus(name))
        yield from (article_of(record) for record in seen if record["lang"] == "en")


def main() -> None:
    """Print the shares, the largest first."""
    extractor = Extractor(lexicons=load_lexicons(), titles=ShowIndex(load_catalogue().shows))
    found = tally(extractor, _articles())
    for name, (changed, differ) in sorted(found.items(), key=lambda one: -one[1][1]):
        print(f"{name:<30}{differ:>5} of {changed:>5}  {differ / max(changed, 1):.1%}")


if __name__ == "__main__":
    main()
