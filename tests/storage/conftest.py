"""Databases without tables, and storages that are closed however a test ends."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Protocol

import pytest

from bot.storage.engine import Storage
from tests.storage.postgres import Server

_BARE = "bare"


@pytest.fixture(scope="session")
def bare_postgres_url(postgres_server: Server) -> str:
    """Return the address of a PostgreSQL database for `bare_url`."""
    return postgres_server.create(_BARE)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.external_service)])
def bare_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of a database in which there is nothing yet; on both engines."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/bare.sqlite3"
    url: str = request.getfixturevalue("bare_postgres_url")
    request.getfixturevalue("postgres_server").clear(_BARE)
    return url


on_postgres = pytest.mark.parametrize(
    "storage_url", [pytest.param("postgresql", marks=pytest.mark.external_service)], indirect=True
)
"""For tests of what SQLite does not have."""


class Opener(Protocol):
    """Opens storages that need not be closed."""

    async def __call__(self, url: str, *, instance: str = "a") -> Storage:
        """Open one."""
        ...


@pytest.fixture
async def opened() -> AsyncIterator[Opener]:
    """Return what opens storages; they are closed after the test, also after one that failed."""
    storages: list[Storage] = []

    async def open_(url: str, *, instance: str = "a") -> Storage:
        storages.append(await Storage.open(url, instance=instance))
        return storages[-1]

    yield open_
    for storage in storages:
        await storage.close()
