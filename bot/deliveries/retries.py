"""When to try a delivery again."""

from datetime import datetime, timedelta

FIRST_WAIT = timedelta(seconds=2)
LONGEST_WAIT = timedelta(minutes=15)
_MOST_DOUBLINGS = 16


def next_try_at(
    *, now: datetime, attempts: int, retry_after: timedelta | None, jitter: float
) -> datetime:
    """Return the earliest time at which to try a delivery again.

    Args:
        now: aware UTC time of the failure.
        attempts: tries since the last success, at least 1.
        retry_after: what Discord asked for, if it did; it is kept even beyond `LONGEST_WAIT`.
        jitter: from 0 up to 1; spreads deliveries that failed together.
    """
    doubled = FIRST_WAIT * (1 << min(attempts - 1, _MOST_DOUBLINGS))
    wait = min(doubled, LONGEST_WAIT) * (0.5 + 0.5 * jitter)
    return now + max(wait, retry_after or timedelta(0))
