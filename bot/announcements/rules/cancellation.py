"""A show will not go on, or is dropped before it airs.

Fires on    "‘Harbour Lights’ Canceled After Two Seasons"
            "Channel 4 axes The Lantern Keepers"
            "Harbour Lights to end with season 4"
Silent on   "Tour cancelled"                             (no series)
            "Shows that were cancelled too soon"         (a list)

A season is told only where it will not be made, or is the last: "after two seasons" tells none.
"""

from bot.announcements.rules.common import drafts
from bot.announcements.rules.draft import Draft
from bot.announcements.rules.scene import Scene
from bot.announcements.tape.matching import Match


def read(match: Match, scene: Scene) -> list[Draft]:
    """Return what a match announces."""
    return drafts(match, scene)
