"""The gateway: connections, sessions with their log of events, RESUME, and what goes wrong.

A session outlives its connection: events that happen meanwhile stand in its log and are replayed.
"""

import asyncio
import contextlib
import json
from collections import Counter, deque
from collections.abc import Callable

from aiohttp import WSCloseCode, WSMsgType, web

from tests.discord_server import payloads
from tests.discord_server.compression import compressor
from tests.discord_server.names import NO_INTENT, PRIVILEGED, Intent, Json, JsonValue
from tests.discord_server.sockets import abort
from tests.discord_server.world import World

DISPATCH, HEARTBEAT, IDENTIFY, PRESENCE, VOICE, RESUME = 0, 1, 2, 3, 4, 6
RECONNECT, REQUEST_MEMBERS, INVALID_SESSION, HELLO, ACK = 7, 8, 9, 10, 11

UNKNOWN_ERROR, UNKNOWN_OPCODE, DECODE_ERROR, NOT_AUTHENTICATED = 4000, 4001, 4002, 4003
AUTHENTICATION_FAILED, ALREADY_AUTHENTICATED, INVALID_SEQ, RATE_LIMITED = 4004, 4005, 4007, 4008
INVALID_SHARD, DISALLOWED_INTENTS = 4010, 4014

MAX_PAYLOAD_BYTES = 4096
SENDS, PER_SECONDS = 120, 60.0
LOG_LENGTH = 10_000


class Session:
    """What the gateway keeps of a bot between connections."""

    def __init__(self, *, session_id: str, shard: tuple[int, int], intents: Intent) -> None:
        self.id = session_id
        self.shard = shard
        self.intents = intents
        self.sequence = 0
        self.log: deque[Json] = deque(maxlen=LOG_LENGTH)
        self.connection: Connection | None = None
        self.left_at = 0.0

    def covers(self, guild_id: int | None) -> bool:
        """Say whether events of a guild (None: of DMs) belong to this session's shard."""
        number, count = self.shard
        return number == (0 if guild_id is None else (guild_id >> 22) % count)

    def event(self, name: str, data: Json) -> None:
        """Note an event, and send it if the bot is there."""
        self.sequence += 1
        payload = {"op": DISPATCH, "t": name, "s": self.sequence, "d": data}
        self.log.append(payload)
        if self.connection is not None:
            self.connection.send(payload)


class Connection:
    """One websocket; frames leave in the order in which they were handed over."""

    def __init__(self, socket: web.WebSocketResponse, *, request: web.Request) -> None:
        self.socket = socket
        self.session: Session | None = None
        self.closed_by_server = False
        self._transport = request.transport
        self._compress = compressor(request.query.get("compress"))
        self._queue: asyncio.Queue[str | int] = asyncio.Queue()
        self._received: deque[float] = deque()
        self.silent: Callable[[], bool] = lambda: False

    def send(self, payload: Json) -> None:
        """Queue a payload; to a silenced connection it is not sent at all."""
        self.send_text(json.dumps(payload))

    def send_text(self, text: str) -> None:
        """Queue a text as it is, well formed or not."""
        if not self.silent():
            self._queue.put_nowait(text)

    def close(self, code: int) -> None:
        """Close after what is queued."""
        self.closed_by_server = True
        self._queue.put_nowait(code)

    def abort(self) -> None:
        """Reset the connection without a close frame."""
        abort(self._transport)

    def is_flooding(self, *, now: float) -> bool:
        """Count a received frame; True beyond 120 in a minute."""
        self._received.append(now)
        while self._received[0] < now - PER_SECONDS:
            self._received.popleft()
        return len(self._received) > SENDS

    async def write(self) -> None:
        """Send what is queued until the connection ends."""
        with contextlib.suppress(ConnectionError):
            while True:
                item = await self._queue.get()
                if isinstance(item, int):
                    await self.socket.close(code=item)
                    return
                if self._compress is None:
                    await self.socket.send_str(item)
                else:
                    await self.socket.send_bytes(self._compress.frame(item))


