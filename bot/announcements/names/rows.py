"""Rows: shows of a sentence, each with a season or a day of its own.

"Kestrel returns on May 3, Northbound on the 10th and Salt Road in June", "Kestrel gets a second
season, Embers a third": whatever verb leads to the sign of the first, the others need none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.announcements.lexicon.patterns import DATE, SEASON
from bot.announcements.marks.seasons import short_season
from bot.announcements.names.written import Names, Written
from bot.announcements.tape.tokens import MARK_SIGNS, Token

_BETWEEN = 5
"""So many words may stand between a name and its sign: "will be back for a"."""
_LEAST = 2
"""So many cells are a row; one may be a person and the day of an interview."""


@dataclass(frozen=True, kw_only=True)
class Cell:
    """Names and what stands behind them.

    Attributes:
        names: of one show or of several that share the sign.
        sign: the season, the day, or the bare number of either.
        number: that bare number ("a third", "on the 10th"), None where the sign is marked.
    """

    names: Names
    sign: Token
    number: int | None


def cells_of(written: Written, tokens: list[Token]) -> Iterator[Cell]:
    """Yield the names of a clause that have a sign of their own right behind them."""
    at = 0
    while at < len(tokens):
        names = written.names_at(tokens, at)
        if names is None:
            at += 1
            continue
        cell = _cell(written, names, tokens[names.after :])
        if cell is not None:
            yield cell
        at = names.after


def rows_of(written: Written, tokens: list[Token]) -> list[Cell]:
    """Return the cells of a clause where they are enough to be a row."""
    cells = list(cells_of(written, tokens))
    return cells if len(cells) >= _LEAST else []


def _cell(written: Written, names: Names, behind: Sequence[Token]) -> Cell | None:
    """Return names with the sign that only small words part from them, None where none does."""
    if names.pieces[-1][-1].word.endswith((",", ";")):
        return None
    language = written.lexicon.language
    for index, token in enumerate(behind[: _BETWEEN + 1]):
        word = token.word.strip(",.")
        if word in {SEASON, DATE}:
            return Cell(names=names, sign=token, number=None)
        if word in MARK_SIGNS or token.word in written.lexicon.joining:
            return None
        number = short_season(token.bare, language=language) if index else None
        if number is not None and _ends(written, token, behind[index + 1 : index + 2]):
            return Cell(names=names, sign=token, number=number)
        if written.is_capital(token) or token.word.endswith((",", ";")):
            return None
    return None


def _ends(written: Written, token: Token, following: Sequence[Token]) -> bool:
    """Tell whether nothing that a bare number counts follows it: "a third of viewers"."""
    if not following or token.word.endswith((",", ".", ";")):
        return True
    word = following[0].word
    return word in MARK_SIGNS or word in written.lexicon.joining or written.is_capital(following[0])
