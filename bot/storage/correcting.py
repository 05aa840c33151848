"""Acts that correct shows: each is one part of one transaction, and nothing is thrown away.

Followers, stories and with them the owed deliveries and the timeline go with a show that becomes
part of another; what went is written down, so that a split gives it back.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Kind, Show, ShowId, StoryId, Subscription
from bot.storage import corrections, deliveries, shows, subscriptions
from bot.storage.corrections import Act
from bot.storage.statements import chunks, hold
from bot.storage.tables import stories


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """How much went from one show to the other.

    Attributes:
        stories: whose posts are now told under the other show or title.
        followers: channels that followed the one and now follow the other.
    """

    stories: int = 0
    followers: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who corrects, when, and how old a message may be to be edited for it."""

    told_by: str
    now: datetime
    edit_since: datetime


async def merge(conn: AsyncConnection, *, kept: Show, gone: Show, signature: Signature) -> Moved:
    """Let a show become part of another one.

    Called with two shows that are not part of others (`corrections.root_of`).
    """
    await _hold(conn, kept, gone)
    followed = await subscriptions.of_show(conn, gone.id)
    before = await _of_channels(conn, kept.id, followed)
    there = {each.channel_id: each for each in before}
    await subscriptions.replace_with(
        conn,
        old=followed,
        new=[_joined(there.get(each.channel_id), each, show_id=kept.id) for each in followed],
    )
    ids = await _stories_of(conn, gone.id)
    await _move(conn, ids, to=kept, signature=signature)
    await corrections.append(
        conn,
        Act.MERGED,
        kept,
        other=gone,
        told_by=signature.told_by,
        now=signature.now,
        moved={
            "stories": ids,
            "followed": [_packed(each) for each in followed],
            "combined": [_packed(each) for each in before],
        },
    )
    return Moved(stories=len(ids), followers=len(followed))


async def split(
    conn: AsyncConnection,
    *,
    show: Show,
    other: Show,
    name: str,
    story_ids: Collection[StoryId],
    signature: Signature,
) -> Moved:
    """Let a show that is part of another, or a name of it, be a show of its own.

    What a merge had moved goes back. Where there was none, the channels that follow the show
    follow the other too: they asked for what both were.

    Args:
        conn: the open transaction.
        show: from which it is split.
        other: what it is from now on.
        name: by which the split was asked for.
        story_ids: stories of `show` that are told of `other`, besides those of the merge.
        signature: who asks for it.
    """
    await _hold(conn, show, other)
    merge = await corrections.merge_of(conn, other.id)
    if merge is None:
        await shows.ensure(conn, [other])
        followed = await subscriptions.of_show(conn, show.id)
        await subscriptions.replace_with(
            conn, old=(), new=[replace(each, show_id=other.id) for each in followed]
        )
        followers = len(followed)
    else:
        followers = await _give_back(conn, merge.moved, show_id=show.id, other_id=other.id)
    theirs = {*story_ids, *map(StoryId, merge.moved["stories"] if merge else ())}
    ids = [id_ for id_ in await _stories_of(conn, show.id) if id_ in theirs]
    await _move(conn, ids, to=other, signature=signature)
    await corrections.append(
        conn,
        Act.SPLIT,
        show,
        other=other,
        name=name,
        told_by=signature.told_by,
        now=signature.now,
        moved={"stories": ids},
    )
    return Moved(stories=len(ids), followers=followers)


async def rename(conn: AsyncConnection, *, show: Show, title: str, signature: Signature) -> Moved:
    """Show a show to people under another title; the old one stays one of its names."""
    await _hold(conn, show)
    await shows.rename(conn, show.id, title=title)
    ids = await _stories_of(conn, show.id)
    await _move(conn, ids, to=replace(show, title=title), signature=signature)
    await corrections.append(
        conn, Act.RENAMED, show, name=title, told_by=signature.told_by, now=signature.now
    )
    return Moved(stories=len(ids))


