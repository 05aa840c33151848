"""Which show a draft is about, where its own words do not say it: that of others, or the item's.

A name without marks beside the words that tell the news may as well be a person, a place or a
label: then a marked title, the show of another draft or the topic of the headline is the likelier.
"""

from collections.abc import Sequence

from bot.announcements.lexicon.patterns import TITLE
from bot.announcements.lexicon.title_words import TRIM
from bot.announcements.lexicon.vocabulary import Lexicon
from bot.announcements.marks.mark import Title
from bot.announcements.names.nameless import calls_a_show
from bot.announcements.names.owners import show_of_person
from bot.announcements.names.people import people_left
from bot.announcements.names.topics import (
    label_title,
    marked_titles,
    season_title,
    titles_by_season,
    topic_title,
)
from bot.announcements.rules.casting import is_somebody
from bot.announcements.rules.common import shows_beside
from bot.announcements.rules.draft import Draft
from bot.announcements.rules.each import BESIDE, for_each, with_own_season, with_those_beside
from bot.announcements.rules.parents import holds_its_parent
from bot.announcements.rules.scene import Scene
from bot.announcements.rules.seasons import season_of_the_next
from bot.announcements.rules.subjects import without_shows_before
from bot.announcements.tape.matching import Match
from bot.announcements.text.forms import fold
from bot.model import Field, Kind, Part, Status

_OF_SHOWS = {Kind.RENEWAL, Kind.CANCELLATION, Kind.GREENLIGHT}
_COMING = {Part.JOINS, Part.LEADS, Part.DECLINES}


def name_shows(drafts: Sequence[Draft], scene: Scene) -> list[Draft]:
    """Give drafts without a sure show that of the others, else that of the whole item.

    What is told of several goes to each show of a list: "A, B and C: Hulu renews three dramas".
    """
    without = [draft for draft in drafts if draft.title is None or draft.title.how == "bare"]
    nameless = [draft for draft in drafts if draft.title is None]
    _name_shows(drafts, scene)
    drafts = [
        one
        for draft in drafts
        for one in (with_those_beside(draft, scene) if draft in nameless else [draft])
    ]
    each = titles_by_season(scene.headline, scene.lexicon)
    if len({title.name for title in each}) > 1:
        return [one for draft in drafts for one in with_own_season(draft, each)]
    if not scene.tells_of_several():
        return list(drafts)
    return [
        one for draft in drafts for one in (for_each(draft, scene) if draft in without else [draft])
    ]


def _name_shows(drafts: Sequence[Draft], scene: Scene) -> None:
    marked = [title for title in marked_titles(scene.headline) if not title.credit]
    sure = [
        draft.title
        for draft in drafts
        if draft.title is not None and draft.title.how != "bare" and not draft.title.credit
    ]
    for draft in drafts:
        if _has_its_show(draft, scene):
            continue
        own = draft.title
        if own is not None and own.how == "bare" and _gives_way(own, marked, scene):
            draft.title = own = None
        elif own is not None and own.how == "bare" and _is_other_subject(draft, marked, scene):
            draft.title = None
            continue
        if not draft.match.entry.topic:
            continue
        named = [d.title for d in drafts if d.title is not None and not d.title.credit]
        # What stands before "renews" or "cancels" is the buyer: no show is looked for there.
        bought = (
            draft.match.pattern.right == "title"
            and draft.kind in _OF_SHOWS
            and draft.status is not Status.DENIED
        )
        told_before = any(_is_before(title, draft) for title in named)
        free = own is None and not told_before and draft.kind in BESIDE and not bought
        beside = shows_beside(draft.match, scene) if free else ()
        by_season = season_title(draft.match, scene.lexicon) if not marked else None
        if by_season is not None and (
            (own is not None and _is_told_before(own, by_season, draft, scene.lexicon))
            or _opens_with_whom(by_season, named, draft)
        ):
            by_season = None
        if by_season is not None:
            marked_near: list[Title] = [by_season]
        else:
            marked_near = sorted(
                (title for title in marked if not _says_whose(title, draft)),
                key=lambda title: _way_to(title, draft.match),
            )
        choices = [*marked_near, *sure, *([own] if own is not None else []), *beside, *named]
        title = next((choice for choice in choices if not is_person(choice, draft, scene)), None)
        if title is None or (title.credit and draft.kind is Kind.GREENLIGHT):
            title = _topic_of(drafts, scene, subject=not bought)
        title = _or_that_of_somebody(title, draft, scene)
        if title is not None and not is_person(title, draft, scene):
            draft.title = title
            draft.season = title.season if draft.season is None else draft.season
        else:
            draft.title = None


