"""The server: feeds from memory or from a folder, and addresses that misbehave."""

import asyncio
import gzip
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from email.utils import formatdate, parsedate_to_datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from aiohttp import web
from aiohttp.typedefs import Handler

from tests.feed_server.faults import FAULTS, Call, Served, plain
from tests.feed_server.feeds import Item, rss

_TYPES = {
    ".xml": "application/rss+xml; charset=utf-8",
    ".rss": "application/rss+xml; charset=utf-8",
    ".atom": "application/atom+xml; charset=utf-8",
    ".rdf": "application/rdf+xml",
    ".json": "application/feed+json",
    ".html": "text/html; charset=utf-8",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One request, and the status that it was answered with."""

    path: str
    status: int
    headers: dict[str, str]


class FeedServer:
    """Feeds over HTTP on 127.0.0.1. To be used with `async with`.

    A feed is served at `/NAME`: from memory (`put`, `append`) or else from the folder, whose files
    are read anew for each request. Every feed can also be had from an address that misbehaves:
    `/-/FAULT/NAME`, see `faults.py`.

    Attributes:
        answers: everything that was answered so far; a request that was cut off is not here.
    """

    def __init__(self, folder: Path | None = None, *, port: int = 0) -> None:
        self._folder = folder
        self._port = port
        self._served: dict[str, Served] = {}
        self._items: dict[str, list[Item]] = {}
        self._runner: web.AppRunner | None = None
        self._released = asyncio.Event()
        self._arrival = asyncio.Condition()
        self._seen: Counter[str] = Counter()
        self._pending = 0
        self.answers: list[Answer] = []

    async def __aenter__(self) -> Self:
        app = web.Application(middlewares=[self._counted])
        app.on_response_prepare.append(self._record)
        app.router.add_get("/-/{fault}/{name:.*}", self._misbehave)
        app.router.add_get("/-/{fault}", self._misbehave)
        app.router.add_get("/{name:.+}", self._serve)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        self._port = self._runner.addresses[0][1]
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.release()
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def address(self) -> str:
        """Host and port, as a guard's allow-list takes it."""
        return f"127.0.0.1:{self._port}"

    @property
    def pending(self) -> int:
        """How many requests wait for their answer."""
        return self._pending

    def release(self) -> None:
        """Let everything that hangs on purpose go on, now and from now on."""
        self._released.set()

    async def seen(self, path: str, *, times: int) -> None:
        """Wait until a path has been asked for so many times, answered or not."""
        async with asyncio.timeout(10), self._arrival:
            await self._arrival.wait_for(lambda: self._seen[path] >= times)

    def url(self, name: str) -> str:
        """Return the address of a feed or of a fault ("-/gone/a.xml")."""
        return f"http://{self.address}/{name}"

    def put(
        self,
        name: str,
        body: bytes,
        *,
        content_type: str | None = None,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
    ) -> str:
        """Serve these bytes at a name from now on, and return their address.

        With a status or headers of its own, an answer is always given in full.
        """
        self._served[name] = Served(
            body=body,
            content_type=content_type or _type_of(name),
            status=status,
            headers=headers or {},
        )
        return self.url(name)

    def append(self, name: str, *items: Item) -> str:
        """Put items in front of a feed, as outlets do, and return its address."""
        listed = self._items.setdefault(name, [])
        listed[:0] = items
        return self.put(name, rss(listed))

    def names(self) -> list[str]:
        """Return the names of all feeds."""
        on_disk: Iterable[Path] = self._folder.iterdir() if self._folder else ()
        files = {path.name for path in on_disk if path.is_file()}
        return sorted(files | set(self._served))

    def find(self, name: str) -> Served | None:
        """Return what is served at a name, or None."""
        if name in self._served:
            return self._served[name]
        if self._folder is None or "/" in name or not (path := self._folder / name).is_file():
            return None
        return Served(
            body=path.read_bytes(), content_type=_type_of(name), modified=path.stat().st_mtime
        )

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        served = self.find(request.match_info["name"])
        if served is None:
            raise web.HTTPNotFound
        if served.headers or served.status != web.HTTPOk.status_code:
            return plain(served)
        headers = {"ETag": f'"{hashlib.sha256(served.body).hexdigest()[:16]}"'}
        if served.modified is not None:
            headers["Last-Modified"] = formatdate(served.modified, usegmt=True)
        if _is_known(request, headers=headers):
            return web.Response(status=304, headers=headers)
        headers["Content-Type"] = served.content_type
        body = served.body
        if "gzip" in request.headers.get("Accept-Encoding", ""):
            headers["Content-Encoding"] = "gzip"
            body = gzip.compress(body, mtime=0)
        return web.Response(body=body, headers=headers)

    async def _misbehave(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info.get("name", "")
        fault = FAULTS.get(request.match_info["fault"])
        if fault is None:
            raise web.HTTPNotFound
        served = self.find(name) or Served(body=rss([]), content_type=_TYPES[".xml"])
        call = Call(request=request, name=name, served=served, released=self._released)
        try:
            return await fault(call)
        except ConnectionError:
            # The client has had enough, which is what most faults are for.
            return web.Response()

    @web.middleware
    async def _counted(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        self._pending += 1
        async with self._arrival:
            self._seen[request.path] += 1
            self._arrival.notify_all()
        try:
            return await handler(request)
        finally:
            self._pending -= 1

    async def _record(self, request: web.BaseRequest, response: web.StreamResponse) -> None:
        self.answers.append(
            Answer(path=request.path, status=response.status, headers=dict(request.headers))
        )


def _is_known(request: web.Request, *, headers: dict[str, str]) -> bool:
    if known := request.headers.get("If-None-Match"):
        return known == headers["ETag"]
    since = request.headers.get("If-Modified-Since")
    if since is None or "Last-Modified" not in headers:
        return False
    return parsedate_to_datetime(headers["Last-Modified"]) <= parsedate_to_datetime(since)


def _type_of(name: str) -> str:
    return _TYPES.get(Path(name).suffix, "application/xml")
