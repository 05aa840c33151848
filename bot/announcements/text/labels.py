"""What stands in front of a headline: "[Exclusive] …", "BREAKING: …", 【独家】, a line in capitals.

It says how the news comes and not what it is, so a headline is read without it. Which words are
labels stands in the lexicon: "[Review] …" tells more than that.
"""

import re
from collections.abc import Collection

_LABEL = re.compile(
    r"(?:[\[【〔(] ?(?P<framed>[^\[\]【】〔〕()]{1,24}?) ?[\]】〕)] ?:?"
    r"|(?P<plain>[^:|丨–—-]{1,24}?) ?[:|丨–—-]) ?"
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
    """Return where the headline proper begins: 0 when no label stands in front of it."""
    found = _LABEL.match(folded)
    if found is None or found.end() == len(folded):
        return 0
    return found.end() if (found["framed"] or found["plain"]) in labels else 0
