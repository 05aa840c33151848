"""`python -m tests.feed_server FOLDER [--port N]`: serves the feeds of a folder by hand."""

import argparse
import asyncio
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from tests.feed_server.faults import FAULTS
from tests.feed_server.server import FeedServer


def main(arguments: list[str] | None = None) -> int:
    """Serve until interrupted, and return the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.feed_server",
        description="Serve feed files on 127.0.0.1. Files are read anew for each request: "
        "edit one, and the bot sees the change at its next poll.",
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="where the feed files are")
    parser.add_argument("--port", type=int, default=8080, help="default: 8080; 0 takes any")
    options = parser.parse_args(arguments)
    if not options.folder.is_dir():
        sys.stderr.write(f"{options.folder} is no folder\n")
        return 2
    asyncio.run(serve(options.folder, port=options.port, write=sys.stdout.write))
    return 0


async def serve(folder: Path, *, port: int, write: Callable[[str], object]) -> None:
    """Serve a folder until the process is asked to end, and say what is served."""
    ended = asyncio.Event()
    # Both by a handler of our own: a parent that runs us in the background has SIGINT ignored.
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    async with FeedServer(folder, port=port) as server:
        write(f"Serving {folder}; the bot must be allowed to read from {server.address}\n")
        for name in server.names():
            write(f"  {server.url(name)}\n")
        write(f"Faults: {server.url('-/FAULT/NAME')}, where FAULT is one of\n")
        write(f"  {', '.join(FAULTS)}\n")
        sys.stdout.flush()
        await ended.wait()


if __name__ == "__main__":
    sys.exit(main())
