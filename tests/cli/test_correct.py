"""`dramawire shows merge|split|rename|name`."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli.main import app
from bot.model import Show, ShowId
from bot.storage import corrections, shows
from bot.storage.engine import Storage

MET = Show(id=ShowId("new-met"), title="Untitled Sea Drama", names=("Untitled Sea Drama",))


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """Return settings of a bot that has run before and met a show in the news."""
    path = tmp_path / "config.toml"
    url = f"sqlite:///{tmp_path}/bot.sqlite3"
    path.write_text(f'[database]\nurl = "{url}"\n')

    async def run_before() -> None:
        storage = await Storage.open(url, instance="main")
        await storage.migrate()
        async with storage.write() as conn:
            await shows.ensure(conn, [MET])
        await storage.close()

    asyncio.run(run_before())
    return path


def run(config: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["shows", *words, "--config", str(config)])


def log_of(config: Path) -> list[corrections.Correction]:
    async def read() -> list[corrections.Correction]:
        storage = await Storage.open(f"sqlite:///{config.parent}/bot.sqlite3", instance="test")
        async with storage.read() as conn:
            found = await corrections.since(conn)
        await storage.close()
        return found

    return asyncio.run(read())


def test_a_merge_and_its_undoing_are_told_and_signed(config: Path) -> None:
    merged = run(config, "merge", "Moving", "Untitled Sea Drama")
    split = run(config, "split", "Moving", "Untitled Sea Drama")

    assert merged.output.startswith("“Untitled Sea Drama” is now part of “Moving”: 0 stories")
    assert split.output.startswith("“Untitled Sea Drama” is a show of its own")
    assert (merged.exit_code, split.exit_code) == (0, 0)
    first, second = log_of(config)
    assert (first.act, second.act, first.told_by) == ("merged", "split", "the command line")
    assert first.at <= datetime.now(UTC)


def test_titles_and_names_are_corrected(config: Path) -> None:
    assert run(config, "rename", "new-met", "Deeper Kelp").output.startswith(
        "“Untitled Sea Drama” is now called “Deeper Kelp”"
    )
    assert run(config, "name", "Deeper Kelp", "깊은 물").output == (
        "“깊은 물” now means “Deeper Kelp”.\n"
    )


def test_a_dry_run_changes_nothing(config: Path) -> None:
    tried = run(config, "merge", "Moving", "Untitled Sea Drama", "--dry-run")

    assert tried.output.startswith("Nothing is changed so far. In earnest: “Untitled Sea Drama”")
    assert log_of(config) == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("merge", "Moving", "Moving"), "dramawire: That is one show already: Moving."),
        (("merge", "Moving", "Qqqqzzz"), "dramawire: I know no show called “Qqqqzzz”."),
        (("split", "Moving", "Qqqqzzz"), "dramawire: “Qqqqzzz” is no name of “Moving”."),
    ],
)
def test_what_makes_no_sense_ends_with_one_clear_line(
    config: Path, words: tuple[str, ...], told: str
) -> None:
    result = run(config, *words)

    assert result.exit_code == 1
    assert result.stderr.strip() == told


def test_no_database_is_made_by_a_correction(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text(f'[database]\nurl = "sqlite:///{tmp_path}/wrong.sqlite3"\n')
    result = run(config, "name", "Moving", "Movin")

    assert result.exit_code == 1
    assert "there is no database" in result.stderr
    assert not (tmp_path / "wrong.sqlite3").exists()


def test_an_older_database_is_left_to_the_bot(tmp_path: Path) -> None:
    (tmp_path / "old.sqlite3").touch()
    config = tmp_path / "config.toml"
    config.write_text(f'[database]\nurl = "sqlite:///{tmp_path}/old.sqlite3"\n')
    result = run(config, "name", "Moving", "Movin")

    assert result.exit_code == 1
    assert "`dramawire run` updates it" in result.stderr
