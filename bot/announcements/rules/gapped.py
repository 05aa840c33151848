"""News that goes on behind its statement without the words that tell it.

"HBO renews Kestrel for season 2, Embers for season 4", "‘Kestrel’ Canceled at NBC, ‘Embers’ at
Fox": what is told of the first show holds for the next, where the same small word and the same sign
follow it. "BBC orders second series of Kestrel and third series of Embers": so it does for a show
whose season stands before it as that of the first does.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import cast

from bot.announcements.dates.find import FoundDate
from bot.announcements.lexicon.patterns import DATE, NETWORK, SEASON, TITLE
from bot.announcements.lexicon.vocabulary import Lexicon
from bot.announcements.marks.mark import Title
from bot.announcements.names.runs import run_right
from bot.announcements.names.titles import bare_titles
from bot.announcements.rules.draft import Draft
from bot.announcements.rules.scene import Scene
from bot.announcements.tape.tape import Tape
from bot.announcements.tape.tokens import Token, season_at, title_at, tokens_of
from bot.model import Kind

_LED_ON = {Kind.RENEWAL, Kind.CANCELLATION, Kind.PREMIERE}
_ORDERED = {Kind.RENEWAL, Kind.GREENLIGHT}
_SIGNS = {SEASON, DATE, NETWORK}
_MOST = 12
"""So many shows at most a statement goes on with."""
_SIGHT = 300
"""So far behind a show the list ends that goes on with it."""
_SHORTEST = 2


@dataclass(frozen=True, kw_only=True)
class _Next:
    """A show that a statement goes on with, and the sign told of it."""

    title: Title
    sign: Token


def continued(draft: Draft, scene: Scene) -> list[Draft]:
    """Return what a statement of the headline tells of the shows that follow its own."""
    tape, lexicon = draft.match.tape, scene.lexicon
    if draft.title is None or not lexicon.title_case:
        return []
    place = bisect_left(tape.places, draft.title.end)
    behind = tokens_of(tape, place, min(len(tape.string), place + _SIGHT))
    led = _led(behind, lexicon)
    shows: Iterator[_Next] = iter(())
    if led is not None and draft.kind in _LED_ON:
        shows = _led_on(tape, *led, lexicon)
    elif led is None and draft.kind in _ORDERED:
        shows = _of_seasons(tape, behind, lexicon)
    return [one for show in islice(shows, _MOST) for one in _told_of(draft, show, tape)]


def _led(tokens: Sequence[Token], lexicon: Lexicon) -> tuple[Sequence[Token], str, str] | None:
    """Return what follows the sign behind a show, the word before that sign, and the sign."""
    for index, token in enumerate(tokens):
        if token.word in lexicon.joining:
            break
        if token.word in _SIGNS:
            return tokens[index + 1 :], tokens[index - 1].word if index else "", token.word
    return None


def _led_on(
    tape: Tape, tokens: Sequence[Token], lead: str, sign: str, lexicon: Lexicon
) -> Iterator[_Next]:
    """Read "and Embers for season 4, Salt Road for season 3" behind "Kestrel for season 2"."""
    while tokens := _behind_joining(tokens, lexicon):
        title, used = _show(tape, tokens, lexicon)
        told = tokens[used : used + 2]
        if title is None or [token.word for token in told] != [lead, sign]:
            break
        tokens = tokens[used + 2 :]
        yield _Next(title=title, sign=told[1])


def _of_seasons(tape: Tape, tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[_Next]:
    """Read "and third series of Embers" behind the first show."""
    while tokens := _behind_joining(tokens, lexicon):
        if tokens[0].bare in lexicon.titles.articles:
            tokens = tokens[1:]
        if len(tokens) <= _SHORTEST or tokens[0].word != SEASON or tokens[1].bare not in lexicon.of:
            break
        title, used = _show(tape, tokens[2:], lexicon)
        if title is None:
            break
        yield _Next(title=title, sign=tokens[0])
        tokens = tokens[2 + used :]


def _behind_joining(tokens: Sequence[Token], lexicon: Lexicon) -> Sequence[Token]:
    """Drop the comma or "and" that tokens begin with; nothing is left where none does."""
    first = next(
        (at for at, token in enumerate(tokens) if token.word not in lexicon.joining), len(tokens)
    )
    return tokens[first:] if first else ()


def _show(tape: Tape, tokens: Sequence[Token], lexicon: Lexicon) -> tuple[Title | None, int]:
    """Return the show that tokens begin with, and how many of them it takes."""
    if tokens and tokens[0].word == TITLE:
        return title_at(tape, tokens[0]), 1
    run = run_right(tape, list(tokens), lexicon)
    titles = bare_titles(tape, run, lexicon, first=True)
    return (titles[0] if len(titles) == 1 else None), len(run)


def _told_of(draft: Draft, of: _Next, tape: Tape) -> list[Draft]:
    """Return what is told of the next show: the same, with its own season or day."""
    kind = Kind.RENEWAL if draft.kind is Kind.GREENLIGHT else draft.kind
    own = replace(
        draft, kind=kind, title=of.title, people=list(draft.people), evidence=list(draft.evidence)
    )
    if of.sign.word == DATE:
        value = tape.marks[of.sign.start].value
        when = value.ahead if isinstance(value, FoundDate) else None
        return [replace(own, season=of.title.season, when=when)]
    if of.sign.word == NETWORK:
        network = cast(str, tape.marks[of.sign.start].value)
        return [replace(own, season=of.title.season, network=network)]
    numbers = season_at(tape, of.sign).numbers
    if draft.kind is Kind.CANCELLATION and draft.season is None:
        return [own]  # "after two seasons" tells none
    return [replace(own, season=number) for number in numbers or (None,)]
