"""The layers of marks of a field, each looked for only when it is first asked for.

Most phrases that pass the gate cannot stand on the tape, for a season or a date that they need is
not there: the layers tell that before the tape is written.
"""

import re
from dataclasses import dataclass, field
from datetime import date

from bot.announcements.dates.find import UNREAD, UNREAD_PAST, FoundDate, find_dates, find_places
from bot.announcements.lexicon.gate import Group
from bot.announcements.lexicon.name_parts import name_parts
from bot.announcements.lexicon.networks import Networks
from bot.announcements.lexicon.patterns import DATE, NETWORK, SEASON, TITLE, Pattern
from bot.announcements.lexicon.title_words import TRIM
from bot.announcements.lexicon.vocabulary import Lexicon
from bot.announcements.marks.credits import with_credits_in_brackets
from bot.announcements.marks.mark import KnownTitles, Mark
from bot.announcements.marks.seasons import GLUED, FoundSeason, find_glued, find_seasons
from bot.announcements.marks.titles import (
    title_marks,
    title_numbers,
    without_parents,
    without_speech,
)
from bot.announcements.names.openings import opening_mark
from bot.announcements.tape.matching import Match, find_matches
from bot.announcements.tape.tape import Tape, left_out, write_tape
from bot.announcements.text.forms import Text, fold
from bot.announcements.text.once import once
from bot.model import Field

_NAME_AND_NUMBER = re.compile(
    r"(?<![\w'’])(?P<name>[A-Z][\w'’]*) (?P<number>[2-9]|1\d)(?![\w%/–-]|[.,:]\d)"
    r"(?=[\W_]*(?P<next>\w*))"
)
_KATAKANA = re.compile(r"[ァ-ヴ][ァ-ヴー]")
_INITIAL = re.compile(r"[A-Z]\.")
_WORDS = re.compile(r"\w+")
_TWO_WORDS = 24


