"""How the log looks."""

import io
import json
import logging
from collections.abc import Iterator

import pytest

from bot.config import LogSettings
from bot.log import set_up_logging


@pytest.fixture(autouse=True)
def _the_log_as_it_was() -> Iterator[None]:
    """Put the root logger back: pytest listens there."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


def logged(settings: LogSettings) -> str:
    stream = io.StringIO()
    set_up_logging(settings, stream=stream)
    log = logging.getLogger("bot.feeds")
    log.debug("feed asked", extra={"feed": "soompi"})
    log.warning("feed failed", extra={"feed": "soompi", "reason": "시간 초과"})
    logging.getLogger("apscheduler.scheduler").info("woke up")
    logging.getLogger("aiosqlite").debug("executing INSERT INTO articles")
    return stream.getvalue()


def test_machines_get_one_object_a_line_with_its_fields() -> None:
    (line,) = logged(LogSettings(format="json")).splitlines()

    fields = json.loads(line)

    assert fields.pop("timestamp").endswith("Z")
    assert fields == {
        "event": "feed failed",
        "level": "warning",
        "feed": "soompi",
        "reason": "시간 초과",
    }


def test_people_get_a_line_of_text() -> None:
    text = logged(LogSettings())

    assert "feed failed" in text
    assert "feed=soompi" in text
    assert "woke up" not in text


def test_debugging_shows_more_of_the_bot_itself() -> None:
    """The database's driver alone would tell of ten steps a statement, with whole articles."""
    text = logged(LogSettings(level="DEBUG"))

    assert "feed asked" in text
    assert "INSERT INTO" not in text


def test_an_exception_keeps_its_traceback() -> None:
    stream = io.StringIO()
    set_up_logging(LogSettings(format="json"), stream=stream)

    try:
        int("three")
    except ValueError:
        logging.getLogger("bot").exception("poll broke")

    assert "ValueError: invalid literal" in json.loads(stream.getvalue())["exception"]
