"""What decorates a headline must not change what is read: `python -m tests.evaluation.decorated`.

Each change that an outlet may make is made to the headlines that may be looked at, and how many of
them are then read differently is printed: of those that announce something, by language, and of
those that do not. `--show NAME` prints them.
"""

import argparse
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from bot.announcements.extract import Extractor
from bot.announcements.lexicon.load import load_lexicons
from bot.announcements.text.forms import fold
from bot.announcements.text.quotes import find_quoted
from bot.model import Announcement, Article
from bot.shows.catalogue import load_catalogue
from bot.shows.match import ShowIndex
from tests.evaluation.corpora import FOLDER, NAMES, own_names, parts, read_corpus
from tests.evaluation.detect import article_of

Change = Callable[[Article, Sequence[Announcement]], str]
"""Returns another headline for an article of which that has been read."""

QUOTES = (
    "‘’",
    "“”",
    "''",
    '""',
    "«»",
    "‹›",
    "„“",
    "「」",
    "『』",
    "《》",
    "〈〉",
    "``",
    "❝❞",
    "〝〟",
    "❛❜",
    "‚‘",
    "‛’",
    "⟪⟫",
    "﹁﹂",
    "＂＂",
    "″″",
    "´´",
    "`´",
    '“"',
    '‘"',
    ",,''",
    "‘‘’’",
    "''''",
    "“‘’”",
    "《《》》",
    "‘  ’",
    "“  ”",
    '"  "',
)
"""One half before the title, the other behind it."""
LABELS = {
    "en": "EXCLUSIVE: {}|[Exclusive] {}|🚨 BREAKING: {}|K-Drama News: {}|Exclusive | {}",
    "ko": "[단독] {}|[공식]{}|(속보) {}|[엑's 이슈] {}|[Exclusive] {}",
    "ja": "【速報】{}|【独占】 {}|[EXCLUSIVE] {}|速報：{}",
    "zh": "【独家】{}|獨家｜{}|EXCLUSIVE: {}|[Exclusive] {}",
    "es": "EXCLUSIVA: {}|ÚLTIMA HORA | {}|[Exclusive] {}|Exclusiva. {}",
    "pt": "EXCLUSIVO: {}|URGENTE | {}|[Exclusive] {}",
    "fr": "EXCLU : {}|EXCLUSIF - {}|[Exclusive] {}",
    "tr": "ÖZEL HABER: {}|SON DAKİKA: {}|[Özel] {}|[Exclusive] {}",
    "id": "EKSKLUSIF: {}|[Breaking] {}|[Exclusive] {}",
    "th": "[พิเศษ] {}|ด่วน: {}|[Exclusive] {}",
}
BEHIND = (
    *("{} - Deadline", "{} | Soompi", "{} :: TVLine", "{} — The Hollywood Reporter"),
    *("{} (Exclusive)", "{} [VIDEO]", "{} | Netflix", "{} #kdrama", "{} 🔥🔥", "{} (2)"),
)


def _put(pattern: str, article: Article, _: Sequence[Announcement]) -> str:
    return pattern.format(article.headline)


def _labelled(number: int, article: Article, _: Sequence[Announcement]) -> str:
    """Put a label of the article's own language in front; nothing where it has no more."""
    labels = LABELS.get(article.language or "", "{}").replace(" | {}", "¦{}").split("|")
    label = labels[number] if number < len(labels) else "{}"
    return label.replace("¦", " | ").format(article.headline)


def _rewritten(write: Callable[[str], str], article: Article, _: Sequence[Announcement]) -> str:
    return write(article.headline)


def _marked(marks: str, article: Article, told: Sequence[Announcement]) -> str:
    """Set other marks round the shows; "‘" and "’" alone stand for a mark that is missing."""
    headline = article.headline
    shows = {fold(one.show) for one in told}
    for quoted in reversed(find_quoted(headline)):
        inner = headline[quoted.inner_start : quoted.inner_end]
        if fold(inner) in shows:
            half = len(marks) // 2
            before = headline[quoted.start] if marks == "‘" else marks[:half]
            after = headline[quoted.end - 1] if marks == "’" else marks[max(1, half) :]
            headline = f"{headline[: quoted.start]}{before}{inner}{after}{headline[quoted.end :]}"
    return headline


