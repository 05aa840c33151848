import asyncio
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.errors import StorageError
from bot.storage import articles, feeds
from bot.storage.engine import Storage
from bot.storage.failures import storage_errors
from bot.storage.statements import hold
from tests.conftest import NOW
from tests.storage.conftest import Opener
from tests.storage.examples import article, feed
from tests.storage.postgres import Server

HASTE = timedelta(milliseconds=10)


class Sneeze(Exception):
    """Something that goes wrong outside the database."""


async def test_what_a_block_wrote_is_there_after_it(storage: Storage) -> None:
    async with storage.write() as conn:
        await feeds.sync(conn, [feed()], now=NOW)

    async with storage.read() as conn:
        assert [state.feed for state in await feeds.states(conn)] == [feed()]


async def test_an_exception_undoes_the_whole_block(storage: Storage) -> None:
    async def write_and_sneeze() -> None:
        async with storage.write() as conn:
            await feeds.sync(conn, [feed()], now=NOW)
            raise Sneeze

    with pytest.raises(Sneeze):
        await write_and_sneeze()

    async with storage.read() as conn:
        assert await feeds.states(conn) == []


async def test_a_cancelled_block_is_undone_and_the_next_one_works(storage: Storage) -> None:
    """A time limit of the caller may strike at any await."""
    inside = asyncio.Event()

    async def write_and_wait() -> None:
        async with storage.write() as conn:
            await feeds.sync(conn, [feed("first")], now=NOW)
            inside.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(write_and_wait())
    await inside.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with storage.write() as conn:
        await feeds.sync(conn, [feed("second")], now=NOW)

    async with storage.read() as conn:
        assert [state.feed.id for state in await feeds.states(conn)] == ["second"]


async def test_a_reader_sees_one_moment_while_another_writes(storage: Storage) -> None:
    """Stories and their sources come from two statements, and must fit together."""
    async with storage.read() as view:
        assert await feeds.states(view) == []
        async with storage.write() as conn:
            await feeds.sync(conn, [feed()], now=NOW)

        assert await feeds.states(view) == []


async def test_a_reader_cannot_write(storage: Storage) -> None:
    with pytest.raises(StorageError):
        async with storage.read() as conn:
            await feeds.sync(conn, [feed()], now=NOW)


async def test_writers_take_turns(storage: Storage) -> None:
    """Each reads and then writes, which fails on SQLite where transactions begin unlocked."""

    async def add(number: int) -> None:
        async with storage.write() as conn:
            await hold(conn, ["feeds"])
            known = [state.feed for state in await feeds.states(conn)]
            await feeds.sync(conn, [*known, feed(f"feed {number}")], now=NOW)

    await asyncio.gather(*map(add, range(8)))

    async with storage.read() as conn:
        assert len(await feeds.states(conn)) == 8


async def test_connections_in_use_are_counted(storage: Storage) -> None:
    assert storage.connections_out == 0
    async with storage.write(), storage.read():
        assert storage.connections_out == 2
    assert storage.connections_out == 0


async def test_a_broken_rule_is_told_without_the_data(storage: Storage) -> None:
    """Whole articles are among a statement's parameters; the log is no place for them."""
    with pytest.raises(StorageError, match="contradicts its rules") as caught:
        async with storage.write() as conn:
            await articles.add(conn, [article(feed_id="unknown", headline="Secret")], now=NOW)

    assert "Secret" not in str(caught.value)


async def test_a_statement_that_makes_no_sense_is_told_in_one_line(storage: Storage) -> None:
    with pytest.raises(StorageError, match="refused a statement") as caught:
        async with storage.write() as conn:
            await conn.execute(text("SELECT\n nothing FROM nowhere"))

    assert "\n" not in str(caught.value)


async def test_a_missing_folder_is_made(tmp_path: Path, opened: Opener) -> None:
    await opened(f"sqlite:///{tmp_path}/new/folder/bot.sqlite3")

    assert (tmp_path / "new/folder/bot.sqlite3").exists()


async def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(StorageError, match=r"the folder .*/file/data cannot be made"):
        await Storage.open(f"sqlite:///{tmp_path}/file/data/bot.sqlite3", instance="a")


async def test_a_file_of_another_kind_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Buy kelp.\n" * 200)

    with pytest.raises(StorageError, match=r"notes\.txt is no SQLite database"):
        await Storage.open(f"sqlite:///{path}", instance="a")
    assert path.read_text() == "Buy kelp.\n" * 200


async def test_a_folder_in_place_of_the_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="cannot be opened"):
        await Storage.open(f"sqlite:///{tmp_path}", instance="a")


async def test_a_file_that_another_program_is_writing_is_told(tmp_path: Path) -> None:
    path = tmp_path / "bot.sqlite3"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode=WAL")
        other.execute("BEGIN IMMEDIATE")

        with pytest.raises(StorageError, match="is locked by another program"):
            await Storage.open(f"sqlite:///{path}", instance="a", busy_timeout=HASTE)


