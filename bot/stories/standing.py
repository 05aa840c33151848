"""What a story's sources say together: a function of the set of sources, not of their order."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.model import Person, Precision, Source, Status, Tier, When
from bot.stories.people import person_key

# Outlets that publish within this time of each other write about the same statement: there the
# better tier is right. Later than that the newer article knows more, whoever wrote it.
SAME_STATEMENT = timedelta(hours=36)

_TRUST = {tier: rank for rank, tier in enumerate(Tier)}
_EXACTNESS = {precision: rank for rank, precision in enumerate(Precision)}
# Where two equally good sources of one moment differ, the one that promises less is believed.
_CAUTION = {Status.DENIED: 0, Status.REPORTED: 1, Status.CONFIRMED: 2}
_NOT_A_WORD = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the sources of one story say together.

    Attributes:
        season: the first told; those of one story never differ.
        people: in the order in which the sources named them, each once.
        voices: how many sources are independent of each other.
    """

    status: Status
    season: int | None
    when: When | None
    people: tuple[Person, ...]
    network: str | None
    voices: int


def in_order(sources: Iterable[Source]) -> tuple[Source, ...]:
    """Return the sources from the earliest to the latest; those without a date stand last."""
    return tuple(sorted(sources, key=_place))


def _place(source: Source) -> tuple[bool, float, int, str, str]:
    # When the bot saw an article without a date depends on the order of arrival: it is not used.
    at = source.published_at.timestamp() if source.dated else 0.0
    return not source.dated, at, _TRUST[source.tier], source.feed_id, source.article_id


def weigh(sources: Sequence[Source]) -> Standing:
    """Return what sources, at least one and in order, say together."""
    network = next((source.network for source in sources if source.network), None)
    season = next((source.season for source in sources if source.season is not None), None)
    return Standing(
        status=_status(sources),
        season=season,
        when=_when(sources),
        people=_people(sources),
        network=network,
        voices=len(independent(sources)),
    )


def independent(sources: Sequence[Source]) -> tuple[Source, ...]:
    """Return the sources that count: one a publisher, and one of all copies of a wire text."""
    publishers: set[str] = set()
    headlines: set[str] = set()
    counted = []
    for source in sources:
        publisher = _plain(source.publisher) or source.feed_id
        headline = _plain(source.headline)
        if publisher not in publishers and headline not in headlines:
            counted.append(source)
        publishers.add(publisher)
        headlines.add(headline)
    return tuple(counted)


def _plain(text: str) -> str:
    return _NOT_A_WORD.sub("", unicodedata.normalize("NFKC", text).casefold())


def _believed(sources: Sequence[Source]) -> Source:
    """Return the source that knows best: the newest, or a better one of about that time.

    One without a date may be old news: it counts only beside others of its kind.
    """
    dated = [source for source in sources if source.dated]
    newest = max((source.published_at for source in dated), default=None)
    about_then = [s for s in dated if newest and newest - s.published_at <= SAME_STATEMENT]
    return min(about_then or sources, key=_trust)


def _trust(source: Source) -> tuple[int, float, int, str, str]:
    """Order sources of about one time: the best tier first, then the newest, then caution."""
    at = source.published_at.timestamp() if source.dated else 0.0
    caution = _CAUTION[source.status]
    return _TRUST[source.tier], -at, caution, source.feed_id, source.article_id


def _status(sources: Sequence[Source]) -> Status:
    # A rumour that goes on being told does not take back what the makers have said.
    firm = [source for source in sources if source.status is not Status.REPORTED]
    return _believed(firm).status if firm else Status.REPORTED


def _when(sources: Sequence[Source]) -> When | None:
    dated = [source for source in sources if source.when is not None]
    if not dated:
        return None
    told = _believed(dated).when
    # "In June" does not take back "on June 17": of the dates that agree, the most exact counts.
    agreeing = [s.when for s in dated if s.when and told and _lies_in(s.when, told)]
    return min(agreeing, key=lambda w: (_EXACTNESS[w.precision], w.start, w.end))


def _lies_in(inner: When, outer: When) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _people(sources: Sequence[Source]) -> tuple[Person, ...]:
    # A later source knows better what becomes of a person; the first one's place is kept.
    people: dict[str, Person] = {}
    for source in sources:
        for person in source.people:
            people[person_key(person.name) or person.name] = person
    return tuple(people.values())
