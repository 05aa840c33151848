"""`python -m tests.discord_server`: a Discord on this machine, to try the whole bot by hand."""

import argparse
import asyncio
import contextlib
import signal
import sys

from rich.console import Console
from rich.markup import escape
from rich.panel import Panel

from tests.discord_server.control import Control
from tests.discord_server.names import Json
from tests.discord_server.results import visible_text
from tests.discord_server.server import DEFAULT_TOKEN, DiscordServer

# The same at each start: a bot that knows the channels finds them again.
FIRST_GUILD = 240_000_000 << 32


def main(arguments: list[str] | None = None) -> int:
    """Serve until interrupted, and return the exit status: 1 when a rule was broken."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.discord_server",
        description="Be Discord on 127.0.0.1: the bot logs in here, and its messages are shown.",
    )
    parser.add_argument("--port", type=int, default=8090, help="default: 8090; 0 takes any")
    parser.add_argument("--token", default=DEFAULT_TOKEN, help="what the bot must log in with")
    parser.add_argument("--guilds", type=int, default=1, help="how many servers (default: 1)")
    parser.add_argument("--channels", type=int, default=3, help="channels in each (default: 3)")
    parser.add_argument("--locale", default="en-US", help="of the servers (default: en-US)")
    options = parser.parse_args(arguments)
    server = DiscordServer(token=options.token, port=options.port, application_id=FIRST_GUILD)
    for number in range(1, options.guilds + 1):
        guild = server.add_guild(
            f"Server {number}", id=FIRST_GUILD + (number << 22), locale=options.locale
        )
        for channel in range(1, options.channels + 1):
            server.add_channel(guild, f"channel-{channel}", id=guild.id + channel)
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve(server, console=Console()))
    for text in dict.fromkeys(server.violations):
        sys.stderr.write(f"broken rule: {text}\n")
    return 1 if server.violations else 0


async def serve(server: DiscordServer, *, console: Console) -> None:
    """Serve until the process is asked to end, showing each message as it comes."""
    ended = asyncio.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(each, ended.set)
    show_messages(server, console=console)
    app = server.application()
    Control(server).add_to(app)
    await server.start(application=app)
    page = server.api_url.removesuffix("/api/v10")
    console.print("Start the bot with these in its environment:", markup=False)
    for name, value in (
        ("DRAMAWIRE_TOKEN", server.token),
        ("DRAMAWIRE_DISCORD__API_URL", server.api_url),
        ("DRAMAWIRE_DISCORD__GATEWAY_URL", server.gateway_url),
    ):
        console.print(f"  {name}={value}", markup=False, soft_wrap=True)
    console.print(f"Channels, and commands to run: {page}/", markup=False, soft_wrap=True)
    try:
        await ended.wait()
    finally:
        await server.stop()


def show_messages(server: DiscordServer, *, console: Console) -> None:
    """Print every message that is written or edited from now on."""
    tell = server.world.dispatch

    def shown(event: str, data: Json, **rest: object) -> None:
        tell(event, data, **rest)
        if event in {"MESSAGE_CREATE", "MESSAGE_UPDATE"}:
            channel = server.world.channels[int(data["channel_id"])]
            edited = ", edited" if event == "MESSAGE_UPDATE" else ""
            title = f"#{escape(channel.name)}{edited}"
            console.print(Panel(escape(visible_text(data)), title=title, title_align="left"))

    server.world.dispatch = shown


if __name__ == "__main__":
    sys.exit(main())
