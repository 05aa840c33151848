"""The words of one language, compiled: what the engine asks a lexicon for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.announcements.lexicon.gate import Gate, Group
from bot.announcements.lexicon.patterns import Pattern
from bot.model import Kind, Part, Stage, Status

_JOINING = frozenset({",", "&", "·", "、", "・"})
"""What stands between the members of a list in any language."""
ROOM = 1000
"""An entry has fewer phrases than this: a number names entry and phrase together."""
ALONE = {Kind.FILMING, Kind.CANCELLATION}
"""What a summary can announce under a headline that only names the show."""
TRIM = " ,:;-–—'’\"“”‘()[]!?.…"
"""Punctuation that stands at the edges of words."""


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
        alone = self.kind in ALONE and not self.beside
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


@dataclass(frozen=True, kw_only=True)
class TitleWords:
    """The words of a language that show where a title ends.

    Attributes:
        links: between a title and what is told of it ("is", "has been", "officially").
        describing: beside a title, never part of it ("drama", "hit", "upcoming").
        stops: a bare title after a phrase ends before them.
        verbs: a bare title before a phrase begins after them ("announces", "that").
        barriers: a phrase does not look across them for its title ("after", "starring").
        counted: after them a number is no season ("episode 2"), nor before them ("2 episodes").
        connectors: small words inside a title ("of", "the").
        unscripted, factual: titles, networks that tell no story; filmmakers: that make films, too.
        predicates: a title without marks, behind a phrase, does not begin with them ("is").
        closers: in small letters they end a title without marks ("from", "with").
        articles: capitalised they open a title though they also stand in `describing` ("The").
        prefixes: cut from the front of a quoted title ("連続ドラマW").
        labels: in front of a headline, they say how the news comes ("exclusive").
        elisions: parted from the word behind them ("d'", "l'").
        endings: a title without marks does not end with them ("deal", "festival").
        plural: verbs of several ("have been"); of people: nouns behind one name ("teases").
        particles: glued to a title after its quotation mark ("가", "'nın").
        numbers: how many there are of what is named after them ("Five Danish Dramas").
        never: what is no title by itself ("season", "the series").
        speech, parting: endings that show that quoted words are speech (behind a title).
        roles: the word before them is a part to be played, no person ("역").
        syllables: capitalised they belong to a name though they stand in `stops` ("Na In Woo").
        alone: people who go by one word; where the list is given, one word is nobody else.
        tells: of people: they report their own news with them ("Jane Doe says she's leaving").
        pronouns: of people: they mean whoever reports or whom the headline names ("she's").
        others: of people: they count who is not named ("Jane Doe and six others").
        aliases: of people: whom somebody plays stands behind them ("aka").
        persons: of people: they speak of somebody without a name ("Oscar winner", "newcomers").
        surnames: of people: names of networks that people have, too ("Jane Fox joins").
        first: of people: given names: "orders a Jane Doe series" names a maker.
        adapted: behind a name that is nobody's, they say what is made of it ("Kestrel TV series").
        after: words that follow a title that is *not* the item's show ("star", "creator").
        called: what follows them is the name ("a remake called Harbour Lights").
        owned: what a person owns: "Jane Doe's new drama" names no show; owning: other endings.
        indefinite: "a new series of Jane Doe" names no show.
        before: of a phrase: behind these stands a person or a part, and the show behind "in".
        played: behind these stands a part, and nobody who plays one ("casts its Jane Eyre").
        companions: the people of a show follow them ("Harbour Lights with Jane Doe").
        films: titles of films that are told of in a series' words.
        plots: verbs that tell what a show is about ("follows"): its name stands before them.
        parents: words that follow the title which another show comes from ("prequel").
        outlets: parts of the names of outlets that write about series and hardly anything else.
        mixed: the same of outlets that write about songs and films as well.
        joining: between the last two of a list ("and").
        suffixes: behind a comma they belong to the name before it ("Inc", "Jr").
        shortened: a full stop behind them ends no sentence ("Dr.", "vol.").
        determiners: before a noun, so that what follows is no title ("at the", "by his").
        conjunctions: before the subject of a clause ("but", "that").
        dividing: of `describing`: amid a sentence they say more than of what kind a show is ("of").
        remarks: behind a name they say that it is a title ("(working title").
        infinitives: what happens to a show, and no words of its title ("to end").
        becoming: behind the colon these show that the opening is a show ("アニメ化").
        rubrics: ends of what opens a headline before a colon and is no show ("紹介").
        credited: before a title they say who somebody is ("creator of").
        kinds: what a show is called when it is explained ("a six-part comedy drama").
        made: behind a show's name they say who made it and of what ("written", "based").
        listing: before the shows of a list ("including").
        sources: what shows are made from ("novel"); before a name they say what it is.
        praise: beside a word for a show they only praise or class it ("gritty", "-winning").
        aspects: behind a show's name, before a colon, they say what of it is told ("exit shocker").
        headings: words of a column's name before a colon, no show ("TV News: …").
        spoken, spoken_verbs: words of people's speech, and its verbs: no title is quoted.
    """

    links: frozenset[str] = frozenset()
    describing: frozenset[str] = frozenset()
    stops: frozenset[str] = frozenset()
    verbs: frozenset[str] = frozenset()
    barriers: frozenset[str] = frozenset()
    counted: frozenset[str] = frozenset()
    plural: frozenset[str] = frozenset()
    endings: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    labels: frozenset[str] = frozenset()
    elisions: tuple[str, ...] = ()
    predicates: frozenset[str] = frozenset()
    closers: frozenset[str] = frozenset()
    unscripted: frozenset[str] = frozenset()
    filmmakers: frozenset[str] = frozenset()
    connectors: frozenset[str] = frozenset()
    particles: tuple[str, ...] = ()
    numbers: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    speech: tuple[str, ...] = ()
    parting: tuple[str, ...] = ()
    roles: frozenset[str] = frozenset()
    syllables: frozenset[str] = frozenset()
    alone: frozenset[str] = frozenset()
    tells: frozenset[str] = frozenset()
    pronouns: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    aliases: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    surnames: frozenset[str] = frozenset()
    first: frozenset[str] = frozenset()
    adapted: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()
    called: frozenset[str] = frozenset()
    companions: frozenset[str] = frozenset()
    played: frozenset[str] = frozenset()
    owned: frozenset[str] = frozenset()
    owning: frozenset[str] = frozenset()
    indefinite: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()
    films: frozenset[str] = frozenset()
    plots: frozenset[str] = frozenset()
    parents: frozenset[str] = frozenset()
    infinitives: frozenset[str] = frozenset()
    rubrics: tuple[str, ...] = ()
    becoming: tuple[str, ...] = ()
    credited: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    made: frozenset[str] = frozenset()
    listing: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    praise: frozenset[str] = frozenset()
    headings: frozenset[str] = frozenset()
    aspects: frozenset[str] = frozenset()
    spoken: frozenset[str] = frozenset()
    spoken_verbs: frozenset[str] = frozenset()
    factual: frozenset[str] = frozenset()
    remarks: frozenset[str] = frozenset()
    joining: frozenset[str] = frozenset()
    suffixes: frozenset[str] = frozenset()
    shortened: frozenset[str] = frozenset()
    determiners: frozenset[str] = frozenset()
    conjunctions: frozenset[str] = frozenset()
    dividing: frozenset[str] = frozenset()
    outlets: frozenset[str] = frozenset()
    mixed: frozenset[str] = frozenset()

    @cached_property
    def dull(self) -> frozenset[str]:
        """Words that are no title by themselves, not even several of them."""
        dull = self.never | self.describing | self.links | self.verbs | self.stops
        return dull | self.numbers | self.praise

    @cached_property
    def praising(self) -> frozenset[str]:
        """Words that only say of what kind a show is, or how many there are."""
        return self.praise | self.numbers | self.describing

    @cached_property
    def praising_ends(self) -> tuple[str, ...]:
        """Their endings: "-winning"."""
        return tuple(word for word in self.praise if word[:1] == "-")

    @cached_property
    def touching(self) -> frozenset[str]:
        """Words that may touch the name of a show though they have a capital."""
        touching = self.verbs | self.stops | self.describing | self.links | self.after
        return touching | self.barriers | self.plural | self.parents | self.labels

    @cached_property
    def saying(self) -> frozenset[str]:
        """Words with which something begins that is said of a show or of people."""
        return self.verbs | self.stops | self.links

    @cached_property
    def written_small(self) -> frozenset[str]:
        """Words that headlines in capitals write small, too."""
        return self.connectors | self.closers | self.stops | self.links

    @cached_property
    def loose_particles(self) -> frozenset[str]:
        """The particles as they stand apart from a title."""
        return frozenset(particle.strip(TRIM) for particle in self.particles)


@dataclass(frozen=True, kw_only=True, eq=False)
class Lexicon:
    """One language, compiled.

    Attributes:
        language: ISO 639-1 code, the name of its file.
        cased: whether capitals tell names from other words.
        bare: whether titles without quotation marks are looked for.
        titles: the words of [titles].
        people: those of [people], for names.
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
        spaces_end: whether a space between letters, or before a day, ends a statement.
        between_names: what parts names beside commas and "and".
        couple: the form of names that are joined in quotation marks, and of no title.
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
        happens: what is said of shows alone, right behind a name ("has been commissioned").
        may_happen: the same of shows and of people.
        may_take: the same with shows and with people.
        peopled: behind a show's name, and right before the people in it ("stars").
        acting: words told of players alone ("star", "cast", "recur").
        denying: words that turn a statement round ("won't").
        takes: what is told with shows alone, right before a name ("headlines").
    """

    language: str
    cased: bool
    bare: bool
    titles: TitleWords
    people: TitleWords
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
    given_name: re.Pattern[str] | None = None
    elision: re.Pattern[str] | None = None
    letters: bool = False
    double: str = ""
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
    happens: re.Pattern[str] | None = None
    takes: re.Pattern[str] | None = None
    peopled: re.Pattern[str] | None = None
    acting: re.Pattern[str] | None = None
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
    def between_shows(self) -> re.Pattern[str]:
        """Finds what parts the names of a list of shows; no comma before "Inc" does."""
        words = "|".join(map(re.escape, sorted({"&", *self.titles.joining})))
        suffixes = "|".join(map(re.escape, sorted(self.titles.suffixes))) or "(?!)"
        return re.compile(rf",? (?:{words}) |, (?!(?i:{suffixes})\b)")

    def entry(self, number: int) -> Entry:
        """Return the entry of a phrase's number."""
        return self.entries[number // ROOM]

    def pattern(self, number: int) -> Pattern:
        """Return the phrase of a number."""
        return self.entries[number // ROOM].patterns[number % ROOM]
