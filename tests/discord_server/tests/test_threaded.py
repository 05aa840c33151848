import asyncio
import subprocess
import sys
from functools import partial

import aiohttp
import pytest

from tests.discord_server.names import Permission
from tests.discord_server.server import DiscordServer
from tests.discord_server.sockets import abort
from tests.discord_server.tests.http import Http
from tests.discord_server.tests.waiting import until
from tests.discord_server.threaded import ThreadedDiscordServer

SENDER = """
import json, os, sys, urllib.request
for number in range(1000):
    body = {"content": str(number), "nonce": str(number), "enforce_nonce": True}
    request = urllib.request.Request(
        sys.argv[1], data=json.dumps(body).encode(),
        headers={"Authorization": "Bot " + sys.argv[2], "Content-Type": "application/json"},
    )
    urllib.request.urlopen(request).read()
    if number == 2:
        os.kill(os.getpid(), 9)
"""


def test_what_a_killed_process_sent_stands() -> None:
    with ThreadedDiscordServer() as server:
        guild = server.add_guild("Drama Club", locale="ko")
        channel = server.add_channel(guild, "news")
        url = f"{server.api_url}/channels/{channel.id}/messages"

        done = subprocess.run([sys.executable, "-c", SENDER, url, server.token], check=False)

        assert done.returncode == -9
        assert [each["nonce"] for each in server.messages(channel)] == ["0", "1", "2"]
        assert server.counters.requests["POST /channels/{channel_id}/messages"] == 3
        assert server.gateway_url.startswith("ws://127.0.0.1:")


def test_everything_in_the_server_can_be_reached() -> None:
    with ThreadedDiscordServer(seed=3) as server:
        guild = server.add_guild("Drama Club")
        denied = server.add_channel(guild, "closed", deny=Permission.SEND_MESSAGES)
        server.call(lambda inner: inner.faults.status(500))
        server.call(lambda inner: setattr(inner.interactions, "answer_limit_s", 0.01))
        server.call(
            lambda inner: inner.world.commands[None].append(
                {"id": "1", "type": 1, "name": "help", "default_member_permissions": None}
            )
        )

        result = server.invoke("help", channel=denied)

        assert result.failed
        with pytest.raises(TimeoutError):
            server.wait_until_identified(timeout_s=0.01)


def has_asked(server: DiscordServer, times: int) -> bool:
    return sum(server.counters.requests.values()) == times


async def test_a_process_killed_while_sending_breaks_no_rule() -> None:
    async with DiscordServer() as server:
        channel = server.add_channel(server.add_guild("One"), "news")
        for number, part in enumerate(("", '{"content": "ha'), start=1):
            _, writer = await asyncio.open_connection("127.0.0.1", server.api_port.number)
            writer.write(
                f"POST /api/v10/channels/{channel.id}/messages HTTP/1.1\r\nHost: x\r\n"
                f"Authorization: Bot {server.token}\r\nContent-Type: application/json\r\n"
                f"Content-Length: 100\r\n\r\n{part}".encode()
            )
            await writer.drain()
            await until(partial(has_asked, server, number))
            abort(writer.transport)
        async with Http(server) as http:
            assert (await http("GET", "/users/@me")).status == 200

        assert server.messages(channel) == []


def test_a_failing_test_is_not_hidden_by_broken_rules() -> None:
    server = ThreadedDiscordServer()
    server.__enter__()
    server.call(lambda inner: inner.violations.append("a rule"))

    server.__exit__(ZeroDivisionError)

    assert server.counters.statuses == {}


async def test_broken_rules_are_raised_at_the_end() -> None:
    server = ThreadedDiscordServer()
    server.__enter__()
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{server.api_url}/nowhere") as response,
    ):
        assert response.status == 404
    assert len(server.violations) == 1

    with pytest.raises(AssertionError, match="no such route"):
        server.__exit__(None)
