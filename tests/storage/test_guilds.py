from datetime import datetime, timedelta

from bot.model import ChannelId, DeliveryState, GuildId, MessageId
from bot.storage import deliveries, guilds, stories, subscriptions
from bot.storage.engine import Storage
from bot.storage.guilds import PausedChannel
from tests.conftest import NOW
from tests.storage.examples import delivery, story, subscription

LATER = NOW + timedelta(days=3)
HERE = GuildId(1)
CHANNEL = ChannelId(11)


async def owed(storage: Storage) -> None:
    """Owe a story to two channels of one guild and one of another."""
    async with storage.write() as conn:
        await stories.save(conn, [(story(), "born", "")], now=NOW)
        await deliveries.owe(
            conn, [delivery("s1", 11), delivery("s1", 12), delivery("s1", 21, guild_id=2)]
        )


async def pause(storage: Storage, *, reason: str = "no permission", now: datetime = NOW) -> bool:
    """Pause the first channel."""
    async with storage.write() as conn:
        return await guilds.pause_channel(
            conn, guild_id=HERE, channel_id=CHANNEL, reason=reason, now=now
        )


async def states(storage: Storage) -> dict[int, DeliveryState]:
    """Return the state of each channel's delivery."""
    ids = [delivery("s1", channel).id for channel in (11, 12, 21)]
    async with storage.read() as conn:
        found = await deliveries.get(conn, ids)
    return {one.channel_id: one.state for one in found.values()}


OWED, PAUSED = DeliveryState.OWED, DeliveryState.PAUSED


async def test_a_guild_has_the_locale_that_it_had_last(storage: Storage) -> None:
    async with storage.write() as conn:
        await guilds.seen(conn, HERE, locale="en-US", now=NOW)
        await guilds.seen(conn, GuildId(2), locale="ja", now=NOW)
        await guilds.seen(conn, HERE, locale="ko", now=LATER)

        assert await guilds.locale_of(conn, [HERE, GuildId(2), GuildId(3)]) == {1: "ko", 2: "ja"}


async def test_all_guilds_of_a_connection_are_noted_at_once(storage: Storage) -> None:
    """Discord lists them all whenever the bot connects, and there may be thousands."""
    await owed(storage)
    async with storage.write() as conn:
        await guilds.left(conn, HERE, now=NOW)
        await guilds.seen_all(
            conn, {GuildId(number): f"l{number}" for number in range(1, 1_201)}, now=LATER
        )

        locales = await guilds.locale_of(conn, [HERE, GuildId(1_200)])
    assert locales == {1: "l1", 1_200: "l1200"}
    assert await states(storage) == {11: OWED, 12: OWED, 21: OWED}


async def test_a_paused_channel_waits_alone(storage: Storage) -> None:
    await owed(storage)
    await pause(storage)

    assert await states(storage) == {11: PAUSED, 12: OWED, 21: OWED}


async def test_the_admins_are_to_be_told_once(storage: Storage) -> None:
    assert await pause(storage)
    assert not await pause(storage, reason="gone", now=LATER)

    async with storage.read() as conn:
        assert await guilds.paused(conn) == [
            PausedChannel(guild_id=HERE, channel_id=CHANNEL, reason="gone", since=NOW)
        ]


async def test_a_resumed_channel_gets_what_waited_and_can_be_paused_anew(storage: Storage) -> None:
    await owed(storage)
    await pause(storage)
    async with storage.write() as conn:
        await guilds.resume_channel(conn, CHANNEL, now=LATER)
        assert await guilds.paused(conn) == []

    assert await states(storage) == {11: OWED, 12: OWED, 21: OWED}
    assert await pause(storage)


async def test_what_waited_starts_with_no_failures(storage: Storage) -> None:
    """Else its next failure would wait as long as the tenth."""
    await owed(storage)
    async with storage.write() as conn:
        await deliveries.claim(conn, now=NOW, limit=9, lease=timedelta(), owner="a")
    await pause(storage)
    async with storage.write() as conn:
        await guilds.resume_channel(conn, CHANNEL, now=LATER)
        found = await deliveries.get(conn, [delivery("s1", 11).id])

    resumed = found[delivery("s1", 11).id]
    assert (resumed.attempts, resumed.next_try_at, resumed.first_tried_at) == (0, LATER, NOW)


async def test_a_guild_that_was_left_waits_with_all_its_settings(storage: Storage) -> None:
    """People remove a bot by mistake, or to bring it back with other permissions."""
    await owed(storage)
    async with storage.write() as conn:
        await guilds.seen(conn, HERE, locale="ko", now=NOW)
        await subscriptions.put(conn, subscription())
        await guilds.left(conn, HERE, now=NOW)

        assert await subscriptions.of_guild(conn, HERE) == [subscription()]
        assert await guilds.locale_of(conn, [HERE]) == {HERE: "ko"}
    assert await states(storage) == {11: PAUSED, 12: PAUSED, 21: OWED}


