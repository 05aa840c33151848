"""What is owed is sent once, and a refused channel costs only itself."""

from dataclasses import replace
from datetime import timedelta

from bot.errors import (
    ChannelRefused,
)
from bot.model import ChannelId, DeliveryState, GuildId, Kind, RoleId, Story, StoryId
from bot.storage import guilds, subscriptions
from bot.storage.engine import Storage
from tests.deliveries.desk import (
    Change,
    outbox,
    rows,
    states,
    tell,
)
from tests.deliveries.examples import GUILD, NOW, source, story, subscription
from tests.deliveries.fakes import FakeClock, FakeSender

OWED, SENT = DeliveryState.OWED, DeliveryState.SENT
PAUSED, DROPPED = DeliveryState.PAUSED, DeliveryState.DROPPED
CHANNELS = tuple(ChannelId(300 + n) for n in range(5))


class Admins:
    """The people of a server who can mend a permission."""

    def __init__(self) -> None:
        self.told: list[tuple[GuildId, ChannelId, str]] = []

    async def __call__(self, *, guild_id: GuildId, channel_id: ChannelId, reason: str) -> None:
        self.told.append((guild_id, channel_id, reason))


def completed(told: Story) -> Story:
    """Return a story that a second outlet has told too."""
    return replace(
        told,
        sources=(*told.sources, source("Second", published_at=NOW + timedelta(minutes=5))),
        revision=told.revision + 1,
    )


async def test_what_is_owed_is_sent_and_remembered(
    storage: Storage, clock: FakeClock, sender: FakeSender
) -> None:
    await tell(storage, clock, Change(story()), channels=CHANNELS, locale="ko")

    sent = await outbox(storage, sender, clock).send_due()

    assert sent == 5
    assert await states(storage) == [SENT] * 5
    assert [message.post.author for message in sender.messages] == ["✅ 확정 · 후속 시즌"] * 5
    assert [row.message_id for row in await rows(storage)] == [
        sender.in_channel(channel)[0].id for channel in CHANNELS
    ]
    assert all(
        row.nonce == sender.in_channel(row.channel_id)[0].nonce for row in await rows(storage)
    )


async def test_nothing_owed_sends_nothing(
    storage: Storage, clock: FakeClock, sender: FakeSender
) -> None:
    assert await outbox(storage, sender, clock).send_due() == 0
    assert sender.calls == []


async def test_the_subscriptions_role_is_mentioned(
    storage: Storage, clock: FakeClock, sender: FakeSender
) -> None:
    await tell(storage, clock, Change(story()))
    async with storage.write() as conn:
        await subscriptions.put(conn, subscription(role_id=RoleId(55)))

    await outbox(storage, sender, clock).send_due()

    assert sender.messages[0].post.role_id == 55


async def test_a_joining_source_edits_the_one_message(
    storage: Storage, clock: FakeClock, sender: FakeSender
) -> None:
    box = outbox(storage, sender, clock)
    await tell(storage, clock, Change(story()))
    await box.send_due()
    await tell(storage, clock, Change(completed(story()), "joined"))

    assert await box.send_due() == 1

    assert len(sender.messages) == 1
    assert sender.messages[0].edits == 1
    assert "2 outlets" in sender.messages[0].post.description
    assert await states(storage) == [SENT]


async def test_stories_told_together_are_one_message(
    storage: Storage, clock: FakeClock, sender: FakeSender
) -> None:
    lead = story(Kind.FILMING)
    companion = story(Kind.RENEWAL, lead_id=lead.id)
    await tell(storage, clock, Change(lead), Change(companion))

    await outbox(storage, sender, clock).send_due()

    assert len(sender.messages) == 1
    assert "The series has been renewed for season 2." in sender.messages[0].post.description


async def test_a_channel_gets_its_stories_one_after_the_other_several_channels_at_once(
    storage: Storage, clock: FakeClock, sender: FakeSender
) -> None:
    """The sender itself asserts that no channel gets two at once."""
    told = [story(id=StoryId(f"s{n}"), first_at=NOW + timedelta(seconds=n)) for n in range(4)]
    await tell(storage, clock, *map(Change, told), channels=CHANNELS)

    sent = await outbox(storage, sender, clock, at_once=3).send_due()

    assert sent == 20
    assert sender.most_at_once <= 3
    for channel in CHANNELS:
        assert [one.post.reference for one in sender.in_channel(channel)] == [
            one.id for one in told
        ]


async def test_one_refused_channel_does_not_hold_up_the_others(
    storage: Storage, clock: FakeClock, sender: FakeSender
) -> None:
    """A channel that lost its permissions costs only its own deliveries, and keeps them."""
    admins = Admins()

    def refuse(_what: str, channel_id: ChannelId) -> None:
        if channel_id == CHANNELS[1]:
            raise ChannelRefused("the bot needs Send Messages there")

    second = story(id=StoryId("second"))
    await tell(storage, clock, Change(story()), Change(second), channels=CHANNELS[:3])
    sender.before = refuse
    box = outbox(storage, sender, clock, on_refused=admins)

    assert await box.send_due() == 4

    assert await states(storage) == [SENT, SENT, PAUSED, PAUSED, SENT, SENT]
    assert admins.told == [(GUILD, CHANNELS[1], "the bot needs Send Messages there")]
    async with storage.read() as conn:
        assert len(await subscriptions.of_channel(conn, CHANNELS[1])) == 1

    sender.before = None
    async with storage.write() as conn:
        await guilds.resume_channel(conn, CHANNELS[1], now=clock())

    assert await box.send_due() == 2
    assert await states(storage) == [SENT] * 6


async def test_a_notice_that_fails_costs_only_itself(
    storage: Storage, clock: FakeClock, sender: FakeSender
) -> None:
    async def on_refused(*, guild_id: GuildId, channel_id: ChannelId, reason: str) -> None:
        raise RuntimeError(f"{guild_id} {channel_id} {reason}")

    def refuse(_what: str, _channel_id: ChannelId) -> None:
        raise ChannelRefused("no")

    await tell(storage, clock, Change(story()))
    sender.before = refuse

    assert await outbox(storage, sender, clock, on_refused=on_refused).send_due() == 0
    assert await states(storage) == [PAUSED]


async def test_a_channel_that_was_paused_meanwhile_is_not_told_of_again(
    storage: Storage, clock: FakeClock, sender: FakeSender
) -> None:
    admins = Admins()

    async def refuse(_what: str, channel_id: ChannelId) -> None:
        async with storage.write() as conn:
            await guilds.pause_channel(
                conn, guild_id=GUILD, channel_id=channel_id, reason="x", now=clock()
            )
        raise ChannelRefused("no")

    await tell(storage, clock, Change(story()))
    sender.before = refuse

    await outbox(storage, sender, clock, on_refused=admins).send_due()

    assert admins.told == []
    assert await states(storage) == [PAUSED]


async def test_a_paused_channel_needs_nobody_to_be_told(
    storage: Storage, clock: FakeClock, sender: FakeSender
) -> None:
    def refuse(_what: str, _channel_id: ChannelId) -> None:
        raise ChannelRefused("no")

    await tell(storage, clock, Change(story()))
    sender.before = refuse

    assert await outbox(storage, sender, clock).send_due() == 0
    assert await states(storage) == [PAUSED]
