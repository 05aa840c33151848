"""Which channels are owed a message, and which messages are edited."""

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.deliveries.route import MAX_NONCE, Routing, role_for, route, wants
from bot.model import (
    ChannelId,
    DeliveryState,
    GuildId,
    Kind,
    RoleId,
    ShowId,
    Story,
    StoryId,
    Subscription,
)
from tests.deliveries.examples import CHANNEL, GUILD, NOW, SHOW, story, subscription

OTHER = ChannelId(201)


@dataclass(frozen=True)
class Change:
    story: Story
    effect: str = "born"
    before: Story | None = None
    what: str = ""


def routed(*changes: Change, to: list[Subscription], announce: bool = True) -> Routing:
    return route(
        changes,
        subscriptions=to,
        announce=announce,
        now=NOW,
        young_since=NOW - timedelta(days=2),
    )


def test_a_new_story_is_owed_to_the_channels_that_follow_its_show() -> None:
    routing = routed(
        Change(story()),
        to=[
            subscription(),
            subscription(channel_id=OTHER, show_id=None, guild_id=GuildId(101)),
            subscription(channel_id=ChannelId(202), show_id=ShowId("other")),
        ],
    )

    first, second = routing.owed
    assert (first.guild_id, first.channel_id) == (GUILD, CHANNEL)
    assert (second.guild_id, second.channel_id) == (GuildId(101), OTHER)
    assert first.story_id == story().id
    assert first.state is DeliveryState.OWED
    assert (first.owed_revision, first.sent_revision) == (1, 0)
    assert first.next_try_at == NOW
    assert routing.touched == ()


@pytest.mark.parametrize("effect", ["joined", "changed"])
def test_a_later_source_edits_and_owes_to_who_was_not_told(effect: str) -> None:
    """The story may have been born in a feed's first poll: this source is the first to count."""
    routing = routed(Change(story(), effect), to=[subscription()])

    assert routing.touched == (story().id,)
    assert [delivery.channel_id for delivery in routing.owed] == [CHANNEL]


@pytest.mark.parametrize(
    ("effect", "age", "owed"),
    [
        ("repeated", timedelta(hours=1), 1),
        ("joined", timedelta(hours=1), 1),
        ("repeated", timedelta(days=3), 0),
        ("joined", timedelta(days=3), 0),
        ("changed", timedelta(days=3), 1),
    ],
)
def test_an_old_story_that_is_only_told_again_is_no_news(
    effect: str, age: timedelta, owed: int
) -> None:
    """A young one is owed to whoever was not told: it may have begun in silence."""
    told = replace(story(), first_at=NOW - age)
    follower = replace(subscription(), created_at=NOW - timedelta(days=30))

    assert len(routed(Change(told, effect), to=[follower]).owed) == owed


def test_a_change_is_news_to_who_followed_before_it_but_after_the_first_report() -> None:
    told = replace(story(), first_at=NOW - timedelta(days=9), updated_at=NOW)
    follower = replace(subscription(), created_at=NOW - timedelta(days=2))

    assert len(routed(Change(told, "changed"), to=[follower]).owed) == 1
    assert len(routed(Change(told, "joined"), to=[follower]).owed) == 0


def test_what_is_repeated_edits_nothing() -> None:
    assert routed(Change(story(), "repeated"), to=[subscription()]).touched == ()


def test_an_article_that_may_not_be_announced_owes_nothing_but_completes_messages() -> None:
    born = routed(Change(story()), to=[subscription()], announce=False)
    joined = routed(Change(story(), "joined"), to=[subscription()], announce=False)

    assert born == Routing()
    assert joined == Routing(touched=(story().id,))


def test_a_new_subscription_starts_with_the_next_story() -> None:
    young = subscription(created_at=NOW + timedelta(seconds=1))

    assert routed(Change(story()), to=[young]).owed == ()


def test_stories_told_together_are_one_message_owed_to_who_follows_any_of_them() -> None:
    lead = story(Kind.FILMING)
    companion = story(Kind.CASTING, lead_id=lead.id)
    casting_only = subscription(kinds=frozenset({Kind.CASTING}))
    premieres_only = subscription(channel_id=OTHER, kinds=frozenset({Kind.PREMIERE}))

    routing = routed(
        Change(lead),
        Change(companion),
        to=[casting_only, premieres_only, subscription(channel_id=CHANNEL, show_id=None)],
    )

    assert [(one.story_id, one.channel_id) for one in routing.owed] == [(lead.id, CHANNEL)]


def test_a_change_of_a_companion_edits_the_message_of_its_lead() -> None:
    lead_id = StoryId("lead")

    routing = routed(Change(story(lead_id=lead_id), "changed"), to=[])

    assert routing.touched == (lead_id,)


def test_two_shows_in_one_article_are_two_messages() -> None:
    second = story(id=StoryId("second"), show_id=ShowId("second"))

    routing = routed(Change(story()), Change(second), to=[subscription(show_id=None)])

    assert [delivery.story_id for delivery in routing.owed] == [story().id, second.id]


@given(st.text(min_size=1), st.integers(1, 2**63), st.text(min_size=1), st.integers(1, 2**63))
def test_a_delivery_is_named_by_story_and_channel_alone(
    story_id: str, channel: int, other_story: str, other_channel: int
) -> None:
    def owed(name: str, number: int) -> tuple[str, str]:
        delivery = routed(
            Change(story(id=StoryId(name))), to=[subscription(channel_id=ChannelId(number))]
        ).owed[0]
        return delivery.id, delivery.nonce

    first, second = owed(story_id, channel), owed(other_story, other_channel)

    assert len(first[1]) <= MAX_NONCE
    assert first == owed(story_id, channel)
    assert (first == second) == ((story_id, channel) == (other_story, other_channel))
    assert (first[1] == second[1]) == (first[0] == second[0])


def test_the_shows_own_role_comes_before_the_channels_general_one() -> None:
    general = subscription(show_id=None, role_id=RoleId(1))
    own = subscription(role_id=RoleId(2), created_at=NOW)
    silent = subscription(kinds=frozenset({Kind.CASTING}), role_id=RoleId(3))

    assert role_for([general, own, silent], [story()]) == 2
    assert role_for([general, silent], [story()]) == 1
    assert role_for([silent, subscription()], [story()]) is None


def test_kinds_decide_what_is_wanted() -> None:
    assert wants(subscription(), story(Kind.CASTING))
    assert not wants(subscription(kinds=frozenset({Kind.RENEWAL})), story(Kind.CASTING))
    assert not wants(subscription(show_id=SHOW), story(show_id=ShowId("x")))
