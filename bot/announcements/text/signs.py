"""Signs that are written in more than one way: rare quotation marks, entities left in a text.

Each is read as the common sign that it stands for, so that no other room knows the rare ones.
"""

import html
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

_COMMON = {
    **dict.fromkeys("❝〝‟‶", "“"),
    **dict.fromkeys("❞〞〟", "”"),
    **dict.fromkeys("❠⹂", "„"),
    **dict.fromkeys("❛‛‵", "‘"),
    **dict.fromkeys("❜ʼ", "’"),
    **dict.fromkeys("´′", "'"),
    **dict.fromkeys("″‴", '"'),
    **dict.fromkeys("❮", "‹"),
    **dict.fromkeys("❯", "›"),
    **dict.fromkeys("⟪❰", "《"),
    **dict.fromkeys("⟫❱", "》"),
    **dict.fromkeys("⟨❬", "〈"),
    **dict.fromkeys("⟩❭", "〉"),
}
_RARE = re.compile(f"[{''.join(_COMMON)}]")
_LATIN = r"A-Za-z0-9À-ɏ"
_SIGN = re.compile(
    rf"(?P<rare>{_RARE.pattern})"
    # However often the "&" of an entity was written as one: "&amp;amp;#39;".
    r"|&(?:(?:amp|#38|#x26);){0,9}"
    r"(?P<entity>#\d{1,6}|#[xX][0-9a-fA-F]{1,5}|[A-Za-z]{2,8}\d?);"
    # ,,Harbour Lights'', ''Harbour Lights'', ``Harbour Lights''
    rf"|(?P<low>(?<![{_LATIN}]),,(?=\w))"
    rf"|(?P<opening>(?<![{_LATIN}'‘`])(?:''|‘‘|``)(?=\w))"
    rf"|(?P<closing>(?<![\s(\['’])(?:''|’’)(?!['’])(?:(?<![{_LATIN}]..)|(?![{_LATIN}])))"
    # `Harbour Lights´
    r"|(?P<grave>`(?=[^`´]{1,80}´))"
)
_PUT = {"low": "„", "opening": "“", "closing": "”", "grave": "‘"}
_UNREAD = frozenset({"Cf", "Cc", "Cs", "Co", "Cn"})


class Edit(NamedTuple):
    """What stands in the place of a part of a text."""

    start: int
    end: int
    instead: str


def odd_signs(text: str) -> list[Edit]:
    """Return what to read in the place of rare marks, of single ones set twice and of entities."""
    # Spelt out, for every text is asked: a loop takes three times as long.
    several = "&" in text or ",," in text or "''" in text or "``" in text
    if not several and text.isascii():
        return []
    if several or "‘‘" in text or "’’" in text or _RARE.search(text) is not None:
        return list(_edits(text))
    return []


def _edits(text: str) -> Iterator[Edit]:
    opened = False
    for hit in _SIGN.finditer(text):
        if hit["rare"] is not None:
            yield Edit(*hit.span(), _COMMON[hit["rare"]])
        elif hit["entity"] is None:
            # Two straight marks look alike: between letters that no spaces part the second closes.
            closes = opened and hit.group() == "''"
            opened = hit["opening"] is not None and not closes
            yield Edit(*hit.span(), "”" if closes else _PUT[hit.lastgroup or ""])
        elif (sign := _meant(hit["entity"])) is not None:
            yield Edit(*hit.span(), sign)


def _meant(entity: str) -> str | None:
    """Return the sign that an entity means, None for what could be part of another entity."""
    sign = html.unescape(f"&{entity};")
    if len(sign) != 1 or unicodedata.category(sign) in _UNREAD:
        return None
    plain = unicodedata.normalize("NFKC", sign)
    writes_entities = plain.isascii() and (plain.isalnum() or plain in "&#;")
    return sign if sign == "&" or not writes_entities else None
