"""Where the names of known shows stand in a text, in one pass over it.

An automaton finds every name at once; what it finds must then look like a name: whole words in
Latin letters, capitals where the name has them, and for a name that is an ordinary word
("Signal", "Moving") quotation marks, a season after it or a capital in the middle of a sentence.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from string import ascii_letters

import ahocorasick

from bot.shows.hanzi import one_form
from bot.shows.names import Script, script
from bot.shows.ordinary import is_ordinary

_QUOTES = "\"'“”‘’«»‹›「」『』《》〈〉【】<>＜＞`´"
_CLOSING = frozenset(_QUOTES)
_DASHES = "‐‑‒–—―"
_ACCENTS = re.compile("[\u0300-\u036f]")
_SEASON_AFTER = re.compile(
    r"\s*[,:(\-–]?\s*(?:s(?:eason|eries|aison)?\s?\d"
    r"|season (?:two|three|four|five|six|seven|eight)"
    r"|(?:part|temporada|musim)\s?\d|\d{1,2}\. sezon"
    r"|시즌|파트|第\s*[\d一二三四五六七八九]|シーズン|ซีซั)",
    re.IGNORECASE,
)
_FATE_AFTER = re.compile(
    r"(?:’s|'s)?\s+(?:is |has been |gets? |officially )*"
    r"(?:renew|cancel|axed|revival|reboot|spin-?off|sequel|prequel)",
    re.IGNORECASE,
)
_CAST_AFTER = re.compile(r" (?:star|actor|actress|legend|favourite|veteran) [A-Z]")
# What Chinese headlines put right behind the title with which they begin.
_NEWS_AFTER = re.compile(
    "\\d{0,2}(?:定档|杀青|开机|官宣|开播|播出|重新开机|续订|被砍|定檔|殺青|開機|開播)"
)
_FOREIGN = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]{3}")
_NUMBER_AFTER = re.compile(r"\d{1,2}(?!\d)")
_SENTENCE_START = re.compile(r"(?:^|[.!?…:;|–—\-]\s*|[\"“‘'\[(]\s*)$")
# A word in small letters, but for those that headlines write small among capitals.
_SMALL_WORD = re.compile(
    r"(?<![\w'’])(?!(?:with|from|into|over|after|than|that|about|amid|upon|like|when|onto)\b)"
    r"[a-zß-ÿ]{4,}"
)
_CAPITAL_BEFORE = re.compile(r"(?:^|\s)[A-Z][\w&.+-]*\s$")
_CAPITAL_AFTER = re.compile(r"\s[A-Z]")
# Fewer signs than these are found in other words all the time.
_HANGUL_ALONE, _SIGNS_ALONE = 4, 3
_SHORTEST = 2
_MANY = 500
"""More new names than these go to the others: the small automaton is made anew for each."""
_SHOUTED = 5
_LITTLE = 3
_WORD = re.compile(r"\w+")
# What may follow a Korean name without a space: particles, and words that are hung on.
_PARTICLE = re.compile(
    r"(?:[은는이가을를의에도로와과만측팀]{1,2}|에서|으로|까지|부터|처럼|보다)?(?![\uac00-\ud7af])"
    r"|시즌|제작|출연|촬영|배우|작가|감독|주연|방영|공개"
)
_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc]")


_LETTERS, _NONE = frozenset(ascii_letters), frozenset[str]()


Spot = tuple[int, int, str, bool]
"""Start, end and name of what was found, and whether it is more than an ordinary word."""


@dataclass(frozen=True, slots=True)
class _Name:
    """A spelling of a name as the automaton knows it.

    Attributes:
        name: whose spelling it is.
        length: of the spelling.
        script: of the spelling.
        capitals: the places that must be capitals wherever it stands.
        ordinary: whether it is also a word that texts hold for its own sake.
        ends_before: letters that may not follow it: it would be a part of a longer word.
    """

    name: str
    length: int
    script: Script
    capitals: tuple[int, ...]
    ordinary: bool
    ends_before: frozenset[str]


class _Folding(dict[int, str]):
    """How a character is compared; one for one, so that places in the text stay the same."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = _ACCENTS.sub("", unicodedata.normalize("NFKD", char)).casefold()
        folded = unicodedata.normalize("NFC", folded)
        folded = one_form(folded) if len(folded) == 1 else char.lower()
        self[code] = folded
        return folded


_SAME = {ord(char): "'" for char in "‘’ʼ`´"} | {ord(char): "-" for char in _DASHES}


