"""The words of a language that show where titles and names begin and end: [titles], [people]."""

import re
from dataclasses import dataclass
from functools import cached_property

TRIM = " ,:;-–—'’\"“”‘()[]!?.…"
"""Punctuation that stands at the edges of words."""


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
        factual: networks that tell no story; filmmakers: that make films, too.
        predicates: a title without marks, behind a phrase, does not begin with them ("is").
        closers: in small letters they end a title without marks ("from", "with").
        articles: capitalised they open a title though they also stand in `describing` ("The").
        prefixes: cut from the front of a quoted title ("連続ドラマW").
        labels: in front of a headline, they say how the news comes ("exclusive").
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
        ages: of people: behind a number between commas they tell an age ("34 years old").
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
        doing: endings of words that say whose show it is ("Jane Doe-Produced").
        feasts: a title with one of these is a film's, unless a word tells of a series.
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
        inner: though they end titles elsewhere, they may be words of one between bounds ("for").
        becoming: behind the colon these show that the opening is a show ("アニメ化").
        opened_by: signs behind a show that opens a headline, as a colon is everywhere.
        rubrics: ends of what opens a headline before a colon and is no show ("紹介").
        credited: before a title they say who somebody is ("creator of").
        kinds, plural_kinds: what a show is called when it is explained ("a comedy drama"), several.
        made: behind a show's name they say who made it and of what ("written", "based").
        listing: before the shows of a list ("including").
        sources: what shows are made from ("novel"); before a name they say what it is.
        praise: beside a word for a show they only praise or class it ("gritty", "-winning").
        aspects: behind a show's name, before a colon, they say what of it is told ("exit shocker").
        numbered: names that end in a number which is no season: "Round 6".
        headings: words of a column's name before a colon, no show ("TV News: …").
        clipped: an apostrophe stands for their first letters ('til).
        beyond: a title whose closing mark is missing ends before them; loose: the same right
            before one of these; cases: endings of words with which such a title ends.
        ahead: a title whose opening mark is missing begins behind them.
        foreign: small words of other languages: their titles have one capital ("La casa de papel").
        counting: the number behind them belongs to their name, and is no season ("Station 12").
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
    predicates: frozenset[str] = frozenset()
    closers: frozenset[str] = frozenset()
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
    ages: frozenset[str] = frozenset()
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
    feasts: frozenset[str] = frozenset()
    doing: tuple[str, ...] = ()
    plots: frozenset[str] = frozenset()
    parents: frozenset[str] = frozenset()
    infinitives: frozenset[str] = frozenset()
    inner: frozenset[str] = frozenset()
    opened_by: tuple[str, ...] = ()
    rubrics: tuple[str, ...] = ()
    becoming: tuple[str, ...] = ()
    credited: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    plural_kinds: frozenset[str] = frozenset()
    made: frozenset[str] = frozenset()
    listing: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    praise: frozenset[str] = frozenset()
    numbered: frozenset[str] = frozenset()
    headings: frozenset[str] = frozenset()
    aspects: frozenset[str] = frozenset()
    spoken: frozenset[str] = frozenset()
    foreign: frozenset[str] = frozenset()
    counting: frozenset[str] = frozenset()
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
    clipped: frozenset[str] = frozenset()
    beyond: frozenset[str] = frozenset()
    loose: frozenset[str] = frozenset()
    ahead: frozenset[str] = frozenset()
    cases: tuple[str, ...] = ()

    @cached_property
    def dull(self) -> frozenset[str]:
        """Words that are no title by themselves, not even several of them."""
        dull = self.never | self.describing | self.links | self.verbs | self.stops
        return dull | self.numbers | self.praise

    @cached_property
    def closing(self) -> tuple[str, ...]:
        """Of people: words that end a name though what follows touches them."""
        return tuple(self.barriers)

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

    @cached_property
    def glued(self) -> re.Pattern[str] | None:
        """The endings of names as they stand behind a closing mark: "'Sisli Liman'na"."""
        endings = [particle[1:] for particle in self.particles if particle[:1] == "'"]
        if not endings:
            return None
        return re.compile(rf"(?:{'|'.join(map(re.escape, endings))})(?!\w)")
