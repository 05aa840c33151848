"""One headline against fifty thousand names of shows."""

import random
import time
from collections.abc import Callable, Iterator, Sequence

from bot.model import Show, ShowId
from bot.shows.catalogue import load_catalogue
from bot.shows.match import ShowIndex
from tests.bench.items import SEED
from tests.bench.measure import Figure

NAMES = 50_000
TITLES = 300
REPEATS = 3
BAR_MS = 0.2

_LATIN = ("ka", "ro", "mi", "sen", "tal", "vor", "lin", "dus", "eph", "gar", "ost", "wyn")
_HANGUL = "가나다라마바사아자차카타파하거너더러머버서어저처"


async def bench() -> Sequence[Figure]:
    """Measure finding the shows in a headline, and telling which show a title means."""
    shows = list(_shows())
    index = ShowIndex(shows)
    rng = random.Random(SEED)
    known = [name for show in rng.sample(shows, TITLES) for name in show.names]
    headlines = [f"Netflix Renews “{name}” for Season 2 After a Strong Start" for name in known]
    unknown = [f"{_latin(rng)} {_latin(rng)} {_latin(rng)}" for _ in range(TITLES)]
    index.find(headlines[0])
    index.resolve(unknown[0])

    def read(headline: str) -> None:
        for _, _, name, _ in index.find(headline):
            index.resolve(name)

    return [
        _figure("headline, its shows found and told apart", read, headlines, bar=BAR_MS),
        _figure("title that is known", index.resolve, known, bar=BAR_MS),
        _figure("title that is not known, every way tried", index.resolve, unknown, bar=BAR_MS),
    ]


def _figure(name: str, act: Callable[[str], object], texts: Sequence[str], *, bar: float) -> Figure:
    samples = []
    for _ in range(REPEATS):
        started = time.process_time()
        for text in texts:
            act(text)
        samples.append(1_000 * (time.process_time() - started) / len(texts))
    return Figure(
        name=f"{name} ({NAMES:,} names, CPU time)", unit="ms", samples=tuple(samples), bar=bar
    )


def _shows() -> Iterator[Show]:
    """Yield the catalogue's shows and made-up ones, with so many names in all."""
    left = NAMES
    for show in load_catalogue().shows:
        left -= len(show.names)
        yield show
    rng = random.Random(SEED)
    for number in range(left // 2):
        names = (f"{_latin(rng)} {_latin(rng)}", _hangul(rng))
        yield Show(id=ShowId(f"made-{number}"), title=names[0], names=names, known=True)


def _latin(rng: random.Random) -> str:
    return "".join(rng.choices(_LATIN, k=rng.randint(2, 4))).capitalize()


def _hangul(rng: random.Random) -> str:
    return "".join(rng.choices(_HANGUL, k=rng.randint(3, 7)))
