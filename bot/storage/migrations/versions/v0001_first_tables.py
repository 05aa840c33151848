"""The first tables: feeds to deliveries."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "feeds",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=False),
        sa.Column("language", sa.Text()),
        sa.Column("tier", sa.Text(), nullable=False),
        sa.Column("timezone", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("etag", sa.Text()),
        sa.Column("last_modified", sa.Text()),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("primed", sa.Boolean(), nullable=False),
        sa.Column("next_poll_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_ok_at", sa.DateTime(timezone=True)),
        sa.Column("last_error", sa.Text()),
        sa.Column("moved_to", sa.Text()),
        sa.Column("lease_owner", sa.Text()),
        sa.Column("lease_until", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feeds")),
    )
    op.create_index(op.f("ix_feeds_active_next_poll_at"), "feeds", ["active", "next_poll_at"])
    op.create_table(
        "articles",
        sa.Column("feed_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("headline", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True)),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["feed_id"], ["feeds.id"], name=op.f("fk_articles_feed_id")),
        sa.PrimaryKeyConstraint("feed_id", "id", name=op.f("pk_articles")),
    )
    op.create_table(
        "shows",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("country", sa.Text()),
        sa.Column("year", sa.Integer()),
        sa.Column("network", sa.Text()),
        sa.Column("known", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shows")),
    )
    op.create_table(
        "stories",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("show_id", sa.Text(), nullable=False),
        sa.Column("show_title", sa.Text(), nullable=False),
        sa.Column("season", sa.Integer()),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text()),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("when_start", sa.Date()),
        sa.Column("when_end", sa.Date()),
        sa.Column("when_precision", sa.Text()),
        sa.Column("people", sa.JSON(), nullable=False),
        sa.Column("network", sa.Text()),
        sa.Column("lead_id", sa.Text()),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["lead_id"],
            ["stories.id"],
            name=op.f("fk_stories_lead_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stories")),
    )
    op.create_index(op.f("ix_stories_lead_id"), "stories", ["lead_id"])
    op.create_index(op.f("ix_stories_show_id_updated_at"), "stories", ["show_id", "updated_at"])
    op.create_index(op.f("ix_stories_updated_at"), "stories", ["updated_at"])
    op.create_table(
        "sources",
        sa.Column("story_id", sa.Text(), nullable=False),
        sa.Column("feed_id", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=False),
        sa.Column("headline", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("language", sa.Text()),
        sa.Column("tier", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dated", sa.Boolean(), nullable=False),
        sa.Column("season", sa.Integer()),
        sa.Column("when_start", sa.Date()),
        sa.Column("when_end", sa.Date()),
        sa.Column("when_precision", sa.Text()),
        sa.Column("people", sa.JSON(), nullable=False),
        sa.Column("network", sa.Text()),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name=op.f("fk_sources_story_id")),
        sa.PrimaryKeyConstraint("story_id", "feed_id", "article_id", name=op.f("pk_sources")),
    )
    op.create_table(
        "timeline",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("story_id", sa.Text(), nullable=False),
        sa.Column("show_id", sa.Text(), nullable=False),
        sa.Column("season", sa.Integer()),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text()),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("effect", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("when_start", sa.Date()),
        sa.Column("when_end", sa.Date()),
        sa.Column("when_precision", sa.Text()),
        sa.Column("publisher", sa.Text()),
        sa.Column("link", sa.Text()),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name=op.f("fk_timeline_story_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_timeline")),
    )
    op.create_index(op.f("ix_timeline_show_id_at"), "timeline", ["show_id", "at"])
    op.create_index(op.f("ix_timeline_story_id"), "timeline", ["story_id"])
    op.create_table(
        "subscriptions",
        sa.Column("channel_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("show_id", sa.Text(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.Column("role_id", sa.BigInteger()),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("channel_id", "show_id", name=op.f("pk_subscriptions")),
    )
    op.create_index(op.f("ix_subscriptions_guild_id"), "subscriptions", ["guild_id"])
    op.create_index(op.f("ix_subscriptions_show_id"), "subscriptions", ["show_id"])
    op.create_table(
        "guilds",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("locale", sa.Text()),
        sa.Column("first_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guilds")),
    )
    op.create_table(
        "paused_channels",
        sa.Column("channel_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("channel_id", name=op.f("pk_paused_channels")),
    )
    op.create_table(
        "deliveries",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("story_id", sa.Text(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("nonce", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("owed_revision", sa.Integer(), nullable=False),
        sa.Column("sent_revision", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.BigInteger()),
        sa.Column("sent_at", sa.DateTime(timezone=True)),
        sa.Column("first_tried_at", sa.DateTime(timezone=True)),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_error", sa.Text()),
        sa.Column("lease_owner", sa.Text()),
        sa.Column("lease_until", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name=op.f("fk_deliveries_story_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
        sa.UniqueConstraint(
            "story_id", "channel_id", name=op.f("uq_deliveries_story_id_channel_id")
        ),
    )
    op.create_index(op.f("ix_deliveries_channel_id_state"), "deliveries", ["channel_id", "state"])
    op.create_index(op.f("ix_deliveries_guild_id_state"), "deliveries", ["guild_id", "state"])
    leased = sa.text("lease_until IS NOT NULL")
    op.create_index(
        "ix_deliveries_leased",
        "deliveries",
        ["channel_id", "lease_until"],
        sqlite_where=leased,
        postgresql_where=leased,
    )
    op.create_index(op.f("ix_deliveries_state_next_try_at"), "deliveries", ["state", "next_try_at"])
    op.create_table(
        "leases",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_leases")),
    )
