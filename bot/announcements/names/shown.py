"""Names without marks that a summary's own words show to be shows.

A headline may tell only what has happened ("Fox orders five comedies", "Jane Doe to star in new
drama"); its summary then names the show as sentences do: as the subject of what only shows do
("Kestrel has been pushed to May"), behind what only shows are told with ("she fronts Kestrel",
"crime drama Kestrel"), or in a list with such a one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.announcements.lexicon.patterns import DATE, NETWORK, SEASON, TITLE
from bot.announcements.lexicon.title_words import TRIM
from bot.announcements.marks.mark import Mark, Title
from bot.announcements.marks.titles import split_season, without_full_stop
from bot.announcements.names.nameless import calls_a_show
from bot.announcements.names.rows import rows_of
from bot.announcements.names.titles import after_the_owner
from bot.announcements.names.written import Names, Written, is_marked
from bot.announcements.tape.tokens import MARK_SIGNS, Token, clauses_of
from bot.announcements.text.forms import fold

_LEAST_LISTED = 3
"""So many names of which one is a show are a list of shows; two may be a person and a show."""
_OF_PEOPLE = {2, 3}
"""So many words a person's name has."""
_APPOSITION = 12
_IN_SHORT = 3
_OWNS = ("'s", "s'")
_EDGES = ' ,:;-–—"“”‘()[]…'
_SIGHT = 80
"""So many letters before a name are looked at for what is told with it."""


def shown_titles(written: Written, people: Sequence[str]) -> list[Mark]:
    """Return the names of a summary that its words show to be shows, as marks.

    Args:
        written: finds the summary's names; without `happens` and `takes` none is shown.
        people: folded names that are people's.
    """
    lexicon = written.lexicon
    if lexicon.happens is None or lexicon.takes is None or not lexicon.title_case:
        return []
    reader = _Reader(written=written, people=frozenset(people))
    return [
        Mark(sign=TITLE, start=title.start, end=title.end, value=title)
        for tokens in clauses_of(written.tape)
        for title in reader.titles(tokens)
    ]


def _ends(told: re.Pattern[str] | None, window: str) -> bool:
    """Tell whether words of an expression stand at the end of a text."""
    return told is not None and any(hit.end() == len(window) for hit in told.finditer(window))


