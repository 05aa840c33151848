"""Brackets in a list of people: "Jane Doe (‘Lost’), John Roe (‘Heroes’) and Ann Lee join …".

A bracket ends a statement, so that what it holds is told of nobody; the list goes on behind it.
"""

from bot.announcements.lexicon.patterns import BREAK
from bot.announcements.tape.tape import Tape


def before_bracket(tape: Tape, start: int) -> int | None:
    """Return where a bracket opens that closes just before a place, None where none does."""
    if start < 1 or ")" not in _under_break(tape, start - 1):
        return None
    opening = tape.string.rfind(BREAK, 0, start - 1)
    return opening if opening >= 0 and "(" in _under_break(tape, opening) else None


def behind_bracket(tape: Tape, end: int) -> int | None:
    """Return the place behind a bracket that opens where a statement ends, None where none does."""
    if end >= len(tape.string) or "(" not in _under_break(tape, end):
        return None
    closing = tape.string.find(BREAK, end + 1)
    return closing + 1 if closing >= 0 and ")" in _under_break(tape, closing) else None


def _under_break(tape: Tape, at: int) -> str:
    return tape.text.plain[tape.places[at] : tape.places[at + 1]]
