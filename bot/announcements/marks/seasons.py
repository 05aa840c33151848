"""Find the seasons that a text names: numbers, "final", "sequel", "two more".

The words are data (`[seasons]` of `lexicon/<language>.toml`), `phrases` finds them. A digit that
is glued to a title (‘모범택시3’, *Family Man 3*) is no phrase of its own: only who knows where the
title ends can read it, with `glued_season`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from bot.announcements.lexicon.phrases import Phrases, Value, read_section
from bot.announcements.text.expressions import fold_marks

_NOT_IN_NUMBER = r"(?![0-9])"
NUMBERS = {
    "n": r"(?:[1-9][0-9]|0?[1-9])(?![0-9]|[.,:][0-9]|%)",
    "to": r"(?:[1-9][0-9]|0?[1-9])" + _NOT_IN_NUMBER,
    "yyyy": r"(?:19|20)[0-9]{2}" + _NOT_IN_NUMBER,
}
# Ordinals, words and Roman numerals are numbers; the others say what FoundSeason tells.
_NUMERALS = frozenset({"n", "num", "ord", "ord_en", "roman"})
_FINAL = frozenset({"final", "final_after", "final_last", "final_en"})
_SEQUEL = frozenset({"sequel", "sequel_new"})
_MORE = frozenset({"more", "more_some"})
LISTS = _NUMERALS - {"n"} | _FINAL | _SEQUEL | _MORE | {"unit"}
_MOST_IN_RANGE = 30
_MOST_GLUED = 30
GLUED = "glued"
"""The unit of a number that only stands behind a name: films have such numbers, too."""
PARTS = frozenset({"part", "volume", "chapter", "book"})
"""What films are divided into as well, and single seasons."""
_SHOW_OR_SEASON = "series"
"""The unit whose word is one for a show, too: "a new series of A" is not "the new series A"."""
_DIGITS = "0123456789"
ROMAN = {
    "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9,
    "Ⅱ": 2, "Ⅲ": 3, "Ⅳ": 4, "Ⅴ": 5, "Ⅵ": 6, "Ⅶ": 7, "Ⅷ": 8, "Ⅸ": 9, "Ⅹ": 10,
}  # fmt: skip
_ASIAN = "\u0e01-\u0e4e\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"
_GLUED = re.compile(
    rf"""
    (?P<base> .*? (?:
        (?P<tight> [{_ASIAN}]) [！？!?。.]{{0,2}}
        | [A-Z]\.[A-Z]\.
        | \S (?: \s | \s?[#＃] )
    ))
    (?P<number> [0-9０-９]{{1,2}} | [ⅡⅢⅣⅤⅥⅦⅧⅨⅩ] | II | III | IV | VI | VII | VIII | IX )
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSeason:
    """A season and where it is named: `text[start:end]`.

    Attributes:
        numbers: of the seasons named, in the order of the text; empty when no number is told.
        final: it is called the last one.
        sequel: it is called a further one, whatever its number ("sequel", "new season").
        more: how many further seasons are told by count alone ("two more seasons"), else 0.
        unit: what the text calls it: "season", or "part", "volume", "chapter", "book", "run",
            which may as well be a piece of one season or of something else.
    """

    start: int
    end: int
    numbers: tuple[int, ...] = ()
    final: bool = False
    sequel: bool = False
    more: int = 0
    unit: str = "season"

    @property
    def is_a_show(self) -> bool:
        """Whether the words may as well be said of a new show: "a new series"."""
        return self.unit == _SHOW_OR_SEASON and self.sequel and not self.numbers


def find_seasons(text: str, *, language: str) -> list[FoundSeason]:
    """Return the seasons named in a text in its order; they do not overlap.

    Args:
        text: plain text.
        language: ISO 639-1 code; a language without a lexicon has no seasons.
    """
    phrases = _phrases(language)
    if phrases is None:
        return []
    return [
        FoundSeason(
            start=phrase.start,
            end=phrase.end,
            numbers=_numbers(phrase.values),
            final=not _FINAL.isdisjoint(phrase.values),
            sequel=not _SEQUEL.isdisjoint(phrase.values),
            more=int(phrase.values.get("more", phrase.values.get("more_some", 0))),
            unit=str(phrase.values.get("unit", "season")),
        )
        for phrase in phrases.find(text)
    ]


def short_season(word: str, *, language: str) -> int | None:
    """Return what an ordinal numbers where the word for a season is left out: "and B a third"."""
    phrases = _phrases(language)
    value = phrases.meaning("ord", word) if phrases is not None else None
    return int(value) if value is not None else None


def glued_season(title: str) -> tuple[str, int] | None:
    """Return a title without the season that ends it, and the season; None when none does.

    A Latin title needs a space before the digit (*Sense8* is a name), one in an Asian script
    does not. A name of digits alone (*1899*, *24*, *9-1-1*) and a number that is no season
    (*Reply 1988*) stay whole. Titles such as *Babylon 5* cannot be told from seasons by their
    form: who knows them should look them up first.
    """
    match = _GLUED.fullmatch(title.strip())
    if match is None:
        return None
    word = match["number"]
    number = ROMAN.get(word) or int(word)
    base = match["base"].rstrip(" \u3000#＃")
    smallest = 1 if match["tight"] else 2
    if not smallest <= number <= _MOST_GLUED or not any(map(str.isalpha, base)):
        return None
    return base, number


def find_glued(text: str, *, language: str) -> list[FoundSeason]:
    """Return the digits that may be seasons glued to a title somewhere in a text.

    Hot-search phrases and blogs set no marks around titles: 新闻女王2官宣. The digit must follow
    two letters of an Asian script, and no word that it would count may follow it. These are
    candidates: what stands before them may be no title at all. Their `unit` is "glued".

    Args:
        text: plain text.
        language: ISO 639-1 code; only languages whose lexicon lists counters have such seasons.
    """
    pattern = _glued_digits(language)
    if pattern is None:
        return []
    seasons = find_seasons(text, language=language)
    named = {place for season in seasons for place in range(season.start, season.end)}
    return [
        FoundSeason(start=match.start(), end=match.end(), numbers=(int(match[0]),), unit=GLUED)
        for match in pattern.finditer(fold_marks(text))
        if match.start() not in named
    ]


def _numbers(values: Mapping[str, Value]) -> tuple[int, ...]:
    found: list[int] = []
    for slot, value in values.items():
        if slot.rstrip("23456789") in _NUMERALS:
            found.append(int(value))
        elif slot == "to" and found and 0 < int(value) - found[-1] <= _MOST_IN_RANGE:
            found.extend(range(found[-1] + 1, int(value) + 1))
    return tuple(dict.fromkeys(found))


@cache
def _phrases(language: str) -> Phrases | None:
    section = read_section(language, "seasons")
    if section is None:
        return None
    return Phrases(section, numbers=NUMBERS, lists=LISTS, name=f"{language}.toml [seasons]")


@cache
def _glued_digits(language: str) -> re.Pattern[str] | None:
    section = read_section(language, "seasons")
    words = section.get("words") if section else None
    if not isinstance(words, dict) or not (counters := words.get("counter")):
        return None
    never = "|".join(re.escape(fold_marks(counter)) for counter in counters)
    slots = [fold_marks(slot) for slot in words.get("slots", ())]
    # The digits of a slot, where the letters before them make it one: 月9.
    in_slot = "".join(
        rf"(?<!{re.escape(slot.rstrip(_DIGITS))}(?={slot[len(slot.rstrip(_DIGITS)) :]}))"
        for slot in slots
    )
    return re.compile(
        rf"(?<=[{_ASIAN}][{_ASIAN}])(?<!第){in_slot}"
        rf"(?:1[0-5]|[2-9])(?![0-9%/~「『《-]|[.,:][0-9]|\s?(?:{never}))"
    )
