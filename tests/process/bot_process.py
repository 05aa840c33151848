"""The real bot as a process of its own: started, stopped, and killed without warning."""

import asyncio
import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.discord_server.server import DiscordServer

ROOT = Path(__file__).parent.parent.parent


class BotProcess:
    """`dramawire run` in a folder that holds its settings and its database."""

    def __init__(self, folder: Path, *, discord: DiscordServer, feeds: str, sources: str) -> None:
        """Write the settings.

        Args:
            folder: an empty one.
            discord: the Discord to connect to.
            feeds: "host:port" from which feeds may come.
            sources: the list of feeds, as TOML.
        """
        self.folder = folder
        self.database = folder / "dramawire.sqlite3"
        self._token = discord.token
        self._lived = 0
        self._process: asyncio.subprocess.Process | None = None
        (folder / "sources.toml").write_text(sources, encoding="utf-8")
        (folder / "config.toml").write_text(
            "\n".join(
                (
                    "[discord]",
                    f'api_url = "{discord.api_url}"',
                    f'gateway_url = "{discord.gateway_url}"',
                    "[feeds]",
                    'sources = "sources.toml"',
                    "interval_s = 1",
                    f'allow_addresses = ["{feeds}"]',
                    "[lookup]",
                    "enabled = false",
                    "[log]",
                    'format = "json"',
                )
            ),
            encoding="utf-8",
        )

    @property
    def database_url(self) -> str:
        """Where the bot keeps everything."""
        return f"sqlite:///{self.database}"

    def log(self) -> str:
        """Return everything that the bot has written so far, over all its lives."""
        path = self.folder / "log.txt"
        return path.read_text(encoding="utf-8") if path.exists() else ""

    async def start(self, *, environ: Mapping[str, str] | None = None) -> None:
        """Start the bot; it connects in its own time."""
        self._lived = len(self.log())
        with (self.folder / "log.txt").open("ab") as out:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "bot",
                "run",
                cwd=self.folder,
                env={
                    **os.environ,
                    "PYTHONPATH": str(ROOT),
                    "DRAMAWIRE_TOKEN": self._token,
                    **(environ or {}),
                },
                stdout=out,
                stderr=out,
                # A group of its own, so that its parser can be told from those of other bots.
                start_new_session=True,
            )

    @property
    def connected(self) -> bool:
        """Whether the bot has connected since its last start; before, a signal just ends it."""
        return "connected to discord" in self.log()[self._lived :]

    async def kill(self) -> None:
        """End the bot and its parser as a power cut would."""
        process = self._running()
        os.killpg(process.pid, signal.SIGKILL)
        await process.wait()

    async def stop(self, *, timeout_s: float = 30.0) -> int:
        """Ask the bot to end, and return its exit status."""
        process = self._running()
        process.terminate()
        try:
            return await asyncio.wait_for(process.wait(), timeout_s)
        except TimeoutError:
            await self.kill()
            raise AssertionError(f"the bot did not stop within {timeout_s:g} s") from None

    async def end(self) -> None:
        """Make sure that nothing is left running."""
        if self._process is not None and self._process.returncode is None:
            await self.kill()

    def _running(self) -> asyncio.subprocess.Process:
        if self._process is None or self._process.returncode is not None:
            raise AssertionError(f"the bot is not running; its last words:\n{self.log()[-3000:]}")
        return self._process
