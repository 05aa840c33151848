"""What stands in front of a headline: "[Exclusive] …", "BREAKING: …", 【独家】, a line in capitals.

It says how the news comes and not what it is, so a headline is read without it. Which words are
labels stands in the lexicon: "[Review] …" tells more than that.
"""

import re
from collections.abc import Collection

_PICTURES = re.compile(
    "[\u25a0-\u27bf\U0001f000-\U0001faff][\ufe0f\u200d\u25a0-\u27bf\U0001f000-\U0001faff]* ?(?=.)"
)
"""Emoji and other small pictures."""
_LABEL = re.compile(
    r"(?:[\[【〔(] ?(?P<framed>[^\[\]【】〔〕()]{1,24}?) ?[\]】〕)] ?:?"
    r"|(?P<plain>(?:[^:|丨–—-]|(?<=\w)-(?=\w)){1,24}?) ?(?:[:|丨/–—]|-(?!\w)|(?<!\w)-)) ?"
)


_CAPITALS = re.compile(r"(?:[A-Z][A-Z'’]+[!?,]? (?:&,? )?){2,6}(?=[A-Z][a-z])")
_LOWER = re.compile(r"\b[a-z]{3,}\b")
_UPPER = re.compile(r"\b[A-Z][a-z]+\b")


def kicker_end(plain: str, verbs: Collection[str]) -> int:
    """Return where a headline begins behind a line in capitals, 0 where none stands before it.

    "ONE AND DONE Police drama axed after a single series": what follows is a sentence of its own,
    in small letters, and begins with no verb.
    """
    found = _CAPITALS.match(plain)
    if found is None:
        return 0
    rest = plain[found.end() :]
    following = rest.split(maxsplit=1)[0].lower()
    is_sentence = len(_LOWER.findall(rest)) > len(_UPPER.findall(rest))
    return found.end() if is_sentence and following not in verbs else 0


def label_end(folded: str, labels: Collection[str]) -> int:
    """Return where the headline proper begins: 0 when no label or picture stands in front of it."""
    at = 0
    while found := _PICTURES.match(folded, at) or _label_at(folded, at, labels):
        at = found.end()
    return at


def _label_at(folded: str, at: int, labels: Collection[str]) -> re.Match[str] | None:
    found = _LABEL.match(folded, at)
    if found is None or found.end() == len(folded):
        return None
    return found if (found["framed"] or found["plain"]) in labels else None
