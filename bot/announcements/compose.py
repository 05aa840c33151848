"""From what fired in an article to its announcements.

The headline decides. Its statements that no veto silences become drafts; a draft that does not
say which show takes the show of the others or of the whole item. The summary completes what the
headline told and adds what it plainly tells of the same show.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from bot.announcements.dates import FoundDate
from bot.announcements.matching import Match
from bot.announcements.patterns import DATE, SEASON
from bot.announcements.rules import cancellation, casting, filming, greenlight, premiere, renewal
from bot.announcements.rules.common import shows_beside
from bot.announcements.scene import Draft, Scene, silences
from bot.announcements.seasons import FoundSeason
from bot.announcements.tape import Title
from bot.announcements.text import fold
from bot.announcements.titles import marks_of, topic_title
from bot.model import Field, Kind, Status, When

Rule = Callable[[Match, Scene], list[Draft]]

RULES: Mapping[Kind, Rule] = {
    Kind.RENEWAL: renewal.read,
    Kind.CANCELLATION: cancellation.read,
    Kind.FILMING: filming.read,
    Kind.GREENLIGHT: greenlight.read,
    Kind.CASTING: casting.read,
    Kind.PREMIERE: premiere.read,
}
_STRENGTH = {Status.REPORTED: 0, Status.CONFIRMED: 1, Status.DENIED: 2}


def compose(scene: Scene) -> list[Draft]:
    """Return what an article announces, complete, in the order of its text."""
    if any(veto.entry.scope == "item" and not veto.entry.kinds for veto in scene.vetoes):
        return []
    told = _drafts(scene, Field.HEADLINE)
    _name_shows(told, scene)
    found = _merged(draft for draft in told if draft.title is not None)
    added = [draft for draft in _drafts(scene, Field.SUMMARY) if _belongs(draft, found, told, scene)]
    for draft in added:
        if draft.title is None or found:
            draft.title = _same_or(draft.title, found)
    found = _merged([*found, *(draft for draft in added if draft.title is not None)])
    for draft in found:
        _complete(draft, found, scene)
    return found


def _drafts(scene: Scene, field: Field) -> list[Draft]:
    """Return the drafts of one field: of overlapping phrases of a kind the first listed counts."""
    drafts: list[Draft] = []
    taken: list[Match] = []
    for match in scene.matches:
        if match.field is not field or match.entry.kind is None:
            continue
        if any(_same_words(match, other) for other in taken):
            continue
        if any(silences(veto, match) for veto in scene.vetoes) or scene.looks_back(match):
            continue
        made = RULES[match.entry.kind](match, scene)
        if made and scene.has(match.entry.needs, match, made[0].title):
            taken.append(match)
            drafts += made
    return drafts


def _same_words(match: Match, other: Match) -> bool:
    return (
        match.entry.kind is other.entry.kind
        and match.start < other.end
        and other.start < match.end
    )


def _name_shows(drafts: list[Draft], scene: Scene) -> None:
    """Give drafts without a show that of the others, else that of the whole item."""
    named = [draft.title for draft in drafts if draft.title is not None]
    quoted = [title for title in named if title.how != "bare" and not title.credit]
    marked = [
        mark.value
        for mark in scene.headline.marks.values()
        if isinstance(mark.value, Title) and not mark.value.credit
    ]
    for draft in drafts:
        weak = draft.title is None or draft.title.credit
        if draft.title is not None and draft.title.how == "bare" and marked:
            weak = True
        if not weak:
            continue
        if not draft.match.entry.topic:
            continue
        choice = (
            quoted
            or marked
            or [title for title in named if not title.credit]
            or shows_beside(draft.match, scene)
            or [title for title in (scene.topic(),) if title is not None]
        )
        if choice:
            draft.title = choice[0]
            if draft.season is None:
                draft.season = choice[0].season


def _merged(drafts: Iterable[Draft]) -> list[Draft]:
    """Keep one draft for each show, season, kind and stage."""
    chosen: list[Draft] = []
    for draft in drafts:
        twin = next((other for other in chosen if _is_twin(draft, other)), None)
        if twin is None:
            chosen.append(draft)
            continue
        if twin.season is None:
            twin.season = draft.season
        if twin.when is None:
            twin.when = draft.when
        if _STRENGTH[draft.status] > _STRENGTH[twin.status] and draft.kind is Kind.CASTING:
            twin.status = draft.status if draft.status is Status.CONFIRMED else twin.status
        names = {name for name, _, _ in twin.people}
        twin.people += [person for person in draft.people if person[0] not in names]
        twin.evidence += [proof for proof in draft.evidence if proof not in twin.evidence]
    return chosen


def _is_twin(draft: Draft, other: Draft) -> bool:
    assert draft.title is not None
    assert other.title is not None
    return (
        draft.kind is other.kind
        and draft.stage is other.stage
        and is_same_show(draft.title.name, other.title.name)
        and (draft.season == other.season or None in {draft.season, other.season})
    )


def is_same_show(one: str, other: str) -> bool:
    """Tell whether two spellings in one article name the same show."""
    first, second = _plain(one), _plain(other)
    return first == second or (
        min(len(first), len(second)) > 3 and (first in second or second in first)
    )


def _plain(name: str) -> str:
    return "".join(char for char in fold(name) if char.isalnum())


def _belongs(draft: Draft, found: Sequence[Draft], told: Sequence[Draft], scene: Scene) -> bool:
    """Tell whether a statement of the summary is news of the item."""
    if found:
        if any(other.kind is draft.kind and other.stage is draft.stage for other in found):
            return _is_near(draft, found)
        return _is_near(draft, found)
    if told:
        return draft.kind in {other.kind for other in told} and draft.title is not None
    if draft.match.entry.where == "summary":
        return draft.title is not None
    about = topic_title(scene.headline, 0, scene.lexicon)
    return about is not None and draft.title is not None and is_same_show(
        about.name, draft.title.name
    )


def _is_near(draft: Draft, found: Sequence[Draft]) -> bool:
    if draft.title is None:
        return True
    return any(
        other.title is not None and is_same_show(draft.title.name, other.title.name)
        for other in found
    )


def _same_or(title: Title | None, found: Sequence[Draft]) -> Title | None:
    for other in found:
        if other.title is not None and (
            title is None or is_same_show(title.name, other.title.name)
        ):
            return other.title
    return title


def _complete(draft: Draft, found: Sequence[Draft], scene: Scene) -> None:
    """Take season and date from the other statements of the item."""
    if draft.season is None:
        draft.season = _season_elsewhere(draft, found, scene)
    if draft.kind is Kind.PREMIERE and not draft.fixed:
        draft.when = _date_elsewhere(draft, scene)


def _season_elsewhere(draft: Draft, found: Sequence[Draft], scene: Scene) -> int | None:
    others = {
        other.season
        for other in found
        if other.season is not None
        and other.title is not None
        and draft.title is not None
        and is_same_show(draft.title.name, other.title.name)
    }
    if len(others) == 1:
        return next(iter(others))
    if draft.kind not in {Kind.RENEWAL, Kind.FILMING, Kind.PREMIERE, Kind.CASTING}:
        return None
    for tape in (scene.headline, scene.summary):
        numbers = {
            mark.value.numbers
            for mark in marks_of(tape, SEASON)
            if isinstance(mark.value, FoundSeason) and mark.value.numbers
        }
        if len(numbers) == 1:
            (only,) = numbers
            return only[-1] if len(only) == 1 and only[0] > 1 else None
        if numbers:
            return None
    return None


def _date_elsewhere(draft: Draft, scene: Scene) -> When | None:
    """Refine or complete a date by the summary: one date ahead, inside what the headline said."""
    dates = [
        mark.value.ahead
        for mark in marks_of(scene.summary, DATE)
        if isinstance(mark.value, FoundDate) and not mark.value.past
    ]
    for when in dates:
        if draft.when is None and draft.match.field is Field.HEADLINE:
            return when
        if draft.when is not None and _is_inside(when, draft.when):
            return when
    return draft.when


def _is_inside(when: When, other: When) -> bool:
    return (
        other.start <= when.start
        and when.end <= other.end
        and (when.end - when.start) < (other.end - other.start)
    )

