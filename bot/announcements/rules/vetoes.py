"""Which vetoes hold, and what they silence: a statement, what overlaps their words, or all."""

from collections.abc import Iterable, Sequence

from bot.announcements.lexicon.patterns import MARKS
from bot.announcements.rules.scene import Scene
from bot.announcements.tape.matching import Match
from bot.model import Field, Status


def silences(veto: Match, match: Match) -> bool:
    """Tell whether a veto concerns a match."""
    entry = veto.entry
    if entry.kinds and match.entry.kind not in entry.kinds:
        return False
    if match.entry.answers and match.field is veto.field and _lies_in(veto, match):
        return False
    if entry.scope == "words":
        return veto.field is match.field and veto.start < match.end and match.start < veto.end
    if veto.field is not match.field:
        # What the summary says of the item's nature holds for its headline, too.
        return entry.scope == "item" and (veto.field is Field.HEADLINE or entry.where == "summary")
    if entry.scope == "item":
        return True
    if veto.clause != match.clause or _has_ended(veto, match):
        return False
    between = match.tape.string[min(veto.end, match.end) : max(veto.start, match.start)]
    return entry.scope != "part" or "," not in between


def _has_ended(veto: Match, match: Match) -> bool:
    """Tell whether a question ended before a match, where no spaces part sentences."""
    if veto.end > match.start or not is_a_sign(veto):
        return False
    following = veto.tape.string[veto.end : veto.end + 1]
    return following in MARKS or (following.isalpha() and not following.isascii())


def ends_all(vetoes: Iterable[Match], matches: Sequence[Match]) -> bool:
    """Tell whether one of the vetoes silences an item as a whole, whatever it tells.

    One that lies in a phrase which holds its own answer does not: "renewed — all we know".
    """
    answers = [match for match in matches if match.entry.answers]
    return any(
        veto.entry.scope == "item"
        and not veto.entry.kinds
        and not any(veto.field is match.field and _lies_in(veto, match) for match in answers)
        for veto in vetoes
    )


def _lies_in(veto: Match, match: Match) -> bool:
    return match.start <= veto.start and veto.end <= match.end


def in_force(vetoes: list[Match], scene: Scene) -> list[Match]:
    """Leave out vetoes that something switches off, or that stand where a clause looks back."""
    return [
        veto
        for veto in vetoes
        if not (veto.entry.unless and scene.has(veto.entry.unless, veto, None))
        and not _is_answered(veto, scene)
        and scene.has(veto.entry.needs, veto, None)
        and (veto.entry.scope != "clause" or is_a_sign(veto) or not scene.looks_back(veto))
    ]


def _is_answered(veto: Match, scene: Scene) -> bool:
    """Tell whether a question is followed by the word that it is not so: "…? Netflix denies it"."""
    return is_a_sign(veto) and any(
        hedge.entry.status is Status.DENIED
        and hedge.entry.scope == "item"
        and hedge.field is veto.field
        and hedge.start >= veto.start
        for hedge in scene.hedges
    )


def sure(vetoes: list[Match], scene: Scene) -> list[Match]:
    """Keep the vetoes of which no summary can say that they are not in force."""
    return in_force([veto for veto in vetoes if not veto.entry.unless | veto.entry.needs], scene)


def is_a_sign(veto: Match) -> bool:
    """Tell whether a veto is no word: "?" asks its whole statement, looking back or not."""
    return not any(char.isalnum() for char in veto.tape.string[veto.start : veto.end])
