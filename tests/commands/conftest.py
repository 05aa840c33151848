"""Fixtures for the commands: the real client on the loopback server, over an empty database."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.storage.engine import Storage
from tests.commands.desk import Desk, opened_desk
from tests.lookup.fixtures import clock, lookup, maze, server, session, wikidata

__all__ = ["clock", "lookup", "maze", "server", "session", "wikidata"]


@pytest.fixture
def storage_url(sqlite_template: Path, tmp_path: Path) -> str:
    """Return an empty SQLite database: what differs on PostgreSQL is tested with the storage."""
    path = tmp_path / "dramawire.sqlite3"
    shutil.copyfile(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture
async def desk(storage: Storage) -> AsyncIterator[Desk]:
    """Connect a bot to a Discord with one server and one channel."""
    async with opened_desk(storage) as desk:
        yield desk
