from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.model import ChannelId, Kind, MessageId, Show, ShowId, StoryId, Subscription
from bot.storage import correcting, corrections, deliveries, shows, stories, subscriptions
from bot.storage.correcting import Moved, Signature
from bot.storage.corrections import Act
from bot.storage.engine import Storage
from tests.conftest import NOW
from tests.storage.examples import delivery, story, subscription

KELP = Show(id=ShowId("kelp-2024"), title="Kelp", names=("Kelp", "다시마"), known=True)
WEED = Show(id=ShowId("new-weed"), title="Weed", names=("Weed", "Working Title"))
SIGNED = Signature(told_by="Ada", now=NOW, edit_since=NOW - timedelta(days=1))
LATER = NOW + timedelta(hours=1)
CASTING = frozenset({Kind.CASTING})


async def merged(storage: Storage, kept: Show = KELP, gone: Show = WEED) -> Moved:
    async with storage.write() as conn:
        return await correcting.merge(conn, kept=kept, gone=gone, signature=SIGNED)


async def parted(
    storage: Storage, other: Show = WEED, *, story_ids: tuple[StoryId, ...] = ()
) -> Moved:
    async with storage.write() as conn:
        return await correcting.split(
            conn,
            show=KELP,
            other=other,
            name=other.title,
            story_ids=story_ids,
            signature=SIGNED,
        )


async def given_stories(storage: Storage) -> None:
    """Store a story of each show, and a message of each that has been sent."""
    async with storage.write() as conn:
        await shows.ensure(conn, [WEED])
        told = [story("mine"), story("theirs", show_id=WEED.id)]
        await stories.save(conn, [(each, "born", "birth") for each in told], now=NOW)
        await deliveries.owe(conn, [delivery("mine"), delivery("theirs", 12)])
        for one in await deliveries.claim(
            conn, now=NOW, limit=9, lease=timedelta(minutes=1), owner="test"
        ):
            await deliveries.sent(
                conn, one, message_id=MessageId(one.channel_id), revision=1, now=NOW
            )


async def followers(storage: Storage, *wanted: Subscription) -> None:
    async with storage.write() as conn:
        for one in wanted:
            await subscriptions.put(conn, one)


async def following(storage: Storage, channel: int = 11) -> list[Subscription]:
    async with storage.read() as conn:
        return await subscriptions.of_channel(conn, ChannelId(channel))


async def shows_of(storage: Storage) -> dict[str, tuple[str, str]]:
    async with storage.read() as conn:
        found = await stories.get(conn, [StoryId("mine"), StoryId("theirs")])
    return {id_: (one.show_id, one.show_title) for id_, one in found.items()}


async def test_stories_and_followers_go_with_a_merged_show(storage: Storage) -> None:
    await given_stories(storage)
    await followers(storage, subscription(WEED.id, 12, role_id=5, created_at=LATER))

    assert await merged(storage) == Moved(stories=1, followers=1)
    assert (await shows_of(storage))["theirs"] == (KELP.id, "Kelp")
    assert await following(storage, 12) == [subscription(KELP.id, 12, role_id=5, created_at=LATER)]


async def test_messages_of_a_merged_show_are_edited_while_they_are_young(
    storage: Storage,
) -> None:
    await given_stories(storage)
    await merged(storage)

    async with storage.read() as conn:
        due = await deliveries.next_due(conn)
        owed = await deliveries.get(conn, [delivery("mine").id, delivery("theirs", 12).id])
    assert due == NOW
    assert sorted((one.story_id, one.owed_revision) for one in owed.values()) == [
        ("mine", 1),
        ("theirs", 2),
    ]


async def test_a_channel_that_followed_both_gets_all_that_it_asked_for(storage: Storage) -> None:
    await followers(
        storage,
        subscription(KELP.id, kinds=CASTING, created_at=LATER),
        subscription(WEED.id, kinds=frozenset({Kind.RENEWAL}), role_id=5),
    )
    await merged(storage)

    (only,) = await following(storage)
    assert only.kinds == {Kind.CASTING, Kind.RENEWAL}
    assert only.role_id == 5
    assert only.created_at == NOW


async def test_one_of_both_that_wants_everything_keeps_everything(storage: Storage) -> None:
    await followers(storage, subscription(KELP.id, kinds=CASTING), subscription(WEED.id))
    await merged(storage)

    (only,) = await following(storage)
    assert only.kinds == frozenset()


