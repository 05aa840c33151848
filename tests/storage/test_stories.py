import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from sqlalchemy import event, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import GuildId, ShowId, Status, Story, StoryId
from bot.storage import stories, subscriptions
from bot.storage.engine import Storage
from bot.storage.stories import TimelineEntry
from tests.conftest import NOW
from tests.storage import strategies
from tests.storage.conftest import Opener, on_postgres
from tests.storage.examples import source, story, subscription

HOUR = timedelta(hours=1)
KELP = ShowId("kelp-2024")


async def saved(storage: Storage, *told: Story) -> None:
    """Store stories as born."""
    async with storage.write() as conn:
        await stories.save(conn, [(one, "born", "") for one in told], now=NOW)


@asynccontextmanager
async def statements(conn: AsyncConnection) -> AsyncIterator[list[str]]:
    """Collect the statements that the block sends."""
    sent: list[str] = []

    def note(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    event.listen(conn.sync_connection, "before_cursor_execute", note)
    yield sent
    event.remove(conn.sync_connection, "before_cursor_execute", note)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(first=strategies.stories, second=strategies.stories)
async def test_a_story_read_back_equals_the_one_saved(
    storage: Storage, first: Story, second: Story
) -> None:
    """Also where another state of it was there before, with other sources."""
    async with storage.write() as conn:
        for any_story in (first, second):
            await stories.save(conn, [(any_story, "changed", "when")], now=NOW)

            assert await stories.get(conn, [any_story.id]) == {any_story.id: any_story}
        await conn.rollback()


async def test_candidates_are_the_recent_stories_of_the_shows(storage: Storage) -> None:
    recent = story("recent")
    older = story("older", at=NOW - HOUR)
    await saved(
        storage, recent, older, story("old", at=NOW - 2 * HOUR), story("reef", show_id="reef-2020")
    )

    async with storage.write() as conn:
        found = await stories.candidates(conn, [KELP, ShowId("nobody")], since=NOW - HOUR)
    assert found == [older, recent]


async def test_an_old_story_that_changed_lately_is_a_candidate(storage: Storage) -> None:
    changed = replace(story(at=NOW - 9 * HOUR), updated_at=NOW)
    await saved(storage, changed)

    async with storage.read() as conn:
        assert await stories.candidates(conn, [KELP], since=NOW) == [changed]


async def test_candidates_take_the_same_few_statements_however_many_they_are(
    storage: Storage,
) -> None:
    """Each statement costs a tenth of a millisecond or more, whatever it brings."""
    many = [story(f"s{n}", sources=[source(f"a{n}-{m}") for m in range(3)]) for n in range(200)]
    await saved(storage, *many)

    async with storage.read() as conn, statements(conn) as sent:
        found = await stories.candidates(conn, [KELP], since=NOW)
    assert sorted(one.id for one in found) == sorted(one.id for one in many)
    assert len([one for one in sent if "FROM stories" in one or "FROM sources" in one]) == 2


async def test_saving_takes_the_same_few_statements_however_many_they_are(
    storage: Storage,
) -> None:
    async with storage.write() as conn, statements(conn) as sent:
        await stories.save(conn, [(story(f"s{n}"), "born", "") for n in range(200)], now=NOW)

    assert len(sent) <= 4


async def test_a_story_that_changed_twice_in_a_batch_has_both_lines(storage: Storage) -> None:
    """Two articles of one poll: the first gives birth, the second confirms."""
    first = source("a1", publisher="The Wire")
    second = source("a2", publisher="The Gazette")
    born = story(sources=[first])
    confirmed = story(sources=[second, first], status=Status.CONFIRMED)
    async with storage.write() as conn:
        await stories.save(
            conn, [(born, "born", ""), (confirmed, "changed", "status")], now=NOW + HOUR
        )

        line = TimelineEntry(
            story_id=born.id,
            show_id=KELP,
            season=2,
            kind=born.kind,
            stage=None,
            at=NOW + HOUR,
            effect="born",
            what="",
            status=Status.REPORTED,
            when=None,
            publisher="The Wire",
            link=first.link,
            told_at=first.published_at,
        )
        assert await stories.get(conn, [born.id]) == {born.id: confirmed}
        assert await stories.timeline(conn, KELP) == [
            line,
            replace(
                line,
                effect="changed",
                what="status",
                status=Status.CONFIRMED,
                publisher="The Gazette",
                link=second.link,
            ),
        ]


async def test_a_line_names_the_source_that_came_with_it(storage: Storage) -> None:
    """The last in the story's order may be one that was long known."""
    old = source("a1", publisher="The Wire")
    new = source("a0", publisher="The Gazette")
    await saved(storage, story(sources=[old]))
    async with storage.write() as conn:
        await stories.save(conn, [(story(sources=[new, old]), "joined", "source")], now=NOW + HOUR)
        lines = await stories.timeline(conn, KELP)

    assert [line.publisher for line in lines] == ["The Wire", "The Gazette"]


async def test_a_story_without_sources_has_a_line_without_one(storage: Storage) -> None:
    await saved(storage, replace(story(), sources=()))

    async with storage.read() as conn:
        (line,) = await stories.timeline(conn, KELP)
    assert (line.publisher, line.link) == (None, None)


async def test_a_source_taken_away_is_gone(storage: Storage) -> None:
    kept, taken = source("a1"), source("a2")
    await saved(storage, story(sources=[kept, taken]))
    await saved(storage, story(sources=[kept]))

    async with storage.read() as conn:
        found = await stories.get(conn, [StoryId("s1")])
    assert found[StoryId("s1")].sources == (kept,)


async def test_nothing_is_saved_and_nothing_asked(storage: Storage) -> None:
    async with storage.write() as conn:
        await stories.save(conn, [], now=NOW)

        assert await stories.get(conn, []) == {}
        assert await stories.candidates(conn, [], since=NOW) == []
        assert await stories.companions(conn, []) == {}


async def test_companions_stand_under_their_lead(storage: Storage) -> None:
    """They may be saved before it."""
    later = story("later", lead_id="lead", at=NOW + HOUR)
    sooner = story("sooner", lead_id="lead")
    await saved(storage, later, sooner, story("lead"), story("alone"))

    async with storage.read() as conn:
        found = await stories.companions(conn, [StoryId("lead"), StoryId("alone")])
    assert found == {"lead": [sooner, later], "alone": []}


async def test_the_latest_are_those_that_changed_last(storage: Storage) -> None:
    first, second = story("first", at=NOW - HOUR), story("second")
    changed = replace(story("changed", at=NOW - 9 * HOUR), updated_at=NOW + HOUR)
    await saved(storage, first, second, changed)

    async with storage.read() as conn:
        assert await stories.latest(conn, limit=2) == [changed, second]


async def test_the_latest_of_a_show_are_of_that_show(storage: Storage) -> None:
    await saved(storage, story("kelp"), story("reef", show_id="reef-2020"))

    async with storage.read() as conn:
        found = await stories.latest(conn, limit=9, show_id=ShowId("reef-2020"))
    assert [one.id for one in found] == ["reef"]


async def test_the_latest_of_a_guild_are_of_the_shows_that_it_follows(storage: Storage) -> None:
    await saved(storage, story("kelp"), story("reef", show_id="reef-2020"))
    async with storage.write() as conn:
        await subscriptions.put(conn, subscription("kelp-2024", 11, guild_id=1))
        await subscriptions.put(conn, subscription("kelp-2024", 12, guild_id=1))
        await subscriptions.put(conn, subscription(None, 13, guild_id=2))

    async with storage.read() as conn:
        of_guild = {
            guild: [one.id for one in await stories.latest(conn, limit=9, guild_id=GuildId(guild))]
            for guild in (1, 2, 3)
        }
    assert of_guild == {1: ["kelp"], 2: ["kelp", "reef"], 3: []}


async def test_two_workers_with_the_same_news_give_birth_to_one_story(
    storage: Storage, storage_url: str, opened: Opener
) -> None:
    """No row can be locked that is not there yet: the show is held."""
    other = await opened(storage_url, instance="other")

    async def read_news(worker: Storage, name: str) -> None:
        async with worker.write() as conn:
            if not await stories.candidates(conn, [KELP], since=NOW):
                await stories.save(conn, [(story(name), "born", "")], now=NOW)

    for number in range(5):
        async with storage.write() as conn:
            for table in ("timeline", "sources", "stories"):
                await conn.execute(text(f"DELETE FROM {table}"))  # noqa: S608 - our own names
        await asyncio.gather(
            *(read_news(worker, f"{worker.instance} {number}") for worker in (storage, other))
        )

        async with storage.read() as conn:
            assert len(await stories.latest(conn, limit=9)) == 1


@on_postgres
async def test_a_show_is_held_until_the_transaction_ends(
    storage: Storage, storage_url: str, opened: Opener
) -> None:
    """The second worker is seen to wait, before the first one has saved anything."""
    second = await opened(storage_url, instance="second")
    waiting = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")

    async def candidates() -> list[Story]:
        async with second.write() as conn:
            return await stories.candidates(conn, [ShowId("held")], since=NOW)

    held = story("held", show_id="held")
    async with storage.write() as conn:
        await stories.candidates(conn, [ShowId("held")], since=NOW)
        task = asyncio.create_task(candidates())
        while await conn.scalar(waiting) == 0:
            assert not task.done()
        await stories.save(conn, [(held, "born", "")], now=NOW)

    assert await task == [held]
