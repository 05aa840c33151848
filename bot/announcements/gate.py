"""The gate: which phrases of a language a text may hold, told by single words in one pass.

A phrase stands in a text only if, of each of its sets of words, one stands there: "begins
filming" needs one word for the beginning and one for the work. The words need not be near each
other, so that the gate lets through too much and never too little.

Most words are asked of the set of the text's words; an automaton looks for stems and for words
in scripts without spaces alone.
"""

from collections.abc import Sequence
from typing import Any

import ahocorasick

from bot.announcements.patterns import LETTERS
from bot.announcements.vocabulary import ROOM, Entry


class Gate:
    """The words of all phrases of a language; built once."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        """Take in the phrases of these entries; a number names entry and phrase together."""
        self._ids: dict[str, int] = {}
        self._leads: list[list[tuple[int, tuple[frozenset[int], ...]]]] = []
        for entry_number, entry in enumerate(entries):
            for pattern_number, pattern in enumerate(entry.patterns):
                number = entry_number * ROOM + pattern_number
                beside = tuple(frozenset(map(self._id, words)) for words in pattern.beside)
                for anchor in dict.fromkeys(pattern.anchors):
                    self._leads[self._id(anchor)].append((number, beside))
        self._whole = frozenset(word for word in self._ids if not word.endswith("*"))
        self._automaton = _automaton(self._ids)

    def passing(self, folded: str) -> frozenset[int]:
        """Return the numbers of the phrases of which every set of words stands in a text."""
        present = {self._ids[word] for word in self._whole.intersection(LETTERS.findall(folded))}
        if len(self._automaton):
            present.update([word for _, word in self._automaton.iter(folded)])
        found: set[int] = set()
        for word in present:
            for number, beside in self._leads[word]:
                for one_of in beside:
                    if one_of.isdisjoint(present):
                        break
                else:
                    found.add(number)
        return frozenset(found)

    def _id(self, word: str) -> int:
        if word not in self._ids:
            self._ids[word] = len(self._leads)
            self._leads.append([])
        return self._ids[word]


def _automaton(ids: dict[str, int]) -> Any:  # noqa: ANN401 - the library has no types
    automaton = ahocorasick.Automaton()
    for word, number in ids.items():
        if word.endswith("*"):
            automaton.add_word(word[:-1], number)
    automaton.make_automaton()
    return automaton
