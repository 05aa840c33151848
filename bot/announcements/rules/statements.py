"""From what fired in a field to drafts: which phrase has its words, and whose news it tells."""

from collections.abc import Callable, Mapping, Sequence

from bot.announcements.lexicon.patterns import SEASON, TITLE
from bot.announcements.lexicon.vocabulary import TRIM, Entry
from bot.announcements.marks.mark import Title
from bot.announcements.names.people import people_left
from bot.announcements.names.topics import (
    marked_titles,
    season_title,
    titles_by_season,
    topic_title,
)
from bot.announcements.rules import cancellation, casting, filming, greenlight, premiere, renewal
from bot.announcements.rules.casting import is_somebody
from bot.announcements.rules.common import season_of_the_next, shows_beside
from bot.announcements.rules.each import BESIDE, for_each, with_own_season, with_those_beside
from bot.announcements.rules.merging import is_same_show
from bot.announcements.rules.scene import Draft, Scene, is_a_sign, silences
from bot.announcements.tape.matching import Match
from bot.announcements.text.forms import fold
from bot.model import Field, Kind, Part, Status

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
_GOING = {Part.LEAVES, Part.DECLINES}
_COMING = {Part.JOINS, Part.LEADS, Part.DECLINES}
_MAKING = {Kind.RENEWAL, Kind.GREENLIGHT}


def drafts_of(scene: Scene, field: Field) -> list[Draft]:
    """Return the drafts of one field: words that two phrases read count once."""
    readings: list[tuple[Match, list[Draft]]] = []
    matches = [match for match in scene.matches if match.field is field]
    # What counts only beside other news must not take words from what counts by itself.
    order = sorted(matches, key=lambda match: (_leans(match.entry), _RANK[match.kind]))
    for match in order:
        made, why_not = _read(match, scene)
        if why_not:
            scene.dropped.append((match, why_not))
        else:
            readings.append((match, made))
    drafts: list[Draft] = []
    taken: list[Match] = []
    shared = (SEASON,) if scene.lexicon.sentence_case else ()
    for match, made in readings:
        # Of phrases that say the same, one that found its show goes before one that did not.
        better = made[0].title is None and any(
            _says_the_same(match, other)
            and others[0].title is not None
            and other.entry.echoed is match.entry.echoed
            and _is_taken(match, [other])
            for other, others in readings
        )
        if match.entry.echoed and not _has_its_title(match):
            drafts += made  # "a new drama" may be told below to be ordered, cast or filmed
        elif (
            not better
            and not _is_taken(match, taken, shared=shared)
            and not _is_a_farewell(match, readings)
        ):
            taken.append(match)
            drafts += made
    return sorted(drafts, key=lambda draft: draft.match.start)


def _read(match: Match, scene: Scene) -> tuple[list[Draft], str]:
    """Return the drafts of a match, or why it tells nothing."""
    veto = next((veto for veto in scene.vetoes if silences(veto, match)), None)
    if veto is not None:
        return [], f"{veto.entry.reason}: {veto.words!r}"
    if scene.looks_back(match):
        return [], "background"
    made = RULES[match.kind](match, scene)
    if not made:
        return [], "names nobody" if match.kind is Kind.CASTING else "names no show"
    titles = [draft.title for draft in made]
    listed = (title for title in titles if title is not None and title.listed)
    lacking = scene.lacks(match.entry.needs, match, next(listed, titles[0]))
    return made, f"needs {', '.join(lacking)}" if lacking else ""


def titles_told_of(scene: Scene, field: Field) -> list[Title]:
    """Return the shows beside all phrases of a field that look not back, silenced or not.

    "The network has decided not to renew Harbour Lights" is no renewal, and names the show.
    """
    made = [
        (draft.title,) if draft.title is not None else shows_beside(match, scene)[:1]
        for match in sorted(scene.matches, key=lambda match: match.start)
        if match.field is field and match.kind is not Kind.CASTING and not scene.looks_back(match)
        for draft in RULES[match.kind](match, scene)
    ]
    return [title for titles in made for title in titles]


