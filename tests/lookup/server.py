"""TVmaze and Wikidata on loopback: their paths and formats, with invented shows."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from aiohttp import web

Json = dict[str, Any]
Fault = Callable[[web.Request], Awaitable[web.StreamResponse]]

MOST_SEARCHED = 10


def maze_show(
    id_: int,
    name: str,
    *,
    type_: str = "Scripted",
    status: str = "Running",
    premiered: str | None = "2024-03-02",
    network: str | None = "Nine",
    country: str | None = "KR",
    image: str | None = "https://static.tvmaze.com/uploads/images/medium_portrait/1/2.jpg",
) -> Json:
    """Return a show as TVmaze describes one."""
    place = {"name": "Somewhere", "code": country, "timezone": "UTC"} if country else None
    channel = {"id": 7, "name": network, "country": place, "officialSite": None}
    return {
        "id": id_,
        "url": f"https://www.tvmaze.com/shows/{id_}/a-show",
        "name": name,
        "type": type_,
        "language": "Korean",
        "genres": ["Drama"],
        "status": status,
        "runtime": 60,
        "averageRuntime": 62,
        "premiered": premiered,
        "ended": None,
        "officialSite": None,
        "schedule": {"time": "21:00", "days": ["Saturday"]},
        "rating": {"average": None},
        "weight": 90,
        "network": channel if network else None,
        "webChannel": None,
        "dvdCountry": None,
        "externals": {"tvrage": None, "thetvdb": 1, "imdb": "tt1"},
        "image": {"medium": image, "original": image} if image else None,
        "summary": "<p>It is <b>told</b>.</p>",
        "updated": 1_700_000_000,
        "_links": {"self": {"href": f"https://api.tvmaze.com/shows/{id_}"}},
    }


def entity(
    id_: str,
    *,
    labels: dict[str, str],
    aliases: dict[str, list[str]] | None = None,
    instance_of: str = "Q5398426",
    country: str | None = "Q884",
    begins: str | None = "+2024-03-02T00:00:00Z",
    maze: int | None = None,
) -> Json:
    """Return an item as `wbgetentities` gives it."""
    claims = {"P31": [_statement("P31", _item(instance_of))]}
    if country:
        claims["P495"] = [_statement("P495", _item(country))]
    if begins:
        time = {"time": begins, "timezone": 0, "before": 0, "after": 0, "precision": 11}
        claims["P580"] = [_statement("P580", {"value": time, "type": "time"})]
    if maze is not None:
        claims["P8600"] = [_statement("P8600", {"value": str(maze), "type": "string"})]
    return {
        "type": "item",
        "id": id_,
        "labels": {key: {"language": key, "value": value} for key, value in labels.items()},
        "aliases": {
            key: [{"language": key, "value": value} for value in values]
            for key, values in (aliases or {}).items()
        },
        "claims": claims,
    }


def _item(id_: str) -> Json:
    value = {"entity-type": "item", "numeric-id": int(id_[1:]), "id": id_}
    return {"value": value, "type": "wikibase-entityid"}


def _statement(part: str, value: Json) -> Json:
    snak = {"snaktype": "value", "property": part, "datavalue": value}
    return {"mainsnak": snak, "type": "statement", "id": f"x${part}", "rank": "normal"}


@dataclass(slots=True, kw_only=True)
class CatalogueServer:
    """Both catalogues on 127.0.0.1. To be used with `async with`.

    Attributes:
        shows: what TVmaze knows.
        akas: other names of its shows.
        entities: what Wikidata knows.
        asked: every path and query that came, in order.
        agents: the User-Agent of each request.
        fault: what answers instead of both, when set.
    """

    shows: list[Json] = field(default_factory=list)
    akas: dict[int, list[str]] = field(default_factory=dict)
    entities: list[Json] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)
    fault: Fault | None = None
    released: asyncio.Event = field(default_factory=asyncio.Event)
    _runner: web.AppRunner | None = None
    _port: int = 0

    async def __aenter__(self) -> Self:
        app = web.Application(middlewares=[self._noted])
        app.router.add_get("/search/shows", self._maze_search)
        app.router.add_get("/shows/{id}", self._maze_show)
        app.router.add_get("/shows/{id}/akas", self._maze_akas)
        app.router.add_get("/w/api.php", self._wikidata)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self._port = self._runner.addresses[0][1]
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.released.set()
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def address(self) -> str:
        """Host and port, as a guard's allow-list takes it."""
        return f"127.0.0.1:{self._port}"

    @property
    def url(self) -> str:
        """The base of both."""
        return f"http://{self.address}"

    @web.middleware
    async def _noted(
        self,
        request: web.Request,
        handler: Callable[[web.Request], Awaitable[web.StreamResponse]],
    ) -> web.StreamResponse:
        self.asked.append(request.path_qs)
        self.agents.append(request.headers.get("User-Agent", ""))
        return await (self.fault or handler)(request)

    async def _maze_search(self, request: web.Request) -> web.Response:
        wanted = request.query["q"].casefold()
        hits = [show for show in self.shows if self._is_near(show, wanted)]
        return web.json_response([{"score": 0.9, "show": show} for show in hits])

    def _is_near(self, show: Json, wanted: str) -> bool:
        names = [show["name"], *self.akas.get(show["id"], ())]
        return any(wanted[:5] in name.casefold() for name in names)

    async def _maze_show(self, request: web.Request) -> web.Response:
        found = [show for show in self.shows if str(show["id"]) == request.match_info["id"]]
        if not found:
            return web.json_response({"name": "Not Found", "status": 404}, status=404)
        return web.json_response(found[0])

    async def _maze_akas(self, request: web.Request) -> web.Response:
        names = self.akas.get(int(request.match_info["id"]), [])
        return web.json_response([{"name": name, "country": None} for name in names])

    async def _wikidata(self, request: web.Request) -> web.Response:
        query = request.query
        assert query["format"] == "json"
        if query["action"] == "wbsearchentities":
            return web.json_response(self._searched(query["search"], query["language"]))
        ids = query["ids"].split("|")
        known = {each["id"]: each for each in self.entities}
        found = {id_: known.get(id_, {"id": id_, "missing": ""}) for id_ in ids}
        return web.json_response({"entities": found, "success": 1})

    def _searched(self, wanted: str, language: str) -> Json:
        hits = [
            {
                "id": each["id"],
                "title": each["id"],
                "concepturi": f"http://www.wikidata.org/entity/{each['id']}",
                "url": f"//www.wikidata.org/wiki/{each['id']}",
                "label": next(iter(each["labels"].values()))["value"],
                "match": {"type": "label", "language": language, "text": wanted},
            }
            for each in self.entities
            if any(name.casefold().startswith(wanted.casefold()) for name in _names(each, language))
        ]
        return {"searchinfo": {"search": wanted}, "search": hits[:MOST_SEARCHED], "success": 1}


def _names(item: Json, language: str) -> list[str]:
    labels = [item["labels"][key]["value"] for key in (language, "mul") if key in item["labels"]]
    return labels + [alias["value"] for alias in item["aliases"].get(language, [])]


def answers(
    body: bytes | str, *, status: int = 200, headers: dict[str, str] | None = None
) -> Fault:
    """Return a fault that answers everything with these bytes."""
    raw = body.encode() if isinstance(body, str) else body

    async def answer(request: web.Request) -> web.StreamResponse:
        return web.Response(
            body=raw, status=status, headers=headers, content_type="application/json"
        )

    return answer
