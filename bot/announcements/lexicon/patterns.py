"""The small language in which a lexicon says how something is told, and its compiler.

A phrase is written as it is said: ``{title} renewed [for {season}]``. Its parts:

    word            itself, in any case, without accents
    word*           any word that begins so (stems, suffixes)
    (a|b c)         one of these
    [a|b]           one of these, or nothing
    <name>          one of the words of that name in the lexicon's [words]
    {break}         the end of a statement; {marked} a title in quotation marks
    {title}         a show; {people} names; {season} {date} {network} marked spans
    ~               up to three words in between, never across a clause
    ~~              up to eight words

Phrases compile to regular expressions without unbounded repetition, so that reading a text takes
time linear in its length, and each names *anchors*: strings of which one must stand in the text
for the phrase to match at all. The gate looks for anchors alone. The expression of a phrase is
compiled when a text first passes the gate for it: most are never asked for.
"""

import re
from dataclasses import dataclass
from functools import cached_property

TITLE, SEASON, DATE, NETWORK, BREAK = "\ue000", "\ue001", "\ue002", "\ue003", "\n"
MARKS = (TITLE, SEASON, DATE, NETWORK)
MAX_INSIDE = 90
LETTERS = re.compile(r"[^\W\d_]+")


class PatternError(ValueError):
    """A phrase is not written in the language above."""


@dataclass(frozen=True, eq=False)
class Pattern:
    """One compiled way of telling something; a lexicon has one for all entries that say the same.

    Attributes:
        source: as the lexicon writes it.
        expression: what must stand in the tape; its edges may be completed by titles or people.
        anchors: folded words, one of which is in every text that matches; those that end with
            "*" stand anywhere in other words, the others are words of their own.
        beside: further such sets, of each of which one string must be there too.
        signs: the same for the tape: each set has a sign, alone or with words; the cheapest first.
        row: words in a row that the phrase has, as an expression; empty where it has but single
            ones between its marks and gaps.
        left: "title", "people" or None: what is to be read before the match.
        right: the same, after the match.
        reach: how many words may stand between the match and a marked title after it.
    """

    source: str
    expression: str
    anchors: tuple[str, ...]
    beside: tuple[tuple[str, ...], ...]
    signs: tuple[tuple[str, ...], ...]
    row: str
    left: str | None
    right: str | None
    reach: int

    @cached_property
    def words(self) -> re.Pattern[str] | None:
        """What stands in the text wherever the phrase stands on a tape; None where nothing must."""
        if not self.row:
            return None
        return self.regex if self.row == self.expression else re.compile(self.row)

    @cached_property
    def cuts_titles(self) -> bool:
        """Tell whether a gap follows a title inside: the phrase ends that as soon as it can."""
        return "{title} ~" in self.source

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The expression, compiled."""
        return re.compile(self.expression)
