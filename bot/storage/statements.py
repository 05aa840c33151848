"""The few statements that the two databases spell differently, and batches of the others."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import ARRAY, BigInteger, Column, Select, Table, bindparam, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

T = TypeVar("T")

# SQLite takes 32,766 values in a statement and asyncpg 32,767, but a plan for 500 is made once
# and found again, and no id list of ours is often longer.
CHUNK = 500


def chunks(values: Iterable[T], *, size: int = CHUNK) -> Iterator[list[T]]:
    """Yield the values in order, in lists of at most `size`."""
    rest = iter(values)
    while part := list(islice(rest, size)):
        yield part


async def select_in(
    conn: AsyncConnection, statement: Select[Any], column: Column[Any], values: Iterable[Any]
) -> list[Row[Any]]:
    """Return the rows of `statement` whose `column` has one of the values, any number of them.

    The rows keep the statement's order only within a chunk.
    """
    rows: list[Row[Any]] = []
    for part in chunks(sorted(set(values))):
        rows += (await conn.execute(statement.where(column.in_(part)))).all()
    return rows


def insert_into(conn: AsyncConnection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """Return the insert that knows `ON CONFLICT`: SQLAlchemy's neutral one does not."""
    return sqlite.insert(table) if conn.dialect.name == "sqlite" else postgresql.insert(table)


async def insert_missing(
    conn: AsyncConnection, table: Table, rows: Sequence[dict[str, Any]]
) -> None:
    """Insert the rows, but for those that are there already by any of the table's keys."""
    if rows:
        await conn.execute(insert_into(conn, table).on_conflict_do_nothing(), rows)


async def upsert(
    conn: AsyncConnection,
    table: Table,
    rows: Sequence[dict[str, Any]],
    *,
    keep: Collection[str] = (),
) -> None:
    """Insert the rows, or change those with the same primary key.

    Args:
        conn: the open transaction.
        table: where to.
        rows: all with the same columns.
        keep: columns that stay as they were where the row exists.
    """
    if not rows:
        return
    keys = {column.name for column in table.primary_key}
    insert = insert_into(conn, table)
    change = {name: insert.excluded[name] for name in rows[0] if name not in keys | {*keep}}
    await conn.execute(
        insert.on_conflict_do_update(index_elements=list(table.primary_key), set_=change), rows
    )


async def hold(conn: AsyncConnection, names: Iterable[str]) -> None:
    """Wait until no other transaction holds one of these names; hold them to the end of this one.

    Names may stand for rows that do not exist yet, which no row lock can. On SQLite nothing is to
    be done: there is one writer at a time.
    """
    if conn.dialect.name == "sqlite":
        return
    # Sorted, so that two transactions never wait for each other.
    keys = sorted({number_of(name) for name in names})
    asked = func.unnest(bindparam("keys", keys, type_=ARRAY(BigInteger))).column_valued("key")
    await conn.execute(select(func.pg_advisory_xact_lock(asked)))


def number_of(name: str) -> int:
    """Return the 64-bit number by which PostgreSQL knows a name."""
    digest = hashlib.blake2b(name.encode(), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)
