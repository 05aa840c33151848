"""Shows that the news has taught us; the catalogue's stand in the package."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Show, ShowId
from bot.storage.columns import people_of
from bot.storage.statements import select_in, upsert
from bot.storage.tables import shows as table
from bot.storage.tables import stories


async def ensure(conn: AsyncConnection, shows: Iterable[Show]) -> None:
    """Store the shows; what is known of one already is added to and never lost.

    The title stays; new names are added behind the old; a country, year or network is filled in
    where there was none.
    """
    wanted: dict[ShowId, Show] = {}
    for show in shows:
        wanted[show.id] = _joined(wanted[show.id], show) if show.id in wanted else show
    known = await get(conn, wanted)
    rows = [
        _values(_joined(known[id_], wanted[id_]) if id_ in known else wanted[id_])
        for id_ in sorted(wanted)
    ]
    await upsert(conn, table, rows)


async def rename(conn: AsyncConnection, show_id: ShowId, *, title: str) -> None:
    """Give a stored show another title; a show of the catalogue has no row to change."""
    await conn.execute(update(table).where(table.c.id == show_id).values(title=title))


async def all_shows(conn: AsyncConnection) -> list[Show]:
    """Return the shows that do not stand in the catalogue, by id."""
    rows = await conn.execute(select(table).where(~table.c.known).order_by(table.c.id))
    return [show_of(row) for row in rows]


async def people(conn: AsyncConnection) -> dict[ShowId, list[str]]:
    """Return whom the news has named with each show, the latest first."""
    rows = await conn.execute(
        select(stories.c.show_id, stories.c.people).order_by(stories.c.updated_at.desc())
    )
    named: dict[ShowId, dict[str, None]] = {}
    for row in rows:
        for person in people_of(row.people):
            named.setdefault(ShowId(row.show_id), {})[person.name] = None
    return {show_id: list(names) for show_id, names in named.items()}


async def get(conn: AsyncConnection, ids: Iterable[ShowId]) -> dict[ShowId, Show]:
    """Return the stored ones among the shows asked for."""
    rows = await select_in(conn, select(table), table.c.id, ids)
    return {ShowId(row.id): show_of(row) for row in rows}


def _joined(old: Show, new: Show) -> Show:
    return Show(
        id=old.id,
        # A show that no outlet has named yet is called as the person typed it who follows it.
        title=old.title if old.names else new.title,
        names=tuple(dict.fromkeys((*old.names, *new.names))),
        country=old.country or new.country,
        year=old.year or new.year,
        network=old.network or new.network,
        known=old.known or new.known,
    )


def _values(show: Show) -> dict[str, Any]:
    return {
        "id": show.id,
        "title": show.title,
        "names": list(show.names),
        "country": show.country,
        "year": show.year,
        "network": show.network,
        "known": show.known,
    }


def show_of(row: Row[Any]) -> Show:
    """Return the show of a row."""
    return Show(
        id=ShowId(row.id),
        title=row.title,
        names=tuple(row.names),
        country=row.country,
        year=row.year,
        network=row.network,
        known=row.known,
    )
