"""What the summary adds to a headline: shows that it withholds, and news of the same show."""

from collections.abc import Sequence
from typing import cast

from bot.announcements.lexicon.patterns import SEASON, TITLE
from bot.announcements.marks.mark import Title
from bot.announcements.marks.seasons import FoundSeason
from bot.announcements.names.lists import list_around
from bot.announcements.names.topics import marked_titles, named_titles, topic_title
from bot.announcements.names.written import Written, is_marked
from bot.announcements.rules.draft import Draft
from bot.announcements.rules.merging import is_same_show, merged, plain_name
from bot.announcements.rules.naming import comes, is_person
from bot.announcements.rules.scene import Scene
from bot.announcements.rules.statements import titles_joined, titles_told_of
from bot.announcements.summary.alone import dates_the_show, films_a_show, show_joined, stands_alone
from bot.announcements.summary.explained import explained_titles, listed_titles
from bot.announcements.tape.tokens import clauses_of, title_at
from bot.announcements.text.forms import fold
from bot.model import Field, Kind, Part, Stage, Status

_NEAR = 6
"""So many words may lead from a statement to the shows that it is told of."""
_LISTED = {Kind.CANCELLATION, Kind.GREENLIGHT, Kind.RENEWAL}
"""Kinds of which one article tells of many shows."""


def titles_in_item(
    draft: Draft,
    found: Sequence[Draft],
    told: Sequence[Draft],
    scene: Scene,
    *,
    beside: Sequence[Draft] = (),
) -> list[Title]:
    """Return the shows of a summary's statement that is news of the item, else nothing.

    Args:
        draft: the statement.
        found: what is told so far, each with its show.
        told: what the headline tells.
        scene: of the item.
        beside: what else the summary tells.
    """
    title = _title_in_item(draft, found, told, beside, scene)
    if title is None:
        led = _led_to(draft) if not found and _is_told(draft, told) else None
        return [] if led is None else list(list_around(scene.summary, led, scene.lexicon)) or [led]
    if draft.title is None and len(found) > 1:
        # "The first episodes will be filmed in spring" is said of both shows of the headline.
        shows = {other.show: other.title for other in found if other.title is not None}
        seasons = {other.show: other.season for other in found}
        own = [title for show, title in shows.items() if seasons[show] == draft.season]
        if draft.season is not None and own:
            return own
        match = draft.match
        touched = _touched(draft)
        if touched is not None and (same := [s for n, s in shows.items() if n == touched.name]):
            return same
        named = [mark.value for mark in match.tape.inside(*match.clause, TITLE)]
        meant = [
            shown
            for name, shown in shows.items()
            if any(isinstance(one, Title) and is_same_show(one.name, name) for one in named)
        ]
        return meant or list(shows.values())
    if not found and draft.kind in _LISTED:
        return _all_of_its_list(title, scene)
    return [title]


def _all_of_its_list(title: Title, scene: Scene) -> list[Title]:
    """Return the shows of the list of the summary in which one stands, each with its people."""
    tape, lexicon = scene.summary, scene.lexicon
    if title.how == "quoted":
        return list(list_around(tape, title, lexicon)) or [title]
    if title.how != "listed" or not lexicon.title_case:
        return [title]
    written = Written(tape=tape, lexicon=lexicon, several=True, placed=False)
    for tokens in clauses_of(tape):
        for at in range(len(tokens)):
            names = written.names_at(tokens, at)
            marked = [piece[0] for piece in names.pieces if is_marked(piece[0])] if names else []
            titles = [title_at(tape, token) for token in marked]
            if title in titles:
                return [one for one in titles if not one.credit]
    return [title]


def _is_told(draft: Draft, told: Sequence[Draft]) -> bool:
    return draft.kind in {other.kind for other in told}


def _led_to(draft: Draft) -> Title | None:
    """Return the title that a statement leads to: "picked up six new series, among them A"."""
    match = draft.match
    if draft.kind not in _LISTED or TITLE not in match.tape.string[match.end : match.clause[1]]:
        return None
    at = match.tape.string.index(TITLE, match.end)
    between = match.tape.string[match.end : at].split()
    title = match.tape.marks[at].value
    near = len(between) <= _NEAR and isinstance(title, Title) and not title.credit
    return cast(Title, title) if near else None


def _touched(draft: Draft) -> Title | None:
    """Return the one title that only a comma parts from a statement: "A and B, due in May, are"."""
    tape, start = draft.match.tape, draft.match.start
    before = tape.string[:start].rstrip()
    at = len(before.removesuffix(",")) - 1
    mark = tape.marks.get(at) if before.endswith(f"{TITLE},") else None
    return mark.value if mark is not None and isinstance(mark.value, Title) else None


