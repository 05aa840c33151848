"""Which version the tables have, and how they come to the newest."""

from dataclasses import dataclass
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect
from sqlalchemy.engine import Connection

from bot.errors import StorageError
from bot.storage.tables import metadata

SCRIPTS = Path(__file__).with_name("migrations")

# Not Alembic's own name: another program may keep its tables in the same PostgreSQL database.
VERSION_TABLE = "dramawire_schema"


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaState:
    """Where a database stands: the migration it has had (None: none yet), and the last one."""

    current: str | None
    newest: str

    @property
    def is_current(self) -> bool:
        """Whether there is nothing left to migrate."""
        return self.current == self.newest


def state(connection: Connection, *, scripts: Path = SCRIPTS) -> SchemaState:
    """Return where the database stands.

    Raises:
        StorageError: the tables are not ours to migrate.
    """
    context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
    current = context.get_current_revision()
    directory = ScriptDirectory(str(scripts))
    newest = directory.get_current_head()
    if newest is None:
        raise StorageError(f"no migrations were installed in {scripts}: install the bot again")
    if current is None:
        foreign = sorted(metadata.tables.keys() & set(inspect(connection).get_table_names()))
        if foreign:
            raise StorageError(
                f"the database already has a table {foreign[0]} that is not the bot's: "
                "give the bot a database of its own"
            )
    elif current not in {script.revision for script in directory.walk_revisions()}:
        raise StorageError(
            f"the database was made by a newer version of the bot (its tables are at {current}, "
            f"this version knows up to {newest}): update the bot"
        )
    return SchemaState(current=current, newest=newest)


def upgrade(connection: Connection, *, scripts: Path = SCRIPTS) -> None:
    """Run the migrations that are missing, in the transaction that is open."""
    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
