"""The page on which a person sees the channels, runs commands and presses buttons by hand."""

import json
from collections.abc import Awaitable, Callable
from pathlib import Path

import jinja2
import markupsafe
from aiohttp import web

from tests.discord_server.component_rules import TEXT_INPUT, walk
from tests.discord_server.errors import ClientRefusal
from tests.discord_server.markdown import to_html
from tests.discord_server.names import CallbackType, Json, OptionType, Permission
from tests.discord_server.results import InteractionResult
from tests.discord_server.server import DiscordServer
from tests.discord_server.typed import read_line
from tests.discord_server.world import Channel

PAGE = Path(__file__).with_name("page.html")
SHOWN = 50
NOTHING_OPEN = InteractionResult(name="no form is open")

Action = Callable[[Json], Awaitable[Json]]


class Control:
    """Serves the page at `/` and JSON at `/control/…`, beside the API."""

    def __init__(self, server: DiscordServer) -> None:
        self._server = server
        # Autoescape: everything shown comes from feeds and from the bot.
        environment = jinja2.Environment(autoescape=True)
        environment.filters["markdown"] = lambda text: markupsafe.Markup(  # noqa: S704 - to_html escapes
            to_html(text, world=server.world)
        )
        self._template = environment.from_string(PAGE.read_text(encoding="utf-8"))
        self._said: Json | None = None
        self._opened: InteractionResult | None = None
        self._chosen = ""

    def add_to(self, app: web.Application) -> None:
        """Add the routes to the server's application."""
        app.router.add_get("/", self.page)
        app.router.add_get("/control/state", self.state)
        app.router.add_post("/control/type", self.type)
        app.router.add_post("/control/press", self.press)
        app.router.add_post("/control/fill", self.fill)
        for name, action in (
            ("invoke", self.invoke),
            ("autocomplete", self.autocomplete),
            ("click", self.click),
        ):
            app.router.add_post(f"/control/{name}", _as_json(action))

    async def page(self, _request: web.Request) -> web.Response:
        """Show all channels with their latest messages."""
        server = self._server
        text = self._template.render(
            connected=len(server.gateway.connections),
            requests=sum(server.counters.requests.values()),
            violations=list(dict.fromkeys(server.violations)),
            guilds=self._guilds(),
            commands=command_lines(server.commands),
            fields=text_inputs,
            components=lambda message: [each for _, each in walk(message["components"])],
            said=self._said,
            chosen=self._chosen,
        )
        return web.Response(text=text, content_type="text/html")

    async def state(self, _request: web.Request) -> web.Response:
        """Return everything that the page shows, for scripts."""
        return web.json_response(
            {
                "guilds": self._guilds(),
                "commands": command_lines(self._server.commands),
                "requests": self._server.counters.requests,
                "statuses": self._server.counters.statuses,
                "peak_per_second": self._server.counters.peak_per_second,
                "violations": self._server.violations,
            }
        )

    async def type(self, request: web.Request) -> web.Response:
        """Run what was typed into the page's field."""
        form = await request.post()
        self._chosen = str(form["channel"])
        line = str(form["line"])
        try:
            channel = self._channel(self._chosen)
            guild = self._server.world.guild_of(channel)
            name, options = read_line(self._server.world, line, guild=guild)
            self._say(await self._server.invoke(name, channel=channel, options=options))
        except ClientRefusal as error:
            self._said = {"name": line, "refused": str(error), "messages": []}
        raise web.HTTPSeeOther("/")

    async def press(self, request: web.Request) -> web.Response:
        """Press a button of the page, or choose in one of its selects."""
        form = await request.post()
        try:
            values = [str(each) for each in form.getall("values", [])] or None
            target = {"id": str(form["message"]), "channel_id": str(form["channel"])}
            self._say(await self._server.click(target, str(form["custom_id"]), values=values))
        except ClientRefusal as error:
            self._said = {"name": "press", "refused": str(error), "messages": []}
        raise web.HTTPSeeOther("/")

    async def fill(self, request: web.Request) -> web.Response:
        """Send the form that the last press or command opened."""
        form = await request.post()
        values = {name: str(value) for name, value in form.items()}
        try:
            self._say(await self._server.submit(self._opened or NOTHING_OPEN, values))
        except ClientRefusal as error:
            self._said = {"name": "form", "refused": str(error), "messages": []}
        raise web.HTTPSeeOther("/")

    async def invoke(self, body: Json) -> Json:
        """Run `{"command": "follow show", "channel": "id", "options": {…}}`, or a `line`."""
        channel = self._channel(body.get("channel"))
        name, options = body.get("command", ""), body.get("options", {})
        if "line" in body:
            guild = self._server.world.guild_of(channel)
            name, options = read_line(self._server.world, body["line"], guild=guild)
        permissions = body.get("permissions")
        return outcome(
            await self._server.invoke(
                name,
                channel=channel,
                options=options,
                permissions=None if permissions is None else Permission.parse(permissions),
                locale=body.get("locale", "en-US"),
            )
        )

    async def autocomplete(self, body: Json) -> Json:
        """Type `{"command": "follow show", "option": "title", "text": "slo"}`."""
        choices = await self._server.autocomplete(
            body["command"],
            body["option"],
            body["text"],
            channel=self._channel(body.get("channel")),
            options=body.get("options"),
            locale=body.get("locale", "en-US"),
        )
        return {"choices": choices}

    async def click(self, body: Json) -> Json:
        """Press `{"channel": "id", "message": "id", "custom_id": "…", "values": […]}`."""
        target = {"id": body["message"], "channel_id": body["channel"]}
        return outcome(
            await self._server.click(target, body["custom_id"], values=body.get("values"))
        )

    def _say(self, result: InteractionResult) -> None:
        self._said = outcome(result)
        self._opened = result if result.kind is CallbackType.MODAL else None

    def _channel(self, channel_id: str | None) -> Channel:
        channels = self._server.world.channels
        if channel_id is None:
            first = next((each for each in channels.values() if each.guild_id is not None), None)
            if first is None:
                raise ClientRefusal("there is no channel")
            return first
        if not channel_id.isdigit() or int(channel_id) not in channels:
            raise ClientRefusal(f"there is no channel {channel_id!r}")
        return channels[int(channel_id)]

    def _guilds(self) -> list[Json]:
        world = self._server.world
        return [
            {
                "id": str(guild.id),
                "name": guild.name,
                "channels": [
                    {
                        "id": str(channel.id),
                        "name": channel.name,
                        "messages": self._server.messages(channel)[-SHOWN:],
                    }
                    for channel in (*world.channels_of(guild), *world.threads_of(guild))
                ],
            }
            for guild in world.guilds.values()
        ]


