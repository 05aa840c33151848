"""The log of corrections of shows: append-only, dated, and signed by who made them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import insert, or_, select
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Show, ShowId
from bot.storage.statements import hold
from bot.storage.tables import corrections as table


class Act(StrEnum):
    """What a correction did to a show."""

    MERGED = "merged"
    """Another show turned out to be this one."""
    SPLIT = "split"
    """One of its names turned out to be another show's; undoes a merge."""
    RENAMED = "renamed"
    """It is shown to people under another title."""
    NAMED = "named"
    """It has one more name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One line of the log.

    Attributes:
        id: grows in the order in which corrections are committed.
        show: as it was before.
        other: the show that was merged into `show` or split from it, as it was before.
        name: the new title or name, or the one that was split off.
        told_by: who made it, for people.
        moved: which stories and subscriptions went from one show to the other.
    """

    id: int
    at: datetime
    act: Act
    show: Show
    other: Show | None
    name: str | None
    told_by: str
    moved: Mapping[str, Any]


async def begin(conn: AsyncConnection) -> None:
    """Let no one else make a correction until this transaction ends.

    Only so do ids grow in the order of commits, on which `since` relies.
    """
    await hold(conn, ["corrections of shows"])


async def append(
    conn: AsyncConnection,
    act: Act,
    show: Show,
    *,
    told_by: str,
    now: datetime,
    other: Show | None = None,
    name: str | None = None,
    moved: Mapping[str, Any] | None = None,
) -> None:
    """Add a line to the log."""
    await conn.execute(
        insert(table).values(
            at=now,
            act=act.value,
            show_id=show.id,
            show=_record(show),
            other_id=other and other.id,
            other=other and _record(other),
            name=name,
            told_by=told_by,
            moved=dict(moved or {}),
        )
    )


async def since(conn: AsyncConnection, id_: int = 0) -> list[Correction]:
    """Return the corrections that came after the one of this id, in order."""
    rows = await conn.execute(select(table).where(table.c.id > id_).order_by(table.c.id))
    return [_correction(row) for row in rows]


async def of_shows(conn: AsyncConnection, ids: Sequence[ShowId]) -> list[Correction]:
    """Return the corrections that any of these shows had a part in, in order."""
    wanted = select(table).where(or_(table.c.show_id.in_(ids), table.c.other_id.in_(ids)))
    return [_correction(row) for row in await conn.execute(wanted.order_by(table.c.id))]


async def merge_of(conn: AsyncConnection, show_id: ShowId) -> Correction | None:
    """Return the merge by which a show became part of another, unless it was split off again."""
    acts = (Act.MERGED.value, Act.SPLIT.value)
    last = (
        select(table)
        .where(table.c.other_id == show_id, table.c.act.in_(acts))
        .order_by(table.c.id.desc())
        .limit(1)
    )
    row = (await conn.execute(last)).first()
    return _correction(row) if row is not None and row.act == Act.MERGED else None


async def root_of(conn: AsyncConnection, show_id: ShowId) -> ShowId:
    """Return the show that a show has become part of, or itself."""
    while merge := await merge_of(conn, show_id):
        show_id = merge.show.id
    return show_id


async def family(conn: AsyncConnection, show_id: ShowId) -> list[ShowId]:
    """Return a show's id and those of all that have become part of it."""
    members = [show_id]
    for member in members:
        merged = select(table.c.other_id).where(
            table.c.show_id == member, table.c.act == Act.MERGED.value
        )
        for other_id in dict.fromkeys((await conn.scalars(merged)).all()):
            merge = await merge_of(conn, ShowId(str(other_id)))
            if merge and merge.show.id == member:
                members.append(ShowId(str(other_id)))
    return members


def _record(show: Show) -> dict[str, Any]:
    return {
        "id": show.id,
        "title": show.title,
        "names": list(show.names),
        "country": show.country,
        "year": show.year,
        "network": show.network,
        "known": show.known,
    }


def _show(record: Mapping[str, Any]) -> Show:
    return Show(**{**record, "names": tuple(record["names"])})


def _correction(row: Row[Any]) -> Correction:
    return Correction(
        id=row.id,
        at=row.at,
        act=Act(row.act),
        show=_show(row.show),
        other=None if row.other is None else _show(row.other),
        name=row.name,
        told_by=row.told_by,
        moved=row.moved,
    )
