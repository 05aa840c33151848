"""From what fired in a field to drafts: which phrase has its words, and whose news it tells."""

from collections.abc import Callable, Mapping, Sequence
from itertools import dropwhile

from bot.announcements.lexicon.patterns import DATE, SEASON
from bot.announcements.lexicon.vocabulary import Entry, Lexicon
from bot.announcements.marks.mark import Title
from bot.announcements.names.persons import parted_from_owner
from bot.announcements.rules import cancellation, casting, filming, greenlight, premiere, renewal
from bot.announcements.rules.common import is_only_its_day, network_of, shows_beside, status_of
from bot.announcements.rules.draft import Draft
from bot.announcements.rules.merging import is_same_show
from bot.announcements.rules.scene import Scene
from bot.announcements.rules.vetoes import is_a_sign, silences
from bot.announcements.tape.matching import Match
from bot.announcements.text.forms import fold
from bot.model import Field, Kind, Part

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
_GOING = {Part.LEAVES, Part.DECLINES}
_MAKING = {Kind.RENEWAL, Kind.GREENLIGHT}
_GOING_ON = {Kind.RENEWAL, Kind.CANCELLATION}


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
        better = any(
            _goes_before(other, others[0], match, made[0]) and _is_taken(match, [other])
            for other, others in readings
        )
        if scene.lexicon.title_case and _is_inside_a_title(match, readings):
            continue
        if match.entry.echoed and not _has_its_title(match):
            drafts += made  # "a new drama" may be told below to be ordered, cast or filmed
        elif (
            not better
            and not _is_taken(
                match,
                _rivals(match, taken, scene),
                shared=(SEASON,) if match.entry.beside else shared,
            )
            and not _is_a_farewell(match, readings)
            and not (
                scene.lexicon.cased and any(is_only_its_day(match, other) for other, _ in readings)
            )
            and not _is_told_of_somebody(match, made, readings, scene.lexicon)
        ):
            taken.append(match)
            drafts += made
    return sorted(drafts, key=lambda draft: draft.match.start)


def _is_inside_a_title(match: Match, readings: Sequence[tuple[Match, list[Draft]]]) -> bool:
    """Tell whether all words of a phrase are those of a title without marks: "London Kills"."""
    start, end = match.tape.plain_span(match.start, match.end)
    return any(
        other is not match
        and draft.title is not None
        and draft.title.how == "bare"
        and draft.title.start <= start
        and end <= draft.title.end
        for other, made in readings
        for draft in made
    )


def _rivals(match: Match, taken: Sequence[Match], scene: Scene) -> list[Match]:
    """Return the phrases that leave none of their words to another.

    A day or a cast that counts only beside a kind may be read with the very words of that kind:
    "2032年アニメ化" tells an order, and beside it a year; "starring Jane Doe ordered" a cast.
    """
    dated = DATE in match.tape.string[match.start : match.end]
    casts = match.kind is Kind.CASTING and scene.lexicon.title_case
    return [
        other
        for other in taken
        if other.kind not in match.entry.beside
        or not (dated or (casts and other.entry.status is None))
    ]


def _goes_before(other: Match, draft: Draft, match: Match, own: Draft) -> bool:
    """Tell whether a phrase goes before another that read the same words.

    One that says the same and found more does; and any does before one that needs its show beside
    it and found none: "‘Harbour Lights’ at Hulu adds five to cast" adds no show.
    """
    if _is_its_person(own, draft):
        return True  # "Jane Doe Confirms Casting Offer": no show's cast is told
    if _says_the_same(match, other):
        return _leans(other.entry) is _leans(match.entry) and _found_more(draft, own)
    if other.entry.echoed is not match.entry.echoed:
        return False
    lacks = own.title is None and not match.entry.topic
    return lacks and not _leans(other.entry) and other.entry.topic


def _read(match: Match, scene: Scene) -> tuple[list[Draft], str]:
    """Return the drafts of a match, or why it tells nothing."""
    veto = next((veto for veto in scene.vetoes if silences(veto, match)), None)
    if veto is not None:
        return [], f"{veto.entry.reason}: {veto.words!r}"
    why_not = _why_not(match, scene)
    return ([], why_not) if why_not else (_completed(match, scene), "")


def _why_not(match: Match, scene: Scene) -> str:
    """Return why a match tells nothing though no veto silences it; empty where it tells."""
    if scene.looks_back(match):
        return "background"
    made = _made(match, scene)
    if not made:
        return "names nobody" if match.kind is Kind.CASTING else "names no show"
    titles = [draft.title for draft in made]
    listed = (title for title in titles if title is not None and title.listed)
    lacking = scene.lacks(match.entry.needs, match, next(listed, titles[0]))
    return f"needs {', '.join(lacking)}" if lacking else ""


def _made(match: Match, scene: Scene) -> list[Draft]:
    """Return the drafts of a match as its own field tells them; each match is read once."""
    if match not in scene.made:
        scene.made[match] = RULES[match.kind](match, scene)
    return scene.made[match]


