r"""Phrases described as data: templates over word lists, compiled into regular expressions.

A section of a lexicon names word lists and templates. A *value list* gives each word a meaning
(`month`: "january" is 1), a list under `words` groups words that mean nothing by themselves. A
template is a regular expression in which `{name}` stands for any word of a list, or for one of
the numbers that the caller defines::

    "{month}\.? {d}(?:st|nd|rd|th)?,? {year}"

Of a template, `<<` ends what must stand before the phrase and `>>` begins what must follow it;
neither belongs to the phrase. `!` in front marks a phrase that looks like one and is none: it is
passed over. Of several templates that fit in one place the first listed wins.

`behind` lists expressions of what belongs to a phrase right behind it, whatever it is: the time of
a day ("on May 3 at 9 p.m."), the ending of a word.

Templates are tried only where one of their first words stands, and none may repeat without a
bound, so that the time is linear in the length of the text whatever the text is.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from bot.announcements.text.expressions import alternation, expanded, fold_marks
from bot.announcements.text.han import SIMPLIFIED
from bot.announcements.text.once import once
from bot.errors import LexiconError

Value = int | str

_EDGES = {
    # What must hold after a word, and behind the first character of a phrase: in alphabets, where
    # endings are glued on, in scripts without spaces.
    "both": (r"(?!\w)", ""),
    "left": ("", r"(?<!\w.)"),
    "none": ("", r"(?<![0-9]{2})"),
}
_SLOT = re.compile(r"\{([a-z_]+?)([2-9]?)\}")
_ESCAPE = re.compile(r"\\.")
_CLASS = re.compile(r"\[[^\]]*\]")
_UNBOUNDED = re.compile(r"(?<!\\)[*+]|\{\d+,\}")
_WORD = re.compile(r"\w+")
_DIGIT = "0"
_PAIR = 2
_NAMED = re.compile(r"\(\?P<\w+>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """One phrase found: where it stands and what its words mean."""

    start: int
    end: int
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Template:
    head: str
    is_none: bool
    pattern: re.Pattern[str]


class _Candidates:
    """The templates of the phrases that may begin with the same word."""

    def __init__(self, templates: tuple[_Template, ...]) -> None:
        self._templates = templates

    def fitting(self, folded: str, position: int) -> tuple[_Template, ...]:
        """Return the first template that fits at a place and all behind it; none if none fits."""
        found = self._any.match(folded, position)
        if found is None or found.lastgroup is None:
            return ()
        return self._templates[int(found.lastgroup[1:]) :]

    @once
    def _any(self) -> re.Pattern[str]:
        """All templates in one expression: an empty group behind each tells which one it was."""
        sources = (_NAMED.sub("(?:", one.pattern.pattern) for one in self._templates)
        return re.compile("|".join(f"(?:{one})(?P<t{n}>)" for n, one in enumerate(sources)))


class Phrases:
    """The phrases of one language and subject, compiled once."""

    def __init__(
        self,
        section: Mapping[str, object],
        *,
        numbers: Mapping[str, str],
        lists: frozenset[str],
        name: str,
    ) -> None:
        """Compile a section.

        Args:
            section: `templates`, optionally `edges`, `behind`, `words` and any value lists.
            numbers: slots that match digits, by name, as regular expressions without groups.
            lists: the value lists that somebody can read; another is a slip of the pen.
            name: of the section, for error messages.

        Raises:
            LexiconError: the section lacks something or a template is wrong.
        """
        self._name = name
        edges = section.get("edges", "both")
        if edges not in _EDGES:
            raise LexiconError(f"{name}: edges is {edges!r}; it must be both, left or none")
        self._edges = str(edges)
        self._spaced = edges == "both"
        self._numbers = numbers
        self._lists = lists
        self._words, self._values = self._read_lists(section)
        sources = section.get("templates")
        if not isinstance(sources, list) or not sources:
            raise LexiconError(f"{name}: templates is missing or empty")
        self._templates = [self._compile(one) for source in sources for one in expanded(source)]
        self._behind = self._read_behind(section)
        self._by_start = self._index()
        self._starts = self._starts_pattern()

    def find(self, text: str) -> Iterator[Phrase]:
        """Yield the phrases of a text in its order; they do not overlap."""
        folded = fold_marks(text)
        free_from = 0
        for position, candidates in self._places(folded):
            if position < free_from:
                continue
            found = self._fitting(folded, position, candidates)
            if found is None:
                continue
            template, match = found
            begin, free_from = match.span("core")
            if self._behind is not None and (more := self._behind.match(folded, free_from)):
                free_from = more.end()
            if not template.is_none:
                yield Phrase(start=begin, end=free_from, values=self._meanings(match))

    def meaning(self, slot: str, word: str) -> Value | None:
        """Return what a list of the section says that a word means, None where it has it not."""
        return self._values.get(slot, {}).get(fold_marks(word))

    def _places(self, folded: str) -> Iterator[tuple[int, _Candidates]]:
        """Yield where phrases may begin and what may fit there."""
        for start in self._starts.finditer(folded):
            found = self._candidates(folded, start)
            if found is not None:
                yield start.start(), found

    def _candidates(self, folded: str, start: re.Match[str]) -> _Candidates | None:
        """Return the templates that may fit where a word begins."""
        word = start[0]
        if not self._spaced:
            position = start.start()
            pair = self._by_start.get(folded[position : position + _PAIR])
            return pair or self._by_start.get(word)
        found = self._by_start.get(word)
        if found is None and not word.isalpha():
            # "2nd" and "s4": what begins with a digit, and a word glued to its number.
            return self._by_start.get(_DIGIT if word[0].isdigit() else word.rstrip("0123456789"))
        return found

    def _fitting(
        self,
        folded: str,
        position: int,
        candidates: _Candidates,
        *,
        with_context: bool = True,
    ) -> tuple[_Template, re.Match[str]] | None:
        """Return the first template that fits where one may begin."""
        for template in candidates.fitting(folded, position):
            match = template.pattern.match(folded, position)
            if match is None:
                continue
            begin, end = match.span("core")
            if begin == position:
                return template, match
            if not with_context:
                continue
            # "from June 17": what stands after the context may be longer than the context asks.
            inner = self._starts.match(folded, begin)
            rivals = inner and self._candidates(folded, inner)
            rival = rivals and self._fitting(folded, begin, rivals, with_context=False)
            return rival if rival and rival[1].end("core") >= end else (template, match)
        return None

    def _meanings(self, match: re.Match[str]) -> dict[str, Value]:
        found: dict[str, Value] = {}
        for slot, word in match.groupdict().items():
            if slot == "core" or word is None:
                continue
            kind = slot.rstrip("23456789")
            found[slot] = int(word) if kind in self._numbers else self._values[kind][word]
        return found

    def _read_lists(
        self, section: Mapping[str, object]
    ) -> tuple[dict[str, list[str]], dict[str, dict[str, Value]]]:
        words: dict[str, list[str]] = {}
        values: dict[str, dict[str, Value]] = {}
        for key, entry in section.items():
            if key in {"edges", "behind", "templates"}:
                continue
            if not isinstance(entry, Mapping):
                raise LexiconError(f"{self._name}.{key} must be a table of word lists")
            if key != "words" and key not in self._lists:
                raise LexiconError(f"{self._name}.{key} is no list that is known")
            for meaning, listed in entry.items():
                if not isinstance(listed, list) or not all(
                    isinstance(word, str) and word for word in listed
                ):
                    raise LexiconError(f"{self._name}.{key}.{meaning} must be a list of words")
                folded = [fold_marks(word) for word in listed]
                if key == "words":
                    words[meaning] = folded
                    continue
                value = int(meaning) if re.fullmatch(r"-?\d+", meaning) else meaning
                table = values.setdefault(key, {})
                for word in folded:
                    if table.setdefault(word, value) != value:
                        raise LexiconError(f"{self._name}.{key}: {word!r} means two things")
        words |= {key: list(table) for key, table in values.items()}
        return words, values

    def _compile(self, source: str) -> _Template:
        is_none = source.startswith("!")
        text = source.removeprefix("!").strip().translate(SIMPLIFIED)
        head = _SLOT.match(text)
        where = f"{self._name}: template {source!r}"
        if head is None:
            raise LexiconError(f"{where} must begin with a slot")
        if fold_marks(bare := _ESCAPE.sub("", text)) != bare:
            raise LexiconError(f"{where} must be in small letters without accents")
        if _UNBOUNDED.search(_CLASS.sub("", text)):
            raise LexiconError(f"{where} repeats without a bound")
        context, _, rest = text.rpartition("<<")
        core, follow_mark, follow = rest.partition(">>")
        parts = [self._fill(part, where=where) for part in (context, core, follow)]
        pattern = f"{parts[0]}(?P<core>{parts[1]})" + (f"(?={parts[2]})" if follow_mark else "")
        try:
            compiled = re.compile(pattern)
        except re.error as error:
            raise LexiconError(f"{where} does not compile: {error}") from error
        return _Template(head=head[1], is_none=is_none, pattern=compiled)

    def _fill(self, part: str, *, where: str) -> str:
        def slot(match: re.Match[str]) -> str:
            kind, number = match.groups()
            if kind in self._numbers:
                return f"(?P<{kind}{number}>{self._numbers[kind]})"
            if kind not in self._words:
                raise LexiconError(f"{where}: no list is called {kind!r}")
            # A word that a slot follows at once may be glued to it: S2, D-9.
            after = "" if part.startswith("{", match.end()) else _EDGES[self._edges][0]
            words = alternation(self._words[kind]) + after
            return f"(?P<{kind}{number}>{words})" if kind in self._values else f"(?:{words})"

        part = part.replace(" ", r"\s")
        return _SLOT.sub(slot, part)

    def _read_behind(self, section: Mapping[str, object]) -> re.Pattern[str] | None:
        listed = section.get("behind", [])
        if not isinstance(listed, list) or not all(isinstance(one, str) for one in listed):
            raise LexiconError(f"{self._name}: behind must be a list of expressions")
        if any(_UNBOUNDED.search(_CLASS.sub("", one)) for one in listed):
            raise LexiconError(f"{self._name}: behind repeats without a bound")
        joined = "|".join(f"(?:{one})" for one in listed).translate(SIMPLIFIED)
        return re.compile(joined) if listed else None

    def _starts_pattern(self) -> re.Pattern[str]:
        """Return what finds the places where a phrase may begin, at little cost for others."""
        if self._spaced:
            # Letter by letter: most words of an alphabet begin nothing.
            words = alternation(key for key in self._by_start if key != _DIGIT) or "(?!)"
            return re.compile(rf"(?<!\w)(?:\d\w*|(?:{words})[0-9]*)(?!\w)")
        first = "".join(sorted({re.escape(key[0]) for key in self._by_start} | {"0-9"}))
        return re.compile(f"[{first}]{_EDGES[self._edges][1]}", re.DOTALL)

    def _index(self) -> dict[str, _Candidates]:
        """Return the templates to try by what a phrase may begin with.

        In alphabets that is its first word, elsewhere its first two characters, or the first
        alone where no longer word begins with these two. All digits count as one.
        """
        keys = {template: self._keys(template.head) for template in self._templates}
        alike = lru_cache(maxsize=None)(_Candidates)
        return {
            key: alike(
                tuple(
                    template
                    for template, own in keys.items()
                    if key in own or (not self._spaced and key[0] in own)
                )
            )
            for key in set().union(*keys.values())
        }

    def _keys(self, head: str) -> set[str]:
        if head in self._numbers:
            return {_DIGIT} if self._spaced else set("0123456789")
        if not self._spaced:
            return {word[:_PAIR] for word in self._words[head]}
        words = (_WORD.match(word) for word in self._words[head])
        return {_DIGIT if word[0][0].isdigit() else word[0] for word in words if word}


def read_section(language: str, section: str) -> Mapping[str, object] | None:
    """Return a section of `lexicon/<language>.toml`, or None when there is no such file.

    Raises:
        LexiconError: the file is no TOML or lacks the section.
    """
    lexicon = _read_lexicon(language)
    if lexicon is None:
        return None
    found = lexicon.get(section)
    if not isinstance(found, dict):
        raise LexiconError(f"{language}.toml has no section [{section}]")
    return found


# Of the last language alone: its sections are asked for one after the other, then never again.
@lru_cache(maxsize=1)
def _read_lexicon(language: str) -> Mapping[str, object] | None:
    # Codes come from feeds and people: only a plain one may become part of a path.
    if not re.fullmatch("[a-z]{2,3}", language):
        return None
    file = resources.files("bot.announcements.lexicon") / f"{language}.toml"
    if not file.is_file():
        return None
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{language}.toml: {error}") from error
