"""What is said of a show between commas: "Harbour Lights, a drama from Jane Doe, renewed"."""

from bot.announcements.lexicon.patterns import TITLE
from bot.announcements.lexicon.vocabulary import Lexicon
from bot.announcements.names.nameless import calls_a_show
from bot.announcements.tape.tape import Tape
from bot.announcements.tape.tokens import Token, may_be_in_title

_LONGEST_NAME = 6


def without_apposition(tape: Tape, tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """Cut what is only said of the show that a statement opens with.

    It says of what kind the show is, and its comma touches the words that tell the news: a list of
    shows does neither.

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
    return name if whole and closed and kind and not marked else tokens
