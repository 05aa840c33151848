"""A network orders a show that has not existed before, or is developing it.

Fires on    "BBC One Orders Legal Drama ‘Harbour Lights’"
            "‘Harbour Lights’ spin-off in the works at Netflix"
Silent on   "The CW orders pilot of ‘Harbour Lights’"      (a pilot is no series)
            "HBO orders review after accident on set"      (the same verb)

What is ordered with a second or later season is a renewal: "greenlit for season 3".
"""

from bot.announcements.matching import Match
from bot.announcements.rules.common import drafts
from bot.announcements.scene import Draft, Scene
from bot.model import Kind


def read(match: Match, scene: Scene) -> list[Draft]:
    """Return what a match announces."""
    found = drafts(match, scene)
    for draft in found:
        if draft.season is not None and draft.season > 1:
            draft.kind = Kind.RENEWAL
    return found
