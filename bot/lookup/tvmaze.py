"""TVmaze: status, network and pictures of series.

Its data is under CC BY-SA 4.0: whatever shows it credits TVmaze with a link (`Found.refs`).
"""

from dataclasses import replace

from bot.lookup.ask import Asker
from bot.lookup.found import Found, Ref, ServiceName, State, distinct
from bot.lookup.shape import at, many, text, year

URL = "https://api.tvmaze.com"
# Its other types are news, talk, games, sport, documentaries.
_TYPES = frozenset({"Scripted", "Animation"})
_STATES = {
    "Running": State.RUNNING,
    "Ended": State.ENDED,
    "In Development": State.COMING,
}
MOST = 5


class TvMaze:
    """Asks TVmaze."""

    name = ServiceName.TVMAZE

    def __init__(self, asker: Asker) -> None:
        self._asker = asker

    async def search(self, name: str, *, language: str) -> list[Found]:
        """Return the series whose names come near, the nearest first; their titles alone.

        Args:
            name: in any script.
            language: of whoever asks; TVmaze looks in all at once.

        Raises:
            LookupFailed: there was no answer.
        """
        answer = await self._asker.get("/search/shows", {"q": name})
        entries = answer if isinstance(answer, list) else []
        found = (read_show(at(entry, "show")) for entry in entries)
        return [show for show in found if show][:MOST]

    async def show(self, id_: str) -> Found | None:
        """Return a series with the names that it has elsewhere, or None when there is none.

        Raises:
            LookupFailed: there was no answer.
        """
        found = read_show(await self._asker.get(f"/shows/{id_}"))
        if found is None:
            return None
        return read_akas(found, await self._asker.get(f"/shows/{id_}/akas"))


def read_show(entry: object) -> Found | None:
    """Return the series that an object of TVmaze describes; None for shows of other types."""
    id_, title = at(entry, "id"), text(entry, "name")
    if not isinstance(id_, int) or isinstance(id_, bool) or id_ < 0 or not distinct([title or ""]):
        return None
    if text(entry, "type") not in _TYPES:
        return None
    names = distinct([title or ""])
    return Found(
        refs=(Ref(service=ServiceName.TVMAZE, id=str(id_)),),
        title=names[0],
        names=names,
        country=_country(entry),
        year=year(text(entry, "premiered")),
        network=text(entry, "network", "name") or text(entry, "webChannel", "name"),
        state=_STATES.get(text(entry, "status") or ""),
        image=_image(text(entry, "image", "medium")),
    )


def read_akas(found: Found, akas: object) -> Found:
    """Return a series with the names that the list of its other names holds."""
    others = [text(aka, "name") or "" for aka in many([akas], 0)]
    return replace(found, names=distinct((*found.names, *others)))


def _country(entry: object) -> str | None:
    code = text(entry, "network", "country", "code") or text(entry, "webChannel", "country", "code")
    return code if code and len(code) == 2 and code.isascii() and code.isupper() else None  # noqa: PLR2004


def _image(address: str | None) -> str | None:
    return address if address and address.startswith("https://") else None
