"""Words that belong to a name though they are small, or mean another thing by themselves.

Particles ("Ana de Armas"), the syllables of Korean names ("On Joo Wan"), ages between commas ("Jane
Doe, 34, joins") and the show that somebody is from ("‘Kestrel’ star Jane Doe").
"""

import re
from collections.abc import Sequence

from bot.announcements.lexicon.name_parts import name_parts
from bot.announcements.lexicon.patterns import TITLE
from bot.announcements.lexicon.vocabulary import Lexicon
from bot.announcements.tape.tape import Tape
from bot.announcements.tape.tokens import MARK_SIGNS, Token, is_small

_ELIDED = re.compile(r"[^\W\d_]{1,3}[-'’](?=[^\W\d_])")
"""A particle that is glued to its name: "d’Arcy", "al-Hadi"."""
_INITIALS = re.compile(r"\w\.(?:\w\.?)*")
_INITIAL = re.compile(r"[A-Z]\.")
_BAND = re.compile(r"\d{1,2}[A-Z]")
_LONGEST_AGE = 2


def korean_places(tape: Tape, tokens: Sequence[Token], lexicon: Lexicon) -> frozenset[int]:
    """Return which tokens belong to Korean names by their form; capitals must show them."""
    if not lexicon.cased:
        return frozenset()
    words = ["" if one.word in MARK_SIGNS else tape.plain(one.start, one.end) for one in tokens]
    return name_parts().korean_words(words)


def is_particle(tape: Tape, tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    """Tell whether a small word stands between two words of a name: "Anna van der Meer"."""
    token, particles = tokens[index], name_parts().particles
    if not lexicon.cased or (lexicon.title_case and not is_small(tape, token)):
        return False  # "Amr El Sherif" in a sentence, but no word of a headline in capitals
    plain = tape.plain(token.start, token.end)
    elided = _ELIDED.match(plain)
    glued = elided is not None and plain[elided.end()].isupper()
    if not glued and token.word not in particles:
        return False
    before, behind = index - 1, index + 1
    while before >= 0 and tokens[before].word in particles and is_small(tape, tokens[before]):
        before -= 1
    while behind < len(tokens) and (
        tokens[behind].word in particles and is_small(tape, tokens[behind])
    ):
        behind += 1
    return _is_of_a_name(tape, tokens, before, lexicon) and (
        glued or _is_of_a_name(tape, tokens, behind, lexicon)
    )


def _is_of_a_name(tape: Tape, tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    """Tell whether a word beside a particle may be one of a name by its capital."""
    if not 0 <= index < len(tokens) or tokens[index].word in MARK_SIGNS:
        return False
    token = tokens[index]
    words = lexicon.people.stops | lexicon.people.describing
    return tape.plain(token.start, token.end)[:1].isupper() and token.bare not in words


def is_age(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    """Tell whether a token is of an age between commas: "Jane Doe, 34, joins"."""
    token = tokens[index]
    if token.bare in lexicon.people.ages:
        return index > 0 and is_age(tokens, index - 1, lexicon)
    return (
        token.bare.isdecimal()
        and len(token.bare) <= _LONGEST_AGE
        and index > 0
        and tokens[index - 1].word.endswith(",")
    )


def is_a_band(plain: str) -> bool:
    """Tell whether a word begins with a number as names of bands do: "2PM's"."""
    return _BAND.match(plain) is not None


def is_initial(plain: str) -> bool:
    """Tell whether a word is the first letter of a name: the "A." of "Jane A. Doe"."""
    return _INITIAL.fullmatch(plain) is not None


def is_shortened(token: Token) -> bool:
    """Tell whether a full stop shortens a word of a name: "J.K.", "Jr."."""
    return (
        token.word in name_parts().suffixes
        or token.bare in name_parts().suffixes
        or _INITIALS.fullmatch(token.word) is not None
    )


def says_whose(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    """Tell whether a title says who somebody is: "‘Harbour Lights’ star Jane Doe".

    Or the first of several: "‘Harbour Lights’ and ‘Kestrel’ star Jane Doe".
    """
    if tokens[index].word != TITLE or not lexicon.cased:
        return False
    following = tokens[index + 1 : index + 3]
    if not following:
        return False
    if following[0].bare in lexicon.people.describing:
        return True
    return (
        len(following) > 1
        and following[0].word in lexicon.joining
        and following[1].word == TITLE
        and says_whose(tokens, index + 2, lexicon)
    )


def words_of(tape: Tape, run: Sequence[Token]) -> str:
    """Return the plain text of a run of words, without titles that say who somebody is."""
    pieces: list[str] = []
    start: int | None = None
    for index, token in enumerate(run):
        if token.word == TITLE or (
            0 < index < len(run) - 1 and run[index - 1].word == run[index + 1].word == TITLE
        ):
            if start is not None:
                pieces.append(tape.plain(start, run[index - 1].end))
            start = None
        elif start is None:
            start = token.start
    if start is not None:
        pieces.append(tape.plain(start, run[-1].end))
    return " ".join(pieces)
