"""Text as the rules read it, with the way back to the article's own characters.

Four forms of the same words:

- *original*: what the article says; evidence always points here.
- *plain*: Unicode compatibility forms and entities undone, rare marks made common ones, white
  space collapsed, invisible characters gone.
- *folded*: plain without case and Latin accents, Chinese letters simplified, one character for
  one, so that a place in one is the same place in the other. Lexicon phrases are folded in the
  same way.
- *lowered*: plain without case, as long as it was; encoders read this.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from bot.announcements.text.han import SIMPLIFIED
from bot.announcements.text.once import once
from bot.announcements.text.signs import Edit, odd_signs

_INVISIBLE = frozenset({"Cf", "Cc", "Cs", "Co", "Cn"})
_SPACES = frozenset({"Zs", "Zl", "Zp"})
_WHITE = "\t\n\r\v\f\x85"
_ODD_SPACE = rf" (?<![^ {_WHITE}] )"
_MAX_CLEANINGS = 8
_DOTTED = "i\u0307"
"""What programs that know no Turkish make of its dotted capital: İ in small letters."""
_JAMO_VOWEL, _JAMO_END = "\u1160", "\u11ff"


def _fold_table() -> dict[int, str]:
    """Map accented Latin letters and traditional Chinese ones; length must never change."""
    table: dict[int, str] = {}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0].lower()
        if base.isascii() and base.isalpha():
            table[code] = base
    # The Turkish letters without a decomposition, so that Turkish capitals fold like the others.
    table |= {ord("ı"): "i", ord("İ"): "i", ord("ł"): "l", ord("Ł"): "l", ord("ø"): "o"}
    table |= {ord("Ø"): "o", ord("đ"): "d", ord("Đ"): "d", ord("’"): "'", ord("‘"): "'"}
    return table | SIMPLIFIED


_FOLD = {chr(code): letter for code, letter in _fold_table().items()}
_TO_FOLD = re.compile(f"[{''.join(map(re.escape, _FOLD))}]")


def fold(text: str) -> str:
    """Return the text without case, Latin accents and traditional letters, as long as it was."""
    if text.isascii():
        return text.lower()
    # Few letters stand in a text: each is put otherwise in a fourth of what `translate` takes.
    for letter in set(_TO_FOLD.findall(text)):
        text = text.replace(letter, _FOLD[letter])
    # The dotted I, which alone grows when lowered, is in the table.
    return text.lower()


def lower(text: str) -> str:
    """Return the text without case, as long as it was."""
    # The dotted I alone grows when lowered.
    return text.replace("İ", "i").lower()


class _Stretch(NamedTuple):
    """A part of a cleaned text and what it was before.

    Attributes:
        at: where it begins in the cleaned text; it ends where the next one begins.
        start: where it began before.
        end: where it ended before.
        is_same: whether it was left as it was.
    """

    at: int
    start: int
    end: int
    is_same: bool


@dataclass(frozen=True)
class Text:
    """One field of an article in its forms.

    Attributes:
        original: the characters as given.
        plain: the cleaned form.
        cleanings: what each cleaning did, the first one first; none when nothing moved.
    """

    original: str
    plain: str
    cleanings: tuple[Sequence[_Stretch], ...] = ()

    @once
    def folded(self) -> str:
        """The plain text without case and Latin accents."""
        return fold(self.plain)

    @once
    def lowered(self) -> str:
        """The plain text without case: what was learned reads this."""
        return lower(self.plain)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the place in the original of `plain[start:end]`, which must not be empty."""
        for stretches in reversed(self.cleanings):
            first, last = _stretch(stretches, start), _stretch(stretches, end - 1)
            start = first.start + (start - first.at if first.is_same else 0)
            end = last.start + (end - last.at) if last.is_same else last.end
        return start, end

    def edited(self, edits: Sequence[Edit]) -> "Text":
        """Return the text with parts of its plain form put otherwise.

        Args:
            edits: in their order; what is put in belongs to the characters that it takes away, or
                to the one before it, or after it where none is before.
        """
        plain, stretches = _edited(self.plain, edits)
        return Text(self.original, plain, (*self.cleanings, stretches))

    def without(self, parts: Sequence[tuple[int, int]]) -> "Text":
        """Return the text without parts of it: their places in the plain form, in order."""
        return self.edited([Edit(start, end, "") for start, end in parts if start < end])


