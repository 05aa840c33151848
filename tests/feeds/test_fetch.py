import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.errors import FeedGone, FetchError
from bot.feeds.fetch import MAX_HOST_WAIT, Fetched, Fetcher, NotModified, user_agent
from bot.feeds.guard import Guard
from tests.feed_server.faults import RETRY_AFTER_S
from tests.feed_server.feeds import Item
from tests.feed_server.server import FeedServer

NOW = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[FeedServer]:
    async with FeedServer(tmp_path) as running:
        running.append("a.xml", Item(title="Harbor Lights is back", guid="1"))
        yield running


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@asynccontextmanager
async def reading(
    server: FeedServer,
    *,
    timeout_s: float = 10,
    patience_s: float = 10,
    per_host: int = 2,
    clock: Clock | None = None,
    allowed: bool = True,
) -> AsyncIterator[Fetcher]:
    async with Fetcher(
        agent=user_agent(contact="desk@outlet.example"),
        guard=Guard(allowed=[server.address] if allowed else []),
        timeout_s=timeout_s,
        patience_s=patience_s,
        max_body_bytes=1024 * 1024,
        per_host=per_host,
        now=lambda: NOW,
        monotonic=clock or Clock(),
    ) as fetcher:
        yield fetcher


@pytest.fixture
async def fetcher(server: FeedServer) -> AsyncIterator[Fetcher]:
    async with reading(server) as opened:
        yield opened


async def refused(fetcher: Fetcher, url: str) -> FetchError:
    with pytest.raises(FetchError) as caught:
        await fetcher.fetch(url)
    assert caught.value.url == url
    return caught.value


async def test_a_feed_is_fetched_with_what_makes_the_next_time_cheap(
    server: FeedServer, fetcher: Fetcher
) -> None:
    found = await fetcher.fetch(server.url("a.xml"))

    assert isinstance(found, Fetched)
    assert b"Harbor Lights is back" in found.body
    assert found.charset == "utf-8"
    assert found.final_url == server.url("a.xml")
    assert found.moved_to is None
    again = await fetcher.fetch(server.url("a.xml"), etag=found.etag)
    assert isinstance(again, NotModified)
    assert again.etag == found.etag
    assert [answer.status for answer in server.answers] == [200, 304]


async def test_a_changed_feed_is_fetched_again(server: FeedServer, fetcher: Fetcher) -> None:
    first = await fetcher.fetch(server.url("a.xml"))
    server.append("a.xml", Item(title="Harbor Lights is over", guid="2"))

    second = await fetcher.fetch(server.url("a.xml"), etag=first.etag)

    assert isinstance(second, Fetched)
    assert b"is over" in second.body
    assert second.etag != first.etag


async def test_a_file_is_asked_for_by_its_date(
    server: FeedServer, fetcher: Fetcher, tmp_path: Path
) -> None:
    (tmp_path / "file.xml").write_bytes(b"<rss/>")

    first = await fetcher.fetch(server.url("file.xml"))
    again = await fetcher.fetch(server.url("file.xml"), last_modified=first.last_modified)

    assert first.last_modified is not None
    assert isinstance(again, NotModified)
    assert again.last_modified == first.last_modified


async def test_the_bot_says_who_it_is(server: FeedServer, fetcher: Fetcher) -> None:
    await fetcher.fetch(server.url("a.xml"))

    [answer] = server.answers
    assert answer.headers["User-Agent"] == user_agent(contact="desk@outlet.example")
    assert answer.headers["User-Agent"].startswith("Dramawire/")
    assert "desk@outlet.example" in answer.headers["User-Agent"]
    assert "Cookie" not in answer.headers
    assert user_agent().endswith("(Discord news bot)")


@pytest.mark.parametrize(
    ("fault", "moved"), [("moved", True), ("redirect", False), ("moved-then-redirect", None)]
)
async def test_only_a_permanent_redirect_is_a_move(
    server: FeedServer, fetcher: Fetcher, fault: str, *, moved: bool | None
) -> None:
    found = await fetcher.fetch(server.url(f"-/{fault}/a.xml"))

    targets = {True: "a.xml", False: None, None: "-/redirect/a.xml"}
    target = targets[moved]
    assert isinstance(found, Fetched)
    assert found.final_url == server.url("a.xml")
    assert found.moved_to == (server.url(target) if target else None)


