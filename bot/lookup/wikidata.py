"""Wikidata: the names of series in all languages, their countries and years.

Its data is under CC0. `wbsearchentities` finds items by label and alias in one language and those
that it falls back to; `wbgetentities` tells what they are.
"""

from collections.abc import Iterator, Mapping

from bot.lookup.ask import Asker
from bot.lookup.found import Found, Ref, ServiceName, State, distinct
from bot.lookup.shape import many, named, text, year
from bot.shows.names import Script, script

URL = "https://www.wikidata.org"
MOST = 5
MAX_LAG_S = 5
"""Wikidata's own advice to programs that can wait; beyond it, it answers with an error."""
_SEARCHED = 10
_MAX_QUERY = 200

_INSTANCE_OF, _COUNTRY, _TVMAZE = "P31", "P495", "P8600"
_BEGINS, _FIRST_SHOWN, _ENDS = "P580", "P577", "P582"
# Television series, program, drama series, miniseries, web series, anime and other animated
# series, telenovela, sitcom, original video animation.
_SERIES = frozenset(
    {
        *("Q5398426", "Q15416", "Q1366112", "Q1259759", "Q526877", "Q63952888"),
        *("Q117467246", "Q581714", "Q23745", "Q170238", "Q220898"),
    }
)
# A season, an episode: parts of a series, which may have its numbers elsewhere.
_PARTS = frozenset({"Q3464665", "Q21191270"})
_COUNTRIES = {
    "Q30": "US", "Q145": "GB", "Q884": "KR", "Q17": "JP", "Q148": "CN", "Q865": "TW", "Q8646": "HK",
    "Q869": "TH", "Q43": "TR", "Q668": "IN", "Q29": "ES", "Q142": "FR", "Q183": "DE", "Q38": "IT",
    "Q155": "BR", "Q96": "MX", "Q408": "AU", "Q16": "CA", "Q34": "SE", "Q20": "NO", "Q35": "DK",
    "Q33": "FI", "Q36": "PL", "Q31": "BE", "Q55": "NL", "Q801": "IL", "Q928": "PH", "Q252": "ID",
    "Q833": "MY", "Q334": "SG", "Q881": "VN", "Q414": "AR", "Q739": "CO", "Q298": "CL", "Q45": "PT",
    "Q27": "IE", "Q664": "NZ", "Q40": "AT", "Q39": "CH", "Q159": "RU", "Q212": "UA", "Q79": "EG",
    "Q258": "ZA", "Q419": "PE", "Q843": "PK", "Q41": "GR", "Q213": "CZ", "Q28": "HU", "Q189": "IS",
}  # fmt: skip
_WRITTEN = {Script.HANGUL: "ko", Script.KANA: "ja", Script.HAN: "zh"}
# In which language a title is shown, the best first; "mul" is for names that are the same in all.
_TITLES = ("en", "mul", "en-gb", "en-us")


class Wikidata:
    """Asks Wikidata."""

    name = ServiceName.WIKIDATA

    def __init__(self, asker: Asker) -> None:
        self._asker = asker

    async def search(self, name: str, *, language: str) -> list[Found]:
        """Return the series whose labels or aliases begin with a name, the likeliest first.

        Args:
            name: in any script.
            language: of whoever asks, ISO 639-1; counts where the script does not tell.

        Raises:
            LookupFailed: there was no answer.
        """
        language = _WRITTEN.get(script(name), language)
        answer = await self._asker.get(
            "/w/api.php",
            _question(
                action="wbsearchentities",
                search=name[:_MAX_QUERY],
                language=language,
                type="item",
                limit=str(_SEARCHED),
            ),
        )
        ids = [id_ for entry in many(answer, "search") if (id_ := text(entry, "id"))]
        return await self._series(ids)

    async def show(self, id_: str) -> Found | None:
        """Return the series that an item is, or None when it is none.

        Raises:
            LookupFailed: there was no answer.
        """
        return next(iter(await self._series([id_])), None)

    async def _series(self, ids: list[str]) -> list[Found]:
        if not ids:
            return []
        answer = await self._asker.get(
            "/w/api.php",
            _question(action="wbgetentities", ids="|".join(ids), props="labels|aliases|claims"),
        )
        entities = named(answer, "entities")
        found = (read_entity(id_, entities.get(id_)) for id_ in ids)
        return [show for show in found if show][:MOST]


def read_entity(id_: str, entity: object) -> Found | None:
    """Return the series that an item describes, or None when it describes anything else."""
    claims = named(entity, "claims")
    kinds = {*_items(claims, _INSTANCE_OF)}
    if kinds & _PARTS or not (kinds & _SERIES or _TVMAZE in claims):
        return None
    if not (id_.startswith("Q") and id_[1:].isdecimal()):
        return None
    labels = named(entity, "labels")
    said = [text(labels, language, "value") for language in (*_TITLES, *sorted(labels))]
    aliases = [
        text(alias, "value")
        for language in named(entity, "aliases")
        for alias in many(entity, "aliases", language)
    ]
    names = distinct([name for name in (*said, *aliases) if name])
    if not names:
        return None
    years = [found for part in (_BEGINS, _FIRST_SHOWN) for found in _years(claims, part)]
    countries = (_COUNTRIES.get(item) for item in _items(claims, _COUNTRY))
    return Found(
        refs=(Ref(service=ServiceName.WIKIDATA, id=id_),),
        title=names[0],
        names=names,
        country=next(filter(None, countries), None),
        year=min(years, default=None),
        state=State.ENDED if any(_years(claims, _ENDS)) else None,
        elsewhere=tuple(
            Ref(service=ServiceName.TVMAZE, id=number)
            for number in _texts(claims, _TVMAZE)
            if number.isdecimal()
        ),
    )


def _question(**params: str) -> Mapping[str, str]:
    return {**params, "format": "json", "maxlag": str(MAX_LAG_S)}


def _claims(claims: Mapping[str, object], part: str) -> Iterator[object]:
    """Yield what an item's statements of one property say, those that are withdrawn left out."""
    for claim in many(claims, part):
        if text(claim, "rank") != "deprecated":
            yield named(claim, "mainsnak", "datavalue").get("value")


def _items(claims: Mapping[str, object], part: str) -> Iterator[str]:
    return (item for value in _claims(claims, part) if (item := text(value, "id")))


def _texts(claims: Mapping[str, object], part: str) -> Iterator[str]:
    return (value for value in _claims(claims, part) if isinstance(value, str))


def _years(claims: Mapping[str, object], part: str) -> Iterator[int]:
    return (found for value in _claims(claims, part) if (found := year(text(value, "time"))))
