"""FEED -> BYTES over HTTP: one limit for each resource, one failure type, nothing about meaning."""

import asyncio
import re
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from itertools import pairwise
from types import TracebackType
from typing import Self
from weakref import WeakValueDictionary

import aiohttp
from yarl import URL

from bot.errors import FeedGone, FetchError
from bot.feeds.guard import Guard
from bot.feeds.headers import content_type, max_age, retry_after, validator
from bot.feeds.reasons import reason_of_error, reason_of_status

TIMEOUT_S = 30.0
PATIENCE_S = 60.0
MAX_BODY_BYTES = 5 * 1024 * 1024
"""After decompression; the largest feed met among outlets has a tenth of it."""
MAX_REDIRECTS = 5
PER_HOST = 2
AT_ONCE = 20
MAX_HOST_WAIT = timedelta(days=1)
"""No answer of one moment closes a host to all its feeds for longer."""

_PERMANENT = (301, 308)
_ACCEPT = (
    "application/rss+xml, application/atom+xml, application/rdf+xml, application/feed+json, "
    "application/xml;q=0.9, text/xml;q=0.8, */*;q=0.1"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A body that is new.

    Attributes:
        body: decompressed.
        content_type: the header of that name, empty when there was none.
        etag: to be sent with the next request, or None.
        last_modified: to be sent with the next request, or None.
        final_url: where the body came from, after all redirects.
        moved_to: where the feed has moved for good, or None.
        max_age: for how long the server calls its answer fresh, or None.
    """

    body: bytes
    content_type: str
    etag: str | None
    last_modified: str | None
    final_url: str
    moved_to: str | None
    max_age: timedelta | None

    @property
    def charset(self) -> str | None:
        """The encoding that the header names, or None."""
        found = re.search(r"charset\s*=\s*[\"']?([^\s;\"']+)", self.content_type, re.IGNORECASE)
        return found[1] if found else None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotModified:
    """Nothing has changed since the last fetch; attributes as in `Fetched`."""

    etag: str | None
    last_modified: str | None
    final_url: str
    moved_to: str | None
    max_age: timedelta | None


FetchResult = Fetched | NotModified


def user_agent(*, contact: str | None = None) -> str:
    """Return the honest name under which feeds are read.

    Args:
        contact: address or page of the person who runs the bot, for the outlet's administrator.
    """
    name = f"Dramawire/{version('dramawire')} (Discord news bot"
    return f"{name}; {contact})" if contact else f"{name})"


class Fetcher:
    """Reads feeds: conditionally, within limits, never from private networks.

    To be used with `async with`. A host that answers 429 with a time is not asked again by any
    feed before that time.

    Args:
        agent: the User-Agent header, see `user_agent`.
        guard: which addresses may be connected to.
        timeout_s: for one feed, redirects included.
        max_body_bytes: after decompression.
        patience_s: for one feed's turn among the requests to the same host.
        per_host: requests at once to one host.
        at_once: requests at once in all.
        now: the clock, for servers that name a time to come back at.
        monotonic: seconds that only grow, for waiting hosts.
    """

    def __init__(
        self,
        *,
        agent: str,
        guard: Guard,
        timeout_s: float = TIMEOUT_S,
        max_body_bytes: int = MAX_BODY_BYTES,
        patience_s: float = PATIENCE_S,
        per_host: int = PER_HOST,
        at_once: int = AT_ONCE,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._agent = agent
        self._guard = guard
        self._timeout_s = timeout_s
        self._max_body_bytes = max_body_bytes
        self._patience_s = patience_s
        self._per_host = per_host
        self._slots = asyncio.Semaphore(at_once)
        self._host_slots: WeakValueDictionary[str, asyncio.Semaphore] = WeakValueDictionary()
        self._host_waits: dict[str, float] = {}
        self._now = now
        self._monotonic = monotonic
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                limit=0,  # our own slots count, outside of the time limit
                use_dns_cache=False,
                socket_factory=self._guard.socket,
            ),
            headers={
                "User-Agent": self._agent,
                "Accept": _ACCEPT,
                # No brotli: it is the one decoder that may be missing.
                "Accept-Encoding": "gzip, deflate",
            },
            cookie_jar=aiohttp.DummyCookieJar(),
            # A proxy from the environment would connect in our place, past the guard.
            trust_env=False,
            timeout=aiohttp.ClientTimeout(total=None),
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def fetch(
        self, feed_url: str, *, etag: str | None = None, last_modified: str | None = None
    ) -> FetchResult:
        """Return what a feed's server has to say that is new.

        Args:
            feed_url: http or https address.
            etag: as the last `FetchResult` gave it.
            last_modified: as the last `FetchResult` gave it.

        Raises:
            FeedGone: the server says that the feed is gone for good.
            FetchError: there is no answer that could be used, with the reason.
        """
        try:
            url = URL(feed_url)
        except ValueError as error:
            raise FetchError(feed_url, "this is no web address") from error
        if url.scheme not in ("http", "https") or not url.host:
            raise FetchError(feed_url, "this is no web address")
        # With its port: on one machine two servers are two hosts.
        host = url.authority
        conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {name: value for name, value in conditions.items() if value}
        async with self._place(host, feed_url=feed_url):
            self._refuse_while_waiting(host, feed_url)
            try:
                async with asyncio.timeout(self._timeout_s):
                    return await self._get(url, feed_url=feed_url, headers=headers)
            except TimeoutError as error:
                reason = f"no complete answer within {self._timeout_s:g} seconds"
                raise FetchError(feed_url, reason) from error
            except (aiohttp.ClientError, OSError, ValueError) as error:
                raise FetchError(feed_url, reason_of_error(error)) from error

    @asynccontextmanager
    async def _place(self, host: str, *, feed_url: str) -> AsyncIterator[None]:
        """Hold one of the host's slots and one of ours."""
        # Held by this name for as long as anybody waits: the dictionary only keeps what is used.
        slot = self._host_slots.setdefault(host, asyncio.Semaphore(self._per_host))
        async with AsyncExitStack() as stack:
            try:
                async with asyncio.timeout(self._patience_s):
                    await stack.enter_async_context(slot)
                    await stack.enter_async_context(self._slots)
            except TimeoutError as error:
                # Its lease as a due feed is not endless.
                reason = f"{host} has kept our other requests waiting for too long"
                raise FetchError(feed_url, reason) from error
            yield

    async def _get(self, url: URL, *, feed_url: str, headers: Mapping[str, str]) -> FetchResult:
        if self._session is None:
            raise RuntimeError("a Fetcher is used with `async with`")
        # aiohttp gives up at the number that it is told, not after it.
        limit = MAX_REDIRECTS + 1
        async with self._session.get(url, headers=headers, max_redirects=limit) as response:
            if response.status == 304 and headers:  # noqa: PLR2004
                return NotModified(
                    etag=validator(response.headers, "ETag") or headers.get("If-None-Match"),
                    last_modified=validator(response.headers, "Last-Modified")
                    or headers.get("If-Modified-Since"),
                    final_url=str(response.url),
                    moved_to=_moved_to(response),
                    max_age=max_age(response.headers, now=self._now()),
                )
            if response.status != 200:  # noqa: PLR2004
                raise self._refusal(response, feed_url=feed_url, host=url.authority)
            return Fetched(
                body=await self._body(response, feed_url=feed_url),
                content_type=content_type(response.headers),
                etag=validator(response.headers, "ETag"),
                last_modified=validator(response.headers, "Last-Modified"),
                final_url=str(response.url),
                moved_to=_moved_to(response),
                max_age=max_age(response.headers, now=self._now()),
            )

    async def _body(self, response: aiohttp.ClientResponse, *, feed_url: str) -> bytes:
        body = bytearray()
        # Chunks come decompressed, so that a gzip bomb stops here after one chunk too many.
        async for chunk in response.content.iter_chunked(65_536):
            body += chunk
            if len(body) > self._max_body_bytes:
                megabytes = self._max_body_bytes / (1024 * 1024)
                raise FetchError(feed_url, f"the body is larger than {megabytes:g} MB")
        return bytes(body)

    def _refusal(self, response: aiohttp.ClientResponse, *, feed_url: str, host: str) -> FetchError:
        status = response.status
        if status == 410:  # noqa: PLR2004
            return FeedGone(feed_url, "the server says that the feed is gone for good (HTTP 410)")
        wait = None
        if status in (429, 503):
            wait = retry_after(response.headers, now=self._now())
        if status == 429 and wait is not None and response.url.authority == host:  # noqa: PLR2004
            self._host_waits[host] = self._monotonic() + min(wait, MAX_HOST_WAIT).total_seconds()
        reason = reason_of_status(status, headers=response.headers)
        return FetchError(feed_url, reason, retry_after=wait)

    def _refuse_while_waiting(self, host: str, feed_url: str) -> None:
        until = self._host_waits.get(host)
        if until is None:
            return
        left = until - self._monotonic()
        if left <= 0:
            del self._host_waits[host]
            return
        wait = timedelta(seconds=left)
        raise FetchError(feed_url, f"{host} has asked us to wait (HTTP 429)", retry_after=wait)


def _moved_to(response: aiohttp.ClientResponse) -> str | None:
    """Return how far the redirects were permanent: one temporary step ends the move."""
    steps = [*response.history, response]
    moved = None
    for step, following in pairwise(steps):
        if step.status not in _PERMANENT:
            break
        moved = str(following.url)
    return moved
