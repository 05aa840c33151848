"""Which of several shows of one name is meant, told by what stands around the name."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from bot.model import Show, ShowId
from bot.shows.names import fold, plain
from bot.shows.told import countries_in, years_in

# Where the shows are made that outlets of a language write about most; English ones write about
# all countries.
_HOME: Mapping[str, frozenset[str]] = {
    "ko": frozenset({"KR"}),
    "ja": frozenset({"JP"}),
    "zh": frozenset({"CN", "TW", "HK"}),
    "th": frozenset({"TH"}),
    "tr": frozenset({"TR"}),
    "es": frozenset({"ES", "MX", "CO", "AR", "CL"}),
    "pt": frozenset({"BR", "PT"}),
    "fr": frozenset({"FR", "CA", "BE"}),
    "de": frozenset({"DE", "AT"}),
    "it": frozenset({"IT"}),
    "id": frozenset({"ID"}),
    "hi": frozenset({"IN"}),
}
_PEOPLE, _NETWORK, _COUNTRY, _NAMED, _YEAR, _BEAT, _LANGUAGE = 64, 32, 32, 16, 8, 2, 1
# A series is dated a year early or late; a namesake is much older, or a remake of much later.
_YEAR_OFF, _REMADE = 1, 8
# What tells shows apart stands at the beginning.
_READ = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What is known about a show besides its name.

    Attributes:
        language: of the article, ISO 639-1.
        network: as the article names it.
        country: ISO 3166-1 alpha-2, as something tells it of this very show.
        year: of the first season, as told.
        people: names of those who take part.
        beat: countries whose series the feed mostly writes about.
        text: the article's words; of several shows, the one whose country, network, year or people
            stand there is meant.
    """

    language: str | None = None
    network: str | None = None
    country: str | None = None
    year: int | None = None
    people: Sequence[str] = ()
    beat: Collection[str] = ()
    text: str = ""


def fits(show: Show, *, country: str | None, year: int | None) -> bool:
    """Return whether what stands in brackets behind a name can be said of a show."""
    if country and show.country and country != show.country:
        return False
    return not (year and show.year) or show.year - _YEAR_OFF <= year < show.year + _REMADE


def choose(
    shows: Sequence[Show], context: Context, *, people: Mapping[ShowId, Collection[str]]
) -> tuple[Show, str]:
    """Return the show that is meant, and why.

    Args:
        shows: those of one name, the best known first; at least one.
        context: what stands around the name.
        people: folded names of those known to take part, by show.
    """
    if len(shows) == 1:
        return shows[0], ""
    said = _Said.of(context.text)
    graded = [_grade(show, context, said, people=people.get(show.id, ())) for show in shows]
    best = max(graded, key=lambda grade: grade[0])
    if best[0] == 0:
        return shows[0], f"the best known of {len(shows)}"
    return shows[graded.index(best)], f"of {len(shows)} by {best[1]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What an article's words tell, whichever show they tell it of."""

    key: str
    words: str
    countries: frozenset[str]
    years: frozenset[int]

    @classmethod
    def of(cls, text: str) -> Self:
        text = text[:_READ]
        return cls(
            key=fold(text),
            words=f" {plain(text)} ",
            countries=countries_in(text),
            years=years_in(text),
        )


def _grade(
    show: Show, context: Context, said: _Said, *, people: Collection[str]
) -> tuple[int, str]:
    """Return how well a show fits, and by what."""
    taking_part = any(fold(person) in people for person in context.people) or any(
        person in said.key for person in people
    )
    network = _same_network(show.network, context.network)
    network_said = bool(show.network) and f" {plain(show.network or '')} " in said.words
    signs = {
        "people": _PEOPLE * taking_part,
        "network": _NETWORK * network or _NAMED * network_said,
        "country": _COUNTRY * (context.country is not None and show.country == context.country)
        or _NAMED * (show.country in said.countries),
        "year": max(_year_grade(show.year, year) for year in (context.year, *said.years)),
        "beat": _BEAT * (show.country in context.beat),
        "language": _LANGUAGE * (show.country in _HOME.get(context.language or "", ())),
    }
    return sum(signs.values()), ", ".join(sign for sign, grade in signs.items() if grade)


def _year_grade(one: int | None, other: int | None) -> int:
    """Return how well two years fit; a show is sometimes dated a year early or late."""
    if one is None or other is None:
        return 0
    return max(0, _YEAR - 2 * abs(one - other))


def _same_network(one: str | None, other: str | None) -> bool:
    if not one or not other:
        return False
    a, b = fold(one), fold(other)
    # "HBO" and "HBO Max", "Channel 3" and "Channel 3 HD" speak for each other.
    return a.startswith(b) or b.startswith(a)