def titles_joined(draft: Draft, scene: Scene, field: Field) -> list[Title]:
    """Return the shows of which a field tells what the headline tells of people.

    "Jane Doe joins a new drama" and "The actress will lead Kestrel" are one piece of news;
    "Jane Doe quits a drama" and "She will lead Kestrel" are two.
    """
    return [
        title
        for match in sorted(scene.matches, key=lambda match: match.start)
        if match.field is field
        and match.kind is Kind.CASTING
        and (match.entry.part in _GOING) is (draft.match.entry.part in _GOING)
        and not scene.looks_back(match)
        for title in casting.titles_joined(match, scene)
        if fold(title.name) not in scene.described
    ]


def _leans(entry: Entry) -> bool:
    """Tell whether a phrase counts only where something else tells the news, too."""
    return bool(entry.beside) or entry.echoed


def echoed_below(told: Sequence[Draft], below: Sequence[Draft]) -> list[Draft]:
    """Leave out hints of a headline that its summary does not bear out: "Harbour Lights lives!".

    Where it does, the summary says how sure the news is.
    """
    kept = []
    ended = any(one.kind is Kind.CANCELLATION and not one.match.entry.echoed for one in told)
    for draft in told:
        if draft.match.entry.echoed:
            unnamed = draft.title is None and not draft.match.entry.topic
            if unnamed and (_has_its_title(draft.match) or (ended and draft.kind in _MAKING)):
                continue
            echoes = (other for other in below if _bears_out(other, draft))
            named = (one for one in echoes if not unnamed or (one.title and not one.title.credit))
            echo = next(named, None)
            if echo is None:
                continue
            draft.status = echo.status
        kept.append(draft)
    return kept


def _has_its_title(match: Match) -> bool:
    """Tell whether a phrase says where its show stands: then without one it tells nothing."""
    return match.title is not None or "title" in {match.pattern.left, match.pattern.right}


def _bears_out(below: Draft, draft: Draft) -> bool:
    return below.kind is draft.kind and (
        draft.title is None or below.title is None or is_same_show(below.show, draft.show)
    )


def asked_above(scene: Scene) -> list[Draft]:
    """Return the castings that a headline only asks for: "Jane Doe to lead ‘Harbour Lights’?".

    They tell nothing; but what the summary tells of the same is the item's news then.
    """
    drafts: list[Draft] = []
    for match in scene.matches:
        if match.kind is not Kind.CASTING or match.field is not Field.HEADLINE:
            continue
        silent = [veto for veto in scene.vetoes if silences(veto, match)]
        if silent and all(map(is_a_sign, silent)) and not scene.looks_back(match):
            drafts += RULES[match.kind](match, scene)
    return drafts


def beside_others(drafts: list[Draft]) -> list[Draft]:
    """Leave out what counts only beside another kind that is not told.

    Two that each count only beside the other do not carry one another.
    """
    told = [draft for draft in drafts if not draft.match.entry.beside]
    for _ in range(len(Kind)):
        kinds = {draft.kind for draft in told}
        carried = [
            draft
            for draft in drafts
            if not draft.match.entry.beside or draft.match.entry.beside & kinds
        ]
        if len(carried) == len(told):
            break
        told = carried
    return told


def _is_a_farewell(match: Match, readings: Sequence[tuple[Match, list[Draft]]]) -> bool:
    """Tell whether words that end a show are those of a person: "Jane Doe dice adiós a ‘Farol’"."""
    buys = match.kind is Kind.CANCELLATION and match.pattern.right == "title"
    return buys and any(
        made[0].kind is Kind.CASTING
        and any(part is Part.LEAVES and " " in name for name, part, _ in made[0].people)
        and _is_taken(match, [other])
        for other, made in readings
    )


def _says_the_same(match: Match, other: Match) -> bool:
    one, two = match.entry, other.entry
    return (one.role, one.status, one.stage, one.part) == (
        two.role,
        two.status,
        two.stage,
        two.part,
    )


