"""Titles without marks where only their first word has a capital: "Amor sin fronteras".

Spanish, Portuguese and French write titles as sentences. Capitals show where such a title begins
and not where it ends: it goes on until a word that no title goes on with.
"""

from itertools import dropwhile, takewhile

from bot.announcements.lexicon.patterns import NETWORK
from bot.announcements.lexicon.vocabulary import Lexicon
from bot.announcements.tape.tape import Tape
from bot.announcements.tape.tokens import (
    MARK_SIGNS,
    Token,
    describes,
    is_small,
    may_be_in_title,
)

_LONGEST = 7
"""Words of a title that are taken on trust; a longer stretch is rather a sentence."""
_ENDS = (",", ";", ":", "?", "!")


def with_small_words(
    tape: Tape, run: list[Token], rest: list[Token], lexicon: Lexicon
) -> list[Token]:
    """Return the capitalised words of a title with the small ones that go on with it.

    Args:
        tape: on which they stand.
        run: the capitalised words after a phrase.
        rest: the words of the statement behind them.
        lexicon: of the language.
    """
    if not lexicon.sentence_case or not run or run[-1].word.endswith(_ENDS):
        return run
    if not any(_is_capital(tape, token) for token in run):
        return run  # "la serie de moda" names nothing
    longer = list(run)
    in_capitals = len(run) > 1 and not any(is_small(tape, token) for token in run)
    for index, token in enumerate(rest):
        # "Los días de niebla": what an article counts is part of the name.
        named = index == 0 and run[-1].bare in lexicon.titles.articles
        goes_on = _goes_on(tape, token, lexicon, counted=not named)
        if not goes_on or _ends_listing(tape, rest, index, lexicon):
            break
        if (
            in_capitals
            and token.word in lexicon.joining
            and not _is_followed_by_capital(tape, rest, index)
        ):
            break  # "Globo cancela Farol Velho e adia Maré": another verb, and no word of the name
        longer.append(token)
        if token.word.endswith(_ENDS):
            break
    while len(longer) > len(run) and longer[-1].bare in lexicon.titles.connectors:
        longer.pop()
    return longer if len(longer) <= _LONGEST else run


def with_its_small_words(
    tape: Tape, tokens: list[Token], behind: list[Token], lexicon: Lexicon
) -> list[Token]:
    """Return the words of a title inside a phrase, with the small ones that go on with it.

    Args:
        tape: on which they stand.
        tokens: the words that the phrase takes for a title.
        behind: what follows them where the phrase has a gap, and so ends its title as soon as it
            can: "estrena Amor | de lluvia el 4 de abril".
        lexicon: of the language.

    Returns:
        Nothing when they are no title.
    """
    run = list(takewhile(lambda token: may_be_in_title(tape, token, lexicon), tokens))
    capitals = [token for token in run if _is_capital(tape, token)]
    if len(run) == len(tokens) and len(capitals) > 1:
        return run  # where each of several words has a capital, small ones are none of the name
    longer = with_small_words(tape, run, [*tokens[len(run) :], *behind], lexicon)
    return longer if len(longer) >= len(tokens) else []


def opening_title(
    tape: Tape, tokens: list[Token], lexicon: Lexicon, *, label: bool = False
) -> list[Token]:
    """Return all the words before a phrase if they may be one title that opens the statement.

    Args:
        tape: on which they stand.
        tokens: the words from the beginning of the statement to the phrase.
        lexicon: of the language.
        label: they end in a colon: then a title may begin with any word, "Al filo del mar: …".
    """
    if tokens:
        # The comma before what is told parts it from the name: "El mar de Elena, renovada".
        tokens = [
            *tokens[:-1],
            tokens[-1]._replace(word=tokens[-1].word.rstrip(":" if label else ",")),
        ]
    colons = [index for index, token in enumerate(tokens) if token.word.endswith(":")]
    opening = tokens[colons[-1] + 1 :] if colons else tokens
    if not lexicon.sentence_case:
        return []
    if _may_open(tape, opening, lexicon, label=label):
        return opening
    leave = behind_a_greeting if label else _behind_what_leads
    opening = leave(tape, opening, lexicon)
    return opening if _may_open(tape, opening, lexicon, label=False) else []


def behind_a_greeting(tape: Tape, run: list[Token], lexicon: Lexicon) -> list[Token]:
    """Leave out the word that opens a label, and what leads on: "Adiós a Farol:", "Vuelve Farol:".

    Only where sentences have capitals at their beginning and at names alone.
    """
    leads = lexicon.titles.verbs | lexicon.titles.headings
    if not lexicon.sentence_case or not run or run[0].bare not in leads:
        return run
    small = (at for at, token in enumerate(run) if at and not is_small(tape, token))
    return run[next(small, 0) :]


