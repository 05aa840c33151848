"""The lexicons: what each language says, read from `lexicon/<language>.toml`.

The engine knows kinds, marks and how to put an item together; every word that it looks for stands
in a lexicon. `docs/writing-rules.md` describes the files; this module checks and compiles them.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

import ahocorasick

from bot.announcements.networks import Networks
from bot.announcements.patterns import Pattern, PatternError, compile_pattern
from bot.announcements.text import fold
from bot.errors import LexiconError
from bot.model import Kind, Part, Stage, Status

NETWORKS_FILE = "networks.toml"
ROOM = 1000
"""An entry has fewer phrases than this: a number names entry and phrase together."""
NEEDS = frozenset(
    {"marked", "sequel", "named", "series", "season", "title", "network", "date", "show"}
)
"""What an entry may demand beside its words: see `docs/writing-rules.md`."""
SCOPES = frozenset({"item", "clause", "part", "words"})
WHERES = frozenset({"both", "headline", "summary"})
_OTHER_SECTIONS = frozenset({"dates", "seasons"})
_ORDERED = frozenset({"particles", "speech", "prefixes", "elisions"})
_FORMS = frozenset({"name", "between"})
"""Expressions among the lists of [people]."""
_ENTRY_KEYS = frozenset(
    {"name", "phrases", "status", "stage", "part", "job", "needs", "where", "kinds"}
    | {"scope", "unless", "topic", "reason", "last", "beside"}
)


@dataclass(frozen=True, kw_only=True, eq=False)
class Entry:
    """One table of a lexicon: phrases that mean the same.

    Attributes:
        name: shown by `explain` and kept as an announcement's rule: "en.renewal.buyer renews".
        role: a kind, "veto" or "hedge".
        patterns: ways of saying it, tried in their order.
        kind: what it announces; None for vetoes and hedges.
        status: what the words themselves make it, or None when the clause decides.
        stage: of filming.
        part: of casting: what happens to the people.
        job: of casting: "actor", "writer" or "director".
        needs: what must be present beside the words.
        where: "both", "headline" or "summary".
        kinds: of a veto or hedge: what it concerns; empty for everything.
        scope: of a veto: "item" silences everything, "clause" what stands in its clause, "words"
            what overlaps it, "part" what stands between the same commas.
        unless: of a veto: needs that switch it off when they are present.
        topic: whether the show may be named elsewhere in the item.
        beside: counts only where the headline tells one of these kinds too.
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
    last: bool = False
    beside: frozenset[Kind] = frozenset()


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
        unscripted: titles of programmes that tell no story.
        closers: in small letters they end a title without marks ("from", "with").
        articles: capitalised they open a title though they also stand in `describing` ("The").
        prefixes: cut from the front of a quoted title ("連続ドラマW").
        elisions: parted from the word behind them ("d'", "l'").
        endings: a title without marks does not end with them ("deal", "festival").
        plural: verbs of several: "A and B have been cancelled" names two.
        particles: glued to a title after its quotation mark ("가", "'nın").
        never: what is no title by itself ("season", "the series").
        speech: endings that show that quoted words are speech.
        after: words that follow a title that is *not* the item's show ("star", "creator").
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
    elisions: tuple[str, ...] = ()
    closers: frozenset[str] = frozenset()
    unscripted: frozenset[str] = frozenset()
    connectors: frozenset[str] = frozenset()
    particles: tuple[str, ...] = ()
    never: frozenset[str] = frozenset()
    speech: tuple[str, ...] = ()
    after: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True, eq=False)
