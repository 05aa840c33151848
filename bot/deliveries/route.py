"""Which channels are owed a message, and which messages must be edited. No I/O, no clock.

One story and one channel have one message. Stories that one article told together are told in the
message of the first, their lead: a channel that follows any of them is owed that message. When a
story's status or date changes, or somebody in it comes or goes, the message is answered by a
short one.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.model import (
    ChannelId,
    Delivery,
    DeliveryId,
    DeliveryState,
    RoleId,
    Story,
    StoryId,
    Subscription,
    Turn,
)

FIRST_REVISION = 1
"""That a message shows which was sent once and never edited."""
MAX_NONCE = 25

_BORN, _JOINED, _CHANGED = "born", "joined", "changed"
_PEOPLE = "people"
_NEWS = frozenset({_BORN, _CHANGED})
_EDITS = frozenset({_JOINED, _CHANGED})


class StoryChange(Protocol):
    """A story as it now stands, and what an article did to it."""

    @property
    def story(self) -> Story:
        """The story after the change."""
        ...

    @property
    def before(self) -> Story | None:
        """The story as it stood, None at its birth."""
        ...

    @property
    def effect(self) -> str:
        """One of "born", "joined", "changed" and "repeated"."""
        ...

    @property
    def what(self) -> str:
        """Of what changed: "status", "when" or, where somebody comes or goes, "people"."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Routing:
    """What follows for the channels.

    Attributes:
        owed: a new delivery for each channel that is to be told; one that stands in the outbox
            already is left as it is there.
        answers: what a channel is owed whose message of the story stands already.
        touched: the leads whose messages no longer show what is known.
    """

    owed: tuple[Delivery, ...] = ()
    answers: tuple[Delivery, ...] = ()
    touched: tuple[StoryId, ...] = ()


def route(
    changes: Iterable[StoryChange],
    *,
    subscriptions: Collection[Subscription],
    announce: bool,
    now: datetime,
    young_since: datetime,
) -> Routing:
    """Return what one article's changes mean for the channels.

    A later source owes a message too, for as long as the story is young: it may be the first that
    may be announced, when the story was born from an article that was too old or in a feed's
    first poll. When an old story is only told again, that is no news.

    Args:
        changes: what the article did to stories.
        subscriptions: at least those of the shows that the stories are about, and of every show.
        announce: False for an article that is too old, or from a feed's first poll: its sources
            complete messages that stand, but nobody is told.
        now: aware UTC time from which the deliveries are due.
        young_since: a story that began before this is old.
    """
    changes = list(changes)
    groups: dict[StoryId, list[StoryChange]] = {}
    for change in changes:
        groups.setdefault(change.story.lead_id or change.story.id, []).append(change)
    owed = [
        _delivery(lead_id, subscription, now=now)
        for lead_id, group in groups.items()
        if announce
        for subscription in _wanting(subscriptions, group, young_since=young_since)
    ]
    answers = [
        answer
        for change in changes
        if announce and change.effect == _CHANGED
        for answer in _answers(change, subscriptions, now=now)
    ]
    touched = (
        lead_id
        for lead_id, group in groups.items()
        if any(change.effect in _EDITS for change in group)
    )
    return Routing(owed=tuple(owed), answers=tuple(answers), touched=tuple(touched))


def _answers(
    change: StoryChange, subscriptions: Iterable[Subscription], *, now: datetime
) -> Iterator[Delivery]:
    """Give an answer for each channel that wants the story, if what it tells has turned."""
    story, before = change.story, change.before
    if before is None or not _has_turned(before, change):
        return
    for channel_id, wish in {
        each.channel_id: each for each in subscriptions if wants(each, story)
    }.items():
        turn = Turn(
            delivery_id=DeliveryId(_digest(story.lead_id or story.id, channel_id)),
            revision=story.revision,
            status_before=before.status,
            status=story.status,
            when_before=before.when,
            when=story.when,
        )
        yield _delivery(story.id, wish, now=now, turn=turn)


def _has_turned(before: Story, change: StoryChange) -> bool:
    """Tell whether the status or date differs, or somebody comes or goes after all."""
    story = change.story
    return (before.status, before.when) != (story.status, story.when) or change.what == _PEOPLE


def _wanting(
    subscriptions: Iterable[Subscription], group: Sequence[StoryChange], *, young_since: datetime
) -> Iterable[Subscription]:
    """Return one subscription for each channel that is to be told of any of the changes."""
    changes = [
        change for change in group if change.effect in _NEWS or change.story.first_at >= young_since
    ]
    by_channel: dict[ChannelId, Subscription] = {}
    for subscription in subscriptions:
        if any(_told_of(subscription, change) for change in changes):
            by_channel.setdefault(subscription.channel_id, subscription)
    return by_channel.values()


def _told_of(subscription: Subscription, change: StoryChange) -> bool:
    """Tell whether a story is wanted and news: a subscription starts with what comes next.

    A rumour from before the subscription that is confirmed after it comes next, too.
    """
    story = change.story
    began_at = story.updated_at if change.effect == _CHANGED else story.first_at
    return wants(subscription, story) and subscription.created_at <= began_at


def wants(subscription: Subscription, story: Story) -> bool:
    """Tell whether a subscription asks for stories like this one."""
    return subscription.show_id in {None, story.show_id} and (
        not subscription.kinds or story.kind in subscription.kinds
    )


def role_for(subscriptions: Iterable[Subscription], stories: Sequence[Story]) -> RoleId | None:
    """Return the one role that a channel's message may mention: the show's own before others.

    Args:
        subscriptions: of the channel.
        stories: told in the message.
    """
    wanting = [
        subscription
        for subscription in subscriptions
        if subscription.role_id is not None and any(wants(subscription, s) for s in stories)
    ]
    chosen = min(
        wanting,
        key=lambda one: (one.show_id is None, one.created_at),
        default=None,
    )
    return chosen.role_id if chosen else None


def _delivery(
    story_id: StoryId, subscription: Subscription, *, now: datetime, turn: Turn | None = None
) -> Delivery:
    told = f"{story_id} {turn.revision}" if turn else story_id
    digest = _digest(told, subscription.channel_id)
    return Delivery(
        id=DeliveryId(digest),
        story_id=story_id,
        guild_id=subscription.guild_id,
        channel_id=subscription.channel_id,
        nonce=digest[:MAX_NONCE],
        state=DeliveryState.OWED,
        owed_revision=FIRST_REVISION,
        turn=turn,
        next_try_at=now,
    )


def _digest(told: str, channel_id: ChannelId) -> str:
    """Return the name of the one delivery of a story or turn: equal on every machine."""
    return hashlib.sha256(f"{told} {channel_id}".encode()).hexdigest()[:32]
