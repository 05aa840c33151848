"""To be told below."""

from bot.announcements.matching import Match
from bot.announcements.people import names_in, people_left, people_right
from bot.announcements.rules.common import drafts
from bot.announcements.scene import Draft, Scene


def read(match: Match, scene: Scene) -> list[Draft]:
    """Return what a match announces."""
    found = drafts(match, scene)
    names: list[str] = []
    if match.people is not None:
        names = names_in(match.tape.plain(*match.people), scene.lexicon)
    elif match.pattern.left == "people":
        names = people_left(match.tape, match.start, scene.lexicon)
    elif match.pattern.right == "people":
        names = people_right(match.tape, match.end, scene.lexicon)
    asked = match.people is not None or "people" in {match.pattern.left, match.pattern.right}
    if asked and not names:
        return []
    part = match.entry.part
    if part is not None:
        for draft in found:
            draft.people = [(name, part, match.entry.job) for name in names]
    return found
