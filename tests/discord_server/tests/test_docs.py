"""The package's docstring names only what there is."""

import re

import pytest

import tests.discord_server as package
from tests.discord_server.results import InteractionResult
from tests.discord_server.server import DiscordServer

DOCS = package.__doc__ or ""


async def test_every_part_that_is_named_exists() -> None:
    async with DiscordServer() as server:
        named = set(
            re.findall(r"\b(gateway|faults|limits|interactions|board|clock)\.([a-z_]+)", DOCS)
        )
        named |= {("gateway", name) for name in re.findall(r"[ (]\.([a-z_]+)", DOCS)}

        missing = [each for each in named if not hasattr(getattr(server, each[0]), each[1])]

        assert len(named) > 15
        assert missing == []


@pytest.mark.parametrize("heading", ["Setting up", "Looking"])
async def test_every_method_that_is_named_exists(heading: str) -> None:
    part = DOCS.split(heading)[1].split("\n\n")[0].split("People")[0].split("Looking")[0]
    async with DiscordServer() as server:
        named = set(re.findall(r"\b[a-z]+_[a-z_]+\b", part))
        known = set(dir(server)) | set(dir(server.counters)) | {"enforce_nonce"}

        assert len(named) > 2
        assert named <= known


def test_every_field_of_a_result_that_is_named_exists() -> None:
    part = DOCS.split("InteractionResult:")[1].split("and `await")[0]

    assert set(re.findall(r"[a-z]+", part)) <= set(dir(InteractionResult(name="x")))
