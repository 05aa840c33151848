"""Two processes with one name would send each other's messages."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from bot.errors import StorageError
from bot.storage.engine import Storage
from tests.storage.conftest import Opener

NO_PATIENCE = timedelta()
HOLDER = """
import asyncio, sys
from bot.storage.engine import Storage

async def hold(url, instance):
    storage = await Storage.open(url, instance=instance)
    async with storage.alone():
        print("held", flush=True)
        await asyncio.sleep(60)

asyncio.run(hold(*sys.argv[1:]))
"""


@contextmanager
def another_process(url: str, *, instance: str) -> Iterator["subprocess.Popen[str]"]:
    """Let another process hold an instance's name, and kill it at the end."""
    command = [sys.executable, "-c", HOLDER, url, instance]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


async def test_a_second_process_of_one_name_is_refused_until_the_first_is_gone(
    bare_url: str, opened: Opener
) -> None:
    """Also when the first was killed: nothing has to be tidied up by hand."""
    storage = await opened(bare_url, instance="one/main")
    with another_process(bare_url, instance="one/main") as first:
        with pytest.raises(StorageError, match='already runs as instance "one/main"'):
            async with storage.alone(patience=NO_PATIENCE):
                pass
        first.kill()
        async with storage.alone():
            pass


async def test_processes_of_two_names_share_a_database(bare_url: str, opened: Opener) -> None:
    storage = await opened(bare_url, instance="two")
    with another_process(bare_url, instance="one"):
        async with storage.alone(patience=NO_PATIENCE):
            assert storage.instance == "two"


async def test_a_name_is_free_again_after_the_block(bare_url: str, opened: Opener) -> None:
    for _ in range(2):
        storage: Storage = await opened(bare_url)
        async with storage.alone(patience=NO_PATIENCE):
            pass
        assert storage.connections_out == 0


async def test_a_lock_that_cannot_be_made_is_told(tmp_path: Path, opened: Opener) -> None:
    storage = await opened(f"sqlite:///{tmp_path}/a.sqlite3", instance="x")
    (tmp_path / "a.sqlite3.x.lock").mkdir()

    with pytest.raises(StorageError, match=r"needs .*a\.sqlite3\.x\.lock beside it: Is a dir"):
        async with storage.alone():
            pass
