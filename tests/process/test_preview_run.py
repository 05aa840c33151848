"""`dramawire run` without a token: a preview that goes on until it is stopped."""

import asyncio
import os
import re
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.feed_server.feeds import Item
from tests.feed_server.server import FeedServer
from tests.process.bot_process import ROOT

SOURCE = """
[[feed]]
id = "{name}"
url = "{url}"
publisher = "Outlet {name}"
language = "en"
tier = "press"
timezone = "UTC"
"""


class Preview:
    """`dramawire run` in a folder, with what it has printed so far."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: asyncio.subprocess.Process | None = None
        self.out = ""
        self._reading: asyncio.Task[None] | None = None

    async def start(self) -> None:
        environ = {key: value for key, value in os.environ.items() if "DRAMAWIRE" not in key}
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run"),
            cwd=self._folder,
            env={**environ, "PYTHONPATH": str(ROOT)},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        self._reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        assert self._process is not None
        assert self._process.stdout is not None
        while chunk := await self._process.stdout.read(4096):
            self.out += chunk.decode(errors="replace")

    async def until(self, words: str, *, timeout_s: float = 60) -> None:
        try:
            async with asyncio.timeout(timeout_s):
                while words not in self.out:  # noqa: ASYNC110 - another process sets no event
                    await asyncio.sleep(0.05)
        except TimeoutError:
            raise AssertionError(f"{words!r} was not printed, but:\n{self.out}") from None

    async def stop(self) -> int:
        assert self._process is not None
        if self._process.returncode is None:
            self._process.send_signal(signal.SIGINT)
        return await self.end()

    async def end(self) -> int:
        assert self._process is not None
        assert self._reading is not None
        status = await asyncio.wait_for(self._process.wait(), 30)
        await self._reading
        return status


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def settings(folder: Path, feeds: FeedServer, **sources: str) -> None:
    listed = "".join(SOURCE.format(name=name, url=url) for name, url in sources.items())
    (folder / "sources.toml").write_text(listed, encoding="utf-8")
    (folder / "config.toml").write_text(
        f'[feeds]\nsources = "sources.toml"\ninterval_s = 1\n'
        f'allow_addresses = ["{feeds.address}"]\n',
        encoding="utf-8",
    )


async def test_posts_are_printed_feeds_that_fail_are_told_and_ctrl_c_ends_it(folder: Path) -> None:
    now = datetime.now(UTC)
    async with FeedServer() as feeds:
        good = feeds.append(
            "good.xml",
            Item(title="'Glass Mountain' Renewed for Season 2", guid="1", published=now),
        )
        settings(folder, feeds, good=good, gone=feeds.url("-/gone/x.xml"))
        preview = Preview(folder)
        await preview.start()
        try:
            await preview.until("Glass Mountain · Season 2")
            await preview.until("gone for good")
            feeds.append(
                "good.xml",
                Item(title="'Salt Road' Canceled After One Season", guid="2", published=now),
            )
            await preview.until("Salt Road")
        finally:
            status = await preview.stop()

    assert status == 0
    assert preview.out.startswith("No Discord token, so this is a preview")
    assert preview.out.count("Glass Mountain · Season 2") == 1
    assert "Traceback" not in preview.out
    # What it keeps meanwhile is thrown away.
    assert re.findall(r"sqlite", " ".join(path.name for path in folder.iterdir())) == []


async def test_wrong_settings_end_it_with_one_line_each(folder: Path) -> None:
    (folder / "config.toml").write_text("[feeds]\ninterval_s = 0\n", encoding="utf-8")
    preview = Preview(folder)

    await preview.start()
    status = await preview.end()

    assert status == 1
    assert preview.out == (
        "dramawire: config.toml: `feeds.interval_s` is 0; it must be greater than or equal to 1.\n"
    )
