"""What discord.py logs when it reconnects by itself: a warning in one line, not an error."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

BEGINS = "Attempting a reconnect"


class _OneLine(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record of a reconnect; pass every record on."""
        if str(record.msg).startswith(BEGINS):
            error = record.exc_info[1] if record.exc_info else None
            record.levelno, record.levelname = logging.WARNING, "WARNING"
            record.msg, record.args = "discord reconnects", None
            record.reason = f"{type(error).__name__}: {error}"
            record.exc_info = record.exc_text = None
        return True


@contextmanager
def told_in_one_line() -> Iterator[None]:
    """Keep reconnects out of the errors while the block runs: they heal themselves."""
    logger, one_line = logging.getLogger("discord.client"), _OneLine()
    logger.addFilter(one_line)
    try:
        yield
    finally:
        logger.removeFilter(one_line)
