"""One poll of one feed: what is stored, what is owed, and what stays silent."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.errors import StorageError
from bot.feeds.fetch import Fetcher, user_agent
from bot.feeds.guard import Guard
from bot.feeds.parser_pool import ParserPool
from bot.model import (
    ChannelId,
    DeliveryState,
    Feed,
    FeedId,
    GuildId,
    Kind,
    Subscription,
    Tier,
    UserId,
)
from bot.pipeline.corrected import CorrectedShows
from bot.pipeline.correcting import Corrector
from bot.pipeline.desk import Desk, Finding, open_desk
from bot.pipeline.poll import Pipeline, Policy
from bot.shows.match import ShowIndex
from bot.storage import deliveries as delivery_rows
from bot.storage import feeds as feed_rows
from bot.storage import guilds as guild_rows
from bot.storage import stories as story_rows
from bot.storage import subscriptions as subscription_rows
from bot.storage.engine import Storage
from bot.storage.feeds import FeedState
from tests.conftest import NOW
from tests.feed_server.feeds import Item
from tests.feed_server.server import FeedServer

POLICY = Policy(
    interval=timedelta(minutes=5),
    max_age=timedelta(days=2),
    window=timedelta(days=30),
    edit_age=timedelta(days=1),
)
CHANNEL = ChannelId(7)


class Room:
    """A pipeline over a real feed server and a real database, at a time that tests set."""

    def __init__(self, *, storage: Storage, server: FeedServer) -> None:
        self.storage = storage
        self.server = server
        self.now = NOW
        self.owed_calls = 0
        self.pipeline: Pipeline | None = None

    def build(self, *, fetcher: Fetcher, parser: ParserPool, desk: Desk | None = None) -> None:
        shows = ShowIndex()
        self.pipeline = Pipeline(
            storage=self.storage,
            fetcher=fetcher,
            parser=parser,
            desk=desk or open_desk(window=POLICY.window, shows=shows),
            shows=CorrectedShows(index=shows, catalogue=()),
            policy=POLICY,
            now=lambda: self.now,
            on_owed=self._count,
            jitter=lambda: 0.0,
        )

    def _count(self) -> None:
        self.owed_calls += 1

    async def follow(self, feeds: list[str]) -> None:
        async with self.storage.write() as conn:
            await feed_rows.sync(conn, [self._feed(name) for name in feeds], now=self.now)
            await guild_rows.seen(conn, GuildId(1), locale="en-US", now=self.now)
            await subscription_rows.put(
                conn,
                Subscription(
                    guild_id=GuildId(1),
                    channel_id=CHANNEL,
                    show_id=None,
                    created_by=UserId(1),
                    created_at=self.now - timedelta(days=1),
                ),
            )

    def _feed(self, name: str) -> Feed:
        return Feed(
            id=FeedId(name.removesuffix(".xml")),
            url=self.server.url(name),
            publisher=name,
            language="en",
            tier=Tier.PRESS,
            timezone="UTC",
        )

    async def state(self, name: str) -> FeedState:
        async with self.storage.read() as conn:
            states = await feed_rows.states(conn)
        return next(state for state in states if state.feed.id == name.removesuffix(".xml"))

    async def poll(self, name: str) -> FeedState:
        assert self.pipeline is not None
        await self.pipeline.poll(await self.state(name))
        return await self.state(name)

    async def owed(self) -> int:
        async with self.storage.read() as conn:
            return (await delivery_rows.counts(conn))[DeliveryState.OWED]

    async def stories(self) -> list[tuple[str, Kind, int]]:
        async with self.storage.read() as conn:
            latest = await story_rows.latest(conn, limit=50)
        return [(story.show_title, story.kind, len(story.sources)) for story in latest]


@pytest.fixture(scope="module")
def guard_allows() -> Guard:
    return Guard(allowed=["127.0.0.1:*"])


@pytest.fixture
async def room(storage: Storage, guard_allows: Guard) -> AsyncIterator[Room]:
    async with (
        FeedServer() as server,
        Fetcher(agent=user_agent(), guard=guard_allows) as fetcher,
        ParserPool() as parser,
    ):
        room = Room(storage=storage, server=server)
        room.build(fetcher=fetcher, parser=parser)
        yield room


def renewed(title: str, *, at: datetime | None = NOW, guid: str | None = None) -> Item:
    return Item(
        title=f"'{title}' Renewed for Season 2",
        guid=guid or title,
        link=f"https://outlet.example/{title.replace(' ', '-')}",
        published=at,
    )


async def test_a_first_poll_stores_everything_and_announces_nothing(room: Room) -> None:
    room.server.append("a.xml", renewed("Glass Mountain"))
    await room.follow(["a.xml"])

    state = await room.poll("a.xml")

    assert state.primed
    assert await room.owed() == 0
    assert await room.stories() == [("Glass Mountain", Kind.RENEWAL, 1)]


async def test_what_comes_after_the_first_poll_is_owed_once(room: Room) -> None:
    room.server.append("a.xml", renewed("Glass Mountain"))
    await room.follow(["a.xml"])
    await room.poll("a.xml")
    room.server.append("a.xml", renewed("Salt Road"))

    await room.poll("a.xml")
    await room.poll("a.xml")

    assert await room.owed() == 1
    assert room.owed_calls == 1


async def test_an_article_that_is_too_old_announces_nothing(room: Room) -> None:
    room.server.append("a.xml", renewed("Glass Mountain"))
    await room.follow(["a.xml"])
    await room.poll("a.xml")
    room.server.append("a.xml", renewed("Salt Road", at=NOW - timedelta(days=3)))

    await room.poll("a.xml")

    assert await room.owed() == 0


async def test_an_article_without_a_date_is_news_when_it_appears(room: Room) -> None:
    room.server.append("a.xml", renewed("Glass Mountain"))
    await room.follow(["a.xml"])
    await room.poll("a.xml")
    room.server.append("a.xml", renewed("Salt Road", at=None))

    await room.poll("a.xml")

    assert await room.owed() == 1


async def test_an_article_without_a_date_was_published_on_the_day_it_appeared(room: Room) -> None:
    """In the outlet's own time zone; what stood there at the first poll may be years old."""
    undated = Item(title="Filming for 'Old Garden' to Begin Next Month", guid="old")
    room.server.append("a.xml", undated)
    await room.follow(["a.xml"])
    await room.poll("a.xml")
    room.server.append(
        "a.xml", replace(undated, title=undated.title.replace("Old", "New"), guid="n")
    )

    await room.poll("a.xml")

    async with room.storage.read() as conn:
        dated = {each.show_title: each.when for each in await story_rows.latest(conn, limit=9)}
    assert dated["Old Garden"] is None
    assert str(dated["New Garden"]) == "2026-12"


