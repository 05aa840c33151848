"""A network orders a show that has not existed before, or is developing it.

Fires on    "BBC One Orders Legal Drama ‘Harbour Lights’"
            "‘Harbour Lights’ spin-off in the works at Netflix"
Silent on   "The CW orders pilot of ‘Harbour Lights’"      (a pilot is no series)
            "HBO orders review after accident on set"      (the same verb)

What is ordered with a second or later season is a renewal: "greenlit for season 3".
"""

from collections.abc import Sequence

from bot.announcements.lexicon.patterns import SEASON, TITLE
from bot.announcements.marks.mark import Title
from bot.announcements.names.nameless import is_kind, names_a_kind
from bot.announcements.rules.common import drafts
from bot.announcements.rules.draft import Draft
from bot.announcements.rules.scene import Scene
from bot.announcements.tape.matching import Match
from bot.announcements.text.forms import fold
from bot.model import Kind

_FULL_NAME = 2
_OPENING = 3
"""So many words at the beginning of a phrase may say of what kind a show is: "musical comedy"."""


def read(match: Match, scene: Scene) -> list[Draft]:
    """Return what a match announces."""
    found = [
        draft for draft in drafts(match, scene) if not _is_of_something_else(draft, match, scene)
    ]
    for draft in found:
        if draft.title is not None and (
            _only_owns(draft.title, match, scene) or draft.title.credit
        ):
            draft.title = None
    unless_of_a_season(found)
    return found


def unless_of_a_season(drafts: Sequence[Draft]) -> None:
    """Make a renewal of what turned out to be ordered of a show that has its first season.

    Beside a show's end the season is the last one: what is ordered then is another show.
    """
    ended = {draft.show for draft in drafts if draft.kind is Kind.CANCELLATION}
    for draft in drafts:
        further = draft.season is not None and draft.season > 1
        if draft.kind is Kind.GREENLIGHT and further and draft.show not in ended:
            draft.kind = Kind.RENEWAL


def _is_of_something_else(draft: Draft, match: Match, scene: Scene) -> bool:
    """Tell whether it is of a season that something is announced: "Fox sets ‘A’ season 3 finale".

    What a veto says of the season lies behind the words of the phrase.
    """
    if draft.season is None:
        return False
    return any(
        veto.field is match.field
        and veto.entry.scope == "words"
        and Kind.GREENLIGHT in veto.entry.kinds
        and veto.tape.string[veto.start] == SEASON
        and match.end <= veto.start < match.clause[1]
        for veto in scene.vetoes
    )


def _only_owns(title: Title, match: Match, scene: Scene) -> bool:
    """Tell whether a name is that of a maker: "orders Jane Doe drama" names no show."""
    if title.how != "bare" or not scene.lexicon.cased:
        return False
    words = title.name.split()
    connectors = scene.lexicon.titles.connectors - scene.lexicon.joining
    if scene.lexicon.title_case and any(word.islower() and word in connectors for word in words):
        return False  # nobody is called "Lord of the Embers"
    if scene.lexicon.title_case and match.title is not None and len(words) == 1:
        return False  # "announces Kestrel series for Hulu": people have two names
    # What the phrase itself says is no description: "Kara Defne dizi oluyor"; but a given name
    # before a word for what people write is a maker's: "Jane Doe Comedy Lands at Fox".
    told = match.tape.places[match.start]
    end = told if title.end <= told else None
    if end is not None and _is_by_somebody(title, match, scene):
        return True
    if _is_first_of_makers(title, match, scene) or _leads_to_its_show(title, match, scene):
        return True
    if match.tape.text.plain[title.end - 1 : title.end + 1].strip().endswith(","):
        return False  # "announces Kestrel, a new series": told of the title itself
    following = fold(match.tape.text.plain[title.end : end]).split(maxsplit=1)
    if not following:
        return False
    word = following[0].strip(",.;:")
    if word in scene.lexicon.titles.adapted:
        # "orders Jane Doe series" has a maker; "orders Harbour Lights series" has what it is of.
        return is_kind(word, scene.lexicon) and fold(words[0]) in scene.lexicon.people.first
    if scene.lexicon.title_case and word not in scene.lexicon.titles.owned:
        # "Harbour Lights adaptation" is made of something that is called so.
        return names_a_kind(word, scene.lexicon)
    return word in scene.lexicon.titles.describing


def _is_by_somebody(title: Title, match: Match, scene: Scene) -> bool:
    """Tell whether a name before a phrase that begins with "comedy" is that of who writes it."""
    lists = scene.lexicon.titles
    told = match.tape.string[match.start : match.end].split()[:_OPENING]
    return (
        fold(title.name).split()[0] in scene.lexicon.people.first
        and told[0] not in lists.adapted
        and any(word in lists.owned for word in told)
    )


def _is_first_of_makers(title: Title, match: Match, scene: Scene) -> bool:
    """Tell whether a name is the first of those whose shows are told: "Jo Doe and B Roe dramas"."""
    lexicon, words = scene.lexicon, title.name.split()
    if len(words) != _FULL_NAME or fold(words[0]) not in lexicon.people.first:
        return False
    behind = fold(match.tape.text.plain[title.end :])
    joined = behind.startswith((",", " and ", " & "))
    return joined and lexicon.several is not None and lexicon.several.search(behind) is not None


def _leads_to_its_show(title: Title, match: Match, scene: Scene) -> bool:
    """Tell whether somebody's name stands before an order, and a marked show behind it."""
    words = fold(title.name).split()
    if len(words) < _FULL_NAME or words[0] not in scene.lexicon.people.first:
        return False
    behind = match.tape.inside(match.start, match.clause[1], TITLE)
    marked = (mark.value for mark in behind)
    return any(isinstance(one, Title) and one.how == "quoted" for one in marked)
