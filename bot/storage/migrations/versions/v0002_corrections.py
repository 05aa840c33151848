"""What operators, and news that links two names, have corrected of shows."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "corrections",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("show_id", sa.Text(), nullable=False),
        sa.Column("show", sa.JSON(), nullable=False),
        sa.Column("other_id", sa.Text()),
        sa.Column("other", sa.JSON()),
        sa.Column("name", sa.Text()),
        sa.Column("told_by", sa.Text(), nullable=False),
        sa.Column("moved", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corrections")),
    )
    op.create_index(op.f("ix_corrections_other_id"), "corrections", ["other_id"])
    op.create_index(op.f("ix_corrections_show_id"), "corrections", ["show_id"])
