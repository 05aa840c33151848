"""Replies in time: Discord waits three seconds for the first one."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager

import pytest

from bot.errors import StorageError
from tests.commands.desk import TIDE, Desk, eventually
from tests.discord_server.names import CallbackType
from tests.discord_server.results import InteractionResult

CALLBACK = "POST /interactions/{interaction_id}/{interaction_token}/callback"


@pytest.fixture(autouse=True)
def _hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.commands.replies.GRACE_S", 0.02)


async def test_slow_work_is_announced_and_then_shown(desk: Desk) -> None:
    async with _database_busy(desk, desk.run("follow show", show=TIDE.id)) as running:
        pass
    shown = await running

    assert shown.kind is CallbackType.DEFERRED_MESSAGE
    assert shown.ephemeral
    assert not shown.loading
    assert "gets news of **The Tide House**" in shown.text


async def test_slow_work_that_is_declined_says_why(desk: Desk) -> None:
    async with _database_busy(desk, desk.run("unfollow", what="x")) as running:
        pass
    shown = await running

    assert shown.kind is CallbackType.DEFERRED_MESSAGE
    assert "follows nothing" in shown.text


async def test_a_slow_press_changes_its_message_in_the_end(desk: Desk) -> None:
    asked = await desk.run("follow show", show="lantern")

    async with _database_busy(desk, desk.click(asked, "Lantern Keepers (2025, JP)")) as running:
        pass
    shown = await running
    await shown.until(lambda each: "gets news" in each.text)

    assert shown.kind is CallbackType.DEFERRED_UPDATE
    assert "gets news of **Lantern Keepers**" in asked.text


async def test_a_slow_press_that_fails_leaves_its_message(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refused(*_: object) -> None:
        raise StorageError("the disk is full")

    monkeypatch.setattr("bot.commands.follow.subscriptions.put", refused)
    asked = await desk.run("follow show", show="lantern")

    async with _database_busy(desk, desk.click(asked, "Lantern Keepers (2025, JP)")) as running:
        pass
    shown = await running
    await shown.until(lambda each: bool(each.followups))

    assert "Did you mean" in asked.text
    assert "I can't reach my database" in shown.text


async def test_an_answer_that_comes_too_late_is_still_done(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    """The person sees a failure and tries again; then the bot says that it is done."""
    work = desk.server.invoke(
        "follow show", guild=desk.guild, user=desk.admin, options={"show": TIDE.id}
    )
    desk.server.interactions.answer_limit_s = 0.0
    async with _database_busy(desk, work) as running:
        pass
    shown = await running
    await eventually(lambda: caplog.messages.count("reply came too late") == 2)

    assert shown.failed
    assert [each.show_id for each in await desk.subscriptions()] == [TIDE.id]


@asynccontextmanager
async def _database_busy(
    desk: Desk, work: Coroutine[None, None, InteractionResult]
) -> AsyncIterator["asyncio.Task[InteractionResult]"]:
    """Begin the work while another writes, and keep it waiting until it has been announced."""
    answers = desk.server.counters.requests[CALLBACK]
    async with desk.storage.write():
        running = asyncio.create_task(work)
        await eventually(lambda: desk.server.counters.requests[CALLBACK] > answers)
        yield running
