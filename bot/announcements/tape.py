"""A field of an article as a tape: folded words with one sign in the place of each marked span.

"Netflix Renews ‘Salt & Ember’ for Third Season" becomes `NETWORK renews TITLE for SEASON`, so
that a phrase of the lexicon is a short expression over signs and words, and a title can hold any
word without being taken for news. A new line stands where one statement ends.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Protocol, cast

from bot.announcements.catalogued import end_of_title, is_surely_a_title
from bot.announcements.dates import FoundDate, find_dates
from bot.announcements.labels import label_end
from bot.announcements.networks import Networks
from bot.announcements.patterns import BREAK, DATE, NETWORK, SEASON, TITLE, Pattern
from bot.announcements.quotes import (
    DOUBLE,
    LABEL_BRACKETS,
    TITLE_BRACKETS,
    Quoted,
    find_quoted,
    quotes_around,
)
from bot.announcements.seasons import GLUED, FoundSeason, find_glued, find_seasons, glued_season
from bot.announcements.text import Text, fold
from bot.announcements.vocabulary import Lexicon

_BREAKS = re.compile(
    # First one look that passes over letters at once.
    r"(?=[\s.!?,:;|‖•…。→—()\[\]【】_·・─―])(?:(?P<sentence>[.!?]+[\"'”’)\]]*\s(?=[\"'“‘(\[]?\w))"
    r"|(?P<sign>\s*[;|‖•…。→—()\[\]【】_]+\s*|\s+[-–─―/+]+\s+|[─―]{2,}|\s*\.\.+\s*|\s+[·・]+\s*|[·・]+\s+|[,:;]?\s+(?=[¿¡])))"
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s\"'“‘(])(?:\w|mr|mrs|ms|dr|st|jr|sr|vs|no|vol|feat|\w\.\w|\w\.\w\.\w)\.$"
)
_NAME_AND_NUMBER = re.compile(
    r"(?<![\w'’])(?P<name>[A-Z][\w'’]*) (?P<number>[2-9]|1\d)(?![\w%/–-]|[.,:]\d)"
    r"(?=[\W_]*(?P<next>\w*))"
)
_AFTER_TITLE_NUMBER = re.compile(r" ?#?([2-9]|1\d)(?=$|[\s,.;:!?)'’…]|[^\x00-\x7f])")

_WORDS = re.compile(r"\w+")
_MAX_TITLE_WORDS = 10
_TWO_WORDS = 24
_MAX_UNCASED = 40
_PARENT_AND_CHILD = 2
_SHORT_NAME = 3
_LONGEST_NOUN = 12
_LONGEST_ABBREVIATION = 4
"""So many letters, or three words, are no ordinary word even with one capital."""


class KnownTitles(Protocol):
    """Titles that a catalogue knows; helps, and is never needed."""

    def find(self, text: str) -> Sequence[tuple[int, int, str]]:
        """Return (start, end, title) of the catalogue's titles that stand in a text."""
        ...


@dataclass(frozen=True, kw_only=True)
class Title:
    """A show's name as it stands in a text.

    Attributes:
        name: without quotation marks and season.
        season: the number that is part of it ("Family Man 3"), else None.
        start: its place in the plain text, marks included.
        end: where that ends.
        how: "quoted", "known", "listed" (without marks, beside such) or "bare".
        credit: it only says who somebody is ("the ‘Lost’ star").
        listed: the catalogue of series has it.
    """

    name: str
    season: int | None
    start: int
    end: int
    how: str
    credit: bool = False
    listed: bool = False


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One sign on a tape and what it stands for."""

    sign: str
    start: int
    end: int
    value: Title | FoundSeason | FoundDate | str


@dataclass(frozen=True, kw_only=True)
class Tape:
    """A field ready for reading.

    Attributes:
        text: the field in its three forms.
        string: words and signs.
        places: for each character of `string`, where it begins in the plain text; one more for
            the end.
        marks: by place in `string`.
    """

    text: Text
    string: str
    places: tuple[int, ...]
    marks: dict[int, Mark] = field(default_factory=dict)

    def plain(self, start: int, end: int) -> str:
        """Return the plain text under `string[start:end]`."""
        first, last = self.plain_span(start, end)
        return self.text.plain[first:last]

    def plain_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the place in the plain text of `string[start:end]`."""
        last = self.marks[end - 1].end if end - 1 in self.marks else self.places[end - 1] + 1
        return self.places[start], max(last, self.places[start])

    def clause(self, start: int, end: int) -> tuple[int, int]:
        """Return the edges of the statement that `string[start:end]` stands in."""
        left = self.string.rfind(BREAK, 0, start) + 1
        right = self.string.find(BREAK, end)
        return left, len(self.string) if right < 0 else right

    def inside(self, start: int, end: int, sign: str) -> list[Mark]:
        """Return the marks of one sign between two places, in order."""
        return [self.marks[at] for at in range(start, end) if self.string[at] == sign]