channels = st.sampled_from([11, 12, 13])
kinds = st.sampled_from([frozenset(), CASTING, frozenset({Kind.RENEWAL, Kind.FILMING})])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(st.dictionaries(st.tuples(channels, st.sampled_from([KELP.id, WEED.id])), kinds, min_size=1))
async def test_a_split_undoes_a_merge(
    storage: Storage, wanted: dict[tuple[int, ShowId], frozenset[Kind]]
) -> None:
    """Whoever followed one of them, or both, follows just that again."""
    async with storage.write() as conn:
        before = [
            subscription(show_id, channel, kinds=some, role_id=channel)
            for (channel, show_id), some in sorted(wanted.items())
        ]
        for one in before:
            await subscriptions.put(conn, one)
        told = [story("mine"), story("theirs", show_id=WEED.id)]
        await stories.save(conn, [(each, "born", "birth") for each in told], now=NOW)
        await correcting.merge(conn, kept=KELP, gone=WEED, signature=SIGNED)
        await correcting.split(
            conn, show=KELP, other=WEED, name="Weed", story_ids=(), signature=SIGNED
        )
        after = await subscriptions.of_guild(conn, before[0].guild_id)
        found = await stories.get(conn, ["mine", "theirs"])  # type: ignore[list-item]  # plain ids
        await conn.rollback()

    assert sorted(after, key=lambda s: (s.channel_id, s.show_id or "")) == before
    assert {id_: one.show_id for id_, one in found.items()} == {
        "mine": KELP.id,
        "theirs": WEED.id,
    }


async def test_what_people_changed_after_a_merge_stays_after_its_split(storage: Storage) -> None:
    await followers(storage, subscription(WEED.id, 11), subscription(WEED.id, 12))
    await merged(storage)
    async with storage.write() as conn:
        await subscriptions.remove(conn, channel_id=ChannelId(11), show_id=KELP.id)
    await followers(storage, subscription(KELP.id, 12, kinds=CASTING))

    assert await parted(storage) == Moved(stories=0, followers=1)
    assert await following(storage, 11) == []
    assert [one.show_id for one in await following(storage, 12)] == [KELP.id, WEED.id]


async def test_a_name_that_was_never_merged_takes_followers_and_named_stories_along(
    storage: Storage,
) -> None:
    """A channel that followed two shows under one name goes on hearing of both."""
    await given_stories(storage)
    await followers(storage, subscription(KELP.id))
    other = Show(id=ShowId("new-other"), title="다시마", names=("다시마",))

    assert await parted(storage, other, story_ids=(StoryId("mine"),)) == Moved(
        stories=1, followers=1
    )
    assert (await shows_of(storage))["mine"] == (other.id, "다시마")
    assert [one.show_id for one in await following(storage)] == [KELP.id, other.id]


async def test_a_new_title_stands_in_the_stories_told_so_far(storage: Storage) -> None:
    await given_stories(storage)
    async with storage.write() as conn:
        await correcting.rename(conn, show=WEED, title="Seaweed", signature=SIGNED)

    assert (await shows_of(storage))["theirs"] == (WEED.id, "Seaweed")
    async with storage.read() as conn:
        (only,) = await shows.all_shows(conn)
    assert only.title == "Seaweed"


async def test_the_log_keeps_everything_in_order(storage: Storage) -> None:
    async with storage.write() as conn:
        await correcting.add_name(conn, show=KELP, name="Tang", signature=SIGNED)
        await correcting.merge(conn, kept=KELP, gone=WEED, signature=SIGNED)

    async with storage.read() as conn:
        named, merge = await corrections.since(conn)
        assert await corrections.since(conn, merge.id) == []
        assert await corrections.of_shows(conn, [WEED.id]) == [merge]
    assert (named.act, named.show, named.name, named.told_by) == (Act.NAMED, KELP, "Tang", "Ada")
    assert (merge.act, merge.show, merge.other, merge.at) == (Act.MERGED, KELP, WEED, NOW)


async def test_a_show_is_part_of_what_its_whole_is_part_of(storage: Storage) -> None:
    third = Show(id=ShowId("third"), title="Third", names=("Third",))
    await merged(storage, WEED, third)
    await merged(storage, KELP, WEED)

    async with storage.read() as conn:
        assert await corrections.root_of(conn, third.id) == KELP.id
        assert await corrections.family(conn, KELP.id) == [KELP.id, WEED.id, third.id]
    await parted(storage)
    async with storage.read() as conn:
        assert await corrections.family(conn, KELP.id) == [KELP.id]
        assert await corrections.root_of(conn, third.id) == WEED.id


async def test_a_merge_that_breaks_off_changes_nothing(storage: Storage) -> None:
    await given_stories(storage)
    await followers(storage, subscription(WEED.id))
    before = await shows_of(storage)

    async def broken_off() -> None:
        async with storage.write() as conn:
            await correcting.merge(conn, kept=KELP, gone=WEED, signature=SIGNED)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await broken_off()
    assert await shows_of(storage) == before
    assert [one.show_id for one in await following(storage)] == [WEED.id]
    async with storage.read() as conn:
        assert await corrections.since(conn) == []