async def test_five_redirects_are_followed(server: FeedServer, fetcher: Fetcher) -> None:
    for number in range(5):
        following = server.url(f"{number + 1}.xml" if number < 4 else "a.xml")
        server.put(f"{number}.xml", b"", status=302, headers={"Location": following})

    assert isinstance(await fetcher.fetch(server.url("0.xml")), Fetched)


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ("loop", "the server redirects more than 5 times"),
        ("file", "the server redirects to something that is no web address"),
        ("private", "it leads to 10.0.0.1:80, which is no public web address"),
        ("huge", "the body is larger than 1 MB"),
        ("bomb", "the body is larger than 1 MB"),
        ("truncated", "the answer breaks off"),
        ("reset", "the server has cut the connection"),
        ("garbage", "the answer is no proper HTTP (ClientResponseError)"),
        ("403", "the server forbids us to read it (HTTP 403)"),
        ("cloudflare", "Cloudflare's check for people keeps us out (HTTP 403)"),
        ("cloudflare-block", "Cloudflare, before the server, keeps us out (HTTP 403)"),
        ("404", "there is nothing at this address (HTTP 404)"),
        ("429", "the server says that we ask too often (HTTP 429)"),
        ("500", "the server answers HTTP status 500"),
        ("503", "the server is out of service for now (HTTP 503)"),
        ("always-304", "the server answers HTTP status 304"),
    ],
)
async def test_a_failure_is_told_in_words(
    server: FeedServer, fetcher: Fetcher, fault: str, reason: str
) -> None:
    error = await refused(fetcher, server.url(f"-/{fault}/a.xml"))

    assert error.reason == reason
    assert not isinstance(error, FeedGone)


async def test_a_feed_that_is_gone_is_told_apart(server: FeedServer, fetcher: Fetcher) -> None:
    assert isinstance(await refused(fetcher, server.url("-/gone/a.xml")), FeedGone)


@pytest.mark.parametrize("fault", ["slow", "drip"])
async def test_no_server_holds_a_feed_for_longer_than_its_time(
    server: FeedServer, fault: str
) -> None:
    """A server that sends a byte now and then passes every limit but the total one."""
    async with reading(server, timeout_s=0.2) as fetcher:
        error = await refused(fetcher, server.url(f"-/{fault}/a.xml"))

    assert error.reason == "no complete answer within 0.2 seconds"


async def test_one_host_is_asked_twice_at_once_and_the_rest_waits(server: FeedServer) -> None:
    async with reading(server, per_host=2) as fetcher:
        slow = [asyncio.create_task(fetcher.fetch(server.url("-/slow/a.xml"))) for _ in range(5)]
        await server.seen("/-/slow/a.xml", times=2)
        waiting = server.pending
        server.release()
        found = await asyncio.gather(*slow)

    assert waiting == 2
    assert len(found) == 5


async def test_a_feed_does_not_wait_for_its_turn_for_ever(server: FeedServer) -> None:
    async with reading(server, per_host=1, patience_s=0.05) as fetcher:
        first = asyncio.create_task(fetcher.fetch(server.url("-/slow/a.xml")))
        await server.seen("/-/slow/a.xml", times=1)
        error = await refused(fetcher, server.url("a.xml"))
        server.release()
        found = await first

    assert error.reason == f"{server.address} has kept our other requests waiting for too long"
    assert isinstance(found, Fetched)


async def test_seconds_to_wait_are_honoured_for_the_whole_host(server: FeedServer) -> None:
    """Its other feeds would only be told the same."""
    clock = Clock()
    async with reading(server, clock=clock) as fetcher:
        first = await refused(fetcher, server.url("-/429/a.xml"))
        clock.seconds = 20
        second = await refused(fetcher, server.url("a.xml"))
        asked = len(server.answers)
        clock.seconds = RETRY_AFTER_S
        third = await fetcher.fetch(server.url("a.xml"))

    assert first.retry_after == timedelta(seconds=RETRY_AFTER_S)
    assert second.reason == f"{server.address} has asked us to wait (HTTP 429)"
    assert second.retry_after == timedelta(seconds=RETRY_AFTER_S - 20)
    assert asked == 1
    assert isinstance(third, Fetched)


async def test_no_wait_closes_a_host_for_more_than_a_day(server: FeedServer) -> None:
    clock = Clock()
    server.put("x.xml", b"", status=429, headers={"Retry-After": "999999999999999"})
    async with reading(server, clock=clock) as fetcher:
        error = await refused(fetcher, server.url("x.xml"))
        clock.seconds = MAX_HOST_WAIT.total_seconds()
        found = await fetcher.fetch(server.url("a.xml"))

    assert error.retry_after is not None
    assert error.retry_after > MAX_HOST_WAIT
    assert isinstance(found, Fetched)


async def test_a_time_to_come_back_at_becomes_a_wait(server: FeedServer, fetcher: Fetcher) -> None:
    error = await refused(fetcher, server.url("-/503/a.xml"))

    assert error.retry_after == timedelta(hours=1)
    assert isinstance(await fetcher.fetch(server.url("a.xml")), Fetched)


