"""A headline without its tags: "[엑's 이슈] …", "1. …", "… | Example News", "… #kdrama".

A tag that says nothing is left out before anything is read: what it holds must not tell of a
language, a network, a day or a word for shows. One that holds a phrase, a season, a day or a
title stays, and all between it and the headline with it.
"""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from bot.announcements.layers import Layers
from bot.announcements.lexicon.gate import Group
from bot.announcements.lexicon.networks import Networks
from bot.announcements.lexicon.vocabulary import Lexicon
from bot.announcements.marks.mark import KnownTitles, Mark
from bot.announcements.marks.seasons import GLUED, FoundSeason, find_seasons
from bot.announcements.tape.matching import Match, find_matches
from bot.announcements.text.forms import Text
from bot.announcements.text.labels import Labels, Tag, tags_before, tags_behind, without_hashtags
from bot.model import Field

_GROUPS = (Group.HEADLINE_KINDS, Group.HEADLINE_HINTS, Group.HEADLINE_OTHERS)
_FEWEST = 4
"""A headline of fewer letters is none; what is cut from it would be most of it."""


@dataclass(frozen=True, kw_only=True)
class Tagged:
    """A headline and what stands round it.

    Attributes:
        text: the whole headline.
        before: what may be no part of it in front, the first one first.
        behind: the same behind it, the last one first.
    """

    text: Text
    before: tuple[Tag, ...] = ()
    behind: tuple[Tag, ...] = ()

    @property
    def bare(self) -> str:
        """The plain headline without anything that may be a tag: its language is told by this."""
        if self.is_whole:
            return self.text.plain
        return self.text.plain[self._first(self.before) : self._last(self.behind)]

    @property
    def is_whole(self) -> bool:
        """Whether nothing stands round the headline: round most does nothing."""
        return not (self.before or self.behind)

    def without(self, stays: Callable[[Tag], bool]) -> Text:
        """Return the headline without its tags but for those that stay, and what they hold in."""
        if self.is_whole:
            return self.text
        before = _until(self.before, stays)
        behind = _until(self.behind, stays)
        start, end = self._first(before), self._last(behind)
        length = len(self.text.plain)
        if (start, end) == (0, length):
            return self.text
        return self.text.without([(0, start), (end, length)])

    @property
    def said(self) -> str:
        """What the unsure tags say, one a line, but for numbers."""
        words = [
            self.text.plain[tag.text_start : tag.text_end]
            for tag in (*self.before, *self.behind)
            if not tag.sure and not tag.number
        ]
        return _as_words("\n".join(words)).plain

    def _first(self, before: Iterable[Tag]) -> int:
        return max((tag.end for tag in before), default=0)

    def _last(self, behind: Iterable[Tag]) -> int:
        return min((tag.start for tag in behind), default=len(self.text.plain))


def _as_words(said: str) -> Text:
    """Return what a tag says with its hashtags as words."""
    return without_hashtags(Text(said, said), marked=False)


def _until(tags: Iterable[Tag], stays: Callable[[Tag], bool]) -> list[Tag]:
    """Return the tags from outside in until one stays."""
    found = []
    for tag in tags:
        if stays(tag):
            break
        found.append(tag)
    return found


def find_tags(text: Text, labels: Labels) -> Tagged:
    """Return a headline with what may be tags at its ends."""
    plain, folded = text.plain, text.folded
    circled = _number_in_a_circle(text)
    at = circled[-1].end if circled else 0
    before = (*circled, *tags_before(plain, folded, labels, at=at))
    behind = tuple(tags_behind(plain, folded, labels, at=before[-1].end if before else 0))
    if not before and not behind:
        return Tagged(text=text)
    tagged = Tagged(text=text, before=before, behind=behind)
    if sum(map(str.isalpha, tagged.bare)) < _FEWEST:
        return Tagged(text=text)
    return tagged


def _number_in_a_circle(text: Text) -> list[Tag]:
    """Return the number in front that cleaning took out of its circle: "①Harbour Lights"."""
    if not text.cleanings:
        return []
    first = text.original.lstrip()[:1]
    if not "①" <= first <= "⑳":
        return []
    end = len(unicodedata.normalize("NFKC", first))
    return [Tag(0, end, 0, end, sure=True)]


def is_unsure(tag: Tag) -> bool:
    """Tell whether a tag may say something."""
    return not tag.sure


@dataclass(frozen=True, kw_only=True)
class Teller:
    """Tells of a tag whether it says anything, in the language of its headline.

    Attributes:
        plain: the whole headline.
        lexicon: of its language.
        networks: of all languages.
        known: titles of the catalogue, if there is one.
        on: the day of the article.
    """

    plain: str
    lexicon: Lexicon
    networks: Networks
    known: KnownTitles | None
    on: date | None

    def tells(self, tag: Tag) -> bool:
        """Tell whether a tag holds a phrase, a season, a day or a title."""
        if tag.sure:
            return False
        if tag.number:
            return self._counts_something(tag)
        layers = Layers(
            text=_as_words(self.plain[tag.text_start : tag.text_end]),
            lexicon=self.lexicon,
            names=self.networks,
            known=self.known,
            on=self.on,
        )
        if layers.dates or any(_says_a_season(mark) for mark in layers.seasons):
            return True
        if any(getattr(mark.value, "how", "") != "bare" for mark in layers.titles):
            return True
        numbers = frozenset().union(*map(layers.passing, _GROUPS))
        return bool(numbers) and any(
            match.entry.role != "veto" or self._says_what_it_is(match)
            for match in find_matches(layers.tape, self.lexicon, numbers, field=Field.HEADLINE)
        )

    def _says_what_it_is(self, veto: Match) -> bool:
        """Tell whether a veto's words open or end a tag: "[Review]", but "The Hollywood Times".

        Of a name in letters alone the end says what it is.
        """
        string = veto.tape.string
        if veto.end == len(string):
            return True
        # "Formula" opens the name of "FormulaExample" and is no word of it.
        parted = not self.lexicon.cased or not string[veto.end].isalpha()
        return veto.start == 0 and not self.lexicon.letters and parted

    def _counts_something(self, tag: Tag) -> bool:
        """Tell whether the number in front is a season's or a title's: "2. sezon onayı"."""
        rest = self.plain[tag.start :]
        if self.lexicon.cased and self.plain[tag.end].islower():
            return True
        found = find_seasons(rest, language=self.lexicon.language)
        titles = self.known.find(rest) if self.known is not None else ()
        return any(one.start < tag.end - tag.start for one in found) or any(
            start < tag.end - tag.start for start, *_ in titles
        )


def _says_a_season(mark: Mark) -> bool:
    return isinstance(mark.value, FoundSeason) and mark.value.unit != GLUED