async def test_a_second_outlet_joins_and_owes_no_second_message(room: Room) -> None:
    for name in ("a.xml", "b.xml"):
        room.server.append(name, renewed("Old Garden"))
    await room.follow(["a.xml", "b.xml"])
    await room.poll("a.xml")
    await room.poll("b.xml")
    for name in ("a.xml", "b.xml"):
        room.server.append(name, renewed("Salt Road"))

    await room.poll("a.xml")
    await room.poll("b.xml")

    assert await room.owed() == 1
    assert ("Salt Road", Kind.RENEWAL, 2) in await room.stories()


async def test_news_that_a_new_feed_told_first_is_told_when_another_feed_tells_it(
    room: Room,
) -> None:
    """A silent first poll must not swallow the story for good."""
    room.server.append("a.xml", renewed("Glass Mountain"))
    room.server.append("b.xml", renewed("Salt Road"))
    await room.follow(["a.xml", "b.xml"])
    await room.poll("a.xml")
    await room.poll("b.xml")
    room.server.append("a.xml", renewed("Salt Road", at=NOW + timedelta(minutes=5)))
    room.now = NOW + timedelta(minutes=10)

    await room.poll("a.xml")

    assert await room.owed() == 1


async def test_an_unchanged_feed_costs_one_conditional_request(room: Room) -> None:
    room.server.append("a.xml", renewed("Glass Mountain"))
    await room.follow(["a.xml"])

    first = await room.poll("a.xml")
    room.now += timedelta(minutes=5)
    second = await room.poll("a.xml")

    assert [answer.status for answer in room.server.answers] == [200, 304]
    assert second.etag == first.etag is not None
    assert second.next_poll_at == room.now + POLICY.interval