class Lexicon:
    """One language, compiled.

    Attributes:
        language: ISO 639-1 code, the name of its file.
        spaced: whether spaces divide words (else words and titles may touch anything).
        cased: whether capitals tell names from other words.
        bare: whether titles without quotation marks are looked for.
        entries: kinds, vetoes and hedges in the order of the file.
        automaton: the gate's.
        series: words that show that an item is about a series.
        background: words that begin a clause which only looks back.
        inside: words between people and the show that they are in ("in").
        of: words between a season or a verb and the show ("of", "on").
        name: the form of a name where no capitals show it; the last word of that form is taken.
        elision: finds the list `elisions` of [titles].
        title_case: the words of a title begin with capitals, as in English.
        letters: names without marks are cut out of letters, not of words between spaces.
        between_names: what parts names beside commas and "and".
        sequel: words for the second of two.
        relative: words that begin a clause about a noun: it looks back unless it names a day ahead.
        naming: words that a show's name may follow at once ("the drama Harbour Lights").
    """

    language: str
    spaced: bool
    cased: bool
    bare: bool
    titles: TitleWords
    people: TitleWords
    entries: tuple[Entry, ...]
    automaton: Any
    series: re.Pattern[str] | None = None
    background: re.Pattern[str] | None = None
    relative: re.Pattern[str] | None = None
    naming: re.Pattern[str] | None = None
    name: re.Pattern[str] | None = None
    between_names: re.Pattern[str] | None = None
    elision: re.Pattern[str] | None = None
    letters: bool = False
    title_case: bool = False
    inside: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    sequel: re.Pattern[str] | None = None

    def gate(self, folded: str) -> frozenset[int]:
        """Return the numbers of the (entry, phrase) pairs whose anchors stand in the text."""
        found: set[int] = set()
        if not self.entries:
            return frozenset()
        for _, numbers in self.automaton.iter(folded):
            found.update(numbers)
        return frozenset(found)


@dataclass(frozen=True, kw_only=True)
class Lexicons:
    """All languages, and the networks that they share."""

    by_language: Mapping[str, Lexicon]
    networks: Networks


def load_lexicons() -> Lexicons:
    """Read and compile every lexicon that the package brings.

    Raises:
        LexiconError: a file is wrong; the text names file and entry.
    """
    folder = resources.files("bot.announcements") / "lexicon"
    lexicons: dict[str, Lexicon] = {}
    networks = Networks(())
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if not file.name.endswith(".toml"):
            continue
        text = file.read_text(encoding="utf-8")
        if file.name == NETWORKS_FILE:
            networks = Networks.from_table(_toml(text, file.name))
        else:
            language = file.name.removesuffix(".toml")
            lexicons[language] = parse_lexicon(text, language=language)
    return Lexicons(by_language=lexicons, networks=networks)


def _toml(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{name}: {error}") from error


def parse_lexicon(text: str, *, language: str) -> Lexicon:
    """Compile one lexicon file.

    Raises:
        LexiconError: the file is wrong; the text names the entry.
    """
    return _Reader(_toml(text, f"{language}.toml"), language).lexicon()


def elision_of(table: Mapping[str, Any]) -> re.Pattern[str] | None:
    """Compile the list `elisions` of [titles]."""
    words = table.get("titles", {}).get("elisions", ())
    if not words:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(fold(word)) for word in words)})(?=\w)")


