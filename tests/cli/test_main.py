"""The command line: help that answers at once, and every command documented."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer.main

from bot.cli.main import app

ROOT = Path(__file__).parent.parent.parent
HEAVY = ("aiohttp", "discord", "sqlalchemy", "feedparser", "rich", "rapidfuzz")


def commands() -> list[str]:
    group = typer.main.get_command(app)
    return sorted(group.list_commands(None))  # type: ignore[attr-defined]


@pytest.mark.parametrize("arguments", [[], *[[name] for name in commands()]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    """What takes long is loading; the time itself would measure the machine."""
    program = (
        "import sys\n"
        "from bot.cli.main import app\n"
        "try:\n"
        f"    app({[*arguments, '--help']!r})\n"
        "except SystemExit as ended:\n"
        "    assert ended.code == 0\n"
        f"print('loaded', [name for name in {HEAVY!r} if name in sys.modules])\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )

    assert done.stdout.splitlines()[-1] == "loaded []"
    assert "Usage:" in done.stdout


@pytest.mark.parametrize("name", commands())
def test_every_command_is_in_the_readme(name: str) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    assert re.search(rf"`dramawire {name}\b", readme)


def test_every_command_of_the_readme_exists() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    named = set(re.findall(r"dramawire ([a-z]+)\b", readme))

    assert named <= set(commands())


def test_every_target_of_the_readme_exists() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")

    named = set(re.findall(r"`make ([a-z-]+)`", readme))

    assert {"run", "test"} <= named <= set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))


def test_an_unknown_command_is_told_with_status_2() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "runn"], capture_output=True, text=True, check=False, cwd=ROOT
    )

    assert done.returncode == 2
    assert "No such command 'runn'" in done.stderr
    assert "Traceback" not in done.stderr


KOREAN = '{"id": "a", "title": "‘등대지기들’ 시즌2 제작 확정"}\n'


def typed(*arguments: str, stdin: str = "", encoding: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command in a terminal that has an encoding of its own."""
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        input=stdin.encode(),
        capture_output=True,
        check=False,
        cwd=ROOT,
        env=os.environ | {"PYTHONIOENCODING": encoding},
    )


@pytest.mark.parametrize("encoding", ["ascii", "cp949"])
def test_items_and_answers_are_utf8_whatever_the_terminal(encoding: str) -> None:
    done = typed("detect", "-", stdin=KOREAN, encoding=encoding)

    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["announcements"][0]["show"] == "등대지기들"


def test_a_terminal_without_korean_shows_question_marks(tmp_path: Path) -> None:
    """Half a post with signs missing is better than a traceback."""
    file = tmp_path / "items.jsonl"
    file.write_text(KOREAN, encoding="utf-8")
    done = typed("preview", str(file), encoding="ascii")

    assert done.returncode == 0
    assert b"? Confirmed" in done.stdout
    assert done.stderr.splitlines() == [b"1 article in 1 source, 1 to post."]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_disk_is_told_in_one_line() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "bot", "explain", "A headline"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            cwd=ROOT,
        )

    assert done.stderr == b"dramawire: I can't write any more: the disk is full.\n"
    assert done.returncode == 1
