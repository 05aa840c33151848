"""Rate limits: buckets by route and channel, the global one, and the count of refused requests."""

import hashlib
from collections import deque
from dataclasses import dataclass, field

from tests.discord_server.clock import Clock


@dataclass(frozen=True, slots=True)
class Limit:
    """So many requests in so many seconds."""

    requests: int
    seconds: float


def default_limits() -> dict[tuple[str, str], Limit]:
    """Return the limits that have been seen on Discord; settings for tests, not facts."""
    return {
        ("POST", "/channels/{channel_id}/messages"): Limit(5, 5.0),
        ("PATCH", "/channels/{channel_id}/messages/{message_id}"): Limit(5, 5.0),
        ("POST", "/channels/{channel_id}/messages/{message_id}/crosspost"): Limit(10, 3600.0),
        ("PATCH", "/channels/{channel_id}"): Limit(2, 600.0),
        ("POST", "/webhooks/{webhook_id}/{webhook_token}"): Limit(5, 2.0),
    }


@dataclass(slots=True)
class Bucket:
    """A window of requests that opens with the first one."""

    limit: Limit
    name: str
    opened_at: float = -1e18
    used: int = 0

    def take(self, *, now: float) -> bool:
        """Count a request; False when the window is full."""
        if now >= self.opened_at + self.limit.seconds:
            self.opened_at = now
            self.used = 0
        if self.used >= self.limit.requests:
            return False
        self.used += 1
        return True

    def reset_after(self, *, now: float) -> float:
        """Return the seconds until the window closes."""
        return max(0.0, self.opened_at + self.limit.seconds - now)

    def headers(self, *, now: float) -> dict[str, str]:
        """Return what Discord tells about the bucket with every answer."""
        after = self.reset_after(now=now)
        return {
            "X-RateLimit-Limit": str(self.limit.requests),
            "X-RateLimit-Remaining": str(self.limit.requests - self.used),
            "X-RateLimit-Reset": f"{now + after:.3f}",
            "X-RateLimit-Reset-After": f"{after:.3f}",
            "X-RateLimit-Bucket": self.name,
        }


@dataclass(slots=True)
class RateLimits:
    """All limits of the server; a test may change them at any time.

    Attributes:
        per_route: by method and template; what is not named has `default`.
        per_second: requests a second for the whole bot, interaction routes excepted.
        refused_limit: so many 401, 403 and 429 in ten minutes end in a Cloudflare block.
    """

    clock: Clock
    per_route: dict[tuple[str, str], Limit] = field(default_factory=default_limits)
    default: Limit | None = None
    per_second: int = 50
    refused_limit: int = 10_000
    _buckets: dict[tuple[str, str, str], Bucket] = field(default_factory=dict)
    _second: Bucket | None = None
    _refused: deque[float] = field(default_factory=deque)

    def bucket(self, method: str, template: str, *, major: str) -> Bucket | None:
        """Return the bucket of a request; None where there is no limit."""
        limit = self.per_route.get((method, template), self.default)
        if limit is None:
            return None
        key = (method, template, major)
        bucket = self._buckets.get(key)
        if bucket is None or bucket.limit != limit:
            name = hashlib.sha256(f"{method} {template}".encode()).hexdigest()[:32]
            bucket = self._buckets[key] = Bucket(limit=limit, name=name)
        return bucket

    def take_global(self) -> float | None:
        """Count a request of the bot; the seconds to wait when the second is full."""
        now = self.clock.now()
        limit = Limit(self.per_second, 1.0)
        if self._second is None or self._second.limit != limit:
            self._second = Bucket(limit=limit, name="global")
        if self._second.take(now=now):
            return None
        return self._second.reset_after(now=now)

    def count_refused(self) -> None:
        """Note a 401, 403 or 429 that was given."""
        self._refused.append(self.clock.now())

    @property
    def blocked(self) -> bool:
        """Say whether Cloudflare would no longer let the bot through."""
        now = self.clock.now()
        while self._refused and self._refused[0] < now - 600:
            self._refused.popleft()
        return len(self._refused) >= self.refused_limit
