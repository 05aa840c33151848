"""The one door to the database: connections, transactions, and errors in plain words."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import URL, Connection
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.errors import StorageError
from bot.storage import backup, checks, schema
from bot.storage.failures import storage_errors
from bot.storage.statements import hold
from bot.storage.urls import normalise

_BUSY_TIMEOUT = timedelta(seconds=5)
_READERS = 4

# FULL rather than NORMAL: with NORMAL a commit survives the end of the process, but not of the
# machine, and a delivery whose claim is forgotten would be sent twice (ADR 1 has the price).
_WRITER_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON")
_READER_PRAGMAS = ("query_only=ON",)


class Storage:
    """An open database; made by `open`, ended by `close`.

    Attributes:
        instance: the name under which this process takes leases.
        place: what the database is, for people; never holds a password.
    """

    def __init__(self, *, url: URL, instance: str, busy_timeout: timedelta) -> None:
        self.instance = instance
        self._url = url
        self._file = Path(str(url.database)) if url.drivername.startswith("sqlite") else None
        if self._file is None:
            self.place = f"database {url.database} on {url.host or 'this machine'}"
            self._writer, self._reader = _server_engines(url, instance=instance)
        else:
            self.place = f"database file {self._file}"
            self._writer, self._reader = _file_engines(url, busy_timeout=busy_timeout)
        self._turn: AbstractAsyncContextManager[Any] = (
            nullcontext() if self._file is None else asyncio.Lock()
        )

    @classmethod
    async def open(
        cls, url: str, *, instance: str, busy_timeout: timedelta = _BUSY_TIMEOUT
    ) -> "Storage":
        """Open a database and prove that it answers; a missing file is made, with its folder.

        Args:
            url: `sqlite:///path` or `postgresql://user@host/name`, with or without a driver.
            instance: the name under which this process takes leases.
            busy_timeout: how long to wait for another program that is writing to the file.

        Raises:
            StorageError: the address is wrong, or the database cannot be reached or written.
        """
        address = normalise(url)
        if address.drivername.startswith("sqlite"):
            _make_folder(Path(str(address.database)).parent)
        try:
            storage = cls(url=address, instance=instance, busy_timeout=busy_timeout)
        except ModuleNotFoundError as error:
            raise StorageError(
                f"the {error.name} that this database needs is not installed: "
                "for PostgreSQL, install dramawire[postgres]"
            ) from error
        try:
            async with storage.write():
                pass
        except BaseException:
            await storage.close()
            raise
        return storage

    async def migrate(self, *, scripts: Path = schema.SCRIPTS) -> None:
        """Bring the tables to what this version of the bot needs; a file is copied before.

        Raises:
            StorageError: a newer version of the bot made the tables, or a migration failed; then
                nothing has changed.
        """
        async with self.read() as connection:
            state = await connection.run_sync(schema.state, scripts=scripts)
        if state.current == state.newest:
            return
        if self._file is not None and state.current is not None:
            copy = self._file.with_name(f"{self._file.name}.before-{state.newest}")
            await self.backup(copy)
        async with self.write() as connection:
            # Of two processes that start at once, the second finds nothing left to do.
            await hold(connection, ["migrate"])
            await connection.run_sync(schema.upgrade, scripts=scripts)

    async def backup(self, target: Path) -> None:
        """Copy the database into a file, while others go on writing.

        Raises:
            StorageError: the target cannot be written, or the database is no file.
        """
        if self._file is None:
            raise StorageError(f"the {self.place} is copied with PostgreSQL's own pg_dump")
        await asyncio.to_thread(backup.copy, self._file, target)

    async def problems(self) -> list[str]:
        """Return what is wrong with the data, one sentence each; nothing when all is well.

        Raises:
            StorageError: the database cannot be read at all.
        """
        async with self.read() as connection:
            return await checks.problems(connection)

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """Open one transaction: committed at the end of the block, undone by any exception.

        On SQLite one block runs at a time, so nothing that takes long belongs in it.

        Raises:
            StorageError: the database refused something or could not be reached.
        """
        async with self._turn:
            with storage_errors(self.place):
                async with self._writer.begin() as connection:
                    yield connection

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """Open one view of the data, the same for all statements in the block.

        Raises:
            StorageError: the database could not be reached, or something tried to write.
        """
        with storage_errors(self.place):
            async with self._reader.connect() as connection:
                yield connection

    @property
    def connections_out(self) -> int:
        """The number of connections that are in use now."""
        pools = {engine.pool for engine in (self._writer, self._reader)}
        return sum(pool.checkedout() for pool in pools)  # type: ignore[attr-defined]  # all queues

    async def close(self) -> None:
        """Close every connection; the storage cannot be used afterwards."""
        for engine in (self._writer, self._reader):
            await engine.dispose()


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(f"the folder {folder} cannot be made: {error.strerror}") from error


def _server_engines(url: URL, *, instance: str) -> tuple[AsyncEngine, AsyncEngine]:
    """Return two engines over one pool, for writing and for reading."""
    settings = {"server_settings": {"application_name": f"dramawire {instance}"}, "timeout": 10}
    # Asked before use: a server that was restarted would fail the first user of each connection.
    writer = create_async_engine(url, pool_pre_ping=True, connect_args=settings)
    reader = writer.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return writer, reader


def _file_engines(url: URL, *, busy_timeout: timedelta) -> tuple[AsyncEngine, AsyncEngine]:
    """Return an engine of one connection that writes, and one of several that cannot."""
    settings = {"timeout": busy_timeout.total_seconds()}
    writer = create_async_engine(url, pool_size=1, max_overflow=0, connect_args=settings)
    reader = create_async_engine(url, pool_size=_READERS, max_overflow=0, connect_args=settings)
    # IMMEDIATE: a transaction that reads and then writes would fail at once, however long the
    # time limit, when another has written in between.
    _configure(writer, pragmas=_WRITER_PRAGMAS, begin="BEGIN IMMEDIATE")
    _configure(reader, pragmas=_READER_PRAGMAS, begin="BEGIN")
    return writer, reader


def _configure(engine: AsyncEngine, *, pragmas: tuple[str, ...], begin: str) -> None:
    """Take transactions out of the sqlite3 module's hands, and set up each new connection."""

    def on_connect(connection: DBAPIConnection, _record: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    def on_begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine.sync_engine, "connect", on_connect)
    event.listen(engine.sync_engine, "begin", on_begin)
