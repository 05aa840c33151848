"""From what fired in an article to its announcements.

The headline decides. Its statements that no veto silences become drafts; a draft that does not
say which show takes the show of the others or of the whole item. The summary completes what the
headline told and adds what it plainly tells of the same show.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from bot.announcements.complete import complete
from bot.announcements.lexicon import ROOM
from bot.announcements.matching import Match
from bot.announcements.patterns import SEASON, TITLE
from bot.announcements.rules import cancellation, casting, filming, greenlight, premiere, renewal
from bot.announcements.rules.common import shows_beside
from bot.announcements.scene import Draft, Scene, in_force, silences
from bot.announcements.tape import Title
from bot.announcements.text import fold
from bot.announcements.topics import marked_titles, named_titles, season_title, topic_title
from bot.model import Field, Kind, Part, Stage, Status

Rule = Callable[[Match, Scene], list[Draft]]

RULES: Mapping[Kind, Rule] = {
    Kind.FILMING: filming.read,
    Kind.PREMIERE: premiere.read,
    Kind.RENEWAL: renewal.read,
    Kind.CANCELLATION: cancellation.read,
    Kind.GREENLIGHT: greenlight.read,
    Kind.CASTING: casting.read,
}
"""Where phrases of two kinds read the same words, the kind listed first has them."""

_RANK = {kind: rank for rank, kind in enumerate(RULES)}
_OF_SHOWS = {Kind.RENEWAL, Kind.CANCELLATION, Kind.GREENLIGHT}
_BESIDE = {Kind.RENEWAL, Kind.CANCELLATION, Kind.FILMING, Kind.PREMIERE}
_ALONE = {Kind.FILMING, Kind.CANCELLATION}
"""What a summary can announce under a headline that only names the show."""
_SHORTEST_PART = 4
"""A name of fewer letters is not taken for the short form of another."""


def may_announce(scene: Scene, below: Iterable[int]) -> bool:
    """Tell, from the headline alone, whether reading the summary can give anything.

    Args:
        scene: with what the headline fired.
        below: numbers of the phrases whose anchors stand in the summary.
    """
    vetoes = [veto for veto in scene.vetoes if not veto.entry.unless]
    if any(veto.entry.scope == "item" and not veto.entry.kinds for veto in vetoes):
        return False
    if any(
        not any(silences(veto, match) for veto in vetoes if veto.entry.scope != "clause")
        for match in scene.matches
    ):
        return True
    if TITLE not in scene.headline.string and SEASON not in scene.headline.string:
        return False
    return any(scene.lexicon.entries[number // ROOM].kind in _ALONE for number in below)


def compose(scene: Scene) -> list[Draft]:
    """Return what an article announces, complete, in the order of its text."""
    scene.vetoes = in_force(scene.vetoes, scene)
    if any(veto.entry.scope == "item" and not veto.entry.kinds for veto in scene.vetoes):
        return []
    told = _beside_others(_drafts(scene, Field.HEADLINE))
    _name_shows(told, scene)
    found = _merged(draft for draft in told if draft.title is not None)
    added = []
    for draft in _drafts(scene, Field.SUMMARY):
        title = _title_in_item(draft, found, told, scene)
        if title is not None:
            draft.title = title
            added.append(draft)
    found = _merged([*found, *added])
    if not found and told:
        found = _named_below(told, scene)
    found = [draft for draft in found if _is_scripted(draft, scene)]
    found = [draft for draft in found if not _only_return(draft)]
    found = _without_doubles(found)
    found = _without_ends_of_the_renewed(found)
    for draft in found:
        complete(draft, found, scene)
    return sorted(_merged(found), key=_place)


def _only_return(draft: Draft) -> bool:
    """Tell whether a summary only says who is back: regulars of a show are no casting news."""
    return (
        draft.kind is Kind.CASTING
        and draft.match.field is Field.SUMMARY
        and bool(draft.people)
        and all(part is Part.RETURNS for _, part, _ in draft.people)
    )


def _is_scripted(draft: Draft, scene: Scene) -> bool:
    return draft.title is None or fold(draft.title.name) not in scene.lexicon.titles.unscripted


def _place(draft: Draft) -> tuple[bool, int]:
    return draft.match.field is Field.SUMMARY, draft.match.start


def _named_below(told: Sequence[Draft], scene: Scene) -> list[Draft]:
    """Take the shows that the summary names for news that names none: "Netflix orders two series"."""
    titles = marked_titles(scene.summary) or named_titles(scene.summary, scene.lexicon)
    if (
        not titles
        and (about := topic_title(scene.summary, scene.lexicon, headline=False)) is not None
    ):
        titles = [about]
    return _merged(
        replace(draft, title=title, season=title.season, people=list(draft.people))
        for draft in told
        if draft.match.entry.topic
        for title in titles
        if not _is_person(title, draft)
    )


def _without_doubles(found: Sequence[Draft]) -> list[Draft]:
    """Drop a greenlight of a show whose renewal is told: both mean "is made"."""
    renewed = {
        _plain(draft.title.name)
        for draft in found
        if draft.title is not None and draft.kind is Kind.RENEWAL
    }
    return [
        draft
        for draft in found
        if draft.kind is not Kind.GREENLIGHT
        or draft.title is None
        or _plain(draft.title.name) not in renewed
    ]


def _without_ends_of_the_renewed(found: Sequence[Draft]) -> list[Draft]:
    """Drop "to end with season 5" where the same item tells that season 5 is ordered."""
    renewed = {
        _plain(draft.title.name)
        for draft in found
        if draft.title is not None
        and draft.kind is Kind.RENEWAL
        and draft.status is Status.CONFIRMED
    }
    return [
        draft
        for draft in found
        if draft.title is None
        or not draft.match.entry.last
        or _plain(draft.title.name) not in renewed
    ]


def _drafts(scene: Scene, field: Field) -> list[Draft]:
    """Return the drafts of one field: words that two phrases read count once."""
    readings: list[tuple[Match, list[Draft]]] = []
    matches = [match for match in scene.matches if match.field is field]
    for match in sorted(matches, key=lambda match: _RANK[match.kind]):
        if any(silences(veto, match) for veto in scene.vetoes) or scene.looks_back(match):
            continue
        made = RULES[match.kind](match, scene)
        if made and scene.has(match.entry.needs, match, made[0].title):
            readings.append((match, made))
    drafts: list[Draft] = []
    taken: list[Match] = []
    for match, made in readings:
        # Of the phrases of one entry, one that found its show goes before one that did not.
        better = made[0].title is None and any(
            other.entry is match.entry and others[0].title is not None and _is_taken(match, [other])
            for other, others in readings
        )
        if not better and not _is_taken(match, taken):
            taken.append(match)
            drafts += made
    return sorted(drafts, key=lambda draft: draft.match.start)


def _beside_others(drafts: list[Draft]) -> list[Draft]:
    """Leave out what counts only beside another kind that is not told."""
    kinds = {draft.kind for draft in drafts}
    return [
        draft
        for draft in drafts
        if not draft.match.entry.beside or draft.match.entry.beside & kinds
    ]


def _is_taken(match: Match, taken: Sequence[Match]) -> bool:
    return any(match.start < other.end and other.start < match.end for other in taken)


def _name_shows(drafts: Sequence[Draft], scene: Scene) -> None:
    """Give drafts without a sure show that of the others, else that of the whole item."""
    marked = [title for title in marked_titles(scene.headline) if not title.credit]
    sure = [
        draft.title
        for draft in drafts
        if draft.title is not None and draft.title.how != "bare" and not draft.title.credit
    ]
    for draft in drafts:
        own = draft.title
        if own is not None and own.how != "bare" and not own.credit:
            continue
        if own is not None and own.how == "bare" and _is_other_subject(draft, marked):
            draft.title = None
            continue
        if not draft.match.entry.topic:
            continue
        named = [d.title for d in drafts if d.title is not None and not d.title.credit]
        free = own is None and not named and draft.kind in _BESIDE
        beside = shows_beside(draft.match, scene) if free else ()
        by_season = season_title(draft.match, scene.lexicon) if not marked else None
        if by_season is not None:
            marked_near: list[Title] = [by_season]
        else:
            place = draft.match.tape.places[draft.match.start]
            marked_near = sorted(
                marked, key=lambda title: min(abs(title.start - place), abs(title.end - place))
            )
        choices = [*marked_near, *sure, *([own] if own is not None else []), *named, *beside]
        title = next((choice for choice in choices if not _is_person(choice, draft)), None)
        if title is not None and title.credit and draft.kind is Kind.GREENLIGHT:
            title = None
        if title is None:
            title = topic_title(scene.headline, scene.lexicon)
        if title is not None and not _is_person(title, draft):
            draft.title = title
            draft.season = title.season if draft.season is None else draft.season
        else:
            draft.title = None


def _is_other_subject(draft: Draft, marked: Sequence[Title]) -> bool:
    """Tell whether the news is not of the marked title: "Jane Doe confirmed for ‘Show’"."""
    slots = {draft.match.pattern.left, draft.match.pattern.right}
    if draft.kind not in _OF_SHOWS or not marked:
        return False
    place = draft.match.tape.places[draft.match.start]
    return draft.match.title is not None or ("title" in slots and marked[0].start > place)


def _is_person(title: Title, draft: Draft) -> bool:
    """Tell whether a title without marks is one of the people, or a part of their names."""
    show = fold(title.name)
    names = [fold(name) for name, _, _ in draft.people]
    return show in names or (
        title.how == "bare" and any(name in show or show in name for name in names)
    )


def _merged(drafts: Iterable[Draft]) -> list[Draft]:
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
    if twin.season is None:
        twin.season = draft.season
    if twin.when is None and not twin.fixed:
        twin.when = draft.when
    # Several people in one item: one casting, with the stronger status.
    if draft.kind is Kind.CASTING and draft.status is Status.CONFIRMED:
        if twin.match.field is draft.match.field:
            twin.status = Status.CONFIRMED
    names = {name for name, _, _ in twin.people}
    twin.people += [person for person in draft.people if person[0] not in names]
    twin.evidence += [proof for proof in draft.evidence if proof not in twin.evidence]


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
        min(len(first), len(second)) >= _SHORTEST_PART and (first in second or second in first)
    )


def _plain(name: str) -> str:
    return "".join(char for char in fold(name) if char.isalnum())


def _title_in_item(
    draft: Draft, found: Sequence[Draft], told: Sequence[Draft], scene: Scene
) -> Title | None:
    """Return the show of a summary's statement if it is news of the item, else None."""
    own = draft.title if draft.title is None or not _is_person(draft.title, draft) else None
    if found:
        return _title_beside(draft, own, found)
    if told:
        # The headline tells the kind of news and no show: the summary names the shows.
        return own if draft.kind in {other.kind for other in told} else None
    about = topic_title(scene.headline, scene.lexicon)
    if about is None or not scene.is_series():
        return own if draft.match.entry.where == "summary" else None
    if own is None or is_same_show(about.name, own.name):
        return about if _stands_alone(draft, about, scene) else None
    return None


