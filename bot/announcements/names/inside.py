"""Which show stands between the words of a phrase: "renews {title} for a second season"."""

from itertools import takewhile

from bot.announcements.lexicon.patterns import NETWORK, SEASON, TITLE
from bot.announcements.lexicon.vocabulary import Lexicon
from bot.announcements.marks.mark import Title
from bot.announcements.names.appositions import leads_to_somebody
from bot.announcements.names.stretches import whole_inside
from bot.announcements.names.titles import bare_titles
from bot.announcements.tape.sentence_case import with_its_small_words
from bot.announcements.tape.tape import Tape
from bot.announcements.tape.tokens import (
    MARK_SIGNS,
    Token,
    describes,
    is_lead,
    may_be_in_title,
    title_at,
    tokens_of,
)


def titles_inside(
    tape: Tape, start: int, end: int, lexicon: Lexicon, *, cut: bool = False
) -> tuple[Title, ...]:
    """Return the shows that a phrase has between its words.

    Args:
        tape: of the field.
        start: where they begin.
        end: where they end.
        lexicon: of the language.
        cut: whether a gap follows, so that a title without marks may go on behind the end.
    """
    tokens = tokens_of(tape, start, end)
    ahead = tokens[:-1] if tokens and tokens[-1].bare in lexicon.titles.articles else tokens
    if ahead and lexicon.title_case and _goes_on(tape, ahead[-1], lexicon):
        return ()  # "announces drama Kestrel and third run of Embers", "Kestrel, four more"
    marked = [index for index, token in enumerate(tokens) if token.word == TITLE]
    if marked:
        return _marked_inside(tape, tokens, marked, lexicon)
    tokens = [token for token in tokens if token.word != SEASON]
    if not lexicon.cased:
        tokens = [token for token in tokens if token.word not in MARK_SIGNS]
    if lexicon.cased:
        while tokens and (tokens[0].word == NETWORK or is_lead(tape, tokens[0], lexicon)):
            tokens = tokens[1:]
        if whole := whole_inside(tape, tokens, lexicon):
            return bare_titles(tape, whole, lexicon, whole=True)
        made = (at for at in range(1, len(tokens)) if leads_to_somebody(tape, tokens, at, lexicon))
        tokens = tokens[: next(made, len(tokens))]
        for index, token in enumerate(tokens):
            says = _is_a_source(tape, token, lexicon) or describes(tape, token, lexicon)
            if says and index + 1 < len(tokens):
                return titles_inside(tape, tokens[index + 1].start, end, lexicon, cut=cut)
        if lexicon.sentence_case:
            _, stop = tape.clause(end, end)
            behind = tokens_of(tape, end, stop) if cut else []
            tokens = with_its_small_words(tape, tokens, behind, lexicon)
            return bare_titles(tape, tokens, lexicon)
        while len(tokens) > 1 and _is_a_source(tape, tokens[-1], lexicon):
            tokens = tokens[:-1]  # "to adapt Kestrel novel for TV"
        if not all(may_be_in_title(tape, token, lexicon) for token in tokens):
            return ()
    return bare_titles(tape, tokens, lexicon)


def _marked_inside(
    tape: Tape, tokens: list[Token], marked: list[int], lexicon: Lexicon
) -> tuple[Title, ...]:
    """Return the marked titles among tokens, if what stands before them leads to them."""
    before = _behind_the_owner(tape, tokens[: marked[0]], lexicon)
    if before and before[-1].bare in lexicon.titles.sources:
        before = _without_an_author(tape, before[:-1], lexicon)  # "turns novel ‘Show’ into"
    if not all(_may_lead_to(tape, token, lexicon) for token in before):
        return ()
    tellers = lexicon.titles.verbs - lexicon.titles.links
    # "filming of ‘Show’ starring Jane Doe ends": who is in it tells nothing.
    rest = takewhile(lambda one: one.bare not in lexicon.titles.barriers, tokens[marked[-1] + 1 :])
    if any(token.bare in tellers for token in rest):
        return ()
    titles = tuple(title_at(tape, tokens[index]) for index in marked)
    return tuple(title for title in titles if not title.credit) or titles


def _is_a_source(tape: Tape, token: Token, lexicon: Lexicon) -> bool:
    """Tell whether a word in small letters says what a show is made from: "novel"."""
    of_a_source = token.bare in lexicon.titles.sources and token.word == token.bare
    return of_a_source and tape.plain(token.start, token.start + 1).islower()


def _goes_on(tape: Tape, last: Token, lexicon: Lexicon) -> bool:
    """Tell whether a list goes on behind a token, and what follows is not told of its show."""
    return last.word in lexicon.joining or tape.plain(last.start, last.end).rstrip(
        "'\"’”"
    ).endswith(",")


def _behind_the_owner(tape: Tape, before: list[Token], lexicon: Lexicon) -> list[Token]:
    """Drop the names before a word that ties them to the title: "for Jane Doe starrer ‘Show’"."""
    if before and before[-1].word.endswith(("'s", "s'")):
        names = [token for token in before if token.word not in MARK_SIGNS]
        if all(may_be_in_title(tape, token, lexicon) for token in names):
            return before[-1:]  # "to adapt Jane Doe's ‘Show’ for"
    whose = bool(before) and before[-1].bare.endswith(lexicon.titles.doing)
    if not before or not (whose or describes(tape, before[-1], lexicon)):
        return before
    first = len(before) - 1
    while first and may_be_in_title(tape, before[first - 1], lexicon):
        first -= 1
    return before[:first] if whose else [*before[:first], before[-1]]


def _without_an_author(tape: Tape, before: list[Token], lexicon: Lexicon) -> list[Token]:
    """Drop the name before what a show is made from: "turns Jane Doe novel ‘Show’ into"."""
    while before and may_be_in_title(tape, before[-1], lexicon):
        before = before[:-1]
    return before


def _may_lead_to(tape: Tape, token: Token, lexicon: Lexicon) -> bool:
    """Tell whether a token may stand before a marked title inside a phrase."""
    return (
        token.word in MARK_SIGNS
        or is_lead(tape, token, lexicon)
        or token.word.endswith("'s")
        or token.bare in lexicon.titles.links
        or token.bare in lexicon.of
        or not lexicon.cased
    )
