"""A headline without what is said beside its news: "‘Kestrel’ renewed: “We’re so happy”".

What is said tells how somebody feels, and its words are those of questions, wishes and farewells:
read with the news they would silence it. So would what an outlet promises behind the news ("all we
know so far"), though the headline states the fact.
"""

import re

from bot.announcements.lexicon.title_words import TRIM
from bot.announcements.lexicon.vocabulary import Lexicon
from bot.announcements.marks.speech import is_speech
from bot.announcements.text.forms import Text
from bot.announcements.text.quotes import Quoted, find_quoted
from bot.announcements.text.signs import Edit

_BEHIND_IT = re.compile(r"\s*(?:[:|–—…]|\.\.\.|- )\s*")
"""What parts speech that opens a headline from its news."""
_BEFORE_IT = re.compile(r"\s*(?:[:|–—…]|\.\.\.| -)\s*\Z")
"""What parts speech that ends one."""
_PARTING = re.compile(r"\s*(?:[:;|–—(.!]| - )\s*")
"""What parts an afterthought from the news before it."""
_FEWEST_SAID = 3
"""So many words have what is speech because one of them is small."""


def without_speech(headline: Text, lexicon: Lexicon) -> Text:
    """Return a headline without speech and afterthoughts at its edges; who says it stays.

    Where no capitals show names it stays as it is: what is said is often the news there, and its
    marks are those of titles.

    Args:
        headline: cleaned.
        lexicon: of its language.
    """
    if not lexicon.cased:
        return headline
    headline = _without_an_afterthought(headline, lexicon)
    plain = headline.plain
    quoted = find_quoted(plain)
    if not quoted:
        return headline
    edits = []
    first, last = quoted[0], quoted[-1]
    behind = _BEHIND_IT.match(plain, first.end) if first.start == 0 else None
    if behind is not None and _is_said(first, plain, lexicon):
        edits.append(Edit(0, behind.end(), ""))
    before = _BEFORE_IT.search(plain[: last.start]) if last.start > 0 else None
    if before is not None and _is_said(last, plain, lexicon):
        ends = not plain[last.end :].strip(" .!")
        edits.append(Edit(before.start(), last.end, "" if ends else ","))
    return headline.edited(edits) if edits else headline


def _without_an_afterthought(headline: Text, lexicon: Lexicon) -> Text:
    """Return a headline without what it promises behind its news: "… renewed: all we know"."""
    parting = list(_PARTING.finditer(headline.plain))
    if not parting or lexicon.afterthoughts is None:
        return headline
    start, end = parting[-1].span()
    if lexicon.afterthoughts.fullmatch(headline.folded[end:].rstrip(" .!)")) is None:
        return headline
    return headline.without([(start, len(headline.plain))])


def _is_said(quoted: Quoted, plain: str, lexicon: Lexicon) -> bool:
    """Tell whether quoted words at an edge are speech: a word in small letters shows it there."""
    inner = plain[quoted.inner_start : quoted.inner_end]
    if is_speech(inner, quoted, plain, lexicon):
        return True
    words, small = inner.split(), lexicon.titles.connectors
    return (
        lexicon.title_case
        and len(words) >= _FEWEST_SAID
        and any(word.islower() and word.strip(TRIM) not in small for word in words)
    )
