"""News that says of two names that they are one show's."""

from collections.abc import Sequence

from bot.model import ChannelId, Show, ShowId
from bot.pipeline.corrected import CorrectedShows
from bot.pipeline.linking import link
from bot.shows.choose import Context
from bot.shows.match import ShowIndex, new_show
from bot.storage import shows, stories, subscriptions
from bot.storage.engine import Storage
from tests.conftest import NOW
from tests.storage.examples import story, subscription
from tests.storage.test_correcting import SIGNED

KELP = Show(id=ShowId("kelp-2024"), title="Kelp Forest", names=("Kelp Forest",), known=True)
TWIN = Show(id=ShowId("kelp-2019"), title="Kelp Wood", names=("Kelp Wood",), known=True)
WORKING = new_show("Untitled Sea Drama", Context())
FINAL = new_show("Deeper Kelp", Context())


async def linked(
    storage: Storage, *pairs: tuple[Show, Show], catalogue: Sequence[Show] = ()
) -> ShowIndex:
    known = CorrectedShows(index=ShowIndex(), catalogue=catalogue)
    async with storage.write() as conn:
        await link(conn, pairs, shows=known, signature=SIGNED)
    return known.index


async def given_followed_show(storage: Storage) -> None:
    async with storage.write() as conn:
        await shows.ensure(conn, [WORKING])
        await stories.save(conn, [(story(show_id=WORKING.id), "born", "birth")], now=NOW)
        await subscriptions.put(conn, subscription(WORKING.id))


async def test_a_working_title_that_becomes_final_keeps_history_and_followers(
    storage: Storage,
) -> None:
    await given_followed_show(storage)
    index = await linked(storage, (WORKING, FINAL))

    show = index.resolve("Untitled Sea Drama").show
    assert show == index.resolve("Deeper Kelp").show
    assert show.title == "Deeper Kelp"
    async with storage.read() as conn:
        (told,) = await stories.latest(conn, limit=9)
        (followed,) = await subscriptions.of_channel(conn, ChannelId(11))
    assert (told.show_id, told.show_title) == (show.id, "Deeper Kelp")
    assert followed.show_id == show.id


async def test_another_name_of_a_show_of_the_catalogue_leads_to_it(storage: Storage) -> None:
    await given_followed_show(storage)
    for pair in ((WORKING, KELP), (KELP, FINAL)):
        index = await linked(storage, pair, catalogue=[KELP])

    assert {index.resolve(name).show.id for name in ("Untitled Sea Drama", "Deeper Kelp")} == {
        KELP.id
    }
    assert index.resolve("Deeper Kelp").show.title == "Kelp Forest"


async def test_the_same_news_again_changes_nothing(storage: Storage) -> None:
    await given_followed_show(storage)
    await linked(storage, (WORKING, FINAL))
    index = await linked(storage, (WORKING, FINAL))

    assert index.resolve("Untitled Sea Drama").show.id == FINAL.id


async def test_two_shows_of_the_catalogue_stay_two(storage: Storage) -> None:
    index = await linked(storage, (KELP, TWIN), catalogue=[KELP, TWIN])

    assert len(index) == 2
