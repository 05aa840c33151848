"""A channel may be owed more than one message of a story: answers, when its news changes."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # SQLite makes the table anew, and would lose the condition of this index.
    op.drop_index("ix_deliveries_leased", "deliveries")
    with op.batch_alter_table("deliveries") as batch:
        batch.add_column(sa.Column("number", sa.Integer(), nullable=False, server_default="0"))
        batch.add_column(sa.Column("turn", sa.JSON()))
        batch.drop_constraint(op.f("uq_deliveries_story_id_channel_id"), type_="unique")
        batch.create_unique_constraint(
            op.f("uq_deliveries_story_id_channel_id_number"), ["story_id", "channel_id", "number"]
        )
    leased = sa.text("lease_until IS NOT NULL")
    op.create_index(
        "ix_deliveries_leased",
        "deliveries",
        ["channel_id", "lease_until"],
        sqlite_where=leased,
        postgresql_where=leased,
    )
