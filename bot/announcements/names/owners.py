"""Shows whose genitive says who somebody is: "Harbour Lights' Jane Doe to leave"."""

import re

from bot.announcements.lexicon.patterns import NETWORK
from bot.announcements.lexicon.vocabulary import Lexicon
from bot.announcements.marks.mark import Title
from bot.announcements.tape.tape import Tape
from bot.announcements.text.forms import fold

_LONGEST_SHOW = 6
"""More words than these have no name that owns a person."""
_GENITIVE = re.compile(r"['’]s?$")


def show_of_person(tape: Tape, person: str, lexicon: Lexicon) -> Title | None:
    """Return the name that opens a headline as the owner of somebody, None when none does."""
    plain = tape.text.plain
    before = plain[: max(plain.find(person), 0)].rstrip()
    name = _GENITIVE.sub("", before)
    words = name.split()
    if name == before or not 0 < len(words) <= _LONGEST_SHOW or fold(name) in lexicon.titles.never:
        return None
    small = lexicon.titles.connectors
    if not all(word[:1].isupper() or word in small for word in words):
        return None
    if any(mark.start < len(name) for mark in tape.inside(0, len(tape.string), NETWORK)):
        return None
    return Title(name=name, season=None, start=0, end=len(name), how="bare")
