"""Databases without tables, for the tests that make them."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from tests.storage.postgres import Server


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.external_service)])
def bare_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Return the address of a database in which there is nothing yet; on both engines."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/bare.sqlite3"
        return
    server: Server = request.getfixturevalue("postgres_server")
    name = f"bare_{uuid4().hex}"
    yield server.create(name)
    server.drop(name)
