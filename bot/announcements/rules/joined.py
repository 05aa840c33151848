"""Marked shows side by side, of which one is told news: the others are told it, too.

"「A」第2期、「B」第3期の制作が決定", "‘A’ 4 Mart'ta, ‘B’ 11 Mart'ta başlıyor": each has a season
or a day of its own beside it. "«A» se estrena el 4 de marzo y «B» el 11": the verb is said but
once. English goes other ways, see `gapped`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.announcements.dates.find import FoundDate
from bot.announcements.lexicon.patterns import BREAK, DATE, SEASON, TITLE
from bot.announcements.lexicon.vocabulary import Lexicon
from bot.announcements.marks.mark import Mark, Title
from bot.announcements.marks.seasons import FoundSeason
from bot.announcements.rules.draft import Draft
from bot.announcements.rules.scene import Scene
from bot.announcements.tape.tape import Tape
from bot.model import Kind

_OF_SEVERAL = {Kind.RENEWAL, Kind.CANCELLATION, Kind.PREMIERE, Kind.FILMING, Kind.GREENLIGHT}
_GOING_ON = {Kind.RENEWAL, Kind.CANCELLATION, Kind.PREMIERE}
_LONGEST_LEAD = 16
_MOST = 12
_LOOSE = frozenset({",", ""})
"""Between shows without signs of their own these may part anything."""


def with_those_joined(told: Sequence[Draft], scene: Scene) -> list[Draft]:
    """Add what news of a headline tells of the marked shows in a row with its own."""
    tape, lexicon = scene.headline, scene.lexicon
    if lexicon.title_case or not told or tape.string.count(TITLE) == 1:
        return list(told)
    each: list[Draft] = []
    for draft in told:
        at = _place(draft, tape)
        if at is None or draft.kind not in _OF_SEVERAL:
            each.append(draft)
            continue
        row = _row_around(tape, at, lexicon)
        each += [_told_of(draft, place, sign, tape) for place, sign in row]
        if len(row) == 1 and draft.kind in _GOING_ON:
            each += [
                _told_of(draft, place, sign, tape)
                for place, sign in _behind_the_verb(draft, at, tape, lexicon)
            ]
    return each


def _place(draft: Draft, tape: Tape) -> int | None:
    """Return where on the tape the marked show of a draft stands, if it is the headline's."""
    if draft.match.tape is not tape:
        return None
    return next((at for at, mark in tape.marks.items() if mark.value is draft.title), None)


def _row_around(tape: Tape, at: int, lexicon: Lexicon) -> list[tuple[int, str]]:
    """Return the shows in a row with one, each with the place of its own sign, -1 for none."""
    places = [place for place in sorted(tape.marks) if _is_show(tape.marks[place])]
    index = places.index(at) if at in places else -1
    if index < 0:
        return [(at, "")]
    first = last = index
    while first and _joins(tape, places[first - 1], places[first], lexicon):
        first -= 1
    while last + 1 < len(places) and _joins(tape, places[last], places[last + 1], lexicon):
        last += 1
    row = places[first : last + 1][:_MOST]
    return [(place, _own_sign(tape, place)) for place in row] if at in row else [(at, "")]


def _is_show(mark: Mark) -> bool:
    return isinstance(mark.value, Title) and not mark.value.credit and mark.value.how == "quoted"


def _own_sign(tape: Tape, at: int) -> str:
    """Return the sign right behind a title: that of a season or a day; else nothing."""
    behind = tape.string[at + 1 : at + 3].lstrip()[:1]
    return behind if behind in {SEASON, DATE} else ""


def _joins(tape: Tape, one: int, other: int, lexicon: Lexicon) -> bool:
    """Tell whether between two titles stands nothing but "and", and the sign that both have."""
    between = tape.string[one + 1 : other].strip()
    sign = _own_sign(tape, one)
    if sign:
        if _own_sign(tape, other) != sign:
            return False
        between = between[1:].strip()
        particle = between.rstrip(", ")
        if particle in lexicon.titles.particles:
            between = between[len(particle) :].strip()
        return between in lexicon.joining
    return between in lexicon.joining and between not in _LOOSE


def _behind_the_verb(
    draft: Draft, at: int, tape: Tape, lexicon: Lexicon
) -> Iterator[tuple[int, str]]:
    """Yield the shows behind a first, each with such a sign: "…, B for season 3"."""
    string = tape.string
    signs = [
        place for place in sorted(tape.marks) if place > at and string[place] in {SEASON, DATE}
    ]
    if not signs or TITLE in string[at + 1 : signs[0]] or BREAK in string[at + 1 : signs[0]]:
        return
    sign = signs[0]
    if draft.match.start > sign or (draft.kind is Kind.PREMIERE and string[sign] != DATE):
        return
    led = string[at + 1 : sign].rstrip()
    for following in signs[1:_MOST]:
        title = string.find(TITLE, sign, following)
        if title < 0 or not _is_show(tape.marks[title]) or string[following] != string[sign]:
            return
        lead = string[title + 1 : following].strip(", ")
        joined = string[sign + 1 : title].strip() in lexicon.joining
        if not joined or len(lead) > _LONGEST_LEAD or not led.endswith(lead):
            return
        yield title, string[following]
        sign = following


def _told_of(draft: Draft, at: int, sign: str, tape: Tape) -> Draft:
    """Return what is told of a show in the row, with its own season or day."""
    title = tape.marks[at].value
    if not isinstance(title, Title):
        return draft
    one = draft if title is draft.title else draft.renamed(title)
    place = tape.string.find(sign, at) if sign else -1
    value = tape.marks[place].value if place >= 0 else None
    if isinstance(value, FoundSeason) and len(value.numbers) == 1:
        return replace(one, season=value.numbers[0])
    if isinstance(value, FoundDate) and draft.kind is Kind.PREMIERE:
        return replace(one, season=title.season, when=value.ahead)
    return one if one is draft else replace(one, season=title.season or draft.season)