class Gateway:
    """All connections and sessions; the switches that tests turn.

    Attributes:
        heartbeat_ms: what HELLO tells.
        silent: while True nothing is sent and nothing acknowledged; events are kept for RESUME.
        allowed_intents: what else the bot asks for is answered with 4014.
        refuse: close codes with which the next IDENTIFYs are answered, one each.
        resume_window_s: how long a session can be resumed after its connection has ended.
        drop_handshakes: so many of the next connections are reset before the handshake.
        counts: how often which opcode arrived, and "RESUMED" for resumes that succeeded.
    """

    def __init__(self, *, world: World, token: str, heartbeat_ms: int = 41_250) -> None:
        self.world = world
        self.token = token
        self.url = ""
        self.heartbeat_ms = heartbeat_ms
        self.silent = False
        self.allowed_intents = ~PRIVILEGED
        self.refuse: list[int] = []
        self.drop_handshakes = 0
        self.resume_window_s = 300.0
        self.counts: Counter[str] = Counter()
        self.violation: Callable[[str], None] = lambda _text: None
        self.sessions: dict[str, Session] = {}
        self.connections: set[Connection] = set()
        self.identified = asyncio.Event()

    # What tests switch

    def reconnect(self) -> None:
        """Ask every connection to reconnect (op 7)."""
        self._to_all({"op": RECONNECT, "d": None})

    def invalidate(self, *, resumable: bool = False) -> None:
        """Tell every connection that its session is invalid (op 9)."""
        if not resumable:
            self.sessions.clear()
        self._to_all({"op": INVALID_SESSION, "d": resumable})

    def request_heartbeats(self) -> None:
        """Ask every connection for a heartbeat (op 1)."""
        self._to_all({"op": HEARTBEAT, "d": None})

    def close(self, code: int) -> None:
        """Close every connection with a code."""
        for connection in self.connections:
            connection.close(code)

    def abort(self) -> None:
        """Reset every connection, as a dying network does."""
        for connection in self.connections:
            connection.abort()

    def send_raw(self, text: str) -> None:
        """Send a text as it is to every connection."""
        for connection in self.connections:
            connection.send_text(text)

    def malformed_event(self) -> None:
        """Send an event whose data lacks what every client reads."""
        for session in self._live():
            session.event("GUILD_CREATE", {"unavailable": False})

    def dispatch(
        self,
        event: str,
        data: Json,
        *,
        guild_id: int | None = None,
        intent: Intent = NO_INTENT,
    ) -> None:
        """Hand an event to the sessions of the guild's shard that asked for it."""
        self._forget_sessions()
        for session in self.sessions.values():
            if session.covers(guild_id) and intent & session.intents == intent:
                session.event(event, self._visible(event, data, intents=session.intents))

    # The protocol

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Talk with one connection until it ends."""
        if self.drop_handshakes > 0:
            self.drop_handshakes -= 1
            abort(request.transport)
            return web.Response()
        socket = web.WebSocketResponse(compress=False, max_msg_size=1 << 20)
        await socket.prepare(request)
        connection = Connection(socket, request=request)
        connection.silent = lambda: self.silent
        self.connections.add(connection)
        writer = asyncio.create_task(connection.write())
        hello = {"heartbeat_interval": self.heartbeat_ms, "_trace": []}
        connection.send({"op": HELLO, "s": None, "t": None, "d": hello})
        try:
            async for frame in socket:
                if frame.type in {WSMsgType.TEXT, WSMsgType.BINARY}:
                    self._receive(connection, frame.data)
        finally:
            writer.cancel()
            self.connections.discard(connection)
            self._detach(connection)
        return socket

    def _detach(self, connection: Connection) -> None:
        session = connection.session
        if session is None or session.connection is not connection:
            return
        session.connection = None
        session.left_at = self.world.clock.now()
        # A client that says goodbye properly ends its session; any other end keeps it.
        if connection.closed_by_server:
            return
        if connection.socket.close_code in {WSCloseCode.OK, WSCloseCode.GOING_AWAY}:
            self.sessions.pop(session.id, None)

    def _receive(self, connection: Connection, data: str | bytes) -> None:
        if len(data) > MAX_PAYLOAD_BYTES:
            self.violation(f"gateway: a payload of {len(data)} bytes, at most {MAX_PAYLOAD_BYTES}")
            return connection.close(DECODE_ERROR)
        if connection.is_flooding(now=self.world.clock.now()):
            self.violation(f"gateway: more than {SENDS} payloads in {PER_SECONDS:.0f} s")
            return connection.close(RATE_LIMITED)
        try:
            payload = json.loads(data)
            op = payload["op"]
        except (ValueError, KeyError, TypeError):
            self.violation("gateway: a payload that is no JSON with an opcode")
            return connection.close(DECODE_ERROR)
        self.counts[str(op)] += 1
        if op == HEARTBEAT:
            return connection.send({"op": ACK})
        if op == IDENTIFY:
            return self._identify(connection, payload["d"])
        if op == RESUME:
            return self._resume(connection, payload["d"])
        if connection.session is None:
            return connection.close(NOT_AUTHENTICATED)
        if op == REQUEST_MEMBERS:
            return self._chunk_members(connection.session, payload["d"])
        if op not in {PRESENCE, VOICE}:
            self.violation(f"gateway: unknown opcode {op}")
            return connection.close(UNKNOWN_OPCODE)
        return None

    def _identify(self, connection: Connection, data: Json) -> None:
        if connection.session is not None:
            return connection.close(ALREADY_AUTHENTICATED)
        if self.refuse:
            return connection.close(self.refuse.pop(0))
        if data.get("token") != self.token:
            return connection.close(AUTHENTICATION_FAILED)
        for key in ("intents", "properties"):
            if key not in data:
                self.violation(f"gateway: IDENTIFY without {key}")
                return connection.close(DECODE_ERROR)
        number, count = data.get("shard") or (0, 1)
        if not 0 <= number < count:
            return connection.close(INVALID_SHARD)
        intents = Intent(data["intents"])
        if intents & ~self.allowed_intents:
            return connection.close(DISALLOWED_INTENTS)
        session = Session(
            session_id=f"{self.world.ids.next():032x}", shard=(number, count), intents=intents
        )
        self.sessions[session.id] = session
        self._attach(session, connection)
        self._introduce(session)
        self.identified.set()
        return None

    def _introduce(self, session: Session) -> None:
        guilds = [guild for guild in self.world.guilds.values() if session.covers(guild.id)]
        session.event(
            "READY",
            {
                "v": 10,
                "user": payloads.me(self.world),
                "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
                "session_id": session.id,
                "resume_gateway_url": self.url,
                "shard": list(session.shard),
                "application": {"id": str(self.world.application_id), "flags": 0},
                "private_channels": [],
                "_trace": [],
            },
        )
        for guild in guilds:
            if guild.available and Intent.GUILDS in session.intents:
                session.event("GUILD_CREATE", payloads.guild_create(self.world, guild))

    def _resume(self, connection: Connection, data: Json) -> None:
        if data.get("token") != self.token:
            return connection.close(AUTHENTICATION_FAILED)
        session = self.sessions.get(str(data.get("session_id")))
        if session is None:
            return connection.send({"op": INVALID_SESSION, "d": False})
        seen = data.get("seq")
        if not isinstance(seen, int) or seen > session.sequence:
            return connection.close(INVALID_SEQ)
        self._attach(session, connection)
        for payload in session.log:
            if payload["s"] > seen:
                connection.send(payload)
        session.event("RESUMED", {"_trace": []})
        self.counts["RESUMED"] += 1
        return None

    def _attach(self, session: Session, connection: Connection) -> None:
        if session.connection is not None:
            session.connection.session = None
            session.connection.close(UNKNOWN_ERROR)
        session.connection = connection
        connection.session = session

    def _chunk_members(self, session: Session, data: Json) -> None:
        guild = self.world.guilds.get(int(data["guild_id"]))
        if guild is None:
            return
        asked = data.get("user_ids")
        wanted = None if asked is None else {str(each) for each in asked}
        chunk: Json = {
            "guild_id": str(guild.id),
            "members": [
                payloads.member(member)
                for member in guild.members.values()
                if wanted is None or str(member.user.id) in wanted
            ],
            "chunk_index": 0,
            "chunk_count": 1,
        }
        if "nonce" in data:
            chunk["nonce"] = data["nonce"]
        session.event("GUILD_MEMBERS_CHUNK", chunk)

    def _visible(self, event: str, data: Json, *, intents: Intent) -> Json:
        """Return a message event without its content where the intent for it is missing."""
        if not event.startswith("MESSAGE_") or "author" not in data:
            return data
        own = data["author"]["id"] == str(self.world.bot.id)
        named = any(user["id"] == str(self.world.bot.id) for user in data["mentions"])
        if own or named or "guild_id" not in data or Intent.MESSAGE_CONTENT in intents:
            return data
        return data | {"content": "", "embeds": [], "attachments": [], "components": []}

    def _forget_sessions(self) -> None:
        """Forget the sessions that nobody has resumed in time, as those of killed bots."""
        oldest = self.world.clock.now() - self.resume_window_s
        for session in list(self.sessions.values()):
            if session.connection is None and session.left_at < oldest:
                del self.sessions[session.id]

    def _live(self) -> list[Session]:
        return [session for session in self.sessions.values() if session.connection is not None]

    def _to_all(self, payload: dict[str, JsonValue]) -> None:
        for connection in self.connections:
            connection.send(payload)