def _may_open(tape: Tape, opening: list[Token], lexicon: Lexicon, *, label: bool) -> bool:
    """Tell whether all of some words may be one title."""
    if not 1 < len(opening) <= _LONGEST or not _is_capital(tape, opening[0]):
        return False
    greets = label and _greets(tape, opening, lexicon)
    if greets:
        return False
    sure = label or opening[0].bare in lexicon.titles.articles
    if sure and _is_spelt_out(tape, opening, lexicon):
        return True
    people = lexicon.people.describing
    leads = label and opening[0].bare in lexicon.titles.stops
    rest = opening[1:] if leads else opening
    return all(token.bare not in people and _fits(token, lexicon) for token in rest)


def _greets(tape: Tape, opening: list[Token], lexicon: Lexicon) -> bool:
    """Tell whether a label begins with a word that is none of the name behind it.

    "Adiós a Farol:", "Vuelve Farol:"; a verb that small words follow may be a title's own.
    """
    first, words = opening[0].bare, lexicon.titles
    if first in words.headings:
        return any(_is_capital(tape, token) for token in opening[1:])
    return first in words.verbs & words.stops and _is_capital(tape, opening[1])


def _behind_what_leads(tape: Tape, opening: list[Token], lexicon: Lexicon) -> list[Token]:
    """Leave out what leads to a name: "La serie turca Pájaro de fuego", "confirma que El faro"."""
    words = lexicon.titles
    told = [at for at, token in enumerate(opening[:-1]) if token.bare in words.verbs]
    rest = opening[told[-1] + 1 :] if told else opening
    kinds = [at for at, token in enumerate(rest[:-1]) if token.bare in words.kinds]
    if kinds and all(token.bare in words.describing for token in rest[: kinds[0] + 1]):
        rest = rest[kinds[0] + 1 :]
        if rest[0].bare in words.connectors and not _is_capital(tape, rest[0]):
            if [token.word for token in rest[1:2]] != [NETWORK]:
                return opening  # "La serie de Jane Doe": whose it is
            rest = rest[2:]
        rest = list(dropwhile(lambda token: describes(tape, token, lexicon), rest))
    return rest if rest and _is_capital(tape, rest[0]) else opening


def _is_spelt_out(tape: Tape, opening: list[Token], lexicon: Lexicon) -> bool:
    """Tell whether a label has capitals at both ends and small words between: "Volta por Cima:"."""
    small = [token for token in opening if not _is_capital(tape, token)]
    words = lexicon.titles
    return (
        _is_capital(tape, opening[-1])
        and all(_is_word(token) and not token.word.endswith(_ENDS) for token in opening)
        and all(token.bare in words.connectors | words.stops for token in small)
        and not any(describes(tape, token, lexicon) for token in opening)
    )


def _is_followed_by_capital(tape: Tape, rest: list[Token], index: int) -> bool:
    return index + 1 < len(rest) and _is_capital(tape, rest[index + 1])


def _is_capital(tape: Tape, token: Token) -> bool:
    return tape.plain(token.start, token.end)[:1].isupper()


def _goes_on(tape: Tape, token: Token, lexicon: Lexicon, *, counted: bool = True) -> bool:
    words = lexicon.titles
    if token.bare in words.connectors:
        return True
    ends = words.links | words.stops | words.barriers | words.verbs
    if counted and token.bare in words.counted:
        return False
    return _is_word(token) and token.bare not in ends and not describes(tape, token, lexicon)


def _fits(token: Token, lexicon: Lexicon) -> bool:
    words = lexicon.titles
    if token.bare in words.connectors or token.bare in words.articles:
        return not token.word.endswith(_ENDS)
    ends = words.stops | words.barriers | words.verbs | words.describing
    return _is_word(token) and not token.word.endswith(_ENDS) and token.bare not in ends


def _is_word(token: Token) -> bool:
    return token.word not in MARK_SIGNS and bool(token.bare) and token.bare[:1].isalnum()


def _ends_listing(tape: Tape, rest: list[Token], index: int, lexicon: Lexicon) -> bool:
    """Tell whether a connector leads out of the title: "Amor y la serie …", "Amor del canal"."""
    if rest[index].bare not in lexicon.titles.connectors:
        return False
    following = next(
        (token for token in rest[index + 1 :] if token.bare not in lexicon.titles.connectors), None
    )
    return following is None or not (
        _goes_on(tape, following, lexicon) or may_be_in_title(tape, following, lexicon)
    )


def past_people(tape: Tape, tokens: list[Token], run: list[Token], lexicon: Lexicon) -> list[Token]:
    """Leave out names that are people's: "with Jane Doe", "Harbour Lights: Ann Lee and Bo Roe"."""
    ahead = tokens[: len(tokens) - len(run)]
    if ahead[-1].bare in lexicon.titles.barriers:
        return []
    if ahead[-1].word.endswith(":") and any(token.word in lexicon.joining for token in run):
        return opening_title(tape, ahead, lexicon, label=True) or run
    return run


def opens_a_title(tape: Tape, token: Token, lexicon: Lexicon) -> bool:
    """Tell whether a preposition opens a title: "filming of No Farol Velho"."""
    return lexicon.sentence_case and tape.plain(token.start, token.end)[:1].isupper()
