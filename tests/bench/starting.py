"""How long people wait before anything happens."""

import asyncio
import sys
import time
from collections.abc import Sequence

from tests.bench.measure import Figure

REPEATS = 5


async def bench() -> Sequence[Figure]:
    """Measure the help, and what the bot loads before it connects."""
    return [
        Figure(
            name="dramawire --help", unit="s", samples=await _times("-m", "bot", "--help"), bar=0.3
        ),
        Figure(
            name="dramawire run --help",
            unit="s",
            samples=await _times("-m", "bot", "run", "--help"),
            bar=0.3,
        ),
        Figure(
            name="everything that `run` imports",
            unit="s",
            samples=await _times("-c", "import bot.app"),
        ),
    ]


async def _times(*arguments: str) -> tuple[float, ...]:
    times = []
    for _ in range(REPEATS):
        started = time.perf_counter()
        process = await asyncio.create_subprocess_exec(
            sys.executable, *arguments, stdout=asyncio.subprocess.DEVNULL
        )
        await process.wait()
        times.append(time.perf_counter() - started)
    return tuple(times)
