"""More of a show that exists: a further season, a sequel, a revival, a rescue.

Fires on    "‘Harbour Lights’ Renewed for Season 3 at BBC One"
            "Netflix hands The Lantern Keepers a second season"
            "Harbour Lights won’t return for season 3, creator says"   (denied)
Silent on   "Will Harbour Lights Be Renewed?"            (a question)
            "Netflix Renews Its Deal With a Studio"      (a contract)
"""

from bot.announcements.matching import Match
from bot.announcements.rules.common import drafts
from bot.announcements.scene import Draft, Scene


def read(match: Match, scene: Scene) -> list[Draft]:
    """Return what a match announces."""
    return drafts(match, scene)
