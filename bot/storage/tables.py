"""Every table, in the order of the data: feeds to deliveries.

No column here is read by name elsewhere than in `bot.storage`. Two kinds of rows have no foreign
key on purpose: the catalogue's shows stand in the package, so `show_id` may name none of `shows`;
and a channel or guild may be told to us by Discord before its row exists.
"""

from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from bot.storage.columns import ROW_NUMBER, Utc, people_column, when_columns

# Names that are the same on both databases: a migration can only change what it can name.
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _lease() -> tuple[Column[Any], ...]:
    """Return new columns for who works on a row, and until when that is to be believed."""
    return Column("lease_owner", Text), Column("lease_until", Utc)


feeds = Table(
    "feeds",
    metadata,
    Column("id", Text, primary_key=True),
    Column("url", Text, nullable=False),
    Column("publisher", Text, nullable=False),
    Column("language", Text),
    Column("tier", Text, nullable=False),
    Column("timezone", Text, nullable=False),
    Column("beat", JSON),
    # False once it has left the configuration: what was read stays known if it comes back.
    Column("active", Boolean, nullable=False),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("failures", Integer, nullable=False),
    Column("primed", Boolean, nullable=False),
    Column("next_poll_at", Utc, nullable=False),
    Column("last_ok_at", Utc),
    Column("last_error", Text),
    Column("moved_to", Text),
    *_lease(),
    Index(None, "active", "next_poll_at"),
)

articles = Table(
    "articles",
    metadata,
    Column("feed_id", Text, ForeignKey("feeds.id"), primary_key=True),
    Column("id", Text, primary_key=True),
    Column("headline", Text, nullable=False),
    Column("link", Text, nullable=False),
    Column("published_at", Utc),
    Column("seen_at", Utc, nullable=False),
)

