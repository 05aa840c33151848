"""What a driver's error means, in one sentence for the person who runs the bot."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.errors import StorageError

# By the beginning of SQLite's own name of the error: the rest tells finer cases apart.
_SQLITE = {
    "SQLITE_BUSY": "is locked by another program; stop that one, or try again later",
    "SQLITE_LOCKED": "is locked by another program; stop that one, or try again later",
    "SQLITE_FULL": "cannot grow: the disk is full",
    "SQLITE_READONLY": "cannot be written: check who owns the file and its folder",
    "SQLITE_CANTOPEN": "cannot be opened: check that the folder exists and may be written",
    "SQLITE_NOTADB": "is no SQLite database: another file has that name",
    "SQLITE_CORRUPT": "is damaged: restore the last backup",
    "SQLITE_IOERR": "cannot be read or written: the disk reports an error",
    "SQLITE_CONSTRAINT": "refused what contradicts its rules",
}
# By SQLSTATE, the longest beginning first.
_POSTGRES = {
    "28": "refuses the user name or the password",
    "3D000": "does not exist on that server: create it first",
    "40": "was changed by two workers at once; try again",
    "42501": "does not allow this user to do that: grant the rights",
    "53100": "cannot grow: the disk is full",
    "53300": "takes no more connections",
    "57": "is shutting down or starting",
    "08": "has dropped the connection",
    "22021": "was given characters that it cannot store",
    "23": "refused what contradicts its rules",
}


@contextmanager
def storage_errors(place: str) -> Iterator[None]:
    """Turn what the drivers raise inside into a `StorageError` about `place`.

    Nothing but the database may do I/O inside: an `OSError` counts as the server being away.
    """
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise StorageError(f"the {place} {_meaning(error)}") from error
    except OSError as error:
        reason = f"cannot be reached ({type(error).__name__}): is the server running"
        raise StorageError(f"the {place} {reason}?") from error


def _meaning(error: SQLAlchemyError | sqlite3.Error) -> str:
    """Return the end of a sentence that begins with the database's name."""
    if isinstance(error, PoolTimeout):
        return "is too busy: all connections are in use"
    cause = error.orig if isinstance(error, DBAPIError) else error
    name = getattr(cause, "sqlite_errorname", None) or ""
    state = getattr(cause, "sqlstate", None) or ""
    for code, table in ((name, _SQLITE), (state, _POSTGRES)):
        for beginning, meaning in table.items():
            if code.startswith(beginning):
                return f"{meaning} ({code})" if "rules" in meaning else meaning
    # Never `str(error)`: it repeats the statement's parameters, whole articles among them.
    return f"refused a statement: {type(cause).__name__}: {str(cause).splitlines()[0][:200]}"
