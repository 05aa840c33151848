"""Shows without a name: "Jane Doe's new drama", "a new police drama", "his 1st drama".

What stands where the name should says whose the show is, of what kind or how good: no title is
taken there, so that the summary can name the show.
"""

from collections.abc import Sequence
from itertools import pairwise, takewhile

from bot.announcements.lexicon.patterns import NETWORK
from bot.announcements.lexicon.title_words import TRIM
from bot.announcements.lexicon.vocabulary import Lexicon
from bot.announcements.tape.tape import Tape
from bot.announcements.tape.tokens import MARK_SIGNS, Token, describes, is_small
from bot.announcements.text.forms import fold

_MAX_BETWEEN = 2
"""So many small words may stand before the word for a show: "Ming Dynasty female comedy"."""
_SIGHT = 40
"""So many letters behind words of praise a word for a show is looked for."""
_MAX_ADJECTIVES = 3
"""So many capitalised words may say of what kind a network's show is."""
_REACH = 3
"""So many words: "Gritty BBC One drama"."""


def owns_nameless(last: Token, passed: Sequence[str], lexicon: Lexicon) -> bool:
    """Tell whether a show before a phrase is only called somebody's: "Jane Doe's new drama".

    Args:
        last: the word before what was passed.
        passed: the words between it and the phrase.
        lexicon: of the language.
    """
    told = [word for word in passed if word and word not in lexicon.titles.links]
    return (
        last.word.endswith(("'s", "s'", *lexicon.titles.owning))
        and any(names_a_kind(word, lexicon) for word in told)
        and all(word in lexicon.titles.owned for word in told)
    )


def owns_what_follows(tape: Tape, last: Token, lexicon: Lexicon) -> bool:
    """Tell whether a name only owns the show that is told of: "Ece Sönmez'in yeni dizisi".

    Args:
        tape: on which it stands.
        last: the last word of the name.
        lexicon: of the language, which must know an owner by the ending of the name.
    """
    owning = tuple(lexicon.titles.owning)
    if not owning or not last.word.endswith(owning):
        return False
    following = tape.string[last.end :].split()
    owned = list(takewhile(lexicon.titles.owned.__contains__, following))
    return any(names_a_kind(word, lexicon) for word in owned)


_DESCRIPTION = 5
"""So many words behind a place say at most of what kind a show is."""


def is_nameless(
    tape: Tape,
    passed: Sequence[Token],
    run: Sequence[Token],
    rest: Sequence[Token],
    lexicon: Lexicon,
) -> bool:
    """Tell whether words after a phrase only say of what kind a show is: "new Police Drama".

    Args:
        tape: of the field.
        passed: what stands between the phrase and the words.
        run: the capitalised words.
        rest: what follows them.
        lexicon: of the language.
    """
    if not run or not rest or not lexicon.title_case:
        return False
    if _counts(run, rest, lexicon):
        return True
    if names_a_kind(rest[0].bare, lexicon):
        opened = any(token.bare in lexicon.titles.owned for token in (*passed, run[0]))
        of_network = len(run) == 1 and any(token.word == NETWORK for token in passed)
        return opened or of_network or _is_of_a_kind_of_its(tape, passed, run, rest)
    return _is_an_adjective(tape, rest, lexicon) or _opens_a_description(tape, run, rest, lexicon)


def _opens_a_description(
    tape: Tape, run: Sequence[Token], rest: Sequence[Token], lexicon: Lexicon
) -> bool:
    """Tell whether one capitalised word only says where: "orders Leeds bed and breakfast drama"."""
    kinds = (i for i, token in enumerate(rest[:_DESCRIPTION]) if is_kind(token.bare, lexicon))
    words = rest[: next(kinds, 0)]
    return (
        len(run) == 1
        and len(words) > 1
        and all(tape.plain(token.start, token.end).islower() for token in words)
        and words[0].bare not in lexicon.titles.stops | lexicon.titles.describing
        and words[0].bare not in {*lexicon.of, *lexicon.inside, *lexicon.joining}
    )


