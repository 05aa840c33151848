"""People whom a headline tells of without a name: "Oscar winner", "three more", "new villains".

Outlets keep the name for the text, so that somebody reads it. That a show gets somebody is the
news all the same.
"""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import dropwhile

from bot.announcements.lexicon.vocabulary import Lexicon
from bot.announcements.marks.mark import Title
from bot.announcements.tape.tape import Tape
from bot.announcements.tape.tokens import MARK_SIGNS, Token, tokens_of

_REACH = 6
"""So many words behind a verb somebody may be told of: "adds a familiar Game of Thrones star"."""


def somebody_left(tape: Tape, at: int, lexicon: Lexicon) -> bool:
    """Tell whether words for people stand right before a place: "Oscar winner" joins."""
    start, _ = tape.clause(at, at)
    tokens = tokens_of(tape, start, at)
    while tokens and tokens[-1].bare in lexicon.people.links - lexicon.people.persons:
        tokens.pop()
    return _is_somebody(tokens, len(tokens) - 1, lexicon)


def somebody_right(tape: Tape, at: int, lexicon: Lexicon) -> bool:
    """Tell whether words for people follow a place before others do: adds "three newcomers"."""
    _, stop = tape.clause(at, at)
    tokens = tokens_of(tape, at, stop)[:_REACH]
    for index, token in enumerate(tokens):
        if _is_somebody(tokens, index, lexicon):
            # "adds star power": a word that goes on is none for people.
            return token.word.endswith(",") or _goes_on_well(tokens[index + 1 :], lexicon)
        if index and token.bare in lexicon.people.stops - lexicon.titles.connectors:
            return False
    return False


def stands_alone(tape: Tape, at: int, title: Title, lexicon: Lexicon) -> bool:
    """Tell whether somebody comes to a show, not to what is of it: "join ‘A’ stars at a strike".

    Args:
        tape: of the headline.
        at: where the phrase ends.
        title: the show beside it.
        lexicon: of the language.
    """
    first, last = bisect_left(tape.places, title.start), bisect_left(tape.places, title.end)
    if last <= at:
        return True  # "‘A’ adds two newcomers"
    _, stop = tape.clause(last, last)
    small = lexicon.titles.stops | lexicon.titles.describing | lexicon.people.links
    between = tokens_of(tape, at, first) if first > at else []
    if tape.string[:at].split()[-1] in lexicon.people.before:  # "will play the Queen in ‘A’"
        between = list(dropwhile(lambda token: token.bare not in lexicon.inside, between))
    behind = tokens_of(tape, last, stop)[:1]
    return all(
        token.word in MARK_SIGNS or not token.bare or token.bare in small
        for token in (*between, *behind)
    )


def _goes_on_well(following: Sequence[Token], lexicon: Lexicon) -> bool:
    """Tell whether what follows people is no thing: "three newcomers for season 2", "as leads".

    "adds star power" and "adds star to Walk of Fame" tell of no cast.
    """
    first, rest = following[:1], following[1:2]
    if first and first[0].bare in lexicon.of:
        first = rest
    people = lexicon.people
    fine = people.stops | people.connectors | people.never | lexicon.titles.describing
    return all(token.word in MARK_SIGNS or token.bare in fine for token in first)


def _is_somebody(tokens: list[Token], index: int, lexicon: Lexicon) -> bool:
    if index < 0 or tokens[index].word in MARK_SIGNS:
        return False
    bare = tokens[index].bare
    if bare in lexicon.people.persons:
        return True
    counted = index > 0 and tokens[index - 1].bare in lexicon.titles.numbers
    return counted and bare in lexicon.people.others