async def add_name(conn: AsyncConnection, *, show: Show, name: str, signature: Signature) -> Moved:
    """Let news that uses this name be news of the show."""
    await _hold(conn, show)
    await corrections.append(
        conn, Act.NAMED, show, name=name, told_by=signature.told_by, now=signature.now
    )
    return Moved()


async def _hold(conn: AsyncConnection, *held: Show) -> None:
    """Wait until no poll is filing news of these shows; those that wait will see what was done."""
    await corrections.begin(conn)
    await hold(conn, (f"show {show.id}" for show in held))


async def _stories_of(conn: AsyncConnection, show_id: ShowId) -> list[StoryId]:
    wanted = select(stories.c.id).where(stories.c.show_id == show_id).order_by(stories.c.id)
    return [StoryId(id_) for id_ in await conn.scalars(wanted)]


async def _move(
    conn: AsyncConnection, ids: Sequence[StoryId], *, to: Show, signature: Signature
) -> None:
    """Tell stories of another show or title; the young ones among their messages are edited."""
    leads: set[StoryId] = set()
    for part in chunks(ids):
        row = stories.c.id.in_(part)
        await conn.execute(update(stories).where(row).values(show_id=to.id, show_title=to.title))
        found = await conn.execute(select(stories.c.id, stories.c.lead_id).where(row))
        leads |= {StoryId(lead_id or id_) for id_, lead_id in found}
    await deliveries.touch(conn, leads, now=signature.now, not_older_than=signature.edit_since)


async def _of_channels(
    conn: AsyncConnection, show_id: ShowId, others: Iterable[Subscription]
) -> list[Subscription]:
    channels = {other.channel_id for other in others}
    found = await subscriptions.of_show(conn, show_id)
    return [each for each in found if each.channel_id in channels]


def _joined(mine: Subscription | None, other: Subscription, *, show_id: ShowId) -> Subscription:
    """Return what a channel follows that followed both shows: all that it asked for of either."""
    if mine is None:
        return replace(other, show_id=show_id)
    return replace(
        mine,
        kinds=mine.kinds | other.kinds if mine.kinds and other.kinds else frozenset(),
        role_id=mine.role_id or other.role_id,
        created_at=min(mine.created_at, other.created_at),
    )


async def _give_back(
    conn: AsyncConnection, moved: Mapping[str, Any], *, show_id: ShowId, other_id: ShowId
) -> int:
    """Undo what a merge did to subscriptions; what people have changed since stays as it is."""
    followed = [_unpacked(each, show_id=other_id) for each in moved["followed"]]
    before = {each["channel_id"]: each for each in moved["combined"]}
    now = {each.channel_id: each for each in await _of_channels(conn, show_id, followed)}
    old: list[Subscription] = []
    new: list[Subscription] = []
    for each in followed:
        current = now.get(each.channel_id)
        if current is None:
            # Unfollowed since: whoever did that wanted to hear of neither.
            continue
        new.append(each)
        packed = before.get(each.channel_id)
        mine = None if packed is None else _unpacked(packed, show_id=show_id)
        if current == _joined(mine, each, show_id=show_id):
            old.append(current)
            new += [] if mine is None else [mine]
    await subscriptions.replace_with(conn, old=old, new=new)
    return len(new)


def _packed(subscription: Subscription) -> dict[str, Any]:
    return {
        "guild_id": subscription.guild_id,
        "channel_id": subscription.channel_id,
        "kinds": sorted(subscription.kinds),
        "role_id": subscription.role_id,
        "created_by": subscription.created_by,
        "created_at": subscription.created_at.isoformat(),
    }


def _unpacked(packed: dict[str, Any], *, show_id: ShowId) -> Subscription:
    return Subscription(
        show_id=show_id,
        **{
            **packed,
            "kinds": frozenset(map(Kind, packed["kinds"])),
            "created_at": datetime.fromisoformat(packed["created_at"]),
        },
    )
