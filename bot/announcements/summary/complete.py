"""What the other statements of an item add to an announcement: season, date, certainty."""

from collections.abc import Sequence

from bot.announcements.dates.find import FoundDate
from bot.announcements.lexicon.patterns import SEASON, TITLE
from bot.announcements.lexicon.vocabulary import Lexicon
from bot.announcements.marks.mark import Title
from bot.announcements.marks.seasons import FoundSeason
from bot.announcements.rules.draft import Draft
from bot.announcements.rules.merging import is_inside, is_same_show
from bot.announcements.rules.premiere import holds_no_longer, was_given_before
from bot.announcements.rules.scene import Scene
from bot.announcements.rules.seasons import is_recalled
from bot.announcements.tape.tape import Tape
from bot.announcements.tape.tokens import tokens_of
from bot.model import Field, Kind, Stage, Status, When

_OF_THE_FIRST = {Kind.FILMING, Kind.CASTING}
"""What is told beside two seasons that are ordered at once is told of the first of them."""


_PAIR = 2
_LEAD = 24
"""So many letters may stand between a season and the title behind it."""


def complete(draft: Draft, found: Sequence[Draft], scene: Scene) -> None:
    """Fill in season and date from the rest of the item."""
    if draft.season is None:
        draft.season = _season_elsewhere(draft, found, scene)
    if draft.status is Status.DENIED:
        draft.when = None  # it is told of what will not be, or not yet
        return
    if draft.match.field is Field.SUMMARY:
        return
    if draft.fixed and draft.when is None:
        if draft.kind is Kind.PREMIERE:
            draft.when = _new_day(draft, scene)
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
    if len(shows) > 1 and (own := own_stretches(scene, draft)):
        values = {
            mark.value.numbers
            for start, end in own
            for mark in scene.summary.inside(start, end, SEASON)
            if isinstance(mark.value, FoundSeason) and len(mark.value.numbers) == 1
        }
        return values.pop()[0] if len(values) == 1 else None
    if len(shows) > 1 and any(other.season is not None for other in found):
        return None  # "A renewed for season 7; B also renewed": the number is that of A
    for tape in (scene.headline, scene.summary) if len(shows) == 1 else (scene.headline,):
        seasons = _seasons(tape, draft, scene)
        numbers = {_further(season.numbers) for season in seasons if season.numbers}
        numbers = numbers - {(1,)} or numbers
        if len(numbers) == 1:
            (only,) = numbers
            return only[0] if len(only) == 1 and only[0] > 1 else None
        if numbers:
            return None
    return None


def _dates(tape: Tape, start: int, end: int) -> list[tuple[int, When]]:
    """Return the dates to come that stand between two places, each with its own place."""
    return [
        (at, mark.value.ahead)
        for at, mark in sorted(tape.marks.items())
        if start <= at < end
        and isinstance(mark.value, FoundDate)
        and mark.value.ahead is not None
        and not mark.value.past
    ]


def own_stretches(scene: Scene, draft: Draft) -> list[tuple[int, int]]:
    """Return where the summary tells of a draft's show alone: "A in May, B in June".

    A statement that names other shows, too, is its own from its title to the next.
    """
    tape = scene.summary
    stretches = []
    for at, mark in sorted(tape.marks.items()):
        if not _is_of_show(mark.value, draft):
            continue
        start, end = tape.clause(at, at + 1)
        others = [
            place
            for place, other in sorted(tape.marks.items())
            if start <= place < end and other.sign == TITLE and not _is_of_show(other.value, draft)
        ]
        behind = _behind_the_list(
            tape, at, [place for place in others if place > at], scene.lexicon
        )
        end = _led_to_from(scene, behind[0]) if behind else end
        stretches.append((_led_to_from(scene, at) if others else start, end))
    return stretches


def _led_to_from(scene: Scene, at: int) -> int:
    """Return where the season stands that leads to a title, else the title: "season two of A"."""
    tape = scene.summary
    tokens = tokens_of(tape, max(tape.clause(at, at)[0], at - _LEAD), at)[-_PAIR:]
    leads = len(tokens) == _PAIR and tokens[1].word in scene.lexicon.of
    return tokens[0].start if leads and tokens[0].word == SEASON else at


def _behind_the_list(tape: Tape, at: int, places: list[int], lexicon: Lexicon) -> list[int]:
    """Leave out titles of one list: "A and B for second seasons, C for a fifth" tells A its own."""
    for index, place in enumerate(places):
        if tape.string[at + 1 : place].strip() not in lexicon.joining:
            return places[index:]
        at = place
    return []


def _is_of_show(value: object, draft: Draft) -> bool:
    return isinstance(value, Title) and is_same_show(value.name, draft.show)


def _further(numbers: tuple[int, ...]) -> tuple[int, ...]:
    """Leave out the first of several seasons: "season 2, twice as big as season 1"."""
    return tuple(number for number in numbers if number > 1) or numbers


def _seasons(tape: Tape, draft: Draft, scene: Scene) -> list[FoundSeason]:
    """Return the seasons of a field, without those of statements about other shows alone.

    What a clause about time tells is another season, too: "renewed ahead of season 3 premiere".
    """
    return [
        mark.value
        for at, mark in sorted(tape.marks.items())
        if isinstance(mark.value, FoundSeason)
        and not _is_of_another(tape, at, draft)
        and not (tape is draft.match.tape and is_recalled(draft.match, at, scene))
    ]


def _is_of_another(tape: Tape, at: int, draft: Draft) -> bool:
    """Tell whether the statement around a place names shows, and not that of the draft."""
    start, end = tape.clause(at, at + 1)
    titles = [mark.value for mark in tape.inside(start, end, TITLE)]
    named = [title for title in titles if isinstance(title, Title) and not title.credit]
    return bool(named) and not any(_is_of_show(title, draft) for title in named)


def _date_elsewhere(draft: Draft, found: Sequence[Draft], scene: Scene) -> When | None:
    """Complete or refine a date by the summary's: one ahead, inside what the headline told."""
    if scene.article.published_on is None and draft.when is not None:
        return draft.when
    dates = [
        when
        for at, when in _dates(scene.summary, 0, len(scene.summary.string))
        if not _is_of_another(scene.summary, at, draft)
        and not was_given_before(scene.summary, at, scene.lexicon)
    ]
    shows = {other.title.name for other in found if other.title is not None}
    if len(shows) > 1 and (own := own_stretches(scene, draft)):
        dates = [when for span in own for _, when in _dates(scene.summary, *span)]
        if draft.when is None:
            return next(iter(dates), None)
    if draft.when is None:
        taken = {other.when for other in found if other is not draft}
        return next((when for when in dates if when not in taken), None)
    return next((when for when in dates if is_inside(when, draft.when)), draft.when)


def _new_day(draft: Draft, scene: Scene) -> When | None:
    """Return the day to which a premiere is moved, where the summary tells one new day alone."""
    tape, old = scene.summary, scene.lexicon.no_longer
    if old is None:
        return None
    days = {
        when
        for at, when in _dates(tape, 0, len(tape.string))
        if not holds_no_longer(tape, at, scene.lexicon) and not _is_of_another(tape, at, draft)
    }
    return days.pop() if len(days) == 1 else None