@pytest.mark.parametrize("fault", ["-/gone/a.xml", "-/html/a.xml", "-/empty/a.xml"])
async def test_a_feed_that_fails_keeps_its_place_and_says_why(room: Room, fault: str) -> None:
    room.server.append("a.xml", renewed("Glass Mountain"))
    await room.follow(["a.xml"])
    state = await room.state("a.xml")
    broken = replace(state, feed=replace(state.feed, url=room.server.url(fault)), etag='"kept"')
    assert room.pipeline is not None

    await room.pipeline.poll(broken)

    after = await room.state("a.xml")
    assert after.failures == 1
    assert after.last_error
    assert after.etag == '"kept"'
    assert not after.primed
    assert after.next_poll_at > room.now


async def test_a_feed_that_was_never_read_is_asked_again_within_a_minute(room: Room) -> None:
    """A bot may start before its network does; one that has run for long backs off further."""
    room.server.append("a.xml", renewed("Glass Mountain"))
    await room.follow(["a.xml"])
    state = await room.state("a.xml")
    away = replace(state, feed=replace(state.feed, url=room.server.url("-/reset/a.xml")))
    assert room.pipeline is not None

    await room.pipeline.poll(away)
    new = await room.state("a.xml")
    await room.pipeline.poll(replace(away, primed=True))
    known = await room.state("a.xml")

    assert new.next_poll_at == room.now + timedelta(minutes=1)
    assert known.next_poll_at == room.now + 2 * POLICY.interval


async def test_an_article_that_cannot_be_read_costs_only_itself(
    room: Room, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    room.server.append("a.xml", renewed("Old Garden"))
    await room.follow(["a.xml"])
    await room.poll("a.xml")
    room.server.append("a.xml", renewed("Salt Road"), renewed("Cursed Scroll"))
    desk = room.pipeline._desk  # type: ignore[union-attr]  # the fault has to sit inside
    read = desk.read

    def cursed(article: object) -> list[Finding]:
        if "Cursed" in article.headline:  # type: ignore[attr-defined]
            raise RuntimeError("a bug")
        return read(article)  # type: ignore[arg-type]

    monkeypatch.setattr(desk, "read", cursed)

    await room.poll("a.xml")

    assert await room.owed() == 1
    assert "article not read" in caplog.text


async def test_news_read_while_its_show_was_being_merged_is_filed_under_the_whole(
    room: Room,
) -> None:
    """Another process merges between the reading of an article and the storing of its story."""
    for name in ("a.xml", "b.xml"):
        room.server.append(name, renewed("Glass Mountain", guid=f"{name}-first"))
    room.server.append("a.xml", renewed("Salt Road"))
    await room.follow(["a.xml", "b.xml"])
    await room.poll("a.xml")
    await room.poll("b.xml")
    room.server.append("b.xml", renewed("Salt Road", guid="late"))
    elsewhere = Corrector(
        storage=room.storage,
        shows=CorrectedShows(index=ShowIndex(), catalogue=()),
        now=lambda: room.now,
        edit_age=POLICY.edit_age,
    )
    await elsewhere.merge("Glass Mountain", "Salt Road", told_by="Ada")

    await room.poll("b.xml")

    assert {title for title, _, _ in await room.stories()} == {"Glass Mountain"}
    assert len(await room.stories()) == 2


async def test_news_that_links_two_names_makes_them_one_show(room: Room) -> None:
    """A working title that becomes the final one keeps its history and its followers."""
    await room.follow(["a.xml"])
    room.server.append("a.xml", renewed("Night Ferry"))
    await room.poll("a.xml")
    assert await room.stories() == [("Night Ferry", Kind.RENEWAL, 1)]

    linking = "'Harbour Lane', Formerly Titled 'Night Ferry', Renewed for Season 2"
    room.server.append("a.xml", Item(title=linking, guid="l", published=NOW))
    await room.poll("a.xml")

    assert await room.stories() == [("Harbour Lane", Kind.RENEWAL, 2)]


async def test_a_link_that_could_not_be_saved_is_none(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a transaction that came to nothing had merged is two shows again."""
    await room.follow(["a.xml"])
    room.server.append("a.xml", renewed("Night Ferry"))
    await room.poll("a.xml")
    linking = "'Harbour Lane', Formerly Titled 'Night Ferry', Renewed for Season 2"
    room.server.append("a.xml", Item(title=linking, guid="l", published=NOW))

    async def refuse(*_: object, **__: object) -> None:
        raise StorageError("the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(feed_rows, "save_poll", refuse)
        with pytest.raises(StorageError):
            await room.poll("a.xml")
    assert [title for title, _, _ in await room.stories()] == ["Night Ferry"]

    await room.poll("a.xml")
    assert [title for title, _, _ in await room.stories()] == ["Harbour Lane"]
