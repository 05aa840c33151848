"""No more requests in any second than Discord allows the whole bot.

discord.py keeps to the limits of single routes, which Discord tells in headers, but knows no
limit for the bot as a whole: 281 requests a second were seen to leave it.
"""

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable

DEFAULT_PER_SECOND = 45
"""Of Discord's 50: what two clocks and the way between them can add up to is kept free."""
WINDOW_S = 1.0


class Limiter:
    """Lets callers pass in the order in which they came, at most so many in any second."""

    def __init__(
        self,
        *,
        per_second: int = DEFAULT_PER_SECOND,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        if per_second < 1:
            raise ValueError(f"{per_second} requests a second would be none")
        self._clock = clock
        self._sleep = sleep
        self._passed: deque[float] = deque(maxlen=per_second)
        # asyncio's lock serves those who wait in their order, so nobody is overtaken.
        self._turn = asyncio.Lock()

    async def wait(self) -> None:
        """Return when the caller may make one request."""
        async with self._turn:
            while (delay := self._delay()) > 0:
                await self._sleep(delay)
            self._passed.append(self._clock())

    def _delay(self) -> float:
        """Return the seconds until one more fits into the window that ends then."""
        if len(self._passed) < (self._passed.maxlen or 0):
            return 0.0
        return self._passed[0] + WINDOW_S - self._clock()
