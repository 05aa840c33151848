"""The bot's own limits: requests a second, refused requests, waits between tries."""

import asyncio
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.deliveries.limiter import Limiter
from bot.deliveries.refusals import WINDOW_S, Refusals
from bot.deliveries.retries import FIRST_WAIT, LONGEST_WAIT, next_try_at
from tests.deliveries.examples import NOW
from tests.deliveries.fakes import FakeClock


@given(
    st.integers(1, 8),
    st.lists(st.floats(0, 0.7, allow_subnormal=False), min_size=1, max_size=60),
)
def test_no_second_ever_sees_more_than_the_limit(per_second: int, pauses: list[float]) -> None:
    clock = FakeClock()
    limiter = Limiter(per_second=per_second, clock=clock.seconds, sleep=clock.sleep)
    passed: list[float] = []

    async def pass_all() -> None:
        for pause in pauses:
            clock.advance(seconds=pause)
            await limiter.wait()
            passed.append(clock.seconds())

    asyncio.run(pass_all())

    for first, last in zip(passed, passed[per_second:], strict=False):
        assert last - first >= 1.0 - 1e-4


async def test_requests_pass_in_the_order_in_which_they_came() -> None:
    clock = FakeClock()
    limiter = Limiter(per_second=2, clock=clock.seconds, sleep=clock.sleep)
    passed: list[int] = []

    async def request(number: int) -> None:
        await limiter.wait()
        passed.append(number)

    await asyncio.gather(*(request(number) for number in range(9)))

    assert passed == list(range(9))
    assert sum(clock.slept) == pytest.approx(4.0)
    assert max(clock.slept) == pytest.approx(0.5)


async def test_a_caller_that_gives_up_holds_nobody_up() -> None:
    stuck = asyncio.Event()

    async def sleep(_seconds: float) -> None:
        await stuck.wait()

    clock = FakeClock()
    limiter = Limiter(per_second=1, clock=clock.seconds, sleep=sleep)
    await limiter.wait()
    given_up = asyncio.ensure_future(limiter.wait())
    await asyncio.sleep(0)
    given_up.cancel()
    await asyncio.gather(given_up, return_exceptions=True)
    clock.advance(seconds=1)

    await limiter.wait()

    assert given_up.cancelled()


def test_a_limit_of_nothing_is_an_error() -> None:
    with pytest.raises(ValueError, match="0 requests"):
        Limiter(per_second=0)


def test_sending_rests_at_the_limit_until_the_oldest_refusals_are_forgotten() -> None:
    clock = FakeClock()
    refusals = Refusals(limit=3, clock=clock.seconds)
    for _ in range(3):
        assert refusals.rest_s() == 0
        refusals.note()
        clock.advance(seconds=10)

    assert refusals.count == 3
    assert refusals.rest_s() == pytest.approx(WINDOW_S - 30)

    clock.advance(seconds=WINDOW_S - 30)

    assert refusals.rest_s() == 0
    assert refusals.count == 2


def test_discord_may_say_itself_how_long_to_rest() -> None:
    clock = FakeClock()
    refusals = Refusals(clock=clock.seconds)

    refusals.hold(30)
    refusals.hold(5)

    assert refusals.rest_s() == pytest.approx(30)
    clock.advance(seconds=31)
    assert refusals.rest_s() == 0


@given(st.integers(1, 10_000), st.floats(0, 1, exclude_max=True))
def test_a_next_try_is_later_but_within_the_longest_wait(attempts: int, jitter: float) -> None:
    at = next_try_at(now=NOW, attempts=attempts, retry_after=None, jitter=jitter)

    assert FIRST_WAIT / 2 <= at - NOW <= LONGEST_WAIT


def test_waits_double_from_try_to_try() -> None:
    waits = [
        next_try_at(now=NOW, attempts=n, retry_after=None, jitter=0) - NOW for n in range(1, 9)
    ]

    assert all(later == 2 * sooner for sooner, later in pairwise(waits))


def test_discords_own_wish_is_kept_even_if_it_is_longer() -> None:
    at = next_try_at(now=NOW, attempts=1, retry_after=timedelta(hours=2), jitter=0.5)

    assert at == NOW + timedelta(hours=2)
