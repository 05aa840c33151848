"""The way of one HTTP request: faults, token, rate limits, judge, handler, judge, headers."""

import asyncio
import json
import math
from collections import Counter, deque
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from aiohttp import BodyPartReader, hdrs, web

from tests.discord_server.clock import Clock
from tests.discord_server.errors import ApiError
from tests.discord_server.faults import Fault, FaultKind, Faults
from tests.discord_server.judge import Finding, Judge
from tests.discord_server.limits import RateLimits
from tests.discord_server.names import Json, JsonValue
from tests.discord_server.problem import Problem, refusal
from tests.discord_server.routing import Call, Reply, Route, Router
from tests.discord_server.rule_book import RuleBook
from tests.discord_server.sockets import abort

PREFIX = "/api/v10"
MAX_BODY_BYTES = 25 << 20
BAD_REQUEST, TOO_MANY, SERVER_ERRORS = 400, 429, 500


@dataclass(slots=True)
class Counters:
    """What the server has seen.

    Attributes:
        requests: by method and template, such as "POST /channels/{channel_id}/messages".
        statuses: answers by status.
        rate_limited: 429s given.
        refused: 401s, 403s and 429s given: what Discord counts towards a block.
        peak_per_second: most requests of the bot within one second.
    """

    requests: Counter[str] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)
    rate_limited: int = 0
    refused: int = 0
    peak_per_second: int = 0
    _recent: deque[float] = field(default_factory=deque)

    def arrived(self, name: str, *, now: float, counts: bool) -> None:
        """Note a request; those of interactions do not count for the peak."""
        self.requests[name] += 1
        if not counts:
            return
        self._recent.append(now)
        while self._recent[0] <= now - 1.0:
            self._recent.popleft()
        self.peak_per_second = max(self.peak_per_second, len(self._recent))

    def answered(self, status: int) -> None:
        """Note an answer."""
        self.statuses[status] += 1
        self.rate_limited += status == TOO_MANY
        self.refused += status in {401, 403, 429}


@dataclass(frozen=True, slots=True)
class Limited:
    """A 429 on its way out."""

    retry_after: float
    everywhere: bool
    via: bool = True


