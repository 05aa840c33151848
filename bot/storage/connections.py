"""How connections to each database are made, kept and set up."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.engine import URL, Connection
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

_READERS = 4
_CONNECT_TIMEOUT_S = 10
# No statement of ours takes seconds; one that does not end has lost its server.
_STATEMENT_TIMEOUT_S = 120

# FULL rather than NORMAL: with NORMAL a commit survives the end of the process, but not of the
# machine, and a delivery whose claim is forgotten would be sent twice (ADR 1 has the price).
_DURABLE = ("journal_mode=WAL", "synchronous=FULL")

# IMMEDIATE: a transaction that reads and then writes would fail at once, however long the time
# limit, when another has written in between.
_BEGIN_TO_WRITE = "BEGIN IMMEDIATE"


def server_engines(url: URL, *, instance: str) -> tuple[AsyncEngine, AsyncEngine]:
    """Return two engines over one pool of connections to PostgreSQL, to write and to read."""
    settings = {
        "server_settings": {"application_name": f"dramawire {instance}"},
        "timeout": _CONNECT_TIMEOUT_S,
        "command_timeout": _STATEMENT_TIMEOUT_S,
    }
    # Asked before use: a server that was restarted would fail the first user of each connection.
    writer = create_async_engine(url, pool_pre_ping=True, connect_args=settings)
    reader = writer.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return writer, reader


def prove_file(path: Path, *, busy_timeout: timedelta) -> None:
    """Open a SQLite file and take its lock once, so that the engines find nothing wrong with it.

    Done without aiosqlite: where that fails to connect it leaves a thread that may end after the
    event loop, with a traceback on the terminal.

    Raises:
        sqlite3.Error: it cannot be opened or written, or is no SQLite file.
    """
    timeout_s = busy_timeout.total_seconds()
    with closing(sqlite3.connect(path, timeout=timeout_s, isolation_level=None)) as connection:
        for pragma in _DURABLE:
            connection.execute(f"PRAGMA {pragma}")
        connection.execute(_BEGIN_TO_WRITE)
        connection.execute("ROLLBACK")


def file_engines(url: URL, *, busy_timeout: timedelta) -> tuple[AsyncEngine, AsyncEngine]:
    """Return two engines over a SQLite file: one connection that writes, several that cannot."""
    writer = _file_engine(
        url,
        busy_timeout=busy_timeout,
        connections=1,
        pragmas=(*_DURABLE, "foreign_keys=ON"),
        begin=_BEGIN_TO_WRITE,
    )
    reader = _file_engine(
        url,
        busy_timeout=busy_timeout,
        connections=_READERS,
        pragmas=("query_only=ON",),
        begin="BEGIN",
    )
    return writer, reader


def rebuilding_engine(url: URL, *, busy_timeout: timedelta) -> AsyncEngine:
    """Return an engine for migrations of a SQLite file: it does not follow foreign keys.

    SQLite changes most things of a table only by making it anew, and dropping the old one would
    count as removing every row that others point to.
    """
    return _file_engine(
        url,
        busy_timeout=busy_timeout,
        connections=1,
        pragmas=(*_DURABLE, "foreign_keys=OFF"),
        begin=_BEGIN_TO_WRITE,
    )


def _file_engine(
    url: URL,
    *,
    busy_timeout: timedelta,
    connections: int,
    pragmas: tuple[str, ...],
    begin: str,
) -> AsyncEngine:
    """Return an engine that sets up each connection and begins transactions in our words.

    The sqlite3 module would begin them when it thinks fit, and never before a SELECT.
    """
    engine = create_async_engine(
        url,
        pool_size=connections,
        max_overflow=0,
        connect_args={"timeout": busy_timeout.total_seconds()},
    )

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
    return engine
