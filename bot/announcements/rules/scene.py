"""One article laid out for reading: its language, its fields as tapes, what they have in common."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import cast

from bot.announcements.dates.find import FoundDate
from bot.announcements.lexicon.patterns import BREAK, DATE, NETWORK, SEASON, TITLE
from bot.announcements.lexicon.vocabulary import Lexicon
from bot.announcements.marks.mark import Mark, Title
from bot.announcements.marks.seasons import PARTS, FoundSeason
from bot.announcements.marks.telling import (
    is_called_a_season,
    is_called_a_show,
    is_numbered,
    is_sequel,
    is_told,
    shows_series,
)
from bot.announcements.marks.titles import tells_a_season
from bot.announcements.names.described import described_people
from bot.announcements.names.people import people_right
from bot.announcements.rules.draft import Draft
from bot.announcements.tape.capitals import is_a_sentence
from bot.announcements.tape.matching import Match
from bot.announcements.tape.tape import Tape
from bot.announcements.text.forms import fold
from bot.announcements.text.once import once
from bot.model import Article, Field, Kind

_SIGNS = {"title": TITLE, "season": SEASON, "date": DATE, "network": NETWORK}
_IS_OF_SEVERAL = re.compile(r"\w\W+\w")
OWNS = re.compile(r"(?:['’]s|['’]) ?")
_WORD_INSIDE = re.compile(r"(?<= )[^ ]+")
_ENDS_BACKGROUND = re.compile(r"[,:)、，]")


@dataclass(kw_only=True)
class Scene:
    """An article laid out for reading.

    Attributes:
        article: as given.
        lexicon: of its language.
        headline: its headline's tape.
        build_summary: makes its summary's tape, which most articles never need.
        read_again: gives the summary's tape with more names marked, and what fires on it.
        matches: what fired, by field.
        vetoes: what silences, by field.
        hedges: what weakens, by field.
        persons: what tells of people once a casting is found.
        dropped: what fired and led to nothing, with the reason.
        made: the drafts of the matches that have been read so far.
        judged: kinds of which an encoder is sure, having read the whole item: whether news of them
            is background or of a film is asked no more.
    """

    article: Article
    lexicon: Lexicon
    headline: Tape
    build_summary: Callable[[], Tape]
    read_again: Callable[[list[Mark]], tuple[Tape, list[Match]]] | None = None
    matches: list[Match] = field(default_factory=list)
    vetoes: list[Match] = field(default_factory=list)
    hedges: list[Match] = field(default_factory=list)
    persons: list[Match] = field(default_factory=list)
    dropped: list[tuple[Match, str]] = field(default_factory=list)
    made: dict[Match, list[Draft]] = field(default_factory=dict)
    judged: frozenset[Kind] = frozenset()
    _series: bool | None = None

    @once
    def described(self) -> frozenset[str]:
        """The names that a word says to be people's, folded: "actress Jane Doe"."""
        return frozenset(
            fold(name)
            for tape in (self.headline, self.summary)
            for name in described_people(tape, self.lexicon)
        )

    @once
    def summary(self) -> Tape:
        """Its summary's tape."""
        return self.build_summary()

    def mark_below(self, names: list[Mark]) -> None:
        """Read the summary again with these names marked as titles."""
        if self.read_again is None:
            return
        self.summary, found = self.read_again(names)
        for told in (self.matches, self.vetoes, self.hedges, self.persons):
            told[:] = [match for match in told if match.field is not Field.SUMMARY]
        self.dropped.clear()
        self.add(found)

    def add(self, found: Iterable[Match]) -> None:
        """Sort in what was found in a field."""
        lists = {"veto": self.vetoes, "hedge": self.hedges, "person": self.persons}
        for match in found:
            if not _is_spared(match):
                lists.get(match.entry.role, self.matches).append(match)

    def has(self, needs: frozenset[str], match: Match, title: Title | None) -> bool:
        """Tell whether what an entry needs is present."""
        return not self.lacks(needs, match, title)

    def lacks(self, needs: frozenset[str], match: Match, title: Title | None) -> list[str]:
        """Return what an entry needs and does not find."""
        return [need for need in sorted(needs) if not self._has(need, match, title)]

    def _has(self, need: str, match: Match, title: Title | None) -> bool:
        tape, (start, end) = match.tape, match.clause
        if match.entry.role == "veto":
            start, end = 0, len(tape.string)
        if need == "show":
            return title is not None
        if need == "quoted":
            return title is not None and title.how != "bare"
        if need == "series":
            listed = title is not None and title.listed
            # "‘Kestrel Season 2’ arrives in May"; but programmes with guests have seasons, too.
            listed = listed or (
                match.entry.kind is not Kind.CASTING
                and any(
                    tells_a_season(mark.value, tape.text, self.lexicon)
                    for mark in tape.inside(start, end, TITLE)
                    if isinstance(mark.value, Title)
                )
            )
            listed = listed or self._is_told_of_the_listed(match)
            return self.is_series() or listed or self.is_of_series_outlet(only=True)
        if need == "above":
            people = people_right(tape, match.end, self.lexicon)
            return any(name in self.headline.text.plain for name in people)
        if need in {"told", "serial"}:
            return self.tells_of_series() if need == "told" else self._is_serial()
        if need == "sequel":
            return any(is_sequel(mark) for mark in tape.inside(start, end, SEASON))
        if need == "marked":
            if self.lexicon.spaces_end:
                start, end = 0, len(tape.string)  # a mere space parts them: one headline, one show
            marked = TITLE in tape.string[start:end] or self.is_in_the_catalogue(title)
            marked = marked or self._opens_with_a_title()
            return marked or self.is_series() or self.is_of_series_outlet()
        if need == "named":
            named = title is not None and (title.how != "bare" or title.season is not None)
            named = named or TITLE in tape.string[start:end] or self.is_in_the_catalogue(title)
            return (
                named
                or self.headline_tells_of_series()
                or self._summary_names_a_kind(title)
                or self.is_of_series_outlet()
            )
        if need == "season":
            if title is not None and title.season is not None:
                return True
            return any(is_numbered(mark) for mark in tape.inside(start, end, SEASON)) or any(
                isinstance(mark.value, Title) and mark.value.season is not None
                for mark in tape.inside(start, end, TITLE)
            )
        return _SIGNS[need] in tape.string[start:end]

    def _is_told_of_the_listed(self, match: Match) -> bool:
        """Tell whether a listed show need not stand beside what is told of it.

        People are told of who are in it, and what follows its name alone is told of it:
        "Harbour Lights | Trailer | June 3".
        """
        listed = (
            place
            for place, mark in self.headline.marks.items()
            if isinstance(mark.value, Title) and mark.value.listed and not mark.value.credit
        )
        casts, string = match.entry.kind is Kind.CASTING, self.headline.string
        return any(
            casts or string[slice(*self.headline.clause(place, place))].strip() == TITLE
            for place in listed
        )

    def is_in_the_catalogue(self, title: Title | None) -> bool:
        """Tell whether words that touch a phrase are, all together, a series of the catalogue.

        Not of ordinary ones, with which anything may be told: "Jane Doe exits the game".
        """
        known = self.headline.known
        if title is None or known is None or not self.lexicon.title_case:
            return False
        owned = self._is_owned_by_a_network(title)
        if title.how != "bare" or not (owned or _IS_OF_SEVERAL.search(title.name)):
            return False
        found = known.find(f"“{title.name}”")
        sure = owned or title.name.count(" ") > 1
        return any(
            end - start == len(title.name) and (telling or sure) for start, end, _, telling in found
        )

    def _is_owned_by_a_network(self, title: Title) -> bool:
        """Tell whether a title of the headline stands behind "HBO's"."""
        plain = self.headline.text.plain
        return any(
            mark.sign == NETWORK and OWNS.fullmatch(plain, mark.end, title.start) is not None
            for mark in self.headline.marks.values()
            if mark.end <= title.start
        )

    def is_series(self) -> bool:
        """Tell whether anything shows that the item is about a series."""
        if self._series is None:
            self._series = self._tells_of_series(self.headline) or self._tells_of_series(
                self.summary
            )
        return self._series

    def _names_a_known_show(self, value: object) -> bool:
        """Tell whether a mark is of a show of the catalogue; films go by one word, too."""
        return isinstance(value, Title) and value.listed and not value.credit and " " in value.name

    def _is_serial(self) -> bool:
        """Tell whether words, a season, the catalogue or a broadcaster show a series."""
        words, films = self.lexicon.serial, self.lexicon.titles.filmmakers
        return self.is_of_series_outlet() or any(
            (words is not None and words.search(tape.string) is not None)
            or any(
                is_told(mark)
                or (mark.sign == NETWORK and fold(str(mark.value)) not in films)
                or self._names_a_known_show(mark.value)
                for mark in tape.marks.values()
            )
            for tape in (self.headline, self.summary)
        )

    def tells_of_series(self, *, parts: bool = True) -> bool:
        """Tell whether words or a season, and not just a network, show a series.

        Args:
            parts: whether a "part" or a "chapter" counts: films come in parts, too.
        """
        words = self.lexicon.series
        return any(
            any(
                is_told(mark) and (parts or cast(FoundSeason, mark.value).unit not in PARTS)
                for mark in tape.inside(0, len(tape.string), SEASON)
            )
            or (words is not None and words.search(tape.string) is not None)
            for tape in (self.headline, self.summary)
        )

    def is_called_scripted(self) -> bool:
        """Tell whether a word says that somebody wrote what is told of: a drama, a sitcom."""
        words = self.lexicon.scripted
        return words is not None and any(
            words.search(tape.string) is not None for tape in (self.headline, self.summary)
        )

    def tells_of_several(self) -> bool:
        """Tell whether the headline speaks of several shows."""
        several = self.lexicon.several
        return several is not None and several.search(self.headline.string) is not None

    def _opens_with_a_title(self) -> bool:
        """Tell whether a marked title alone opens the headline: "‘A’ – Jane Doe joins the cast"."""
        return self.headline.string.lstrip().startswith(f"{TITLE}{BREAK}")

    def is_of_series_outlet(self, *, only: bool = False) -> bool:
        """Tell whether the outlet's name shows that it writes about series, `only` of them."""
        words, titles = self.lexicon.series, self.lexicon.titles
        publisher = fold(self.article.publisher)
        if any(outlet in publisher for outlet in titles.mixed):
            return not only
        named = any(outlet in publisher for outlet in titles.outlets)
        return named or (words is not None and words.search(publisher) is not None)

    def matches_headline(self) -> bool:
        """Tell whether a phrase of a kind that counts by itself stands in the headline."""
        return any(
            match.field is Field.HEADLINE and not match.entry.echoed and not match.entry.beside
            for match in self.matches
        )

    def headline_tells_of_series(self) -> bool:
        """Tell whether the headline itself shows a series; in title case networks show nothing."""
        tape, words = self.headline, self.lexicon.series
        return (
            any(is_numbered(mark) for mark in tape.inside(0, len(tape.string), SEASON))
            or (words is not None and words.search(tape.string) is not None)
            or (not self.lexicon.title_case and NETWORK in tape.string)
        )

    def _summary_names_a_kind(self, title: Title | None) -> bool:
        """Tell whether the summary says that a name of the headline is a series.

        Where capitals show names and nothing tells whose, headlines mark few of them.
        """
        words = self.lexicon.series
        return (
            title is not None
            and self.lexicon.cased
            and not self.lexicon.title_case
            and words is not None
            and words.search(self.summary.string) is not None
        )

    def _tells_of_series(self, tape: Tape) -> bool:
        words = self.lexicon.series
        return (
            NETWORK in tape.string
            or any(is_numbered(mark) for mark in tape.inside(0, len(tape.string), SEASON))
            or (not self.lexicon.title_case and any(map(shows_series, tape.marks.values())))
            or (self.lexicon.sentence_case and any(map(is_called_a_season, tape.marks.values())))
            or (self.lexicon.title_case and any(map(is_called_a_show, tape.marks.values())))
            or (words is not None and words.search(tape.string) is not None)
            or self._dates_a_series(tape)
        )

    def _dates_a_series(self, tape: Tape) -> bool:
        """Tell whether a date is one of broadcasting: "7月期"."""
        words = self.lexicon.series
        return words is not None and any(
            words.search(tape.text.folded, mark.start, mark.end) is not None
            for mark in tape.marks.values()
            if mark.sign == DATE
        )

    def looks_back(self, match: Match) -> bool:
        """Tell whether a statement stands in a clause that only tells the background."""
        if match.kind in self.judged:
            return False
        start, end = match.clause
        before = match.tape.string[start : match.start]
        sentence = self.lexicon.title_case and is_a_sentence(match.tape.text.plain, self.lexicon)
        if self.lexicon.cased and (match.field is Field.SUMMARY or sentence):
            opens = before.endswith(", ")  # "After Kestrel, Netflix announces Embers"
            before = _without_capitals(match.tape, start, before) + (", " if opens else "")
        slot = match.title or match.people or (match.start, match.start)
        within = match.tape.string[slot[0] : slot[1]]
        relative = self.lexicon.relative
        if relative is not None and _is_open(relative, before, self.lexicon):
            return not self._looks_ahead(match, end)
        background, lasting = self.lexicon.background, self.lexicon.lasting
        if background is None:
            return False
        if lasting is not None:
            before = lasting.sub("", before)  # "after two long years the drama is back in May"
        return _is_open(background, before, self.lexicon) or background.search(within) is not None

    def _looks_ahead(self, match: Match, end: int) -> bool:
        """Tell whether a clause names a day to come: "the drama, which airs in June"."""
        return any(
            isinstance(mark.value, FoundDate) and not mark.value.past
            for mark in match.tape.inside(match.start, end, DATE)
        )


