import shutil
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlalchemy.engine import Connection

from bot.errors import StorageError
from bot.model import DeliveryId
from bot.storage import articles, deliveries, feeds, schema
from bot.storage.engine import Storage
from bot.storage.tables import metadata
from tests.conftest import NOW
from tests.storage.conftest import Opener
from tests.storage.examples import article, feed

NEXT = '''"""One more, for a test."""

import sqlalchemy as sa
from alembic import op

revision = "next"
down_revision = "{newest}"


def upgrade() -> None:
    op.add_column("feeds", sa.Column("mood", sa.Text()))
    {more}
'''


def scripts_with_one_more(tmp_path: Path, *, more: str = "") -> Path:
    """Return a folder with our migrations and one that follows them."""
    folder = tmp_path / "migrations"
    shutil.copytree(schema.SCRIPTS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    newest = max(path.stem for path in (folder / "versions").glob("v*.py"))
    script = NEXT.format(newest=newest[1:5], more=more)
    (folder / "versions" / "v9999_next.py").write_text(script)
    return folder


def copies_in(folder: Path) -> list[Path]:
    """Return the copies that an update has made."""
    return sorted(folder.glob("*.before-*"))


def differences(connection: Connection) -> list[object]:
    """Return what Alembic would change to bring the tables to the metadata."""
    options = {"version_table": schema.VERSION_TABLE, "compare_server_default": True}
    return list(compare_metadata(MigrationContext.configure(connection, opts=options), metadata))


async def test_the_migrations_make_the_tables_that_the_statements_use(
    bare_url: str, opened: Opener
) -> None:
    storage = await opened(bare_url)
    assert not await storage.is_current()
    await storage.migrate()

    assert await storage.is_current()
    async with storage.read() as conn:
        assert await conn.run_sync(differences) == []


async def test_migrating_again_changes_nothing(storage: Storage) -> None:
    async with storage.write() as conn:
        await feeds.sync(conn, [feed()], now=NOW)
    await storage.migrate()

    async with storage.read() as conn:
        assert len(await feeds.states(conn)) == 1


async def test_of_two_processes_that_start_at_once_the_second_has_nothing_to_do(
    bare_url: str, opened: Opener
) -> None:
    """It saw empty tables, and waited for the first one to end."""
    first = await opened(bare_url)
    second = await opened(bare_url, instance="b")
    async with second.read() as conn:
        assert (await conn.run_sync(schema.state)).current is None
    await first.migrate()
    async with second.write() as conn:
        await conn.run_sync(schema.upgrade)

    async with second.read() as conn:
        state = await conn.run_sync(schema.state)
    assert state.current == state.newest


async def test_an_update_keeps_the_rows(bare_url: str, tmp_path: Path, opened: Opener) -> None:
    storage = await opened(bare_url)
    await storage.migrate()
    async with storage.write() as conn:
        await feeds.sync(conn, [feed()], now=NOW)
    await storage.migrate(scripts=scripts_with_one_more(tmp_path))

    async with storage.read() as conn:
        rows = (await conn.execute(text("SELECT id, mood FROM feeds"))).all()
    assert [tuple(row) for row in rows] == [("wire", None)]


async def test_a_file_is_copied_before_an_update(tmp_path: Path, opened: Opener) -> None:
    path = tmp_path / "bot.sqlite3"
    storage = await opened(f"sqlite:///{path}")
    await storage.migrate()
    assert not copies_in(tmp_path)
    async with storage.write() as conn:
        await feeds.sync(conn, [feed()], now=NOW)
    await storage.migrate(scripts=scripts_with_one_more(tmp_path))

    before = await opened(f"sqlite:///{path}.before-next")
    async with before.read() as conn:
        assert await conn.run_sync(differences) == []
        assert len(await feeds.states(conn)) == 1


async def test_messages_that_were_sent_before_answers_were_known_stay(
    bare_url: str, tmp_path: Path, opened: Opener
) -> None:
    """The table is made anew on SQLite; its rows and its indexes must be there afterwards."""
    folder = tmp_path / "before"
    later = shutil.ignore_patterns("__pycache__", "v0004*", "v0005*", "v0006*", "v0007*")
    shutil.copytree(schema.SCRIPTS, folder, ignore=later)
    storage = await opened(bare_url)
    await storage.migrate(scripts=folder)
    async with storage.write() as conn:
        await conn.execute(
            text(
                "INSERT INTO stories (id, show_id, show_title, kind, status, people, first_at,"
                " updated_at, revision) VALUES ('s1', 'kelp', 'Kelp', 'renewal', 'confirmed',"
                " '[]', '2026-11-22 09:00:00+00:00', '2026-11-22 09:00:00+00:00', 1)"
            )
        )
        await conn.execute(
            text(
                "INSERT INTO deliveries (id, story_id, guild_id, channel_id, nonce, state,"
                " owed_revision, sent_revision, message_id, attempts, next_try_at)"
                " VALUES ('d', 's1', 1, 11, 'n', 'sent', 1, 1, 9, 0, '2026-11-22 09:00:00+00:00')"
            )
        )
    await storage.migrate()

    async with storage.read() as conn:
        (kept,) = (await deliveries.get(conn, [DeliveryId("d")])).values()
        assert await conn.run_sync(differences) == []
        indexes = await conn.run_sync(lambda sync: inspect(sync).get_indexes("deliveries"))
    assert (kept.message_id, kept.turn, kept.taken_back) == (9, None, False)
    assert "ix_deliveries_leased" in {index["name"] for index in indexes}


REBUILD = """with op.batch_alter_table("feeds") as batch:
        batch.alter_column("publisher", new_column_name="outlet")"""
ORPHAN = """op.execute("INSERT INTO articles VALUES ('nobody', 'a', '', '', NULL, '2026-11-22')")"""


async def test_an_update_may_rebuild_a_table_that_others_point_to(
    bare_url: str, tmp_path: Path, opened: Opener
) -> None:
    """SQLite changes a column only by making the table anew, and rows must not go with the old."""
    storage = await opened(bare_url)
    await storage.migrate()
    async with storage.write() as conn:
        await feeds.sync(conn, [feed()], now=NOW)
        await articles.add(conn, [article()], now=NOW)
    await storage.migrate(scripts=scripts_with_one_more(tmp_path, more=REBUILD))

    async with storage.read() as conn:
        assert await conn.scalar(text("SELECT outlet FROM feeds")) == "The Wire"
        assert await conn.scalar(text("SELECT count(*) FROM articles")) == 1
    assert await storage.problems() == []


async def test_an_update_that_leaves_a_row_pointing_nowhere_is_undone(
    bare_url: str, tmp_path: Path, opened: Opener
) -> None:
    storage = await opened(bare_url)
    await storage.migrate()
    with pytest.raises(StorageError):
        await storage.migrate(scripts=scripts_with_one_more(tmp_path, more=ORPHAN))

    async with storage.read() as conn:
        assert await conn.run_sync(differences) == []
        assert await conn.scalar(text("SELECT count(*) FROM articles")) == 0


async def test_an_update_that_fails_changes_nothing(
    bare_url: str, tmp_path: Path, opened: Opener
) -> None:
    storage = await opened(bare_url)
    await storage.migrate()
    with pytest.raises(StorageError):
        await storage.migrate(
            scripts=scripts_with_one_more(tmp_path, more='op.execute("nonsense")')
        )

    async with storage.read() as conn:
        assert await conn.run_sync(differences) == []
    await storage.migrate()


async def test_tables_of_a_newer_bot_are_left_alone(
    bare_url: str, tmp_path: Path, opened: Opener
) -> None:
    storage = await opened(bare_url)
    await storage.migrate(scripts=scripts_with_one_more(tmp_path))

    with pytest.raises(StorageError, match=r"made by a newer version .* update the bot"):
        await storage.migrate()


async def test_tables_of_another_program_are_left_alone(bare_url: str, opened: Opener) -> None:
    storage = await opened(bare_url)
    async with storage.write() as conn:
        await conn.execute(text("CREATE TABLE feeds (mine text)"))

    with pytest.raises(StorageError, match="a table feeds that is not the bot's"):
        await storage.migrate()
    async with storage.read() as conn:
        assert await conn.run_sync(lambda sync: inspect(sync).get_table_names()) == ["feeds"]


async def test_a_package_without_migrations_is_told(
    bare_url: str, tmp_path: Path, opened: Opener
) -> None:
    storage = await opened(bare_url)
    (tmp_path / "empty" / "versions").mkdir(parents=True)

    with pytest.raises(StorageError, match="install the bot again"):
        await storage.migrate(scripts=tmp_path / "empty")


def test_each_migration_stands_in_a_file_with_its_number() -> None:
    """Two people who each add "the next one" must meet in git, not at a user's."""
    files = sorted((schema.SCRIPTS / "versions").glob("v*.py"))

    assert [path.name[:5] for path in files] == [f"v{n:04}" for n in range(1, len(files) + 1)]
