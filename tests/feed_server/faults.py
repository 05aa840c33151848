"""Everything that feed servers were seen to do wrong, each under a name of its own.

`/-/NAME/FEED` serves FEED with the fault; for those that need no feed, `/-/NAME` will do.
"""

import asyncio
import gzip
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import repeat

from aiohttp import web

PRIVATE_URL = "http://10.0.0.1/feed.xml"
"""Where `private` redirects to."""
RETRY_AFTER_S = 120
HUGE_CHUNKS = 400
BOMB_MEGABYTES = 64

_CHUNK = b"<!-- " + b"x" * 65_527 + b"-->\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """What is served under a name."""

    body: bytes
    content_type: str
    modified: float | None = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A request for a fault: the feed named in it, and when to stop hanging."""

    request: web.Request
    name: str
    served: Served
    released: asyncio.Event


Fault = Callable[[Call], Awaitable[web.StreamResponse]]


def plain(served: Served) -> web.Response:
    """Return what is served, as it is."""
    return web.Response(
        status=served.status,
        body=served.body,
        headers={"Content-Type": served.content_type, **served.headers},
    )


async def slow(call: Call) -> web.StreamResponse:
    """Take the request and answer nothing until the server is told to."""
    await call.released.wait()
    return plain(call.served)


async def drip(call: Call) -> web.StreamResponse:
    """Send one byte after the other, fast enough for every limit on reads but never done."""
    response = web.StreamResponse(headers={"Content-Type": call.served.content_type})
    await response.prepare(call.request)
    for byte in call.served.body:
        await response.write(bytes((byte,)))
        try:
            await asyncio.wait_for(call.released.wait(), timeout=0.02)
        except TimeoutError:
            continue
        break
    return response


async def huge(call: Call) -> web.StreamResponse:
    """Send a feed of 25 MB that says nothing."""
    return await _stream(call, repeat(_CHUNK, HUGE_CHUNKS))


async def bomb(call: Call) -> web.StreamResponse:
    """Send 64 MB of nothing in a little gzip."""
    return web.Response(
        body=_bomb(), headers={"Content-Type": "text/xml", "Content-Encoding": "gzip"}
    )


async def hidden_gzip(call: Call) -> web.StreamResponse:
    """Send gzip and do not say so."""
    return plain(Served(body=gzip.compress(call.served.body), content_type="text/xml"))


async def charset(call: Call) -> web.StreamResponse:
    """Say that UTF-8 is latin-1."""
    return plain(Served(body=call.served.body, content_type="text/xml; charset=iso-8859-1"))


async def html(call: Call) -> web.StreamResponse:
    """Send a web page with status 200, as a site does whose feed was taken away."""
    page = b"<!DOCTYPE html><html><head><title>Drama Desk</title></head><body>Hello</body></html>"
    return plain(Served(body=page, content_type="text/html; charset=utf-8"))


async def empty(call: Call) -> web.StreamResponse:
    """Send nothing with status 200."""
    return plain(Served(body=b"", content_type="text/xml"))


