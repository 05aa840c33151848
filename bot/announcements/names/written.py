"""The names that a sentence writes with capitals, one or a list: "A, the thriller B and Jane's C".

In a headline of capitals nobody can tell where a name ends; in a sentence its capitals do.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.announcements.lexicon.patterns import NETWORK, TITLE
from bot.announcements.lexicon.vocabulary import Lexicon
from bot.announcements.marks.seasons import short_season
from bot.announcements.names.nameless import calls_a_show
from bot.announcements.tape.tape import Tape
from bot.announcements.tape.tokens import (
    MARK_SIGNS,
    Token,
    is_capital_or_digit,
    without_opening,
)

_LONGEST = 9
_PAIR = 2


@dataclass(frozen=True, kw_only=True)
class Names:
    """Names that stand together, as a list or alone.

    Attributes:
        pieces: the words and signs of each.
        after: the place, among the tokens of the clause, behind them.
    """

    pieces: tuple[tuple[Token, ...], ...]
    after: int

    @property
    def start(self) -> int:
        """Where they begin on the tape."""
        return self.pieces[0][0].start


@dataclass(frozen=True, kw_only=True)
class Written:
    """Finds the names of a text's clauses.

    Attributes:
        tape: of the text.
        lexicon: of its language.
        several: whether more than one show is told of: then an "and" parts names.
        placed: whether places are told, as with filming: then an "in" ends a name.
    """

    tape: Tape
    lexicon: Lexicon
    several: bool
    placed: bool

    def names_at(self, tokens: list[Token], at: int) -> Names | None:
        """Return the names that begin at a place, over what lists them."""
        pieces: list[tuple[Token, ...]] = []
        place = at
        while place < len(tokens):
            start = self._over_leads(tokens, place) if pieces else place
            run = self._run_at(tokens, start)
            if not run:
                break
            pieces.append(tuple(run))
            place = start + len(run)
            following = self._next_of_a_list(tokens, self.over_people(tokens, place))
            if following is None:
                break
            place = following
        if not pieces:
            return None
        return Names(pieces=tuple(_with_its_comma(pieces, tokens[place:])), after=place)

    def _next_of_a_list(self, tokens: list[Token], at: int) -> int | None:
        """Return where a list goes on behind a comma or an "and", None where it ends."""
        comma = tokens[at - 1].word.endswith(",")
        if at < len(tokens) and tokens[at].word == ",":
            comma, at = True, at + 1
        joined = (
            at < len(tokens) and tokens[at].bare in self.lexicon.joining and bool(tokens[at].bare)
        )
        at += joined
        goes_on = (comma or joined) and self._run_at(tokens, self._over_leads(tokens, at))
        return at if goes_on else None

    def over_people(self, tokens: list[Token], at: int, *, listed: bool = True) -> int:
        """Step over the people of one show of a list: "Kestrel with Jane Doe, and Embers".

        Args:
            tokens: of the clause.
            at: where they may begin.
            listed: whether a comma must follow them.
        """
        words = self.lexicon.titles
        if at >= len(tokens) or tokens[at].bare not in words.companions | {*words.closers}:
            return at
        run = self._run_at(tokens, at + 1)
        if not run or is_marked(run[0]) or (listed and not run[-1].word.endswith(",")):
            return at
        return at + 1 + len(run)

    def _over_leads(self, tokens: list[Token], at: int) -> int:
        """Step over words that describe the next show of a list: "A and crime drama B"."""
        words = self.lexicon.titles
        while at < len(tokens):
            token = tokens[at]
            opens = self.is_capital(token) and token.bare in words.articles
            if token.word not in {NETWORK, "'s"} and token.bare not in {"s", ""}:
                told = token.bare in words.describing | words.owned or calls_a_show(
                    token.bare, self.lexicon
                )
                if opens or not (told or self._only_describes(token)):
                    break
            at += 1
        return at

    def is_lead(self, token: Token) -> bool:
        """Tell whether a small word stands between what is told and a name: "a new drama"."""
        words = self.lexicon.titles
        return self._is_small(token) and (
            (token.bare in words.describing and token.bare not in words.dividing)
            or calls_a_show(token.bare, self.lexicon)
            or self._only_describes(token)
        )

    def _only_describes(self, token: Token) -> bool:
        """Tell whether a small word only describes a show: "gritty", "six-part"."""
        small = self._is_small(token)
        return small and ("-" in token.bare or token.bare in self.lexicon.titles.praise)

    def is_capital(self, token: Token) -> bool:
        """Tell whether a word is written as one of a name is."""
        return is_capital_or_digit(self.tape, token)

    def _is_small(self, token: Token) -> bool:
        return without_opening(self.tape, token)[:1].islower()

    def _run_at(self, tokens: list[Token], at: int) -> list[Token]:
        """Return the words of one name: a marked title or capitalised words."""
        if at >= len(tokens):
            return []
        if is_marked(tokens[at]):
            return [tokens[at]]
        words = self.lexicon.titles
        run: list[Token] = []
        for place in range(at, min(at + _LONGEST, len(tokens))):
            token = tokens[place]
            if token.word.strip(",") in MARK_SIGNS:
                break
            capital = self.is_capital(token)
            small = token.bare in words.connectors or without_opening(self.tape, token) in {
                "&",
                "x",
            }
            if run and not self.is_capital(run[-1]) and self._numbers_a_season(token):
                break  # "Kestrel on the 10th"
            if not capital and (not run or not small or self._ends_before(tokens, at, place)):
                break
            run.append(token)
            following = tokens[place + 1].bare if place + 1 < len(tokens) else ""
            if (
                token.word.endswith((",", ";", "?"))
                and following not in self.lexicon.titles.suffixes
            ):
                break
        while run and not self.is_capital(run[-1]):
            run.pop()
        if all(token.bare in words.describing | words.connectors for token in run):
            return []  # "the Thai series Kestrel"
        if len(run) == 1 and run[0].word[0].isdigit() and self._numbers_a_season(run[0]):
            return []  # "and Embers its 12th"
        return run

    def _numbers_a_season(self, token: Token) -> bool:
        return short_season(token.bare, language=self.lexicon.language) is not None

    def _ends_before(self, tokens: list[Token], at: int, place: int) -> bool:
        """Tell whether a small word within capitals is none of a name."""
        bare, lexicon = tokens[place].bare, self.lexicon
        whose = lexicon.titles.companions | lexicon.people.before
        peopled = at > 0 and tokens[at - 1].bare in whose  # "with Jane Doe in Kestrel"
        if bare in lexicon.titles.closers or ((self.placed or peopled) and bare in lexicon.inside):
            return True
        return bare in self.lexicon.joining and bare != "&" and self._parts(tokens, at, place)

    def _parts(self, tokens: list[Token], at: int, place: int) -> bool:
        """Tell whether an "and" within capitals parts two names: "Kestrel and The Quay have"."""
        following = tokens[place + 1] if place + 1 < len(tokens) else None
        if following is None or is_marked(following):
            return True
        if self._lists_on(tokens, place + 1):
            return False
        if self.several:
            return True
        if following.bare in self.lexicon.titles.articles and self.is_capital(following):
            return True
        listed = at > 0 and tokens[at - 1].word.endswith(",")
        return listed or self._is_told_of_several(tokens, place + 1)

    def _lists_on(self, tokens: list[Token], at: int) -> bool:
        """Tell whether a comma follows the capitals: "Reed and Ember, Kelp and Quarry Lane"."""
        for token, after in pairwise(tokens[at : at + _LONGEST]):
            if not self.is_capital(token):
                return False
            if token.word.endswith(",") and after.bare not in self.lexicon.titles.suffixes:
                return self.is_capital(after) and after.word not in MARK_SIGNS
        return False

    def _is_told_of_several(self, tokens: list[Token], at: int) -> bool:
        """Tell whether the verb behind capitalised words is one of several: "A and B have"."""
        words = self.lexicon.titles
        for token in tokens[at : at + _LONGEST]:
            if self.is_capital(token) and token.word not in MARK_SIGNS:
                continue
            if token.bare in words.plural:
                return True
            if token.bare not in words.connectors | words.links:
                return False
        return False


def is_marked(token: Token) -> bool:
    """Tell whether a token is a marked title."""
    return token.word.strip(",") == TITLE


def _with_its_comma(
    pieces: list[tuple[Token, ...]], rest: Sequence[Token]
) -> list[tuple[Token, ...]]:
    """Put together a name of two parts: a list has an "and" ("the script of Look, There It Is")."""
    if len(pieces) != _PAIR or rest or is_marked(pieces[0][0]) or is_marked(pieces[1][0]):
        return pieces
    first, second = pieces
    touch = first[-1].word.endswith(",") and second[0].start - first[-1].end == 1
    return [(*first, *second)] if touch else pieces
