"""The cameras of a show: they will roll, roll, stand still or have rolled.

Fires on    "‘The Lantern Keepers’ Season 4 Begins Filming in Leeds"
            "Production on Harbour Lights halted after storm"
Silent on   "Where was Harbour Lights filmed?"         (a question, tourism)
            "The show will wrap up with season three"  (the end of a story)

What is told as begun with a day that is still to come is scheduled: "filming begins in March".
"""

from datetime import date

from bot.announcements.matching import Match
from bot.announcements.rules.common import drafts, when_of
from bot.announcements.scene import Draft, Scene
from bot.model import Field, Stage, When


def read(match: Match, scene: Scene) -> list[Draft]:
    """Return what a match announces."""
    found = drafts(match, scene)
    when = when_of(match)
    on = scene.article.published_on
    for draft in found:
        if draft.stage is Stage.STARTED and _lies_ahead(when, on):
            draft.stage = Stage.SCHEDULED
        if draft.stage is Stage.SCHEDULED or (
            match.field is Field.HEADLINE and draft.stage is not Stage.PAUSED
        ):
            draft.when = when
    return found


def _lies_ahead(when: When | None, on: date | None) -> bool:
    return when is not None and on is not None and when.start > on
