"""How often Discord has refused us of late: too often, and it shuts out the whole machine.

Discord blocks an address for hours after 10,000 answers with 401, 403 or 429 in ten minutes. We
stop sending at half of that, and at once when it says that the address is blocked already.
"""

import time
from collections import deque
from collections.abc import Callable

WINDOW_S = 600.0
DEFAULT_LIMIT = 5_000


class Refusals:
    """Counts refused requests over a rolling window and says when sending must rest."""

    def __init__(
        self, *, limit: int = DEFAULT_LIMIT, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._clock = clock
        self._limit = limit
        # Older ones than the last `limit` never decide anything.
        self._times: deque[float] = deque(maxlen=limit)
        self._held_until = clock()

    def note(self) -> None:
        """Count one refused request."""
        self._times.append(self._clock())

    def hold(self, seconds: float) -> None:
        """Let sending rest, because Discord has told us for how long."""
        self._held_until = max(self._held_until, self._clock() + seconds)

    @property
    def count(self) -> int:
        """The number of refused requests in the window, at most the limit."""
        oldest = self._clock() - WINDOW_S
        return sum(time > oldest for time in self._times)

    def rest_s(self) -> float:
        """Return for how many seconds nothing may be sent; 0 when sending may go on."""
        now = self._clock()
        waits = [self._held_until - now]
        if len(self._times) == self._limit:
            waits.append(self._times[0] + WINDOW_S - now)
        return max(0.0, *waits)
