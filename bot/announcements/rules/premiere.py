"""When a season comes: a day or a window is told, or moved.

Fires on    "‘The Lantern Keepers’ Season 4 Sets October 9 Premiere Date"
            "Harbour Lights delayed to 2032"
Silent on   "Harbour Lights episode 7 release date and time"   (an episode)
            "The premiere drew 3 million viewers"              (ratings)
"""

from bot.announcements.lexicon.patterns import DATE, SEASON
from bot.announcements.marks.seasons import PARTS, FoundSeason
from bot.announcements.rules.common import drafts, when_of
from bot.announcements.rules.scene import Draft, Scene
from bot.announcements.tape.matching import Match
from bot.model import Field


def read(match: Match, scene: Scene) -> list[Draft]:
    """Return what a match announces."""
    found = drafts(match, scene)
    if _is_long_past(match, scene):
        return []
    for draft in found:
        # Beside "postponed" stands the date that no longer holds, unless it is said "to" it.
        inside = DATE in match.tape.string[match.start : match.end + 2]
        draft.when = when_of(match, scene) if not match.entry.moved or inside else None
        draft.fixed = match.entry.moved
        if match.field is Field.SUMMARY and _is_of_a_part(match):
            draft.season = None  # "part one is out in June" is told of the headline's season
    return found


def _is_long_past(match: Match, scene: Scene) -> bool:
    """Tell whether the date is of years ago: a premiere that is remembered, or a title's number."""
    when, on = when_of(match, scene), scene.article.published_on
    return when is not None and on is not None and when.end.year < on.year - 1


def _is_of_a_part(match: Match) -> bool:
    """Tell whether the season of a statement is but a part of one."""
    marks = match.tape.inside(*match.clause, SEASON)
    seasons = [mark.value for mark in marks if isinstance(mark.value, FoundSeason)]
    return bool(seasons) and all(season.unit in PARTS for season in seasons)
