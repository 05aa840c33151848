"""Shows that a text explains: "Harbour Lights, a six-part drama", "Harbour Lights is a comedy".

A summary names so the show that its headline withholds, and the shows of a headline that only
counts them: "three new dramas: Harbour Lights, Kestrel and Northbound".
"""

from collections.abc import Sequence

from bot.announcements.lexicon.patterns import DATE, NETWORK, SEASON, TITLE
from bot.announcements.lexicon.vocabulary import Lexicon
from bot.announcements.marks.mark import Title
from bot.announcements.marks.titles import next_word
from bot.announcements.names.nameless import names_a_kind
from bot.announcements.names.titles import bare_titles
from bot.announcements.names.topics import marked_titles
from bot.announcements.rules.merging import is_same_show
from bot.announcements.rules.scene import Scene
from bot.announcements.tape.tape import Tape
from bot.announcements.tape.tokens import (
    Token,
    clauses_of,
    is_capital_or_digit,
    is_small,
    may_be_in_title,
    title_at,
)

_MAX_EXPLAINING = 9
_SHORTEST = 2
_SIGNS = {NETWORK, DATE, SEASON}


def explained_titles(tape: Tape, lexicon: Lexicon, *, surely: bool = False) -> list[Title]:
    """Return the shows of which a text says what they are, in its order.

    Args:
        tape: of the text.
        lexicon: of its language.
        surely: whether the words must say that it is a series: films are comedies, too.
    """
    if not lexicon.titles.kinds:
        return []
    titles: list[Title] = []
    for tokens in clauses_of(tape):
        at = 0
        while at < len(tokens):
            run = _name_at(tape, tokens, at, lexicon)
            # "Produced by Some House, the series takes …": so begins no name.
            named = bool(run) and run[0].bare not in lexicon.titles.made
            if named and _explains(tokens, at, at + len(run), lexicon, surely=surely):
                titles += _titles_of(tape, run, lexicon)[-1:]
            at += max(len(run), 1)
    return titles


def listed_titles(tape: Tape, lexicon: Lexicon, *, subject: bool = True) -> list[Title]:
    """Return the shows of the lists of a text: behind a colon or "including".

    Args:
        tape: of the text.
        lexicon: of its language.
        subject: whether the lists with which a sentence opens count, too.
    """
    words = lexicon.titles
    if not words.kinds:
        return []
    titles: list[Title] = []
    for tokens in clauses_of(tape):
        for at, token in enumerate(tokens):
            opens = token.word.endswith(":") and any(
                _heads_a_list(one.bare, lexicon) for one in tokens[: at + 1]
            )
            if opens or token.bare in words.listing:
                titles += _list_at(tape, tokens, at + 1, lexicon)
                break
        else:
            run = _list_run(tape, tokens, 0, lexicon)
            following = tokens[run].bare if run < len(tokens) else ""
            if subject and following in words.links | words.plural:
                titles += _list_at(tape, tokens, 0, lexicon)
    return titles


def _heads_a_list(word: str, lexicon: Lexicon) -> bool:
    """Tell whether a word for shows may lead to a list: "dramas", "drama slate".

    Not "series", whose last letter shows nothing: it calls one show as often as several.
    """
    return word.rstrip("s") in lexicon.titles.kinds


def _name_at(tape: Tape, tokens: Sequence[Token], at: int, lexicon: Lexicon) -> list[Token]:
    """Return the title or the capitalised words that begin at a place."""
    if tokens[at].word.strip(",") == TITLE:
        return [tokens[at]]
    if not is_capital_or_digit(tape, tokens[at]):
        return []
    run: list[Token] = []
    for token in tokens[at:]:
        if not may_be_in_title(tape, token, lexicon):
            break
        if run and token.bare in lexicon.titles.links and not is_capital_or_digit(tape, token):
            break  # "Harbour Lights is a drama"
        run.append(token)
        if token.word.endswith((",", ":", ";")):
            break
    while run and not is_capital_or_digit(tape, run[-1]):
        run.pop()
    return run


def _explains(
    tokens: Sequence[Token], at: int, after: int, lexicon: Lexicon, *, surely: bool
) -> bool:
    """Tell whether what follows a name says what it is, or what happens in it."""
    words = lexicon.titles
    if after >= len(tokens):
        return False
    comma = tokens[after - 1].word.endswith(",")
    rest = list(tokens[after:])
    if rest[0].word == ",":
        comma, rest = True, rest[1:]
    if not rest:
        return False
    if comma:
        told = not surely and at == 0 and rest[0].bare in words.made | words.companions
        return told or _is_a_show(rest, lexicon, surely=surely)
    opens = at == 0 or tokens[at - 1].word.endswith(",")
    if not surely and opens and rest[0].bare in words.plots:
        return True  # "Based on a true story, Harbour Lights follows …"
    helped = 0
    while helped < len(rest) and rest[helped].bare in words.links:
        helped += 1
    if not helped or rest[0].bare in lexicon.inside:
        return False  # "Jane Doe in HBO limited series"
    if _is_a_show(rest[helped:], lexicon, surely=surely):
        return True
    follows = helped < len(rest) and rest[helped].bare in words.plots | words.made
    return not surely and at == 0 and follows


