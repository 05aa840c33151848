"""How a command ends when it can't go on: one clear line on stderr, no traceback."""

import errno
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

from bot.errors import BotError

EXIT_FAILED = 1
EXIT_USAGE = 2


def fail(message: str, *, status: int = EXIT_USAGE) -> NoReturn:
    """Print a message for the person at the terminal and end the command."""
    print(f"dramawire: {message}", file=sys.stderr)
    raise SystemExit(status)


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turn this package's own errors, a full disk and Ctrl-C into an end that a person can read."""
    try:
        yield
    except BotError as error:
        fail(str(error), status=EXIT_FAILED)
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        fail("I can't write any more: the disk is full.", status=EXIT_FAILED)
    except KeyboardInterrupt:
        raise SystemExit(130) from None
