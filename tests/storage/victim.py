"""A process to be killed: it writes what a poll writes, and stops at the step that it is told."""

import asyncio
import sys

from bot.storage import articles, deliveries, feeds, stories
from bot.storage.engine import Storage
from tests.conftest import NOW
from tests.storage.examples import article, delivery, feed, story

COMMITTED = 4


async def poll(url: str, *, steps: int) -> None:  # pragma: no cover - killed before it tells
    """Write a feed in one transaction and its poll in another, `steps` of it; then wait."""
    storage = await Storage.open(url, instance="victim")
    async with storage.write() as conn:
        await feeds.sync(conn, [feed()], now=NOW)
    async with storage.write() as conn:
        await articles.add(conn, [article()], now=NOW)
        if steps > 1:
            await stories.save(conn, [(story(), "born", "")], now=NOW)
        if steps > 2:
            await deliveries.owe(conn, [delivery()])
        if steps < COMMITTED:
            await _wait_to_be_killed()
    await _wait_to_be_killed()


async def _wait_to_be_killed() -> None:  # pragma: no cover
    sys.stdout.write("now\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


if __name__ == "__main__":  # pragma: no cover
    asyncio.run(poll(sys.argv[1], steps=int(sys.argv[2])))