async def test_a_guild_that_is_back_gets_what_waited_but_for_paused_channels(
    storage: Storage,
) -> None:
    await owed(storage)
    async with storage.write() as conn:
        await guilds.seen(conn, HERE, locale="ko", now=NOW)
    await pause(storage)
    async with storage.write() as conn:
        await guilds.left(conn, HERE, now=NOW)
        await guilds.seen(conn, HERE, locale="ko", now=LATER)

    assert await states(storage) == {11: PAUSED, 12: OWED, 21: OWED}


async def test_a_guild_seen_at_each_start_wakes_nothing_that_waits(storage: Storage) -> None:
    """Discord announces every guild whenever the bot connects."""
    await owed(storage)
    async with storage.write() as conn:
        await guilds.seen(conn, HERE, locale="ko", now=NOW)
        await deliveries.pause(conn, delivery("s1", 12), error="no permission")
        await guilds.seen(conn, HERE, locale="ko", now=LATER)

    assert await states(storage) == {11: OWED, 12: PAUSED, 21: OWED}


async def test_a_channel_resumed_in_a_guild_that_is_gone_goes_on_waiting(storage: Storage) -> None:
    await owed(storage)
    await pause(storage)
    async with storage.write() as conn:
        await guilds.seen(conn, HERE, locale="ko", now=NOW)
        await guilds.left(conn, HERE, now=NOW)
        await guilds.resume_channel(conn, CHANNEL, now=LATER)

    assert await states(storage) == {11: PAUSED, 12: PAUSED, 21: OWED}


async def test_a_guild_left_before_it_was_seen_is_remembered_as_left(storage: Storage) -> None:
    """Its first event may be that the bot was thrown out."""
    async with storage.write() as conn:
        await guilds.left(conn, HERE, now=NOW)
    await owed(storage)

    assert await states(storage) == {11: PAUSED, 12: PAUSED, 21: OWED}


async def waited_for_weeks(storage: Storage) -> None:
    """Owe the first channel an old story, one with a young companion, and one to be edited."""
    old, young = NOW - timedelta(days=21), NOW
    told = [
        story("old", at=old),
        story("lead", at=old),
        story("companion", at=young, lead_id="lead"),
        story("edited", at=old),
    ]
    edited = delivery("edited", 11)
    async with storage.write() as conn:
        await stories.save(conn, [(each, "born", "") for each in told], now=NOW)
        await deliveries.owe(
            conn, [delivery("old", 11), delivery("old", 12), delivery("lead", 11), edited]
        )
        await deliveries.sent(conn, edited, message_id=MessageId(5), revision=0, now=old)


async def owed_to(storage: Storage, channel: ChannelId) -> set[str]:
    """Return the stories that stand in the outbox for a channel, as owed."""
    ids = [delivery(story_id, channel).id for story_id in ("old", "lead", "edited")]
    async with storage.read() as conn:
        found = await deliveries.get(conn, ids)
    return {one.story_id for one in found.values() if one.state is OWED}


NEWS_SINCE = NOW - timedelta(days=2)


async def test_what_is_news_no_more_is_forgotten_when_a_channel_is_resumed(
    storage: Storage,
) -> None:
    """Weeks of waiting must not end in a flood; messages that stand are still corrected."""
    await waited_for_weeks(storage)
    await pause(storage)
    async with storage.write() as conn:
        await guilds.resume_channel(conn, CHANNEL, now=NOW, news_since=NEWS_SINCE)

    assert await owed_to(storage, CHANNEL) == {"lead", "edited"}
    assert await owed_to(storage, ChannelId(12)) == {"old"}


async def test_what_was_forgotten_is_owed_anew_when_more_becomes_known(storage: Storage) -> None:
    await waited_for_weeks(storage)
    await pause(storage)
    async with storage.write() as conn:
        await guilds.resume_channel(conn, CHANNEL, now=NOW, news_since=NEWS_SINCE)
        await deliveries.owe(conn, [delivery("old", 11)])

    assert "old" in await owed_to(storage, CHANNEL)


async def test_what_is_news_no_more_is_forgotten_when_a_guild_is_back(storage: Storage) -> None:
    await waited_for_weeks(storage)
    async with storage.write() as conn:
        await guilds.seen(conn, HERE, locale="ko", now=NOW)
        await guilds.left(conn, HERE, now=NOW)
        await guilds.seen(conn, HERE, locale="ko", now=NOW, news_since=NEWS_SINCE)

    assert await owed_to(storage, CHANNEL) == {"lead", "edited"}
    assert await owed_to(storage, ChannelId(12)) == set()
