"""What a benchmark is, and how its samples become a line."""

import statistics
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One thing measured.

    Attributes:
        name: what, in a few words.
        unit: of the samples.
        samples: one for each repeat, at least one.
        bar: what it should be at most (at least, for a rate), or None.
        more_is_better: whether the bar is a floor.
    """

    name: str
    unit: str
    samples: tuple[float, ...]
    bar: float | None = None
    more_is_better: bool = False

    @property
    def median(self) -> float:
        """The middle of the samples."""
        return statistics.median(self.samples)

    @property
    def spread(self) -> float:
        """The distance between the best and the worst, as a part of the median."""
        return (max(self.samples) - min(self.samples)) / self.median if self.median else 0.0

    def line(self) -> str:
        """Return the figure for people."""
        text = f"{self.name:<52}{self.median:>12,.4g} {self.unit:<10}±{self.spread / 2:.0%}"
        if self.bar is None:
            return text
        good = self.median >= self.bar if self.more_is_better else self.median <= self.bar
        return f"{text}  (bar {self.bar:,g}: {'held' if good else 'MISSED'})"


Benchmark = Callable[[], Coroutine[None, None, Sequence[Figure]]]
