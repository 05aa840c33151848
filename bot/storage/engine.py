"""The one door to the database: connections, transactions, and errors in plain words."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import StorageError
from bot.storage import backup, checks, schema
from bot.storage.alone import file_held, server_held
from bot.storage.connections import file_engines, prove_file, rebuilding_engine, server_engines
from bot.storage.failures import storage_errors
from bot.storage.statements import hold
from bot.storage.urls import normalise

_BUSY_TIMEOUT = timedelta(seconds=5)
_PATIENCE = timedelta(seconds=5)
"""For a process that has just been killed and is not quite gone."""


class Storage:
    """An open database; made by `open`, ended by `close`.

    Attributes:
        instance: the name under which this process takes leases.
        place: what the database is, for people; never holds a password.
    """

    def __init__(self, *, url: URL, instance: str, busy_timeout: timedelta) -> None:
        self.instance = instance
        self._url = url
        self._busy_timeout = busy_timeout
        self._file = Path(str(url.database)) if url.drivername.startswith("sqlite") else None
        if self._file is None:
            self.place = f"database {url.database} on {url.host or 'this machine'}"
            self._writer, self._reader = server_engines(url, instance=instance)
        else:
            self.place = f"database file {self._file}"
            self._writer, self._reader = file_engines(url, busy_timeout=busy_timeout)
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
        try:
            storage = cls(url=address, instance=instance, busy_timeout=busy_timeout)
        except ModuleNotFoundError as error:
            raise StorageError(
                f"the {error.name} that this database needs is not installed: "
                "for PostgreSQL, install dramawire[postgres]"
            ) from error
        try:
            await storage._prove(busy_timeout=busy_timeout)
        except BaseException:
            await storage.close()
            raise
        return storage

    def alone(self, *, patience: timedelta = _PATIENCE) -> AbstractAsyncContextManager[None]:
        """Hold this instance's name for the block, so that no other process takes its leases.

        Args:
            patience: how long to wait for a process that holds it.

        Raises:
            StorageError: another process holds it.
        """
        facts = {"instance": self.instance, "place": self.place}
        patience_s = patience.total_seconds()
        if self._file is None:
            return server_held(self._writer, **facts, patience_s=patience_s)
        return file_held(self._file, **facts, patience_s=patience_s)

    async def migrate(self, *, scripts: Path = schema.SCRIPTS) -> None:
        """Bring the tables to what this version of the bot needs; a file is copied before.

        Raises:
            StorageError: a newer version of the bot made the tables, or a migration failed; then
                nothing has changed.
        """
        state = await self._schema(scripts=scripts)
        if state.is_current:
            return
        if self._file is None:
            async with self.write() as connection:
                # Of two processes that start at once, the second finds nothing left to do.
                await hold(connection, ["migrate"])
                await connection.run_sync(schema.upgrade, scripts=scripts)
            return
        if state.current is not None:
            await self.backup(self._file.with_name(f"{self._file.name}.before-{state.newest}"))
        engine = rebuilding_engine(self._url, busy_timeout=self._busy_timeout)
        try:
            with storage_errors(self.place):
                async with self._turn, engine.begin() as connection:
                    await connection.run_sync(schema.upgrade, scripts=scripts)
                    await checks.no_orphans(connection)
        finally:
            await engine.dispose()

    async def is_current(self) -> bool:
        """Tell whether the tables are those that this version of the bot needs.

        Raises:
            StorageError: a newer version of the bot made them, or another program.
        """
        return (await self._schema(scripts=schema.SCRIPTS)).is_current

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

    async def _schema(self, *, scripts: Path) -> schema.SchemaState:
        async with self.read() as connection:
            return await connection.run_sync(schema.state, scripts=scripts)

    async def _prove(self, *, busy_timeout: timedelta) -> None:
        """Begin to write and stop, so that what is wrong is told at the start."""
        if self._file is None:
            async with self.write():
                return
        _make_folder(self._file.parent)
        with storage_errors(self.place):
            await asyncio.to_thread(prove_file, self._file, busy_timeout=busy_timeout)

    async def close(self) -> None:
        """Close every connection; the storage cannot be used afterwards."""
        for engine in (self._writer, self._reader):
            await engine.dispose()


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(f"the folder {folder} cannot be made: {error.strerror}") from error
