"""A show will not go on, or is dropped before it airs.

Fires on    "‘Harbour Lights’ Canceled After Two Seasons"
            "Channel 4 axes The Lantern Keepers"
            "Harbour Lights to end with season 4"
Silent on   "Tour cancelled"                             (no series)
            "Shows that were cancelled too soon"         (a list)
            "Harbour Lights was cancelled five years ago" (remembered)

A season is told only where it will not be made, or is the last: "after two seasons" tells none.
"""

from bot.announcements.dates.find import FoundDate
from bot.announcements.lexicon.patterns import DATE
from bot.announcements.rules.common import drafts
from bot.announcements.rules.draft import Draft
from bot.announcements.rules.scene import Scene
from bot.announcements.tape.matching import Match


def read(match: Match, scene: Scene) -> list[Draft]:
    """Return what a match announces."""
    return [] if _is_long_past(match, scene) else drafts(match, scene)


def _is_long_past(match: Match, scene: Scene) -> bool:
    """Tell whether a date right beside the words is of years ago: the end is remembered."""
    tape, on = match.tape, scene.article.published_on
    start, end = match.start, match.end
    start -= tape.string[:start].endswith(" ")
    end += tape.string[end : end + 1] == " "
    return on is not None and any(
        isinstance(mark.value, FoundDate)
        and mark.value.past
        and mark.value.when.end.year < on.year - 1
        for mark in tape.inside(max(start - 1, 0), min(end + 1, len(tape.string)), DATE)
    )