@dataclass(frozen=True, kw_only=True)
class Layers:
    """What may be marked in a field, each layer looked for when it is first asked for.

    Attributes:
        text: the field.
        lexicon: of its language.
        names: the networks.
        known: titles of the catalogue, if there is one.
        on: the day of the article.
    """

    text: Text
    lexicon: Lexicon
    names: Networks
    known: KnownTitles | None
    on: date | None

    @cached_property
    def words(self) -> frozenset[int]:
        """The numbers of the words that the gate knows."""
        return self.lexicon.gate.words(self.text.folded)

    @cached_property
    def titles(self) -> list[Mark]:
        """Where titles stand."""
        return _title_marks(self.text, self.lexicon, self.known)

    @cached_property
    def seasons(self) -> list[Mark]:
        """Where seasons stand."""
        return _season_marks(self.text, self.lexicon)

    @cached_property
    def networks(self) -> list[Mark]:
        """Where networks stand."""
        return _network_marks(self.text, self.names)

    @cached_property
    def dates(self) -> list[Mark]:
        """Where dates stand."""
        return _date_marks(self.text, self.lexicon, self.on)

    def may_hold(self, pattern: Pattern) -> bool:
        """Tell whether a phrase can come to stand on the tape: most that pass the gate cannot."""
        # Where short words are parted from the next the tape has spaces that the text has not.
        if pattern.is_words_alone and self.lexicon.elision is None:
            return pattern.regex.search(self.text.folded) is not None
        return all(any(self._has(sign) for sign in one_of) for one_of in pattern.signs)

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

    @cached_property
    def tape(self) -> Tape:
        """The field with its marks, of which none overlaps another."""
        marks = _choose(self.titles, self.seasons, self.networks, self.dates)
        marks = _without_parents(self.text.plain, marks, self.lexicon)
        return _write(self.text, _title_numbers(self.text, marks, self.lexicon), self.lexicon)


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


def _title_marks(text: Text, lexicon: Lexicon, titles: KnownTitles | None) -> list[Mark]:
    marks: list[Mark] = []
    found = [] if titles is None else titles.find(text.plain)
    for quoted in find_quoted(text.plain):
        for one in (quoted, *quoted.within(text.plain)):
            title = read_quoted(text.plain, one, lexicon)
            if title is not None:
                title = replace(title, listed=_is_listed(title, text.plain, found))
                marks.append(Mark(sign=TITLE, start=title.start, end=title.end, value=title))
                if one is quoted:
                    break
    if not lexicon.cased and any(text.plain[mark.start] not in DOUBLE for mark in marks):
        marks = [mark for mark in marks if text.plain[mark.start] not in DOUBLE]
    if lexicon.letters and any(text.plain[mark.start] in TITLE_BRACKETS for mark in marks):
        # Beside 《 》 or 『 』, what 「 」 holds is said or stressed.
        marks = [mark for mark in marks if text.plain[mark.start] in TITLE_BRACKETS]
    for start, known_end, _ in found:
        if is_surely_a_title(text.plain, start, known_end, lexicon):
            end = end_of_title(text.plain, known_end, lexicon)
            title = Title(
                name=text.plain[start:end],
                season=None,
                start=start,
                end=end,
                how="known",
                credit=_is_credit(text.plain, end, lexicon),
                listed=True,
            )
            marks.append(Mark(sign=TITLE, start=start, end=end, value=title))
    return marks


