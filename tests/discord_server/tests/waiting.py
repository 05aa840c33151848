"""Waiting for what only the event loop can bring about."""

import asyncio
from collections.abc import Callable


async def until(condition: Callable[[], bool], *, timeout_s: float = 5.0) -> None:
    """Return as soon as the condition holds; TimeoutError if it does not."""
    async with asyncio.timeout(timeout_s):
        while not condition():  # noqa: ASYNC110 - discord.py tells of no such event
            await asyncio.sleep(0.002)
