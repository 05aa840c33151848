"""The words and signs of a tape, and what a lexicon says of each beside a title."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, cast

from bot.announcements.lexicon.patterns import BREAK, MARKS
from bot.announcements.lexicon.title_words import TRIM
from bot.announcements.lexicon.vocabulary import Lexicon
from bot.announcements.marks.mark import Title
from bot.announcements.marks.seasons import FoundSeason
from bot.announcements.tape.tape import Tape

_TOKEN = re.compile(r"[\ue000-\ue003]|[^\s\ue000-\ue003]+")
MARK_SIGNS = frozenset(MARKS)
SIGHT = 600
"""So far from the words that tell news the longest list of names or titles begins."""


class Token(NamedTuple):
    """A word or sign of a tape."""

    start: int
    end: int
    word: str

    @property
    def bare(self) -> str:
        """The word without punctuation."""
        return self.word.strip(TRIM)


def tokens_of(tape: Tape, start: int, end: int) -> list[Token]:
    """Return the words and signs between two places of a tape; the same places are read once."""
    kept = tape.tokens.get((start, end))
    if kept is None:
        kept = tape.tokens[start, end] = tuple(
            Token(hit.start(), hit.end(), hit.group())
            for hit in _TOKEN.finditer(tape.string, start, end)
        )
    return list(kept)


def clauses_of(tape: Tape) -> Iterator[list[Token]]:
    """Yield the words and signs of each statement of a tape, in their order."""
    start = 0
    while start < len(tape.string):
        end = tape.string.find(BREAK, start)
        end = len(tape.string) if end < 0 else end
        yield tokens_of(tape, start, end)
        start = end + 1


def is_small(tape: Tape, token: Token) -> bool:
    """Tell whether a word begins with a small letter."""
    return tape.plain(token.start, token.end)[:1].islower()


def is_capital(tape: Tape, token: Token) -> bool:
    """Tell whether a word begins with a capital, quotation mark or not."""
    return without_opening(tape, token)[:1].isupper()


def is_capital_or_digit(tape: Tape, token: Token) -> bool:
    """Tell whether a word begins as one of a name does: names may have numbers."""
    first = without_opening(tape, token)[:1]
    return first.isupper() or first.isdigit()


def without_opening(tape: Tape, token: Token) -> str:
    """Return a word as it is written, without the marks that open a quotation or a bracket."""
    return tape.plain(token.start, token.end).lstrip("\"'“‘(")


def season_at(tape: Tape, token: Token) -> FoundSeason:
    """Return the season under a token that is one."""
    return cast(FoundSeason, tape.marks[token.start].value)


def title_at(tape: Tape, token: Token) -> Title:
    """Return the marked title under a token that is one."""
    return cast(Title, tape.marks[token.start].value)


def is_link(token: Token, lexicon: Lexicon) -> bool:
    """Tell whether a token may stand between a title and what is told of it."""
    bare, words = token.bare, lexicon.titles
    return (
        not bare
        or bare in {"'s", "s"}
        or bare in words.links
        or bare in words.describing
        or token.word in lexicon.joining
        or is_of_its_kind(token, lexicon)
        or (lexicon.letters and _glued_links(token, lexicon))
        or bare in words.loose_particles
    )


def is_of_its_kind(token: Token, lexicon: Lexicon) -> bool:
    """Tell whether a word for shows owns what follows a show's name: "Slow Knight Anime's"."""
    kind = token.bare.removesuffix("'s")
    return (
        kind != token.bare
        and lexicon.naming is not None
        and lexicon.naming.search(f" {kind} ") is not None
    )


def _glued_links(token: Token, lexicon: Lexicon) -> bool:
    """Tell whether a token is nothing but linking words without spaces between them."""
    rest = token.bare
    links = lexicon.titles.links | lexicon.titles.describing
    while rest:
        found = next((word for word in links if word and rest.startswith(word)), None)
        if found is None:
            return False
        rest = rest[len(found) :]
    return True


def is_lead(tape: Tape, token: Token, lexicon: Lexicon) -> bool:
    """Tell whether a token may stand between the phrase and a title after it."""
    if not token.bare or token.bare in {"'s", "s"}:
        return True
    return token.bare in lexicon.titles.describing and not is_capital_article(tape, token, lexicon)


def describes(tape: Tape, token: Token, lexicon: Lexicon) -> bool:
    """Tell whether a word beside a title ends it: it says what the title is."""
    words = lexicon.titles
    return (
        token.bare in words.describing
        and token.bare not in words.connectors
        and not is_capital_article(tape, token, lexicon)
    )


def is_capital_article(tape: Tape, token: Token, lexicon: Lexicon) -> bool:
    """Tell whether a word is a capitalised article: the first word of many titles."""
    return token.bare in lexicon.titles.articles and is_capital(tape, token)


def tells_what_happens(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    """Tell whether a word and the next tell what happens to a show: "to Begin", "Is Coming"."""
    words = lexicon.titles
    if index + 1 == len(tokens):
        return False
    token, following = tokens[index].bare, tokens[index + 1].bare
    if f"{token} {following}" in words.infinitives:
        return True
    told = (words.verbs | words.links) - words.connectors - words.inner
    return lexicon.title_case and token in words.predicates and following in told


def may_be_in_title(tape: Tape, token: Token, lexicon: Lexicon) -> bool:
    """Tell whether a token can be part of a title without marks."""
    if token.word in MARK_SIGNS:
        return False
    plain = without_opening(tape, token)
    if not plain:
        return False
    return (
        plain[0].isupper()
        or plain[0].isdigit()
        or plain in {"&", "-", "–", "+"}
        or token.bare in lexicon.titles.connectors
    )
