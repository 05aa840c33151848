"""Drafts that say the same become one; what another draft takes back or says better goes."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from bot.announcements.rules.draft import Draft
from bot.announcements.text.forms import fold
from bot.model import Field, Kind, Stage, Status, When

_AT_ONCE = timedelta(days=14)
_SHORTEST_PART = 4
"""A name of fewer letters is not taken for the short form of another."""


def merged(drafts: Iterable[Draft]) -> list[Draft]:
    """Keep one draft for each show, season, kind and stage."""
    chosen: list[Draft] = []
    for draft in drafts:
        twin = next((other for other in chosen if _is_twin(draft, other)), None)
        if twin is None:
            chosen.append(draft)
        elif twin is not draft:
            _absorb(twin, draft)
    return chosen


def _absorb(twin: Draft, draft: Draft) -> None:
    if (
        twin.match.entry.echoed
        and not draft.match.entry.echoed
        and draft.match.field is Field.HEADLINE
    ):
        twin.match = draft.match  # what is told plainly needs nothing that bears it out
    if twin.season is None:
        twin.season = draft.season
    exacter = draft.when is not None and (twin.when is None or is_inside(draft.when, twin.when))
    rolled = draft.kind is Kind.FILMING and twin.when is None  # on a day that is told below
    if exacter and (rolled or not twin.fixed):
        twin.when = draft.when
    if _is_the_new_day(twin, draft):
        twin.when = draft.when
    if _holds_no_longer(twin, draft):
        twin.when, twin.fixed = draft.when, True
    # Several people in one item: one casting, with the stronger status.
    same_field = twin.match.field is draft.match.field
    if draft.kind is Kind.CASTING and draft.status is Status.CONFIRMED and same_field:
        twin.status = Status.CONFIRMED
    if draft.kind is Kind.GREENLIGHT and _is_told_surely(twin, draft):
        twin.status = Status.CONFIRMED
    names = {name for name, _, _ in twin.people}
    twin.people += [person for person in draft.people if person[0] not in names]
    twin.evidence += [proof for proof in draft.evidence if proof not in twin.evidence]


def _is_told_surely(twin: Draft, draft: Draft) -> bool:
    """Tell whether a summary says as done what its headline's words leave open: "to become"."""
    left_open = twin.status is twin.match.entry.status is Status.REPORTED
    below = twin.match.field is Field.HEADLINE and draft.match.field is Field.SUMMARY
    return left_open and below and draft.status is Status.CONFIRMED


def _is_the_new_day(twin: Draft, draft: Draft) -> bool:
    """Tell whether a statement goes on with the day to come: "postponed; to launch in August"."""
    return (
        draft.kind is Kind.PREMIERE
        and twin.match.entry.moved
        and twin.when is None
        and draft.match.field is twin.match.field is Field.HEADLINE
        and draft.match.start >= twin.match.end
    )


def _holds_no_longer(twin: Draft, draft: Draft) -> bool:
    """Tell whether a statement takes back the day of another: "due on May 3, has been put off"."""
    moved = draft.match.entry.moved and not twin.match.entry.moved
    return draft.kind is Kind.PREMIERE and moved and twin.match.field is draft.match.field


def _is_twin(draft: Draft, other: Draft) -> bool:
    return (
        draft.kind is other.kind
        and draft.stage is other.stage
        and is_same_show(draft.show, other.show)
        and not _are_listed_apart(draft, other)
        and (draft.season == other.season or None in {draft.season, other.season})
    )


def _are_listed_apart(draft: Draft, other: Draft) -> bool:
    """Tell whether one phrase tells of two marked shows: "‘Ember’, ‘Ember: North’ renewed"."""
    return (
        draft.match is other.match
        and draft.title is not None
        and other.title is not None
        and draft.title.how == other.title.how == "quoted"
        and plain_name(draft.show) != plain_name(other.show)
    )


def is_same_show(one: str, other: str) -> bool:
    """Tell whether two spellings in one article name the same show."""
    first, second = plain_name(one), plain_name(other)
    return first == second or (
        min(len(first), len(second)) >= _SHORTEST_PART and (first in second or second in first)
    )


def plain_name(name: str) -> str:
    """Return the letters and digits of a name, without case and accents."""
    return "".join(char for char in fold(name) if char.isalnum())


