"""Shows that a headline withholds, marked in its summary before that is read for good.

"Fox orders five comedies" and "Jane Doe to star in new drama" tell the news and name no show. What
their summaries name without quotation marks is found by its words and marked like any title, so
that phrases, lists, seasons and dates read it as they read marked ones.
"""

import re
from collections.abc import Sequence

from bot.announcements.lexicon.patterns import BREAK, TITLE
from bot.announcements.marks.mark import Mark, Title
from bot.announcements.names.people import people_left
from bot.announcements.names.shown import shown_titles
from bot.announcements.names.written import Written
from bot.announcements.rules.draft import Draft
from bot.announcements.rules.scene import Scene
from bot.announcements.text.forms import fold
from bot.model import Field, Kind

_OF_DAYS = {Kind.PREMIERE, Kind.RENEWAL}
"""Kinds of which each show of a list has its own day or season."""
_SEVERAL = 2
_OF_MAKING = {Kind.GREENLIGHT, Kind.RENEWAL, Kind.FILMING, Kind.PREMIERE}


def mark_withheld(told: Sequence[Draft], scene: Scene) -> bool:
    """Mark the shows that the summary names beside the headline's; tell whether it names any.

    They are looked for where the headline names none, or where it or the summary says that there
    are more: "Hulu renews ‘Kestrel’ and more".

    Args:
        told: what the headline tells, named as far as it goes.
        scene: the item, whose summary is read again with the marks.
    """
    if not told:
        return False
    named = any(draft.title is not None for draft in told)
    known = _named_above(told, scene)
    if named and not _are_more(told, scene):
        if known:
            scene.mark_below(known)
        return bool(known)
    written = Written(
        tape=scene.summary,
        lexicon=scene.lexicon,
        several=named or scene.tells_of_several(),
        placed=all(draft.kind is Kind.FILMING for draft in told),
    )
    names = [
        name
        for name in shown_titles(written, _people(told, scene))
        if not _is_told_as_known(name, scene) and not _is_denied(name, told, scene)
    ]
    names += [name for name in known if not any(_overlap(name, other) for other in names)]
    if names:
        scene.mark_below(names)
    return bool(names)


def _named_above(told: Sequence[Draft], scene: Scene) -> list[Mark]:
    """Mark the several shows of a headline where the summary names them, each with its own day.

    One alone needs no marks: what stands below is told of it anyhow.
    """
    shows = {draft.show for draft in told if draft.title is not None and draft.kind in _OF_DAYS}
    if len(shows) < _SEVERAL or not scene.lexicon.title_case:
        return []
    plain = scene.summary.text.plain
    marked = [mark for mark in scene.summary.marks.values() if mark.sign == TITLE]
    found: list[Mark] = []
    for show in sorted(shows, key=len, reverse=True):
        for hit in re.finditer(rf"(?<!\w){re.escape(show)}(?!\w)", plain):
            title = Title(name=show, season=None, start=hit.start(), end=hit.end(), how="listed")
            mark = Mark(sign=TITLE, start=title.start, end=title.end, value=title)
            if not any(_overlap(mark, other) for other in (*marked, *found)):
                found.append(mark)
    return found


def _overlap(one: Mark, other: Mark) -> bool:
    return one.start < other.end and other.start < one.end


def _are_more(told: Sequence[Draft], scene: Scene) -> bool:
    """Tell whether there are more shows than a headline names.

    It tells several "premiere dates", or the summary "has also dropped" some.
    """
    shows = {draft.show for draft in told if draft.title is not None}
    dated = len(shows) == 1 and any(draft.kind is Kind.PREMIERE for draft in told)
    if dated and scene.tells_of_several():
        return True
    also = scene.lexicon.also
    return also is not None and also.search(scene.summary.string) is not None


def _is_told_as_known(name: Mark, scene: Scene) -> bool:
    """Tell whether a name stands in a statement that only recalls: "was announced last year"."""
    recalling = (
        veto.tape.plain_span(*veto.clause)
        for veto in scene.vetoes
        if veto.field is Field.SUMMARY
        and veto.entry.where == "summary"
        and veto.entry.scope == "clause"
        and not veto.entry.kinds
    )
    return any(start <= name.start < end for start, end in recalling)


def _is_denied(name: Mark, told: Sequence[Draft], scene: Scene) -> bool:
    """Tell whether the part of a sentence before a name turns round what the headline tells."""
    if scene.lexicon.denying is None or not all(draft.kind in _OF_MAKING for draft in told):
        return False
    before = scene.summary.text.folded[: name.start]
    part = re.split(r"[,;.]", before)[-1]
    return scene.lexicon.denying.search(part) is not None


def _people(told: Sequence[Draft], scene: Scene) -> list[str]:
    """Return the folded names of those whom the item tells to be people."""
    tape = scene.headline
    first = tape.string.find(BREAK)
    opening = people_left(tape, first if first > 0 else len(tape.string), scene.lexicon)
    named = [name for draft in told for name, _, _ in draft.people]
    return [fold(name) for name in (*named, *opening)] + list(scene.described)