shows = Table(
    "shows",
    metadata,
    Column("id", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("names", JSON, nullable=False),
    Column("country", Text),
    Column("year", Integer),
    Column("network", Text),
    Column("known", Boolean, nullable=False),
)

# Append-only, and played over the catalogue at each start: the shows of the catalogue have no rows.
corrections = Table(
    "corrections",
    metadata,
    Column("id", ROW_NUMBER, primary_key=True),
    Column("at", Utc, nullable=False),
    Column("act", Text, nullable=False),
    Column("show_id", Text, nullable=False),
    # The shows as they were before, so that a correction can be undone.
    Column("show", JSON, nullable=False),
    Column("other_id", Text),
    Column("other", JSON(none_as_null=True)),
    Column("name", Text),
    Column("told_by", Text, nullable=False),
    # Which stories and subscriptions went from one show to the other.
    Column("moved", JSON, nullable=False),
    Index(None, "show_id"),
    Index(None, "other_id"),
)

stories = Table(
    "stories",
    metadata,
    Column("id", Text, primary_key=True),
    Column("show_id", Text, nullable=False),
    Column("show_title", Text, nullable=False),
    Column("season", Integer),
    Column("kind", Text, nullable=False),
    Column("stage", Text),
    Column("status", Text, nullable=False),
    *when_columns(),
    people_column(),
    Column("network", Text),
    # Checked at the end of the transaction, so that a batch may come in any order.
    Column("lead_id", Text, ForeignKey("stories.id", deferrable=True, initially="DEFERRED")),
    Column("first_at", Utc, nullable=False),
    Column("updated_at", Utc, nullable=False),
    Column("revision", Integer, nullable=False),
    Index(None, "show_id", "updated_at"),
    Index(None, "updated_at"),
    Index(None, "lead_id"),
)

sources = Table(
    "sources",
    metadata,
    Column("story_id", Text, ForeignKey("stories.id"), primary_key=True),
    Column("feed_id", Text, primary_key=True),
    Column("article_id", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("publisher", Text, nullable=False),
    Column("headline", Text, nullable=False),
    Column("link", Text, nullable=False),
    Column("language", Text),
    Column("tier", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("published_at", Utc, nullable=False),
    Column("dated", Boolean, nullable=False),
    Column("season", Integer),
    *when_columns(),
    people_column(),
    Column("network", Text),
)

timeline = Table(
    "timeline",
    metadata,
    Column("id", ROW_NUMBER, primary_key=True),
    Column("story_id", Text, ForeignKey("stories.id"), nullable=False),
    Column("show_id", Text, nullable=False),
    Column("season", Integer),
    Column("kind", Text, nullable=False),
    Column("stage", Text),
    Column("at", Utc, nullable=False),
    Column("effect", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("status", Text, nullable=False),
    *when_columns(),
    Column("publisher", Text),
    Column("link", Text),
    # When the article was published; `at` is when the bot learnt it.
    Column("told_at", Utc),
    Index(None, "show_id", "at"),
    Index(None, "story_id"),
)

# Subscriptions to every show have this for a show: NULL is never equal to itself in a key.
EVERY_SHOW = ""

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("channel_id", BigInteger, primary_key=True, autoincrement=False),
    Column("show_id", Text, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("kinds", JSON, nullable=False),
    Column("role_id", BigInteger),
    Column("created_by", BigInteger, nullable=False),
    Column("created_at", Utc, nullable=False),
    Index(None, "show_id"),
    Index(None, "guild_id"),
)

guilds = Table(
    "guilds",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    # None for a guild that the bot has only ever been seen to leave.
    Column("locale", Text),
    Column("first_seen_at", Utc, nullable=False),
    # Set while the bot is not a member; its settings stay.
    Column("left_at", Utc),
    # Who may report posts; None where the server has not chosen.
    Column("reporters", Text),
)

paused_channels = Table(
    "paused_channels",
    metadata,
    Column("channel_id", BigInteger, primary_key=True, autoincrement=False),
    Column("guild_id", BigInteger, nullable=False),
    Column("reason", Text, nullable=False),
    Column("since", Utc, nullable=False),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Text, primary_key=True),
    Column("story_id", Text, ForeignKey("stories.id"), nullable=False),
    Column("guild_id", BigInteger, nullable=False),
    Column("channel_id", BigInteger, nullable=False),
    Column("nonce", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("owed_revision", Integer, nullable=False),
    Column("sent_revision", Integer, nullable=False),
    # The revision that an answer tells; 0 for the story's own message.
    Column("number", Integer, nullable=False, server_default="0"),
    Column("turn", JSON(none_as_null=True)),
    # The outbox deletes its message, and never sends it again.
    Column("taken_back", Boolean, nullable=False, server_default=false()),
    Column("message_id", BigInteger),
    Column("sent_at", Utc),
    Column("first_tried_at", Utc),
    Column("attempts", Integer, nullable=False),
    Column("next_try_at", Utc, nullable=False),
    Column("last_error", Text),
    *_lease(),
    UniqueConstraint("story_id", "channel_id", "number"),
    Index(None, "state", "next_try_at"),
    Index(None, "channel_id", "state"),
    Index(None, "guild_id", "state"),
)
# Of the rows that are being sent alone: a handful, among all that were ever sent.
_leased = deliveries.c.lease_until.is_not(None)
Index(
    "ix_deliveries_leased",
    deliveries.c.channel_id,
    deliveries.c.lease_until,
    sqlite_where=_leased,
    postgresql_where=_leased,
)

# What other catalogues have answered, nothing found among it: nobody is asked twice in a while.
lookups = Table(
    "lookups",
    metadata,
    Column("service", Text, primary_key=True),
    Column("question", Text, primary_key=True),
    Column("answer", JSON, nullable=False),
    Column("expires_at", Utc, nullable=False),
    Index(None, "expires_at"),
)

cases = Table(
    "cases",
    metadata,
    Column("id", ROW_NUMBER, primary_key=True),
    Column("at", Utc, nullable=False),
    Column("fault", Text, nullable=False),
    Column("story_id", Text, ForeignKey("stories.id"), nullable=False),
    Column("guild_id", BigInteger, nullable=False),
    Column("user_id", BigInteger, nullable=False),
    # The story and its sources as they stood: what is to be found out is why.
    Column("told", JSON, nullable=False),
    Column("articles", JSON, nullable=False),
    Index(None, "user_id", "at"),
)

leases = Table(
    "leases",
    metadata,
    Column("name", Text, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("until", Utc, nullable=False),
)