async def test_a_full_disk_is_told_and_nothing_is_half_written(
    tmp_path: Path, opened: Opener
) -> None:
    storage = await opened(f"sqlite:///{tmp_path}/bot.sqlite3")
    await storage.migrate()
    many = [article(str(number), headline="x" * 500) for number in range(5_000)]
    async with storage.write() as conn:
        await feeds.sync(conn, [feed()], now=NOW)
        # As full as a disk can be made without filling one.
        await conn.exec_driver_sql("PRAGMA max_page_count=100")

    with pytest.raises(StorageError, match="the disk is full"):
        async with storage.write() as conn:
            await articles.add(conn, many, now=NOW)

    async with storage.read() as conn:
        assert len(await articles.unseen(conn, feed().id, {one.id for one in many})) == 5_000
    assert await storage.problems() == []


def test_a_file_that_may_not_be_written_is_told() -> None:
    """In a process of its own: root, as which tests may run, may write everything."""
    program = (
        "import asyncio, os, sys\n"
        "import concurrent.futures.thread, sqlalchemy.dialects.sqlite.aiosqlite, aiosqlite\n"
        "from bot.errors import StorageError\n"
        "from bot.storage.engine import Storage\n"
        "async def main():\n"
        "    try:\n"
        "        await Storage.open(sys.argv[1], instance='a')\n"
        "    except StorageError as error:\n"
        "        print(error)\n"
        "if os.geteuid() == 0:\n"
        "    os.setuid(65534)\n"
        "asyncio.run(main())\n"
    )
    # Not below pytest's own folder, which only its owner may enter.
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "bot.sqlite3")
        with closing(sqlite3.connect(path)) as other:
            other.execute("CREATE TABLE something (id)")
        path.chmod(0o444)
        path.parent.chmod(0o555)
        told = subprocess.run(
            [sys.executable, "-c", program, f"sqlite:///{path}"],
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        path.parent.chmod(0o755)

    assert "cannot be written: check who owns" in told.stdout


async def test_without_asyncpg_it_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "asyncpg", None)

    with pytest.raises(StorageError, match=r"install dramawire\[postgres\]"):
        await Storage.open("postgresql://bot@db.example/news", instance="a")


async def test_a_server_that_is_not_there_is_told_without_the_password() -> None:
    with pytest.raises(StorageError, match="cannot be reached") as caught:
        await Storage.open("postgresql://bot:hunter2@127.0.0.1:1/news", instance="a")

    assert "hunter2" not in str(caught.value)
    assert "database news on 127.0.0.1" in str(caught.value)


def test_a_pool_that_stays_empty_is_told() -> None:
    """SQLAlchemy's own error speaks of pool sizes and links a page."""
    with pytest.raises(StorageError, match="all connections are in use"), storage_errors("x"):
        raise PoolTimeout


@pytest.mark.external_service
class TestPostgres:
    """What only a server can do to us."""

    async def test_a_database_that_does_not_exist_is_told(self, postgres_server: Server) -> None:
        with pytest.raises(StorageError, match="does not exist on that server"):
            await Storage.open(postgres_server.url("nowhere"), instance="a")

    async def test_a_user_that_does_not_exist_is_told(self, postgres_server: Server) -> None:
        url = postgres_server.url("postgres").replace("dramawire@", "stranger@")

        with pytest.raises(StorageError, match="refuses the user name"):
            await Storage.open(url, instance="a")

    async def test_a_connection_that_the_server_ends_costs_one_block(
        self, postgres_url: str, opened: Opener
    ) -> None:
        """A server that restarts must not need a restart of the bot."""
        storage = await opened(postgres_url, instance="victim")
        other = await opened(postgres_url, instance="other")
        kill = text(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE application_name = 'dramawire victim'"
        )

        async def lose_it_in_the_middle() -> None:
            async with storage.write() as conn:
                await conn.execute(text("SELECT 1"))
                async with other.write() as killer:
                    await killer.execute(kill)
                await conn.execute(text("SELECT 1"))

        with pytest.raises(StorageError):
            await lose_it_in_the_middle()
        async with storage.write() as conn:
            assert await conn.scalar(text("SELECT 1")) == 1
        async with other.write() as killer:
            await killer.execute(kill)
        async with storage.read() as conn:
            assert await conn.scalar(text("SELECT 1")) == 1

    async def test_a_copy_is_left_to_the_servers_own_program(
        self, postgres_url: str, tmp_path: Path, opened: Opener
    ) -> None:
        storage = await opened(postgres_url)

        with pytest.raises(StorageError, match="pg_dump"):
            await storage.backup(tmp_path / "copy")