@pytest.mark.parametrize("value", ["Fri, 20 Nov 2026 10:00:00 GMT", "0"])
async def test_a_time_that_has_passed_is_no_wait(
    server: FeedServer, fetcher: Fetcher, value: str
) -> None:
    server.put("x.xml", b"", status=503, headers={"Retry-After": value})

    assert (await refused(fetcher, server.url("x.xml"))).retry_after == timedelta(0)


async def test_a_wait_that_cannot_be_read_is_none(server: FeedServer, fetcher: Fetcher) -> None:
    server.put("x.xml", b"", status=429, headers={"Retry-After": "a while"})

    assert (await refused(fetcher, server.url("x.xml"))).retry_after is None
    assert isinstance(await fetcher.fetch(server.url("a.xml")), Fetched)


@pytest.mark.parametrize(
    ("headers", "max_age"),
    [
        ({"Cache-Control": "public, max-age=600"}, timedelta(minutes=10)),
        ({"Cache-Control": "s-maxage=9, max-age=60"}, timedelta(minutes=1)),
        ({"Cache-Control": "no-cache, max-age=600"}, None),
        ({"Cache-Control": "no-store"}, None),
        ({"Cache-Control": "public"}, None),
        ({"Expires": "0"}, None),
        (
            {"Expires": "Fri, 20 Nov 2026 12:00:00", "Date": "Fri, 20 Nov 2026 11:30:00 GMT"},
            timedelta(minutes=30),
        ),
        ({"Expires": "Fri, 20 Nov 2026 11:10:00 GMT", "Date": "soon"}, timedelta(minutes=10)),
        ({"Expires": "Thu, 01 Jan 1970 00:00:00 GMT"}, timedelta(0)),
        ({}, None),
    ],
)
async def test_servers_may_say_for_how_long_an_answer_is_fresh(
    server: FeedServer, fetcher: Fetcher, headers: dict[str, str], max_age: timedelta | None
) -> None:
    server.put("x.xml", b"<rss/>", headers=headers)

    assert (await fetcher.fetch(server.url("x.xml"))).max_age == max_age


@pytest.mark.parametrize("etag", ['"é"', '"' + "x" * 2_000 + '"', ""])
async def test_a_validator_that_could_not_be_sent_back_is_none(
    server: FeedServer, fetcher: Fetcher, etag: str
) -> None:
    server.put("x.xml", b"<rss/>", headers={"ETag": etag})

    assert (await fetcher.fetch(server.url("x.xml"))).etag is None


async def test_a_body_without_a_type_has_no_charset(server: FeedServer, fetcher: Fetcher) -> None:
    server.put("x.xml", b"<rss/>", content_type="text/xml")

    found = await fetcher.fetch(server.url("x.xml"))

    assert isinstance(found, Fetched)
    assert found.charset is None


@pytest.mark.parametrize(
    "url", ["ftp://a.example/", "file:///etc/passwd", "a.example", "", "http://", "http://[x/"]
)
async def test_only_web_addresses_are_fetched(fetcher: Fetcher, url: str) -> None:
    assert (await refused(fetcher, url)).reason == "this is no web address"


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "[::1]", "[::ffff:10.0.0.1]", "169.254.169.254", "0.0.0.0"],
)
async def test_private_networks_are_out_of_reach(fetcher: Fetcher, host: str) -> None:
    error = await refused(fetcher, f"http://{host}:8080/feed.xml")

    assert error.reason.endswith("which is no public web address")


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "0177.0.0.1"])
async def test_disguised_addresses_are_none(fetcher: Fetcher, host: str) -> None:
    error = await refused(fetcher, f"http://{host}:8080/")

    assert error.reason.endswith(("no web address", "no public web address"))


async def test_an_address_that_is_not_allowed_is_never_connected_to(server: FeedServer) -> None:
    async with reading(server, allowed=False) as fetcher:
        error = await refused(fetcher, server.url("a.xml"))

    assert error.reason == f"it leads to {server.address}, which is no public web address"
    assert server.answers == []


async def test_a_server_that_is_not_there_is_told(server: FeedServer) -> None:
    async with FeedServer() as other:
        url, address = other.url("a.xml"), other.address
    async with Fetcher(agent="x", guard=Guard(allowed=[address])) as fetcher:
        error = await refused(fetcher, url)

    assert error.reason.startswith("the server takes no connection")


async def test_a_fetcher_must_be_opened(server: FeedServer) -> None:
    fetcher = Fetcher(agent="x", guard=Guard())

    with pytest.raises(RuntimeError, match="async with"):
        await fetcher.fetch(server.url("a.xml"))
    await fetcher.__aexit__(None, None, None)
