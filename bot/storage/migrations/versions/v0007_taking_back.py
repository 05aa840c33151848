"""Servers take posts back, and choose who may report them."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "deliveries",
        sa.Column("taken_back", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.add_column("guilds", sa.Column("reporters", sa.Text()))
