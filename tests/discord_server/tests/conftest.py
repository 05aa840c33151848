"""A server with one guild and one channel, for the tests of the server itself."""

from collections.abc import AsyncIterator

import pytest

from tests.discord_server.server import DiscordServer
from tests.discord_server.tests.http import Http
from tests.discord_server.world import Channel, Guild


@pytest.fixture
async def server() -> AsyncIterator[DiscordServer]:
    """Run a server; a test that breaks rules on purpose takes the violations itself."""
    async with DiscordServer() as running:
        yield running


@pytest.fixture
def guild(server: DiscordServer) -> Guild:
    return server.add_guild("Drama Club")


@pytest.fixture
def channel(server: DiscordServer, guild: Guild) -> Channel:
    return server.add_channel(guild, "news")


@pytest.fixture
async def http(server: DiscordServer) -> AsyncIterator[Http]:
    """Send requests as a bot of no library would."""
    async with Http(server) as client:
        yield client
