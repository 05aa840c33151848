"""One style of quotation marks: a headline's own marks made those of its language's titles.

Outlets set titles in marks of every sort. Marks set twice become one pair, spaces inside them go,
and where a language has marks for titles ([language] marks), other pairs that hold a title become
such: the rooms behind this one need not know who writes how.
"""

import re
from collections.abc import Iterator

from bot.announcements.lexicon.vocabulary import Lexicon
from bot.announcements.marks.seasons import find_seasons
from bot.announcements.marks.speech import is_speech
from bot.announcements.marks.titles import read_quoted
from bot.announcements.text.forms import Text, fold
from bot.announcements.text.quotes import DOUBLE, MARKS, Quoted, find_quoted
from bot.announcements.text.signs import Edit

_TWICE = re.compile(
    r"(?P<outer>[“„\"‘'«‹《〈「『])(?=[“„\"‘'«‹《〈「『])"
    r"(?P<inner>.[^“”„\"‘’'«»‹›《》〈〉「」『』]{1,80}[”“\"’'»›》〉」』](?P<close>[”“\"’'»›》〉」』]))"
)
"""The same words between two pairs: “‘Harbour Lights’”, 《《…》》."""
_LOOSE = re.compile(
    r"(?:[“‘]|(?<!\S)')(?P<open> )[^“”\"‘’'\s][^“”\"‘’']{0,80}?(?P<close> )(?:[”’]|'(?!\w))"
)
"""Spaces inside the marks: ‘ Harbour Lights ’."""
_COLON = re.compile(r"(?<=[\w'’\"”»)]) : ")
_OTHERS = DOUBLE | frozenset("‘'`«‹")
"""Marks of several uses, and those of other languages."""
_ENDS_A_WORD = re.compile(r"$|[\s,.…]")
_LONGEST_SEASON = 40
_BEHIND_SPEECH = re.compile(r"\s*(?:$|\.\.|…|[\[(【])")
"""What stands behind somebody's words: nothing, or what is no part of the statement."""
_GENITIVE = re.compile(r"(?:['’]s|['’])(?= )")
"""What an owner has behind its closing mark: ‘Harbour Lights’’s second season."""


def tidied(text: Text, lexicon: Lexicon) -> Text:
    """Return a headline without what makes its marks hard to read, and is none of its words."""
    if " :" in text.plain:
        text = text.edited([Edit(*hit.span(), ": ") for hit in _COLON.finditer(text.plain)])
    if MARKS.search(text.plain) is None:
        return text
    if edits := list(_doubled(text.plain)):
        text = text.edited(edits)
    for found in (_loose, _loose_straight):
        if edits := list(found(text.plain)):
            text = text.edited(edits)
    if edits := list(_genitives(text.plain, lexicon)):
        text = text.edited(edits)
    return text


def in_one_style(text: Text, lexicon: Lexicon) -> Text:
    """Return a headline with the marks that its language sets round titles."""
    if lexicon.marks and (edits := list(_of_titles(text.plain, lexicon))):
        text = text.edited(edits)
    return text


def _doubled(plain: str) -> Iterator[Edit]:
    for hit in _TWICE.finditer(plain):
        yield Edit(*hit.span("outer"), "")
        yield Edit(*hit.span("close"), "")


def _loose(plain: str) -> Iterator[Edit]:
    for hit in _LOOSE.finditer(plain):
        yield Edit(*hit.span("open"), "")
        yield Edit(*hit.span("close"), "")


def _loose_straight(plain: str) -> Iterator[Edit]:
    """Straight marks look alike: only their order tells which one opens."""
    for quoted in find_quoted(plain) if '" ' in plain else ():
        if quoted.start + 1 < quoted.inner_start and quoted.inner_end < quoted.end - 1:
            yield Edit(quoted.start + 1, quoted.inner_start, "")
            yield Edit(quoted.inner_end, quoted.end - 1, "")


def _genitives(plain: str, lexicon: Lexicon) -> Iterator[Edit]:
    """Yield the endings of owners before what a show has, and not before its people."""
    for quoted in find_quoted(plain) if "'" in plain or "’" in plain else ():
        hit = _GENITIVE.match(plain, quoted.end)
        if hit is not None and _is_had(plain[hit.end() + 1 :][:_LONGEST_SEASON], lexicon):
            yield Edit(*hit.span(), "")


def _is_had(rest: str, lexicon: Lexicon) -> bool:
    """Tell whether words behind a genitive are told of a show: "second season", "cast"."""
    word = fold(rest.partition(" ")[0])
    words = lexicon.titles
    told = words.describing | words.touching | words.aspects | words.predicates | words.never
    seasons = find_seasons(rest, language=lexicon.language)
    return rest[:1].islower() or word in told or any(not found.start for found in seasons)


def _of_titles(plain: str, lexicon: Lexicon) -> Iterator[Edit]:
    """Yield the marks of pairs that hold a title and are of another style."""
    pairs = find_quoted(plain)
    double = [one for one in pairs if one.mark in DOUBLE and _may_name(one, plain, lexicon)]
    led_to = [one for one in double if _is_led_to(plain, one, lexicon)]
    if not (led_to and lexicon.double == "stress"):
        led_to += [one for one in double if _is_told_of(one, pairs, plain, lexicon)]
    for quoted in pairs:
        if quoted.mark in DOUBLE and quoted not in led_to:
            continue
        if quoted.mark in _OTHERS:
            yield Edit(quoted.start, quoted.start + 1, lexicon.marks[0])
            yield Edit(quoted.end - 1, quoted.end, lexicon.marks[1])


def _may_name(quoted: Quoted, plain: str, lexicon: Lexicon) -> bool:
    """Tell whether double marks may hold a title by their words: it is no sentence, and short."""
    inner = plain[quoted.inner_start : quoted.inner_end]
    as_title = quoted._replace(mark=lexicon.marks[0])
    return not (
        fold(inner).endswith(lexicon.titles.speech)
        or "," in inner
        or quoted.within(plain)
        or is_speech(inner, as_title, plain, lexicon)
    )


def _is_led_to(plain: str, quoted: Quoted, lexicon: Lexicon) -> bool:
    """Tell whether what touches a pair shows a title: a word for shows, the ending of a name."""
    before, behind = fold(plain[: quoted.start]).rstrip(), fold(plain[quoted.end :])
    return before.endswith(tuple(lexicon.titles.describing)) or any(
        # "“달빛 등기소”로 복귀", "“달빛 등기소”(가제)": nobody's words go on so.
        behind.startswith(word) and (word[0] == "(" or _ENDS_A_WORD.match(behind, len(word)))
        for word in (*lexicon.titles.particles, *lexicon.titles.links)
        if lexicon.double == "speech"
    )


def _is_told_of(quoted: Quoted, pairs: list[Quoted], plain: str, lexicon: Lexicon) -> bool:
    """Tell whether double marks stand where a title does: something is told of it.

    Beside a title in other marks they hold what is said or stressed. Somebody's words end a
    headline, or are followed by no more than a tag.
    """
    if plain[: quoted.start].rstrip().endswith(":"):
        return False
    for one in pairs:
        comment = lexicon.double == "stress" and one.end == len(plain) and not quoted.start
        if one.mark not in DOUBLE and not comment and read_quoted(plain, one, lexicon) is not None:
            return False
    return lexicon.double != "speech" or _BEHIND_SPEECH.match(plain, quoted.end) is None
