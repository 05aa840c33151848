"""The lexicons: what each language says, read from `lexicon/<language>.toml`.

The engine knows kinds, marks and how to put an item together; every word that it looks for stands
in a lexicon. `docs/writing-rules.md` describes the files; this module checks and compiles them.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from bot.announcements.lexicon.compiler import compile_pattern
from bot.announcements.lexicon.gate import Gate
from bot.announcements.lexicon.name_parts import NAMES_FILE
from bot.announcements.lexicon.networks import Networks
from bot.announcements.lexicon.no_series import NO_SERIES_FILE, NoSeries
from bot.announcements.lexicon.patterns import LETTERS, Pattern, PatternError
from bot.announcements.lexicon.pieces import Words
from bot.announcements.lexicon.title_words import TitleWords
from bot.announcements.lexicon.vocabulary import Entry, Lexicon, numbered
from bot.announcements.text.expressions import one_of
from bot.announcements.text.forms import fold
from bot.announcements.text.labels import Labels
from bot.errors import LexiconError
from bot.model import Kind, Part, Stage, Status

NETWORKS_FILE = "networks.toml"
LABELS_FILE = "labels.toml"
_CREDITS = "credits"
"""The list of that file that is none of a language."""

NEEDS = frozenset(
    {"quoted", "marked", "sequel", "named", "series", "told", "season", "title", "network"}
    | {"date", "show", "above", "serial"}
)
"""What an entry may demand beside its words: see `docs/writing-rules.md`."""
SCOPES = frozenset({"item", "clause", "part", "words"})
WHERES = frozenset({"both", "headline", "summary"})
_OTHER_SECTIONS = frozenset({"dates", "seasons"})
_ORDERED = frozenset(
    {
        "particles",
        "speech",
        "prefixes",
        "rubrics",
        "becoming",
        "parting",
        "opened_by",
        "doing",
        "cases",
    }
)
_FORMS = frozenset({"name", "surely", "between", "given", "couple", "opens"})
"""Expressions among the lists of [people]."""
_SHARED = "labels"
"""The list of [titles] that stands in a file of its own, for languages share it."""
_ELISIONS = "elisions"
"""The list of [titles] that becomes an expression, too."""
_EXPRESSIONS = {
    name: name
    for name in (
        *("series", "scripted", "naming", "sequel", "also", "several", "itself", "asks"),
        *("happens", "may_happen", "takes", "may_take", "peopled", "denying", "acting"),
        *("no_longer", "instead", "formerly", "lapsed", "present", "serial", "afterthoughts"),
    )
}
"""Lists of [words] that the engine asks for as one expression each, by the field of the lexicon."""
_LOOKING_BACK = {"background": "phrases", "lasting": "lasting", "relative": "relative"}
"""The same of [background]."""
_ENTRY_KEYS = frozenset(
    {"name", "phrases", "status", "stage", "part", "job", "needs", "where", "kinds", "scope"}
    | {"unless", "topic", "reason", "last", "moved", "answers", "beside", "nearest"}
    | {"echoed", "alone", "spares", "adds"}
)


@dataclass(frozen=True, kw_only=True)
class Lexicons:
    """All languages, and what they share: the networks, and the labels before headlines.

    Labels of one language stand before headlines in another: "[Exclusive] …".
    """

    by_language: Mapping[str, Lexicon]
    networks: Networks
    labels: Labels = field(default_factory=lambda: Labels(()))


def load_lexicons() -> Lexicons:
    """Return the lexicons that the package brings; each is compiled when it is first needed.

    Raises:
        LexiconError: what languages share is wrong; another file says so when a language needs it.
    """
    folder = resources.files("bot.announcements.lexicon")
    files = {
        file.name.removesuffix(".toml"): file
        for file in folder.iterdir()
        if file.name.endswith(".toml") and file.name != NAMES_FILE
    }
    networks, labels = (
        _toml(files.pop(name.removesuffix(".toml")).read_text(encoding="utf-8"), name)
        for name in (NETWORKS_FILE, LABELS_FILE)
    )
    no_series = (folder / NO_SERIES_FILE).read_text(encoding="utf-8")
    return Lexicons(
        by_language=_OnDemand(files, no_series, labels),
        networks=Networks.from_table(networks),
        labels=Labels(
            (word for language in sorted(labels.keys() - {_CREDITS}) for word in labels[language]),
            labels.get(_CREDITS, ()),
        ),
    )


class _OnDemand(Mapping[str, Lexicon]):
    """Lexicons by language, each compiled when it is first asked for: it takes 0.1 to 1 s."""

    def __init__(
        self,
        files: Mapping[str, Traversable],
        no_series: str,
        labels: Mapping[str, Sequence[str]],
    ) -> None:
        self._files = files
        self._no_series = no_series
        self._labels = labels
        self._compiled: dict[str, Lexicon] = {}

    def __getitem__(self, language: str) -> Lexicon:
        if language not in self._compiled:
            text = self._files[language].read_text(encoding="utf-8")
            self._compiled[language] = parse_lexicon(
                text,
                language=language,
                no_series=self._no_series,
                labels=self._labels.get(language, ()),
            )
        return self._compiled[language]

    def __contains__(self, language: object) -> bool:
        return language in self._files

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._files))

    def __len__(self) -> int:
        return len(self._files)


def _toml(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{name}: {error}") from error


def parse_lexicon(
    text: str, *, language: str, no_series: str = "", labels: Sequence[str] = ()
) -> Lexicon:
    """Compile one lexicon file, with the list of titles that are no series and its labels.

    Raises:
        LexiconError: one of the files is wrong; the text names the entry or the line.
    """
    listed = NoSeries.from_text(no_series, language=language)
    lexicon = _Reader(_toml(text, f"{language}.toml"), language).lexicon(listed)
    titles = replace(lexicon.titles, labels=frozenset(map(fold, labels)))
    return replace(lexicon, titles=titles)


def elision_of(table: Mapping[str, Any]) -> re.Pattern[str] | None:
    """Compile the list `elisions` of [titles]."""
    words = table.get("titles", {}).get(_ELISIONS, ())
    if not words:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(fold(word)) for word in words)})(?=\w)")


class _Reader:
    def __init__(self, table: dict[str, Any], language: str) -> None:
        self._table = table
        self._language = language
        self._elision = elision_of(table)
        self._compiled: dict[str, Pattern] = {}

    def _fail(self, where: str, why: str) -> LexiconError:
        return LexiconError(f"{self._language}.toml: {where}: {why}")

    def lexicon(self, no_series: NoSeries) -> Lexicon:
        roles = [*(kind.value for kind in Kind), "veto", "hedge", "person"]
        known = {"language", "words", "titles", "people", "background", *roles} | _OTHER_SECTIONS
        if strange := sorted(set(self._table) - known):
            raise self._fail(strange[0], "no such section")
        about = self._table.get("language", {})
        spaced = bool(about.get("spaced", True))
        listed = self._table.get("words", {})
        words = Words(listed, uses=self._uses(roles))
        entries = tuple(
            self._entry(role, number, table, words, spaced=spaced)
            for role in roles
            for number, table in enumerate(self._table.get(role, ()), 1)
        )
        return Lexicon(
            language=self._language,
            cased=bool(about.get("cased", True)),
            bare=bool(about.get("bare", True)),
            titles=self._title_words("titles"),
            people=self._title_words("people"),
            no_series=no_series,
            name=self._form("name"),
            sure_name=self._form("surely"),
            between_names=self._form("between"),
            couple=self._form("couple"),
            opening_name=self._form("opens"),
            given_name=self._form("given"),
            elision=self._elision,
            letters=bool(about.get("letters", False)),
            double=self._double(about.get("double", "")),
            marks=about.get("marks", ""),
            spaces_end=bool(about.get("spaces_end", False)),
            title_case=bool(about.get("title_case", False)),
            sentence_case=bool(about.get("sentence_case", False)),
            entries=entries,
            gate=Gate(numbered(entries)),
            inside=tuple(listed.get("inside", ())),
            of=tuple(listed.get("of", ())),
            **self._expressions("words", _EXPRESSIONS, words, spaced=spaced),
            **self._expressions("background", _LOOKING_BACK, words, spaced=spaced),
        )

    def _expressions(
        self, section: str, lists: Mapping[str, str], words: Words, *, spaced: bool
    ) -> dict[str, Any]:
        """Compile lists of phrases of a section, by the field of the lexicon that holds each."""
        table = self._table.get(section, {})
        return {
            field: self._one_of(name, table.get(name, ()), words, spaced=spaced)
            for field, name in lists.items()
        }

    def _double(self, held: object) -> str:
        """Check what double marks are said to hold."""
        if held not in {"", "speech", "stress"}:
            raise self._fail("language", f"double is {held!r}; it must be speech or stress")
        return str(held)

    def _uses(self, roles: Sequence[str]) -> Counter[str]:
        """Count how many phrases hold a word."""
        phrases = (
            phrase
            for role in roles
            for entry in self._table.get(role, ())
            for phrase in entry.get("phrases", ())
        )
        return Counter(word for phrase in phrases for word in set(LETTERS.findall(fold(phrase))))

    def _one_of(
        self,
        label: str,
        sources: Sequence[str],
        words: Words,
        *,
        spaced: bool,
    ) -> re.Pattern[str] | None:
        """Compile alternatives into one expression; None when there are none."""
        if not sources:
            return None
        try:
            patterns = [self._pattern(source, words, spaced=spaced) for source in sources]
        except PatternError as error:
            raise self._fail(label, str(error)) from error
        return re.compile(one_of([pattern.expression for pattern in patterns]))

    def _pattern(self, source: str, words: Words, *, spaced: bool) -> Pattern:
        """Compile a phrase, once wherever it stands."""
        if source not in self._compiled:
            self._compiled[source] = compile_pattern(
                source, words=words, spaced=spaced, elision=self._elision
            )
        return self._compiled[source]

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
        fields = set(TitleWords.__dataclass_fields__) - {_SHARED}
        if strange := sorted(set(table) - fields - _FORMS - {_ELISIONS}):
            raise self._fail(section, f"no such list: {strange[0]}")
        folded = {
            name: [fold(word) for word in words] for name, words in table.items() if name in fields
        }
        return TitleWords(**{name: _listed(name, words) for name, words in folded.items()})

    def _entry(
        self,
        role: str,
        number: int,
        table: Mapping[str, Any],
        words: Words,
        *,
        spaced: bool,
    ) -> Entry:
        label = table.get("name", f"{role} {number}")
        if strange := sorted(set(table) - _ENTRY_KEYS):
            raise self._fail(label, f"no such key: {strange[0]}")
        patterns: list[Pattern] = []
        for source in table.get("phrases", ()):
            try:
                patterns.append(self._pattern(source, words, spaced=spaced))
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
                moved=bool(table.get("moved", False)),
                answers=bool(table.get("answers", False)),
                echoed=bool(table.get("echoed", False)),
                alone=bool(table.get("alone", False)),
                nearest=bool(table.get("nearest", False)),
                beside=frozenset(Kind(kind) for kind in table.get("beside", ())),
                adds=frozenset(Kind(kind) for kind in table.get("adds", ())),
                spares=self._one_of(label, table.get("spares", ()), words, spaced=spaced),
            )
        except ValueError as error:
            raise self._fail(label, str(error)) from error


def _listed(name: str, words: list[str]) -> Any:  # noqa: ANN401 - two types, by the field
    """Return a list of words as its field holds it: in order, or as a set."""
    return tuple(words) if name in _ORDERED else frozenset(words)
