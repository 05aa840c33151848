"""Absurd names fit into every reply: the loopback server refuses what Discord would refuse."""

from dataclasses import replace
from typing import Any

import pytest

from bot.model import Show, ShowId
from tests.commands.desk import Desk, story

LOUD = Show(
    id=ShowId("new-loud"),
    title="*" * 500,
    names=("*" * 500, *(f"{n}{'_' * 500}" for n in range(20))),
    country="KR",
    year=2026,
    network="~" * 500,
)


@pytest.fixture
async def loud(desk: Desk) -> Desk:
    """Let the channel follow twelve absurd shows that have been in the news."""
    shows = [replace(LOUD, id=ShowId(f"new-loud-{n}")) for n in range(12)]
    await desk.learn(*shows)
    await desk.follow(*shows)
    outlets = tuple(f"{n}{'|' * 300}" for n in range(9))
    await desk.tell(*[story(show, n, outlets=outlets) for n, show in enumerate(shows)])
    return desk


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("show", {"show": "new-loud-1"}),
        ("latest", {}),
        ("latest", {"show": "new-loud-1"}),
        ("following", {}),
        ("follow show", {"show": "new-loud-1"}),
        ("follow show", {"show": "_" * 99 + "a"}),
        ("unfollow", {"what": "*" * 100}),
        ("unfollow", {"what": "new-loud-1"}),
        ("help", {}),
    ],
)
async def test_every_reply_is_one_that_discord_takes(
    loud: Desk, name: str, options: dict[str, Any]
) -> None:
    shown = await loud.run(name, **options)

    assert shown.text


async def test_every_list_of_choices_is_one_that_discord_takes(loud: Desk) -> None:
    labels = list((await loud.offered("unfollow", "what", "")).values())

    assert len(labels) == len(set(labels)) == 12
    assert labels[1].endswith(" [2]")
    assert len(await loud.offered("follow show", "show", "x" * 100)) == 1
