"""When a season comes: a day or a window is told, or moved.

Fires on    "‘The Lantern Keepers’ Season 4 Sets October 9 Premiere Date"
            "Harbour Lights delayed to 2032"
Silent on   "Harbour Lights episode 7 release date and time"   (an episode)
            "The premiere drew 3 million viewers"              (ratings)
"""

from bot.announcements.dates.find import FoundDate
from bot.announcements.lexicon.patterns import DATE, SEASON
from bot.announcements.lexicon.vocabulary import Lexicon
from bot.announcements.marks.seasons import PARTS, FoundSeason
from bot.announcements.rules.common import drafts, when_of
from bot.announcements.rules.draft import Draft
from bot.announcements.rules.scene import Scene
from bot.announcements.tape.matching import Match
from bot.announcements.tape.tape import Tape
from bot.model import Field, When


def read(match: Match, scene: Scene) -> list[Draft]:
    """Return what a match announces."""
    days = [at for at in range(match.start, match.end) if match.tape.string[at] == DATE]
    given = days and all(was_given_before(match.tape, at, scene.lexicon) for at in days)
    if given and not match.entry.moved:
        return []
    found = drafts(match, scene)
    if _is_long_past(match, scene):
        return []
    for draft in found:
        draft.when = _moved_to(match, scene) if match.entry.moved else when_of(match, scene)
        draft.fixed = match.entry.moved
        if match.field is Field.SUMMARY and _is_of_a_part(match):
            draft.season = None  # "part one is out in June" is told of the headline's season
    return found


def _is_long_past(match: Match, scene: Scene) -> bool:
    """Tell whether the date is of years ago: a premiere that is remembered, or a title's number."""
    when, on = when_of(match, scene), scene.article.published_on
    return when is not None and on is not None and when.end.year < on.year - 1


def holds_no_longer(tape: Tape, at: int, lexicon: Lexicon) -> bool:
    """Tell whether a date is the one that a moved premiere had: "from May 3", "was to start on …".

    What follows "to" or "now" is the new one again: "from May 3 to June 9".
    """
    if _has_lapsed(tape, at, lexicon):
        return True
    old, new = lexicon.no_longer, lexicon.instead
    start = max(tape.clause(at, at)[0], tape.string.rfind(",", 0, at) + 1)
    hits = list(old.finditer(tape.string, start, at)) if old is not None else []
    if not hits:
        return False
    first, last = hits[-1].span()
    # "from May 3 to June 9", and "now due in June".
    return new is None or not any(
        hit.start() >= last or (hit.start() < first and hit.end() >= last)
        for hit in new.finditer(tape.string, start, at)
    )


def was_given_before(tape: Tape, at: int, lexicon: Lexicon) -> bool:
    """Tell whether words right beside a date say that it was an earlier one: "first due in May"."""
    if _has_lapsed(tape, at, lexicon):
        return True
    old = lexicon.formerly
    start = max(tape.clause(at, at)[0], tape.string.rfind(",", 0, at) + 1)
    return old is not None and any(
        not tape.string[hit.end() : at].strip() for hit in old.finditer(tape.string, start, at)
    )


def _has_lapsed(tape: Tape, at: int, lexicon: Lexicon) -> bool:
    """Tell whether words right behind a date say that it holds no longer, where verbs come last."""
    behind = at + 1 + tape.string.startswith(" ", at + 1)
    return lexicon.lapsed is not None and lexicon.lapsed.match(tape.string, behind) is not None


def _moved_to(match: Match, scene: Scene) -> When | None:
    """Return the day to which a premiere is moved: the one inside the phrase, else behind it.

    Elsewhere beside "postponed" stands the date that no longer holds.
    """
    tape, new, end = match.tape, scene.lexicon.instead, match.end + 2
    dates = [
        (at, mark.value.ahead)
        for at, mark in sorted(tape.marks.items())
        if match.start <= at < max(end, match.clause[1]) and isinstance(mark.value, FoundDate)
    ]
    held = [one for one in dates if not holds_no_longer(tape, one[0], scene.lexicon)]
    if any(at < end for at, _ in dates):
        return next((when for at, when in reversed(held) if at < end), None)
    behind = (
        when
        for at, when in held
        if new is not None and new.search(tape.string, match.end - 1, at) is not None
    )
    return next(behind, None)


def _is_of_a_part(match: Match) -> bool:
    """Tell whether the season of a statement is but a part of one."""
    marks = match.tape.inside(*match.clause, SEASON)
    seasons = [mark.value for mark in marks if isinstance(mark.value, FoundSeason)]
    return bool(seasons) and all(season.unit in PARTS for season in seasons)
