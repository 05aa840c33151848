"""The server in a thread of its own, for tests whose bot is another process.

The bot may be killed at any moment; what it has sent stands here.
"""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from typing import Self, TypeVar

from tests.discord_server.api import Counters
from tests.discord_server.command_lookup import Options
from tests.discord_server.names import NOTHING, ChannelType, Json, Permission
from tests.discord_server.results import InteractionResult
from tests.discord_server.server import DEFAULT_TOKEN, DiscordServer
from tests.discord_server.world import Channel, Guild, User

T = TypeVar("T")


class ThreadedDiscordServer:
    """A `DiscordServer` that lives beside the test; `call` and `run` reach everything in it."""

    def __init__(
        self, *, token: str = DEFAULT_TOKEN, seed: int = 0, nonce_window_s: float = 180.0
    ) -> None:
        self._server = DiscordServer(token=token, seed=seed, nonce_window_s=nonce_window_s)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="discord", daemon=True)
        self.token = token

    def __enter__(self) -> Self:
        """Start to listen."""
        self._thread.start()
        self.run(lambda server: server.start())
        return self

    def __exit__(self, kind: type[BaseException] | None, *_rest: object) -> None:
        """Stop, and raise AssertionError for the rules that were broken."""
        try:
            self.run(lambda server: server.stop())
        finally:
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()
            self._loop.close()
        # Nothing runs any more, so the state may be read from here.
        if kind is None:
            self._server.assert_no_violations()

    def call(self, do: Callable[[DiscordServer], T]) -> T:
        """Do something with the server in its own thread and return what it gives."""

        async def called() -> T:
            return do(self._server)

        return asyncio.run_coroutine_threadsafe(called(), self._loop).result()

    def run(self, do: Callable[[DiscordServer], Awaitable[T]]) -> T:
        """Await something of the server in its own thread and return what it gives."""

        async def awaited() -> T:
            return await do(self._server)

        return asyncio.run_coroutine_threadsafe(awaited(), self._loop).result()

    @property
    def api_url(self) -> str:
        """Return where REST is."""
        return self._server.api_url

    @property
    def gateway_url(self) -> str:
        """Return where the gateway is."""
        return self._server.gateway_url

    @property
    def counters(self) -> Counters:
        """Return what the server has counted; it goes on counting."""
        return self._server.counters

    @property
    def violations(self) -> list[str]:
        """Return the rules broken so far."""
        return self.call(lambda server: list(server.violations))

    def add_guild(self, name: str, *, locale: str = "en-US") -> Guild:
        """Invite the bot to a new guild."""
        return self.call(lambda server: server.add_guild(name, locale=locale))

    def add_channel(
        self,
        guild: Guild,
        name: str,
        *,
        type: ChannelType = ChannelType.TEXT,
        deny: Permission = NOTHING,
    ) -> Channel:
        """Add a channel; `deny` is denied to the bot there."""
        return self.call(lambda server: server.add_channel(guild, name, type=type, deny=deny))

    def messages(self, channel: Channel | int | str) -> list[Json]:
        """Return a channel's messages, oldest first, with their nonces."""
        return self.call(lambda server: server.messages(channel))

    def wait_until_identified(self, *, timeout_s: float = 10.0) -> None:
        """Wait until a bot has connected to the gateway for the first time."""
        self.run(lambda server: asyncio.wait_for(server.gateway.identified.wait(), timeout_s))

    def invoke(
        self,
        name: str,
        *,
        guild: Guild | None = None,
        channel: Channel | None = None,
        user: User | None = None,
        options: Options | None = None,
        permissions: Permission | None = None,
    ) -> InteractionResult:
        """Run a slash command, and wait for the bot's answer."""
        return self.run(
            lambda server: server.invoke(
                name,
                guild=guild,
                channel=channel,
                user=user,
                options=options,
                permissions=permissions,
            )
        )