class Spotter:
    """Names to be found in texts.

    Names that have come since the automaton of all was made stand in a small one of their own:
    a bot learns shows one by one, and the large one takes 0.1 s to make.
    """

    def __init__(self) -> None:
        self._folding = _Folding(_SAME)
        self._waiting: list[tuple[str, bool]] = []
        self._names: dict[str, _Name] = {}
        self._new: dict[str, _Name] = {}
        self._of_all = self._of_new = _automaton({})

    def add(self, name: str, *, is_part: bool = False) -> None:
        """Take a name in; a part of one is found only where something says that it is a title."""
        self._waiting.append((name, is_part))

    def find(self, text: str) -> list[Spot]:
        """Return what stands in a text, in order; the longest wins."""
        if self._waiting:
            self._take_in()
        # What follows from the table for these letters, at a third of the cost.
        folded = text.lower().replace("`", "'") if text.isascii() else text.translate(self._folding)
        found = [
            (last + 1 - known.length, last + 1, known.name, not known.ordinary)
            for automaton in (self._of_all, self._of_new)
            if len(automaton)
            for last, known in automaton.iter(folded)
            # Most hits are parts of longer words: that much is told without a call.
            if text[last + 1 : last + 2] not in known.ends_before
            and _stands(known, text, last + 1 - known.length, last + 1)
        ]
        return list(_longest(found))

    def _take_in(self) -> None:
        """Enter the names that wait into one of the automata."""
        for name, is_part in self._waiting:
            self._new |= self._spelled(name, is_part=is_part)
        self._waiting.clear()
        if len(self._new) > _MANY:
            self._names |= self._new
            self._new.clear()
            self._of_all = _automaton(self._names)
        self._of_new = _automaton(self._new)

    def _spelled(self, name: str, *, is_part: bool) -> dict[str, _Name]:
        """Return the spellings of a name that no other name has, by what is looked for."""
        known: dict[str, _Name] = {}
        for spelling in _spellings(name):
            key = spelling.translate(self._folding)
            if len(key) >= _SHORTEST and key not in self._names and key not in self._new:
                of = script(spelling)
                known[key] = _Name(
                    name=name,
                    length=len(key),
                    script=of,
                    ends_before=_LETTERS if of is Script.LATIN else _NONE,
                    capitals=_capitals(spelling),
                    ordinary=is_part or is_ordinary(name),
                )
        return known


def _capitals(spelling: str) -> tuple[int, ...]:
    """Return the places that must be capitals wherever the name stands."""
    # "HIT" is no show in "Ready to Hit the Screens"; longer ones lose their capitals in headlines.
    shouted = spelling.isupper() and len(spelling) <= _SHOUTED
    # Headlines differ on the little words within: "A Good Day to be a Dog".
    initials = [found.start() for found in _WORD.finditer(spelling) if _is_weighty(found)]
    places = range(len(spelling)) if shouted else initials
    return tuple(place for place in places if spelling[place].isupper())


def _is_weighty(word: re.Match[str]) -> bool:
    return word.start() == 0 or len(word.group()) > _LITTLE


def _automaton(names: dict[str, _Name]) -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for key, name in names.items():
        automaton.add_word(key, name)
    automaton.make_automaton()
    return automaton


def _spellings(name: str) -> Iterator[str]:
    """Yield the name as texts spell it: with "and" or "&", with and without signs and spaces."""
    name = unicodedata.normalize("NFC", name)
    yield name
    if script(name) is Script.HANGUL:
        yield name.replace(" ", "")
        return
    for old, new in ((" & ", " and "), (" and ", " & "), ("'", ""), ("-", " "), (": ", " ")):
        if old in name:
            yield name.replace(old, new)
    yield name.rstrip("!?")


def _longest(found: list[Spot]) -> Iterator[Spot]:
    free_from = 0
    for spot in sorted(found, key=lambda spot: (spot[0], -spot[1])):
        start, end, *_ = spot
        if start >= free_from:
            yield spot
            free_from = end


def _stands(name: _Name, text: str, start: int, end: int) -> bool:
    """Return whether what was found is a name there and no part of other words."""
    before, after = text[max(start - 1, 0) : start], text[end : end + 1]
    if name.script is Script.LATIN and (_is_latin(before) or _is_latin(after)):
        return False
    quoted = _is_quoted(text, start, end)
    if name.script is Script.LATIN:
        for place in name.capitals[:1] if quoted else name.capitals:
            if not text[start + place].isupper():
                return False
        if quoted or not name.ordinary:
            return True
    told = quoted or _SEASON_AFTER.match(text, end) is not None
    match name.script:
        case Script.LATIN:
            return told or _is_no_plain_word(text, start, end)
        case Script.HANGUL:
            if script(before) is Script.HANGUL:
                return False
            sure = end - start >= _HANGUL_ALONE and not name.ordinary
            if told or _NUMBER_AFTER.match(text, end):
                return True
            return sure and _PARTICLE.match(text, end) is not None
    if _splits_katakana(before, text[start]) or _splits_katakana(text[end - 1], after):
        return quoted
    if told or (start == 0 and _NEWS_AFTER.match(text, end)):
        return True
    return end - start >= _SIGNS_ALONE and not name.ordinary


def _splits_katakana(one: str, other: str) -> bool:
    return all(_KATAKANA.match(char) for char in (one, other))


def _is_latin(char: str) -> bool:
    if char.isascii():
        return char.isalpha()
    return char.isalnum() and script(char) is Script.LATIN


def _is_quoted(text: str, start: int, end: int) -> bool:
    # American quotation marks take the comma in.
    closing = end + 1 if text[end : end + 1] in (",", ".") else end
    return start > 0 and text[start - 1] in _QUOTES and text[closing : closing + 1] in _CLOSING


def _is_no_plain_word(text: str, start: int, end: int) -> bool:
    """Return whether its place or its capital tells that an ordinary word is used as a name.

    A capital tells nothing in a headline that writes every word with one, at the start of a
    sentence, and beside another: "Big Harbour Music" is no news of the show *Big*.
    """
    if _FATE_AFTER.match(text, end):
        return True
    if start == 0 and (text[end : end + 1] == ":" or _CAST_AFTER.match(text, end)):
        return True
    before = text[:start]
    return (
        (_SMALL_WORD.search(text) is not None or _FOREIGN.search(text) is not None)
        and _SENTENCE_START.search(before) is None
        and _CAPITAL_BEFORE.search(before) is None
        and _CAPITAL_AFTER.match(text, end) is None
    )
