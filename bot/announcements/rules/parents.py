"""A marked title within a phrase: the show that is told of, or the one that it comes from."""

from collections.abc import Sequence

from bot.announcements.lexicon.patterns import TITLE
from bot.announcements.lexicon.vocabulary import Lexicon
from bot.announcements.marks.mark import Title
from bot.announcements.tape.matching import Match
from bot.model import Kind

_KIND = 2
"""So many words at the end of a phrase say what the show behind it is: "prequel series"."""


def holds_its_parent(match: Match, lexicon: Lexicon) -> bool:
    """Tell whether a phrase holds the show that its own comes from: "orders ‘A’ prequel B"."""
    words = _words(match)
    return TITLE in words and any(word in lexicon.titles.parents for word in words[-_KIND:])


def holds_its_show(match: Match, behind: Sequence[Title], lexicon: Lexicon) -> bool:
    """Tell whether a phrase of new shows holds its show, so that no capitals behind it name one.

    "Greenlights ‘Kestrel’ Limited Series Shot at Sea".
    """
    bare = bool(behind) and all(title.how == "bare" for title in behind)
    of_new_shows = match.kind is Kind.GREENLIGHT and lexicon.title_case
    return of_new_shows and bare and TITLE in _words(match) and not holds_its_parent(match, lexicon)


def _words(match: Match) -> list[str]:
    return match.tape.string[match.start : match.end].split()
