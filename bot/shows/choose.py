"""Which of several shows of one name is meant, told by what stands around the name."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bot.model import Show, ShowId
from bot.shows.names import fold

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
_PEOPLE, _NETWORK, _COUNTRY, _YEAR, _LANGUAGE = 32, 16, 16, 4, 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What is known about a show besides its name.

    Attributes:
        language: of the article, ISO 639-1.
        network: as the article names it.
        country: ISO 3166-1 alpha-2, told by the article or by what its feed writes about.
        year: of the first season, as told.
        people: names of those who take part.
    """

    language: str | None = None
    network: str | None = None
    country: str | None = None
    year: int | None = None
    people: Sequence[str] = ()


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
    graded = [_grade(show, context, people=people.get(show.id, ())) for show in shows]
    best = max(graded, key=lambda grade: grade[0])
    if best[0] == 0:
        return shows[0], f"the best known of {len(shows)}"
    return shows[graded.index(best)], f"of {len(shows)} by {best[1]}"


def _grade(show: Show, context: Context, *, people: Collection[str]) -> tuple[int, str]:
    """Return how well a show fits, and by what."""
    signs = {
        "people": _PEOPLE * any(fold(person) in people for person in context.people),
        "network": _NETWORK * _same_network(show.network, context.network),
        "country": _COUNTRY * (context.country is not None and show.country == context.country),
        "year": _year_grade(show.year, context.year),
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
