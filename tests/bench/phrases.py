"""`python -m tests.bench.phrases [LANGUAGE]`: which phrases of a lexicon cost most.

A phrase costs where the words that open the gate for it are common: the article is then marked
and read, which takes several times as long as to send it away. Worst is what opens it alone.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.announcements.extract import Extractor
from bot.announcements.laid_out import LaidOut
from bot.announcements.learned.load import nothing_learned
from bot.announcements.lexicon.load import load_lexicons
from bot.feeds.items import article_from_json
from bot.model import Article
from bot.shows.catalogue import load_catalogue
from bot.shows.match import ShowIndex
from tests.bench.items import articles
from tests.bench.reading import MADE_UP, NATURAL

LISTED = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a phrase cost over some articles.

    Attributes:
        rule: the name of its entry.
        phrase: as the lexicon writes it.
        alone: articles that told nothing and for which no other phrase opened the gate.
        opened: articles that told nothing and for which it opened the gate, alone or not.
        asked: articles that held its words, whether its marks stood there or not.
    """

    rule: str
    phrase: str
    alone: int
    opened: int
    asked: int


def costs(extractor: Extractor, read: Iterable[Article], *, language: str) -> Sequence[Cost]:
    """Return what the phrases that announce something cost, the costliest first."""
    alone, opened, asked = Counter[int](), Counter[int](), Counter[int]()
    lexicon = None
    for article in read:
        laid_out = extractor.lay_out(article)
        if laid_out is None or laid_out.lexicon.language != language:
            continue
        lexicon = laid_out.lexicon
        asked.update(laid_out.above | laid_out.below)
        opening = _opening(laid_out)
        if laid_out.may_tell() and not extractor.extract(article):
            opened.update(opening)
            alone.update(opening if len(opening) == 1 else ())
    if lexicon is None:
        return []
    found = [
        Cost(
            rule=lexicon.entry(number).name,
            phrase=lexicon.pattern(number).source,
            alone=alone[number],
            opened=opened[number],
            asked=count,
        )
        for number, count in asked.items()
    ]
    return sorted(found, key=lambda cost: (-cost.alone, -cost.opened, -cost.asked, cost.phrase))


def _opening(laid_out: LaidOut) -> set[int]:
    """Return the numbers of the phrases that open the gate for an article."""
    above = {number for number in laid_out.telling if not laid_out.lexicon.entry(number).beside}
    return above | {
        number
        for number in laid_out.below
        if laid_out.summary.may_hold(laid_out.lexicon.pattern(number))
    }


def main() -> None:
    """Print the costliest phrases of one language."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.phrases", description=__doc__)
    parser.add_argument("language", nargs="?", default="en", metavar="LANGUAGE")
    language = parser.parse_args().language
    shows = ShowIndex(load_catalogue().shows)
    extractor = Extractor(lexicons=load_lexicons(), titles=shows, learned=nothing_learned)
    read = list(articles(MADE_UP))
    if NATURAL.exists():
        read = [article_from_json(line) for line in NATURAL.read_text("utf-8").splitlines()]
    print(f"{len(read):,} articles\n alone opened  asked  rule and phrase")
    for cost in costs(extractor, read, language=language)[:LISTED]:
        print(f"{cost.alone:>6}{cost.opened:>7}{cost.asked:>7}  {cost.rule}: {cost.phrase:.100}")


if __name__ == "__main__":
    main()
