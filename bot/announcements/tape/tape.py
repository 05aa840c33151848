"""A field of an article as a tape: folded words with one sign in the place of each marked span.

"Netflix Renews ‘Salt & Ember’ for Third Season" becomes `NETWORK renews TITLE for SEASON`, so
that a phrase of the lexicon is a short expression over signs and words, and a title can hold any
word without being taken for news. A new line stands where one statement ends.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bot.announcements.lexicon.patterns import BREAK, DATE, TITLE
from bot.announcements.lexicon.vocabulary import Lexicon
from bot.announcements.marks.mark import KnownTitles, Mark
from bot.announcements.tape.questions import parted_questions
from bot.announcements.text.forms import Text
from bot.announcements.text.quotes import quotes_around, scare_quotes

_BREAKS = re.compile(
    # First one look that passes over letters at once.
    r"(?=[\s.!?,:;|丨‖•…⋯。→—#()\[\]【】_·・─―\U0001f000-\U0001faff])(?:(?P<sentence>[.!?]+[\"'”’)\]]*\s(?=[\"'“‘(\[]?\w))"
    r"|(?P<sign>^#|#$|\s*[;|丨‖•…⋯。→—()\[\]【】_]+\s*|\s+(?:[-–─―/+]+|::+)\s+|[─―·・]{2,}|\s*\.\.+\s*|\s+[·・]+\s*|[·・]+\s+|[,:;]?\s+(?=[¿¡])"
    r"|\s*[\U0001f000-\U0001faff][\ufe0f\u200d\U0001f000-\U0001faff]*\s*))"
)
AGE = re.compile(r" ?\((?:1[4-9]|[2-9]\d)[^\x00-\x7f]?\)")
"""How old somebody is, in brackets behind the name: "Jane Doe (34)", "김하루(34)"."""
_OF_A_TITLE, _OF_A_DATE = 2, 3
_COVERS = {TITLE: _OF_A_TITLE, DATE: _OF_A_DATE}
_SPACE_BETWEEN = re.compile(r"(?<=[ぁ-んァ-ヴー一-鿿々!?]) (?=[ぁ-んァ-ヴー一-鿿々]|(?P<digit>\d))")
_BEFORE_A_STOP = re.compile(r"(?:^|[\s\"'“‘(])([\w.]+)\.$")
_INITIALS = re.compile(r"\w(?:\.\w){0,2}")


@dataclass(frozen=True, kw_only=True)
class Tape:
    """A field ready for reading.

    Attributes:
        text: the field in its three forms.
        string: words and signs.
        places: for each character of `string`, where it begins in the plain text; one more for
            the end.
        marks: by place in `string`.
        known: titles of the catalogue, if there is one.
        tokens: what `tokens_of` has read, by its places.
    """

    text: Text
    string: str
    places: tuple[int, ...]
    marks: dict[int, Mark] = field(default_factory=dict)
    known: KnownTitles | None = None
    tokens: dict[tuple[int, int], Any] = field(default_factory=dict, compare=False, repr=False)

    def plain(self, start: int, end: int) -> str:
        """Return the plain text under `string[start:end]`."""
        first, last = self.plain_span(start, end)
        return self.text.plain[first:last]

    def plain_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the place in the plain text of `string[start:end]`."""
        last = self.marks[end - 1].end if end - 1 in self.marks else self.places[end - 1] + 1
        return self.places[start], max(last, self.places[start])

    def clause(self, start: int, end: int) -> tuple[int, int]:
        """Return the edges of the statement that `string[start:end]` stands in."""
        left = self.string.rfind(BREAK, 0, start) + 1
        right = self.string.find(BREAK, end)
        return left, len(self.string) if right < 0 else right

    def inside(self, start: int, end: int, sign: str) -> list[Mark]:
        """Return the marks of one sign between two places, in order."""
        return [self.marks[at] for at in range(start, end) if self.string[at] == sign]

    def is_listed(self, name: str) -> bool:
        """Tell whether words are, all together, a title of the catalogue."""
        if self.known is None:
            return False
        # Between marks even an ordinary word is found.
        return any(end - start == len(name) for start, end, *_ in self.known.find(f"“{name}”"))


