import asyncio
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.feeds.parse import parse_feed
from tests.feed_server import __main__ as command
from tests.feed_server.faults import FAULTS
from tests.feed_server.feeds import Item, rss
from tests.feed_server.server import FeedServer
from tests.feeds.examples import FEED, NOW

ITEM = Item(title="Harbor Lights is back", guid="1", link="https://outlet.example/1")


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[FeedServer]:
    async with FeedServer(tmp_path) as running:
        yield running


async def get(url: str, **headers: str) -> tuple[int, bytes, Mapping[str, str]]:
    async with (
        aiohttp.ClientSession() as session,
        session.get(url, headers=headers, allow_redirects=False) as response,
    ):
        return response.status, await response.read(), response.headers


@given(st.lists(st.text(alphabet="ab<&>\"'é등 ", min_size=1).filter(str.strip), max_size=4))
def test_the_builder_writes_what_the_parser_reads(titles: list[str]) -> None:
    items = [Item(title=f"No {title}", guid=str(number)) for number, title in enumerate(titles)]

    found = parse_feed(rss(items), feed=FEED, now=NOW)

    assert [article.id for article in found] == [item.guid for item in items]


async def test_items_come_in_front_while_the_server_runs(server: FeedServer) -> None:
    url = server.append("a.xml", ITEM)
    server.append("a.xml", Item(title="It is over", guid="2"))

    status, body, _ = await get(url)

    assert status == 200
    assert [found.id for found in parse_feed(body, feed=FEED, now=NOW)] == ["2", "1"]


async def test_a_file_is_read_anew_for_each_request(server: FeedServer, tmp_path: Path) -> None:
    path = tmp_path / "b.atom"
    path.write_bytes(b"<feed/>")
    _, first, headers = await get(server.url("b.atom"))
    path.write_bytes(b"<feed></feed>")

    status, second, _ = await get(server.url("b.atom"), **{"If-None-Match": headers["ETag"]})

    assert (first, status, second) == (b"<feed/>", 200, b"<feed></feed>")
    assert headers["Content-Type"].startswith("application/atom+xml")


async def test_an_unchanged_file_is_not_sent_again(server: FeedServer, tmp_path: Path) -> None:
    (tmp_path / "b.xml").write_bytes(b"<rss/>")
    _, _, headers = await get(server.url("b.xml"))
    old = "Thu, 01 Jan 2015 00:00:00 GMT"

    by_tag = await get(server.url("b.xml"), **{"If-None-Match": headers["ETag"]})
    by_date = await get(server.url("b.xml"), **{"If-Modified-Since": headers["Last-Modified"]})
    changed = await get(server.url("b.xml"), **{"If-Modified-Since": old})
    other_tag = await get(server.url("b.xml"), **{"If-None-Match": '"other"'})

    assert [answer[0] for answer in (by_tag, by_date, changed, other_tag)] == [304, 304, 200, 200]
    assert [answer.status for answer in server.answers] == [200, 304, 304, 200, 200]


async def test_what_is_in_memory_has_no_date(server: FeedServer) -> None:
    url = server.append("a.xml", ITEM)

    status, _, headers = await get(url, **{"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"})

    assert status == 200
    assert "Last-Modified" not in headers


async def test_a_client_without_gzip_gets_plain_bytes(server: FeedServer) -> None:
    _, _, headers = await get(server.append("a.xml", ITEM), **{"Accept-Encoding": "identity"})

    assert "Content-Encoding" not in headers


@pytest.mark.parametrize("name", ["nothing.xml", "../secret", "-/unheard-of/a.xml", "x/y.xml"])
async def test_what_is_not_there_is_not_found(server: FeedServer, name: str) -> None:
    status, _, _ = await get(server.url(name))

    assert status == 404


async def test_names_are_those_in_memory_and_in_the_folder(
    server: FeedServer, tmp_path: Path
) -> None:
    (tmp_path / "file.xml").write_bytes(b"")
    (tmp_path / "folder").mkdir()
    server.append("a.xml", ITEM)

    assert server.names() == ["a.xml", "file.xml"]
    assert FeedServer().names() == []
    assert FeedServer().find("a.xml") is None


async def test_hidden_faults_are_in_the_bytes(server: FeedServer) -> None:
    server.append("a.xml", ITEM)

    hidden, cut, page, charset, empty = [
        await get(server.url(f"-/{fault}/a.xml"))
        for fault in ("hidden-gzip", "cut", "html", "charset", "empty")
    ]

    assert hidden[1].startswith(b"\x1f\x8b")
    assert "Content-Encoding" not in hidden[2]
    assert cut[1] == rss([ITEM])[: len(rss([ITEM])) // 2]
    assert page[1].startswith(b"<!DOCTYPE html>")
    assert charset[2]["Content-Type"].endswith("iso-8859-1")
    assert empty[:2] == (200, b"")


async def test_what_hangs_goes_on_when_it_is_told_to(server: FeedServer) -> None:
    server.append("a.xml", ITEM)
    slow = asyncio.create_task(get(server.url("-/slow/a.xml")))
    dripping = asyncio.create_task(get(server.url("-/drip/a.xml")))
    await server.seen("/-/slow/a.xml", times=1)
    await server.seen("/-/drip/a.xml", times=1)

    assert server.pending == 2
    server.release()
    assert (await slow)[1] == rss([ITEM])
    assert rss([ITEM]).startswith((await dripping)[1])
    assert server.pending == 0


async def test_a_fault_needs_no_feed(server: FeedServer) -> None:
    status, body, _ = await get(server.url("-/charset"))

    assert (status, body) == (200, rss([]))


async def test_by_hand_it_says_what_it_serves_and_ends_when_asked(tmp_path: Path) -> None:
    (tmp_path / "b.xml").write_bytes(b"<rss/>")
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.feed_server", str(tmp_path), "--port", "0"),
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    lines = [(await process.stdout.readline()).decode().strip() for _ in range(4)]

    status, body, _ = await get(lines[1])
    process.send_signal(signal.SIGTERM)

    assert await process.wait() == 0
    assert (status, body) == (200, b"<rss/>")
    assert lines[0].startswith(
        f"Serving {tmp_path}; the bot must be allowed to read from 127.0.0.1:"
    )
    assert lines[3] == ", ".join(FAULTS)


async def test_by_hand_ctrl_c_ends_it_quietly(tmp_path: Path) -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.feed_server", str(tmp_path), "--port", "0"),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    await process.stdout.readline()

    process.send_signal(signal.SIGINT)
    _, errors = await process.communicate()

    assert (process.returncode, errors) == (0, b"")


def test_by_hand_a_missing_folder_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main([str(tmp_path / "none")]) == 2
    assert "is no folder" in capsys.readouterr().err


def test_by_hand_it_serves_the_folder_it_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served: list[tuple[Path, int]] = []

    async def serve(folder: Path, *, port: int, write: object) -> None:
        served.append((folder, port))

    monkeypatch.setattr(command, "serve", serve)

    assert command.main([str(tmp_path)]) == 0
    assert served == [(tmp_path, 8080)]


async def test_by_hand_the_lines_name_every_feed(tmp_path: Path) -> None:
    (tmp_path / "b.xml").write_bytes(b"<rss/>")
    lines: asyncio.Queue[str] = asyncio.Queue()
    serving = asyncio.create_task(command.serve(tmp_path, port=0, write=lines.put_nowait))
    written = [await lines.get() for _ in range(4)]

    signal.raise_signal(signal.SIGTERM)
    await serving

    assert written[1].strip().endswith("/b.xml")
