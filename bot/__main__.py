"""`python -m bot` is `dramawire`."""

import io
import sys

from bot.cli.main import app


def main() -> None:
    """Run the command that was typed."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that knows no Korean shows question marks rather than a traceback.
            stream.reconfigure(errors="replace")
    app(prog_name="dramawire")


if __name__ == "__main__":
    main()
