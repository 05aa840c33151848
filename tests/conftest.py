"""Fixtures for all tests: a time, and an empty database of each kind."""

import asyncio
import functools
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings

from bot.announcements.lexicon.load import load_lexicons
from bot.storage.engine import Storage
from bot.storage.tables import metadata
from tests.storage.postgres import Server, find_programs, required, running_server

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
"""The time at which tests play."""

# A busy machine takes its time; how fast things are is a matter of `make bench`.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

_TEMPLATE = "dramawire"


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """Run one PostgreSQL for this process; never left out where CI is set."""
    programs = required(find_programs(), in_ci=bool(os.environ.get("CI")))
    with running_server(programs) as server:
        yield server


@pytest.fixture(scope="session")
def postgres_url(postgres_server: Server) -> str:
    """Return the address of a PostgreSQL database that has its tables."""
    return _migrated(postgres_server.create(_TEMPLATE))


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a SQLite file that has its tables, to be copied."""
    path = tmp_path_factory.mktemp("template") / "template.sqlite3"
    _migrated(f"sqlite:///{path}")
    return path


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.external_service)])
async def storage_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of a database that has its tables and no rows; on both engines."""
    if request.param == "sqlite":
        path = tmp_path / "dramawire.sqlite3"
        shutil.copyfile(request.getfixturevalue("sqlite_template"), path)
        return f"sqlite:///{path}"
    url: str = request.getfixturevalue("postgres_url")
    await _empty(url)
    return url


@pytest.fixture
async def storage(storage_url: str) -> AsyncIterator[Storage]:
    """Open that database; fail the test that leaves a connection in use."""
    storage = await Storage.open(storage_url, instance="test")
    yield storage
    left = storage.connections_out
    await storage.close()
    assert left == 0, f"{left} connections were never given back"


async def _empty(url: str) -> None:
    storage = await Storage.open(url, instance="cleaner")
    async with storage.write() as conn:
        for table in reversed(metadata.sorted_tables):
            await conn.execute(table.delete())
    await storage.close()


def _migrated(url: str) -> str:
    """Give a database its tables; in a thread, since the tests' own loop may be running."""

    async def migrate() -> None:
        storage = await Storage.open(url, instance="setup")
        await storage.migrate()
        await storage.close()

    with ThreadPoolExecutor(max_workers=1) as pool:
        pool.submit(asyncio.run, migrate()).result()
    return url


@pytest.fixture(scope="session", autouse=True)
def _lexicons_once() -> Iterator[None]:
    """Compile each lexicon once a worker: every desk that a test opens would do it again."""
    once = functools.cache(load_lexicons)
    with pytest.MonkeyPatch.context() as patch:
        for room in ("bot.pipeline.desk", "bot.cli.explain"):
            patch.setattr(f"{room}.load_lexicons", once)
        yield
