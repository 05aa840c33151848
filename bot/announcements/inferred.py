"""From what an encoder finds likely to announcements: it says what is told, the rules of whom.

Its most telling words stand for a phrase of the lexicon; whose news it is, which season, when and
how sure, is read as it is beside any phrase.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from bot.announcements.compose import compose
from bot.announcements.laid_out import LaidOut, recomposed
from bot.announcements.learned.judgement import Judgement, Likely, Span
from bot.announcements.learned.load import Learned
from bot.announcements.learned.pieces import ALONE
from bot.announcements.lexicon.patterns import TITLE, Pattern
from bot.announcements.lexicon.vocabulary import Entry, Lexicon
from bot.announcements.marks.mark import Mark, Title
from bot.announcements.marks.titles import split_season
from bot.announcements.rules.draft import Draft
from bot.announcements.rules.merging import is_same_show, plain_name
from bot.announcements.rules.parts import name_people
from bot.announcements.rules.scene import Scene
from bot.announcements.rules.statements import drafts_of
from bot.announcements.rules.vetoes import ends_all, in_force, is_a_sign
from bot.announcements.summary.complete import complete
from bot.announcements.tape.matching import Match
from bot.announcements.text.forms import fold, normalise
from bot.model import Announcement, Field, Kind, Status

_WORDS = re.compile(r"\S+")
_BEHIND = " :,;-–—"
_AS_OF_FILMS = frozenset({Kind.GREENLIGHT, Kind.CASTING, Kind.PREMIERE})
FATES = frozenset({Kind.RENEWAL, Kind.CANCELLATION, Kind.GREENLIGHT})
"""A show goes on, ends or begins: one of these is told of it."""
_UNLIKELY = 0.5
"""What an encoder finds less likely gives way to another fate of which it is sure."""
_NAMES_FROM = 5.0
"""An encoder names a show otherwise than the rules do where its words are likelier by this much, in
log-odds."""
_GOES_ON_FROM = 2.0
"""The same where capitals show how far names may go, and its name goes further."""
LEARNED = "learned."
"""How the rules are called that are none."""
_NO_PHRASE = Pattern(
    source="", expression="(?!)", anchors=(), beside=(), signs=(), row="", left=None, right=None,
    reach=0,
)  # fmt: skip


def infer(
    laid_out: LaidOut, judgement: Judgement, told: Sequence[Announcement], learned: Learned
) -> tuple[list[Scene], tuple[Announcement, ...]]:
    """Return what an encoder is sure of and nobody has told: the headline's first.

    Args:
        laid_out: the article.
        judgement: what the encoder says of it.
        told: what the rules have found.
        learned: how sure the encoder must be.

    Returns:
        The article laid out with what is likely in its headline and with what is likely in its
        summary, each where something is; and what it announces beside what is told.
    """
    kinds = {one.kind for one in told}
    scenes: list[Scene] = []
    drafts: list[Draft] = []
    above = _untold(judgement.likely(learned.tell_from, Field.HEADLINE), kinds)
    if above:
        scene, drafts = _told_above(laid_out, above, judgement, kinds)
        drafts = _of_one_fate(drafts, told)
        scenes.append(scene)
    kinds |= {draft.kind for draft in drafts}
    below = _untold(judgement.likely(learned.tell_from, Field.SUMMARY), kinds)
    shows = {one.show for one in told} | {recomposed(draft.show) for draft in drafts}
    if below and len(shows) == 1:
        scene, more = _told_below(laid_out, below, judgement, *shows)
        scenes.append(scene)
        drafts = [*drafts, *_of_one_fate(more, [*told, *drafts])]
    return scenes, tuple(map(laid_out.finish, drafts))


def reason_to_drop(kind: Kind, judgement: Judgement, learned: Learned) -> str | None:
    """Return why an encoder gives the lie to what the rules have found; None where it does not.

    It finds it next to impossible, or rather unlikely and is sure that the show has another fate.
    """
    probability = judgement.probability(kind)
    if probability < learned.drop_below:
        return "unlikely as a whole"
    others = FATES - {kind} if kind in FATES else ()
    if probability < _UNLIKELY and any(
        judgement.probability(fate) >= learned.tell_from for fate in others
    ):
        return "unlikely beside another fate"
    return None


def _told_above(
    laid_out: LaidOut, likely: Collection[Likely], judgement: Judgement, told: Collection[Kind]
) -> tuple[Scene, list[Draft]]:
    """Return what words of the headline tell, with the article as it was laid out for it.

    The encoder names the show where the rules find none, or one that nothing but its words makes a
    title, and where its name is the better one.
    """
    span = judgement.title()
    scene = _lay_out(laid_out, likely)
    drafts = _drafts(scene, told)
    if span is not None and not drafts:
        scene = _lay_out(laid_out, likely, span)
        drafts = _drafts(scene, told)
    elif span is not None and len(shows := {draft.show for draft in drafts}) == 1:
        (show,) = shows
        bare = all(draft.is_bare for draft in drafts)
        named = _title(laid_out, span)
        if bare or better_name(laid_out, judgement, show, bare=False) != show:
            drafts = [draft.told_of(named) for draft in drafts]
    return scene, drafts


def _told_below(
    laid_out: LaidOut, likely: Sequence[Likely], judgement: Judgement, show: str
) -> tuple[Scene, list[Draft]]:
    """Return what words of the summary tell of the show of which the headline tells something.

    Below a headline that tells nothing a summary is background, and what it tells of another show
    is none of the item's news; but what stands beside a phrase there and is surely no title is a
    place or somebody: "starts shooting in Cork".

    Returns:
        The article laid out with what is likely in its summary, and what that tells.
    """
    scene = _lay_out(laid_out, likely)
    scene.vetoes = in_force(scene.vetoes, scene)
    if ends_all(scene.vetoes, scene.matches):
        return scene, []
    title = Title(name=show, season=None, start=0, end=0, how="quoted")
    kinds = {one.kind for one in likely}
    found: dict[Kind, Draft] = {}
    for draft in drafts_of(scene, Field.SUMMARY):
        own = draft.title or draft.marked_before
        of_it = (
            own is None
            or is_same_show(own.name, show)
            or _is_no_title(own.name, laid_out, judgement)
        )
        if of_it and draft.kind in kinds:
            found.setdefault(draft.kind, draft.renamed(title))
    drafts = list(found.values())
    for draft in drafts:
        complete(draft, drafts, scene)
    name_people(drafts, scene)
    return scene, drafts


def better_name(laid_out: LaidOut, judgement: Judgement, show: str, *, bare: bool) -> str:
    """Return what to call the one show of which the rules tell: as they do, or as an encoder does.

    Words at which both names stand speak for neither; those of the encoder's name alone must be
    likelier a title's, by far, than those of the rules' name alone. A name that more than its
    words makes a title (marks, the catalogue) never loses words, and gives way to another only
    where it is surely no title. What the encoder has not read keeps its name.

    Args:
        laid_out: the article.
        judgement: of it.
        show: as the rules call it.
        bare: whether nothing but its words makes it a title.
    """
    span = judgement.title()
    if span is None:
        return show
    title = _title(laid_out, span)
    name = recomposed(title.name)
    mine, theirs = plain_name(name), plain_name(show)
    is_longer = theirs in mine
    if mine == theirs or not (bare or is_longer or _is_no_title(show, laid_out, judgement)):
        return show
    marked = Span(span.field, title.start, title.start + len(title.name))
    places = [
        place for place in _places(show, laid_out) if judgement.has_read(place.field, place.end - 1)
    ]
    shared = [place for place in places if place.overlaps(marked)]
    gained = [judgement.likelier(marked, place) for place in shared or places]
    goes_on = is_longer and laid_out.lexicon.title_case
    least = _GOES_ON_FROM if goes_on else _NAMES_FROM
    return name if gained and min(gained) >= least else show


def _is_no_title(show: str, laid_out: LaidOut, judgement: Judgement) -> bool:
    """Tell whether the encoder thinks that no words of a show's name are a title's."""
    places = _places(show, laid_out)
    return bool(places) and all(map(judgement.is_no_title, places))


def _places(show: str, laid_out: LaidOut) -> list[Span]:
    """Return where the fields write a name, in whatever capitals: as whole words."""
    name = re.escape(normalise(show).lowered)
    whole = re.compile(rf"(?<![^\W{ALONE}]){name}(?![^\W{ALONE}])")
    return [
        Span(field, *found.span())
        for field in Field
        for found in whole.finditer(laid_out.layers(field).text.lowered)
    ]


def _untold(likely: Iterable[Likely], told: Collection[Kind]) -> list[Likely]:
    """Return what the encoder is sure of beside what is told."""
    return [one for one in likely if one.kind not in told]


def _of_one_fate(found: Iterable[Draft], told: Collection[Announcement | Draft]) -> list[Draft]:
    """Return what is found beside what is told: a show goes on, ends or begins, never two."""
    fated = [one.show for one in told if one.kind in FATES]
    return [
        draft
        for draft in found
        if draft.kind not in FATES or not any(is_same_show(draft.show, show) for show in fated)
    ]


def _drafts(scene: Scene, told: Collection[Kind]) -> list[Draft]:
    """Return what an article that was laid out by what is likely in it announces, beside this."""
    return [draft for draft in compose(scene) if draft.kind not in told]


def _lay_out(laid_out: LaidOut, likely: Collection[Likely], title: Span | None = None) -> Scene:
    """Return an article laid out with what is likely in it, and with words marked as a title."""
    scene = laid_out.scene()
    if title is not None:
        layers = laid_out.layers(title.field)
        value = _title(laid_out, title)
        mark = Mark(sign=TITLE, start=value.start, end=value.end, value=value)
        tape = layers.tape_with([mark])
        if title.field is Field.HEADLINE:
            scene.headline = tape
        else:
            scene.build_summary = lambda: tape
    laid_out.read_others(scene)
    laid_out.read_summary(scene)
    scene.judged = frozenset(one.kind for one in likely)
    scene.vetoes = [_of_likely(veto) for veto in scene.vetoes if not _is_answered(veto)]
    scene.add(_matches(scene, likely))
    return scene


def _is_answered(veto: Match) -> bool:
    """Tell whether words follow a headline's question: "Will it return? Hulu says no"."""
    behind = veto.tape.string[veto.end :]
    return (
        veto.field is Field.HEADLINE and is_a_sign(veto) and not behind.isspace() and behind != ""
    )


