"""`dramawire cases`."""

import asyncio
import json
from pathlib import Path

from typer.testing import CliRunner

from bot.cli.main import app
from bot.model import GuildId, UserId
from bot.storage import cases, stories
from bot.storage.cases import Fault
from bot.storage.engine import Storage
from tests.conftest import NOW
from tests.storage.examples import story


def settings_with(tmp_path: Path, *faults: Fault) -> str:
    """Make a database in which readers have reported a story; return its settings file."""
    url = f"sqlite:///{tmp_path}/bot.sqlite3"
    config = tmp_path / "config.toml"
    config.write_text(f'[database]\nurl = "{url}"\n')

    async def run_before() -> None:
        storage = await Storage.open(url, instance="main")
        await storage.migrate()
        async with storage.write() as conn:
            await stories.save(conn, [(story(), "born", "birth")], now=NOW)
            for fault in faults:
                await cases.add(
                    conn, story(), fault, guild_id=GuildId(1), user_id=UserId(2), now=NOW
                )
        await storage.close()

    asyncio.run(run_before())
    return str(config)


def test_cases_are_listed_with_what_was_told_and_by_whom(tmp_path: Path) -> None:
    config = settings_with(tmp_path, Fault.WRONG_SHOW)
    result = CliRunner().invoke(app, ["cases", "--config", config])

    assert result.output.splitlines() == [
        "2026-11-22 09:00  wrong_show  s1  Kelp, 2, renewal, reported",
        "    The Wire: Kelp Returns  https://wire.example/a1",
    ]


def test_cases_are_exported_as_labelled_items(tmp_path: Path) -> None:
    config = settings_with(tmp_path, Fault.NOT_NEWS, Fault.WRONG_DATE)
    result = CliRunner().invoke(app, ["cases", "--export", "--config", config])

    quiet, dated = map(json.loads, result.output.splitlines())
    assert quiet["announcements"] == []
    assert quiet["title"] == "Kelp Returns"
    assert quiet["published"] == "2026-11-22"
    assert dated["announcements"][0]["show"] == "Kelp"
    assert dated["note"] == "reported as wrong_date"


def test_without_cases_it_says_so(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["cases", "--config", settings_with(tmp_path)])

    assert result.output == "No reader has reported anything.\n"
