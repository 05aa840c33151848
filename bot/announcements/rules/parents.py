"""A marked title within a phrase: the show that is told of, or the one that it comes from."""

from collections.abc import Sequence

from bot.announcements.lexicon.patterns import TITLE
from bot.announcements.lexicon.title_words import TRIM
from bot.announcements.lexicon.vocabulary import Lexicon
from bot.announcements.marks.mark import Title
from bot.announcements.rules.draft import Draft
from bot.announcements.rules.scene import Scene
from bot.announcements.tape.matching import Match
from bot.announcements.text.forms import fold
from bot.model import Kind

_KIND = 2
"""So many words at the end of a phrase say what the show behind it is: "prequel series"."""

_MARKS = " '\"“‘"


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


def without_descriptions(told: Sequence[Draft], scene: Scene) -> list[Draft]:
    """Drop what behind a colon only describes the show before it: "‘A’ axed: ‘B’ prequel ends".

    The same kind of news must be told of both; a season that is told of the second is the first's.
    """
    kept = []
    for draft in told:
        own = next((other for other in told if _describes(draft, other, scene)), None)
        if own is None:
            kept.append(draft)
        elif own.season is None:
            own.season = draft.season
    return kept


def _describes(draft: Draft, other: Draft, scene: Scene) -> bool:
    title, first = draft.title, other.title
    if title is None or first is None or draft.kind is not other.kind or first.end >= title.start:
        return False
    if not scene.lexicon.title_case:
        return False
    plain, lexicon = scene.headline.text.plain, scene.lexicon
    following = fold(plain[title.end :]).strip(TRIM).split(maxsplit=1)[:1]
    behind_colon = plain[first.end : title.start].rstrip(_MARKS).endswith(":")
    if title.how != "quoted":
        # "Kestrel axed: Jane Doe to bow out": so a headline goes on with its people.
        return behind_colon and " " in title.name and not title.listed
    kinds = lexicon.titles.parents | lexicon.titles.describing
    return behind_colon and bool(following) and following[0].strip(TRIM) in kinds


def _words(match: Match) -> list[str]:
    return match.tape.string[match.start : match.end].split()
