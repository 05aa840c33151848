import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.errors import StorageError
from bot.model import MessageId
from bot.storage import articles, deliveries, feeds, stories
from bot.storage.engine import Storage
from tests.conftest import NOW
from tests.storage.conftest import Opener
from tests.storage.examples import article, delivery, feed, story


async def spoil(storage: Storage, statement: str) -> None:
    """Do to the data what the bot itself never does."""
    async with storage.write() as conn:
        await stories.save(conn, [(story(), "born", "")], now=NOW)
        await deliveries.owe(conn, [delivery("s1", 11), delivery("s1", 12)])
        for message, one in enumerate([delivery("s1", 11), delivery("s1", 12)], start=1):
            await deliveries.sent(conn, one, message_id=MessageId(message), revision=1, now=NOW)
    assert await storage.problems() == []
    async with storage.write() as conn:
        await conn.execute(text(statement))


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("UPDATE deliveries SET message_id = NULL", "2 deliveries are marked as sent but have no"),
        ("UPDATE deliveries SET owed_revision = 2", "2 deliveries are marked as sent but owe a"),
        ("UPDATE deliveries SET message_id = 1", "1 messages stand for more than one delivery"),
        ("DELETE FROM sources", "1 stories have no source"),
    ],
)
async def test_a_broken_rule_is_found(storage: Storage, statement: str, problem: str) -> None:
    await spoil(storage, statement)

    (found,) = await storage.problems()
    assert found.startswith(problem)


async def test_an_owed_edit_is_no_problem(storage: Storage) -> None:
    await spoil(storage, "UPDATE deliveries SET owed_revision = 2, state = 'owed'")

    assert await storage.problems() == []


async def test_a_row_that_points_nowhere_is_found(tmp_path: Path, opened: Opener) -> None:
    """SQLite checks that only where each connection asks for it; other programs may not."""
    storage = await opened(f"sqlite:///{tmp_path}/bot.sqlite3")
    await storage.migrate()
    async with storage.write() as conn:
        await feeds.sync(conn, [feed()], now=NOW)
        await articles.add(conn, [article()], now=NOW)
    with closing(sqlite3.connect(tmp_path / "bot.sqlite3", isolation_level=None)) as other:
        other.execute("DELETE FROM feeds")

    assert await storage.problems() == ["a row of articles points to a missing row of feeds"]


async def test_a_damaged_file_is_found(tmp_path: Path, opened: Opener) -> None:
    path = tmp_path / "bot.sqlite3"
    storage = await opened(f"sqlite:///{path}")
    await storage.migrate()
    async with storage.write() as conn:
        await feeds.sync(conn, [replace(feed(str(n)), url="x" * 900) for n in range(300)], now=NOW)
    await storage.close()
    _damage(path)
    storage = await opened(f"sqlite:///{path}")

    try:
        found = await storage.problems()
    except StorageError as error:
        found = [str(error)]
    assert found


def _damage(path: Path) -> None:
    """Overwrite the end of a file, where the rows are."""
    whole = path.read_bytes()
    path.write_bytes(whole[:-40_960] + b"\x7f" * 40_960)
