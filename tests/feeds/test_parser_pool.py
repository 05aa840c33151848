import asyncio
import os
import signal
from collections.abc import AsyncIterator, Callable
from datetime import datetime

import psutil
import pytest

from bot.errors import ParseError
from bot.feeds import parser_pool
from bot.feeds.parser_pool import ParserPool
from bot.model import Article, Feed
from tests.feed_server.feeds import Item, rss
from tests.feeds.examples import FEED, NOW

GOOD = rss([Item(title="Harbor Lights is back", guid="1", published=NOW)])
# feedparser looks for an e-mail address in it, in time that grows with its square.
HOSTILE = rss([Item(title="A")]).replace(
    b"</item>", b"<author>a@" + b"a." * 100_000 + b"</author></item>"
)


@pytest.fixture
async def pool() -> AsyncIterator[ParserPool]:
    async with ParserPool(deadline_s=30) as opened:
        yield opened


async def headlines(pool: ParserPool, body: bytes = GOOD) -> list[str]:
    return [found.headline for found in await pool.parse(body, feed=FEED, now=NOW)]


async def test_a_feed_is_parsed_in_another_process(pool: ParserPool) -> None:
    assert await headlines(pool) == ["Harbor Lights is back"]
    assert psutil.Process().children(recursive=True)


async def test_content_type_and_address_reach_the_parser(pool: ParserPool) -> None:
    body = "<rss><channel><item><title>등대지기</title><link>/1</link></item></channel></rss>"

    [found] = await pool.parse(
        body.encode("cp949"),
        feed=FEED,
        now=NOW,
        content_type="text/xml; charset=euc-kr",
        base_url="https://feeds.example/",
    )

    assert (found.headline, found.link) == ("등대지기", "https://feeds.example/1")


async def test_what_is_no_feed_is_told_as_without_a_pool(pool: ParserPool) -> None:
    with pytest.raises(ParseError, match="the body is empty"):
        await pool.parse(b"", feed=FEED, now=NOW)


async def test_a_hostile_feed_costs_its_deadline_and_nothing_else() -> None:
    async with ParserPool(deadline_s=1) as pool:
        hostile = asyncio.create_task(headlines(pool, HOSTILE))
        waiting = asyncio.create_task(headlines(pool))
        with pytest.raises(ParseError, match="takes longer than 1 seconds"):
            await hostile

        assert await waiting == ["Harbor Lights is back"]


async def test_a_poll_that_is_given_up_frees_the_worker() -> None:
    async with ParserPool(deadline_s=60) as pool:
        given_up = asyncio.create_task(headlines(pool, HOSTILE))
        waiting = asyncio.create_task(headlines(pool))
        await asyncio.wait([given_up], timeout=0.2)
        given_up.cancel()

        assert await asyncio.wait_for(waiting, timeout=30) == ["Harbor Lights is back"]
        assert given_up.cancelled()


def exhaust(body: bytes, **_: object) -> list[Article]:
    """Stand in for a parser that a feed drives out of its memory."""
    return [bytearray(1 << 40)] if body == b"huge" else []  # type: ignore[list-item]


def die(body: bytes, *, feed: Feed, now: datetime, content_type: str, base_url: str) -> None:
    """Stand in for a parser that a feed crashes."""
    if body == b"deadly":
        os.kill(os.getpid(), signal.SIGSEGV)


@pytest.mark.parametrize(
    ("parser", "body", "reason"),
    [(exhaust, b"huge", "takes too much memory"), (die, b"deadly", r"kills the parser \(code -11")],
)
async def test_a_worker_that_breaks_costs_only_its_feed(
    monkeypatch: pytest.MonkeyPatch, parser: Callable[..., object], body: bytes, reason: str
) -> None:
    monkeypatch.setattr(parser_pool, "parse_feed", parser)
    async with ParserPool() as pool:
        with pytest.raises(ParseError, match=reason):
            await pool.parse(body, feed=FEED, now=NOW)

        assert not await pool.parse(b"harmless", feed=FEED, now=NOW)


async def test_closing_ends_the_workers() -> None:
    async with ParserPool() as pool:
        await headlines(pool)
        # The pool's own, and not the fork server that other tests use too.
        [server] = [
            child for child in psutil.Process().children() if "forkserver" in str(child.cmdline())
        ]
        workers = server.children()
    gone, alive = psutil.wait_procs(workers, timeout=10)

    assert gone
    assert not alive


def test_a_worker_bears_ctrl_c_and_bounds_its_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+C reaches every process; a worker that died of it would print a traceback."""
    limits: list[object] = []
    handled: list[object] = []
    monkeypatch.setattr("resource.setrlimit", lambda *limit: limits.append(limit))
    monkeypatch.setattr(signal, "signal", lambda *handler: handled.append(handler))

    parser_pool._prepare_worker()

    assert handled == [(signal.SIGINT, signal.SIG_IGN)]
    assert len(limits) == 1
