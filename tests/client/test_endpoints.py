"""Another Discord than Discord's own."""

from collections.abc import Iterator

import discord.gateway
import discord.http
import pytest
import yarl

from bot.client.endpoints import use_endpoints


@pytest.fixture(autouse=True)
def _put_back() -> Iterator[None]:
    base = discord.http.Route.BASE
    gateway = discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY
    yield
    discord.http.Route.BASE = base
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = gateway


def test_without_settings_it_is_discords_own() -> None:
    use_endpoints(api_url="", gateway_url="")

    assert discord.http.Route.BASE == "https://discord.com/api/v10"
    assert str(discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY).startswith("wss://gateway.discord")


def test_requests_and_the_gateway_go_where_the_settings_say() -> None:
    use_endpoints(api_url="http://127.0.0.1:81/api/v10", gateway_url="ws://127.0.0.1:82/")

    assert discord.http.Route("GET", "/x").url == "http://127.0.0.1:81/api/v10/x"
    # discord.py adds to it: a text would fail there.
    assert yarl.URL("ws://127.0.0.1:82/") == discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY
