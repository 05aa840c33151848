"""A bare HTTP client, to see answers as they are and not as discord.py reads them."""

from dataclasses import dataclass
from typing import Self

import aiohttp
from multidict import CIMultiDictProxy

from tests.discord_server.names import JsonValue
from tests.discord_server.server import DiscordServer


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    body: JsonValue
    headers: CIMultiDictProxy[str]

    @property
    def error(self) -> tuple[int, int]:
        """Return status and Discord's own code."""
        return self.status, self.body["code"]


class Http:
    """Requests with the bot's token."""

    def __init__(self, server: DiscordServer) -> None:
        self._server = server
        self.session = aiohttp.ClientSession()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_rest: object) -> None:
        await self.session.close()

    async def __call__(
        self, method: str, path: str, body: JsonValue = None, *, token: str | None = None
    ) -> Answer:
        """Send a request; a body of None is sent as no body."""
        headers = {"Authorization": f"Bot {token or self._server.token}"}
        url = self._server.api_url + path
        async with self.session.request(method, url, json=body, headers=headers) as response:
            is_json = response.headers.get("Content-Type") == "application/json"
            read = await response.json() if is_json else await response.text()
            return Answer(response.status, read or None, response.headers)
