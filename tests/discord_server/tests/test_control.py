import asyncio
import io
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from rich.console import Console

from tests.discord_server import __main__ as command
from tests.discord_server.control import Control, command_lines, text_inputs
from tests.discord_server.errors import ClientRefusal
from tests.discord_server.names import Json
from tests.discord_server.server import DiscordServer
from tests.discord_server.tests.bots import Bot, connected
from tests.discord_server.tests.commands import build_bot
from tests.discord_server.tests.waiting import until
from tests.discord_server.typed import read_line
from tests.discord_server.world import Channel

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
async def tried() -> AsyncIterator[DiscordServer]:
    """Run a server with the page, one guild and one channel."""
    server = DiscordServer()
    app = server.application()
    Control(server).add_to(app)
    server.add_channel(server.add_guild("Drama <Club>"), "news")
    await server.start(application=app)
    yield server
    await server.stop()
    server.assert_no_violations()


@pytest.fixture
async def bot(tried: DiscordServer) -> AsyncIterator[Bot]:
    async with connected(tried, build_bot()) as running:
        await running.tree.sync()
        yield running


@pytest.fixture
async def page(tried: DiscordServer) -> AsyncIterator[aiohttp.ClientSession]:
    base = tried.api_url.removesuffix("/api/v10")
    async with aiohttp.ClientSession(base) as session:
        yield session


def first_channel(server: DiscordServer) -> Channel:
    return next(iter(server.world.channels.values()))


async def posted(page: aiohttp.ClientSession, path: str, body: Json) -> Json:
    async with page.post(path, json=body) as response:
        answer: Json = await response.json()
        return answer


@pytest.mark.usefixtures("bot")
async def test_a_command_is_typed_into_the_page(
    tried: DiscordServer, page: aiohttp.ClientSession
) -> None:
    channel = str(first_channel(tried).id)
    form = {"channel": channel, "line": '/follow show title:"<b>Signal</b>" limit:7 quiet:yes'}

    async with page.post("/control/type", data=form) as response:
        text = await response.text()

    assert "&lt;b&gt;Signal&lt;/b&gt; here nobody True 7" in text
    assert "Drama &lt;Club&gt;" in text
    async with page.post("/control/type", data={"channel": channel, "line": "/fallow"}) as wrong:
        assert "there is no command /fallow" in await wrong.text()


async def test_buttons_are_pressed_on_the_page(
    tried: DiscordServer, bot: Bot, page: aiohttp.ClientSession
) -> None:
    channel = first_channel(tried)
    async with page.post(
        "/control/type", data={"channel": str(channel.id), "line": "/panel"}
    ) as response:
        assert "Renewals" in await response.text()
    message = tried.messages(channel)[0]
    press = {"message": message["id"], "channel": message["channel_id"]}

    async with page.post("/control/press", data=press | {"custom_id": "count"}) as counted:
        assert "count 1" in await counted.text()
    choice = press | {"custom_id": "kind", "values": "casting"}
    async with page.post("/control/press", data=choice) as chosen:
        assert "casting" in await chosen.text()
    async with page.post("/control/press", data=press | {"custom_id": "none"}) as wrong:
        assert "no component" in await wrong.text()
    assert bot.is_ready()


@pytest.mark.usefixtures("bot")
async def test_forms_are_filled_in_on_the_page(
    tried: DiscordServer, page: aiohttp.ClientSession
) -> None:
    channel = first_channel(tried)
    async with page.post("/control/fill", data={"what": "x"}) as closed:
        assert "no form is open" in await closed.text()
    panel = await tried.invoke("panel", channel=channel)
    press = {"message": panel.reply["id"], "channel": str(channel.id), "custom_id": "form"}

    async with page.post("/control/press", data=press) as opened:
        assert "What is wrong?" in await opened.text()
    async with page.post("/control/fill", data={"what": "the date", "more": "<p>"}) as sent:
        assert "the date/&lt;p&gt;" in await sent.text()