def _is_listed(title: Title, plain: str, found: Sequence[tuple[int, int, str]]) -> bool:
    """Tell whether what stands between quotation marks is a title of the catalogue."""
    return any(
        title.start <= start and end <= title.end and plain[start:end] == title.name
        for start, end, _ in found
    )


def _without_parents(plain: str, marks: list[Mark], lexicon: Lexicon) -> list[Mark]:
    """Give credit only to the show that another marked one comes from: "‘A’ prequel ‘B’"."""
    titles = [mark for mark in marks if isinstance(mark.value, Title) and not mark.value.credit]
    if len(titles) < _PARENT_AND_CHILD or not lexicon.titles.parents:
        return marks
    named_first = plain[titles[0].end :].startswith(":")
    parents = [
        mark
        for before, mark, after in zip([None, *titles], titles, [*titles[1:], None], strict=False)
        if _next_word(plain, mark.end) in lexicon.titles.parents
        and (
            (named_first and mark is not titles[0])
            or (after is not None and _leads_to(plain, mark.end, after.start, lexicon))
            or (before is not None and _leads_to(plain, before.end, mark.start, lexicon))
        )
    ]
    return [
        replace(mark, value=replace(cast(Title, mark.value), credit=True))
        if mark in parents
        else mark
        for mark in marks
    ]


