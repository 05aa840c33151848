"""To be told below."""

from bot.announcements.matching import Match
from bot.announcements.rules.common import drafts
from bot.announcements.scene import Draft, Scene


def read(match: Match, scene: Scene) -> list[Draft]:
    """Return what a match announces."""
    return drafts(match, scene)