def _stretch(stretches: Sequence[_Stretch], place: int) -> _Stretch:
    return stretches[bisect_right(stretches, place, key=lambda stretch: stretch.at) - 1]


def normalise(original: str) -> Text:
    """Clean a text; cleaning the result again changes nothing."""
    plain = original
    cleanings: list[Sequence[_Stretch]] = []
    while len(cleanings) < _MAX_CLEANINGS:
        if edits := odd_signs(plain):
            plain, stretches = _edited(plain, edits)
        elif not _is_clean(plain):
            plain, stretches = _clean(plain)
        else:
            break
        cleanings.append(stretches)
    return Text(original, plain, tuple(cleanings))


def _edited(text: str, edits: Sequence[Edit]) -> tuple[str, list[_Stretch]]:
    """Put parts of a text otherwise; each new character knows its old ones."""
    out = ""
    stretches: list[_Stretch] = []
    at = 0
    for edit in edits:
        if at < edit.start:
            stretches.append(_Stretch(len(out), at, edit.start, is_same=True))
            out += text[at : edit.start]
        start, end = edit.start, edit.end
        if start == end and edit.instead:
            start, end = (start - 1, start) if start else (start, start + 1)
        stretches.append(_Stretch(len(out), start, end, is_same=False))
        out += edit.instead
        at = edit.end
    if at < len(text):
        stretches.append(_Stretch(len(out), at, len(text), is_same=True))
        out += text[at:]
    return out, stretches


def _is_clean(text: str) -> bool:
    return (
        text.isprintable()  # no separator but the space, nothing invisible
        and "  " not in text
        and not text.startswith(" ")
        and not text.endswith(" ")
        and unicodedata.is_normalized("NFKC", text)
        and _DOTTED not in text
    )


def _clean(text: str) -> tuple[str, list[_Stretch]]:
    """Normalise cluster by cluster, so that each new character knows its old ones.

    Stretches in which nothing changes are copied whole: most texts have one odd character.
    """
    out = ""
    stretches: list[_Stretch] = []
    at = 0
    for odd in (*_odd_places(text), len(text)):
        if odd < at:
            continue
        if at < odd:
            stretches.append(_Stretch(len(out), at, odd, is_same=True))
            out += text[at:odd]
        at = odd + 1
        while at < len(text) and _leans_on_the_one_before(text[at]):
            at += 1
        stretches.append(_Stretch(len(out), odd, at, is_same=False))
        out += _cleaned(text[odd:at], after=out[-1:] or " ")
    return out.removesuffix(" "), stretches


def _cleaned(cluster: str, *, after: str) -> str:
    """Undo the compatibility forms of a character and of what leans on it."""
    kept: list[str] = []
    for char in unicodedata.normalize("NFKC", cluster).replace(_DOTTED, "i"):
        category = unicodedata.category(char)
        is_space = category in _SPACES or char in _WHITE
        if is_space and (kept or [after])[-1] != " ":
            kept.append(" ")
        elif not is_space and category not in _INVISIBLE:
            kept.append(char)
    return "".join(kept)


def _odd_places(text: str) -> list[int]:
    """Return where clusters begin that cleaning may change."""
    odd = "".join(sorted(filter(_is_odd, set(text))))
    # Spaces are odd at the edges and after another one.
    pattern = re.compile(rf"[{re.escape(odd)}]|{_ODD_SPACE}" if odd else _ODD_SPACE)
    return [
        # A mark that leans on its neighbour takes it into the cluster.
        place - 1 if place and _leans_on_the_one_before(text[place]) else place
        for place in (hit.start() for hit in pattern.finditer(text))
    ]


@lru_cache(maxsize=4096)
def _is_odd(char: str) -> bool:
    if char == " " or "!" <= char <= "~":
        return False
    return (
        not unicodedata.is_normalized("NFKC", char)
        or unicodedata.category(char) in _INVISIBLE | _SPACES
        or _leans_on_the_one_before(char)
    )


def _leans_on_the_one_before(char: str) -> bool:
    """Tell whether a character may merge with the one before it (accents, Korean jamo)."""
    if char < "\u0300":
        return False
    first = unicodedata.normalize("NFKD", char)[0]
    return unicodedata.combining(first) != 0 or _JAMO_VOWEL <= first <= _JAMO_END