def _title_beside(draft: Draft, own: Title | None, found: Sequence[Draft]) -> Title | None:
    """Return the headline's show if a statement of the summary adds to the headline's news."""
    shows = [other for other in found if other.title is not None]
    same = [
        other
        for other in shows
        if own is None or (other.title is not None and is_same_show(own.name, other.title.name))
    ]
    if not same:
        return None
    seasons = {other.season for other in same}
    if draft.season is not None and None not in seasons and draft.season not in seasons:
        return None
    for other in same:
        if other.kind is draft.kind is Kind.FILMING and other.stage is not draft.stage:
            # "Returns to production; cameras will roll on Wednesday" is one piece of news.
            if other.stage is Stage.STARTED and other.when is None:
                other.when = draft.when
            return None
        if other.kind is draft.kind:
            return same[0].title
    if not _adds(draft, same):
        return None
    return same[0].title


def _adds(draft: Draft, same: Sequence[Draft]) -> bool:
    """Tell whether a kind is news beside what the headline tells, not background."""
    kinds = {other.kind for other in same}
    if draft.kind is Kind.PREMIERE:
        joined = any(
            part in {Part.JOINS, Part.LEADS} for other in same for _, part, _ in other.people
        )
        return Kind.FILMING not in kinds and (
            bool(kinds & {Kind.GREENLIGHT, Kind.RENEWAL})
            or (Kind.CASTING in kinds and joined and same[0].season is None)
        )
    if draft.kind is Kind.GREENLIGHT:
        return Kind.RENEWAL not in kinds and Kind.CANCELLATION not in kinds
    if draft.kind is Kind.RENEWAL:
        return bool(kinds & {Kind.CANCELLATION, Kind.CASTING}) or kinds == {Kind.PREMIERE}
    if draft.kind is Kind.CANCELLATION:
        return False
    return True


def _stands_alone(draft: Draft, about: Title, scene: Scene) -> bool:
    """Tell whether a statement is news although the headline only names the show.

    Only what will happen or stands still: what has begun or ended is mostly told as background.
    """
    if about.how == "bare" and SEASON not in scene.headline.string:
        return False
    if any(veto.field is Field.HEADLINE for veto in scene.vetoes):
        return False
    if draft.kind is Kind.CANCELLATION:
        return draft.status is Status.DENIED
    return draft.stage is Stage.PAUSED or (
        draft.stage is Stage.SCHEDULED and draft.when is not None
    )
