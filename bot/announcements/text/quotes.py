"""Quotation marks of all kinds: which words stand between them, also when one mark is missing."""

import re
from functools import lru_cache
from typing import NamedTuple

from bot.announcements.text.forms import fold

MAX_QUOTED = 120
_MAX_BEHIND = 3

_PAIRS = {
    "“": '”"“',
    "„": '“”"',
    "«": "»",
    "《": "》",
    "〈": "〉",
    "「": "」",
    "『": "』",
    "【": "】",
    "‹": "›",
    "`": "`",
    "‚": "‘",
}
_OPENERS = re.compile("[“„‚«《〈「『【‹`\"‘'<]")
_CASE_ENDING = re.compile(r"(?!(?:s|t|d|m|ll|re|ve)\b)[a-zçğıöşü]{1,5}(?=[\s,.:;!?)]|$)")
"""What a language with case endings writes after a closing mark: 'Gölge Köşk'ün."""
_GENITIVE = re.compile("n?[ıiuü]n (?=[A-ZÇĞİÖŞÜ0-9])")
"""The case of an owner with what it owns behind it: 'Ali'nin Evi'."""
_SCARE_QUOTED = re.compile(
    r"['‘\"“](?<!\w.)(?P<words>[A-Za-z](?:[a-z]|[ -](?=[a-z])){1,30})['’\"”](?!\w)"
)
_FEW_WORDS = 3
_PARTS = re.compile(r"[:;,“«]")
_AGAIN = re.compile(r"(?<=[ (\[])['‘](?=[A-Z]|[^\x00-ɏ])")
_NEAR = 6
"""So near to another one a second mark opens no other title: ‘The ‘Burbs’."""
TITLE_BRACKETS = frozenset("《『〈")
"""Marks that stand round titles and nothing else."""
DOUBLE = frozenset('“”"„')
"""In languages without capitals these mostly hold speech."""
LABEL_BRACKETS = frozenset("【")
MARKS = re.compile("[“”„‚«»《》〈〉「」『』【】‹›`\"‘’'<]")
"""What opens or closes words that are quoted."""


PARTNERS = {
    **{"“": "”", "„": "“", "‚": "‘", "«": "»", "《": "》", "〈": "〉", "「": "」", "『": "』"},
    **{"‹": "›", "`": "`", "‘": "’", "'": "'", '"': '"', "”": "“", "»": "«", "》": "《"},
    **{"〉": "〈", "」": "「", "』": "『", "›": "‹", "’": "‘"},
}
"""What stands on the other side of a title, for each mark."""
_LETTERS = re.compile(r"\w+")
_OWNS = re.compile(r"s(?!\w)")
_DECADE = re.compile(r"\d\ds?")
_LONE = re.compile("[“”„‚«»《》〈〉「」『』‹›`\"‘’']")
_SHUT = frozenset("”»》〉」』›’")


class Lone(NamedTuple):
    """A mark whose partner is missing.

    Attributes:
        place: where it stands.
        sign: the mark.
        opens: whether words begin with it, or end; None when it may be either.
        owns: whether it may as well be an apostrophe: the Lanterns’ end, Singin’ Doe.
    """

    place: int
    sign: str
    opens: bool | None
    owns: bool = False


