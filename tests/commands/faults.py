"""What goes wrong below the commands."""

import pytest

from bot.errors import StorageError
from bot.storage.connection import AsyncConnection
from bot.storage.engine import Storage


class RefusedConnection:
    """A view of a database that cannot be reached."""

    async def __aenter__(self) -> AsyncConnection:
        """Fail as the storage does."""
        raise StorageError("the database file is gone")

    async def __aexit__(self, *_error: object) -> None:
        """Do nothing: there was no connection."""


def break_storage(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every view of the database fail from now on."""
    monkeypatch.setattr(storage, "read", RefusedConnection)
    monkeypatch.setattr(storage, "write", RefusedConnection)
