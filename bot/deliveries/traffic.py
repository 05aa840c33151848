"""Every request of the bot to Discord's API, limited and watched: also those of commands.

discord.py repeats requests by itself and tells nobody. What its HTTP session really sends is seen
here, through aiohttp's tracing, which discord.py hands on (`discord.Client(http_trace=…)`).
"""

import logging
from types import SimpleNamespace

import aiohttp
import yarl

from bot.deliveries.limiter import Limiter
from bot.deliveries.refusals import Refusals

log = logging.getLogger(__name__)

REFUSED = frozenset({401, 403, 429})
_TOO_MANY = 429
_BLOCKED_S = 60.0
"""How long to rest when Discord's door-keeper turns us away and does not say for how long."""
# Answers to interactions do not count against the bot's limit, and people wait for them.
_UNLIMITED = ("webhooks", "interactions")


def watch(*, limiter: Limiter, refusals: Refusals) -> aiohttp.TraceConfig:
    """Return the tracing for `discord.Client(http_trace=…)`; one may serve several clients."""

    async def before(
        _session: aiohttp.ClientSession,
        _context: SimpleNamespace,
        params: aiohttp.TraceRequestStartParams,
    ) -> None:
        if _counts(params.url):
            await limiter.wait()

    async def after(
        _session: aiohttp.ClientSession,
        _context: SimpleNamespace,
        params: aiohttp.TraceRequestEndParams,
    ) -> None:
        _note(params.response, refusals)

    trace = aiohttp.TraceConfig()
    trace.on_request_start.append(before)
    trace.on_request_end.append(after)
    return trace


def _counts(url: yarl.URL) -> bool:
    """Tell whether a request is to the API and counts against the whole bot's limit."""
    parts = url.parts[1:]
    return parts[:1] == ("api",) and not any(part in _UNLIMITED for part in parts[:3])


def _note(response: aiohttp.ClientResponse, refusals: Refusals) -> None:
    """Count an answer that Discord counts; rest when the address itself is turned away."""
    if response.status not in REFUSED:
        return
    # A limit that several bots share is nobody's fault, and Discord does not count it.
    if response.headers.get("X-RateLimit-Scope") != "shared":
        refusals.note()
    if response.status == _TOO_MANY and "Via" not in response.headers:
        # Discord's own answers come through a proxy that says so; this one does not.
        asked = response.headers.get("Retry-After", "")
        rest_s = float(asked) if asked.isdecimal() else _BLOCKED_S
        refusals.hold(rest_s)
        log.error("discord turned us away", extra={"rest_s": rest_s, "path": response.url.path})