@pytest.mark.usefixtures("bot")
async def test_scripts_run_commands_too(tried: DiscordServer, page: aiohttp.ClientSession) -> None:
    options = {"title": "Signal"}
    run = await posted(page, "/control/invoke", {"command": "follow show", "options": options})
    line = await posted(page, "/control/invoke", {"line": "/panel"})
    refused = await posted(
        page,
        "/control/invoke",
        {"command": "follow show", "options": options, "permissions": "send_messages"},
    )
    offered = await posted(
        page, "/control/autocomplete", {"command": "follow show", "option": "title", "text": "si"}
    )
    shown = line["messages"][0]
    pressed = {"channel": shown["channel_id"], "message": shown["id"], "custom_id": "form"}
    opened = await posted(page, "/control/click", pressed)

    assert run["text"].startswith("Signal here")
    assert run["kind"] == "message"
    assert refused["refused"] == ("You do not have permission to use application commands here")
    assert [each["name"] for each in offered["choices"]] == ["Signal", "Silent Sea"]
    assert opened["modal"]["title"] == "Report"
    assert "no channel" in (await posted(page, "/control/invoke", {"channel": "5"}))["error"]
    assert "missing" in (await posted(page, "/control/autocomplete", {}))["error"]
    async with page.get("/control/state") as response:
        state = await response.json()
    assert state["guilds"][0]["channels"][0]["name"] == "news"
    assert "/follow show title:" in state["commands"]
    assert tried.counters.statuses[200] == state["statuses"]["200"]


async def test_there_must_be_a_channel() -> None:
    async with DiscordServer() as server:
        with pytest.raises(ClientRefusal, match="there is no channel"):
            await Control(server).invoke({"command": "x"})


@pytest.mark.parametrize(
    ("line", "reason"),
    [("", "type a command"), ('"open', "cannot be read"), ("who share:much", "takes a number")],
)
@pytest.mark.usefixtures("bot")
async def test_lines_that_are_no_commands_are_explained(
    tried: DiscordServer, line: str, reason: str
) -> None:
    with pytest.raises(ClientRefusal, match=reason):
        read_line(tried.world, line, guild=None)


@pytest.mark.usefixtures("bot")
async def test_options_are_typed_as_the_command_says(tried: DiscordServer) -> None:
    name, options = read_line(tried.world, "/who user:<@5> size:2 share:0.5", guild=None)

    assert name == "who"
    assert options == {"user": "5", "size": 2, "share": 0.5}
    assert "/who user:" in command_lines(tried.commands)
    assert command_lines([{"type": 3, "name": "Tell Me More"}]) == []


async def test_messages_are_shown_in_the_terminal(tried: DiscordServer) -> None:
    output = io.StringIO()
    command.show_messages(tried, console=Console(file=output, width=60))

    channel = first_channel(tried)
    message = tried.say(channel, "[bold]Signal returns", author=tried.world.owner)
    tried.board.edit(channel, message, {"content": "corrected"})
    tried.remove_channel(channel)

    assert "#news" in output.getvalue()
    assert "[bold]Signal returns" in output.getvalue()
    assert "#news, edited" in output.getvalue()


def test_the_server_runs_by_hand_until_it_is_stopped() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.discord_server", "--port", "0", "--guilds", "2"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout is not None
    lines = [process.stdout.readline() for _ in range(5)]
    process.send_signal(signal.SIGTERM)
    rest, _ = process.communicate(timeout=10)

    assert process.returncode == 0
    assert rest == ""
    assert "DRAMAWIRE_TOKEN=" in lines[1]
    assert "DRAMAWIRE_DISCORD__API_URL=http://127.0.0.1:" in lines[2]
    assert "DRAMAWIRE_DISCORD__GATEWAY_URL=ws://127.0.0.1:" in lines[3]


async def test_serving_ends_with_a_signal() -> None:
    output = io.StringIO()
    server = DiscordServer()
    serving = asyncio.create_task(command.serve(server, console=Console(file=output)))
    await until(lambda: "Channels" in output.getvalue())

    os.kill(os.getpid(), signal.SIGTERM)
    await serving

    assert server.api_url in output.getvalue()
    with pytest.raises(aiohttp.ClientConnectorError):
        async with aiohttp.ClientSession() as session:
            await session.get(server.api_url)


def test_text_inputs_have_their_labels() -> None:
    modal = {
        "components": [
            {"type": 18, "label": "Why?", "component": {"type": 4, "custom_id": "a"}},
            {"type": 10, "content": "x"},
        ]
    }

    assert text_inputs(modal) == [{"type": 4, "custom_id": "a", "label": "Why?"}]


async def test_stopping_says_which_rules_were_broken(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seen: list[set[int]] = []

    async def serve(server: DiscordServer, *, console: Console) -> None:
        console.print("serving")
        server.violations.append("a rule")
        seen.append({server.world.bot.id} | set(server.world.guilds) | set(server.world.channels))

    monkeypatch.setattr(command, "serve", serve)

    arguments = ["--guilds", "2", "--channels", "1"]
    status = await asyncio.to_thread(command.main, arguments)
    await asyncio.to_thread(command.main, arguments)

    assert status == 1
    assert len(seen[0]) == 5
    assert seen[0] == seen[1], "a bot that knows the channels must find them after a restart"
    assert "broken rule: a rule" in capsys.readouterr().err