def _leads_to(plain: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Tell whether only words for a show stand between two titles: "prequel series", or none."""
    words = fold(plain[start:end]).removeprefix("'s").strip(",").split()
    return all(word in lexicon.titles.describing | lexicon.titles.parents for word in words)


def _next_word(plain: str, end: int) -> str:
    """Return the word right behind a place, over a genitive."""
    after = re.match(r"(?:'s|’s)? ?([\w-]+)", plain[end:])
    return fold(after.group(1)) if after is not None else ""


def read_quoted(plain: str, quoted: Quoted, lexicon: Lexicon) -> Title | None:
    """Return the title between quotation marks, None when they hold speech or a word."""
    inner = without_full_stop(plain[quoted.inner_start : quoted.inner_end].rstrip(",;"))
    if quoted.mark in LABEL_BRACKETS and quoted.start == 0:
        return None
    whole = quoted.start == 0 and quoted.end >= len(plain) - 1
    if quoted.mark not in TITLE_BRACKETS and (
        (whole and quoted.within(plain))
        or (not _is_named(plain, quoted, lexicon) and _is_speech(inner, quoted, plain, lexicon))
    ):
        return None
    for prefix in lexicon.titles.prefixes:
        if fold(inner).startswith(prefix) and inner[len(prefix) :].strip():
            inner = inner[len(prefix) :].strip()
            break
    name, season = split_season(inner, lexicon)
    if not name or fold(name) in lexicon.titles.never or _ends_as_no_title(name, lexicon):
        return None
    return Title(
        name=name,
        season=season,
        start=quoted.start,
        end=quoted.end,
        how="quoted",
        credit=_is_credit(plain, quoted.end, lexicon),
    )


def _is_named(plain: str, quoted: Quoted, lexicon: Lexicon) -> bool:
    """Tell whether a word for a show stands before the marks: drama "Umi no kage", in any case."""
    if lexicon.naming is None or not lexicon.title_case:
        return False
    before = fold(plain[max(0, quoted.start - _LONGEST_NOUN) : quoted.start])
    return any(hit.end() == len(before.rstrip()) for hit in lexicon.naming.finditer(before))


def without_full_stop(name: str) -> str:
    """Cut the full stop of a sentence, not that of "L.A." or "Inc."."""
    *words, last = name.split(" ")
    long = len(last) > _LONGEST_ABBREVIATION or len(words) >= _SHORT_NAME
    stops = last.endswith(".") and last.count(".") == 1 and long
    return name[:-1] if stops else name


def _ends_as_no_title(name: str, lexicon: Lexicon) -> bool:
    """Tell whether several quoted words only say something of a show: '글로벌 1위'."""
    words = fold(name).split()
    return not lexicon.cased and len(words) > 1 and words[-1] in lexicon.titles.endings


def _is_credit(plain: str, end: int, lexicon: Lexicon) -> bool:
    """Tell whether the word behind a title makes it somebody's credit: ‘Lost’ creator."""
    if not lexicon.cased:
        rest = fold(plain[end:])
        # Where words stand without spaces, one parts statements: "《…》 制作人证实…".
        following = (rest if lexicon.letters else rest.removeprefix(" ")).startswith
        return any(following(word) for word in lexicon.titles.after)
    return _next_word(plain, end) in lexicon.titles.after


def _is_speech(inner: str, quoted: Quoted, plain: str, lexicon: Lexicon) -> bool:
    folded = fold(inner)
    # Japanese marks titles and speech alike with corner brackets.
    double = quoted.mark in DOUBLE or (lexicon.letters and quoted.mark == "「")
    if (double or lexicon.cased) and any(folded.endswith(end) for end in lexicon.titles.speech):
        return True
    if not lexicon.cased:
        # Double marks hold speech there, single ones and brackets titles; speech may hold those.
        return (
            len(inner) > _MAX_UNCASED
            or any(sign in inner[:-1] for sign in ("…", ".."))
            or ("," in inner[:-1] and (double or folded.endswith(lexicon.titles.speech)))
            or (double and bool(quoted.within(plain)))
        )
    words = [word for word in re.split(r"[\s]+", inner) if word[:1].isalpha()]
    if not words:
        return not any(char.isdigit() for char in inner)
    if len(words) > _MAX_TITLE_WORDS or (
        inner.endswith((".", ",")) and not inner.endswith("...") and len(words) > _SHORT_NAME
    ):
        return True
    low = [
        word
        for word in words
        if word[0].islower()
        and not any(char.isupper() for char in word)
        and fold(word).strip("!?.,:") not in lexicon.titles.connectors
    ]
    if not low:
        return False
    if len(words) == 1 or words[0] in low:
        return True
    # Spanish, Portuguese and French titles have one capital; English speech has no more.
    return lexicon.title_case and len(low) * 2 >= len(words)


def split_season(name: str, lexicon: Lexicon) -> tuple[str, int | None]:
    """Part a title from the season that stands at its end."""
    for found in find_seasons(name, language=lexicon.language):
        head = name[: found.start].rstrip(" ([:,-–")
        if not head:
            return "", None
        if not name[found.end :].strip(" )]:,.-–"):
            return head, found.numbers[-1] if found.numbers else None
        if found.final and len(found.numbers) <= 1:
            *words, last = head.split(" ")
            if words and fold(last) in lexicon.titles.connectors:
                head = " ".join(words)
            return head, found.numbers[-1] if found.numbers else None
    return glued_season(name) or (name, None)


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
        if before.endswith("'s"):
            continue  # "Netflix's 3 Rooms": the number opens the title
        start, end = hit.span("number")
        found.append(FoundSeason(start=start, end=end, numbers=(int(hit["number"]),), unit=GLUED))
    return found


def _network_marks(text: Text, networks: Networks) -> list[Mark]:
    return [
        Mark(sign=NETWORK, start=found.start, end=found.end, value=found.name)
        for found in networks.find(text.plain)
    ]


def _date_marks(text: Text, lexicon: Lexicon, on: date | None) -> list[Mark]:
    return [
        Mark(sign=DATE, start=found.start, end=found.end, value=found)
        for found in find_dates(text.plain, language=lexicon.language, on=on)
    ]


def _title_numbers(text: Text, marks: list[Mark], lexicon: Lexicon) -> list[Mark]:
    """Take the bare number after a marked title as its season: ‘Show’ 2."""
    taken: list[Mark] = []
    for index, mark in enumerate(marks):
        found = None
        if isinstance(mark.value, Title) and mark.value.season is None:
            found = _AFTER_TITLE_NUMBER.match(text.plain, mark.end)
        following = marks[index + 1].start if index + 1 < len(marks) else len(text.plain) + 1
        if found is not None and not lexicon.cased:
            rest = text.folded[found.end() :].removeprefix(" ")
            if any(rest.startswith(word) for word in lexicon.titles.counted):
                found = None  # "8개월": months, not a season
        if found is None or found.end() > following:
            taken.append(mark)
            continue
        title = replace(cast(Title, mark.value), season=int(found.group(1)), end=found.end())
        taken.append(Mark(sign=TITLE, start=mark.start, end=found.end(), value=title))
    return taken


def _write(text: Text, marks: list[Mark], lexicon: Lexicon) -> Tape:
    """Write the tape: copy words, put signs for spans and breaks between statements."""
    folded = text.folded
    breaks = _breaks(text, marks, lexicon)
    out: list[str] = []
    places: list[int] = []
    by_place: dict[int, Mark] = {}
    spans: list[tuple[int, int, Mark | None]] = [(mark.start, mark.end, mark) for mark in marks]
    spans += [(start, end, None) for start, end in breaks]
    # Spanish and French desks put foreign words between quotation marks: a 'spin-off'.
    dull = lexicon.titles.never | lexicon.titles.describing
    bare = quotes_around(text.plain, dull) if lexicon.sentence_case else []
    spans += [(start, end, None) for start, end in bare]
    at = label_end(folded, lexicon.titles.labels)
    for start, end, mark in sorted(spans, key=lambda span: (span[0], span[1])):
        if start < at:
            continue
        out.append(folded[at:start])
        places.extend(range(at, start))
        if (start, end) in bare:
            at = end
            continue
        if mark is not None:
            by_place[len(places)] = mark
        out.append(mark.sign if mark is not None else BREAK)
        places.append(start)
        at = end
    out.append(folded[at:])
    places.extend(range(at, len(folded)))
    places.append(len(folded))
    string = "".join(out)
    if lexicon.elision is not None and lexicon.elision.search(string):
        return _with_elisions_parted(text, string, places, by_place, lexicon.elision)
    return Tape(text=text, string=string, places=tuple(places), marks=by_place)


def _with_elisions_parted(
    text: Text, string: str, places: list[int], marks: dict[int, Mark], elision: re.Pattern[str]
) -> Tape:
    """Set a space after "d'", "l'": the word behind them is one of its own."""
    out: list[str] = []
    moved: list[int] = []
    shifted: dict[int, Mark] = {}
    ends = {hit.end() for hit in elision.finditer(string)}
    for at, char in enumerate(string):
        if at in ends:
            out.append(" ")
            moved.append(places[at])
        if at in marks:
            shifted[len(out)] = marks[at]
        out.append(char)
        moved.append(places[at])
    moved.append(places[-1])
    return Tape(text=text, string="".join(out), places=tuple(moved), marks=shifted)


def _breaks(text: Text, marks: list[Mark], lexicon: Lexicon) -> list[tuple[int, int]]:
    """Return where one statement ends; the sign of a question stays before its break."""
    folded = text.folded
    covered = bytearray(len(folded))
    for mark in marks:
        covered[mark.start : mark.end] = b"\1" * (mark.end - mark.start)
    found: list[tuple[int, int]] = []
    for hit in _BREAKS.finditer(folded):
        start, end = hit.span()
        if hit["sentence"] is not None:
            start = end - 1
            if lexicon.cased and text.plain[end].islower():
                continue  # "Terror, Inc. has been shelved": no sentence begins small
            before = folded[max(0, hit.start() - 8) : hit.start() + 1]
            if folded.startswith(". ", hit.start()) and _ABBREVIATION.search(before):
                continue
        if any(covered[start:end]):
            continue
        found.append((start, end))
    return found
