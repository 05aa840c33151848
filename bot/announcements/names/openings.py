"""Shows that open a headline before a colon, where no capitals show a name: "霧の停車場:続編が…".

So some Japanese desks begin every headline: with the show it is about, or with the person. What
has the form of a name is a person, unless the summary has it between the marks of a title.
"""

import re

from bot.announcements.lexicon.patterns import TITLE
from bot.announcements.lexicon.vocabulary import Lexicon
from bot.announcements.marks.mark import Mark, Title
from bot.announcements.marks.titles import split_season
from bot.announcements.names.persons import name_in_letters
from bot.announcements.text.forms import Text, fold

_LONGEST = 32
_SHORTEST = 2
_QUOTES = re.compile(r"[「『《〈【<\"“‘(\[]")
_HOUR = re.compile(r"\d:\d")
_PARTS = re.compile(r"(?<![ァ-ヴー])・|・(?![ァ-ヴー])|[&、×/ ]")
_OF_A_GROUP = re.compile(r"[A-Za-z0-9 .'!-]+[一-鿿]{1,5}[ぁ-んァ-ヴー]{0,4}")
"""May be a singer with the name of the group before: "AB12霧島遼"."""


def opening_mark(text: Text, beside: Text | None, lexicon: Lexicon) -> Mark | None:
    """Return the title before the first colon of a headline, None when none stands there.

    Args:
        text: of the headline.
        beside: the summary; None where the text is none of a headline.
        lexicon: of its language; without `rubrics` its headlines do not begin so.
    """
    words = lexicon.titles
    if beside is None:
        return None
    signs = (text.plain.find(sign, 0, _LONGEST) for sign in (":", *words.opened_by))
    colon = min((at for at in signs if at >= 0), default=-1)
    if not words.rubrics or colon < _SHORTEST or _HOUR.fullmatch(text.plain, colon - 1, colon + 2):
        return None
    opening = text.plain[:colon].strip()
    if _QUOTES.search(opening) or "..." in opening:
        return None
    quoted = any(f"{mark}{opening}" in beside.plain for mark in "「『《")
    # "霧列車:テレビアニメ第2期": what a show becomes is told of no person.
    told = fold(text.plain[colon + 1 :].strip()).startswith(words.becoming)
    if not quoted and (
        _is_rubric(opening, lexicon) or (not told and _may_be_people(opening, lexicon))
    ):
        return None
    name, season = split_season(opening, lexicon)
    if not name or fold(name) in words.never:
        return None
    title = Title(name=name, season=season, start=0, end=len(opening), how="quoted")
    return Mark(sign=TITLE, start=0, end=len(opening), value=title)


def _is_rubric(opening: str, lexicon: Lexicon) -> bool:
    """Tell whether an opening says what follows it: "注目ドラマ紹介:", "春アニメ:"."""
    folded, words = fold(opening), lexicon.titles
    return folded in words.never or folded.endswith((*words.rubrics, *words.describing))


def _may_be_people(opening: str, lexicon: Lexicon) -> bool:
    """Tell whether an opening can be people: every part has the form of a name, or the last."""
    parts = [part for part in _PARTS.split(opening) if part]
    form = lexicon.opening_name
    named = [
        bool(name_in_letters(part, lexicon)) and (form is None or form.fullmatch(part) is not None)
        for part in parts
    ]
    listed = "・" in opening or " " in opening
    return (
        not parts
        or all(named)
        or (listed and named[-1])
        or _OF_A_GROUP.fullmatch(opening) is not None
    )
