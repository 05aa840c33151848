"""Strangers' bytes are parsed in a process of their own, which is killed when it takes too long.

A 62 kB feed can keep the parser busy for ten seconds and a thread cannot be stopped; the pools of
the standard library do not kill either.
"""

import asyncio
import contextlib
import multiprocessing
import signal
from concurrent.futures import TimeoutError as DeadlineError
from datetime import datetime
from functools import partial
from types import TracebackType
from typing import Self

from pebble import ProcessExpired, ProcessPool

from bot.errors import ParseError
from bot.feeds.parse import parse_feed
from bot.model import Article, Feed

DEADLINE_S = 5.0
MAX_MEMORY_BYTES = 1024 * 1024 * 1024
"""Address space of one worker: a hostile feed must not push the machine out of memory."""
_TASKS_PER_WORKER = 2_000
"""A worker is replaced after so many feeds, so that no leak grows for months."""


class ParserPool:
    """Parses feeds in killable worker processes. To be used with `async with`.

    Args:
        deadline_s: for one feed, not counting the wait for a worker.
        workers: processes.
    """

    def __init__(self, *, deadline_s: float = DEADLINE_S, workers: int = 1) -> None:
        self._deadline_s = deadline_s
        # Not fork: this process has threads and open databases, which a child would share. The
        # server has the parser ready, so that the next worker after a killed one starts at once.
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([parse_feed.__module__])
        self._pool = ProcessPool(
            max_workers=workers,
            max_tasks=_TASKS_PER_WORKER,
            initializer=_prepare_worker,
            context=context,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.close()

    async def parse(
        self,
        body: bytes,
        *,
        feed: Feed,
        now: datetime,
        content_type: str = "",
        base_url: str = "",
    ) -> list[Article]:
        """Return the articles in a body, as `parse.parse_feed` does.

        Raises:
            ParseError: the body is no feed, takes longer than the deadline or more memory than
                a feed may, or kills the parser.
        """
        task = partial(
            parse_feed, body, feed=feed, now=now, content_type=content_type, base_url=base_url
        )
        future = self._pool.schedule(task, timeout=self._deadline_s)
        try:
            return await asyncio.wrap_future(future)
        except DeadlineError as error:
            reason = f"reading the feed takes longer than {self._deadline_s:g} seconds"
            raise ParseError(reason) from error
        except ProcessExpired as error:
            raise ParseError(
                f"reading the feed kills the parser (code {error.exitcode})"
            ) from error
        except MemoryError as error:
            raise ParseError("reading the feed takes too much memory") from error

    async def close(self) -> None:
        """End the workers; what they are parsing is given up."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        await asyncio.to_thread(self._pool.join)


def _prepare_worker() -> None:
    # Ctrl+C goes to the whole process group, but it is the bot that ends its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(ImportError, OSError, ValueError):
        # Not everywhere: Windows has no such limit and macOS refuses it.
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))
