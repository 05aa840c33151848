"""Quotation marks that stand alone: ‘Harbour Lights renewed for season 2.

A careful reader sees where such a title ends all the same: where what is told of it begins, a
season, a network, a comma or another mark. The missing mark is put in there; where nothing shows
the other end, the headline is read as if no mark stood there.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import cast

from bot.announcements.lexicon.patterns import NETWORK, SEASON, TITLE
from bot.announcements.lexicon.title_words import TRIM
from bot.announcements.lexicon.vocabulary import Lexicon
from bot.announcements.marks.mark import Mark, Title
from bot.announcements.tape.matching import Match
from bot.announcements.tape.tape import Tape
from bot.announcements.text.forms import Text, fold
from bot.announcements.text.quotes import PARTNERS, Lone, find_lone
from bot.announcements.text.signs import Edit
from bot.model import Kind

_LONGEST = 60
_MOST_WORDS = 8
_MOST_LONE = 12
"""A headline with more is no headline."""
_EDGE = re.compile(r"[,:;…(\[|!?/·“„«《「『‹〈‘\")\]”»》」』›〉]|\.\.|\.(?= |$)| [-–—] ")
"""What may stand before a title or behind it and in none, and ends a statement or a part of it."""
_SPACED = re.compile(rf"{_EDGE.pattern}|(?<=[^\x00-ɏ]) (?=[^\x00-ɏ])")
"""The same where a space between letters ends a statement."""
_NAMES = re.compile(r"[\s,·&X]+")
_EDGES = ',:;…([|!?/·“„«《「『‹〈‘")]”»》」』›〉.–—-'
_WORD = re.compile(r"\S+")
_OWNER = re.compile(r"['’]s(?!\w)")

Read = Callable[[Text], tuple[Tape, list[Match]]]
"""Reads a headline: its tape, and the phrases of news that stand on it."""


def completed(text: Text, lexicon: Lexicon, read: Read) -> Text:
    """Return a headline in which no quotation mark stands alone.

    Args:
        text: the headline.
        lexicon: of its language.
        read: finds what a headline without the marks tells.
    """
    if text.plain.isupper():
        return text  # "'GÖLGE KÖŞK'ÜN": endings of names are known by their small letters
    lone = find_lone(text.plain, lexicon.titles.clipped)
    if lone and (pairs := list(_paired(text.plain, lone))):
        text = text.edited(pairs)
        lone = find_lone(text.plain, lexicon.titles.clipped)
    if not 0 < len(lone) <= _MOST_LONE:
        return text
    bare = text.edited([Edit(one.place, one.place + 1, "") for one in lone])
    edges = _Edges(bare, lexicon, *read(bare))
    edits: list[Edit] = []
    for number, one in enumerate(lone):
        at = one.place - number
        others = [other.place - n for n, other in enumerate(lone) if n != number]
        if one.owns and not edges.is_told_of(at):
            edits.append(Edit(at, at, one.sign))
            continue
        end = edges.end(at, others) if one.opens is not False else None
        start = edges.start(at, others) if end is None and one.opens is not True else None
        if end is not None:
            edits += [Edit(at, at, one.sign), Edit(end, end, PARTNERS[one.sign])]
        elif start is not None:
            edits += [Edit(start, start, PARTNERS[one.sign]), Edit(at, at, one.sign)]
    return bare.edited(sorted(edits, key=lambda edit: edit.start)) if edits else bare


def _paired(plain: str, lone: Sequence[Lone]) -> Iterator[Edit]:
    """Yield the marks of pairs of two sorts, made one: ‘Harbour Lights»."""
    for one, other in pairwise(lone):
        if (
            one.opens
            and other.opens is False
            and other.place - one.place < _LONGEST
            and _EDGE.search(plain, one.place + 1, other.place) is None
        ):
            yield Edit(other.place, other.place + 1, PARTNERS[one.sign])


class _Edges:
    """Where titles may begin and end in a headline whose lone marks are left out."""

    def __init__(self, text: Text, lexicon: Lexicon, tape: Tape, matches: list[Match]) -> None:
        self._plain = text.plain
        self._lexicon = lexicon
        self._marks = list(tape.marks.values())
        self._told = [tape.plain_span(match.start, match.end) for match in matches]
        self._inside = [
            tape.plain_span(*match.title)
            for match in matches
            if match.title and match.title[1] < match.end and not match.pattern.cuts_titles
        ]
        self._of_shows = {
            tape.plain_span(match.start, match.end)[0]
            for match in matches
            if match.pattern.left == "title"
        }
        self._people = [
            tape.plain_span(match.start, match.end)[0]
            for match in matches
            if match.pattern.left == "people"
        ]
        self._casts = any(match.entry.kind is Kind.CASTING for match in matches)

    def is_told_of(self, end: int) -> bool:
        """Tell whether behind a place stands what is told of a show that ends there."""
        at = end + (self._plain[end : end + 1] == " ")
        words = self._lexicon.titles
        word = _WORD.match(self._plain, at)
        bare = fold(word.group()).strip(TRIM) if word else ""
        leads = words.closers | words.barriers | words.predicates | words.after
        behind = word.end() + 1 if word else at
        if self._is_called(at) or self._is_called(behind):
            return False  # "Jane Films' next show"
        if any(mark.end == end and mark.sign == NETWORK for mark in self._marks):
            return False
        return (
            at in self._of_shows
            or any(mark.start == at and mark.sign == SEASON for mark in self._marks)
            or bare in leads - words.describing
        )

    def _is_called(self, at: int) -> bool:
        """Tell whether a word for shows stands at a place."""
        naming = self._lexicon.naming
        return (
            naming is not None and naming.match(f"{fold(self._plain[at : at + 24])} ") is not None
        )

    def end(self, start: int, others: Sequence[int]) -> int | None:
        """Return where a title ends that begins at a place, None where nothing shows it."""
        plain = self._plain
        limit = min([start + _LONGEST, len(plain), *(at for at in others if at > start)])
        shown = [limit] if limit < start + _LONGEST else []
        for mark in self._marks:
            if mark.sign == TITLE and mark.start == start and self._is_whole(mark):
                return mark.end
            if start < mark.start and self._ends_before(mark):
                shown.append(mark.start)
        shown += [first for first, _ in self._told if start < first and self._parts(first)]
        shown += [last for first, last in self._inside if first <= start < last]
        edge = (_SPACED if self._lexicon.spaces_end else _EDGE).search(plain, start + 1, limit)
        if edge is not None:
            limit = edge.end() if edge.group() in "!?" else edge.start()
            shown.append(limit)
        shown += self._words_end(start, limit)
        shown += self._people_end(start, limit)
        end = min(shown, default=None)
        return None if end is None else self._cut(start, end)

    def _ends_before(self, mark: Mark) -> bool:
        """Tell whether no title goes on with a mark: the name of a network may be a word of one."""
        if mark.sign == TITLE:
            return cast(Title, mark.value).how == "quoted"
        word = _WORD.match(self._plain, mark.end + 1)
        goes_on = word is not None and fold(word.group()) in self._lexicon.titles.connectors
        return mark.sign != NETWORK or not goes_on

    def _parts(self, at: int) -> bool:
        """Tell whether a word begins at a place; in languages without spaces one may anywhere."""
        return self._lexicon.letters or self._plain[at - 1 : at] in {"", " "}

    def _is_whole(self, mark: Mark) -> bool:
        """Tell whether a title of the catalogue is no part of a longer name."""
        word = _WORD.match(self._plain, mark.end + 1)
        if word is None or self._plain[mark.end] != " ":
            return True
        bare, lists = fold(word.group()).strip(TRIM), self._lexicon.titles
        ends = lists.saying | lists.predicates | lists.describing | lists.after | lists.aspects
        return (self._lexicon.cased and not word.group()[:1].isupper()) or bare in ends

    def _words_end(self, start: int, limit: int) -> Iterator[int]:
        """Yield where a word stands that no title goes on with."""
        lists, cased = self._lexicon.titles, self._lexicon.cased
        ends = lists.after | lists.aspects | lists.barriers | lists.parents | lists.beyond
        if not self._lexicon.title_case:
            ends |= lists.stops - lists.connectors
        ends |= self._lexicon.people.never if not cased else frozenset()
        if self._lexicon.letters:
            found = (self._plain.find(word, start + 2, limit) for word in sorted(lists.beyond))
            yield from (at for at in found if at > 0)
            return
        words = list(_WORD.finditer(self._plain, start, limit))
        for number, word in enumerate(words):
            bare = fold(word.group()).strip(TRIM)
            small = self._lexicon.title_case and word.group()[:1].islower()
            if number and (
                (small and bare not in lists.connectors | lists.stops)
                or bare in ends
                or (bare in lists.stops and self._leads_on(words[number + 1 :]))
                or (cased and self._is_called(word.start()))
            ):
                yield word.start()
                return
            case = next((one for one in lists.cases if bare.endswith(one)), "")
            if case and len(bare) > len(case) + 1:
                yield word.start() + len(bare) - len(case)
                return

    def _leads_on(self, words: Sequence[re.Match[str]]) -> bool:
        """Tell whether what follows a preposition is told of a show: "at CBC", not "at Dawn"."""
        lists = self._lexicon.titles
        small = lists.connectors | lists.articles
        word = next((one for one in words if fold(one.group()) not in small), None)
        return (word is None and self._lexicon.title_case) or (
            word is not None and self._is_told_at(word)
        )

    def _is_told_at(self, word: re.Match[str]) -> bool:
        """Tell whether a word behind a preposition begins what is told of a show."""
        return (
            (self._lexicon.title_case and word.group()[:1].islower())
            or (self._lexicon.sentence_case and word.group()[:1].isupper())
            or any(first == word.start() for first, _ in self._told)
            or any(mark.start == word.start() and mark.sign != TITLE for mark in self._marks)
        )

    def _people_end(self, start: int, limit: int) -> Iterator[int]:
        """Yield where people stand between a title and what they do: "소금 호텔 홍길동 하차"."""
        form = self._lexicon.sure_name
        if form is None or any(map(form.fullmatch, _NAMES.split(self._plain[:start]))):
            return
        for told in self._people:
            tokens = list(_WORD.finditer(self._plain, start, max(start, min(told, limit))))
            while len(tokens) > 1 and form.fullmatch(tokens[-1].group()):
                yield tokens.pop().start()

    def _cut(self, start: int, end: int) -> int | None:
        """Cut what only describes or links from the end of a title."""
        plain, words = self._plain, self._lexicon.titles
        loose = words.describing | words.links | words.connectors | words.stops | words.loose
        while True:
            name = plain[start:end].rstrip(" ,:;-–—")
            end = start + len(name)
            head, space, last = name.rpartition(" ")
            if not space or fold(last) not in {*loose, "&"}:
                break
            end = start + len(head)
        if (owner := _OWNER.search(name)) and owner.end() == len(name):
            end = start + owner.start()
        if self._lexicon.letters:
            end = self._without_particles(start, end)
        return end if name and len(name.split()) <= _MOST_WORDS else None

    def _without_particles(self, start: int, end: int) -> int:
        """Cut the particles between a title and what is told of it: "遠雷への出演"."""
        particles = self._lexicon.titles.particles
        while True:
            name = self._plain[start:end]
            last = next((one for one in particles if name.endswith(one)), "")
            if not last or len(name) < len(last) + 2:
                return end
            end -= len(last)

    def start(self, end: int, others: Sequence[int]) -> int | None:
        """Return where a title begins that ends at a place, None where nothing shows it."""
        plain = self._plain
        limit = max([end - _LONGEST, 0, *(at for at in others if at <= end)])
        shown = [limit] if limit > end - _LONGEST or not limit else []
        shown += [mark.end for mark in self._marks if mark.end < end and mark.sign != TITLE]
        shown += [last for _, last in self._told if last < end and self._parts(last + 1)]
        shown += [first for first, last in self._inside if first < end <= last]
        shown += [hit.end() for hit in _EDGE.finditer(plain, limit, end - 1)]
        start = max(shown, default=None)
        if start is None:
            return None
        owner = _OWNER.match(plain, start)
        start = owner.end() if owner else start
        edged = not plain[:start].strip() or plain[:start].rstrip()[-1] in _EDGES
        while start < end and plain[start] in TRIM:
            start += 1
        first = self._behind_what_leads(start, end, edged=edged)
        known = [
            mark.start
            for mark in self._marks
            if mark.sign == TITLE and mark.end == end and " " in plain[mark.start : end]
        ]
        start = min([*known, end if first is None else first])
        return start if start < end and len(plain[start:end].split()) <= _MOST_WORDS else None

    def _behind_what_leads(self, start: int, end: int, *, edged: bool) -> int | None:
        """Pass over what describes a show, or stands before it, and is no part of its name."""
        plain, words = self._plain, self._lexicon.titles
        if self._lexicon.letters:
            folded = fold(plain[start:end])
            ends = (
                at + len(word)
                for word in words.describing | words.ahead
                if 0 <= (at := folded.rfind(word)) < len(folded) - len(word)
            )
            return start + max(ends, default=0)
        tokens = list(_WORD.finditer(plain, start, end))
        if self._lexicon.cased:
            return self._first_word(tokens, edged=edged)
        leads = words.describing | words.stops | words.links | words.ahead
        leads |= self._lexicon.people.never
        form = self._lexicon.sure_name
        for token in reversed(tokens[:-1]):
            word = fold(token.group())
            opens = edged and self._casts and token is tokens[0]
            named = opens and form is not None and form.fullmatch(token.group()) is not None
            if named and not word.endswith(words.particles):
                return token.end() + 1
            case = next((one for one in words.particles if word.endswith(one)), "")
            if word in leads or word.removesuffix(case) in leads:
                return token.end() + 1
        return start

    def _first_word(self, tokens: list[re.Match[str]], *, edged: bool) -> int | None:
        """Return where the title's first word begins among those before its end.

        Args:
            tokens: the words.
            edged: whether a statement, or a part of one, begins with them.
        """
        words, first, place = self._lexicon.titles, None, 0
        inside = words.connectors | words.articles | words.links
        parting = words.describing | words.verbs | words.ahead
        for number in range(len(tokens) - 1, -1, -1):
            word = tokens[number].group()
            bare, small = fold(word).strip(TRIM), word[:1].islower()
            if small and self._lexicon.title_case and bare not in words.connectors:
                break
            opens = edged and not number
            apart = bare in (words.describing | words.ahead if opens else parting - inside)
            apart = apart and bare not in inside
            owner = number > 0 and _OWNER.search(word) and tokens[number - 1].group()[:1].isupper()
            if first is not None and (apart or owner):
                break
            if not small:
                first, place = tokens[number].start(), number
        leads = (words.stops | words.closers | words.connectors) - words.articles
        leads = leads if self._lexicon.title_case else frozenset()
        while first is not None and place < len(tokens) - 1 and (place or not edged):
            if fold(tokens[place].group()) not in leads | {"&"}:
                break
            place += 1
            first = tokens[place].start()
        return first