@dataclass(kw_only=True, eq=False)
class Layers:
    """What may be marked in a field, each layer looked for when it is first asked for.

    Attributes:
        text: the field.
        lexicon: of its language.
        names: the networks.
        known: titles of the catalogue, if there is one.
        on: the day of the article.
        beside: of a headline: the summary; None for a summary.
    """

    text: Text
    lexicon: Lexicon
    names: Networks
    known: KnownTitles | None
    on: date | None
    beside: Text | None = None
    _passed: dict[Group, frozenset[int]] = field(default_factory=dict, init=False)
    _held: dict[Pattern, bool] = field(default_factory=dict, init=False)
    _worded: dict[Pattern, bool] = field(default_factory=dict, init=False)

    @once
    def words(self) -> set[str]:
        """The words that the gate knows."""
        return self.lexicon.gate.words(self.text.folded)

    @once
    def titles(self) -> list[Mark]:
        """Where titles stand."""
        opening = opening_mark(self.text, self.beside, self.lexicon)
        if opening is not None and not any(
            one.start < opening.end <= one.end for one in self.networks
        ):
            # Who begins with the show names others only to say whose work it is.
            return [opening]
        marks = title_marks(self.text, self.lexicon, self.known)
        return without_speech(marks, self.text, self.beside, self.lexicon)

    @once
    def seasons(self) -> list[Mark]:
        """Where seasons stand."""
        return _season_marks(self.text, self.lexicon)

    @once
    def networks(self) -> list[Mark]:
        """Where networks stand."""
        return _network_marks(self.text, self.names, self.lexicon)

    @once
    def dates(self) -> list[Mark]:
        """Where dates stand."""
        found = _date_marks(self.text, self.lexicon, self.on)
        if self.lexicon.sentence_case:
            found = [mark for mark in found if not _is_word_of_a_name(self.text, mark)]
        return found

    def passing(self, group: Group) -> frozenset[int]:
        """Return the numbers of the phrases of a group that the gate lets through."""
        found = self._passed.get(group)
        if found is None:
            found = self._passed[group] = self.lexicon.gate.passing(self.words, group)
        return found

    def may_hold(self, pattern: Pattern) -> bool:
        """Tell whether a phrase can come to stand on the tape: most that pass the gate cannot."""
        held = self._held.get(pattern)
        if held is None:
            held = self._held[pattern] = self.may_have_words(pattern) and self._has_signs(pattern)
        return held

    def may_have_words(self, pattern: Pattern) -> bool:
        """Tell whether the words in a row of a phrase may stand in the text."""
        words = pattern.words
        if words is None:
            return True
        worded = self._worded.get(pattern)
        if worded is None:
            worded = self._worded[pattern] = (
                not self._has_the_words_of_its_tape or words.search(self.text.folded) is not None
            )
        return worded

    def _has_signs(self, pattern: Pattern) -> bool:
        for one_of in pattern.signs:
            for sign in one_of:
                if self._has(sign):
                    break
            else:
                return False
        return True

    @once
    def _has_the_words_of_its_tape(self) -> bool:
        """Whether words stand in the text as on the tape: no short one is parted, no mark left out.

        The tape parts "d'" from the word behind it, and drops the marks of 'spin-off' and of
        'no plans'.
        """
        return self.lexicon.elision is None and not self._loose_quotes

    @once
    def _loose_quotes(self) -> list[tuple[int, int]]:
        return left_out(self.text, self.lexicon)

    def _has(self, sign: str) -> bool:
        if sign == SEASON:
            return bool(self.seasons)
        if sign == NETWORK:
            return bool(self.networks)
        if sign == DATE:
            return bool(self.dates)
        if sign == TITLE:
            return bool(self.titles)
        return sign.rstrip("*") in self.text.folded

    def news(self) -> list[Match]:
        """Return the phrases that tell news in a headline, before anything else is known of it."""
        numbers = self.passing(Group.HEADLINE_KINDS) | self.passing(Group.HEADLINE_HINTS)
        told = [n for n in numbers if self.may_hold(self.lexicon.pattern(n))]
        return find_matches(self.tape, self.lexicon, told, field=Field.HEADLINE)

    @once
    def tape(self) -> Tape:
        """The field with its marks, of which none overlaps another."""
        return self.tape_with([])

    def tape_with(self, names: list[Mark]) -> Tape:
        """Return the tape with more titles than something marks."""
        marks = _choose(self.titles, names, self.seasons, self.networks, self.dates)
        marks = without_parents(self.text.plain, marks, self.lexicon)
        marks = with_credits_in_brackets(self.text.plain, marks, self.lexicon)
        marks = title_numbers(self.text, marks, self.lexicon)
        return write_tape(self.text, marks, self.lexicon, self.known, loose=self._loose_quotes)


def _is_word_of_a_name(text: Text, mark: Mark) -> bool:
    """Tell whether a day told by a word is one of a title: "Farol do Amanhã"."""
    first = text.plain[mark.start : mark.start + 1]
    before = text.plain[: mark.start].rstrip()
    relative = isinstance(mark.value, FoundDate) and mark.value.cue == "relative"
    return relative and first.isupper() and before[-1:].isalpha()


def _choose(*layers: list[Mark]) -> list[Mark]:
    """Keep marks that overlap none of an earlier layer."""
    taken: list[Mark] = []
    length = max((mark.end for layer in layers for mark in layer), default=0)
    # By place, not mark by mark: a text of nothing but seasons would cost their square.
    covered = bytearray(length)
    for layer in layers:
        for mark in layer:
            if not any(covered[mark.start : mark.end]):
                taken.append(mark)
                covered[mark.start : mark.end] = b"\1" * (mark.end - mark.start)
    return sorted(taken, key=lambda mark: mark.start)


