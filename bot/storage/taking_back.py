"""Posts that their server takes back: the outbox deletes them, and they never come again.

The deletion is owed like a message, so that neither a crash nor a lost permission loses it. What
is being sent at this moment is owed anew when that try ends, and goes then.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import ChannelId, DeliveryId, DeliveryState, Story
from bot.storage.deliveries import hold_back
from bot.storage.tables import deliveries as table
from bot.storage.tables import stories

_DROPPED = table.c.state == DeliveryState.DROPPED.value
_PAUSED = table.c.state == DeliveryState.PAUSED.value


async def take_back(conn: AsyncConnection, delivery_id: DeliveryId, *, now: datetime) -> bool:
    """Owe the deletion of a post and of what answers it, in its channel alone.

    Returns:
        False when there is nothing to take back any more.
    """
    found = await conn.execute(
        select(table.c.story_id, table.c.channel_id).where(
            table.c.id == delivery_id, table.c.number == 0, _standing()
        )
    )
    post = found.first()
    if post is None:
        return False
    told_together = or_(stories.c.id == post.story_id, stories.c.lead_id == post.story_id)
    told = list(await conn.scalars(select(stories.c.id).where(told_together)))
    answers = await conn.execute(
        select(table.c.id, table.c.turn).where(
            table.c.channel_id == post.channel_id,
            table.c.story_id.in_(told),
            table.c.number > 0,
            _standing(),
        )
    )
    ids = [row.id for row in answers if row.turn["delivery_id"] == delivery_id]
    await conn.execute(
        update(table)
        .where(table.c.id.in_([delivery_id, *ids]))
        .values(
            taken_back=True,
            # A try that is under way ends with less than is owed, and is not taken for the last.
            owed_revision=table.c.owed_revision + 1,
            state=case((_PAUSED, table.c.state), else_=DeliveryState.OWED.value),
            next_try_at=now,
            attempts=0,
        )
    )
    await hold_back(conn, told)
    return True


async def post_of(
    conn: AsyncConnection, story: Story, *, channel_id: ChannelId
) -> DeliveryId | None:
    """Return the post that tells a story in a channel, None when there is none to take back."""
    found: str | None = await conn.scalar(
        select(table.c.id).where(
            table.c.story_id == (story.lead_id or story.id),
            table.c.channel_id == channel_id,
            table.c.number == 0,
            _standing(),
        )
    )
    return None if found is None else DeliveryId(found)


def _standing() -> ColumnElement[bool]:
    """Return the condition that a message may stand or come, and is not taken back yet."""
    refused = and_(_DROPPED, table.c.message_id.is_(None))
    return and_(~table.c.taken_back, ~refused)
