from datetime import timedelta

from bot.model import ArticleId, FeedId
from bot.storage import articles, feeds
from bot.storage.engine import Storage
from tests.conftest import NOW
from tests.storage.examples import article, feed

WIRE = FeedId("wire")


async def test_an_article_is_unseen_until_it_was_added(storage: Storage) -> None:
    async with storage.write() as conn:
        await feeds.sync(conn, [feed()], now=NOW)
        await articles.add(conn, [article("old")], now=NOW)

        unseen = await articles.unseen(conn, WIRE, [ArticleId("old"), ArticleId("new")])

    assert unseen == {"new"}


async def test_ids_belong_to_their_feed(storage: Storage) -> None:
    """Feeds number their entries from one."""
    async with storage.write() as conn:
        await feeds.sync(conn, [feed("wire"), feed("gazette")], now=NOW)
        await articles.add(conn, [article("1", feed_id="wire")], now=NOW)

        assert await articles.unseen(conn, FeedId("gazette"), [ArticleId("1")]) == {"1"}


async def test_an_article_added_twice_is_there_once(storage: Storage) -> None:
    """A lease may have run out while its owner was only slow."""
    async with storage.write() as conn:
        await feeds.sync(conn, [feed()], now=NOW)
        await articles.add(conn, [article("a1")], now=NOW)
        await articles.add(conn, [article("a1"), article("a2")], now=NOW + timedelta(hours=1))

        assert await articles.unseen(conn, WIRE, [ArticleId("a1"), ArticleId("a2")]) == set()


async def test_more_ids_than_a_statement_takes_are_asked_for(storage: Storage) -> None:
    """SQLite takes 32,766 values, and a sitemap may have more."""
    ids = [ArticleId(f"https://wire.example/{number}") for number in range(40_000)]
    async with storage.write() as conn:
        await feeds.sync(conn, [feed()], now=NOW)
        await articles.add(conn, [article(id_) for id_ in ids[::2]], now=NOW)

    async with storage.read() as conn:
        assert await articles.unseen(conn, WIRE, ids) == set(ids[1::2])


async def test_nothing_is_added_and_nothing_asked(storage: Storage) -> None:
    async with storage.write() as conn:
        await articles.add(conn, [], now=NOW)

        assert await articles.unseen(conn, WIRE, []) == set()
