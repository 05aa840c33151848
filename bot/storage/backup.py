"""A copy of a database file that is in use."""

import sqlite3
from contextlib import closing
from pathlib import Path

from bot.errors import StorageError


def copy(source: Path, target: Path) -> None:
    """Copy a SQLite file as it stands at one moment, whoever writes meanwhile.

    The target appears whole or not at all; one that exists is replaced.

    Raises:
        StorageError: the source cannot be read or the target cannot be written.
    """
    part = target.with_name(f"{target.name}.part")
    try:
        with (
            closing(sqlite3.connect(source)) as reader,
            closing(sqlite3.connect(part)) as writer,
        ):
            reader.backup(writer)
            # A copy is one file: without this it would ask for a log beside it when opened.
            writer.execute("PRAGMA journal_mode=DELETE")
        part.replace(target)
    except (sqlite3.Error, OSError) as error:
        part.unlink(missing_ok=True)
        raise StorageError(f"the copy {target} could not be written: {error}") from error
