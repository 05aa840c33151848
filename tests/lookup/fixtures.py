"""A look-up that asks the loopback catalogues, over an empty database: fixtures to import."""

import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import aiohttp
import pytest

from bot.feeds.guard import Guard
from bot.lookup.ask import Asker, open_session, tvmaze_pace, wikidata_pace
from bot.lookup.lookup import Keeping, Lookup
from bot.lookup.tvmaze import TvMaze
from bot.lookup.wikidata import Wikidata
from bot.storage.engine import Storage
from tests.conftest import NOW
from tests.lookup.server import CatalogueServer, entity, maze_show

AGENT = "Dramawire/1 (desk@outlet.example)"
TIMEOUT_S = 1.0
MAX_BODY_BYTES = 256 * 1024


@dataclass(slots=True, kw_only=True)
class Clock:
    """A time that passes when a test says so."""

    at: datetime = NOW

    def now(self) -> datetime:
        """Return the time."""
        return self.at

    def monotonic(self) -> float:
        """Return the same as seconds."""
        return self.at.timestamp()

    def advance(self, **by: float) -> None:
        """Let time pass."""
        self.at += timedelta(**by)


@pytest.fixture
def storage_url(sqlite_template: Path, tmp_path: Path) -> str:
    """Return an empty SQLite database: what differs on PostgreSQL is tested with the storage."""
    path = tmp_path / "dramawire.sqlite3"
    shutil.copyfile(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def server() -> AsyncIterator[CatalogueServer]:
    """Serve a few invented shows."""
    served = CatalogueServer(
        shows=[
            maze_show(11, "Harbour Lane"),
            maze_show(12, "Harbour Lights", country="US", premiered="1998-01-01", status="Ended"),
            maze_show(13, "Harbour Talk", type_="Talk Show"),
        ],
        akas={11: ["달빛 항구", "Harbor Lane"]},
        entities=[
            entity(
                "Q101",
                labels={"en": "Harbour Lane", "ko": "달빛 항구", "ja": "月明かりの港"},
                aliases={"zh": ["月光港"], "ko": ["달항"]},
                maze=11,
            ),
            entity("Q102", labels={"en": "Harbour Lane"}, instance_of="Q79007"),
        ],
    )
    async with served:
        yield served


@pytest.fixture
async def session(server: CatalogueServer) -> AsyncIterator[aiohttp.ClientSession]:
    async with open_session(agent=AGENT, guard=Guard(allowed=[server.address])) as session:
        yield session


@pytest.fixture
def maze(server: CatalogueServer, session: aiohttp.ClientSession, clock: Clock) -> TvMaze:
    return TvMaze(
        Asker(
            service="TVmaze",
            base_url=server.url,
            session=session,
            pace=tvmaze_pace(monotonic=clock.monotonic),
            timeout_s=TIMEOUT_S,
            max_body_bytes=MAX_BODY_BYTES,
            now=clock.now,
        )
    )


@pytest.fixture
def wikidata(server: CatalogueServer, session: aiohttp.ClientSession, clock: Clock) -> Wikidata:
    return Wikidata(
        Asker(
            service="Wikidata",
            base_url=server.url,
            session=session,
            pace=wikidata_pace(monotonic=clock.monotonic),
            timeout_s=TIMEOUT_S,
            max_body_bytes=MAX_BODY_BYTES,
            now=clock.now,
        )
    )


@pytest.fixture
def lookup(storage: Storage, maze: TvMaze, wikidata: Wikidata, clock: Clock) -> Lookup:
    return Lookup(
        storage=storage,
        services=(wikidata, maze),
        keeping=Keeping(found=timedelta(days=30), nothing=timedelta(days=1)),
        now=clock.now,
    )
