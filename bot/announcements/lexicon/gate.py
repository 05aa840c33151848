"""The gate: which phrases of a language a text may hold, told by single words in one pass.

A phrase stands in a text only if, of each of its sets of words, one stands there: "begins
filming" needs one word for the beginning and one for the work. The words need not be near each
other, so that the gate lets through too much and never too little.

Most words are asked of the set of the text's words; an automaton looks for stems and for words
in scripts without spaces alone. A text's words are looked for once, the phrases group by group:
what cannot decide whether an item is read is not asked before that is decided.
"""

from collections.abc import Collection, Iterable, Set
from enum import IntEnum, auto
from typing import Any

import ahocorasick

from bot.announcements.lexicon.patterns import LETTERS, Pattern

_LETTERS_ALONE = "".join(char if char.isalpha() else " " for char in map(chr, range(128)))


class Group(IntEnum):
    """Phrases that are asked for together."""

    HEADLINE_KINDS = auto()
    """What a headline can announce."""
    HEADLINE_HINTS = auto()
    """What a headline hints at, which counts only where the summary tells it, too."""
    HEADLINE_OTHERS = auto()
    """Vetoes, hedges and people of a headline, which matter only beside a kind."""
    SUMMARY_ALONE = auto()
    """What a summary can announce by itself."""
    SUMMARY_OWN = auto()
    """What only summaries tell, once the headline has told anything."""
    SUMMARY_OTHERS = auto()
    """All else that a summary can tell, once it is read."""


class Gate:
    """The words of all phrases of a language; built once."""

    def __init__(self, phrases: Iterable[tuple[int, Pattern, Collection[Group]]]) -> None:
        """Take in phrases, each with its number and the groups that it belongs to."""
        alike: dict[Group, dict[_Lock, list[int]]] = {group: {} for group in Group}
        for number, pattern, groups in phrases:
            lock = frozenset(pattern.anchors), tuple(map(frozenset, pattern.beside))
            for group in groups:
                alike[group].setdefault(lock, []).append(number)
        self._leads = {group: _by_anchor(locks) for group, locks in alike.items()}
        known = set().union(*(_words_of(lock) for locks in alike.values() for lock in locks))
        self._whole = {word for word in known if not word.endswith("*")}
        self._automaton = _automaton(known - self._whole)

    def knows(self, word: str) -> bool:
        """Tell whether a folded word is one of a phrase, and no stem."""
        return word in self._whole

    def words(self, folded: str) -> set[str]:
        """Return the words of phrases that stand in a text, stems with their star."""
        present = self._whole.intersection(_split(folded))
        if len(self._automaton):
            present.update([word for _, word in self._automaton.iter(folded)])
        return present

    def passing(self, words: Set[str], group: Group) -> frozenset[int]:
        """Return the numbers of the phrases of which every set has one of a text's words."""
        found: set[int] = set()
        leads = self._leads[group]
        for word in words & leads.keys():
            for beside, numbers in leads[word]:
                for one_of in beside:
                    if one_of.isdisjoint(words):
                        break
                else:
                    found.update(numbers)
        return frozenset(found)


_Lock = tuple[frozenset[str], tuple[frozenset[str], ...]]
"""The words that open the gate for a phrase: its anchors, and the sets beside them."""
_Leads = dict[str, list[tuple[tuple[frozenset[str], ...], tuple[int, ...]]]]


def _words_of(lock: _Lock) -> frozenset[str]:
    anchors, beside = lock
    return anchors.union(*beside)


def _by_anchor(locks: dict[_Lock, list[int]]) -> _Leads:
    """Return by anchor what must stand beside it, and the phrases that then pass."""
    leads: _Leads = {}
    for (anchors, beside), numbers in locks.items():
        for anchor in anchors:
            leads.setdefault(anchor, []).append((beside, tuple(numbers)))
    return leads


def _split(folded: str) -> list[str]:
    """Return the words of a text, letters alone."""
    # Half the price of the expression, which only other alphabets need.
    ascii_alone = folded.isascii()
    return folded.translate(_LETTERS_ALONE).split() if ascii_alone else LETTERS.findall(folded)


def _automaton(stems: Iterable[str]) -> Any:  # noqa: ANN401 - the library has no types
    automaton = ahocorasick.Automaton()
    for stem in stems:
        automaton.add_word(stem.removesuffix("*"), stem)
    automaton.make_automaton()
    return automaton
