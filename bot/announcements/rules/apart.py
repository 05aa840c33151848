"""Seasons and days of a headline of several shows: each is of the show it stands beside.

"Kestrel renewed for season 2, Embers cancelled": nearest to the second verb stands the season of
the first show. "A to return in May, B begins filming": so does its month.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.announcements.dates.find import FoundDate
from bot.announcements.lexicon.patterns import DATE, SEASON
from bot.announcements.marks.mark import Mark
from bot.announcements.marks.seasons import FoundSeason
from bot.announcements.rules.draft import Draft
from bot.announcements.rules.scene import Scene
from bot.announcements.tape.matching import Match
from bot.announcements.text.forms import fold
from bot.model import Kind, Stage

_COMMA = ","


def told_apart(told: Sequence[Draft], scene: Scene) -> list[Draft]:
    """Leave seasons and days of one show out of what a headline tells of another."""
    tape = scene.headline
    above = [draft for draft in told if draft.match.tape is tape and draft.title is not None]
    if len({fold(draft.show) for draft in above}) <= 1 or len({id(d.match) for d in above}) <= 1:
        return list(told)
    owners = [
        (mark, _owner(at, mark, above))
        for at, mark in sorted(tape.marks.items())
        if mark.sign in {SEASON, DATE}
    ]
    return [_with_its_own(draft, above, owners) if draft in above else draft for draft in told]


def _owner(at: int, mark: Mark, above: Sequence[Draft]) -> Match | None:
    """Return the news that a mark belongs to: whose words it is among, else whose show is nearest.

    That is the show before it, unless a comma parts them and none parts it from the next: "A is
    cancelled, season 2 of B begins".
    """
    for draft in above:
        if draft.match.start <= at < draft.match.end:
            return draft.match
    placed = [(draft.title, draft.match) for draft in above if draft.title is not None]
    before = [one for one in placed if one[0].end <= mark.start]
    behind = [one for one in placed if one[0].start >= mark.end]
    plain = above[0].match.tape.text.plain
    if before:
        title, match = max(before, key=lambda one: one[0].end)
        if not behind or _COMMA not in plain[title.end : mark.start]:
            return match
        following, news = min(behind, key=lambda one: one[0].start)
        return match if _COMMA in plain[mark.end : following.start] else news
    return min(behind, key=lambda one: one[0].start)[1] if behind else None


def _with_its_own(
    draft: Draft, above: Sequence[Draft], owners: Sequence[tuple[Mark, Match | None]]
) -> Draft:
    """Return a draft without what stands beside another show alone."""
    shows = {fold(one.show) for one in above if one.match is draft.match}
    foreign = {
        id(owner)
        for _, owner in owners
        if owner is not None and not shows & {fold(one.show) for one in above if one.match is owner}
    }
    if not foreign:
        return draft
    own = [mark for mark, owner in owners if id(owner) not in foreign]
    others = [mark for mark, owner in owners if id(owner) in foreign]
    title = draft.title
    if draft.season is not None and title is not None and title.season is None:
        numbers = {number for mark in own for number in _numbers(mark)}
        if draft.season not in numbers and any(draft.season in _numbers(one) for one in others):
            only = (
                numbers.pop() if len(numbers) == 1 and draft.kind is not Kind.CANCELLATION else None
            )
            draft = replace(draft, season=only)
    elsewhere = any(_tells(mark, draft) for mark in others)
    if elsewhere and not any(_tells(mark, draft) for mark in own):
        stage = draft.match.entry.stage if draft.stage is Stage.SCHEDULED else draft.stage
        draft = replace(draft, when=None, stage=stage)
    return draft


def _numbers(mark: Mark) -> tuple[int, ...]:
    return mark.value.numbers if isinstance(mark.value, FoundSeason) else ()


def _tells(mark: Mark, draft: Draft) -> bool:
    value = mark.value
    if draft.when is None or not isinstance(value, FoundDate):
        return False
    return draft.when in {value.when, value.ahead, value.back}
