"""What Alembic runs around the migrations: they share the transaction of `Storage.migrate`."""

from alembic import context

from bot.storage.schema import VERSION_TABLE
from bot.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    transactional_ddl=True,
)
context.run_migrations()
