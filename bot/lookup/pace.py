"""How often a service may be asked, and when it is left alone."""

from collections import deque
from collections.abc import Callable
from datetime import timedelta

SHUNNED = timedelta(minutes=1)
"""After a first failure; doubled with each further one, so that a missing network costs little."""
LONGEST = timedelta(hours=1)


class Pace:
    """Counts the calls to one service.

    Args:
        calls: so many are allowed in `per`.
        per: a stretch of time, wherever it begins.
        monotonic: seconds that only grow.
    """

    def __init__(self, *, calls: int, per: timedelta, monotonic: Callable[[], float]) -> None:
        self._calls = calls
        self._per_s = per.total_seconds()
        self._monotonic = monotonic
        self._times: deque[float] = deque(maxlen=calls)
        self._closed_until = float("-inf")
        self._failures = 0

    def wait_s(self) -> float:
        """Return for how many seconds nothing may be asked; 0 when it may now."""
        now = self._monotonic()
        full = len(self._times) == self._calls
        free_at = self._times[0] + self._per_s if full else float("-inf")
        return max(0.0, free_at - now, self._closed_until - now)

    def count(self) -> None:
        """Take note of a call that begins now."""
        self._times.append(self._monotonic())

    def worked(self) -> None:
        """Take note that the service answers."""
        self._failures = 0

    def failed(self, *, retry_after: timedelta | None) -> None:
        """Leave the service alone for as long as it asks, or for longer each time."""
        wait = retry_after or SHUNNED * (1 << min(self._failures, 16))
        self._failures += 1
        self._closed_until = self._monotonic() + min(wait, LONGEST).total_seconds()
