"""Point discord.py at another server than Discord's own, for trying the bot out."""

import discord.gateway
import discord.http
import yarl


def use_endpoints(*, api_url: str, gateway_url: str) -> None:
    """Send every later request and connection of this process to the given addresses.

    discord.py has no setting for this. These two class attributes are all that it builds its
    addresses from, webhooks and answers to interactions too.

    Args:
        api_url: of the HTTP API with its version, without a slash at the end, for example
            "http://127.0.0.1:8080/api/v10"; empty leaves Discord's own.
        gateway_url: of the websocket; empty leaves Discord's own.
    """
    if api_url:
        discord.http.Route.BASE = api_url
    if gateway_url:
        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway_url)