def is_of_a_maker(passed: Sequence[Token], lexicon: Lexicon, run: Sequence[Token] = ()) -> bool:
    """Tell whether words lead from any show to whose it is: "una nueva serie de Jane Doe".

    Args:
        passed: what stands between a phrase and a name.
        lexicon: of the language.
        run: the name; that of a person says whose even the one show is: "la novela de Jane Doe".
    """
    words = lexicon.titles
    kinds = [i for i, token in enumerate(passed) if names_a_kind(token.bare, lexicon)]
    if not kinds or passed[-1].bare not in words.connectors:
        return False
    first = run[0].bare if run else ""
    somebody = first in lexicon.people.alone or (len(run) > 1 and first in lexicon.people.first)
    return somebody or any(token.bare in words.indefinite for token in passed[: kinds[0]])


def leads_to_a_maker(between: Sequence[Token], lexicon: Lexicon) -> bool:
    """Tell whether words end with a word for a show and "of": "novela de Jane Doe"."""
    return (
        len(between) > 1
        and between[-1].bare in lexicon.titles.connectors
        and names_a_kind(between[-2].bare, lexicon)
    )


def _is_of_a_kind_of_its(
    tape: Tape, passed: Sequence[Token], run: Sequence[Token], rest: Sequence[Token]
) -> bool:
    """Tell whether a network or a number begins what only describes: "MBC's Labor Law Drama"."""
    if run[0].word[0].isdigit():
        return True
    owned = any(
        one.word == NETWORK and two.word.startswith(("'", "’")) for one, two in pairwise(passed)
    )
    capital = tape.plain(rest[0].start, rest[0].end)[:1].isupper()
    return owned and capital and len(run) <= _MAX_ADJECTIVES


def _counts(run: Sequence[Token], rest: Sequence[Token], lexicon: Lexicon) -> bool:
    """Tell whether words say how many shows there are: "Five Danish Hit Dramas"."""
    words = lexicon.titles
    return run[0].bare in words.numbers and rest[0].bare in words.describing


def _is_an_adjective(tape: Tape, rest: Sequence[Token], lexicon: Lexicon) -> bool:
    """Tell whether small words lead on to a word for a show: "Ming Dynasty female comedy"."""
    for index, token in enumerate(rest[: _MAX_BETWEEN + 1]):
        words = lexicon.titles
        if token.word in MARK_SIGNS or not is_small(tape, token):
            return False
        if describes(tape, token, lexicon) and token.bare in words.owned:
            return index > 0
        others = words.stops | words.connectors | words.verbs | lexicon.people.before
        if token.bare in others:
            return False
    return False


def names_a_kind(word: str, lexicon: Lexicon) -> bool:
    """Tell whether a word is one for a show, behind which its name may follow."""
    return lexicon.naming is not None and lexicon.naming.search(f" {word} ") is not None


def only_praises(name: str, behind: str, lexicon: Lexicon) -> bool:
    """Tell whether words only praise or place the show that follows: "Gritty Irish BBC drama".

    Args:
        name: the words.
        behind: the text that follows them.
        lexicon: of the language.
    """
    lists = lexicon.titles
    if not lists.praise:
        return False
    words = [word.strip(TRIM) for word in fold(name).split()]
    if not all(word in lists.praising or word.endswith(lists.praising_ends) for word in words):
        return False
    if len(words) > 1 and is_kind(words[-1], lexicon):
        return True
    following = fold(behind[:_SIGHT]).split()[:_REACH]
    for word in following:
        bare = word.strip(TRIM)
        if is_kind(bare, lexicon):
            return True
        if not bare or word != word.rstrip(TRIM):
            return False
    return False


def calls_a_show(word: str, lexicon: Lexicon) -> bool:
    """Tell whether a word calls something a show, whether a name may follow it or not."""
    return names_a_kind(word, lexicon) or is_kind(word, lexicon)


def is_kind(word: str, lexicon: Lexicon) -> bool:
    """Tell whether a word says what shows are, one or several: "thriller", "comedies"."""
    return word in lexicon.titles.kinds or word in lexicon.titles.plural_kinds