@dataclass(frozen=True, kw_only=True)
class _Reader:
    """Reads the clauses of one summary."""

    written: Written
    people: frozenset[str]

    def titles(self, tokens: list[Token]) -> list[Title]:
        """Return the shows without marks that a clause names."""
        found: list[Title] = []
        rows = rows_of(self.written, tokens) if self.written.several else ()
        in_rows = {cell.names.start for cell in rows}
        at = self._behind_its_opening(tokens)
        while at < len(tokens):
            names = self.written.names_at(tokens, at)
            if names is None:
                at += 1
                continue
            if not self._is_background(tokens, at, names) and (
                names.start in in_rows or self._is_proven(tokens, at, names, beside=bool(found))
            ):
                found += self._titles_of(names)
            at = names.after
        return found

    def _behind_its_opening(self, tokens: list[Token]) -> int:
        """Return where names may begin: the first word's capital is no name's ("Filming of …")."""
        words, takes = self.written.lexicon.titles, self.written.lexicon.takes
        if tokens and tokens[0].bare in words.numbers | words.plural:
            return 1  # "Both Kestrel and Embers"
        hit = takes.match(self.written.tape.string, tokens[0].start) if takes and tokens else None
        ahead = (at for at, token in enumerate(tokens) if hit and token.start >= hit.end())
        return next(ahead, 0)

    def _is_background(self, tokens: list[Token], at: int, names: Names) -> bool:
        """Tell whether names only say who somebody is, or what something comes from."""
        lexicon, words = self.written.lexicon, self.written.lexicon.titles
        last = names.pieces[-1][-1]
        following = tokens[names.after] if names.after < len(tokens) else None
        if last.bare.endswith(_OWNS):
            return True
        if following is not None and following.bare in words.after | {"'s"}:
            return not self._tells_of_its_people(tokens, names.after)
        marks = MARK_SIGNS | {"'s", "s"}  # "from the creator of CBBC's Kestrel"
        before = [token for token in tokens[:at] if token.word not in marks]
        while before and self.written.is_lead(before[-1]):
            before.pop()
        near = before[-1].bare if before else ""
        whose = words.barriers | words.companions
        whose |= lexicon.people.describing | lexicon.people.before
        if " ".join(token.bare for token in before[-2:]) in words.credited or (
            near in whose and near not in words.articles
        ):
            return True
        before_them = self.written.tape.string[tokens[0].start : names.start]
        relative = list(lexicon.relative.finditer(before_them)) if lexicon.relative else []
        return bool(relative) and "," not in before_them[relative[-1].end() :]

    def _is_proven(self, tokens: list[Token], at: int, names: Names, *, beside: bool) -> bool:
        """Tell whether what stands beside names shows that they are shows.

        Args:
            tokens: of the clause.
            at: where the names begin among them.
            names: themselves.
            beside: whether the clause has named a show before.
        """
        marked = any(is_marked(piece[0]) for piece in names.pieces)
        if marked and len(names.pieces) >= _LEAST_LISTED:
            return True
        first = at
        while first and (
            self.written.is_lead(tokens[first - 1])
            or tokens[first - 1].word in {NETWORK, "'s", "s"}
        ):
            first -= 1
        if first < at and calls_a_show(tokens[at - 1].bare, self.written.lexicon):
            return True  # "crime drama Kestrel", "procedurals Kestrel and Embers"
        behind = tokens[names.after :]
        subject = not first or self._opens_anew(tokens[first - 1])
        if subject and (
            self._happens(names, behind)
            or self._tells_of_its_people(tokens, names.after)
            or (beside and self._is_told_in_short(behind[:_IN_SHORT]))
        ):
            return True
        lexicon, string = self.written.lexicon, self.written.tape.string
        place = tokens[first].start
        window = string[max(tokens[0].start, place - _SIGHT) : place].rstrip()
        return _ends(lexicon.takes, window) or (
            _ends(lexicon.may_take, window) and self._are_no_people(names)
        )

    def _happens(self, names: Names, behind: list[Token]) -> bool:
        """Tell whether what only shows do is told of names, or what people do of no people."""
        lexicon, string = self.written.lexicon, self.written.tape.string
        at = behind[0].start if behind else len(string)
        if lexicon.happens is not None and lexicon.happens.match(string, at):
            return True
        may = lexicon.may_happen
        if may is not None and may.match(string, at) and self._are_no_people(names):
            return True
        rest = self._behind_the_apposition(names, behind) or self._behind_its_people(behind)
        return (
            bool(rest)
            and lexicon.happens is not None
            and bool(lexicon.happens.match(string, rest[0].start))
        )

    def _behind_its_people(self, behind: list[Token]) -> list[Token]:
        """Return what follows the people of a show: "Kestrel with Jane Doe is among …"."""
        after = self.written.over_people(behind, 0, listed=False)
        return behind[after:] if after else []

    def _behind_the_apposition(self, names: Names, behind: list[Token]) -> list[Token]:
        """Return what follows the words between two commas: "Kestrel, set in Norfolk, has been"."""
        if not names.pieces[-1][-1].word.endswith(","):
            return []
        ends = (at for at, token in enumerate(behind[:_APPOSITION]) if token.word.endswith(","))
        return behind[next(ends, len(behind)) + 1 :]

    def _tells_of_its_people(self, tokens: list[Token], at: int) -> bool:
        """Tell whether a verb and people follow: "Kestrel stars Jane Doe as a nurse".

        "Kestrel stars Jane Doe and John Roe will …" goes on with a verb of theirs.
        """
        lexicon, words = self.written.lexicon, self.written.lexicon.titles
        string, told = self.written.tape.string, lexicon.peopled
        hit = told.match(string, tokens[at].start) if told and tokens[at:] else None
        rest = [token for token in tokens[at:] if hit is not None and token.start >= hit.end()]
        if not rest or not self.written.is_capital(rest[0]):
            return False
        for token in rest:
            if (
                not self.written.is_capital(token)
                and token.word not in self.written.lexicon.joining
            ):
                return token.bare in words.closers | words.companions | {*lexicon.inside}
        return True

    def _are_no_people(self, names: Names) -> bool:
        """Tell whether no name has the form of a person's: two or three words, all capitals."""
        articles = self.written.lexicon.titles.articles
        return all(
            len(piece) not in _OF_PEOPLE
            or piece[0].bare in articles
            or not all(self.written.is_capital(one) and one.bare.isalpha() for one in piece)
            for piece in names.pieces
        )

    def _opens_anew(self, before: Token) -> bool:
        """Tell whether a subject may stand behind a word."""
        words = self.written.lexicon.titles
        ahead = self.written.lexicon.joining | words.conjunctions | words.numbers | words.plural
        return before.word.endswith(",") or before.bare in ahead

    def _is_told_in_short(self, following: Sequence[Token]) -> bool:
        """Tell whether a verb is only thought: "A gets a third season, and B its fourth season"."""
        for token in following:
            if token.word.strip(",") in {SEASON, DATE}:
                return True
            if self.written.placed and token.bare in self.written.lexicon.inside:
                return True
            if token.bare not in self.written.lexicon.titles.connectors:
                return False
        return False

    def _titles_of(self, names: Names) -> list[Title]:
        return [
            title
            for piece in names.pieces
            if not is_marked(piece[0]) and not piece[-1].bare.endswith(_OWNS)
            if (title := self._title(piece)) is not None
        ]

    def _title(self, piece: Sequence[Token]) -> Title | None:
        """Make a title of words that are a name: in a sentence their capitals show its edges."""
        lexicon, tape = self.written.lexicon, self.written.tape
        lists = lexicon.titles
        tokens = after_the_owner(list(piece), lexicon)
        start, end = tape.plain_span(tokens[0].start, tokens[-1].end)
        words = without_full_stop(tape.text.plain[start:end].strip(_EDGES))
        name, season = split_season(words, lexicon)
        folded = fold(name)
        none = lists.never - lists.praise | lists.describing | lists.connectors
        dull = folded in lists.never or {word.strip(TRIM) for word in folded.split()} <= none
        made = folded.rpartition("-")[2] in lists.made  # "the Leeds-based drama Kestrel"
        if dull or made or not any(map(str.isalpha, name)) or self._is_of_people(folded):
            return None
        start = tape.text.plain.find(name, start)
        end = start + len(name)
        known = tape.is_listed(name)
        return Title(name=name, season=season, start=start, end=end, how="listed", listed=known)

    def _is_of_people(self, folded: str) -> bool:
        words = folded.split()
        while len(words) > 1 and words[0] in self.written.lexicon.people.describing:
            words = words[1:]  # "Actress Jane Doe"
        name = " ".join(words)
        return any(one in (folded, name) or folded in one.split() for one in self.people)
