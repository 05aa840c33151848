"""The server's time, which a test may push forward, and the ids made from it."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

DISCORD_EPOCH_MS = 1_420_070_400_000


class Clock:
    """Wall time plus what a test has added: sixteen minutes may pass in no time."""

    def __init__(self, *, wall: Callable[[], float] = time.time) -> None:
        self._wall = wall
        self._ahead = 0.0

    def now(self) -> float:
        """Return seconds since 1970."""
        return self._wall() + self._ahead

    def advance(self, seconds: float) -> None:
        """Let time pass for rate limits, nonces and interaction tokens."""
        self._ahead += seconds

    def iso(self) -> str:
        """Return the present as Discord writes times."""
        return datetime.fromtimestamp(self.now(), UTC).isoformat()


class Snowflakes:
    """Ids that grow strictly and tell their time, as discord.py's `history(after=…)` needs."""

    def __init__(self, *, clock: Clock) -> None:
        self._clock = clock
        self._last = 0
        self._guild_ms = 0

    def next(self) -> int:
        """Return an id that is larger than all given before."""
        now = (int(self._clock.now() * 1000) - DISCORD_EPOCH_MS) << 22
        self._last = max(self._last + 1, now)
        return self._last

    def next_guild(self) -> int:
        """Return an id for a guild; consecutive ones fall on consecutive shards."""
        self._guild_ms = max(
            self._guild_ms + 1, int(self._clock.now() * 1000) - DISCORD_EPOCH_MS - 86_400_000
        )
        return self._guild_ms << 22
