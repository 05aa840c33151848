"""`python -m bot` is `dramawire`."""

from bot.cli.main import app


def main() -> None:
    """Run the command that was typed."""
    app(prog_name="dramawire")


if __name__ == "__main__":
    main()
