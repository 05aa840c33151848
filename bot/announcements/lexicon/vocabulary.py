"""The words of one language, compiled: what the engine asks a lexicon for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.announcements.lexicon.gate import Gate, Group
from bot.announcements.lexicon.no_series import NoSeries
from bot.announcements.lexicon.patterns import Pattern
from bot.announcements.lexicon.title_words import TitleWords
from bot.model import Kind, Part, Stage, Status

_JOINING = frozenset({",", "&", "·", "、", "・"})
"""What stands between the members of a list in any language."""
ROOM = 1000
"""An entry has fewer phrases than this: a number names entry and phrase together."""
ALONE = {Kind.FILMING, Kind.CANCELLATION}
"""What a summary can announce under a headline that only names the show."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Entry:
    """One table of a lexicon: phrases that mean the same.

    Attributes:
        name: shown by `explain` and kept as an announcement's rule: "en.renewal.buyer renews".
        role: a kind, "veto", "hedge" or "person".
        patterns: ways of saying it, tried in their order.
        kind: what it announces; None for vetoes, hedges and what tells of people.
        status: what the words themselves make it, or None when the clause decides.
        stage: of filming.
        part: of casting and of persons: what happens to the people.
        job: of casting and of persons: "actor", "writer" or "director".
        needs: what must be present beside the words.
        where: "both", "headline" or "summary".
        kinds: of a veto or hedge: what it concerns; empty for everything.
        scope: of a veto: "item" silences everything, "clause" what stands in its clause, "words"
            what overlaps it, "part" what stands between the same commas.
        unless: of a veto: needs that switch it off when they are present.
        topic: whether the show may be named elsewhere in the item.
        beside: counts only where the headline tells one of these kinds too.
        adds: told in a summary, it is news beside these kinds of the headline, too.
        spares: of a veto: finds the words over which it does not hold ("police drama").
        nearest: of persons: only the one beside the words is meant, not a whole list.
        moved: of a premiere: a date beside the words is the one that no longer holds.
        answers: the words hold a question or a wish and the answer to it: no veto that lies within
            them silences them.
        echoed: of a headline: counts only where the summary tells the same kind of the same show.
        alone: of a casting: told in a summary, it is news where the headline only names its show.
        last: of a cancellation: the words only call a season the last.
        reason: of a veto: why it is no news, as `explain` says it.
    """

    name: str
    role: str
    patterns: tuple[Pattern, ...]
    kind: Kind | None = None
    status: Status | None = None
    stage: Stage | None = None
    part: Part | None = None
    job: str = "actor"
    needs: frozenset[str] = frozenset()
    where: str = "both"
    kinds: frozenset[Kind] = frozenset()
    scope: str = "clause"
    unless: frozenset[str] = frozenset()
    topic: bool = True
    reason: str = ""
    nearest: bool = False
    last: bool = False
    moved: bool = False
    answers: bool = False
    echoed: bool = False
    alone: bool = False
    beside: frozenset[Kind] = frozenset()
    adds: frozenset[Kind] = frozenset()
    spares: re.Pattern[str] | None = None

    @cached_property
    def dates(self) -> bool:
        """Whether it tells a day on which a show will air."""
        return self.kind is Kind.PREMIERE and "date" in self.needs

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """When the gate is asked for its phrases."""
        groups: list[Group] = []
        if self.where != "summary":
            groups.append(self._group_above)
        if self.where == "headline":
            return tuple(groups)
        alone = self.alone or (self.kind in ALONE and not self.beside)
        if alone or self.dates:
            groups.append(Group.SUMMARY_ALONE)
        if self.kind and not alone and self.where == "summary":
            groups.append(Group.SUMMARY_OWN)
        elif not groups or groups[-1] is not Group.SUMMARY_ALONE:
            groups.append(Group.SUMMARY_OTHERS)
        return tuple(groups)

    @property
    def _group_above(self) -> Group:
        """When the gate is asked for its phrases in a headline."""
        if not self.kind:
            return Group.HEADLINE_OTHERS
        return Group.HEADLINE_HINTS if self.echoed else Group.HEADLINE_KINDS


def numbered(entries: Sequence[Entry]) -> Iterator[tuple[int, Pattern, tuple[Group, ...]]]:
    """Yield the phrases of a lexicon, each with its number and its groups."""
    for place, entry in enumerate(entries):
        for inner, pattern in enumerate(entry.patterns):
            yield place * ROOM + inner, pattern, entry.groups


