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
        found: set[int] = set()
        at = 0
        while at < len(words):
            length = self._length_of_a_name(words[at : at + _THREE])
            found.update(range(at, at + length))
            at += max(length, 1)
        return frozenset(found)

    def _length_of_a_name(self, words: list[str]) -> int:
        """Return how many of the words, from the first on, are a Korean name; 0 when none are."""
        bare = [word.strip(TRIM) for word in words]
        if len(words) < _THREE - 1 or not all(word[:1].isupper() for word in bare[:2]):
            return 0
        if words[0][-1:] in ",:;.!?":
            return 0
        first, second, *rest = [word.lower() for word in bare]
        if first in self.surnames and self.syllables.fullmatch(second):
            return 2
        if second in self.surnames and self.syllables.fullmatch(first):
            return 2
        if (
            rest
            and first in self.surnames
            and words[1][-1:] not in ",:;.!?"
            and bare[2][:1].isupper()
            and self.syllable.fullmatch(second)
            and self.syllable.fullmatch(rest[0])
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
