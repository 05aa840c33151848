"""To be told below."""

from bot.announcements.matching import Match
from bot.announcements.rules.common import drafts, when_of
from bot.announcements.scene import Draft, Scene


def read(match: Match, scene: Scene) -> list[Draft]:
    """Return what a match announces."""
    found = drafts(match, scene)
    for draft in found:
        draft.when = when_of(match)
    return found