def without_doubles(found: Sequence[Draft]) -> list[Draft]:
    """Drop what says again what another kind has said of the same show.

    A greenlight beside a renewal ("is made"), a refused renewal beside a cancellation ("canceled;
    no season 4"), a renewal told below the cancellation that takes it back, cameras that will roll
    beside those that do ("crews arrive to film season 2"), a show only thought of beside cameras.
    """
    told = {(plain_name(draft.show), draft.kind, draft.status) for draft in found}
    rolling = {plain_name(draft.show) for draft in found if draft.stage is Stage.STARTED}
    renewed = {show for show, kind, _ in told if kind is Kind.RENEWAL}
    filmed = {
        plain_name(draft.show) for draft in found if draft.stage in {Stage.STARTED, Stage.WRAPPED}
    }
    ended = {
        show
        for show, kind, status in told
        if kind is Kind.CANCELLATION and status is Status.CONFIRMED
    }
    dropped = {
        plain_name(draft.show)
        for draft in found
        if draft.kind is Kind.CANCELLATION
        and draft.status is Status.CONFIRMED
        and not draft.match.entry.last
    }
    return [
        draft
        for draft in found
        if not (draft.kind is Kind.GREENLIGHT and plain_name(draft.show) in renewed)
        and not (
            draft.stage is Stage.SCHEDULED
            and draft.when is None
            and plain_name(draft.show) in rolling
        )
        and not (
            draft.kind is Kind.GREENLIGHT
            and draft.status is Status.REPORTED
            and plain_name(draft.show) in filmed
        )
        and not (
            draft.kind is Kind.RENEWAL
            and draft.status is Status.DENIED
            and plain_name(draft.show) in ended
        )
        and not (
            draft.kind is Kind.RENEWAL
            and draft.match.field is Field.SUMMARY
            and plain_name(draft.show) in dropped
        )
    ]


def without_ends_of_the_renewed(found: Sequence[Draft]) -> list[Draft]:
    """Drop "to end with season 5" where the same item tells that season 5 is ordered."""
    renewed = {
        plain_name(draft.show)
        for draft in found
        if draft.kind is Kind.RENEWAL and draft.status is Status.CONFIRMED
    }
    return [
        draft
        for draft in found
        if not draft.match.entry.last or plain_name(draft.show) not in renewed
    ]


def each_with_its_fate(found: Sequence[Draft]) -> list[Draft]:
    """Part two shows that a comma joins: "Hulu renews ‘Kestrel’, ‘Embers’ cancelled".

    Where an end and a further season are told of the same shows, each has the one whose phrase
    stands nearest.
    """
    ended, renewed = (
        {draft.show: draft for draft in found if draft.kind is kind and _stands_by(draft)}
        for kind in (Kind.CANCELLATION, Kind.RENEWAL)
    )
    both = ended.keys() & renewed.keys()
    if len(both) == 1:
        return list(found)  # "cancelled at NBC, renewed by Hulu": one show, and both are true
    farther = [max(ended[show], renewed[show], key=_gap) for show in both]
    kept = [draft for draft in found if not any(draft is one for one in farther)]
    ordered = {draft.season for draft in kept if draft.kind is Kind.RENEWAL}
    for show in both:
        if ended[show].season in ordered:
            ended[show].season = None  # the number is that of the show that goes on
    return kept


def _stands_by(draft: Draft) -> bool:
    """Tell whether a statement and its show stand in one text."""
    title, text = draft.title, draft.match.tape.text.plain
    return title is not None and title.name in text[title.start : title.end]


def _gap(draft: Draft) -> int:
    """Return how many letters part a statement from its show."""
    start, end = draft.match.tape.plain_span(draft.match.start, draft.match.end)
    title = draft.title
    return 0 if title is None else max(title.start - end, start - title.end, 0)


def without_orders_of_what_begins(found: Sequence[Draft], on: date | None) -> list[Draft]:
    """Drop the renewal of a season that begins in days: "‘Kestrel’ returns for season 2 Sunday"."""
    begins = {
        (plain_name(draft.show), draft.season)
        for draft in found
        if draft.kind is Kind.PREMIERE
        and draft.when is not None
        and draft.when.start == draft.when.end
        and on is not None
        and draft.when.start - on < _AT_ONCE
    }
    return [
        draft
        for draft in found
        if draft.kind is not Kind.RENEWAL
        or draft.season is None
        or (plain_name(draft.show), draft.season) not in begins
    ]


def is_inside(when: When, other: When) -> bool:
    """Tell whether a date says more exactly what another says."""
    return (
        other.start <= when.start
        and when.end <= other.end
        and (when.end - when.start) < (other.end - other.start)
    )
