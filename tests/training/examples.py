"""Labelled headlines that an encoder learns from, as it will meet them.

Four sources: headlines written by hand (`tests/evaluation/written`); the examples of the lexicons;
the labelled items of `tests/evaluation`; and turns of phrase, crossed (ADR 11), some of each. What
is held back of them is not learned.
"""

import random
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.announcements.extract import Extractor
from bot.announcements.inferred import FATES
from bot.announcements.learned.judgement import as_read
from bot.announcements.text.forms import normalise
from bot.model import Article, Kind, Stage, Status
from tests.announcements import corpus_files
from tests.evaluation import corpora
from tests.evaluation.crossed.turns import TABLES, Turn, turns
from tests.evaluation.detect import article_of
from tests.evaluation.written import (
    HeadlineError,
    Labels,
    Line,
    held_back,
    read_lines,
    written_article,
)

ENGLISH = frozenset({"en"})
OF_EACH_TURN = 24
OF_OUTLETS = 3
"""So many times a headline of an outlet counts: it is what will be read, and there are few."""
WHOLE = "dailies"
"""Files of written headlines whose names begin so have a label for each fact of an item."""


@dataclass(frozen=True, kw_only=True)
class Example:
    """An item as an encoder reads it, and what it announces.

    Attributes:
        headline: as an encoder reads it.
        summary: the same.
        labels: what is announced, its titles as an encoder reads them.
        language: of the item.
        times: how many times it counts.
        whole: whether each fact that it announces is labelled.
        told: the kinds that the rules find, asked only of what is held back.
    """

    headline: str
    summary: str
    labels: Labels
    language: str
    times: int = 1
    whole: bool = True
    told: frozenset[Kind] = frozenset()

    @property
    def known(self) -> frozenset[Kind]:
        """Kinds of which its labels say whether it announces them.

        What announces something and has but its first fact labelled may tell others, too; but of
        the fates of a show it tells one.
        """
        announced = self.labels.kinds
        if self.whole or not announced:
            return frozenset(Kind)
        return announced | (FATES if announced & FATES else frozenset())


def read_examples(
    extractor: Extractor, languages: Collection[str], *, of_outlets: bool = True
) -> tuple[list[Example], list[Example]]:
    """Return what may be learned from, and what is held back to say how well it was learned.

    Args:
        extractor: lays the items out; the rules alone.
        languages: of the items.
        of_outlets: whether headlines of outlets may be learned from. An encoder that has met none
            tells what becomes of outlets, shows and years that nobody knew.
    """
    kept: list[Example] = []
    seen = [*_of_lexicons(extractor, languages)]
    for language in sorted(languages):
        seen += [*_written(extractor, language), *_crossed(extractor, language)]
        kept += _held_back(extractor, language)
    for name in (*corpora.NAMES, *corpora.own_names()):
        learned, apart = (
            [record for record in part if record["lang"] in languages]
            for part in corpora.parts(name, corpora.read_corpus(name))
        )
        is_given = name in corpora.NAMES
        if of_outlets or not is_given:
            times = OF_OUTLETS if is_given else 1
            of_it = _labelled(learned, extractor, ruled=False)
            seen += [replace(example, times=times) for example in of_it]
        kept += _labelled(apart, extractor, ruled=True)
    _check_apart(seen, kept)
    return seen, kept


def _check_apart(seen: Iterable[Example], kept: Iterable[Example]) -> None:
    """Raise HeadlineError where an announcing headline that is held back would be learned."""
    known = {example.headline for example in seen if example.labels.kinds}
    both = [example.headline for example in kept if example.headline in known]
    if both:
        raise HeadlineError(f"{len(both)} headlines that are held back would be learned")


def _labelled(
    records: Iterable[corpora.Record], extractor: Extractor, *, ruled: bool
) -> Iterator[Example]:
    for record in records:
        article, labels = article_of(record), _labels(record["announcements"])
        told = _told(article, extractor) if ruled else frozenset()
        yield from _example(article, extractor, labels, told=told)


def _told(article: Article, extractor: Extractor) -> frozenset[Kind]:
    return frozenset(one.kind for one in extractor.extract(article))


def _written(extractor: Extractor, language: str) -> Iterator[Example]:
    """Yield what was written in a language, without what is held back of it.

    Who wrote the older files labelled the first fact of an item.
    """
    for line, article in read_lines(language):
        if not held_back(line):
            whole = article.id.startswith(WHOLE)
            for example in _example(article, extractor, line.labels):
                yield replace(example, whole=whole)


def _held_back(extractor: Extractor, language: str) -> Iterator[Example]:
    for line, article in read_lines(language):
        if held_back(line):
            yield from _example(article, extractor, line.labels, told=_told(article, extractor))


def _of_lexicons(extractor: Extractor, languages: Collection[str]) -> Iterator[Example]:
    for example in corpus_files.examples():
        if example.language in languages and not example.known_failure:
            expected = [corpus_files.full(one) for one in example.expect]
            yield from _example(example.article(), extractor, _labels(expected))


def _crossed(extractor: Extractor, language: str) -> Iterator[Example]:
    """Yield some crossings of each turn of phrase, drawn by their words."""
    for path in sorted(TABLES.glob(f"turns.{language}*.toml")):
        by_turn: dict[str, list[Turn]] = {}
        for turn in turns(tomllib.loads(path.read_text(encoding="utf-8")), language=language):
            by_turn.setdefault(turn.rows[0], []).append(turn)
        for name, crossings in by_turn.items():
            drawn = random.Random(name).sample(crossings, min(OF_EACH_TURN, len(crossings)))
            for turn in drawn:
                told = {one: getattr(turn, one) for one in ("kind", "show", "status", "stage")}
                labels = _labels([] if turn.kind == "quiet" else [told])
                line = Line(headline=turn.headline, summary="", labels=labels)
                article = written_article(turn.headline, line, language=language)
                yield from _example(article, extractor, labels)


def _labels(announced: Iterable[Mapping[str, Any]]) -> Labels:
    """Return the labels of an item whose announcements are in the form of the corpora."""
    every = list(announced)
    stages = [one["stage"] for one in every if one["stage"]]
    return Labels(
        kinds=frozenset(Kind(one["kind"]) for one in every),
        status=Status(every[0]["status"]) if every else None,
        stage=Stage(stages[0]) if stages else None,
        titles=tuple(one["show"] for one in every),
    )


def _example(
    article: Article, extractor: Extractor, labels: Labels, *, told: frozenset[Kind] = frozenset()
) -> Iterator[Example]:
    """Yield an item as an encoder reads it; nothing of what it is never asked for."""
    bare = extractor.untagged(article)
    if bare is not None:
        titles = tuple(as_read(normalise(title)) for title in labels.titles)
        yield Example(
            headline=as_read(bare.headline.text),
            summary=as_read(bare.summary.text),
            labels=replace(labels, titles=titles),
            told=told,
            language=bare.lexicon.language,
        )
