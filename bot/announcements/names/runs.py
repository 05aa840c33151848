"""Capitalised words that touch a place of the tape and may be a title without marks.

From the words that tell the news they are taken one by one, to the left or to the right, until
one cannot stand in a title.
"""

from itertools import takewhile

from bot.announcements.lexicon.patterns import SEASON
from bot.announcements.lexicon.vocabulary import Lexicon
from bot.announcements.names.titles import cut_at_ending
from bot.announcements.tape.capitals import belongs_to_a_name, is_a_sentence
from bot.announcements.tape.sentence_case import with_small_words
from bot.announcements.tape.tape import Tape
from bot.announcements.tape.tokens import (
    MARK_SIGNS,
    Token,
    describes,
    is_capital_article,
    is_small,
    may_be_in_title,
    tells_what_happens,
)

_MAX_LIST_WORDS = 24
_MAX_BEFORE_COLON = 4
_MAX_OWNER = 3
_NAMED = 2
"""Words of which the names of most makers are: "Jane Doe", "Bad Robot"."""
_MAX_SUBTITLE = 6
"""So long may be what goes on behind a title's colon, right before its season."""
_ENDS_RUN = (":", "?", "!")


def run_left(tape: Tape, tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """Return the capitalised words at the end, over commas when they part a list."""
    run: list[Token] = []
    for index in range(len(tokens) - 1, -1, -1):
        token = tokens[index]
        if len(run) == _MAX_LIST_WORDS or not may_be_in_title(tape, token, lexicon):
            break
        if run and f"{token.bare} {run[0].bare}" in lexicon.titles.infinitives:
            return []  # "Harbour Lights to End With Season 6": the phrase does not touch the show
        opens = token is tokens[0] and token.bare in lexicon.titles.after
        if not opens and (
            (
                token.bare in lexicon.titles.verbs
                and not belongs_to_a_name(tape, tokens, index, lexicon)
            )
            or (
                describes(tape, token, lexicon)
                and not is_amid_a_name(tape, tokens, token, lexicon)
                and not ends_a_name(tape, tokens, token, lexicon)
            )
        ):
            break
        if run and token.word.endswith(_ENDS_RUN):
            if _joins_over_colon(tape, tokens, token, lexicon):
                if all(word.bare in lexicon.titles.never for word in run):
                    run = []  # "Harbour Lights: No third season"
                run.insert(0, token)
                continue
            break
        run.insert(0, token)
    return run


def ends_a_name(tape: Tape, tokens: list[Token], token: Token, lexicon: Lexicon) -> bool:
    """Tell whether an adjective is the last word of a title: "Delhi Crime 3", "The Best Hit casts".

    A number or a word in small letters follows, or none where the headline writes words of its
    own small: so its capital is that of a name.
    """
    at, words = len(tokens) - 1, lexicon.titles
    if not at or token is not tokens[-1] or token.bare in words.articles | words.stops:
        return False
    either = lexicon.title_case or lexicon.sentence_case
    if not either or not describes(tape, token, lexicon):
        return False
    if lexicon.naming is not None and lexicon.naming.search(f" {token.bare} "):
        return False
    following = tape.plain(token.end, min(token.end + 2, len(tape.string))).strip()
    before = tokens[at - 1]
    last = not following[:1].isalnum() and is_a_sentence(tape.text.plain, lexicon)
    return (
        (following.islower() or following.isdigit() or last)
        and tape.plain(token.start, token.end)[:1].isupper()
        and tape.plain(before.start, before.end)[:1].isupper()
        and may_be_in_title(tape, before, lexicon)
        and before.bare not in lexicon.titles.verbs
        and not before.word.endswith(("'s", ",", ":"))
    )


def is_amid_a_name(tape: Tape, tokens: list[Token], token: Token, lexicon: Lexicon) -> bool:
    """Tell whether an adjective is a word of a title: "Delhi Crime Files", not "crime drama Files".

    Capitalised, between two words of which none describes, and itself no word for a show.
    """
    at = tokens.index(token)
    if not 0 < at < len(tokens) - 1 or not tape.plain(token.start, token.end)[:1].isupper():
        return False
    if lexicon.naming is not None and lexicon.naming.search(f" {token.bare} "):
        return False
    before, after = tokens[at - 1], tokens[at + 1]
    return all(
        tape.plain(beside.start, beside.end)[:1].isupper()
        and may_be_in_title(tape, beside, lexicon)
        and beside.bare not in lexicon.titles.describing | lexicon.titles.verbs
        and not beside.word.endswith(("'s", ","))
        for beside in (before, after)
    )


def _joins_over_colon(tape: Tape, tokens: list[Token], token: Token, lexicon: Lexicon) -> bool:
    """Tell whether "Star Wars: The Mandalorian" is one title: a short name opens the statement.

    Or it stands behind a preposition: "Filming begins on Harbour Lights: The Return season 2".
    """
    whole = tokens[: tokens.index(token) + 1]
    before = whole[_behind_a_preposition(tape, whole, lexicon) :]
    opens = before[0].start == tape.clause(token.start, token.end)[0]
    return (
        token.word.endswith(":")
        and len(before) <= _MAX_BEFORE_COLON
        and (opens or len(before) < len(whole))
        and all(may_be_in_title(tape, word, lexicon) for word in before)
        and not any(word.bare in lexicon.titles.never for word in before)
    )


def _behind_a_preposition(tape: Tape, tokens: list[Token], lexicon: Lexicon) -> int:
    """Return where the capitalised words at the end begin, if a small preposition leads to them."""
    if not lexicon.title_case:
        return 0
    at = len(tokens)
    while at and tape.plain(tokens[at - 1].start, tokens[at - 1].end)[:1].isupper():
        at -= 1
    leads = {*lexicon.titles.closers, *lexicon.of, *lexicon.inside}
    small = 0 < at < len(tokens) and tape.plain(tokens[at - 1].start, tokens[at - 1].end).islower()
    return at if small and tokens[at - 1].bare in leads else 0


def run_right(tape: Tape, tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """Return the capitalised words at the beginning that may be a title."""
    run: list[Token] = []
    for index, token in enumerate(tokens):
        if len(run) == _MAX_LIST_WORDS or _ends_bare(tape, tokens, index, lexicon):
            break
        run.append(token)
        if token.word.endswith(_ENDS_RUN) and not _goes_on_over(tape, tokens, index, lexicon):
            break
    run = cut_at_ending(run, lexicon, last=False)
    run = with_small_words(tape, run, tokens[len(run) :], lexicon)
    following = tokens[len(run)] if run and len(tokens) > len(run) else None
    if following is not None and _says_whose(tape, run, following, lexicon):
        return []
    return run


def _goes_on_over(tape: Tape, tokens: list[Token], index: int, lexicon: Lexicon) -> bool:
    """Tell whether a title goes on behind its colon: "orders Kestrel: The Return for 2027"."""
    words = lexicon.titles
    if not lexicon.title_case or not tokens[index].word.endswith(":"):
        return False
    rest: list[Token] = []
    for token in tokens[index + 1 :]:
        if token.bare in words.closers and tape.plain(token.start, token.end).islower():
            break
        if token.word in MARK_SIGNS or not may_be_in_title(tape, token, lexicon):
            break
        rest.append(token)
    else:
        return False  # "renews Kestrel: Details": a label may stand last as well
    following, *others = tokens[index + 1 + len(rest) :]
    of_a_season = SEASON in {following.word, *(one.word for one in others[:1])}
    return (
        0 < len(rest) <= (_MAX_SUBTITLE if of_a_season else _MAX_OWNER)
        and (following.word == SEASON or following.bare in words.closers)
        and not any(
            (token.bare in words.dull or token.bare in words.endings)
            and token.bare not in words.connectors
            for token in rest
        )
    )


def _says_whose(tape: Tape, run: list[Token], following: Token, lexicon: Lexicon) -> bool:
    """Tell whether capitalised words only say where or whose a show is: "the Sydney teen drama".

    Names of more words do so behind the show's own: "Kestrel: BBC renews Jane Doe drama".
    """
    label = tape.string.find(": ", 0, run[0].start) >= 0
    told = lexicon.title_case or following.bare in lexicon.titles.links
    if told and run[-1].word.endswith(","):
        return False  # "announces Kestrel, drama about bankers": what the title itself is
    return (
        (len(run) == 1 or (label and len(run) <= _MAX_OWNER and lexicon.title_case))
        and following.bare in lexicon.titles.describing
        and following.bare not in lexicon.titles.connectors
        and is_small(tape, following)
    )


def _begins_another(tokens: list[Token], index: int, lexicon: Lexicon) -> bool:
    """Tell whether a list goes on with words about its next show: "and the Thai series …"."""
    return tokens[index].word in lexicon.joining and any(
        token.bare in lexicon.titles.describing and token.bare not in lexicon.titles.connectors
        for token in tokens[index + 1 : index + 4]
    )


def _begins_an_apposition(tape: Tape, before: Token, token: Token, lexicon: Lexicon) -> bool:
    """Tell whether a comma and a small article follow a title: "Kestrel, the period drama"."""
    return (
        before.word.endswith(",")
        and token.bare in lexicon.titles.articles
        and tape.plain(token.start, token.end).islower()
    )


def _ends_bare(tape: Tape, tokens: list[Token], index: int, lexicon: Lexicon) -> bool:
    token = tokens[index]
    if not may_be_in_title(tape, token, lexicon):
        return True
    words = lexicon.titles
    if index and _begins_an_apposition(tape, tokens[index - 1], token, lexicon):
        return True
    if index == 0:
        if token.bare in lexicon.inside and tape.plain(token.start, token.end).islower():
            return True  # "begins filming in Leeds": a place, and the show stands elsewhere
        ends = words.barriers | words.verbs | words.stops
        # Amid a sentence only a title begins with a capital: "filming of En otra piel".
        begins = token.bare in words.stops and token.bare not in words.barriers | words.verbs
        capital = tape.plain(token.start, token.end)[:1].isupper()
        article = lexicon.sentence_case and (
            is_capital_article(tape, token, lexicon) or (begins and capital and len(tokens) > 1)
        )
        return (
            token.bare in ends
            and not article
            and not belongs_to_a_name(tape, tokens, index, lexicon)
        )
    if _begins_another(tokens, index, lexicon) or _leads_to_makers(tape, tokens, index, lexicon):
        return True
    if lexicon.title_case and token.bare in words.verbs and tokens[index - 1].word.endswith(","):
        return True  # "HBO Renews Its Trio, Announces …"
    if tells_what_happens(tokens, index, lexicon):
        return True
    if token.bare in words.stops and not belongs_to_a_name(tape, tokens, index, lexicon):
        # "for Season 2", "at Netflix", "from Jane Doe": what follows tells no title.
        if token.bare in words.closers and is_small(tape, token):
            return True
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if following is None or following.word in MARK_SIGNS or token.bare not in words.connectors:
            return True
        return following.bare in words.determiners
    return describes(tape, token, lexicon) and not (
        _is_a_later_capital(tape, tokens, index, lexicon)
        or _is_the_last_word(tape, tokens, index, lexicon)
    )


def _leads_to_makers(tape: Tape, tokens: list[Token], index: int, lexicon: Lexicon) -> bool:
    """Tell whether those who make a show follow its name: "boards Kestrel From Lost Creator".

    Where all words have capitals: two names with nothing behind them, or a word for makers.
    """
    token, words = tokens[index], lexicon.titles
    if not lexicon.title_case or token.bare not in words.closers & words.barriers:
        return False
    rest = list(takewhile(lambda one: one.word not in MARK_SIGNS, tokens[index + 1 :]))
    if any(one.bare in words.after for one in rest):
        return True
    named = _NAMED <= len(rest) <= _MAX_OWNER and len(rest) == len(tokens) - index - 1
    if not named or any(
        is_small(tape, one) or one.bare in words.connectors | words.articles | words.stops
        for one in rest
    ):
        return False
    start, end = tape.plain_span(tokens[0].start, rest[-1].end)
    return not tape.is_listed(tape.text.plain[start:end].strip())


def _is_the_last_word(tape: Tape, tokens: list[Token], index: int, lexicon: Lexicon) -> bool:
    """Tell whether an adjective ends a title, and no word for a show follows: "The Best Hit as"."""
    token, words = tokens[index], lexicon.titles
    following = tokens[index + 1].bare if index + 1 < len(tokens) else ""
    return (
        token.bare not in words.parents
        and following not in words.describing | words.kinds
        and ends_a_name(tape, tokens[: index + 1], token, lexicon)
    )


def _is_a_later_capital(tape: Tape, tokens: list[Token], index: int, lexicon: Lexicon) -> bool:
    """Tell whether an adjective has a capital that only a title gives it: "de Bom Farol"."""
    named = lexicon.naming is not None and lexicon.naming.search(f" {tokens[index].bare} ")
    return (
        lexicon.sentence_case
        and not named
        and all(
            tape.plain(token.start, token.end)[:1].isupper()
            for token in tokens[index - 1 : index + 1]
        )
    )


def without_aspects(run: list[Token], lexicon: Lexicon) -> list[Token]:
    """Cut what of a show is told behind its name: "Harbour Lights Exit Shocker: …"."""
    last = len(run)
    while last > 1 and run[last - 1].bare in lexicon.titles.aspects:
        last -= 1
    return run[:last]


def without_a_count(run: list[Token], lexicon: Lexicon) -> list[Token]:
    """Return a label without the number of what it tells of: "Harbour Lights Exit: Four actors".

    Nothing where a run does not end so.
    """
    if len(run) <= 1:
        return []
    *label, last = run
    if last.bare not in lexicon.titles.numbers:
        return []
    end = label[-1]
    return [*label[:-1], end._replace(word=end.word[:-1])] if end.word.endswith(":") else []
