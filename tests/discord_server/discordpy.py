"""Pointing discord.py at the server, and away again."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route


class Addresses(Protocol):
    """A server, in this process or another."""

    @property
    def api_url(self) -> str:
        """Return where REST is."""
        ...

    @property
    def gateway_url(self) -> str:
        """Return where the gateway is."""
        ...


@contextmanager
def point_discord_at(server: Addresses) -> Iterator[None]:
    """Let every discord.py client of this process talk to the server, until the block ends."""
    base, gateway = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    Route.BASE = server.api_url
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(server.gateway_url)
    try:
        yield
    finally:
        Route.BASE = base
        DiscordWebSocket.DEFAULT_GATEWAY = gateway