def _without_capitals(tape: Tape, start: int, words: str) -> str:
    """Blank out capitalised words inside a sentence: "When It Happens" is a title there."""
    plain, places = tape.text.plain, tape.places

    def blanked(word: re.Match[str]) -> str:
        place = places[start + word.start()]
        first = plain.rfind(" ", 0, place + 1) + 1
        return "#" * len(word[0]) if first and plain[first].isupper() else word[0]

    return _WORD_INSIDE.sub(blanked, words)


def _is_open(openers: re.Pattern[str], before: str, lexicon: Lexicon) -> bool:
    """Tell whether a clause that one of the words begins is still open at the end of a text.

    Words that open a clause of their own end it: "cancels A after two seasons but renews B".
    """
    found = list(openers.finditer(before))
    if not found or _ENDS_BACKGROUND.search(before, found[-1].end()):
        return False
    anew = lexicon.titles.conjunctions & lexicon.titles.barriers
    return anew.isdisjoint(before[found[-1].end() :].split())


def _is_spared(veto: Match) -> bool:
    """Tell whether words that a veto spares stand over it: "police" in "police drama"."""
    spares = veto.entry.spares
    return spares is not None and any(
        hit.start() < veto.end and veto.start < hit.end()
        for hit in spares.finditer(veto.tape.string, *veto.clause)
    )