def _of_likely(veto: Match) -> Match:
    """Return a veto as it holds for what is likely.

    What silences a whole item for one of its words the encoder has weighed with all of them; but
    what is told of films in the same words it takes for news of series more easily.
    """
    if veto.entry.scope != "item" or veto.entry.kinds:
        return veto
    return replace(veto, entry=replace(veto.entry, kinds=_AS_OF_FILMS))


def _title(laid_out: LaidOut, span: Span) -> Title:
    """Return a title that an encoder has found: no small words around it, no season behind it."""
    text, lexicon = laid_out.layers(span.field).text, laid_out.lexicon
    start = span.start
    words = [*_WORDS.finditer(text.plain, start, span.end)]
    large = [word.start() for word in words if not word[0][0].islower()]
    if large and any(map(str.isupper, text.plain[start : span.end])):
        start = large[0]
    name, season = text.plain[start : span.end], None
    following = _WORDS.search(text.plain, span.end) if lexicon.cased else None
    # An encoder stops within "The Final Season" as well as before it.
    for end in (following.end() if following else span.end, span.end):
        head, season = split_season(text.plain[start:end], lexicon)
        if head and head != text.plain[start:end]:
            name = head
            break
    name = _without_small_words(name, lexicon)
    return Title(name=name, season=season, start=start, end=span.end, how="quoted")


