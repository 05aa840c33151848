"""No more requests in any second than Discord allows the whole bot.

discord.py keeps to the limits of single routes, which Discord tells in headers, but knows no
limit for the bot as a whole: 281 requests a second were seen to leave it.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable

DEFAULT_PER_SECOND = 45
"""Of Discord's 50: a few may be held up on their way and arrive among later ones."""


class Limiter:
    """Lets callers pass in the order in which they came, evenly spaced.

    Spaced rather than so many at once in each second: a burst is drawn out on its way while the
    next one is not, and 57 requests were seen to arrive within one second at a limit of 40.
    """

    def __init__(
        self,
        *,
        per_second: int = DEFAULT_PER_SECOND,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        if per_second < 1:
            raise ValueError(f"{per_second} requests a second would be none")
        self._space_s = 1.0 / per_second
        self._clock = clock
        self._sleep = sleep
        self._next_at = clock()
        # asyncio's lock serves those who wait in their order, so nobody is overtaken.
        self._turn = asyncio.Lock()

    async def wait(self) -> None:
        """Return when the caller may make one request."""
        async with self._turn:
            while (delay := self._next_at - self._clock()) > 0:
                await self._sleep(delay)
            self._next_at = self._clock() + self._space_s