def _or_that_of_somebody(title: Title | None, draft: Draft, scene: Scene) -> Title | None:
    """Return the show found, or the one that owns who leaves it: "Harbour Lights' Jane Doe"."""
    if title is not None and title.credit and _is_only_credit(title, draft, scene):
        title = None
    if title is None and scene.lexicon.title_case and draft.people and not comes(draft):
        return show_of_person(scene.headline, draft.people[0][0], scene.lexicon)
    return title


def _is_before(title: Title, draft: Draft) -> bool:
    """Tell whether a show that is told of stands before a phrase, which then may go on with it."""
    match = draft.match
    return match.field is not Field.HEADLINE or title.end <= match.tape.places[match.start]


def _way_to(title: Title, match: Match) -> int:
    """Return how far from a phrase a title stands: none where it is one of the phrase's words."""
    start, end = match.tape.plain_span(match.start, match.end)
    if start <= title.start and title.end <= end:
        return 0
    return min(abs(title.start - start), abs(title.end - start))


def _has_its_show(draft: Draft, scene: Scene) -> bool:
    """Tell whether a statement names its show surely; a label goes before whose the show is."""
    own = draft.title
    if own is None:
        return False
    label = _label_of_a_maker(own, draft, scene)
    if label is not None:
        draft.title = label
        return True
    return (
        (own.how != "bare" and not own.credit)
        or _stands_apart(draft, scene)
        or season_of_the_next(scene.headline, own, scene.lexicon) is not None
    )


def _says_whose(title: Title, draft: Draft) -> bool:
    """Tell whether a title stands amid people: "Embers snags ‘Kestrel’ star Jane Doe"."""
    people, places = draft.match.people, draft.match.tape.places
    if draft.match.field is not Field.HEADLINE:
        return False
    behind = draft.match.tape.text.plain[title.end :].replace("’", "'")
    if comes(draft) and any(behind.startswith(f"'s {name}") for name, _, _ in draft.people):
        return True  # "Harbour Lights' Jane Doe joins Embers"
    if people is None:
        return False
    return places[people[0]] <= title.start and title.end <= places[people[1] - 1] + 1


def _topic_of(drafts: Sequence[Draft], scene: Scene, *, subject: bool) -> Title | None:
    """Return what the headline is about, if it is nobody of whom it tells.

    "Jane Doe joins a drama, John Roe in talks" opens with a person who is none of the talks'.
    """
    title = topic_title(scene.headline, scene.lexicon, subject=subject)
    if title is None or not scene.lexicon.title_case:
        return title
    return None if any(is_person(title, draft, scene) for draft in drafts) else title


def _is_told_before(own: Title, by_season: Title, draft: Draft, lexicon: Lexicon) -> bool:
    """Tell whether the words at a season do not name the show that stands beside a phrase.

    "Harbour Lights crew return to Port Ember to film season 3" has a place there; "cast as Aunt
    Mary in Harbour Lights season 3" has a part before the show.
    """
    match = draft.match
    if draft.kind is not Kind.CASTING or own.end != by_season.end:
        return own.end <= by_season.start
    # "to play", "opposite": a part or a person stands before the show.
    leads_on = match.tape.string[match.start : match.end].split()[-1] in lexicon.people.before
    return (leads_on and by_season.start < own.start) or (
        by_season.start < match.tape.places[match.end - 1]
    )


def _opens_with_whom(by_season: Title, named: Sequence[Title], draft: Draft) -> bool:
    """Tell whether words at a season are whom somebody replaces, too: "Ann Lee in Kestrel"."""
    return draft.match.entry.part is Part.REPLACES and any(
        title.end == by_season.end and title.start > by_season.start for title in named
    )


def _is_only_credit(title: Title, draft: Draft, scene: Scene) -> bool:
    """Tell whether a title that says who somebody is cannot be the show of the news."""
    if draft.kind is Kind.GREENLIGHT:
        return True  # what the creator of ‘Harbour Lights’ makes is another show
    if title.how == "bare" and draft.people and not (title.listed and not comes(draft)):
        return True  # "Harbour Lights fame Jane Doe joins …" is about another show
    # "‘Harbour Lights’ star Jane Doe boards a comedy" is about the comedy
    return scene.lexicon.title_case and comes(draft)


def comes(draft: Draft) -> bool:
    """Tell whether people come to a show or refuse it, and none leave it or come back."""
    return bool(draft.people) and all(part in _COMING for _, part, _ in draft.people)