def _sub(old: str, new: str) -> Change:
    return partial(_rewritten, lambda line: re.sub(old, new, line))


CHANGES: Mapping[str, Change] = {
    "CAPITALS": partial(_rewritten, str.upper),
    "small letters": partial(_rewritten, str.lower),
    "Each Word With A Capital": partial(
        _rewritten, lambda line: re.sub(r"(?<![\w'’])[^\W\d_]", lambda m: m[0].upper(), line)
    ),
    **{
        f"{marks[: len(marks) // 2]}…{marks[len(marks) // 2 :]}": partial(_marked, marks)
        for marks in QUOTES
    },
    "closing mark missing": partial(_marked, "‘"),
    "opening mark missing": partial(_marked, "’"),
    **{f"label {number + 1}": partial(_labelled, number) for number in range(5)},
    **{pattern.format("…"): partial(_put, pattern) for pattern in (*BEHIND, "1. {}", "🎬 {}")},
    "…!": partial(_put, "{}!"),
    "….": partial(_put, "{}."),
    "S2 for Season 2": _sub(r"\bSeason (\d)", r"S\1"),
    "two spaces for one": _sub(" ", "  "),
    "a space before a colon": _sub(r"(?<=\w): ", " : "),
    "&amp; for &": _sub("&", "&amp;"),
}


@dataclass
class Tally:
    """How a change fares: of what is announced and of what is not, by language.

    Attributes:
        changed: headlines that it alters, by (announces something, language).
        differ: those of them that are then read differently.
        shown: their headlines as altered, with what they told and tell.
    """

    changed: Counter[tuple[bool, str]] = field(default_factory=Counter)
    differ: Counter[tuple[bool, str]] = field(default_factory=Counter)
    shown: list[tuple[str, str, object, object]] = field(default_factory=list)


def tally(extractor: Extractor, articles: Iterable[Article]) -> dict[str, Tally]:
    """Return by change how many headlines it alters, and how many are then read differently."""
    found = {name: Tally() for name in CHANGES}
    for article in articles:
        before = extractor.extract(article)
        key = bool(before), article.language or ""
        for name, change in CHANGES.items():
            headline = change(article, before)
            if headline == article.headline:
                continue
            found[name].changed[key] += 1
            after = extractor.extract(replace(article, headline=headline))
            if _told(before) != _told(after):
                found[name].differ[key] += 1
                found[name].shown.append((key[1], headline, _told(before), _told(after)))
    return found


def _told(announcements: Iterable[Announcement]) -> list[tuple[str, ...]]:
    """Return what announcements say, with names as a scorer compares them."""
    return sorted(
        (
            " ".join(re.findall(r"\w+", fold(one.show))),
            *map(str, (one.season, one.kind, one.status, one.stage, one.when)),
        )
        for one in announcements
    )


def _articles(language: str | None) -> Iterator[Article]:
    """Yield the items that may be looked at."""
    given = NAMES if FOLDER.exists() else ()
    for name in (*given, *own_names()):
        seen, _ = parts(name, read_corpus(name))
        yield from (article_of(one) for one in seen if language in {None, one["lang"]})


def main() -> None:
    """Print the shares, change by change."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation.decorated")
    parser.add_argument("--lang", help="only headlines in this language")
    parser.add_argument("--show", metavar="NAME", help="print what this change makes differ")
    args = parser.parse_args()
    extractor = Extractor(lexicons=load_lexicons(), titles=ShowIndex(load_catalogue().shows))
    found = tally(extractor, _articles(args.lang))
    if args.show:
        for language, headline, before, after in found[args.show].shown:
            print(f"[{language}] {headline}\n    was {before}\n    is  {after}")
        return
    for name, one in found.items():
        told, quiet = (
            f"{_sum(one.differ, news):>5} of {_sum(one.changed, news):>5}" for news in (True, False)
        )
        by_language = " ".join(
            f"{language} {differ}/{one.changed[news, language]}"
            for (news, language), differ in sorted(one.differ.items())
            if news
        )
        print(f"{name:<28}news {told}   quiet {quiet}   {by_language}")


def _sum(counted: Counter[tuple[bool, str]], news: bool) -> int:
    return sum(number for key, number in counted.items() if key[0] is news)


if __name__ == "__main__":
    main()
