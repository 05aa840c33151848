"""Text that comes line by line, from a file or from standard input."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.cli.failures import fail


@contextmanager
def opened_lines(file: str) -> Iterator[Iterable[str]]:
    """Give the lines of a file ("-": standard input), or end the command if it can't be read.

    Bytes that are no UTF-8 become lone surrogates: they spoil one line, not the stream.
    """
    if file == "-":
        yield sys.stdin
        return
    try:
        lines = Path(file).open(encoding="utf-8", errors="surrogateescape")  # noqa: SIM115 - below
    except OSError as error:
        fail(f"{file}: I can't read it ({error.strerror}).")
    with lines:
        yield lines
