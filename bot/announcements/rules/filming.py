"""The cameras of a show: they will roll, roll, stand still or have rolled.

Fires on    "‘The Lantern Keepers’ Season 4 Begins Filming in Leeds"
            "Production on Harbour Lights halted after storm"
Silent on   "Where was Harbour Lights filmed?"         (a question, tourism)
            "The show will wrap up with season three"  (the end of a story)

What is told as begun with a day that is still to come is scheduled: "filming begins in March".
What has begun or ended has the month that touches the phrase, "wrapped in March", or the day in
the rest of its statement, "began in Leeds on Monday"; what is put off, only the day that the
phrase tells: "filming pushed to June".
"""

from collections.abc import Sequence
from datetime import date

from bot.announcements.dates.find import UNREAD, FoundDate
from bot.announcements.lexicon.patterns import DATE
from bot.announcements.lexicon.vocabulary import Lexicon
from bot.announcements.marks.mark import Mark
from bot.announcements.rules.common import drafts, when_of
from bot.announcements.rules.draft import Draft
from bot.announcements.rules.scene import Scene
from bot.announcements.tape.matching import Match
from bot.model import Precision, Stage, When

_TO_ITS_DAY = 8
"""So near behind a halt stands the day to which it lasts: " until …"."""


def read(match: Match, scene: Scene) -> list[Draft]:
    """Return what a match announces."""
    when = when_of(match, scene)
    on = scene.article.published_on
    found = drafts(match, scene)
    if scene.lexicon.letters and _is_of_a_day_ahead(match, when, on):
        # Where verbs have no tense an end is told ahead, too, and is no news: "7月殺青".
        found = [draft for draft in found if draft.stage is not Stage.WRAPPED]
    for draft in found:
        if draft.stage is Stage.STARTED and (
            _is_to_come(match, when, on, scene.lexicon) or _is_unread(match)
        ):
            draft.stage = Stage.SCHEDULED
        if draft.stage is Stage.SCHEDULED:
            draft.when = when
        elif draft.stage in {Stage.STARTED, Stage.WRAPPED}:
            draft.when = _day_past(match, on, cased=scene.lexicon.cased)
        else:
            draft.when = _put_off_to(match, on)
        draft.fixed = draft.stage is not Stage.SCHEDULED
    return found


def _is_to_come(match: Match, when: When | None, on: date | None, lexicon: Lexicon) -> bool:
    """Tell whether "begins" is said of a day ahead: beside the phrase, not over a comma.

    Where verbs have no tense, a month that is told is one to come.

    Args:
        match: the phrase.
        when: the date beside it.
        on: the day of the article, None when it is not known.
        lexicon: of its language.
    """
    tenseless = lexicon.letters
    if when is None or (on is None and not tenseless) or (on is not None and when.end <= on):
        return False
    start, end = match.clause
    places = [at for at in range(start, end) if match.tape.string[at] == DATE]
    near = min(places, key=lambda at: abs(at - match.end))
    if "," in match.tape.string[match.end : near]:
        return False
    if on is None or when.start > on:
        return True
    words = match.tape.string[match.start : match.end]
    ahead = lexicon.present is not None and lexicon.present.search(words) is not None
    past = {Precision.DAY} if tenseless or ahead else {Precision.DAY, Precision.MONTH}
    return when.precision not in past


def _is_of_a_day_ahead(match: Match, when: When | None, on: date | None) -> bool:
    """Tell whether a day that is still to come stands in a phrase or right before it."""
    words = match.tape.string[: match.end].rstrip()
    before = words[: match.start].rstrip()[-1:]
    told = DATE in before + words[match.start :]
    return told and when is not None and on is not None and when.start > on


def _is_unread(match: Match) -> bool:
    """Tell whether a phrase has a date that nobody can read and that does not look back."""
    return any(mark.value == UNREAD for mark in match.tape.inside(match.start, match.end, DATE))


def _put_off_to(match: Match, on: date | None) -> When | None:
    """Return the day to which the cameras are put off: the last one in the phrase or behind it."""
    end = match.end
    following = match.tape.string.find(DATE, end, end + _TO_ITS_DAY)
    if following >= 0 and "," not in match.tape.string[end:following]:
        end = following + 1
    to_come = [
        each.value.when
        for each in match.tape.inside(match.start, end, DATE)
        if isinstance(each.value, FoundDate) and on is not None and each.value.when.start > on
    ]
    return to_come[-1] if to_come else None


def _day_past(match: Match, on: date | None, *, cased: bool) -> When | None:
    """Return the day or month that touches what has begun or ended, if it is no later day.

    Args:
        match: the phrase.
        on: the day of the article, None when it is not known.
        cased: whether the language has capitals; where it has none verbs come last, so that a day
            stands before them in their statement, and tell of what is to come, too.
    """
    tape = match.tape
    first = match.start
    while first > 0 and tape.string[first - 1] == " ":
        first -= 1
    inside = tape.inside(max(first - 1, 0), match.end, DATE)
    touching = inside or (_touching_behind(match) if cased else [])
    beside = _day_behind if cased else _day_before
    value = touching[0].value if touching else beside(match)
    if not isinstance(value, FoundDate):
        return None
    # "Wrapped on June 8" of an item of November: the last June, though the next is nearer.
    when = value.back if touching and cased else value.when
    if on is not None and when.start > on:
        return None
    return when if when.precision in {Precision.DAY, Precision.MONTH} else None


def _touching_behind(match: Match) -> Sequence[Mark]:
    """Return the day right behind a phrase, over one small word: "wrapped on June 8".

    What goes on behind a comma is told of something else: "wrapped, June 8 on Netflix".
    """
    tape = match.tape
    at = tape.string.find(DATE, match.end, match.end + _TO_ITS_DAY)
    words = tape.string[match.end : at].split()
    if at >= 0 and "," in tape.string[match.end : at] and at + 1 < match.clause[1]:
        return []
    found = tape.inside(match.end, at + 1, DATE) if at >= 0 and len(words) <= 1 else []
    return found if _day_of(found) is not None else []


def _day_behind(match: Match) -> FoundDate | None:
    """Return the day in the rest of a statement, up to a comma: "begins in Leeds on Monday"."""
    tape, (_, end) = match.tape, match.clause
    comma = tape.string.find(",", match.end, end)
    return _day_of(tape.inside(match.end, end if comma < 0 else comma, DATE)[:1])


def _day_before(match: Match) -> FoundDate | None:
    """Return the day in a statement that ends with its verb, behind a comma: "22일 밤 촬영 끝"."""
    tape, (start, _) = match.tape, match.clause
    comma = tape.string.rfind(",", start, match.start)
    return _day_of(tape.inside(max(comma, start), match.start, DATE)[-1:])


def _day_of(marks: Sequence[Mark]) -> FoundDate | None:
    for mark in marks:
        if isinstance(mark.value, FoundDate) and mark.value.when.precision is Precision.DAY:
            return mark.value
    return None
