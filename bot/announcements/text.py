"""Text as the rules read it, with the way back to the article's own characters.

Three forms of the same words:

- *original*: what the article says; evidence always points here.
- *plain*: Unicode compatibility forms undone, white space collapsed, invisible characters gone.
- *folded*: plain without case and Latin accents, Chinese letters simplified, one character for
  one, so that a place in one is the same place in the other. Lexicon phrases are folded in the
  same way.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from bot.announcements.han import SIMPLIFIED

_ODD_ASCII = re.compile(r"[\x00-\x1f\x7f]|  |^ | $")
_ODD = re.compile(r"[^\S ]|[\x00-\x1f\x7f-\x9f]|  |^ | $")
_INVISIBLE = frozenset({"Cf", "Cc", "Cs", "Co", "Cn"})
_SPACES = frozenset({"Zs", "Zl", "Zp"})
_WHITE = "\t\n\r\v\f\x85"
_BLANK = _WHITE + " "
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


_FOLD = _fold_table()


def fold(text: str) -> str:
    """Return the text without case, Latin accents and traditional letters, as long as it was."""
    if text.isascii():
        return text.lower()
    folded = text.translate(_FOLD).lower()
    if len(folded) == len(text):
        return folded
    # A few capitals (beyond the table) grow when lowered; they stay as they are.
    return "".join(low if len(low := char.lower()) == 1 else char for char in text.translate(_FOLD))


@dataclass(frozen=True)
class Text:
    """One field of an article in its three forms.

    Attributes:
        original: the characters as given.
        plain: the cleaned form.
        starts: for each plain character where its original begins; None when nothing moved.
        ends: the same for where its original ends.
    """

    original: str
    plain: str
    starts: tuple[int, ...] | None = None
    ends: tuple[int, ...] | None = None

    @cached_property
    def folded(self) -> str:
        """The plain text without case and Latin accents."""
        return fold(self.plain)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the place in the original of `plain[start:end]`, which must not be empty."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def normalise(original: str) -> Text:
    """Clean a text; cleaning the result again changes nothing."""
    if original.isascii():
        if not _ODD_ASCII.search(original):
            return Text(original, original)
    elif (
        unicodedata.is_normalized("NFKC", original)
        and not _ODD.search(original)
        and not any(unicodedata.category(char) in _INVISIBLE for char in set(original))
    ):
        return Text(original, original)
    plain, starts, ends = _clean(
        original, list(range(len(original))), [*range(1, len(original) + 1)]
    )
    for _ in range(3):
        if unicodedata.is_normalized("NFKC", plain) and not _ODD.search(plain):
            break
        plain, starts, ends = _clean(plain, starts, ends)
    return Text(original, plain, tuple(starts), tuple(ends))


def _clean(
    text: str, old_starts: list[int], old_ends: list[int]
) -> tuple[str, list[int], list[int]]:
    """Normalise cluster by cluster, so that each new character knows its old ones.

    Stretches in which nothing changes are copied whole: most texts have one odd character.
    """
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for odd in _odd_places(text):
        if odd < at:
            continue
        out += text[at:odd]
        starts += old_starts[at:odd]
        ends += old_ends[at:odd]
        at = odd + 1
        while at < len(text) and _leans_on_the_one_before(text[at]):
            at += 1
        for char in unicodedata.normalize("NFKC", text[odd:at]):
            category = unicodedata.category(char)
            kept = " " if category in _SPACES or char in _WHITE else char
            if kept != " " and category in _INVISIBLE:
                continue
            if kept == " " and (not out or out[-1] == " "):
                continue
            out.append(kept)
            starts.append(old_starts[odd])
            ends.append(old_ends[at - 1])
    out += text[at:]
    starts += old_starts[at:]
    ends += old_ends[at:]
    if out and out[-1] == " ":
        del out[-1], starts[-1], ends[-1]
    return "".join(out), starts, ends


def _odd_places(text: str) -> list[int]:
    """Return where clusters begin that cleaning may change."""
    odd = {char for char in set(text) if _is_odd(char)}
    places: list[int] = []
    for place, char in enumerate(text):
        if char in odd or (char == " " and (place == 0 or text[place - 1] in _BLANK)):
            # A mark that leans on its neighbour takes it into the cluster.
            leans = place > 0 and _leans_on_the_one_before(char)
            places.append(place - 1 if leans else place)
    return places


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
