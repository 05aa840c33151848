"""Titles of any words between bounds: "Netflix renews Queen for Seven Days for season 2".

A word that elsewhere ends a title ("for", "when", "star") may as well be one of it. Where the words
that tell the news bound a stretch on both sides, all of it that is written as a title belongs to
it, unless what such a word leads to is told beside titles: people, a day, a network, a season.
"""

from collections.abc import Sequence

from bot.announcements.lexicon.patterns import TITLE
from bot.announcements.lexicon.vocabulary import Lexicon
from bot.announcements.names.nameless import calls_a_show
from bot.announcements.tape.tape import Tape
from bot.announcements.tape.tokens import (
    MARK_SIGNS,
    Token,
    is_capital_or_digit,
    is_small,
    tells_what_happens,
    without_opening,
)

_LONGEST = 10
_LONGEST_LABEL = 4
_OF_PEOPLE = (2, 3)
"""Words of which the names of people are."""
_SIGNS = frozenset({"&", "-", "–", "+"})


def whole_left(
    tape: Tape,
    tokens: list[Token],
    run: list[Token],
    passed: Sequence[str],
    lexicon: Lexicon,
) -> list[Token]:
    """Return all the words before a phrase that may be one title, if not less than a run.

    Args:
        tape: on which they stand.
        tokens: of the statement, up to the phrase.
        run: the words at their end that are a title whatever stands before them.
        passed: the words between them and the phrase.
        lexicon: of the language.

    Returns:
        Nothing where the run is all.
    """
    words = lexicon.titles
    if not words.inner or not tokens or any(token.word.strip(",") == TITLE for token in tokens):
        return []
    first = len(tokens)
    if is_small(tape, tokens[-1]):
        return []  # "Kestrel to have Part 2"
    while first and _fits(tape, tokens, first - 1, lexicon):
        if tokens[first - 1].word.endswith(":") and first < len(tokens):
            label = _first_part(tape, tokens, first, lexicon)
            if not label:
                break
            first -= len(label) - 1
        elif tokens[first - 1].word.endswith((",", ";", "?", "!")) and first < len(tokens):
            break
        first -= 1
    opens = first == 0 or tokens[first - 1].word.endswith(":")
    begins = first > 0 or tokens[0].start == tape.clause(tokens[0].start, tokens[0].end)[0]
    found = tokens[first:]
    while found and not _may_begin(
        tape, found, lexicon, opens=opens and found[0] is tokens[first], begins=begins
    ):
        found = found[1:]
    found = found if _without_people(tape, found, 1, lexicon) == found else []
    if any(tells_what_happens(found, at, lexicon) for at in range(len(found))):
        return []  # "Kestrel to Begin Filming in May": the phrase does not touch the show
    asks = (
        bool(found)
        and found[0].bare in words.verbs
        and lexicon.asks is not None
        and lexicon.asks.match(found[0].bare) is not None
        and not words.predicates.isdisjoint(passed)
    )
    if asks or len(found) > _LONGEST or len(found) < len(run):
        return []
    return found if len(found) > len(run) or opens else []


def whole_right(
    tape: Tape, tokens: list[Token], run: list[Token], lexicon: Lexicon, *, of_shows: bool
) -> list[Token]:
    """Return all the words behind a phrase that may be one title, if they are more than a run.

    Args:
        tape: on which they stand.
        tokens: of the statement, from the phrase on.
        run: the words at their beginning that are a title whatever follows them.
        lexicon: of the language.
        of_shows: whether the phrase tells of shows alone.

    Returns:
        Nothing where the run is all.
    """
    if not lexicon.titles.inner or not tokens or not is_capital_or_digit(tape, tokens[0]):
        return []
    if run and run[-1].word.endswith((",", ";", "'s", "s'")):
        return []
    if not of_shows and tokens[0].bare in lexicon.titles.barriers | lexicon.titles.stops:
        return []  # "Two Anchors Quit Over Jane Doe's Series"
    end = 0
    while end < len(tokens) and _fits(tape, tokens, end, lexicon):
        if end and tells_what_happens(tokens, end, lexicon):
            break
        end += 1
        if tokens[end - 1].word.endswith((",", ";", "?", "!")):
            break
    end = _without_an_aspect(tokens[:end], lexicon)
    rest = tokens[end:]
    closed = bool(end) and tokens[end - 1].word.endswith((",", "?", "!"))
    found = tokens[:end]
    while (
        found
        and not closed
        and _leads_on(found[-1], lexicon)
        and (len(found) > len(run) or is_small(tape, found[-1]))
    ):
        found = found[:-1]
    bounded = (
        closed or (len(found) < end and bool(rest)) or (bool(rest) and rest[0].word in MARK_SIGNS)
    )
    alone = _without_people(tape, found, 0, lexicon)
    if len(alone) < len(found):
        return alone if bounded else []
    if len(found) < max(len(run), 1) or len(found) > _LONGEST:
        return []
    if bounded or len(found) == len(run):
        return found if bounded else []
    return found if run and _goes_on_freely(tape, found[len(run) :], lexicon) else []


def _without_an_aspect(tokens: Sequence[Token], lexicon: Lexicon) -> int:
    """Return where words end without what is told of a show: "Kestrel After Cancellation,"."""
    words = lexicon.titles
    for at in range(1, len(tokens) - 1):
        told = all(token.bare in words.aspects for token in tokens[at + 1 :])
        if told and tokens[at].bare in words.barriers:
            return at
    return len(tokens)


