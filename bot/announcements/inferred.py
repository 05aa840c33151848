"""From what an encoder finds likely to announcements: it says what is told, the rules of whom.

Its most telling words stand for a phrase of the lexicon; whose news it is, which season, when and
how sure, is read as it is beside any phrase.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from bot.announcements.compose import compose
from bot.announcements.laid_out import LaidOut
from bot.announcements.layers import Layers
from bot.announcements.learned.judgement import Judgement, Likely, Span
from bot.announcements.learned.load import Learned
from bot.announcements.lexicon.patterns import TITLE, Pattern
from bot.announcements.lexicon.vocabulary import Entry
from bot.announcements.marks.mark import Mark, Title
from bot.announcements.marks.titles import split_season
from bot.announcements.rules.draft import Draft
from bot.announcements.rules.merging import plain_name
from bot.announcements.rules.scene import Scene
from bot.announcements.tape.matching import Match
from bot.announcements.tape.tape import Tape
from bot.announcements.text.forms import Text
from bot.model import Announcement, Field, Kind, Status

_WORDS = re.compile(r"\S+")
_AS_OF_FILMS = frozenset({Kind.GREENLIGHT, Kind.CASTING, Kind.PREMIERE})
_FATES = {Kind.RENEWAL, Kind.CANCELLATION, Kind.GREENLIGHT}
LEARNED = "learned."
"""How the rules are called that are none."""
_NO_PHRASE = Pattern(
    source="", expression="(?!)", anchors=(), beside=(), signs=(), row="", left=None, right=None,
    reach=0,
)  # fmt: skip


def infer(
    laid_out: LaidOut, judgement: Judgement, told: Collection[Kind], learned: Learned
) -> tuple[Scene | None, tuple[Announcement, ...]]:
    """Return what an encoder is sure of and nobody has told, in the order of its text.

    Args:
        laid_out: the article.
        judgement: what the encoder says of it.
        told: the kinds that the rules have found.
        learned: how sure the encoder must be.

    Returns:
        The article laid out with what is likely in it, None where nothing is; and what it
        announces beside what is told. Where the rules find no show, or one that nothing but its
        words makes a title, the encoder names it.
    """
    likely = _untold(judgement.likely(learned.tell_from), told)
    if not likely:
        return None, ()
    scene = _lay_out(laid_out, likely)
    drafts = _drafts(scene, told)
    title = judgement.title()
    if title is not None and not drafts:
        scene = _lay_out(laid_out, likely, title)
        drafts = _drafts(scene, told)
    elif title is not None and _is_bare(drafts):
        named = _title(_layers(laid_out, title).text, title)
        drafts = [draft.renamed(named) for draft in drafts]
    return scene, tuple(map(laid_out.finish, drafts))


def better_name(laid_out: LaidOut, judgement: Judgement, show: str) -> str:
    """Return what an encoder calls a show that the rules know by nothing but its words.

    Where no capitals show names the rules take too many words for one, elsewhere too few: an
    encoder that takes more there, or fewer here, is wrong more often than right.
    """
    span = judgement.title()
    if span is None:
        return show
    title = _title(_layers(laid_out, span).text, span)
    name, _ = split_season(title.name, laid_out.lexicon)
    part, whole = (name, show) if laid_out.lexicon.cased else (show, name)
    return show if not name or plain_name(part) in plain_name(whole) else name


def _is_bare(drafts: Iterable[Draft]) -> bool:
    """Tell whether nothing but its words makes the one title of some drafts one."""
    told = list(drafts)
    return len({draft.title for draft in told}) == 1 and all(draft.is_bare for draft in told)


def _untold(likely: Iterable[Likely], told: Collection[Kind]) -> list[Likely]:
    """Return what the encoder is sure of beside what is told.

    A show goes on, ends or begins: of these three, what the rules tell stands.
    """
    without = {*told, *(_FATES if _FATES & {*told} else ())}
    return [one for one in likely if one.kind not in without]


def _drafts(scene: Scene, told: Collection[Kind]) -> list[Draft]:
    """Return what an article that was laid out by what is likely in it announces, beside this."""
    return [draft for draft in compose(scene) if draft.kind not in told]


def _lay_out(laid_out: LaidOut, likely: Iterable[Likely], title: Span | None = None) -> Scene:
    """Return an article laid out with what is likely in it, and with words marked as a title."""
    scene = laid_out.scene()
    if title is not None:
        layers = _layers(laid_out, title)
        value = _title(layers.text, title)
        mark = Mark(sign=TITLE, start=value.start, end=value.end, value=value)
        tape = layers.tape_with([mark])
        if title.field is Field.HEADLINE:
            scene.headline = tape
        else:
            scene.build_summary = lambda: tape
    laid_out.read_others(scene)
    laid_out.read_summary(scene)
    scene.vetoes = list(map(_of_likely, scene.vetoes))
    scene.add(_matches(scene.headline, likely))
    return scene


def _layers(laid_out: LaidOut, span: Span) -> Layers:
    return laid_out.headline if span.field is Field.HEADLINE else laid_out.summary


def _of_likely(veto: Match) -> Match:
    """Return a veto as it holds for what is likely.

    What silences a whole item for one of its words the encoder has weighed with all of them; but
    what is told of films in the same words it takes for news of series more easily.
    """
    if veto.entry.scope != "item" or veto.entry.kinds:
        return veto
    return replace(veto, entry=replace(veto.entry, kinds=_AS_OF_FILMS))


def _title(text: Text, span: Span) -> Title:
    """Return a title that an encoder has found, without words in small letters before it."""
    start = span.start
    words = [*_WORDS.finditer(text.plain, start, span.end)]
    large = [word.start() for word in words if not word[0][0].islower()]
    if large and any(map(str.isupper, text.plain[start : span.end])):
        start = large[0]
    name = text.plain[start : span.end]
    return Title(name=name, season=None, start=start, end=span.end, how="quoted")


def _matches(tape: Tape, likely: Iterable[Likely]) -> Iterator[Match]:
    """Yield a match for the most telling words of each kind; none where nothing can be read."""
    if not tape.string.strip():
        return
    last = len(tape.string)
    for one in likely:
        start = min(max(bisect_left(tape.places, one.start + 1) - 1, 0), last - 1)
        end = min(max(bisect_left(tape.places, one.end), start + 1), last)
        entry = Entry(
            name=f"{LEARNED}{one.kind}",
            role=one.kind,
            patterns=(_NO_PHRASE,),
            kind=one.kind,
            # What is not doubted or denied may be by words beside it.
            status=None if one.status is Status.CONFIRMED else one.status,
            stage=one.stage,
            where=Field.HEADLINE,
        )
        yield Match(
            entry=entry, pattern=_NO_PHRASE, field=Field.HEADLINE, tape=tape, start=start, end=end
        )