def _is_a_show(rest: Sequence[Token], lexicon: Lexicon, *, surely: bool) -> bool:
    """Tell whether words call something a show: "a new six-part comedy drama from …"."""
    words = lexicon.titles
    if not rest:
        return False
    owned = rest[0].word in _SIGNS or rest[0].bare in words.owned
    if rest[0].bare not in words.articles and not owned:
        return False
    for index, token in enumerate(rest[:_MAX_EXPLAINING]):
        if token.bare in words.kinds:
            following = rest[index + 1] if index + 1 < len(rest) else None
            if surely and not names_a_kind(token.bare, lexicon):
                if following is None or following.bare not in words.kinds:
                    return False
                continue
            if following is None or token.word.endswith((",", ")")):
                return True
            if following.bare in words.kinds:
                continue
            goes_on = words.stops | words.connectors | words.verbs | words.barriers | words.made
            goes_on |= words.companions | words.plots | words.conjunctions
            return following.bare in goes_on - words.after
        if token.word.endswith((",", ":", ")")) and index:
            if not token.word.endswith(","):
                return False
            continue
        if index and token.bare in words.connectors | words.barriers | words.after:
            return False
    return False


def _list_run(tape: Tape, tokens: Sequence[Token], at: int, lexicon: Lexicon) -> int:
    """Return where a list of names that begins at a place ends."""
    words = lexicon.titles
    while at < len(tokens):
        token = tokens[at]
        small = is_small(tape, token)
        if not (
            token.word.strip(",") == TITLE
            or token.word in lexicon.joining
            or token.word == SEASON
            or (small and token.bare in words.parents | words.describing)
            or may_be_in_title(tape, token, lexicon)
        ) or (small and token.bare in words.links | words.closers):
            break
        at += 1
    return at


def _list_at(tape: Tape, tokens: Sequence[Token], at: int, lexicon: Lexicon) -> list[Title]:
    """Return the names of a list, of each what stands behind a word for a show or its parent."""
    end = _list_run(tape, tokens, at, lexicon)
    if all(may_be_in_title(tape, token, lexicon) for token in tokens[at:end]):
        names = list(bare_titles(tape, list(tokens[at:end]), lexicon, several=True))
        return names if len(names) >= _SHORTEST or at else []
    pieces: list[list[Token]] = [[]]
    for token in tokens[at:end]:
        if token.word in lexicon.joining:
            pieces.append([])
            continue
        pieces[-1].append(token)
        if token.word.endswith(","):
            pieces.append([])
    if end < len(tokens) and not tokens[end - 1].word.endswith(",") and pieces[-1]:
        following = tokens[end].bare
        if following not in lexicon.titles.links | lexicon.titles.stops:
            pieces.pop()  # "including Kestrel and Jane Doe comedy": not told what it is
    titles = [title for piece in pieces for title in _titles_of(tape, piece, lexicon)[-1:]]
    return titles if len(titles) >= _SHORTEST or at else []


def _titles_of(tape: Tape, piece: Sequence[Token], lexicon: Lexicon) -> list[Title]:
    """Make a title of a stretch of words: the marked one, else what stands behind small words."""
    marked = [token for token in piece if token.word.strip(",") == TITLE]
    if marked:
        title = title_at(tape, marked[-1])
        return [] if title.credit else [title]
    last = 0
    for index, token in enumerate(piece):
        small = is_small(tape, token)
        if small and token.bare in lexicon.titles.parents | lexicon.titles.kinds:
            last = index + 1
    return list(bare_titles(tape, list(piece[last:]), lexicon))


def is_parent_below(title: Title, summary: Tape, lexicon: Lexicon) -> bool:
    """Tell whether a summary only says what the show comes from: "the ‘Kestrel’ offshoot"."""
    return next_word(summary.text.plain, title.end) in lexicon.titles.parents


def is_named_above(below: Title, owner: Title, scene: Scene) -> bool:
    """Tell whether the headline itself names a show: then it is no show that it withholds."""
    above = [owner, *(one for one in marked_titles(scene.headline) if not one.credit)]
    return any(is_same_show(below.name, one.name) for one in above)