def _completed(match: Match, scene: Scene) -> list[Draft]:
    """Return drafts of a match to work on, with what the whole item says of them."""
    made = [draft.renamed(draft.title) for draft in _made(match, scene)]
    for draft in made:
        draft.status = status_of(match, scene)
        draft.network = network_of(scene)
    return made


def may_count(match: Match, vetoes: Sequence[Match], scene: Scene) -> bool:
    """Tell whether a phrase of the headline may tell something, whatever the summary says.

    Args:
        match: of the headline.
        vetoes: those that are in force whatever the summary says.
        scene: with what the headline fired.
    """
    silent = [veto for veto in vetoes if silences(veto, match)]
    if silent:
        return match.kind is Kind.CASTING and all(map(is_a_sign, silent))  # answered below
    return not _why_not(match, scene)


def titles_told_of(scene: Scene, field: Field) -> list[Title]:
    """Return the shows beside all phrases of a field that look not back, silenced or not.

    "The network has decided not to renew Harbour Lights" is no renewal, and names the show.
    """
    made = [
        (draft.title,) if draft.title is not None else shows_beside(match, scene)[:1]
        for match in sorted(scene.matches, key=lambda match: match.start)
        if match.field is field and match.kind is not Kind.CASTING and not scene.looks_back(match)
        for draft in _made(match, scene)
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
            echo = next((one for one in echoes if not unnamed or _names_its_show(one)), None)
            if echo is None:
                continue
            draft.status = echo.status
        kept.append(draft)
    return kept


def _names_its_show(draft: Draft) -> bool:
    """Tell whether a statement names its show, in its phrase or between marks before it."""
    before = draft.marked_before
    named = before is not None and before.how == "quoted"
    return named if draft.title is None else not draft.title.credit


def _has_its_title(match: Match) -> bool:
    """Tell whether a phrase says where its show stands: then without one it tells nothing."""
    return match.title is not None or "title" in {match.pattern.left, match.pattern.right}


def _bears_out(below: Draft, draft: Draft) -> bool:
    """Tell whether a summary tells the news of a hint: what itself leans on others proves none."""
    return (
        below.kind is draft.kind
        and not below.match.entry.beside
        and (draft.title is None or below.title is None or is_same_show(below.show, draft.show))
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
            drafts += _completed(match, scene)
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
        # "Hulu axes Harbour Lights after one series": no show stands there that parts from anybody.
        and (made[0].title is not None or other.pattern.left != "title")
        and any(part is Part.LEAVES and " " in name for name, part, _ in made[0].people)
        and _is_taken(match, [other])
        for other, made in readings
    )


def _is_its_person(one: Draft, other: Draft) -> bool:
    """Tell whether what one casting takes for its show is somebody who comes to another's."""
    return (
        one.kind is Kind.CASTING
        and one.title is not None
        and one.title.how == "bare"
        and other.title is not None
        and any(name == one.title.name for name, _, _ in other.people)
    )


def _found_more(one: Draft, other: Draft) -> bool:
    """Tell whether of two readings that say the same one found its show, or people for it."""
    if one.title is None or one.title.credit:
        return False
    return other.title is None or other.title.credit or (bool(one.people) and not other.people)


def _is_told_of_somebody(
    match: Match,
    made: Sequence[Draft],
    readings: Sequence[tuple[Match, list[Draft]]],
    lexicon: Lexicon,
) -> bool:
    """Tell whether what stands for a show is a person: "Jane Doe won't be back for ‘Farol’"."""
    titles = [draft.title for draft in made if draft.title is not None]
    if match.kind not in _GOING_ON or not lexicon.title_case:
        return False
    # "Farol: Jane Doe not returning" may be read with its label, "SVU's Jane Doe" with its show.
    owned = {_owned(title, match) for title in titles}
    if any(title.how != "bare" for title in titles) and not all(owned):
        return False
    labelled = {
        " ".join(dropwhile(lexicon.people.describing.__contains__, words.split()))
        for title in titles
        for words in [fold(title.name).rpartition(": ")[2]]
    }
    names = owned if owned and all(owned) else labelled
    return any(
        draft.kind is Kind.CASTING
        and (draft.title is not None or names is owned)
        and names <= {fold(name) for name, _, _ in draft.people}
        and _is_taken(match, [other])
        for other, others in readings
        for draft in others
    )


def _owned(title: Title, match: Match) -> str:
    """Return who stands behind the show that owns them, folded: "SVU's Jane Doe"; else nothing.

    One word is none of a person: "puts Dana's Van out of its misery".
    """
    plain, place = match.tape.text.plain, match.tape.places[match.start]
    words = title.name if title.how == "bare" else f"s{plain[title.end : place].rstrip()}"
    owner, person = parted_from_owner(words)
    return fold(person) if owner and " " in person else ""


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
