"""Where capitalised words are several names: "Kestrel, Embers and Salt Road".

A lone comma or "and" may as well stand in a title ("Salt and Iron"), or between a show and a cry or
the next piece of news ("Sorry, Kestrel", "Kestrel, Fans React"): there the catalogue tells, or two
names of several words each.
"""

from collections.abc import Sequence

from bot.announcements.lexicon.patterns import NETWORK
from bot.announcements.lexicon.title_words import TRIM
from bot.announcements.lexicon.vocabulary import Lexicon
from bot.announcements.tape.tape import Tape
from bot.announcements.tape.tokens import Token
from bot.announcements.text.forms import fold

_LISTED = 2
"""So many commas and "and"s make a list; one comma parts nothing."""
_SEVERAL_WORDS = 2


def parted(words: str, lexicon: Lexicon, *, several: bool, first: bool) -> list[tuple[int, int]]:
    """Part "A, B and C" at its commas; a lone "and" parts only what is told of several.

    Args:
        words: capitalised.
        lexicon: of their language.
        several: whether they are told to be several names, or are known to be.
        first: whether a show stands at their beginning, not at their end.
    """
    partings = list(lexicon.between_shows.finditer(words))
    if any("," in parting.group() and parting.group() != ", " for parting in partings):
        # "Kestrel, Salt and Iron, and Embers": the last comma shows which "and" parts.
        partings = [parting for parting in partings if "," in parting.group()]
    by_word = any(any(map(str.isalpha, parting.group())) for parting in partings)
    if by_word and len(partings) > 1:
        # "Salt & Iron, Northbound and Kestrel": the "&" belongs to a name.
        partings = [parting for parting in partings if "&" not in parting.group()]
    commas = sum("," in parting.group() for parting in partings)
    if (not commas or len(partings) < _LISTED) and not (several and len(partings) == 1):
        if commas:
            return [(0, partings[0].start()) if first else (partings[-1].end(), len(words))]
        return [(0, len(words))]
    edges = [0, *(edge for parting in partings for edge in parting.span()), len(words)]
    return list(zip(edges[::2], edges[1::2], strict=True))


def are_two(tape: Tape, run: Sequence[Token], lexicon: Lexicon, *, first: bool) -> bool:
    """Tell whether a lone comma or "and" in capitalised words parts two shows.

    Args:
        tape: of the field.
        run: the words, of which nobody but shows is told.
        lexicon: of its language.
        first: whether they stand behind what is told of them, not before it.
    """
    start, end = tape.plain_span(run[0].start, run[-1].end)
    words = tape.text.plain[start:end].strip(TRIM)
    partings = list(lexicon.between_shows.finditer(words))
    if len(partings) != 1 or tape.is_listed(words):
        return False
    parting = partings[0].group()
    one, two = words[: partings[0].start()], words[partings[0].end() :]
    if any(fold(name).split()[0] in _opens_no_name(lexicon) for name in (one, two)):
        return False
    if tape.is_listed(one) and tape.is_listed(two):
        return True
    if "," not in parting:
        known = any(" " in name and tape.is_listed(name) for name in (one, two))
        both = is_long(one, lexicon) and is_long(two, lexicon)
        return "&" not in parting and (known or (lexicon.title_case and both))
    if first:
        return tape.is_listed(two) or (lexicon.title_case and _is_closed(tape, two, run, lexicon))
    return opens(tape, run[0]) and (
        tape.is_listed(one) or (lexicon.title_case and is_long(one, lexicon))
    )


def _opens_no_name(lexicon: Lexicon) -> frozenset[str]:
    words = lexicon.titles
    return (words.verbs | words.barriers | words.stops) - words.articles


def is_long(name: str, lexicon: Lexicon) -> bool:
    """Tell whether a name has several words, none of them its article; a small one opens none."""
    words = [word for word in name.split() if fold(word) not in lexicon.titles.articles]
    return len(words) >= _SEVERAL_WORDS and not name[:1].islower()


def _is_closed(tape: Tape, two: str, run: Sequence[Token], lexicon: Lexicon) -> bool:
    """Tell whether one word is all that follows a comma: "orders Kestrel, Embers to series"."""
    behind = tape.string[run[-1].end :].split(maxsplit=1)[:1]
    words = lexicon.titles
    small = bool(behind) and behind[0] in words.connectors | words.closers
    return small and " " not in two and fold(two) not in words.never | words.dull


def opens(tape: Tape, token: Token) -> bool:
    """Tell whether nothing stands before a word in its statement but a label or an owner."""
    before = tape.string[tape.clause(token.start, token.end)[0] : token.start].rstrip()
    return not before or before.endswith((":", NETWORK, "'s"))
