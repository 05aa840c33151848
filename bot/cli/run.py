"""`dramawire run`: the bot; without a Discord token, a preview that goes on."""

import asyncio
import signal
import sys
from pathlib import Path

from rich.console import Console

from bot.app import run_bot, run_preview
from bot.cli.failures import told_plainly
from bot.config import TOKEN_VARIABLE, Settings, load_settings, read_token
from bot.deliveries.printer import Printer
from bot.log import set_up_logging

HOW_TO_GET_A_TOKEN = (
    "No Discord token, so this is a preview: what the bot would post is printed here. For a token: "
    "https://discord.com/developers/applications, New Application, Bot, Reset Token; "
    f"then set {TOKEN_VARIABLE}."
)


def run(config: Path | None) -> None:
    """Run until Ctrl-C or SIGTERM."""
    with told_plainly():
        settings = load_settings(config)
        token = read_token(settings)
        set_up_logging(settings.log)
        if token is None:
            print(HOW_TO_GET_A_TOKEN, file=sys.stderr)
        asyncio.run(_run(settings, token=token))


async def _run(settings: Settings, *, token: str | None) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    if token is None:
        await run_preview(settings, sender=Printer(Console()), stop=stop)
    else:
        await run_bot(settings, token=token, stop=stop)
