"""What names of people are made of, whatever language a text is written in: `names.toml`.

A Spanish outlet writes "Carice van Houten" and an English one "Ana de Armas": the particles belong
to the names, and no language of a lexicon.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from bot.announcements.lexicon.title_words import TRIM

NAMES_FILE = "names.toml"
_THREE = 3


@dataclass(frozen=True, kw_only=True)
class NameParts:
    """Parts of names.

    Attributes:
        particles: small words between two words of a name.
        suffixes: behind a comma they belong to the name before it.
        surnames: first words of a Korean name.
        syllable: the form of one syllable of such a name.
        syllables: the form of two that a hyphen joins.
    """

    particles: frozenset[str]
    suffixes: frozenset[str]
    surnames: frozenset[str]
    syllable: re.Pattern[str]
    syllables: re.Pattern[str]

    def korean_words(self, words: list[str]) -> frozenset[int]:
        """Return which words belong to a Korean name: "Shin Min A", "Na In-woo", "In-woo Na".

        Only by their form, and where each begins with a capital: "On Joo Wan joins" begins with
        no preposition. A comma or colon within ends a name.
        """
        bare = [word.strip(TRIM) for word in words]
        small = [word.lower() for word in bare]
        surnames = self.surnames.intersection(small)
        found: set[int] = set()
        at = 0
        while surnames and at < len(words) - 1:
            length = 0
            if small[at] in surnames or small[at + 1] in surnames:
                length = self._length_of_a_name(words, bare, small, at)
            found.update(range(at, at + length))
            at += max(length, 1)
        return frozenset(found)

    def _length_of_a_name(
        self, words: list[str], bare: list[str], small: list[str], at: int
    ) -> int:
        """Return how many words, from a place on, are a Korean name; 0 when none are."""
        if not (bare[at][:1].isupper() and bare[at + 1][:1].isupper()):
            return 0
        if words[at][-1:] in ",:;.!?":
            return 0
        first, second = small[at], small[at + 1]
        if first in self.surnames and self.syllables.fullmatch(second):
            return 2
        if second in self.surnames and self.syllables.fullmatch(first):
            return 2
        if (
            at + 2 < len(words)
            and first in self.surnames
            and words[at + 1][-1:] not in ",:;.!?"
            and bare[at + 2][:1].isupper()
            and self.syllable.fullmatch(second)
            and self.syllable.fullmatch(small[at + 2])
        ):
            return _THREE
        return 0


@cache
def name_parts() -> NameParts:
    """Return the parts of names that the package brings."""
    file = resources.files("bot.announcements.lexicon") / NAMES_FILE
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    syllable = table["korean_syllable"]
    return NameParts(
        particles=frozenset(table["particles"]),
        suffixes=frozenset(table["suffixes"]),
        surnames=frozenset(table["korean_surnames"]),
        syllable=re.compile(syllable),
        syllables=re.compile(f"{syllable}-{syllable}"),
    )
