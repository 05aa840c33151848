"""What the other statements of an item add to an announcement: season, date, certainty."""

from collections.abc import Sequence

from bot.announcements.dates import FoundDate
from bot.announcements.marks import Title
from bot.announcements.merging import is_inside, is_same_show
from bot.announcements.patterns import DATE, TITLE
from bot.announcements.scene import Draft, Scene
from bot.announcements.seasons import FoundSeason
from bot.announcements.tape import Tape
from bot.model import Field, Kind, Stage, When

_OF_THE_FIRST = {Kind.FILMING, Kind.CASTING}
"""What is told beside two seasons that are ordered at once is told of the first of them."""


def complete(draft: Draft, found: Sequence[Draft], scene: Scene) -> None:
    """Fill in season and date from the rest of the item."""
    if draft.season is None:
        draft.season = _season_elsewhere(draft, found, scene)
    if draft.match.field is Field.SUMMARY or (draft.fixed and draft.when is None):
        return
    if draft.kind is Kind.PREMIERE or draft.stage is Stage.SCHEDULED:
        draft.when = _date_elsewhere(draft, found, scene)


def _season_elsewhere(draft: Draft, found: Sequence[Draft], scene: Scene) -> int | None:
    beside = [
        other
        for other in found
        if other.season is not None
        and other.title is not None
        and draft.title is not None
        and other.title.name == draft.title.name
    ]
    others = {other.season for other in beside if other.season is not None}
    at_once = all(other.kind is Kind.RENEWAL for other in beside)
    if len(others) == 1 or (others and at_once and draft.kind in _OF_THE_FIRST):
        return min(others)
    if draft.kind is Kind.GREENLIGHT:
        return None
    shows = {other.title.name for other in found if other.title is not None}
    if len(shows) > 1 and any(other.season is not None for other in found):
        return None  # "A renewed for season 7; B also renewed": the number is that of A
    for tape in (scene.headline, scene.summary) if len(shows) == 1 else (scene.headline,):
        numbers = {_further(season.numbers) for season in _seasons(tape, draft) if season.numbers}
        numbers = numbers - {(1,)} or numbers
        if len(numbers) == 1:
            (only,) = numbers
            return only[0] if len(only) == 1 and only[0] > 1 else None
        if numbers:
            return None
    return None


def _further(numbers: tuple[int, ...]) -> tuple[int, ...]:
    """Leave out the first of several seasons: "season 2, twice as big as season 1"."""
    return tuple(number for number in numbers if number > 1) or numbers


def _seasons(tape: Tape, draft: Draft) -> list[FoundSeason]:
    """Return the seasons of a field, without those of statements about other shows alone."""
    return [
        mark.value
        for at, mark in sorted(tape.marks.items())
        if isinstance(mark.value, FoundSeason) and not _is_of_another(tape, at, draft)
    ]


def _is_of_another(tape: Tape, at: int, draft: Draft) -> bool:
    """Tell whether the statement around a place names shows, and not that of the draft."""
    start, end = tape.clause(at, at + 1)
    named = [mark.value for mark in tape.inside(start, end, TITLE) if isinstance(mark.value, Title)]
    return bool(named) and not any(is_same_show(title.name, draft.show) for title in named)


def _date_elsewhere(draft: Draft, found: Sequence[Draft], scene: Scene) -> When | None:
    """Complete or refine a date by the summary's: one ahead, inside what the headline told."""
    if scene.article.published_on is None and draft.when is not None:
        return draft.when
    dates = [
        mark.value.ahead
        for mark in scene.summary.inside(0, len(scene.summary.string), DATE)
        if isinstance(mark.value, FoundDate) and not mark.value.past
    ]
    if draft.when is None:
        taken = {other.when for other in found if other is not draft}
        return next((when for when in dates if when not in taken), None)
    return next((when for when in dates if is_inside(when, draft.when)), draft.when)