class _Reader:
    def __init__(self, table: dict[str, Any], language: str) -> None:
        self._table = table
        self._language = language
        self._elision = elision_of(table)

    def _fail(self, where: str, why: str) -> LexiconError:
        return LexiconError(f"{self._language}.toml: {where}: {why}")

    def lexicon(self) -> Lexicon:
        roles = [*(kind.value for kind in Kind), "veto", "hedge"]
        known = {"language", "words", "titles", "people", "background", *roles} | _OTHER_SECTIONS
        if strange := sorted(set(self._table) - known):
            raise self._fail(strange[0], "no such section")
        about = self._table.get("language", {})
        spaced = bool(about.get("spaced", True))
        words = self._table.get("words", {})
        about_back = self._table.get("background", {})
        entries = tuple(
            self._entry(role, number, table, words, spaced=spaced)
            for role in roles
            for number, table in enumerate(self._table.get(role, ()), 1)
        )
        return Lexicon(
            language=self._language,
            spaced=spaced,
            cased=bool(about.get("cased", True)),
            bare=bool(about.get("bare", True)),
            titles=self._title_words("titles"),
            people=self._title_words("people"),
            name=self._form("name"),
            between_names=self._form("between"),
            elision=elision_of(self._table),
            letters=bool(about.get("letters", False)),
            title_case=bool(about.get("title_case", False)),
            entries=entries,
            automaton=_automaton(entries),
            series=self._one_of("series", words.get("series", ()), words, spaced=spaced),
            inside=tuple(words.get("inside", ())),
            of=tuple(words.get("of", ())),
            sequel=self._one_of("sequel", words.get("sequel", ()), words, spaced=spaced),
            naming=self._one_of("naming", words.get("naming", ()), words, spaced=spaced),
            background=self._one_of(
                "background", about_back.get("phrases", ()), words, spaced=spaced
            ),
            relative=self._one_of(
                "background", about_back.get("relative", ()), words, spaced=spaced
            ),
        )

    def _one_of(
        self,
        label: str,
        sources: Sequence[str],
        words: Mapping[str, Sequence[str]],
        *,
        spaced: bool,
    ) -> re.Pattern[str] | None:
        """Compile alternatives into one expression; None when there are none."""
        if not sources:
            return None
        try:
            patterns = [
                compile_pattern(source, words=words, spaced=spaced, elision=self._elision)
                for source in sources
            ]
        except PatternError as error:
            raise self._fail(label, str(error)) from error
        return re.compile("|".join(f"(?:{pattern.regex.pattern})" for pattern in patterns))

    def _form(self, key: str) -> re.Pattern[str] | None:
        """Compile an expression of [people]."""
        form = self._table.get("people", {}).get(key)
        if form is None:
            return None
        try:
            return re.compile(form)
        except re.error as error:
            raise self._fail(f"[people] {key}", str(error)) from error

    def _title_words(self, section: str) -> TitleWords:
        table = self._table.get(section, {})
        fields = TitleWords.__dataclass_fields__
        if strange := sorted(set(table) - set(fields) - _FORMS):
            raise self._fail(section, f"no such list: {strange[0]}")
        folded = {
            name: [fold(word) for word in words]
            for name, words in table.items()
            if not isinstance(words, str)
        }
        return TitleWords(**{name: _listed(name, words) for name, words in folded.items()})

    def _entry(
        self,
        role: str,
        number: int,
        table: Mapping[str, Any],
        words: Mapping[str, Sequence[str]],
        *,
        spaced: bool,
    ) -> Entry:
        label = table.get("name", f"{role} {number}")
        if strange := sorted(set(table) - _ENTRY_KEYS):
            raise self._fail(label, f"no such key: {strange[0]}")
        patterns: list[Pattern] = []
        for source in table.get("phrases", ()):
            try:
                patterns.append(
                    compile_pattern(source, words=words, spaced=spaced, elision=self._elision)
                )
            except PatternError as error:
                raise self._fail(f"{label}: {source!r}", str(error)) from error
        if not patterns:
            raise self._fail(label, "no phrases")
        needs = frozenset(table.get("needs", ()))
        unless = frozenset(table.get("unless", ()))
        scope, where = table.get("scope", "clause"), table.get("where", "both")
        if wrong := sorted((needs | unless) - NEEDS) + sorted({scope} - SCOPES | {where} - WHERES):
            raise self._fail(label, f"no such value: {wrong[0]}")
        try:
            return Entry(
                name=f"{self._language}.{role}.{label}",
                role=role,
                patterns=tuple(patterns),
                kind=Kind(role) if role in set(Kind) else None,
                status=Status(table["status"]) if "status" in table else None,
                stage=Stage(table["stage"]) if "stage" in table else None,
                part=Part(table["part"]) if "part" in table else None,
                job=table.get("job", "actor"),
                needs=needs,
                where=where,
                kinds=frozenset(Kind(kind) for kind in table.get("kinds", ())),
                scope=scope,
                unless=unless,
                topic=bool(table.get("topic", True)),
                reason=table.get("reason", label),
                last=bool(table.get("last", False)),
                beside=frozenset(Kind(kind) for kind in table.get("beside", ())),
            )
        except ValueError as error:
            raise self._fail(label, str(error)) from error


def _listed(name: str, words: list[str]) -> Any:  # noqa: ANN401 - two types, by the field
    """Return a list of words as its field holds it: in order, or as a set."""
    return tuple(words) if name in _ORDERED else frozenset(words)


def _automaton(entries: Sequence[Entry]) -> Any:  # noqa: ANN401 - the library has no types
    """Build the gate: each anchor leads to the phrases that need it."""
    numbers: dict[str, set[int]] = {}
    for entry_number, entry in enumerate(entries):
        for pattern_number, pattern in enumerate(entry.patterns):
            for anchor in pattern.anchors:
                numbers.setdefault(anchor, set()).add(entry_number * ROOM + pattern_number)
    automaton = ahocorasick.Automaton()
    for anchor, leads in numbers.items():
        automaton.add_word(anchor, tuple(leads))
    automaton.make_automaton()
    return automaton
