"""Fixtures for deliveries: an empty SQLite database, and a clock that a test moves.

What differs on PostgreSQL is tested with the storage itself.
"""

import shutil
from pathlib import Path

import pytest

from tests.deliveries.fakes import FakeClock, FakeSender


@pytest.fixture
def storage_url(sqlite_template: Path, tmp_path: Path) -> str:
    """Return the address of a database that has its tables and no rows."""
    path = tmp_path / "dramawire.sqlite3"
    shutil.copyfile(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def sender(clock: FakeClock) -> FakeSender:
    return FakeSender(clock=clock)
