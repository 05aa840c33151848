"""Database addresses as people write them, and as the drivers want them."""

from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.errors import StorageError

_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
    "postgresql+asyncpg": "postgresql+asyncpg",
}
_FORMS = "write sqlite:///FOLDER/FILE or postgresql://USER:PASSWORD@HOST/DATABASE"


def normalise(url: str) -> URL:
    """Return the address with our driver, and with the settings as that driver names them.

    Raises:
        StorageError: it is no address of a database that we know. The text never holds more of
            it than the scheme, since there may be a password in it.
    """
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise StorageError(f"the database's address cannot be read; {_FORMS}") from error
    driver = _DRIVERS.get(parsed.drivername)
    if driver is None:
        raise StorageError(f"no database is reached by {parsed.drivername}: {_FORMS}")
    parsed = parsed.set(drivername=driver)
    return _to_file(parsed) if driver.startswith("sqlite") else _to_server(parsed)


def _to_file(url: URL) -> URL:
    """Return the address with a full path; a database in memory is refused.

    Readers have connections of their own, and each would see another, empty memory.
    """
    if url.database in {None, "", ":memory:"}:
        raise StorageError("the database must be a file: write sqlite:///FOLDER/FILE")
    path = Path(str(url.database)).expanduser().absolute()
    return URL.create(url.drivername, database=str(path))


def _to_server(url: URL) -> URL:
    """Return the address as asyncpg wants it: hosting firms hand out libpq's `sslmode`."""
    if "sslmode" not in url.query:
        return url
    mode = url.query["sslmode"]
    return url.difference_update_query(["sslmode"]).update_query_dict({"ssl": mode})
