"""More of a show that exists: a further season, a sequel, a revival, a rescue.

Fires on    "‘Harbour Lights’ Renewed for Season 3 at BBC One"
            "Netflix hands The Lantern Keepers a second season"
            "Harbour Lights won’t return for season 3, creator says"   (denied)
Silent on   "Will Harbour Lights Be Renewed?"            (a question)
            "Netflix Renews Its Deal With a Studio"      (a contract)
"""

from bot.announcements.lexicon.patterns import SEASON
from bot.announcements.marks.mark import Title
from bot.announcements.marks.seasons import FoundSeason
from bot.announcements.rules.common import drafts
from bot.announcements.rules.draft import Draft
from bot.announcements.rules.scene import Scene
from bot.announcements.tape.matching import Match
from bot.model import Kind


def read(match: Match, scene: Scene) -> list[Draft]:
    """Return what a match announces: "orders new series Harbour Lights" is no season of a show."""
    found = drafts(match, scene)
    for draft in found:
        title = draft.title if scene.lexicon.title_case and draft.season is None else None
        if title is not None and _is_new(title, match):
            draft.kind = Kind.GREENLIGHT
    return found


def _is_new(title: Title, match: Match) -> bool:
    """Tell whether nothing stands between "new series" and a title."""
    tape = match.tape
    return any(
        isinstance(mark.value, FoundSeason)
        and mark.value.is_a_show
        and " ".join(tape.text.plain[mark.end : title.start].split()) == ""
        for mark in tape.inside(match.start, match.end, SEASON)
    )