@dataclass(frozen=True, kw_only=True, eq=False)
class Lexicon:
    """One language, compiled.

    Attributes:
        language: ISO 639-1 code, the name of its file.
        cased: whether capitals tell names from other words.
        bare: whether titles without quotation marks are looked for.
        titles: the words of [titles].
        people: those of [people], for names.
        no_series: titles of films and programmes, the same in every language.
        entries: kinds, vetoes and hedges in the order of the file.
        gate: tells which of their phrases a text may hold.
        series: words that show that an item is about a series.
        background: words that begin a clause which only looks back.
        also: words that add another show to the headline's ("as well").
        inside: words between people and the show that they are in ("in").
        of: words between a season or a verb and the show ("of", "on").
        name: the form of a name where no capitals show it; the last word of that form is taken.
        sure_name: the form of a word that is a whole name wherever it stands.
        given_name: the form of one word that is somebody's name ("Ji-soo").
        elision: finds the list `elisions` of [titles].
        title_case: the words of a title begin with capitals, as in English.
        sentence_case: only the first word of a title has a capital, as in Spanish.
        letters: names without marks are cut out of letters, not of words between spaces.
        double: what double marks hold besides titles: nothing, "speech" or "stress".
        marks: the pair of marks that titles are read with, whatever others an outlet sets.
        spaces_end: whether a space between letters, or before a day, ends a statement.
        between_names: what parts names beside commas and "and".
        couple: the form of names that are joined in quotation marks, and of no title.
        opening_name: the form of a name that may open a headline as a show does; `name` without it.
        asks: the first words of a question: behind a comma they ask on, and not what is told.
        several: words that tell of more than one show: what is said then holds for a whole list.
        itself: how a summary calls the show that its headline names ("the drama", "it").
        sequel: words for the second of two.
        lasting: words that only say how long it was: no clause looks back with them.
        relative: words that begin a clause about a noun: it looks back unless it names a day ahead.
        naming: words that a show's name may follow at once ("the drama Harbour Lights").
        scripted: words that only shows which tell a story are called ("drama").
        no_longer: words before a date that holds no longer ("was to", "from", "instead of").
        instead: words between them and the date that holds now ("to", "now").
        formerly: words right before a date that was given earlier ("first planned for").
        lapsed: the same right behind a date, where verbs come last ("予定だった").
        present: verbs that have not happened yet, though their month has begun ("starts").
        happens: what is said of shows alone, right behind a name ("has been commissioned").
        may_happen: the same of shows and of people.
        may_take: the same with shows and with people.
        peopled: behind a show's name, and right before the people in it ("stars").
        acting: words told of players alone ("star", "cast", "recur").
        serial: words that are told of series and of no film ("series", "episodes").
        afterthoughts: behind a headline's news and a sign that parts them, they tell none.
        denying: words that turn a statement round ("won't").
        takes: what is told with shows alone, right before a name ("headlines").
    """

    language: str
    cased: bool
    bare: bool
    titles: TitleWords
    people: TitleWords
    no_series: NoSeries
    entries: tuple[Entry, ...]
    gate: Gate
    series: re.Pattern[str] | None = None
    background: re.Pattern[str] | None = None
    lasting: re.Pattern[str] | None = None
    relative: re.Pattern[str] | None = None
    naming: re.Pattern[str] | None = None
    name: re.Pattern[str] | None = None
    sure_name: re.Pattern[str] | None = None
    between_names: re.Pattern[str] | None = None
    couple: re.Pattern[str] | None = None
    opening_name: re.Pattern[str] | None = None
    given_name: re.Pattern[str] | None = None
    elision: re.Pattern[str] | None = None
    letters: bool = False
    double: str = ""
    marks: str = ""
    spaces_end: bool = False
    title_case: bool = False
    sentence_case: bool = False
    also: re.Pattern[str] | None = None
    inside: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    asks: re.Pattern[str] | None = None
    several: re.Pattern[str] | None = None
    itself: re.Pattern[str] | None = None
    sequel: re.Pattern[str] | None = None
    scripted: re.Pattern[str] | None = None
    no_longer: re.Pattern[str] | None = None
    instead: re.Pattern[str] | None = None
    formerly: re.Pattern[str] | None = None
    lapsed: re.Pattern[str] | None = None
    present: re.Pattern[str] | None = None
    happens: re.Pattern[str] | None = None
    takes: re.Pattern[str] | None = None
    peopled: re.Pattern[str] | None = None
    acting: re.Pattern[str] | None = None
    serial: re.Pattern[str] | None = None
    afterthoughts: re.Pattern[str] | None = None
    may_take: re.Pattern[str] | None = None
    may_happen: re.Pattern[str] | None = None
    denying: re.Pattern[str] | None = None

    @cached_property
    def joining(self) -> frozenset[str]:
        """What stands between the members of a list: a comma, "and", with a comma or without."""
        words = self.titles.joining
        return _JOINING | words | {f", {word}" for word in words}

    @cached_property
    def joined(self) -> re.Pattern[str]:
        """Finds the words between the last two of a list of people: "Dan Roe" is one name."""
        words = "|".join(map(re.escape, sorted(self.titles.joining))) or "(?!)"
        return re.compile(rf"\s*\b(?:{words})\b\s*", re.IGNORECASE if self.title_case else 0)

    @cached_property
    def playing(self) -> re.Pattern[str] | None:
        """Finds the words behind which a part stands, with the space behind them."""
        words = "|".join(map(re.escape, sorted(self.people.played, key=len, reverse=True)))
        return re.compile(rf"\b(?:{words}) ", re.IGNORECASE) if words else None

    @cached_property
    def between_shows(self) -> re.Pattern[str]:
        """Finds what parts the names of a list of shows; no comma before "Inc" does."""
        words = "|".join(map(re.escape, sorted({"&", *self.titles.joining})))
        suffixes = "|".join(map(re.escape, sorted(self.titles.suffixes))) or "(?!)"
        return re.compile(rf",? (?:{words}) |, (?!(?i:{suffixes})\b)")

    @cached_property
    def small(self) -> frozenset[str]:
        """The words that a headline whose capitals tell names writes small."""
        titles, people = self.titles, self.people
        # An article stays large in English: most titles that hold one begin with it.
        if self.title_case:
            return titles.connectors - titles.articles
        small = titles.verbs | titles.describing | titles.stops | titles.barriers | titles.plural
        small |= titles.links | titles.articles | titles.joining
        small |= people.links | people.describing | people.stops
        # What else stands in the midst of names is foreign, and in names alone: "The Long Road".
        return small

    @cached_property
    def small_for_sure(self) -> frozenset[str]:
        """Those of the small words that are no syllable of a name either: "Lee Ra On"."""
        return self.small - self.people.syllables

    def entry(self, number: int) -> Entry:
        """Return the entry of a phrase's number."""
        return self.entries[number // ROOM]

    def pattern(self, number: int) -> Pattern:
        """Return the phrase of a number."""
        return self.entries[number // ROOM].patterns[number % ROOM]
