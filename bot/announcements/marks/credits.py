"""Titles in brackets behind a person's name: "Jane Doe (Lost, ‘Heroes’) joins …".

They only say where somebody has been seen.
"""

import re
from dataclasses import replace

from bot.announcements.lexicon.name_parts import name_parts
from bot.announcements.lexicon.vocabulary import Lexicon
from bot.announcements.marks.mark import Mark, Title

_INITIALS = re.compile(r"(?:\w\.){1,3}")
_LONGEST = 5
_OF_A_NAME = 2
"""So many words with a capital before a bracket are a person's name."""


def with_credits_in_brackets(plain: str, marks: list[Mark], lexicon: Lexicon) -> list[Mark]:
    """Give credit only to the titles that stand in brackets behind a name without marks."""
    if not lexicon.cased or "(" not in plain:
        return marks
    return [
        replace(mark, value=replace(mark.value, credit=True))
        if isinstance(mark.value, Title)
        and _is_behind_a_name(plain, mark, marks)
        and (lexicon.title_case or _has_another(plain, mark, marks))
        else mark
        for mark in marks
    ]


def _is_behind_a_name(plain: str, mark: Mark, marks: list[Mark]) -> bool:
    opening = plain.rfind("(", 0, mark.start)
    closing = plain.find(")", opening)
    if opening < 0 or not opening < mark.start < closing:
        return False
    before = plain[:opening].rstrip()
    if any(other.start < len(before) <= other.end for other in marks):
        return False  # "Kestrel (Turmfalke)": a title's other name
    particles = name_parts().particles
    words = [word for word in before.split()[-_LONGEST:] if word not in particles][-_OF_A_NAME:]
    return (
        len(words) == _OF_A_NAME
        and all(word[:1].isupper() for word in words)
        and words[1][-1:].isalpha()
        and (words[0][-1:].isalpha() or _INITIALS.fullmatch(words[0]) is not None)
    )


def _has_another(plain: str, mark: Mark, marks: list[Mark]) -> bool:
    """Tell whether a title stands outside of brackets: else the one within may be a translation."""
    return any(
        other is not mark
        and isinstance(other.value, Title)
        and not plain[: other.start].endswith("(")
        for other in marks
    )