def _without_small_words(name: str, lexicon: Lexicon) -> str:
    """Return a name without marks and small words at its end, with which none ends."""
    lists = lexicon.titles
    small = lists.links | lists.connectors
    words = name.rstrip(_BEHIND).split(" ")
    while len(words) > 1 and (words[-1] in small or fold(words[-1]) in lists.articles):
        words.pop()
    return " ".join(words).rstrip(_BEHIND) or name


def _matches(scene: Scene, likely: Iterable[Likely]) -> Iterator[Match]:
    """Yield a match for the most telling words of each kind; none where nothing can be read."""
    for one in likely:
        field = one.words.field
        tape = scene.headline if field is Field.HEADLINE else scene.summary
        if not tape.string.strip():
            continue
        last = len(tape.string)
        start = min(max(bisect_left(tape.places, one.words.start + 1) - 1, 0), last - 1)
        end = min(max(bisect_left(tape.places, one.words.end), start + 1), last)
        entry = Entry(
            name=f"{LEARNED}{one.kind}",
            role=one.kind,
            patterns=(_NO_PHRASE,),
            kind=one.kind,
            # What is not doubted or denied may be by words beside it.
            status=None if one.status is Status.CONFIRMED else one.status,
            stage=one.stage,
            where=field,
        )
        yield Match(entry=entry, pattern=_NO_PHRASE, field=field, tape=tape, start=start, end=end)
