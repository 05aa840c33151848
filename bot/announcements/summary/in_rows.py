"""What a summary tells in rows where its headline only counts: "Fox sets fall premiere dates".

Below stand the shows, each with its day or its season, and one verb for all of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.announcements.dates.find import FoundDate
from bot.announcements.lexicon.patterns import DATE, SEASON
from bot.announcements.marks.mark import Title
from bot.announcements.marks.seasons import FoundSeason, short_season
from bot.announcements.names.rows import Cell, cells_of
from bot.announcements.names.written import Written, is_marked
from bot.announcements.rules.draft import Draft
from bot.announcements.rules.merging import is_same_show, merged
from bot.announcements.rules.scene import Scene
from bot.announcements.tape.tape import Tape
from bot.announcements.tape.tokens import clauses_of, title_at, tokens_of
from bot.model import Kind, Precision, When

_SIGNS = {Kind.PREMIERE: DATE, Kind.RENEWAL: SEASON}
_LEAST = 2
_SEASON_BEFORE = 3
"""So many words may stand from the season on before a name: "the final season of Kestrel"."""


@dataclass(frozen=True, kw_only=True)
class _Told:
    title: Title
    season: int | None
    when: When | None


def with_rows(found: Sequence[Draft], told: Sequence[Draft], scene: Scene) -> list[Draft]:
    """Add what the summary tells in rows to what is found; the headline must speak of several.

    Args:
        found: what is told so far, each with its show.
        told: what the headline tells.
        scene: of the item.
    """
    by_kind = {draft.kind: draft for draft in told if draft.kind in _SIGNS}
    if not by_kind or not scene.lexicon.title_case:
        return list(found)
    if not scene.tells_of_several() or not scene.is_series():
        return list(found)
    drafts = list(found)
    for kind, draft in by_kind.items():
        rows = list(_rows(scene, kind))
        if len(rows) < _LEAST:
            continue
        for one in rows:
            _set(drafts, one, draft)
    return merged(drafts)


def is_a_schedule_without_its_day(draft: Draft) -> bool:
    """Tell whether a hint of days to come has found none: a slate has shows that are long over."""
    entry = draft.match.entry
    return draft.kind is Kind.PREMIERE and entry.echoed and entry.topic and draft.when is None


def _set(drafts: list[Draft], one: _Told, like: Draft) -> None:
    """Complete the draft of a row's show, or add one."""
    same = [
        draft
        for draft in drafts
        if draft.kind is like.kind and is_same_show(draft.show, one.title.name)
    ]
    if not same:
        own = replace(like, title=one.title, season=one.season, when=one.when, people=[])
        drafts.append(replace(own, evidence=list(like.evidence), fixed=True))
    for draft in same[:1] if len(same) == 1 else ():
        if like.kind is Kind.RENEWAL:
            draft.season = one.season or draft.season
        else:
            draft.season = draft.season or one.season
            draft.when = one.when or draft.when


def _rows(scene: Scene, kind: Kind) -> Iterator[_Told]:
    """Yield the shows of the summary that have a sign of a kind right behind them."""
    tape = scene.summary
    written = Written(tape=tape, lexicon=scene.lexicon, several=True, placed=False)
    day: When | None = None
    for tokens in clauses_of(tape):
        for cell in cells_of(written, tokens):
            value = tape.marks[cell.sign.start].value if cell.number is None else None
            number = _bare_number(tape, cell, value, scene.lexicon.language)
            if isinstance(value, FoundDate) and (day is None or number is None):
                day = value.ahead
            when = day if number is None else _of_the_same_month(day, number)
            told = _sign_of(kind, value, cell, when)
            if told is None or (when is not None and _is_over(when, value, scene)):
                continue
            for piece in cell.names.pieces:
                if is_marked(piece[0]) and not (title := title_at(tape, piece[0])).credit:
                    season = told[0] or title.season or _season_before(tape, cell, scene)
                    yield _Told(title=title, season=season, when=told[1])


def _is_over(when: When, value: object, scene: Scene) -> bool:
    """Tell whether a day was over when the article came, or nobody knows that it was not."""
    on = scene.article.published_on
    return when.end < on if on is not None else isinstance(value, FoundDate) and value.past


def _bare_number(tape: Tape, cell: Cell, value: object, language: str) -> int | None:
    """Return the number of a cell whose sign says no more: "the 10th", whatever month it is."""
    if cell.number is not None or not isinstance(value, FoundDate):
        return cell.number
    return short_season(tape.text.plain[value.start : value.end].split()[-1], language=language)


def _sign_of(
    kind: Kind, value: object, cell: Cell, when: When | None
) -> tuple[int | None, When | None] | None:
    """Return the season and the day that a sign tells, None where it is none of the kind's."""
    if kind is Kind.PREMIERE:
        dated = isinstance(value, FoundDate) or (cell.number is not None and when is not None)
        return (None, when) if dated else None
    if cell.number is not None:
        return (cell.number, None) if cell.number > 1 else None
    if not isinstance(value, FoundSeason) or value.numbers == (1,):
        return None
    return (value.numbers[0] if len(value.numbers) == 1 else None), None


def _of_the_same_month(day: When | None, number: int) -> When | None:
    """Return a day of the month of which the row has named another: "May 3 … on the 10th"."""
    if day is None or day.precision is not Precision.DAY:
        return None
    try:
        own = date(day.start.year, day.start.month, number)
    except ValueError:
        return None
    return When(start=own, end=own, precision=Precision.DAY)


def _season_before(tape: Tape, cell: Cell, scene: Scene) -> int | None:
    """Return the season that leads to a name: "season two of Kestrel"."""
    start = tape.clause(cell.names.start, cell.names.start)[0]
    before = tokens_of(tape, start, cell.names.start)[-_SEASON_BEFORE:]
    for at, token in enumerate(before):
        if token.word == SEASON and all(one.bare in scene.lexicon.of for one in before[at + 1 :]):
            value = tape.marks[token.start].value
            numbers = value.numbers if isinstance(value, FoundSeason) else ()
            return numbers[0] if len(numbers) == 1 else None
    return None
