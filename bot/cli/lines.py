"""Text that comes line by line, from a file or from standard input."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from bot.cli.failures import fail


@contextmanager
def opened_lines(file: str) -> Iterator[Iterable[str]]:
    """Give the lines of a file ("-": standard input), or end the command if it can't be read.

    Bytes that are no UTF-8 become lone surrogates: they spoil one line, not the stream.
    """
    if file == "-":
        speak_utf8(sys.stdin)
        yield sys.stdin
        return
    try:
        lines = Path(file).open(encoding="utf-8-sig", errors="surrogateescape")  # noqa: SIM115 - below
    except OSError as error:
        fail(
            f"{file}: I can't read it ({error.strerror}). "
            "Give another file, or - for standard input."
        )
    with lines:
        yield lines


def speak_utf8(stream: TextIO) -> None:
    """Let a stream of JSON be UTF-8, as JSON is, whatever the terminal's own encoding."""
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="surrogateescape")
