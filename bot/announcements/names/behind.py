"""Past words that only say of what kind or whose a show is, to the name that stands behind them."""

from collections.abc import Sequence
from itertools import takewhile

from bot.announcements.lexicon.patterns import NETWORK, SEASON
from bot.announcements.lexicon.vocabulary import Lexicon
from bot.announcements.marks.mark import Title
from bot.announcements.names.nameless import calls_a_show, is_kind
from bot.announcements.names.runs import run_left, run_right
from bot.announcements.names.titles import bare_titles
from bot.announcements.tape.tape import Tape
from bot.announcements.tape.tokens import (
    MARK_SIGNS,
    Token,
    describes,
    is_lead,
    is_small,
    may_be_in_title,
    tokens_of,
)

_MIN_NAMES = 2
_MAX_KIND = 6
"""So many words may say of what kind a show is: "BBC One true crime drama series"."""
_MAX_STRESSED = 4
_QUOTES = frozenset("'‘’“”\"")
REACH = 14
"""How many words may stand between a phrase and the marked title after it."""


def behind_kind(
    tape: Tape, whose: Sequence[Token], rest: Sequence[Token], lexicon: Lexicon
) -> list[Token]:
    """Go on behind a word for a show that a name only describes: "Jane Doe drama Harbour Lights".

    Args:
        tape: of the field.
        whose: the capitalised words after the phrase.
        rest: what follows them.
        lexicon: of the language.

    Returns:
        The capitalised words behind the word for a show, none where no such word stands there.
    """
    words = lexicon.titles
    if not words.parents or not whose or not _may_say_what(tape, whose[0], lexicon):
        return []
    if whose[-1].word.endswith((",", ":")) or whose[0].bare in words.barriers | words.verbs:
        return []
    last = 0
    for index, token in enumerate(rest[:_MAX_KIND]):
        small = is_small(tape, token)
        if token.word.endswith((",", ":")) or token.bare in words.barriers:
            break
        if calls_a_show(token.bare, lexicon) or token.bare in words.parents | words.sources:
            last = index + 1
        elif not (
            token.word == NETWORK
            or is_lead(tape, token, lexicon)
            or token.bare in words.owned
            or (small and token.bare not in words.stops | words.connectors | words.verbs)
        ):
            break
    found = run_right(tape, list(rest[last:]), lexicon) if last else []
    return found if found and bare_titles(tape, found, lexicon) else []


def _may_say_what(tape: Tape, token: Token, lexicon: Lexicon) -> bool:
    """Tell whether a word may say whose or of what kind a show is: "surveillance drama Kestrel"."""
    words = lexicon.titles
    small = tape.plain(token.start, token.end).isalpha() and token.word == token.bare
    return may_be_in_title(tape, token, lexicon) or (
        lexicon.title_case
        and small
        and token.bare not in words.stops | words.connectors | words.links
    )


def stressed(tape: Tape, tokens: list[Token], lexicon: Lexicon) -> int:
    """Count the quoted words in small letters that tokens begin with: "‘domestic noir’ Kestrel"."""
    plain = tape.text.plain
    first = tape.places[tokens[0].start]
    # The tape may have dropped the marks.
    if not lexicon.title_case or not _QUOTES.intersection(plain[max(first - 1, 0) : first + 1]):
        return 0
    for index, token in enumerate(tokens[:_MAX_STRESSED]):
        if token.word in MARK_SIGNS or not tape.plain(token.start, token.end).islower():
            return 0
        last = tape.plain_span(token.start, token.end)[1]
        if _QUOTES.intersection(plain[last - 1 : last + 1]):
            return index + 1
    return 0


def behind_owner(tape: Tape, run: list[Token], rest: list[Token], lexicon: Lexicon) -> list[Token]:
    """Go on behind a show's owner: "Jane Doe's new series Harbour Lights", "Jane Doe's next"."""
    owned = lexicon.titles.owned
    if not run or not rest or not run[-1].word.endswith(("'s", "s'")):
        return run
    last = 0
    while last < len(rest) and (is_lead(tape, rest[last], lexicon) or rest[last].bare in owned):
        last += 1
    found = run_right(tape, rest[last:], lexicon) if last else []
    nameless = last and all(token.bare in owned for token in rest[:last])
    of_a_season = last < len(rest) and rest[last].word == SEASON
    return found if found or (nameless and not of_a_season) else run


def behind_called(tape: Tape, tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """Go on behind "called", if nothing bars the way: "a version of the novel called Embers"."""
    for index, token in enumerate(tokens[:REACH]):
        if token.word in MARK_SIGNS or token.bare in lexicon.titles.barriers:
            break
        called = token.bare in lexicon.titles.called
        if called and not is_called_in_a_title(tape, tokens[: index + 1], lexicon):
            return tokens[index + 1 :]
    return tokens


def behind_makers(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """Go on behind makers who own a show together: "Jane Doe and John Roe's sitcom Embers"."""
    if not lexicon.title_case:
        return tokens
    for index, token in enumerate(tokens[:REACH]):
        if token.word in MARK_SIGNS or token.bare in lexicon.titles.barriers:
            break
        if token.word.endswith(("'s", "s'")):
            joined = any(
                one.word in lexicon.joining or one.word.endswith(",") for one in tokens[:index]
            )
            behind = tokens[index + 1 :]
            owned = takewhile(lambda one: one.bare in lexicon.titles.owned, behind)
            if joined and any(is_kind(one.bare, lexicon) for one in owned):
                return behind
            break
    return tokens


def is_called_in_a_title(tape: Tape, tokens: list[Token], lexicon: Lexicon) -> bool:
    """Tell whether a "called" at the end is a word of a title: "A Harbour Called Malice"."""
    if len(tokens) < _MIN_NAMES or tokens[-1].bare not in lexicon.titles.called:
        return False
    before, last = tokens[-2:]
    capital = tape.plain(last.start, last.end)[:1].isupper()
    return (
        capital and may_be_in_title(tape, before, lexicon) and not describes(tape, before, lexicon)
    )


def owner_title(tape: Tape, at: int, lexicon: Lexicon) -> Title | None:
    """Return the show that owns the person before a place: "Harbour Lights star Jane Doe exits"."""
    if not lexicon.cased:
        return None
    start, _ = tape.clause(at, at)
    tokens = tokens_of(tape, start, at)
    for index in range(len(tokens) - 1, 0, -1):
        token = tokens[index]
        if token.bare in lexicon.titles.after:
            run = run_left(tape, tokens[:index], lexicon)
        elif token.word.endswith(("'s", "s'")) and index < len(tokens) - 1:
            run = run_left(tape, tokens[: index + 1], lexicon)
        else:
            continue
        titles = bare_titles(tape, run, lexicon)
        return titles[-1] if titles else None
    return None
