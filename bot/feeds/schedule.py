"""When to ask a feed again."""

from datetime import datetime, timedelta

MAX_BACKOFF = timedelta(days=1)
"""No feed is left alone for longer: a dead one that comes back is noticed within a day."""
MAX_FRESH = timedelta(hours=1)
"""News is worth asking for even where a server calls its feed fresh for a month."""
SPREAD = 0.1
"""Part of the wait by which jitter may lengthen it."""


def next_poll_at(
    *,
    now: datetime,
    interval: timedelta,
    failures: int = 0,
    retry_after: timedelta | None = None,
    max_age: timedelta | None = None,
    gone: bool = False,
    jitter: float = 0.0,
) -> datetime:
    """Return the earliest time at which to ask a feed again.

    Args:
        now: aware UTC time of the poll that has just ended.
        interval: configured time between polls; more than nothing.
        failures: failed polls in a row, 0 after a success.
        retry_after: what the server asked for, if it did.
        max_age: for how long the server calls its answer fresh, if it does.
        gone: whether the server says that the feed is gone for good.
        jitter: from 0 up to 1; spreads feeds so that they do not poll as one.

    Returns:
        An aware UTC time, later than `now` and at most `MAX_BACKOFF` after it.
    """
    if gone:
        return now + MAX_BACKOFF
    # Capped: a feed that has failed for months would overflow timedelta.
    wait = min(interval, MAX_BACKOFF) * (1 << min(failures, 16))
    fresh = min(max_age or timedelta(0), MAX_FRESH)
    wait = max(wait, fresh, min(retry_after or timedelta(0), MAX_BACKOFF))
    return now + min(wait * (1 + SPREAD * jitter), MAX_BACKOFF)