def _title_in_item(
    draft: Draft,
    found: Sequence[Draft],
    told: Sequence[Draft],
    beside: Sequence[Draft],
    scene: Scene,
) -> Title | None:
    own = draft.title or draft.marked_before
    if own is not None and is_person(own, draft, scene):
        own = None
    if found:
        if own is not None and _adds_a_show(draft, own, found, beside, scene):
            return own
        return _title_beside(draft, own, found, scene)
    if told:
        # The headline tells the kind of news and no show: the summary names the shows.
        return (own or _asked_of(draft, told)) if _is_told(draft, told) else None
    about = topic_title(scene.headline, scene.lexicon)
    if draft.match.entry.alone:
        return show_joined(draft, own, about, scene)
    # "Filming of the drama Harbour Lights has been halted" is news under any headline.
    halted = draft.stage is Stage.PAUSED and own is not None and scene.is_series()
    nameless = about is None or about.how == "bare"
    if own is not None and nameless and films_a_show(draft, own, scene):
        return own
    of_series = scene.is_series() or scene.is_of_series_outlet()
    if about is None or not of_series or (halted and about.how == "bare"):
        return own if halted or draft.match.entry.where == "summary" else None
    if own is None or is_same_show(about.name, own.name):
        return about if stands_alone(draft, about, scene) else None
    return None


def _asked_of(draft: Draft, told: Sequence[Draft]) -> Title | None:
    """Return the show of which the headline asks what is told here: "Jane Doe quits Kestrel?"."""
    titles = [one.title for one in told if one.kind is draft.kind and one.title is not None]
    return titles[0] if titles else None


def _adds_a_show(
    draft: Draft, own: Title, found: Sequence[Draft], beside: Sequence[Draft], scene: Scene
) -> bool:
    """Tell whether the summary tells the headline's news of another show, too.

    It says so ("also"), or names both in one list.
    """
    also, (start, end) = scene.lexicon.also, draft.match.clause
    shows = [other.show for other in found if other.kind is draft.kind]
    of_many = any(other.kind in _LISTED for other in found)
    listed = own.how != "bare" and any(
        other.match is draft.match and any(is_same_show(other.show, show) for show in shows)
        for other in beside
        if other.title is not None
    )
    dated = draft.kind is Kind.PREMIERE and draft.when is not None
    # "Production on Kestrel has also been halted", "Kestrel is also due in May".
    filmed = any(other.kind is draft.kind and other.stage is draft.stage for other in found)
    too = bool(shows) and (dated or (draft.kind is Kind.FILMING and filmed))
    dated = dated and scene.tells_of_several()
    return (
        (draft.kind in _LISTED or too or (dated and bool(shows)))
        and not any(is_same_show(own.name, other.show) for other in found)
        and (
            listed
            or dated
            or (
                (of_many or too)
                and also is not None
                and also.search(draft.match.tape.string, start, end) is not None
            )
        )
    )


def _title_beside(
    draft: Draft, own: Title | None, found: Sequence[Draft], scene: Scene
) -> Title | None:
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
                if not scene.lexicon.cased and draft.stage is Stage.SCHEDULED:
                    other.stage = Stage.SCHEDULED  # "first shoot", and below it the day to come
            return None
        if other.kind is draft.kind:
            return same[0].title
    if own is None and draft.kind is Kind.CASTING and draft.status is Status.REPORTED:
        return None  # "Jane Doe is considering a comedy" is told of another show
    return same[0].title if _adds(draft, same, scene) else None


def _adds(draft: Draft, same: Sequence[Draft], scene: Scene) -> bool:
    """Tell whether a kind is news beside what the headline tells, not background."""
    kinds = {other.kind for other in same}
    if draft.match.entry.adds & kinds:
        return True
    if draft.match.entry.beside and not draft.match.entry.beside & kinds:
        return False
    if draft.kind is Kind.PREMIERE:
        joined = any(
            part in {Part.JOINS, Part.LEADS} for other in same for _, part, _ in other.people
        ) or not any(other.people for other in same)
        return Kind.FILMING not in kinds and (
            bool(kinds & {Kind.GREENLIGHT, Kind.RENEWAL})
            or (Kind.CANCELLATION in kinds and _is_of_the_last(draft))
            or (
                Kind.CASTING in kinds
                and joined
                and (same[0].season is None or dates_the_show(draft, scene))
            )
        )
    if draft.kind is Kind.GREENLIGHT:
        # Whoever is cast is cast in something that is made: "in the works" is background then.
        thought = draft.status is Status.REPORTED and Kind.CASTING in kinds
        return not thought and Kind.RENEWAL not in kinds and Kind.CANCELLATION not in kinds
    if draft.kind is Kind.CASTING and kinds == {Kind.FILMING}:
        # Who "stars in" what has been filmed is no news.
        return any(other.stage is not Stage.WRAPPED for other in same)
    if draft.kind is Kind.CASTING and kinds == {Kind.PREMIERE}:
        # Who leads what has its day is in it already.
        parts = {part for _, part, _ in draft.people}
        return parts != {Part.LEADS}
    if draft.kind is Kind.RENEWAL:
        if kinds == {Kind.GREENLIGHT}:
            # "Picked up", says the headline; that it is a further season, the summary.
            return plain_name(draft.show or same[0].show) == plain_name(same[0].show)
        return bool(kinds & {Kind.CANCELLATION, Kind.CASTING}) or kinds == {Kind.PREMIERE}
    # "Reports of the star quitting": the answer that the show goes on is news beside them.
    answers = draft.status is Status.DENIED and kinds == {Kind.CASTING}
    return draft.kind is not Kind.CANCELLATION or answers


