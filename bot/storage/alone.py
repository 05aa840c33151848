"""One process for each instance name: two would take each other's leases for their own.

Both locks end with the process that holds them, however it ends.
"""

import asyncio
import fcntl
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.errors import StorageError
from bot.storage.failures import storage_errors
from bot.storage.statements import number_of

_LOOK_AGAIN_S = 0.1


@asynccontextmanager
async def file_held(
    file: Path, *, instance: str, place: str, patience_s: float
) -> AsyncIterator[None]:
    """Hold an instance's name on a SQLite file, by a lock on an empty file beside it.

    Raises:
        StorageError: another process holds it, also after `patience_s`.
    """
    lock = file.with_name(f"{file.name}.{quote(instance, safe='')}.lock")
    with _opened(lock, place=place) as descriptor:
        ends_at = time.monotonic() + patience_s
        while not _locked(descriptor):
            if time.monotonic() >= ends_at:
                raise _taken(instance, place)
            await asyncio.sleep(_LOOK_AGAIN_S)
        yield


@asynccontextmanager
async def server_held(
    engine: AsyncEngine, *, instance: str, place: str, patience_s: float
) -> AsyncIterator[None]:
    """Hold an instance's name on a PostgreSQL database, by a lock of a connection's session.

    Raises:
        StorageError: another process holds it, also after `patience_s`.
    """
    key = number_of(f"instance {instance}")
    # Without a transaction: one that stays open for days would keep dead rows from being removed.
    at_once = engine.execution_options(isolation_level="AUTOCOMMIT")
    with storage_errors(place):
        connection = await at_once.connect()
    try:
        with storage_errors(place):
            ends_at = time.monotonic() + patience_s
            while not await connection.scalar(select(func.pg_try_advisory_lock(key))):
                if time.monotonic() >= ends_at:
                    raise _taken(instance, place)
                await asyncio.sleep(_LOOK_AGAIN_S)
        yield
    finally:
        with suppress(SQLAlchemyError, OSError):
            # Closed, not given back to the pool: the lock would live on with the session.
            await connection.invalidate()
        await connection.close()


@contextmanager
def _opened(path: Path, *, place: str) -> Iterator[int]:
    try:
        lock = path.open("wb")
    except OSError as error:
        raise StorageError(f"the {place} needs {path} beside it: {error.strerror}") from error
    with lock:
        yield lock.fileno()


def _locked(descriptor: int) -> bool:
    """Take the lock, or tell that another process has it.

    A lock of the process (POSIX), not of the open file: that one would be handed on to the
    parser's processes, which may live a moment longer than a bot that was killed.
    """
    try:
        fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _taken(instance: str, place: str) -> StorageError:
    return StorageError(
        f'another process already runs as instance "{instance}" on the {place}: stop that one '
        "first (each process needs a `database.instance` of its own)"
    )
