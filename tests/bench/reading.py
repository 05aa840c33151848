"""How fast articles are read: text to announcement, and through to the story."""

import gc
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bot.announcements.extract import MAX_SUMMARY, Extractor
from bot.announcements.lexicon.load import load_lexicons
from bot.feeds.items import article_from_json
from bot.model import Article
from bot.pipeline.desk import open_desk
from bot.shows.catalogue import load_catalogue
from bot.shows.match import ShowIndex
from bot.stories.book import StoryBook
from tests.announcements.hostile import hostile_article, hostile_runs
from tests.bench.items import articles
from tests.bench.measure import Figure

NATURAL = Path(__file__).parent.parent.parent.parent / "shared" / "corpus" / "natural.jsonl"
REPEATS = 3
MADE_UP = 4_000


async def bench() -> Sequence[Figure]:
    """Measure on made-up items and, where they are, on feeds as they come."""
    started = time.perf_counter()
    shows = ShowIndex(load_catalogue().shows)
    catalogue_s = time.perf_counter() - started
    started = time.perf_counter()
    lexicons = load_lexicons()
    extractor = Extractor(lexicons=lexicons, titles=shows)
    lexicons_s = time.perf_counter() - started
    shared = _prepared(extractor)
    prepared = [_prepared(extractor, language) for language in sorted(lexicons.by_language)]
    gc.collect()
    gc.freeze()  # as the desk does when it has prepared its languages
    figures = [
        Figure(name="catalogue into the index", unit="s", samples=(catalogue_s,), bar=0.15),
        Figure(name="lexicons loaded", unit="s", samples=(lexicons_s,), bar=0.2),
        Figure(name="detector and known titles prepared", unit="s", samples=(shared,), bar=0.2),
        Figure(name="a language prepared, slowest", unit="s", samples=(max(prepared),), bar=0.2),
        Figure(name="all languages prepared", unit="s", samples=(sum(prepared),)),
        *_read(extractor, list(articles(MADE_UP)), name="made-up items"),
    ]
    if NATURAL.exists():
        lines = NATURAL.read_text(encoding="utf-8").splitlines()
        natural = [article_from_json(line) for line in lines]
        figures += _read(extractor, natural, name="natural items")
    figures += [_long_item(extractor), *_hostile_items(extractor), _through_to_stories()]
    return figures


def _read(extractor: Extractor, items: Sequence[Article], *, name: str) -> list[Figure]:
    # Once through: phrases are compiled when the first text needs them. How long the slowest of
    # those first readings takes is told as a figure of its own.
    cold = [_seconds(extractor, item, clock=time.process_time) for item in items]
    rates, p99s, cpu_rates = [], [], []
    for _ in range(REPEATS):
        began = time.process_time()
        times = [_seconds(extractor, item, clock=time.perf_counter) for item in items]
        cpu_rates.append(len(items) / (time.process_time() - began))
        rates.append(len(times) / sum(times))
        p99s.append(1_000 * statistics.quantiles(times, n=100)[98])
    return [
        Figure(
            name=f"{name}, slowest first reading", unit="ms", samples=(1_000 * max(cold),), bar=20
        ),
        Figure(
            name=f"{name}, text to announcement, CPU time alone",
            unit="items/s",
            samples=tuple(cpu_rates),
            bar=4_000,
            more_is_better=True,
        ),
        Figure(
            name=f"{name}, text to announcement",
            unit="items/s",
            samples=tuple(rates),
            bar=4_000,
            more_is_better=True,
        ),
        Figure(name=f"{name}, 99th percentile", unit="ms", samples=tuple(p99s), bar=2),
    ]


def _seconds(extractor: Extractor, item: Article, *, clock: Callable[[], float]) -> float:
    started = clock()
    extractor.extract(item)
    return clock() - started


def _prepared(extractor: Extractor, *languages: str) -> float:
    started = time.perf_counter()
    extractor.prepare(languages)
    return time.perf_counter() - started


def _long_item(extractor: Extractor) -> Figure:
    (item,) = articles(1)
    sentence = "'Amber Castle' was renewed for season 2, and filming begins in March. "
    text = sentence * (100_000 // len(sentence))
    item = replace(item, headline="'Amber Castle' Renewed for Season 2", summary=text)
    times = []
    for _ in range(10):
        started = time.perf_counter()
        extractor.extract(item)
        times.append(1_000 * (time.perf_counter() - started))
    return Figure(name="one item of 100 kB", unit="ms", samples=tuple(times), bar=20)


def _hostile_items(extractor: Extractor) -> list[Figure]:
    """Tell the slowest run that fills an item, and how much longer twice the length takes."""
    whole, ratios = [], []
    for language, run in hostile_runs():
        half, full = (
            _fastest(extractor, hostile_article(run, language=language, length=length))
            for length in (MAX_SUMMARY // 2, MAX_SUMMARY)
        )
        whole.append(1_000 * full)
        ratios.append(full / half)
    return [
        Figure(name="slowest hostile item", unit="ms", samples=(max(whole),), bar=100),
        Figure(
            name="twice the length, 9th decile",
            unit="times as long",
            samples=(statistics.quantiles(ratios, n=10)[8],),
            bar=2.2,
        ),
    ]


def _fastest(extractor: Extractor, item: Article) -> float:
    return min(_seconds(extractor, item, clock=time.process_time) for _ in range(5))


def _through_to_stories() -> Figure:
    window = timedelta(days=30)
    items = list(articles(MADE_UP))
    rates = []
    for _ in range(REPEATS):
        desk, book = open_desk(window=window), StoryBook(window=window)
        started = time.perf_counter()
        for item in items:
            at = item.published_at
            assert at is not None
            book.expire(at)
            desk.file(item, desk.read(item), book=book, now=at)
        rates.append(len(items) / (time.perf_counter() - started))
    return Figure(name="made-up items, text to story", unit="items/s", samples=tuple(rates))