def _is_taken(match: Match, taken: Sequence[Match], *, shared: Sequence[str] = ()) -> bool:
    """Tell whether words of a match are another's.

    Args:
        match: of a phrase.
        taken: whose words are spoken for.
        shared: signs that both may read: "terá 3ª temporada em 2032" tells twice of a season.
    """
    return any(
        match.start < other.end
        and other.start < match.end
        and match.tape.string[max(match.start, other.start) : min(match.end, other.end)].strip()
        not in shared
        for other in taken
    )


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
    several = scene.lexicon.several
    if several is None or not several.search(scene.headline.string):
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
        own = draft.title
        if own is not None and (
            (own.how != "bare" and not own.credit)
            or _stands_apart(draft, scene)
            or season_of_the_next(scene.headline, own, scene.lexicon) is not None
        ):
            continue
        if own is not None and own.how == "bare" and _gives_way(own, marked, scene):
            draft.title = own = None
        elif own is not None and own.how == "bare" and _is_other_subject(draft, marked):
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
        free = own is None and not named and draft.kind in BESIDE and not bought
        beside = shows_beside(draft.match, scene) if free else ()
        by_season = season_title(draft.match, scene.lexicon) if not marked else None
        if by_season is not None and own is not None and _is_told_before(own, by_season, draft):
            by_season = None
        if by_season is not None:
            marked_near: list[Title] = [by_season]
        else:
            place = draft.match.tape.places[draft.match.start]
            marked_near = sorted(
                marked, key=lambda title: min(abs(title.start - place), abs(title.end - place))
            )
        choices = [*marked_near, *sure, *([own] if own is not None else []), *named, *beside]
        title = next((choice for choice in choices if not is_person(choice, draft, scene)), None)
        if title is None or (title.credit and draft.kind is Kind.GREENLIGHT):
            title = _topic_of(drafts, scene, subject=not bought)
        if title is not None and title.credit and _is_only_credit(title, draft, scene):
            title = None
        if title is not None and not is_person(title, draft, scene):
            draft.title = title
            draft.season = title.season if draft.season is None else draft.season
        else:
            draft.title = None


def _topic_of(drafts: Sequence[Draft], scene: Scene, *, subject: bool) -> Title | None:
    """Return what the headline is about, if it is nobody of whom it tells.

    "Jane Doe joins a drama, John Roe in talks" opens with a person who is none of the talks'.
    """
    title = topic_title(scene.headline, scene.lexicon, subject=subject)
    if title is None or not scene.lexicon.title_case:
        return title
    return None if any(is_person(title, draft, scene) for draft in drafts) else title


def _is_told_before(own: Title, by_season: Title, draft: Draft) -> bool:
    """Tell whether the words at a season do not name the show that stands beside a phrase.

    "Harbour Lights crew return to Port Isaac to film season 3" has a place there; "cast as Aunt
    Mary in Harbour Lights season 3" has a part before the show.
    """
    return own.end <= by_season.start or (
        draft.kind is Kind.CASTING
        and own.end == by_season.end
        and by_season.start < draft.match.tape.places[draft.match.end - 1]
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
    é Lia Sá".
    """
    if not marked or scene.lexicon.letters:
        return bool(marked)
    if scene.lexicon.title_case:
        # "Series Mania: Channel 4 orders thriller ‘Kestrel’": the label is a place or an event.
        label = scene.headline.text.plain[own.end - 1 : own.end + 1].strip().endswith(":")
        return label and any(one.how == "quoted" and one.start >= own.end for one in marked)
    if not scene.lexicon.sentence_case or marked[0].start > 0 or own.start < marked[0].end:
        return False
    return scene.headline.text.plain[marked[0].end :].lstrip().startswith(":")


def _is_other_subject(draft: Draft, marked: Sequence[Title]) -> bool:
    """Tell whether the news is not of the marked title: "Jane Doe confirmed for ‘Show’"."""
    slots = {draft.match.pattern.left, draft.match.pattern.right}
    if draft.kind not in _OF_SHOWS or not marked:
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
        names += _subjects(scene)
    return show in names or (
        title.how == "bare" and any(name in show or show in name for name in names)
    )


def _subjects(scene: Scene) -> list[str]:
    """Return the people of whom a headline tells anything, folded: none of them is a show."""
    names = [
        name
        for match in scene.matches
        if match.kind is Kind.CASTING
        and match.field is Field.HEADLINE
        and match.pattern.left == "people"
        and match.entry.part in _COMING
        for name in people_left(match.tape, match.start, scene.lexicon)
    ]
    return [fold(name) for name in names if is_somebody(name, scene.headline, scene.lexicon)]