def left_out(text: Text, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Return what is read as if it were not there: marks around words, ages in brackets."""
    ages = [hit.span() for hit in AGE.finditer(text.plain)] if "(" in text.plain else []
    return [*ages, *_loose_quotes(text, lexicon)]


def _loose_quotes(text: Text, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Return where quotation marks stand around words that are read as if there were none."""
    if lexicon.title_case:
        return scare_quotes(text.plain, lexicon.titles.saying)
    if lexicon.sentence_case:
        # Spanish and French desks put foreign words between quotation marks: a 'spin-off'.
        return quotes_around(text.plain, lexicon.titles.never | lexicon.titles.describing)
    return []


def write_tape(
    text: Text,
    marks: list[Mark],
    lexicon: Lexicon,
    known: KnownTitles | None = None,
    *,
    loose: Sequence[tuple[int, int]] = (),
) -> Tape:
    """Write the tape: copy words, put signs for spans and breaks between statements.

    Args:
        text: the field.
        marks: what is marked in it; none overlaps another.
        lexicon: of its language.
        known: titles of the catalogue, if there is one.
        loose: what is left out, marks around words and ages in brackets.
    """
    folded = text.folded
    breaks = _breaks(text, marks, lexicon)
    if loose:
        breaks = [one for one in breaks if not any(a <= one[0] < b for a, b in loose)]
    out: list[str] = []
    places: list[int] = []
    by_place: dict[int, Mark] = {}
    spans: list[tuple[int, int, Mark | None]] = [(mark.start, mark.end, mark) for mark in marks]
    spans += [(start, end, None) for start, end in breaks]
    bare = {edge for edge in loose if not any(m.start <= edge[0] < m.end for m in marks)}
    spans += [(start, end, None) for start, end in bare]
    glued = lexicon.titles.glued
    at = 0
    for start, end, mark in sorted(spans, key=lambda span: (span[0], span[1])):
        out.append(folded[at:start])
        places.extend(range(at, start))
        if (start, end) in bare:
            at = end
            continue
        if mark is not None:
            by_place[len(places)] = mark
        out.append(mark.sign if mark is not None else BREAK)
        places.append(start)
        at = end
        if mark is not None and mark.sign == TITLE and glued is not None:
            # "'Sisli Liman'na katıldı": an ending at the mark would hide that a word follows.
            ending = glued.match(folded, end)
            at = ending.end() if ending is not None else end
    out.append(folded[at:])
    places.extend(range(at, len(folded)))
    places.append(len(folded))
    string = "".join(out)
    if lexicon.elision is not None and lexicon.elision.search(string):
        tape = _with_elisions_parted(text, string, places, by_place, lexicon.elision)
        return replace(tape, known=known)
    return Tape(text=text, string=string, places=tuple(places), marks=by_place, known=known)


def _with_elisions_parted(
    text: Text, string: str, places: list[int], marks: dict[int, Mark], elision: re.Pattern[str]
) -> Tape:
    """Set a space after "d'", "l'": the word behind them is one of its own."""
    out: list[str] = []
    moved: list[int] = []
    shifted: dict[int, Mark] = {}
    ends = {hit.end() for hit in elision.finditer(string)}
    for at, char in enumerate(string):
        if at in ends:
            out.append(" ")
            moved.append(places[at])
        if at in marks:
            shifted[len(out)] = marks[at]
        out.append(char)
        moved.append(places[at])
    moved.append(places[-1])
    return Tape(text=text, string="".join(out), places=tuple(moved), marks=shifted)


def _is_shortened(before: str, lexicon: Lexicon) -> bool:
    """Tell whether the full stop that ends some words shortens the last of them: "dr.", "j.r."."""
    last = _BEFORE_A_STOP.search(before)
    return last is not None and (
        last[1] in lexicon.titles.shortened or _INITIALS.fullmatch(last[1]) is not None
    )


def _breaks(text: Text, marks: list[Mark], lexicon: Lexicon) -> list[tuple[int, int]]:
    """Return where one statement ends; the sign of a question stays before its break."""
    folded = text.folded
    covered = bytearray(len(folded))
    for mark in marks:
        covered[mark.start : mark.end] = bytes([_COVERS.get(mark.sign, 1)]) * (
            mark.end - mark.start
        )
    found: list[tuple[int, int]] = []
    for hit in _BREAKS.finditer(folded):
        start, end = hit.span()
        if hit["sentence"] is not None:
            if covered[hit.start()] == _OF_A_TITLE:
                continue  # "‘Is It Tomorrow?’ gets …": its sign ends a title, no statement
            # Where no word is shortened by a full stop, it ends the statement: "… 하차… 제작진".
            stops = not lexicon.cased and not hit["sentence"].strip(". ")
            start = hit.start() if stops else end - 1
            if lexicon.cased and text.plain[end].islower():
                continue  # "Terror, Inc. has been shelved": no sentence begins small
            before = folded[max(0, hit.start() - 8) : hit.start() + 1]
            if folded.startswith(". ", hit.start()) and _is_shortened(before, lexicon):
                continue
        if any(covered[start:end]):
            continue
        found.append((start, end))
    for start, end in parted_questions(folded, lexicon):
        if not any(covered[start:end]):
            found.append((start, end))
    if lexicon.spaces_end:
        for hit in _SPACE_BETWEEN.finditer(folded):
            at = hit.start()
            # "… 弁護士役 4月スタート": before a day a space parts statements as between letters.
            letter = not covered[at + 1] and hit["digit"] is None
            if not any(covered[at - 1 : at + 1]) and (letter or covered[at + 1] == _OF_A_DATE):
                found.append((at, at + 1))
    return sorted(set(found))
