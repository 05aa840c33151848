"""Corrections from the names that people type to what every process then knows."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.errors import CorrectionRefused
from bot.model import ChannelId, Part, Person, Show, ShowId
from bot.pipeline.corrected import CorrectedShows, corrected
from bot.pipeline.correcting import Corrector
from bot.shows.match import ShowIndex
from bot.storage import corrections, shows, stories, subscriptions
from bot.storage.correcting import Moved
from bot.storage.corrections import Act
from bot.storage.engine import Storage
from tests.conftest import NOW
from tests.storage.examples import story, subscription

KELP = Show(id=ShowId("kelp-2024"), title="Kelp Forest", names=("Kelp Forest",), known=True)
TWIN = Show(id=ShowId("kelp-2019"), title="Kelp Forest", names=("Kelp Forest",), known=True)
MET = Show(id=ShowId("new-met"), title="Untitled Sea Drama", names=("Untitled Sea Drama", "해초"))
ADA = "Ada"


class Process:
    """A process of the bot: its own memory, beside a database that others share."""

    def __init__(self, storage: Storage, *, catalogue: Sequence[Show] = (KELP,)) -> None:
        self.storage = storage
        self.shows = CorrectedShows(index=ShowIndex(), catalogue=catalogue)
        self.corrector = Corrector(
            storage=storage, shows=self.shows, now=lambda: NOW, edit_age=timedelta(days=1)
        )

    async def catch_up(self) -> None:
        async with self.storage.read() as conn:
            await self.shows.catch_up(conn)

    def meant(self, title: str) -> str:
        return self.shows.index.resolve(title).show.id

    def offered(self, typed: str) -> list[str]:
        return [show.id for show in self.shows.index.search(typed)]


@pytest.fixture
async def process(storage: Storage) -> Process:
    async with storage.write() as conn:
        await shows.ensure(conn, [MET])
        await stories.save(conn, [(story(show_id=MET.id), "born", "birth")], now=NOW)
        await subscriptions.put(conn, subscription(MET.id))
    started = Process(storage)
    await started.catch_up()
    return started


async def refused(process: Process, *, kept: str, gone: str) -> str:
    with pytest.raises(CorrectionRefused) as error:
        await process.corrector.merge(kept, gone, told_by=ADA)
    return error.value.reason


async def test_both_names_mean_the_merged_show_everywhere(process: Process) -> None:
    other = Process(process.storage)
    await other.catch_up()
    done = await process.corrector.merge("Kelp Forest", "해초", told_by=ADA)
    await other.catch_up()

    assert (done.act, done.other, done.moved) == (Act.MERGED, MET, Moved(stories=1, followers=1))
    assert done.show.names == ("Kelp Forest", "Untitled Sea Drama", "해초")
    for each in (process, other, Process(process.storage)):
        await each.catch_up()
        assert each.meant("Untitled Sea Drama") == each.meant("Kelp Forest season 2") == KELP.id
        assert each.offered("untitled") == each.offered("kelp") == [KELP.id]
        found = each.shows.index.get(MET.id)
        assert found is not None
        assert found.id == KELP.id


async def test_a_split_gives_everything_back(process: Process) -> None:
    await process.corrector.merge("Kelp Forest", "해초", told_by=ADA)
    done = await process.corrector.split("Kelp Forest", "Untitled Sea Drama", told_by=ADA)

    assert (done.act, done.other) == (Act.SPLIT, MET)
    assert done.moved == Moved(stories=1, followers=1)
    assert done.show == KELP
    assert process.shows.index.get(MET.id) == MET
    assert process.meant("해초") == MET.id


async def test_what_polls_stored_meanwhile_does_not_stick_to_the_wrong_show(
    process: Process,
) -> None:
    """A poll stores a show with all names that it has at the time."""
    catalogue = Process(process.storage, catalogue=())
    async with process.storage.write() as conn:
        await shows.ensure(conn, [Show(id=ShowId("new-a"), title="A", names=("A",))])
    await catalogue.corrector.merge("A", "해초", told_by=ADA)
    whole = catalogue.shows.index.get(ShowId("new-a"))
    assert whole is not None
    async with process.storage.write() as conn:
        await shows.ensure(conn, [whole])
    done = await catalogue.corrector.split("A", "해초", told_by=ADA)

    assert done.show.names == ("A",)
    assert catalogue.meant("해초") == MET.id


async def test_a_name_that_was_never_merged_becomes_a_show(process: Process) -> None:
    done = await process.corrector.split("Untitled Sea Drama", "해초", told_by=ADA)

    assert done.other is not None
    assert process.meant("해초") == done.other.id != MET.id
    assert process.meant("Untitled Sea Drama") == MET.id
    async with process.storage.read() as conn:
        followed = await subscriptions.of_channel(conn, ChannelId(11))
    assert {one.show_id for one in followed} == {MET.id, done.other.id}


async def test_named_stories_go_with_a_name(process: Process) -> None:
    sea, name = "Untitled Sea Drama", "해초"
    with pytest.raises(CorrectionRefused, match="no_such_story"):
        await process.corrector.split(sea, name, told_by=ADA, story_ids=["s1", "another"])
    done = await process.corrector.split(sea, name, told_by=ADA, story_ids=["s1"])

    assert done.moved == Moved(stories=1, followers=1)


async def test_a_new_title_is_shown_and_the_old_one_still_means_the_show(
    process: Process,
) -> None:
    done = await process.corrector.rename("Untitled Sea Drama", "  Deeper  Kelp ", told_by=ADA)

    assert (done.show.title, done.name, done.moved.stories) == ("Deeper Kelp", "Deeper Kelp", 1)
    assert process.meant("Untitled Sea Drama") == process.meant("Deeper Kelp") == MET.id


async def test_a_name_is_added(process: Process) -> None:
    await process.corrector.add_name("Kelp Forest", "켈프 포레스트", told_by=ADA)

    assert process.meant("켈프 포레스트") == KELP.id
    assert process.offered("켈프") == [KELP.id]


async def test_a_dry_run_says_what_would_happen_and_changes_nothing(process: Process) -> None:
    done = await process.corrector.merge("Kelp Forest", "해초", told_by=ADA, dry=True)

    assert done.moved == Moved(stories=1, followers=1)
    assert process.meant("해초") == MET.id
    async with process.storage.read() as conn:
        assert await corrections.since(conn) == []
        assert [one.show_id for one in await stories.latest(conn, limit=9)] == [MET.id]


async def test_what_makes_no_sense_is_refused(storage: Storage) -> None:
    process = Process(storage, catalogue=(KELP, TWIN))

    assert await refused(process, kept=KELP.id, gone=KELP.id) == "same"
    assert await refused(process, kept="Kelp Forest", gone=TWIN.id) == "ambiguous"
    assert await refused(process, kept="Kelp Forst", gone=TWIN.id) == "unknown_near"
    assert await refused(process, kept="Qqqqq", gone=TWIN.id) == "unknown"


async def test_a_show_is_not_merged_twice(process: Process) -> None:
    await process.corrector.merge("Kelp Forest", "해초", told_by=ADA)

    assert await refused(process, kept="Kelp Forest", gone="해초") == "same"
    assert await refused(process, kept=KELP.id, gone=MET.id) == "same"


async def test_names_that_cannot_be_split_off_or_given_are_refused(process: Process) -> None:
    corrector = process.corrector
    for show, name, reason in (
        ("해초", "Kelp Forest", "not_its_name"),
        ("해초", "Untitled Sea Drama", "its_title"),
        ("Kelp Forest", "Kelp Forest", "only_name"),
    ):
        with pytest.raises(CorrectionRefused, match=reason):
            await corrector.split(show, name, told_by=ADA)
    for name, reason in (("Kelp Forest", "taken"), ("해초", "called_so"), ("  - ", "no_name")):
        with pytest.raises(CorrectionRefused, match=reason):
            await corrector.add_name("Untitled Sea Drama", name, told_by=ADA)
    for name, reason in (("Kelp Forest", "taken"), ("Untitled Sea Drama", "called_so")):
        with pytest.raises(CorrectionRefused, match=reason):
            await corrector.rename("Untitled Sea Drama", name, told_by=ADA)


async def test_namesakes_that_were_merged_both_keep_their_name_after_a_split(
    storage: Storage,
) -> None:
    process = Process(storage, catalogue=(KELP, TWIN))
    await process.corrector.merge(KELP.id, TWIN.id, told_by=ADA)
    await process.corrector.split(KELP.id, TWIN.id, told_by=ADA)

    assert [show.id for show in process.shows.index.named("Kelp Forest")] == [KELP.id, TWIN.id]


async def test_corrections_outlive_a_show_that_left_the_catalogue(storage: Storage) -> None:
    await Process(storage).corrector.add_name("Kelp Forest", "Tang", told_by=ADA)
    async with storage.read() as conn:
        known, merged = corrected((), await corrections.since(conn))

    assert [show.names for show in known] == [("Kelp Forest", "Tang")]
    assert merged == {}


async def test_what_was_doubted_is_read_anew(process: Process) -> None:
    """After a transaction that was undone, memory may be ahead of the database."""
    version = process.shows.version
    await process.catch_up()
    assert process.shows.version == version
    process.shows.doubt()
    await process.catch_up()

    assert process.shows.version > version
    assert process.meant("해초") == MET.id


async def test_who_takes_part_in_a_show_is_remembered_over_a_start(storage: Storage) -> None:
    """They tell shows of one name apart, also those of whom the news told before the start."""
    told = replace(
        story(show_id=TWIN.id), people=(Person(name="Mira Holt", part=Part.LEADS, job="actor"),)
    )
    async with storage.write() as conn:
        await stories.save(conn, [(told, "born", "birth")], now=NOW)
    process = Process(storage, catalogue=(KELP, TWIN))
    await process.catch_up()

    found = process.shows.index.resolve("Kelp Forest", people=["MIRA HOLT"])

    assert found.show.id == TWIN.id
    assert process.meant("Kelp Forest") == KELP.id
