"""The gateway as a client of no library sees it: what discord.py would never send."""

import json
from collections.abc import AsyncIterator

import aiohttp
import pytest

from tests.discord_server.names import Json, JsonValue
from tests.discord_server.server import DiscordServer
from tests.discord_server.tests.waiting import until
from tests.discord_server.world import Guild

Socket = aiohttp.ClientWebSocketResponse


@pytest.fixture
async def socket(server: DiscordServer) -> AsyncIterator[Socket]:
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{server.gateway_url}?v=10&encoding=json") as connected,
    ):
        hello = await connected.receive_json()
        assert hello["op"] == 10
        yield connected


def identify(server: DiscordServer, **changes: JsonValue) -> Json:
    data = {"token": server.token, "intents": 1, "properties": {}} | changes
    return {"op": 2, "d": data}


async def closed_with(socket: Socket) -> int | None:
    while not socket.closed:
        await socket.receive()
    return socket.close_code


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        ({"op": 3, "d": {}}, 4003),
        ({"op": 2, "d": {"token": "wrong", "intents": 1, "properties": {}}}, 4004),
        ({"op": 6, "d": {"token": "wrong"}}, 4004),
    ],
)
async def test_wrong_payloads_close(socket: Socket, payload: Json, code: int) -> None:
    await socket.send_json(payload)

    assert await closed_with(socket) == code


@pytest.mark.parametrize("text", ["no json", "[]", "{}", "x" * 4097])
async def test_what_is_no_payload_closes_and_is_a_violation(
    server: DiscordServer, socket: Socket, text: str
) -> None:
    await socket.send_str(text)

    assert await closed_with(socket) == 4002
    assert len(server.take_violations()) == 1


async def test_identify_needs_intents(server: DiscordServer, socket: Socket) -> None:
    await socket.send_json({"op": 2, "d": {"token": server.token, "properties": {}}})

    assert await closed_with(socket) == 4002
    assert server.take_violations() == ["gateway: IDENTIFY without intents"]


async def test_a_shard_must_exist(server: DiscordServer, socket: Socket) -> None:
    await socket.send_json(identify(server, shard=[2, 2]))

    assert await closed_with(socket) == 4010


async def test_identifying_twice_closes(server: DiscordServer, socket: Socket) -> None:
    await socket.send_json(identify(server))
    await socket.send_json(identify(server))

    assert await closed_with(socket) == 4005


async def test_an_unknown_opcode_closes(server: DiscordServer, socket: Socket) -> None:
    await socket.send_json(identify(server))
    await socket.send_json({"op": 3, "d": {}})
    await socket.send_json({"op": 99, "d": {}})

    assert await closed_with(socket) == 4001
    assert server.take_violations() == ["gateway: unknown opcode 99"]


async def test_more_than_two_sends_a_second_close(server: DiscordServer, socket: Socket) -> None:
    for _ in range(121):
        await socket.send_json({"op": 1, "d": None})

    assert await closed_with(socket) == 4008
    assert server.take_violations() == ["gateway: more than 120 payloads in 60 s"]


async def test_binary_frames_are_read_too(server: DiscordServer, socket: Socket) -> None:
    await socket.send_bytes(json.dumps(identify(server)).encode())

    ready = await socket.receive_json()
    assert ready["t"] == "READY"
    assert ready["d"]["resume_gateway_url"] == server.gateway_url


async def test_a_resume_replays_exactly_what_was_missed(
    server: DiscordServer, guild: Guild, socket: Socket
) -> None:
    await socket.send_json(identify(server))
    ready = await socket.receive_json()
    assert (await socket.receive_json())["t"] == "GUILD_CREATE"
    server.gateway.abort()
    server.add_channel(guild, "missed")
    resume = {"token": server.token, "session_id": ready["d"]["session_id"], "seq": 1}

    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{server.gateway_url}?v=10") as again,
    ):
        await again.receive_json()
        await again.send_json({"op": 6, "d": resume})
        replayed = [await again.receive_json() for _ in range(3)]

    assert [(each["s"], each["t"]) for each in replayed] == [
        (2, "GUILD_CREATE"),
        (3, "CHANNEL_CREATE"),
        (4, "RESUMED"),
    ]


async def test_a_resume_from_the_future_closes(server: DiscordServer, socket: Socket) -> None:
    await socket.send_json(identify(server))
    ready = await socket.receive_json()
    resume = {"token": server.token, "session_id": ready["d"]["session_id"], "seq": 99}

    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{server.gateway_url}?v=10") as again,
    ):
        await again.send_json({"op": 6, "d": resume})
        assert await closed_with(again) == 4007


async def test_a_session_moves_to_the_connection_that_resumes_it(
    server: DiscordServer, socket: Socket
) -> None:
    await socket.send_json(identify(server))
    ready = await socket.receive_json()
    resume = {"token": server.token, "session_id": ready["d"]["session_id"], "seq": 1}

    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{server.gateway_url}?v=10") as again,
    ):
        await again.receive_json()
        await again.send_json({"op": 6, "d": resume})
        assert (await again.receive_json())["t"] == "RESUMED"
        assert await closed_with(socket) == 4000


async def test_a_proper_goodbye_ends_the_session(server: DiscordServer, socket: Socket) -> None:
    await socket.send_json(identify(server))
    await socket.receive_json()

    await socket.close(code=1000)

    assert server.gateway.sessions == {}


async def test_a_session_can_be_resumed_for_some_minutes_only(
    server: DiscordServer, guild: Guild, socket: Socket
) -> None:
    await socket.send_json(identify(server))
    await socket.receive_json()
    server.gateway.abort()
    await until(lambda: not server.gateway.connections)
    server.add_channel(guild, "one")
    assert len(server.gateway.sessions) == 1

    server.clock.advance(301)
    server.add_channel(guild, "two")

    assert server.gateway.sessions == {}


async def test_a_quiet_connection_may_send_for_hours(server: DiscordServer, socket: Socket) -> None:
    for _ in range(3):
        for _ in range(60):
            await socket.send_json({"op": 1, "d": None})
            assert (await socket.receive_json())["op"] == 11
        server.clock.advance(61)


async def test_without_the_intent_for_guilds_none_are_told(
    server: DiscordServer, guild: Guild, socket: Socket
) -> None:
    server.set_available(guild, available=False)
    await socket.send_json(identify(server, intents=1 << 9))
    await socket.receive_json()
    server.set_available(guild, available=True)
    await socket.send_json({"op": 1, "d": None})

    assert (await socket.receive_json())["op"] == 11


async def test_members_of_an_unknown_guild_are_not_told(
    server: DiscordServer, guild: Guild, socket: Socket
) -> None:
    await socket.send_json(identify(server))
    await socket.send_json({"op": 8, "d": {"guild_id": "5", "user_ids": []}})
    await socket.send_json({"op": 8, "d": {"guild_id": str(guild.id), "query": "", "limit": 0}})

    events = [await socket.receive_json() for _ in range(3)]
    assert events[-1]["t"] == "GUILD_MEMBERS_CHUNK"
    assert len(events[-1]["d"]["members"]) == 2