async def truncated(call: Call) -> web.StreamResponse:
    """Promise the whole feed, send half of it and hang up."""
    body = call.served.body
    response = web.StreamResponse(
        headers={"Content-Type": call.served.content_type, "Content-Length": str(len(body))}
    )
    await response.prepare(call.request)
    await response.write(body[: len(body) // 2])
    _hang_up(call.request)
    return response


async def cut(call: Call) -> web.StreamResponse:
    """Send half of the feed as if that were all of it."""
    body = call.served.body
    return plain(Served(body=body[: len(body) // 2], content_type=call.served.content_type))


async def reset(call: Call) -> web.StreamResponse:
    """Hang up without an answer."""
    _hang_up(call.request)
    return web.Response()


async def garbage(call: Call) -> web.StreamResponse:
    """Answer something that is no HTTP."""
    assert call.request.transport is not None
    call.request.transport.write(b"feed?\r\n\r\n")
    call.request.transport.close()
    return web.Response()


async def moved(call: Call) -> web.StreamResponse:
    """Redirect to the feed, for good."""
    raise web.HTTPMovedPermanently(f"/{call.name}")


async def redirect(call: Call) -> web.StreamResponse:
    """Redirect to the feed, for now."""
    raise web.HTTPFound(f"/{call.name}")


async def moved_then_redirect(call: Call) -> web.StreamResponse:
    """Redirect for good to an address that redirects for now."""
    raise web.HTTPMovedPermanently(f"/-/redirect/{call.name}")


async def loop(call: Call) -> web.StreamResponse:
    """Redirect to itself."""
    raise web.HTTPFound(call.request.path)


async def private(call: Call) -> web.StreamResponse:
    """Redirect into a private network."""
    raise web.HTTPFound(PRIVATE_URL)


async def file(call: Call) -> web.StreamResponse:
    """Redirect to a file of the machine."""
    raise web.HTTPFound("file:///etc/passwd")


async def forbidden(call: Call) -> web.StreamResponse:
    """Refuse with 403, as the site itself does."""
    raise web.HTTPForbidden(text="No.")


async def cloudflare(call: Call) -> web.StreamResponse:
    """Refuse with 403, as Cloudflare does when it wants to see a person."""
    page = "<!DOCTYPE html><html><head><title>Just a moment...</title></head></html>"
    headers = {"Server": "cloudflare", "cf-mitigated": "challenge", "Content-Type": "text/html"}
    return web.Response(status=403, text=page, headers=headers)


async def cloudflare_block(call: Call) -> web.StreamResponse:
    """Refuse with 403, as Cloudflare does by a rule of the site's owner."""
    return web.Response(status=403, text="error code: 1020", headers={"Server": "cloudflare"})


async def too_many(call: Call) -> web.StreamResponse:
    """Answer 429 with seconds to wait."""
    return web.Response(status=429, headers={"Retry-After": str(RETRY_AFTER_S)})


async def unavailable(call: Call) -> web.StreamResponse:
    """Answer 503 with the time at which to come back."""
    when = "Fri, 20 Nov 2026 12:00:00 GMT"
    return web.Response(status=503, headers={"Retry-After": when})


async def missing(call: Call) -> web.StreamResponse:
    """Answer 404."""
    raise web.HTTPNotFound


async def broken(call: Call) -> web.StreamResponse:
    """Answer 500."""
    raise web.HTTPInternalServerError


async def gone(call: Call) -> web.StreamResponse:
    """Answer 410."""
    raise web.HTTPGone


async def always_not_modified(call: Call) -> web.StreamResponse:
    """Answer 304 though nobody asked for changes."""
    return web.Response(status=304)


FAULTS: dict[str, Fault] = {
    "slow": slow,
    "drip": drip,
    "huge": huge,
    "bomb": bomb,
    "hidden-gzip": hidden_gzip,
    "charset": charset,
    "html": html,
    "empty": empty,
    "truncated": truncated,
    "cut": cut,
    "reset": reset,
    "garbage": garbage,
    "moved": moved,
    "redirect": redirect,
    "moved-then-redirect": moved_then_redirect,
    "loop": loop,
    "private": private,
    "file": file,
    "403": forbidden,
    "cloudflare": cloudflare,
    "cloudflare-block": cloudflare_block,
    "429": too_many,
    "503": unavailable,
    "404": missing,
    "500": broken,
    "gone": gone,
    "always-304": always_not_modified,
}


@cache
def _bomb() -> bytes:
    return gzip.compress(b"<rss>" + b" " * (BOMB_MEGABYTES * 1024 * 1024), compresslevel=1)


async def _stream(call: Call, chunks: Iterator[bytes]) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "text/xml"})
    await response.prepare(call.request)
    for chunk in chunks:
        await response.write(chunk)
    return response


def _hang_up(request: web.Request) -> None:
    assert request.transport is not None, "a request that is being answered has a connection"
    request.transport.abort()
