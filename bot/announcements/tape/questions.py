"""A question that follows a statement in one sentence: it asks on, and does not ask the statement.

Parts      "Kestrel Cancelled After Two Seasons, What Happens to Its Cast?"
           "BBC Renews Kestrel: When Will It Air?"
Leaves     "Kestrel Renewed for Season 3, Really?"       (asks what it has told)
           "Is Kestrel Renewed, Or Is It Cancelled?"     (asks from its first word)
"""

import re

from bot.announcements.lexicon.vocabulary import Lexicon

_PARTING = re.compile(r"[,:]\s+")
_ASKS_ON = re.compile(r"[^.!?]*\?")


def parted_questions(folded: str, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Return the commas and colons behind which a statement goes on as a question.

    Args:
        folded: the field.
        lexicon: whose `asks` open a question.
    """
    if lexicon.asks is None or "?" not in folded:
        return []
    parted: list[tuple[int, int]] = []
    first = 0
    for end in (hit.start() for hit in re.finditer(r"\?", folded)):
        opens = max(folded.rfind(sign, first, end) for sign in (". ", "! ", "; ", " - ", "| "))
        start = opens + 2 if opens >= 0 else first
        first = end + 1
        if lexicon.asks.match(folded, start + len(folded[start:]) - len(folded[start:].lstrip())):
            continue
        for hit in _PARTING.finditer(folded, start, end):
            if lexicon.asks.match(folded, hit.end()) and _ASKS_ON.match(folded, hit.end()):
                parted.append(hit.span())
                break
    return parted