def _season_marks(text: Text, lexicon: Lexicon) -> list[Mark]:
    found = find_seasons(text.plain, language=lexicon.language)
    found += find_glued(text.plain, language=lexicon.language)
    if lexicon.cased:
        found += _numbers_after_names(text, lexicon)
    return [Mark(sign=SEASON, start=one.start, end=one.end, value=one) for one in found]


def _numbers_after_names(text: Text, lexicon: Lexicon) -> list[FoundSeason]:
    """Return numbers that may be seasons, for a name stands before them: Harbour Lights 2."""
    found: list[FoundSeason] = []
    for hit in _NAME_AND_NUMBER.finditer(text.plain):
        before, after = fold(hit["name"]).strip("'"), fold(hit["next"] or "")
        words = lexicon.titles
        told = " ".join(_WORDS.findall(fold(text.plain[hit.end("number") :][:_TWO_WORDS]))[:2])
        counts = after in words.counted and told not in words.infinitives
        if before in words.counted or counts:
            continue
        if before in words.verbs or before in words.stops or before in words.links:
            continue
        if before in words.counting:
            continue  # "Station 12": the number ends the name
        if before.endswith("'s"):
            continue  # "Netflix's 3 Rooms": the number opens the title
        start, end = hit.span("number")
        found.append(FoundSeason(start=start, end=end, numbers=(int(hit["number"]),), unit=GLUED))
    return found


def _network_marks(text: Text, networks: Networks, lexicon: Lexicon) -> list[Mark]:
    return [
        Mark(sign=NETWORK, start=found.start, end=found.end, value=found.name)
        for found in networks.find(text.plain)
        if not _is_somebody(text.plain, found.start, found.end, lexicon)
    ]


def _is_somebody(plain: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Tell whether the name of a network is one of a person's: "Jane Fox", "star Max Example"."""
    name, people = fold(plain[start:end]), lexicon.people
    if _KATAKANA.match(plain, end - 1) is not None:
        return True  # "ディーン・フジオカ": no name of a network ends amid a word
    if name in people.surnames and _is_surname(plain, start, end, lexicon):
        return True
    if name not in people.first:
        return False
    before = fold(plain[:start]).split()[-1:]
    following = plain[end + 1 :].split(maxsplit=2)[:2]
    told = bool(before) and before[0] in people.describing
    if len(following) > 1 and following[0] in name_parts().particles:
        return following[1][0].isupper()  # "Max von Sydow"
    return told and plain[end : end + 1] == " " and plain[end + 1 : end + 2].isupper()


def _is_surname(plain: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Tell whether the name of a network ends somebody's: "Jane Fox joins", "Jane D. Fox".

    A word that may stand before a network, or one for a show behind it, shows that it is none.
    """
    before = plain[:start].rsplit(maxsplit=1)[-1:] if plain[:start].endswith(" ") else []
    behind = plain[end:].split(maxsplit=1)[:1]
    if not before or not before[0][0].isupper() or plain[start:end].isupper():
        return False
    if _INITIAL.fullmatch(before[0]):
        return True
    words, people = lexicon.titles, lexicon.people
    other = words.touching | words.closers | words.connectors | people.stops | words.dull
    follows = fold(behind[0]).strip(TRIM) if behind else ""
    return before[0].isalpha() and fold(before[0]) not in other and follows not in words.describing


def _date_marks(text: Text, lexicon: Lexicon, on: date | None) -> list[Mark]:
    found = [
        Mark(sign=DATE, start=found.start, end=found.end, value=found)
        for found in find_dates(text.plain, language=lexicon.language, on=on)
    ]
    if on is not None:
        return found
    # Without the day of the article nobody knows which June is meant, but a date it is.
    read = {mark.start for mark in found}
    unread = [
        Mark(sign=DATE, start=start, end=end, value=UNREAD_PAST if past else UNREAD)
        for start, end, past in find_places(text.plain, language=lexicon.language)
        if start not in read
    ]
    return sorted([*found, *unread], key=lambda mark: mark.start)