def outcome(result: InteractionResult) -> Json:
    """Return what a person sees of an interaction."""
    failed = result.why_no_reply() if result.failed else None
    shown: Json = {
        "name": result.name,
        "refused": result.refused or failed,
        "kind": None if result.kind is None else result.kind.name.lower(),
        "messages": result.messages,
        "text": result.text,
    }
    if result.kind is CallbackType.MODAL:
        shown["modal"] = result.modal
    return shown


def text_inputs(modal: Json) -> list[Json]:
    """Return the fields of a form, each with the label that stands over it."""
    fields: list[Json] = []
    label = ""
    for _, component in walk(modal["components"]):
        label = component.get("label") or label
        if component["type"] == TEXT_INPUT:
            fields.append(component | {"label": label})
    return fields


def command_lines(commands: list[Json]) -> list[str]:
    """Return the synced commands as lines to complete: `/follow show title:`."""
    lines: list[str] = []
    for command in commands:
        if command["type"] == 1:
            lines += _lines(f"/{command['name']}", command.get("options", []))
    return lines


def _lines(start: str, options: list[Json]) -> list[str]:
    below = [o for o in options if o["type"] in {OptionType.SUBCOMMAND, OptionType.GROUP}]
    if not below:
        required = [f" {option['name']}:" for option in options if option.get("required")]
        return [start + "".join(required)]
    lines = []
    for option in below:
        lines += _lines(f"{start} {option['name']}", option.get("options", []))
    return lines


def _as_json(action: Action) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def serve(request: web.Request) -> web.Response:
        try:
            return web.json_response(await action(await request.json()))
        except ClientRefusal as error:
            return web.json_response({"error": str(error)}, status=400)
        except (KeyError, json.JSONDecodeError) as error:
            return web.json_response({"error": f"missing or wrong: {error}"}, status=400)

    return serve
