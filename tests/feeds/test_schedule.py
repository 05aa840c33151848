from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.feeds.schedule import MAX_BACKOFF, MAX_FRESH, next_poll_at
from tests.feeds.examples import NOW

INTERVAL = timedelta(minutes=5)
intervals = st.timedeltas(min_value=timedelta(seconds=1), max_value=timedelta(days=400))
waits = st.none() | st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=100_000))
failures = st.integers(min_value=0, max_value=10_000)
jitters = st.floats(min_value=0, max_value=1, exclude_max=True)


@given(
    now=st.datetimes(
        min_value=datetime(2020, 1, 1),  # noqa: DTZ001 - made aware by `timezones`
        max_value=datetime(2100, 1, 1),  # noqa: DTZ001
        timezones=st.just(UTC),
    ),
    interval=intervals,
    failures=failures,
    retry_after=waits,
    max_age=waits,
    gone=st.booleans(),
    jitter=jitters,
)
def test_the_next_poll_is_after_now_and_within_a_day(
    *,
    now: datetime,
    interval: timedelta,
    failures: int,
    retry_after: timedelta | None,
    max_age: timedelta | None,
    gone: bool,
    jitter: float,
) -> None:
    """No feed is polled in a loop and none is forgotten, whatever its server says."""
    at = next_poll_at(
        now=now,
        interval=interval,
        failures=failures,
        retry_after=retry_after,
        max_age=max_age,
        gone=gone,
        jitter=jitter,
    )

    assert now < at <= now + MAX_BACKOFF


@given(interval=intervals, failures=failures, retry_after=waits, jitter=jitters)
def test_more_failures_never_mean_an_earlier_poll(
    *, interval: timedelta, failures: int, retry_after: timedelta | None, jitter: float
) -> None:
    fewer, more = (
        next_poll_at(
            now=NOW, interval=interval, failures=count, retry_after=retry_after, jitter=jitter
        )
        for count in (failures, failures + 1)
    )

    assert fewer <= more


def test_a_healthy_feed_is_asked_again_after_the_interval() -> None:
    assert next_poll_at(now=NOW, interval=INTERVAL) == NOW + INTERVAL


def test_each_failure_doubles_the_wait() -> None:
    waits = [next_poll_at(now=NOW, interval=INTERVAL, failures=n) - NOW for n in range(4)]

    assert waits == [INTERVAL, 2 * INTERVAL, 4 * INTERVAL, 8 * INTERVAL]


def test_what_the_server_asks_for_is_a_minimum() -> None:
    wait = timedelta(hours=3)

    assert next_poll_at(now=NOW, interval=INTERVAL, failures=1, retry_after=wait) == NOW + wait
    assert next_poll_at(now=NOW, interval=INTERVAL, failures=9, retry_after=wait) > NOW + wait


def test_a_fresh_answer_is_believed_for_an_hour_at_most() -> None:
    """Servers that call a news feed fresh for a week would otherwise make old news of it."""
    fresh = next_poll_at(now=NOW, interval=INTERVAL, max_age=timedelta(minutes=20))
    stale = next_poll_at(now=NOW, interval=INTERVAL, max_age=timedelta(days=7))

    assert fresh == NOW + timedelta(minutes=20)
    assert stale == NOW + MAX_FRESH


def test_a_feed_that_is_gone_is_tried_once_a_day() -> None:
    """It comes back by itself when its server changes its mind."""
    assert next_poll_at(now=NOW, interval=INTERVAL, gone=True) == NOW + MAX_BACKOFF


def test_jitter_spreads_the_polls_over_a_tenth_of_the_wait() -> None:
    at = next_poll_at(now=NOW, interval=timedelta(minutes=10), jitter=0.5)

    assert at == NOW + timedelta(minutes=10, seconds=30)
