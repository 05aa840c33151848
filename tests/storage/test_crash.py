"""The process is killed, not stopped: nothing that it was writing may be half there."""

import subprocess
import sys
from pathlib import Path

import pytest

from bot.model import FeedId
from bot.storage import articles, deliveries, feeds, stories
from bot.storage.engine import Storage
from tests.conftest import NOW
from tests.storage.conftest import Opener
from tests.storage.examples import article, delivery, feed, story
from tests.storage.victim import COMMITTED


def kill_after(url: str, *, steps: int) -> None:
    """Let another process write that far, and kill it."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.storage.victim", url, str(steps)],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
    ) as victim:
        assert victim.stdout is not None
        assert victim.stdout.readline() == b"now\n"
        victim.kill()


async def left(storage: Storage) -> tuple[int, int, int]:
    """Return how many articles, stories and deliveries are there."""
    async with storage.read() as conn:
        unseen = await articles.unseen(conn, FeedId("wire"), [article().id])
        return (
            1 - len(unseen),
            len(await stories.get(conn, [story().id])),
            len(await deliveries.get(conn, [delivery().id])),
        )


@pytest.mark.parametrize("steps", [1, 2, 3])
async def test_a_poll_that_was_killed_left_nothing(
    storage_url: str, steps: int, opened: Opener
) -> None:
    """It is done again from the start, so a known article would be lost for ever."""
    kill_after(storage_url, steps=steps)

    storage = await opened(storage_url, instance="next")
    assert await storage.problems() == []
    assert await left(storage) == (0, 0, 0)
    async with storage.write() as conn:
        assert [state.feed for state in await feeds.states(conn)] == [feed()]
        await articles.add(conn, [article()], now=NOW)
        await stories.save(conn, [(story(), "born", "")], now=NOW)
        await deliveries.owe(conn, [delivery()])
    assert await left(storage) == (1, 1, 1)


async def test_a_poll_that_was_committed_is_there_whole(storage_url: str, opened: Opener) -> None:
    kill_after(storage_url, steps=COMMITTED)

    storage = await opened(storage_url, instance="next")
    assert await storage.problems() == []
    assert await left(storage) == (1, 1, 1)