class Quoted(NamedTuple):
    """Words between quotation marks.

    `start` and `end` take the marks in, `inner_start` and `inner_end` leave them out.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    mark: str

    def within(self, plain: str) -> list["Quoted"]:
        """Return what is quoted inside: speech may hold titles."""
        shift = self.inner_start
        return [
            Quoted(
                one.start + shift,
                one.end + shift,
                one.inner_start + shift,
                one.inner_end + shift,
                one.mark,
            )
            for one in find_quoted(plain[self.inner_start : self.inner_end])
        ]


def find_quoted(plain: str) -> list[Quoted]:
    """Return what stands between quotation marks, outermost only, in the order of the text."""
    return list(_find_quoted(plain))


@lru_cache(maxsize=16)
def _find_quoted(plain: str) -> tuple[Quoted, ...]:
    # Several rooms ask for the marks of one headline.
    found: list[Quoted] = []
    at = 0
    while opener := _OPENERS.search(plain, at):
        start = opener.start()
        close = _closing(plain, start)
        if close is None:
            at = start + 1
            continue
        inner_start, inner_end = start + 1, close
        while inner_start < inner_end and plain[inner_start] == " ":
            inner_start += 1
        while inner_end > inner_start and plain[inner_end - 1] == " ":
            inner_end -= 1
        if inner_start < inner_end:
            found.append(Quoted(start, close + 1, inner_start, inner_end, plain[start]))
        at = close + 1
    return tuple(found)


def find_lone(plain: str, clipped: frozenset[str]) -> list[Lone]:
    """Return the marks that stand alone.

    Args:
        plain: the text.
        clipped: words whose first letters an apostrophe stands for ('til).
    """
    quoted = {place for one in find_quoted(plain) for place in range(one.start, one.end)}
    places = (hit.start() for hit in _LONE.finditer(plain) if hit.start() not in quoted)
    return [one for at in places if (one := _lone(plain, at, clipped)) is not None]


def _lone(plain: str, at: int, clipped: frozenset[str]) -> Lone | None:
    """Return the mark at a place, None where it is an apostrophe or measures something."""
    sign, before, behind = plain[at], plain[at - 1 : at], plain[at + 1 : at + 2]
    if sign not in "‘’'\"`":
        return Lone(at, sign, sign not in _SHUT)
    ends, begins = before not in {"", " ", "(", "["}, behind not in {"", " "}
    if sign != '"' and _is_letter(before) and _is_letter(behind):
        return None
    if sign != '"' and not ends and _is_shortened(plain, at + 1, clipped):
        return None
    if before in "”\"’'»" and _OWNS.match(plain, at + 1):
        return None  # "‘Harbour Lights’’s"
    if before.isdecimal() and behind.isdecimal():
        return None  # 5'10
    if before in {"s", "S", "n", "N"} and behind == " " and sign in "’'":
        return Lone(at, sign, opens=False, owns=True)
    if sign in "’‘`":
        touches = ends if sign == "’" else begins
        return Lone(at, sign, sign != "’") if touches else None
    if ends == begins and not ends:
        return None
    opens = begins if ends != begins else None
    if opens is None and not behind.isalnum():
        opens = False
    elif opens is None and not before.isalnum():
        opens = True
    return Lone(at, sign, opens)


def _is_shortened(plain: str, start: int, clipped: frozenset[str]) -> bool:
    """Tell whether an apostrophe stands for a part of the word at a place: '90s, 'til."""
    word = _LETTERS.match(plain, start)
    return word is not None and (
        fold(word.group()) in clipped or _DECADE.fullmatch(word.group()) is not None
    )


def _closing(plain: str, start: int) -> int | None:
    """Return where the mark at `start` is closed, None when it opens nothing."""
    mark = plain[start]
    limit = min(len(plain), start + MAX_QUOTED)
    if mark in _PAIRS:
        close = _first(plain, _PAIRS[mark], start + 1, limit)
        again = plain.find(mark, start + 1, close or limit)
        if close is not None and 0 < again < close and _PAIRS[mark] != mark:
            return None  # another one opens before
        if close is not None and plain[close] == mark != "`" and not _shuts(plain, close):
            return None
        return _closing_single(plain, start, limit) if mark in "`‚" and close is None else close
    if mark == "<":
        close = _first(plain, ">", start + 1, limit)
        return None if plain[start + 1 : start + 2] in {"", " ", "="} else close
    if mark == '"':
        # A lone straight mark may close what a curly one opened; so both kinds close it.
        return _first(plain, '"”', start + 1, limit)
    close = _closing_single(plain, start, limit)
    return _closing_double(plain, start, limit) if close is None else close


def _shuts(plain: str, at: int) -> bool:
    """Tell whether a mark stands behind words and before none."""
    return plain[at - 1] != " " and not plain[at + 1 : at + 2].isalnum()


def _closing_double(plain: str, start: int, limit: int) -> int | None:
    """Return where a double mark closes what a single one opened: ‘Harbour Lights" renewed."""
    close = _first(plain, '"”', start + 1, limit)
    if close is None or _is_letter(plain[start - 1 : start]) or "“" in plain[start:close]:
        return None
    alone = plain[close] == "”" or plain.count('"') % 2 == 1
    return close if alone and plain[start + 1] != " " else None


def _first(plain: str, marks: str, start: int, limit: int) -> int | None:
    places = [place for mark in marks if (place := plain.find(mark, start, limit)) >= 0]
    return min(places) if places else None


def _closing_single(plain: str, start: int, limit: int) -> int | None:
    """Tell single quotation marks from apostrophes by the letters beside them."""
    before, first = plain[start - 1 : start], plain[start + 1 : start + 2]
    if first in {"", " "} or (_is_letter(before) and not _is_word(first)):
        return None  # between letters that are not Latin no apostrophe stands: HBO‘소금 호텔’
    with_ending: int | None = None
    owning = False
    again = _AGAIN.search(plain, start + 2, limit)
    limit = again.start() if again is not None and again.start() - start > _NEAR else limit
    for at in range(start + 1, limit):
        if plain[at] not in "’'":
            continue
        possessive = plain[at + 1 : at + 3] == "s " and not _PARTS.search(plain, start + 1, at)
        if _is_of_several(plain, at) and _closes_before_another(plain, at + 1, limit):
            continue  # "Widows' War" inside marks
        if possessive and (plain[at + 3 : at + 4].isupper() or _closes_later(plain, at + 2, limit)):
            continue  # "Grey's …" inside marks: another mark is still to come, or is missing
        behind = plain[at + 1 : at + 2]
        if possessive or not _is_letter(behind) or _is_word(plain[at - 1]):
            return at  # the same of what follows: ‘소금 호텔’7월 3일
        # A genitive may stand inside a name, 'Ali'nin Evi'nde; another ending closes it.
        if _CASE_ENDING.match(plain, at + 1) and (with_ending is None or owning):
            with_ending = at
            owning = _GENITIVE.match(plain, at + 1) is not None
    return with_ending


def _is_of_several(plain: str, at: int) -> bool:
    """Tell whether a mark may be the genitive of a plural: an s before it, a name behind it."""
    return (
        plain[at - 1] == "s" and plain[at + 1 : at + 2] == " " and plain[at + 2 : at + 3].isupper()
    )


def _closes_before_another(plain: str, start: int, limit: int) -> bool:
    """Tell whether a closing mark follows within a few words, and no opening one before it."""
    words = plain[start : min(limit, len(plain))].split(" ")[1 : _MAX_BEHIND + 1]
    for word in words:
        if word[:1] in "‘'\"“":
            return False
        if word[-1:] in "’'" or (word[-2:-1] in "’'" and word[-1:] in ",.:;!?"):
            return word[-2:-1] != "s"
    return False


def _is_word(char: str) -> bool:
    """Tell whether a character ends a word that no apostrophe shortens: a letter not Latin."""
    return char.isalnum() and not fold(char).isascii()


def _is_letter(char: str) -> bool:
    """Tell whether a character is a Latin letter or a digit: beside one a mark is an apostrophe."""
    return char.isalnum() and fold(char).isascii()


def _closes_later(plain: str, start: int, limit: int) -> bool:
    at = start
    while (at := min(_positions(plain, at, limit), default=-1)) >= 0:
        if " ‘" in plain[start:at]:
            return False  # another title opens before: "‘Harbour Lights’s maker sets ‘Kestrel’"
        before, after = plain[at - 1 : at], plain[at + 1 : at + 2]
        if before not in {" ", ""} and not _is_letter(after):
            return True
        at += 1
    return False


def _positions(plain: str, start: int, limit: int) -> list[int]:
    return [place for mark in "’'" if (place := plain.find(mark, start, limit)) >= 0]


def scare_quotes(plain: str, verbs: frozenset[str]) -> list[tuple[int, int]]:
    """Return where the marks stand around few words in small letters: star 'axed' from show.

    A desk that has the news from somebody else puts what is told between marks.

    Args:
        plain: the text.
        verbs: what a single word must be; another is a remark, and keeps its marks.
    """
    return [
        edge
        for found in _SCARE_QUOTED.finditer(plain)
        if 0 < found["words"].count(" ") < _FEW_WORDS or found["words"] in verbs
        for edge in ((found.start(), found.start("words")), (found.end("words"), found.end()))
    ]


def quotes_around(plain: str, words: frozenset[str]) -> list[tuple[int, int]]:
    """Return where the quotation marks around single known words stand: a 'spin-off', a 'thriller'.

    Args:
        plain: the text.
        words: folded; what is no title though it stands in quotation marks.
    """
    places: list[tuple[int, int]] = []
    for quoted in find_quoted(plain):
        inner = plain[quoted.inner_start : quoted.inner_end]
        if inner[:1].islower() and fold(inner) in words:
            places += [(quoted.start, quoted.inner_start), (quoted.inner_end, quoted.end)]
    return places
