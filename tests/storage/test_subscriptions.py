from datetime import timedelta

from hypothesis import HealthCheck, given, settings

from bot.model import ChannelId, GuildId, Kind, ShowId, Subscription, UserId
from bot.storage import subscriptions
from bot.storage.engine import Storage
from tests.conftest import NOW
from tests.storage import strategies
from tests.storage.examples import subscription

KELP = ShowId("kelp-2024")
LATER = NOW + timedelta(hours=1)


async def stored(storage: Storage, *wanted: Subscription) -> None:
    """Store subscriptions."""
    async with storage.write() as conn:
        for one in wanted:
            await subscriptions.put(conn, one)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(any_one=strategies.subscriptions)
async def test_a_subscription_read_back_equals_the_one_saved(
    storage: Storage, any_one: Subscription
) -> None:
    async with storage.write() as conn:
        assert await subscriptions.put(conn, any_one)
        assert await subscriptions.of_channel(conn, any_one.channel_id) == [any_one]
        await conn.rollback()


async def test_following_again_changes_what_is_wanted_and_keeps_who_asked(
    storage: Storage,
) -> None:
    again = Subscription(
        guild_id=GuildId(1),
        channel_id=ChannelId(11),
        show_id=KELP,
        kinds=frozenset({Kind.RENEWAL, Kind.CASTING}),
        created_by=UserId(8),
        created_at=LATER,
    )
    async with storage.write() as conn:
        assert await subscriptions.put(conn, subscription(role_id=5))
        assert not await subscriptions.put(conn, again)
        found = await subscriptions.of_channel(conn, ChannelId(11))

    assert found == [subscription(kinds=again.kinds, role_id=None)]


async def test_a_show_and_every_show_are_two_subscriptions(storage: Storage) -> None:
    one, every = subscription(created_at=NOW), subscription(None, created_at=LATER)
    await stored(storage, one, every)

    async with storage.read() as conn:
        assert await subscriptions.of_channel(conn, ChannelId(11)) == [one, every]


async def test_every_show_can_be_followed_once_only(storage: Storage) -> None:
    """NULL is never equal to NULL in a key, so it is not what stands there."""
    async with storage.write() as conn:
        assert await subscriptions.put(conn, subscription(None))
        assert not await subscriptions.put(conn, subscription(None))


async def test_a_removed_subscription_is_gone_and_the_others_stay(storage: Storage) -> None:
    channel = ChannelId(11)
    await stored(storage, subscription(), subscription(None), subscription(channel_id=12))
    async with storage.write() as conn:
        assert await subscriptions.remove(conn, channel_id=channel, show_id=KELP)
        assert not await subscriptions.remove(conn, channel_id=channel, show_id=KELP)
        assert await subscriptions.of_channel(conn, channel) == [subscription(None)]
        assert await subscriptions.remove(conn, channel_id=channel, show_id=None)
        assert await subscriptions.of_guild(conn, GuildId(1)) == [subscription(channel_id=12)]


async def test_a_guild_has_the_subscriptions_of_its_channels_the_oldest_first(
    storage: Storage,
) -> None:
    newer = subscription(channel_id=11, created_at=LATER)
    older = subscription(channel_id=12)
    await stored(storage, newer, older, subscription(channel_id=21, guild_id=2))

    async with storage.read() as conn:
        assert await subscriptions.of_guild(conn, GuildId(1)) == [older, newer]


async def test_the_channels_that_follow_something_are_told_once_each(storage: Storage) -> None:
    await stored(storage, subscription(channel_id=12), subscription(), subscription("reef-2020"))

    async with storage.read() as conn:
        assert await subscriptions.channels(conn) == [(1, 11), (1, 12)]


async def test_those_who_follow_a_show_or_every_show_are_found(storage: Storage) -> None:
    kelp, every = subscription(channel_id=12), subscription(None, channel_id=11)
    await stored(storage, kelp, every, subscription("reef-2020", channel_id=13))

    async with storage.read() as conn:
        assert await subscriptions.for_shows(conn, [KELP, ShowId("nobody")]) == [every, kelp]
        assert await subscriptions.for_shows(conn, []) == []