def _gives_way(own: Title, marked: Sequence[Title], scene: Scene) -> bool:
    """Tell whether a marked title is the likelier show than a name without marks.

    Names are cut loosely out of letters, and capitals behind a label are anybody's: "‘Farol’: Jane
    é Lia Sá". Some only say of what kind the marked show is: "‘Kestrel’ Digs On: Hulu Hands
    Archaeology Thriller Third Season".
    """
    if not marked or scene.lexicon.letters:
        return bool(marked)
    if scene.lexicon.title_case:
        last = own.name.rpartition(" ")[2]
        if " " in own.name and calls_a_show(fold(last), scene.lexicon) and not own.listed:
            return marked[0].how == "quoted" and marked[0].end <= own.start
        # "Festival Days: Channel 4 orders thriller ‘Kestrel’": the label is a place or an event.
        label = scene.headline.text.plain[own.end - 1 : own.end + 1].strip().endswith(":")
        return label and any(one.how == "quoted" and one.start >= own.end for one in marked)
    if not scene.lexicon.sentence_case or marked[0].start > 0 or own.start < marked[0].end:
        return False
    return scene.headline.text.plain[marked[0].end :].lstrip().startswith(":")


def _label_of_a_maker(own: Title, draft: Draft, scene: Scene) -> Title | None:
    """Return the label before a name that only says whose the show is, if a headline opens with it.

    "Harbour Lights: Hulu Cancels Jane Doe Drama" is about the label; "Hulu cancels Kestrel drama"
    names the show.
    """
    lexicon, tape = scene.lexicon, scene.headline
    if not lexicon.title_case or own.how != "bare" or draft.match.tape is not tape:
        return None
    behind = tape.text.folded[own.end :].split(maxsplit=1)[:1]
    if draft.kind is Kind.CASTING or not behind or not calls_a_show(behind[0].strip(TRIM), lexicon):
        return None
    label = label_title(tape, lexicon)
    return label if label is not None and label.end <= own.start else None


def _is_other_subject(draft: Draft, marked: Sequence[Title], scene: Scene) -> bool:
    """Tell whether the news is not of the marked title: "Jane Doe confirmed for ‘Show’"."""
    slots = {draft.match.pattern.left, draft.match.pattern.right}
    if draft.kind not in _OF_SHOWS or not marked or holds_its_parent(draft.match, scene.lexicon):
        return False
    place = draft.match.tape.places[draft.match.start]
    return draft.match.title is not None or ("title" in slots and marked[0].start > place)


def _stands_apart(draft: Draft, scene: Scene) -> bool:
    """Tell whether a statement names its show without marks, and holds no marked title itself.

    "‘Kestrel’ and ‘Ember’ set crossover / Hulu renews Paradise": each part has its own; but
    "‘Kestrel’; Hulu renews true-crime drama" only says again of what kind it is.
    """
    title, tape = draft.title, draft.match.tape
    behind = tape.text.folded[title.end :].split() if title is not None else []
    if behind and behind[0].strip(TRIM) in scene.lexicon.titles.describing:
        return False
    # Marks show all shows of a headline or none: "Kestrel Renewed; The Quiet Kingdom Canceled".
    unmarked = draft.match.pattern.left == "title" and all(
        one.how != "quoted" for one in marked_titles(scene.headline)
    )
    return (
        scene.lexicon.title_case
        and draft.kind in _OF_SHOWS
        and (unmarked or draft.match.pattern.right == "title")
        and TITLE not in tape.string[slice(*draft.match.clause)]
    )


def is_person(title: Title, draft: Draft, scene: Scene) -> bool:
    """Tell whether a title without marks is one of the people, or a part of their names."""
    show = fold(title.name)
    if title.how == "bare" and show in scene.described:
        return True
    names = [fold(name) for name, _, _ in draft.people]
    if title.how == "bare" and draft.kind is Kind.CASTING and scene.lexicon.title_case:
        names += _subjects(scene, draft)
    return show in names or (
        title.how == "bare"
        and any(f" {name} " in f" {show} " or f" {show} " in f" {name} " for name in names)
    )


def _subjects(scene: Scene, draft: Draft) -> list[str]:
    """Return the people of whom a headline tells anything, folded: none of them is a show.

    Where a show stands before its verb, the same words tell of nobody who stands there: "Kestrel
    snags Jane Doe".
    """
    own = draft.match if draft.match.pattern.left == "title" else None
    names = [
        name
        for match in scene.matches
        if match.kind is Kind.CASTING
        and match.field is Field.HEADLINE
        and match.pattern.left == "people"
        and match.entry.part in _COMING
        and not (own is not None and match.start < own.end and own.start < match.end)
        and not any(match is dropped for dropped, _ in scene.dropped)
        for name in without_shows_before(
            people_left(match.tape, match.start, scene.lexicon), match, scene
        )
    ]
    return [fold(name) for name in names if is_somebody(name, scene.headline, scene.lexicon)]
