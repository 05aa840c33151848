"""What a feed writes about, and what other catalogues have answered."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("feeds", sa.Column("beat", sa.JSON()))
    op.create_table(
        "lookups",
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("service", "question", name=op.f("pk_lookups")),
    )
    op.create_index(op.f("ix_lookups_expires_at"), "lookups", ["expires_at"])
