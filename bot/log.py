"""How the log looks: one line an event, with its fields; text for people or JSON for machines.

Modules log through the standard library (`log.warning("feed failed", extra={"feed": …})`);
structlog only lays the lines out, those of libraries too.
"""

import logging
import sys
from typing import TextIO

import structlog

from bot.config import LogSettings


def set_up_logging(settings: LogSettings, *, stream: TextIO = sys.stderr) -> None:
    """Send every log line at or above the level to `stream`, in the format that was set."""
    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    renderer: structlog.typing.Processor
    if settings.format == "json":
        renderer = structlog.processors.JSONRenderer(ensure_ascii=False)
    else:
        renderer = structlog.dev.ConsoleRenderer(colors=stream.isatty())
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(settings.level)
    # Each tells every wake-up, request or step of a cursor, which hides what the bot has to say.
    for chatty in ("aiosqlite", "alembic", "apscheduler", "asyncio", "discord"):
        logging.getLogger(chatty).setLevel(max(root.level, logging.WARNING))
    # It warns of what voice would need, which the bot does not use.
    logging.getLogger("discord.client").setLevel(max(root.level, logging.ERROR))
