"""What is said of a show beside its name: "Harbour Lights, a drama from Jane Doe, renewed"."""

from collections.abc import Sequence

from bot.announcements.lexicon.patterns import TITLE
from bot.announcements.lexicon.vocabulary import Lexicon
from bot.announcements.names.nameless import calls_a_show
from bot.announcements.tape.tape import Tape
from bot.announcements.tape.tokens import MARK_SIGNS, Token, is_small, may_be_in_title

_LONGEST_NAME = 6
_MIN_NAMES = 2
_OF_A_MAKER = (2, 3)
"""Words of which the names of most makers are."""


def without_apposition(tape: Tape, tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """Cut what is only said of the show that a statement opens with.

    It says of what kind the show is, or sets it beside another ("Harbour Lights, however, lands"),
    and its comma touches the words that tell the news: a list of shows does neither.

    Args:
        tape: of the field.
        tokens: of the statement, up to the words that tell the news.
        lexicon: of its language.
    """
    opening = next((at for at, token in enumerate(tokens) if token.word.endswith(",")), None)
    if not lexicon.title_case or opening is None:
        return tokens
    if not opening < min(_LONGEST_NAME, len(tokens) - 1):
        return tokens
    name, said = tokens[: opening + 1], tokens[opening + 1 :]
    words = lexicon.titles
    begins = words.stops | words.barriers | words.verbs | frozenset(lexicon.inside)
    whole = (
        all(may_be_in_title(tape, token, lexicon) for token in name)
        and name[0].bare not in begins
        and name[0].start == tape.clause(name[0].start, name[0].end)[0]
    )
    closed = [token for token in said if token.word.endswith(",")] == said[-1:]
    marked = any(token.word.strip(",") == TITLE for token in tokens)
    kind = any(calls_a_show(token.bare, lexicon) for token in said)
    said_beside = " ".join(token.bare for token in said)
    beside = lexicon.also is not None and lexicon.also.fullmatch(said_beside) is not None
    return name if whole and closed and (kind or beside) and not marked else tokens


def is_said_of_a_label(
    tape: Tape, tokens: list[Token], passed: Sequence[str], lexicon: Lexicon
) -> bool:
    """Tell whether a statement only says whose the show of its label is: "Kestrel: Jane Doe Drama".

    Args:
        tape: of the field.
        tokens: of the statement, up to what was passed on the way to its name.
        passed: the words between them and those that tell the news, the nearest first.
        lexicon: of its language.
    """
    colon = next((at for at, token in enumerate(tokens) if token.word.endswith(":")), None)
    if not lexicon.title_case or colon is None or colon + 1 == len(tokens):
        return False
    label, words = tokens[: colon + 1], lexicon.titles
    # "Kestrel release date: …" tells what of the show is told.
    name = [token for token in label if token.bare not in words.aspects]
    others = words.verbs | words.headings | words.never
    return (
        any(calls_a_show(word, lexicon) for word in passed)
        and colon < _LONGEST_NAME
        and name[:1] == label[:1]
        and label[0].start == tape.clause(label[0].start, label[0].end)[0]
        and all(may_be_in_title(tape, token, lexicon) for token in name)
        and not any(token.bare in others for token in name)
    )


def leads_to_somebody(tape: Tape, tokens: list[Token], at: int, lexicon: Lexicon) -> bool:
    """Tell whether a small word leads to somebody: "Kestrel from Jane Doe", "… from the Loop"."""
    behind = tokens[at + 1 :]
    return (
        lexicon.title_case
        and tokens[at].bare in lexicon.titles.closers & lexicon.titles.barriers
        and is_small(tape, tokens[at])
        and len(behind) in _OF_A_MAKER
        and behind[0].bare in lexicon.people.first
        and not any(is_small(tape, token) for token in behind)
    )


def without_companions(tape: Tape, tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """Cut "with Jane Doe and John Roe" behind a title: names of two words, and nothing else."""
    words = lexicon.titles
    for index in range(len(tokens) - 2, 0, -1):
        token = tokens[index]
        if token.word in MARK_SIGNS or not (
            may_be_in_title(tape, token, lexicon)
            or token.bare in words.companions
            or token.bare in lexicon.people.describing
        ):
            break
        if leads_to_somebody(tape, tokens, index, lexicon):
            return tokens[:index]
        if token.bare in words.companions and (
            is_small(tape, token) or token.bare not in words.connectors
        ):
            several = len(tokens) - index > _MIN_NAMES or token.bare not in words.connectors
            return tokens[:index] if several else tokens
    return tokens