class Api:
    """Answers every REST request."""

    def __init__(
        self,
        *,
        router: Router,
        token: str,
        clock: Clock,
        limits: RateLimits,
        faults: Faults,
        judge: Judge | None,
        rules: RuleBook,
    ) -> None:
        self.token = token
        self.counters = Counters()
        self.violations: list[str] = []
        self._router = router
        self._clock = clock
        self._limits = limits
        self._faults = faults
        self._judge = judge
        self._rules = rules

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Answer a request, or break its connection as the faults say."""
        path = request.path.removeprefix(PREFIX)
        found = self._router.find(request.method, path)
        if found is None:
            self.violations.append(f"{request.method} {path}: no such route on this server")
            return self._respond(Reply({"message": "404: Not Found", "code": 0}, status=404), {})
        route, args = found
        call = Call(
            method=route.method, template=route.template, args=args, query=dict(request.query)
        )
        name = f"{route.method} {route.template}"
        self.counters.arrived(name, now=self._clock.now(), counts=not route.open)
        fault = self._faults.hit(method=route.method, template=route.template)
        early = await self._before(fault, request)
        if early is not None:
            return early
        response = await self._answer(request, route, call)
        return await self._after(fault, request, response)

    async def _before(self, fault: Fault | None, request: web.Request) -> web.StreamResponse | None:
        if fault is None:
            return None
        if fault.kind is FaultKind.HANG:
            await asyncio.sleep(fault.seconds)
        if fault.kind in {FaultKind.HANG, FaultKind.RESET}:
            abort(request.transport)
            return web.Response()
        if fault.kind is FaultKind.STATUS:
            if fault.status == TOO_MANY:
                limited = Limited(fault.seconds, everywhere=fault.everywhere, via=fault.via)
                return self._limited(limited, {})
            if fault.status < SERVER_ERRORS:
                body = {"message": f"{fault.status}: on purpose", "code": fault.code}
                return self._respond(Reply(body, status=fault.status), {})
            # The proxy in front of Discord answers these, in HTML.
            self.counters.answered(fault.status)
            return web.Response(status=fault.status, text="<html>", content_type="text/html")
        return None

    async def _after(
        self, fault: Fault | None, request: web.Request, response: web.StreamResponse
    ) -> web.StreamResponse:
        if fault is not None and fault.kind is FaultKind.SLOW:
            await asyncio.sleep(fault.seconds)
        if fault is not None and fault.kind is FaultKind.LOST_ANSWER:
            abort(request.transport)
            return web.Response()
        return response

    async def _answer(self, request: web.Request, route: Route, call: Call) -> web.StreamResponse:
        if self._limits.blocked:
            self.counters.answered(TOO_MANY)
            return web.Response(status=TOO_MANY, text="<html>", content_type="text/html")
        if not route.open and request.headers.get(hdrs.AUTHORIZATION) != f"Bot {self.token}":
            return self._respond(Reply({"message": "401: Unauthorized", "code": 0}, status=401), {})
        if not route.open and (wait := self._limits.take_global()) is not None:
            return self._limited(Limited(wait, everywhere=True), {})
        major = "/".join(call.args[name] for name in route.major)
        bucket = self._limits.bucket(route.method, route.template, major=major)
        headers: dict[str, str] = {}
        if bucket is not None:
            now = self._clock.now()
            taken = bucket.take(now=now)
            headers = bucket.headers(now=now)
            if not taken:
                limited = Limited(bucket.reset_after(now=now), everywhere=False)
                return self._limited(limited, headers)
        try:
            body, files = await read_body(request)
            call = replace(call, body=body, files=files)
            self._inspect(call)
            reply = route.handler(call)
        except ApiError as error:
            self._rules.declined(call, error)
            reply = Reply(error.body, status=error.status)
        except (ConnectionError, web.RequestPayloadError):
            # The bot was killed while it sent: nobody waits for an answer.
            return web.Response()
        except Exception as error:
            # The server's own fault: the test must fail, and not only the request.
            self.violations.append(f"{call.method} {call.template}: {error!r} in the server")
            raise
        self._inspect_reply(call, reply)
        return self._respond(reply, headers)

    def _inspect(self, call: Call) -> None:
        """Check a request; what Discord would refuse is refused, all of it is remembered."""
        problems = self._rules.problems(call)
        if self._judge is not None:
            findings = self._judge.request(
                call.method, call.template, query=call.query, body=call.body
            )
            known = {problem.path for problem in problems}
            problems += [_as_problem(each) for each in findings if each.path not in known]
        self._remember(call, "request", [str(problem) for problem in problems])
        error = refusal(problems)
        if error is not None:
            raise error

    def _inspect_reply(self, call: Call, reply: Reply) -> None:
        if self._judge is None:
            return
        body = reply.body
        if isinstance(body, dict):
            # The file says that inner codes are numbers; the documents and Discord say names. It
            # also leaves out the first message, which comes back within a forum post.
            is_post = reply.status < BAD_REQUEST and call.template.endswith("/threads")
            left_out = "message" if is_post else "errors"
            body = {key: value for key, value in body.items() if key != left_out}
        findings = self._judge.response(call.method, call.template, status=reply.status, body=body)
        self._remember(
            call, f"response {reply.status}", [str(_as_problem(each)) for each in findings]
        )

    def _remember(self, call: Call, side: str, texts: list[str]) -> None:
        where = f"{call.method} {call.template} {side}"
        self.violations += [f"{where}: {text}" for text in texts]

    def _limited(self, limited: Limited, headers: Mapping[str, str]) -> web.Response:
        scope = "global" if limited.everywhere else "user"
        own = dict(headers) | {
            "Retry-After": str(math.ceil(limited.retry_after)),
            "X-RateLimit-Scope": scope,
        }
        if limited.everywhere:
            own["X-RateLimit-Global"] = "true"
        body = {
            "message": "You are being rate limited.",
            "retry_after": round(limited.retry_after, 3),
            "global": limited.everywhere,
            "code": 0,
        }
        return self._respond(Reply(body, status=TOO_MANY), own, via=limited.via)

    def _respond(
        self, reply: Reply, headers: Mapping[str, str], *, via: bool = True
    ) -> web.Response:
        self.counters.answered(reply.status)
        if reply.status in {401, 403, 429}:
            self._limits.count_refused()
        own = dict(headers)
        if via:
            own["Via"] = "1.1 google"
        if reply.body is None:
            return web.Response(status=reply.status, headers=own)
        # Bare, without a charset: discord.py compares the whole header.
        own[hdrs.CONTENT_TYPE] = "application/json"
        return web.Response(status=reply.status, body=json.dumps(reply.body).encode(), headers=own)


def _as_problem(finding: Finding) -> Problem:
    return Problem(finding.path, finding.text, refused=not finding.strict)


async def read_body(request: web.Request) -> tuple[JsonValue, list[Json]]:
    """Return the JSON body and the files of a request.

    Raises:
        ApiError: the body is no JSON (50109) or of another type than Discord takes.
    """
    if not request.can_read_body:
        return None, []
    if request.content_type == "multipart/form-data":
        return await _read_form(request)
    raw = await request.read()
    if request.content_type != "application/json":
        raise ApiError(400, 50035, f"Unsupported content type {request.content_type}")
    return _parse(raw), []


async def _read_form(request: web.Request) -> tuple[JsonValue, list[Json]]:
    body: JsonValue = None
    files: list[Json] = []
    reader = await request.multipart()
    while (part := await reader.next()) is not None:
        assert isinstance(part, BodyPartReader)
        content = await part.read()
        if part.name == "payload_json":
            body = _parse(content)
        else:
            files.append(
                {
                    "filename": part.filename or "file",
                    "size": len(content),
                    "content_type": part.headers.get(hdrs.CONTENT_TYPE, "text/plain"),
                }
            )
    return body, files


def _parse(raw: bytes | bytearray) -> JsonValue:
    try:
        return json.loads(raw)
    except ValueError as error:
        message = "The request body contains invalid JSON."
        raise ApiError(400, 50109, message) from error
