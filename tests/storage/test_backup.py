import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import StorageError
from bot.storage import feeds
from tests.conftest import NOW
from tests.storage.conftest import Opener
from tests.storage.examples import feed


def names_in(folder: Path) -> list[str]:
    """Return what stands in a folder."""
    return sorted(path.name for path in folder.iterdir())


async def test_a_copy_holds_what_was_committed_and_nothing_else(
    tmp_path: Path, opened: Opener
) -> None:
    """It is taken while someone writes."""
    storage = await opened(f"sqlite:///{tmp_path}/bot.sqlite3")
    await storage.migrate()
    async with storage.write() as conn:
        await feeds.sync(conn, [feed("committed")], now=NOW)
    async with storage.write() as conn:
        await feeds.sync(conn, [feed("committed"), feed("unfinished")], now=NOW)
        await storage.backup(tmp_path / "copy.sqlite3")

    with closing(sqlite3.connect(tmp_path / "copy.sqlite3")) as copy:
        assert copy.execute("SELECT id FROM feeds").fetchall() == [("committed",)]
        assert copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


async def test_a_copy_is_one_file(tmp_path: Path, opened: Opener) -> None:
    """People move it by hand, and would leave a log beside it behind."""
    (tmp_path / "copies").mkdir()
    storage = await opened(f"sqlite:///{tmp_path}/bot.sqlite3")
    await storage.migrate()
    await storage.backup(tmp_path / "copies" / "copy.sqlite3")

    with closing(sqlite3.connect(tmp_path / "copies" / "copy.sqlite3")) as copy:
        assert copy.execute("SELECT count(*) FROM feeds").fetchone() == (0,)
        assert names_in(tmp_path / "copies") == ["copy.sqlite3"]


async def test_an_older_copy_is_replaced(tmp_path: Path, opened: Opener) -> None:
    target = tmp_path / "copy.sqlite3"
    target.write_text("old")
    storage = await opened(f"sqlite:///{tmp_path}/bot.sqlite3")
    await storage.backup(target)

    assert target.read_bytes().startswith(b"SQLite format 3")


async def test_a_copy_that_cannot_be_written_leaves_nothing_behind(
    tmp_path: Path, opened: Opener
) -> None:
    target = tmp_path / "copy"
    target.mkdir()
    storage = await opened(f"sqlite:///{tmp_path}/bot.sqlite3")

    with pytest.raises(StorageError, match="could not be written"):
        await storage.backup(target)
    await storage.close()
    assert names_in(tmp_path) == ["bot.sqlite3", "copy"]


async def test_a_copy_into_a_folder_that_is_not_there_is_told(
    tmp_path: Path, opened: Opener
) -> None:
    storage = await opened(f"sqlite:///{tmp_path}/bot.sqlite3")

    with pytest.raises(StorageError, match="could not be written"):
        await storage.backup(tmp_path / "nowhere" / "copy.sqlite3")
