"""The loopback Discord: REST and gateway on random ports, and what tests do with them."""

import copy
import random
from typing import Self

from aiohttp import web

from tests.discord_server.api import MAX_BODY_BYTES, PREFIX, Api, Counters
from tests.discord_server.clock import Clock
from tests.discord_server.faults import Faults
from tests.discord_server.gateway import Gateway
from tests.discord_server.interactions import Interactions
from tests.discord_server.judge import load_judge
from tests.discord_server.limits import RateLimits
from tests.discord_server.messages import Messages
from tests.discord_server.names import Json
from tests.discord_server.people import People
from tests.discord_server.ports import Port
from tests.discord_server.rest_commands import CommandRoutes
from tests.discord_server.rest_guilds import GuildRoutes
from tests.discord_server.rest_interactions import InteractionRoutes
from tests.discord_server.rest_messages import MessageRoutes
from tests.discord_server.rest_threads import ThreadRoutes
from tests.discord_server.routing import Router
from tests.discord_server.rule_book import RuleBook
from tests.discord_server.stage import Stage
from tests.discord_server.world import Channel, World

DEFAULT_TOKEN = "bot-token-of-the-loopback-server"


class DiscordServer(Stage, People):
    """A Discord of its own for one test; see the package's docstring.

    Attributes:
        violations: every rule broken so far; leaving the `async with` raises when there is one.

    A `port` is for REST; the gateway takes the next one. Without it both are random.
    """

    def __init__(
        self,
        *,
        token: str = DEFAULT_TOKEN,
        seed: int = 0,
        heartbeat_ms: int = 41_250,
        nonce_window_s: float = 180.0,
        port: int = 0,
        application_id: int | None = None,
    ) -> None:
        self.token = token
        self.clock = Clock()
        self.world = World(clock=self.clock, application_id=application_id)
        self.interactions = Interactions(world=self.world)
        self.board = Messages(world=self.world, nonce_window_s=nonce_window_s)
        self.faults = Faults(random=random.Random(seed))
        self.limits = RateLimits(clock=self.clock)
        self.gateway = Gateway(world=self.world, token=token, heartbeat_ms=heartbeat_ms)
        self.guild_routes = GuildRoutes(world=self.world)
        answers = InteractionRoutes(
            world=self.world, messages=self.board, interactions=self.interactions
        )
        parts = (
            self.guild_routes,
            MessageRoutes(world=self.world, messages=self.board),
            ThreadRoutes(world=self.world, messages=self.board),
            CommandRoutes(world=self.world),
            answers,
        )
        self.api = Api(
            router=Router([route for part in parts for route in part.routes()]),
            token=token,
            clock=self.clock,
            limits=self.limits,
            faults=self.faults,
            judge=load_judge(),
            rules=RuleBook(world=self.world, interactions=answers),
        )
        self.violations = self.api.violations
        self.world.dispatch = self.gateway.dispatch
        self.gateway.violation = self.violations.append
        # Apart, so that either can refuse connections while the other lives.
        self.api_port = Port(port)
        self.gateway_port = Port(port + 1 if port else 0)
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        """Start to listen."""
        await self.start()
        return self

    async def __aexit__(self, kind: type[BaseException] | None, *_rest: object) -> None:
        """Stop, and raise AssertionError for the rules that were broken."""
        await self.stop()
        # The test's own failure says more than what followed from it.
        if kind is None:
            self.assert_no_violations()

    def assert_no_violations(self) -> None:
        """Raise AssertionError with every rule broken so far."""
        if self.violations:
            listed = "\n  ".join(dict.fromkeys(self.violations))
            raise AssertionError(f"Discord's rules were broken:\n  {listed}")

    def take_violations(self) -> list[str]:
        """Return the rules broken so far and forget them: for tests that break one on purpose."""
        taken = list(self.violations)
        self.violations.clear()
        return taken

    def application(self) -> web.Application:
        """Return the web application, for more routes before `start`."""
        app = web.Application(client_max_size=MAX_BODY_BYTES)
        app.router.add_route("*", PREFIX + "/{tail:.*}", self.api.serve)
        app.router.add_get("/gateway", self.gateway.serve)
        app.router.add_get("/gateway/", self.gateway.serve)
        return app

    async def start(self, *, application: web.Application | None = None) -> None:
        """Listen on both ports."""
        self._runner = web.AppRunner(
            application or self.application(), access_log=None, shutdown_timeout=0.1
        )
        await self._runner.setup()
        await self.api_port.open(self._runner)
        await self.gateway_port.open(self._runner)
        self.gateway.url = self.guild_routes.gateway_url = self.gateway_url

    async def stop(self) -> None:
        """Cut all connections and stop to listen; the state stays readable."""
        self.gateway.abort()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    @property
    def api_url(self) -> str:
        """Return what goes where `https://discord.com/api/v10` stands."""
        return f"http://127.0.0.1:{self.api_port.number}{PREFIX}"

    @property
    def gateway_url(self) -> str:
        """Return what goes where `wss://gateway.discord.gg/` stands."""
        return f"ws://127.0.0.1:{self.gateway_port.number}/gateway"

    async def refuse_api(self) -> None:
        """Refuse connections to the REST API, as if nothing listened there; cut what stands."""
        await self.api_port.close()
        if self._runner is not None:
            self.api_port.cut(self._runner)

    async def refuse_gateway(self) -> None:
        """Refuse new connections to the gateway, as if nothing listened there."""
        await self.gateway_port.close()

    async def go_down(self) -> None:
        """Cut everything: both ports refuse, and every gateway connection is reset."""
        await self.refuse_api()
        await self.refuse_gateway()
        self.gateway.abort()

    async def come_back(self) -> None:
        """Listen again where connections are refused, on the same ports."""
        assert self._runner is not None, "the server was never started"
        await self.api_port.open(self._runner)
        await self.gateway_port.open(self._runner)

    @property
    def counters(self) -> Counters:
        """Return what the server has counted."""
        return self.api.counters

    def messages(self, channel: Channel | int | str) -> list[Json]:
        """Return a channel's messages as GET gives them, oldest first, and their nonces."""
        channel_id = channel.id if isinstance(channel, Channel) else int(channel)
        found = self.world.channels.get(channel_id)
        if found is None:
            return []
        return [
            copy.deepcopy(message.payload) | {"nonce": message.nonce}
            for message in self.world.snapshot(found)
        ]

    @property
    def commands(self) -> list[Json]:
        """Return the global commands as they were synced."""
        return copy.deepcopy(self.world.commands[None])
