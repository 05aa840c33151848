"""QUESTION -> JSON over HTTP: limits of time, size and number, one failure type, no meaning."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import aiohttp

from bot.errors import LookupFailed
from bot.feeds.guard import Guard
from bot.feeds.headers import retry_after
from bot.feeds.reasons import reason_of_error, reason_of_status
from bot.lookup.pace import Pace

MAX_BODY_BYTES = 4 * 1024 * 1024
"""After decompression. Five long-running series with all names in all languages have a tenth."""
NOT_NOW = "it is not to be asked now"
"""The reason of a failure for which nobody was asked."""
_MAX_REDIRECTS = 3
_NOT_FOUND = (404, 410)


@asynccontextmanager
async def open_session(*, agent: str, guard: Guard) -> AsyncIterator[aiohttp.ClientSession]:
    """Open what all services are asked through; only public addresses are reached.

    Args:
        agent: the User-Agent header; Wikidata's policy wants one that leads to a person.
        guard: which addresses may be connected to.
    """
    session = aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=4, socket_factory=guard.socket),
        headers={
            "User-Agent": agent,
            "Accept": "application/json",
            "Accept-Encoding": "gzip, deflate",
        },
        cookie_jar=aiohttp.DummyCookieJar(),
        # A proxy from the environment would connect in our place, past the guard.
        trust_env=False,
        timeout=aiohttp.ClientTimeout(total=None),
    )
    async with session:
        yield session


class Asker:
    """Asks one service.

    Args:
        service: its name, for what is told of failures.
        base_url: what all paths are added to.
        session: from `open_session`.
        pace: how often it may be asked.
        timeout_s: for one question.
        max_body_bytes: after decompression.
        now: the clock, for services that name a time to come back at.
    """

    def __init__(
        self,
        *,
        service: str,
        base_url: str,
        session: aiohttp.ClientSession,
        pace: Pace,
        timeout_s: float,
        max_body_bytes: int = MAX_BODY_BYTES,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._service = service
        self._base_url = base_url.rstrip("/")
        self._session = session
        self._pace = pace
        self._timeout_s = timeout_s
        self._max_body_bytes = max_body_bytes
        self._now = now

    async def get(self, path: str, params: Mapping[str, str] | None = None) -> object:
        """Return the JSON of an answer, or None when there is nothing at this path.

        Raises:
            LookupFailed: there is no answer that could be used; the service is left alone for a
                while, unless it was only its turn that had not come.
        """
        if (wait_s := self._pace.wait_s()) > 0:
            wait = timedelta(seconds=wait_s)
            raise LookupFailed(self._service, NOT_NOW, retry_after=wait)
        self._pace.count()
        try:
            async with asyncio.timeout(self._timeout_s):
                answer = await self._answer(path, params)
        except LookupFailed as error:
            self._pace.failed(retry_after=error.retry_after)
            raise
        except TimeoutError as error:
            raise self._failure(f"no answer within {self._timeout_s:g} seconds") from error
        except (aiohttp.ClientError, OSError, ValueError, RecursionError) as error:
            raise self._failure(_reason(error)) from error
        self._pace.worked()
        return answer

    async def _answer(self, path: str, params: Mapping[str, str] | None) -> object:
        async with self._session.get(
            self._base_url + path, params=params, max_redirects=_MAX_REDIRECTS
        ) as response:
            wait = retry_after(response.headers, now=self._now())
            if response.status in _NOT_FOUND:
                return None
            if response.status != 200:  # noqa: PLR2004
                reason = reason_of_status(response.status, headers=response.headers)
                raise LookupFailed(self._service, reason, retry_after=wait)
            body = bytearray()
            async for chunk in response.content.iter_chunked(65_536):
                body += chunk
                if len(body) > self._max_body_bytes:
                    raise LookupFailed(self._service, "the answer is too large")
        answer: object = json.loads(body)
        if isinstance(answer, dict) and "error" in answer:
            # Wikidata says with status 200 that its databases lag or that a question is wrong.
            raise LookupFailed(self._service, _told(answer["error"]), retry_after=wait)
        return answer

    def _failure(self, reason: str) -> LookupFailed:
        self._pace.failed(retry_after=None)
        return LookupFailed(self._service, reason)


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError | UnicodeDecodeError | RecursionError):
        return "the answer is no JSON"
    return reason_of_error(error)


def _told(error: object) -> str:
    code = error.get("code") if isinstance(error, dict) else None
    return f"it answers with the error {str(code)[:60]!r}"


def tvmaze_pace(*, monotonic: Callable[[], float] = time.monotonic) -> Pace:
    """Return the pace of TVmaze: 20 calls in 10 seconds are allowed; some are left to others."""
    return Pace(calls=16, per=timedelta(seconds=10), monotonic=monotonic)


def wikidata_pace(*, monotonic: Callable[[], float] = time.monotonic) -> Pace:
    """Return the pace of Wikidata, which names no number and asks for moderation."""
    return Pace(calls=10, per=timedelta(seconds=10), monotonic=monotonic)
