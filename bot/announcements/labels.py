"""The label in front of a headline: "[Exclusive] …", "BREAKING: …", 【独家】 and their like.

It says how the news comes and not what it is, so a headline is read without it. Which words are
labels stands in the lexicon: "[Review] …" tells more than that.
"""

import re
from collections.abc import Collection

_LABEL = re.compile(
    r"(?:[\[【〔(] ?(?P<framed>[^\[\]【】〔〕()]{1,24}?) ?[\]】〕)] ?:?"
    r"|(?P<plain>[^:|丨–—-]{1,24}?) ?[:|丨–—-]) ?"
)


def label_end(folded: str, labels: Collection[str]) -> int:
    """Return where the headline proper begins: 0 when no label stands in front of it."""
    found = _LABEL.match(folded)
    if found is None or found.end() == len(folded):
        return 0
    return found.end() if (found["framed"] or found["plain"]) in labels else 0