def _is_of_the_last(draft: Draft) -> bool:
    """Tell whether a statement is about the last season: "the final run will air in 2032"."""
    return any(
        isinstance(mark.value, FoundSeason) and mark.value.final
        for mark in draft.match.tape.inside(*draft.match.clause, SEASON)
    )


def named_below(told: Sequence[Draft], below: Sequence[Draft], scene: Scene) -> list[Draft]:
    """Take the shows of the summary for news that names none: "Netflix orders two series".

    Not those of which the summary tells other news: "… and brought back Kestrel".
    """
    counted = scene.tells_of_several()
    return merged(
        draft.told_of(title)
        for draft in told
        if draft.match.entry.topic or (counted and not draft.match.entry.echoed)
        for title in _titles_below(draft, scene)
        if not any(is_person(title, other, scene) for other in told)
        and not (counted and any(_tells_other_news(other, title, draft) for other in below))
    )


def _tells_other_news(other: Draft, title: Title, draft: Draft) -> bool:
    """Tell whether a statement below tells of a show what cannot be told of it at once."""
    return (
        {other.kind, draft.kind} <= _LISTED
        and other.kind is not draft.kind
        and other.title is not None
        and is_same_show(other.show, title.name)
    )


def _titles_below(draft: Draft, scene: Scene) -> list[Title]:
    """Return the shows that a summary names: the one it explains, else those that it marks.

    But one, where the headline tells of but one.
    """
    tape, lexicon = scene.summary, scene.lexicon
    marked = marked_titles(tape)
    # Whoever is cast is cast in films and programmes, too, and summaries explain those as well.
    casting = draft.kind is Kind.CASTING
    surely = draft.kind is Kind.PREMIERE
    explained = [] if casting else explained_titles(tape, lexicon, surely=surely)
    listed = counted_below(scene) if draft.kind in _LISTED else []
    if listed or explained:
        return listed or explained[:1]
    if lexicon.several is None or scene.tells_of_several():
        return marked or named_titles(tape, lexicon) or _topic_below(scene)
    own = [title for title in marked if not title.credit]
    joined = titles_joined(draft, scene, Field.SUMMARY) if casting and not own else []
    if joined:
        return joined[:1]
    credited = not comes(draft) and draft.kind is not Kind.GREENLIGHT
    if not own and credited:
        own = marked  # "The ‘Lost’ star quits" is about that show; whoever comes has been in it
    if own:
        return list(list_around(tape, own[0], lexicon)) or own[:1]
    told = titles_told_of(scene, Field.SUMMARY) or named_titles(tape, lexicon)
    if casting and not told and scene.headline_tells_of_series():
        told = explained_titles(tape, lexicon)
    if told:
        return told[:1]
    return [title for title in _topic_below(scene) if credited or not title.credit]


def _topic_below(scene: Scene) -> list[Title]:
    about = topic_title(scene.summary, scene.lexicon, headline=False)
    return [] if about is None else [about]


def counted_below(scene: Scene) -> list[Title]:
    """Return all the shows of a summary whose headline only counts them, if it lists some."""
    tape, lexicon = scene.summary, scene.lexicon
    if not scene.tells_of_several():
        return []
    above = [
        title
        for title in listed_titles(scene.headline, lexicon, subject=False)
        if fold(title.name).split()[0] not in lexicon.titles.never
    ]
    if len(above) > 1:
        return above
    listed = [*listed_titles(tape, lexicon), *explained_titles(tape, lexicon)]
    if listed or any(title.how == "listed" for title in marked_titles(tape)):
        listed += [title for title in marked_titles(tape) if not title.credit]
        listed += named_titles(tape, lexicon)
    return sorted(listed, key=lambda title: title.start)


def only_return(draft: Draft, found: Sequence[Draft]) -> bool:
    """Tell whether an item only says who is back: regulars of a show are no casting news.

    In a headline they are, unless it tells what their coming back is about: a new season, its day.
    """
    told = {other.kind for other in found if other.show == draft.show}
    of_a_season = draft.season is not None and bool(
        told & {Kind.FILMING, Kind.RENEWAL, Kind.PREMIERE}
    )
    return (
        draft.kind is Kind.CASTING
        and (draft.match.field is Field.SUMMARY or of_a_season)
        and bool(draft.people)
        and all(part is Part.RETURNS for _, part, _ in draft.people)
    )