def capitals_before(tape: Tape, leading: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """Return the last words that may lead to a title and are of it by their capitals: "Zombie"."""
    first = len(leading)
    while (
        first
        and leading[first - 1].bare in lexicon.titles.inner
        and is_capital_or_digit(tape, leading[first - 1])
    ):
        first -= 1
    return list(leading[first:])


def whole_inside(tape: Tape, tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """Return the words inside a phrase if all of them may be one title."""
    if not lexicon.titles.inner or not 0 < len(tokens) <= _LONGEST:
        return []
    fits = all(
        _fits(tape, tokens, at, lexicon)
        and not tokens[at].word.endswith((",", ";"))
        and not (at and tells_what_happens(tokens, at, lexicon))
        for at in range(len(tokens))
    )
    fits = fits and _without_people(tape, tokens, 1, lexicon) == tokens
    edges = (tokens[0], tokens[-1])
    return tokens if fits and all(is_capital_or_digit(tape, one) for one in edges) else []


def _fits(tape: Tape, tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Tell whether a word may be one of a title between bounds."""
    token, words = tokens[at], lexicon.titles
    plain = without_opening(tape, token)
    if token.word in MARK_SIGNS or not plain or not token.bare:
        return plain in _SIGNS
    inner = token.bare in words.inner
    if plain[0].islower() and not _stands_small(token, lexicon):
        return False
    if inner or token.bare in words.connectors:
        return True
    hard = words.verbs | words.stops | words.barriers | words.after | words.labels
    hard |= words.describing
    return token.bare not in hard and not calls_a_show(token.bare, lexicon)


def _stands_small(token: Token, lexicon: Lexicon) -> bool:
    """Tell whether a word in small letters may be one of a title: "of", "for", but not "next"."""
    words = lexicon.titles
    if token.bare in words.connectors | words.closers | words.predicates | {*lexicon.inside}:
        return True
    return token.bare in words.inner and token.bare not in words.describing | words.links


def _first_part(tape: Tape, tokens: Sequence[Token], end: int, lexicon: Lexicon) -> Sequence[Token]:
    """Return the words up to a colon if they may be a title's: "Kestrel: For a Good Life"."""
    words = lexicon.titles
    colons = [at for at in range(end - 1) if tokens[at].word.endswith(":")]
    label = tokens[colons[-1] + 1 if colons else 0 : end]
    none = words.never | words.headings | words.aspects | words.labels | words.verbs
    may_be = (
        len(label) <= _LONGEST_LABEL
        and all(_fits(tape, label, at, lexicon) for at in range(len(label)))
        and not any(token.bare in none - words.inner for token in label)
        and tokens[end].bare not in words.verbs - words.closers - words.articles
    )
    return label if may_be else []


def _may_begin(
    tape: Tape, found: Sequence[Token], lexicon: Lexicon, *, opens: bool, begins: bool
) -> bool:
    """Tell whether words may be those with which a title begins.

    Amid a statement a title begins with no word that may as well lead to it: "says that Kestrel".
    """
    token, words = found[0], lexicon.titles
    if not is_capital_or_digit(tape, token):
        return False
    if len(found) > 1 and token.bare in words.articles and found[1].bare in words.articles:
        return False  # "New The Office spin-off"
    if (opens and begins) or token.bare in words.articles:
        return True
    if opens:  # right behind a phrase
        return token.bare not in words.closers | {*lexicon.of, *lexicon.inside}
    return token.bare not in words.connectors | words.links | words.verbs | words.closers


def _leads_on(token: Token, lexicon: Lexicon) -> bool:
    """Tell whether a word at the end of a title leads to what is told of it: "for a", "on"."""
    words = lexicon.titles
    leading = words.barriers | words.closers | words.connectors | words.links | words.determiners
    leading |= (words.stops - words.verbs - words.describing) | words.numbers
    return token.bare in leading or token.bare in {*lexicon.of, *lexicon.inside}


def _without_people(tape: Tape, found: list[Token], least: int, lexicon: Lexicon) -> list[Token]:
    """Cut the people of a show: "Kestrel with Jane Doe", but "Living with Yourself"."""
    words = lexicon.titles
    for at in range(least, len(found)):
        if found[at].bare not in words.companions | {*words.closers} | words.barriers:
            continue
        behind = found[at + 1 :]
        if behind and behind[0].bare in words.after and found[at].bare in words.closers:
            return found[:at]  # "Kestrel from Director of ‘Embers’"
        after = next(
            (i for i, token in enumerate(behind) if token.bare in words.inner), len(behind)
        )
        names = behind[:after]
        if len(names) in _OF_PEOPLE and all(
            token.bare.replace("-", "").isalpha()
            and not is_small(tape, token)
            and token.bare not in words.connectors | words.articles | words.describing
            and token.bare not in words.numbers | words.counted | words.never
            for token in names
        ):
            return found[:at]
    return found


def _goes_on_freely(tape: Tape, tail: Sequence[Token], lexicon: Lexicon) -> bool:
    """Tell whether words are a title's though nothing bounds them: "a date for Living with You"."""
    words = lexicon.titles
    opening = tail[0].bare
    told = words.numbers | words.counted | words.never | words.determiners | words.endings
    none = (told | words.describing) - words.connectors
    return (
        opening not in words.barriers
        and not (opening in lexicon.inside and is_small(tape, tail[0]))
        and len(tail) > 1
        and not any(token.bare in none for token in tail[1:])
    )
