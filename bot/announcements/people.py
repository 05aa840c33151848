"""The people beside the words of casting news."""

import re

from bot.announcements.names import without_ending
from bot.announcements.patterns import DATE, NETWORK, SEASON, TITLE
from bot.announcements.tape import Tape
from bot.announcements.text import fold
from bot.announcements.vocabulary import Lexicon

_SPLIT = re.compile(
    r"\s*(?:,\s*and\b|,|&|·|、|・|\band\b|\by\b|\be\b|\bet\b|\bve\b|\bdan\b|\bwith\b)\s*", re.I
)
_WORD = re.compile(r"[\ue000-\ue003]|[^\s\ue000-\ue003]+")
_OWNER = re.compile(r"(?:['’]s|(?<=s)['’]) ")
_TRIM = " ,:;.!?\"“”'‘’()[]"
MAX_NAMES = 24
_MAX_WORDS = 4
_SHORT_WORD = 3
_SHORTEST, _LONGEST = 2, 40


def people_left(tape: Tape, at: int, lexicon: Lexicon) -> list[str]:
    """Return the names that stand before a place of the tape."""
    start, _ = tape.clause(at, at)
    words = [
        (hit.start(), hit.end(), hit.group()) for hit in _WORD.finditer(tape.string, start, at)
    ]
    run_start = run_end = None
    for begin, end, word in reversed(words):
        if word in {TITLE, SEASON, DATE, NETWORK}:
            if run_end is None:
                continue
            break
        bare = word.strip(_TRIM)
        if run_end is None and (not bare or bare in lexicon.people.links or bare == "s"):
            continue
        named = _may_be_in_name(tape, begin, end, bare, lexicon) or _is_short_name(
            tape, begin, end, last=run_end is None
        )
        if not named or word.endswith(":"):
            break
        run_start = begin
        run_end = run_end or end
    if run_start is None or run_end is None:
        return []
    return names_in(tape.plain(run_start, run_end), lexicon)


def people_right(tape: Tape, at: int, lexicon: Lexicon) -> list[str]:
    """Return the names that stand after a place of the tape."""
    _, stop = tape.clause(at, at)
    run_start = run_end = None
    for hit in _WORD.finditer(tape.string, at, stop):
        word = hit.group()
        bare = word.strip(_TRIM)
        if run_start is None and (not bare or bare in lexicon.people.links or bare == "s"):
            continue
        if word in {TITLE, SEASON, DATE, NETWORK}:
            break
        if not _may_be_in_name(tape, hit.start(), hit.end(), bare, lexicon):
            break
        run_start = hit.start() if run_start is None else run_start
        run_end = hit.end()
        if word.endswith((":", ".", "!", "?")) and len(bare) > _SHORTEST:
            break
    if run_start is None or run_end is None:
        return []
    return names_in(tape.plain(run_start, run_end), lexicon)


def _is_short_name(tape: Tape, start: int, end: int, *, last: bool) -> bool:
    """Tell whether a small word is part of a name: "Lee Ra On, Han Seo In"."""
    plain = tape.plain(start, end)
    return plain[:1].isupper() and len(plain) <= _SHORT_WORD and (last or plain.endswith(","))


def _may_be_in_name(tape: Tape, start: int, end: int, bare: str, lexicon: Lexicon) -> bool:
    plain = tape.plain(start, end).lstrip("\"'“‘(")
    if bare in lexicon.people.connectors or plain in {"&", ",", "·", "-"}:
        return True
    if bare in lexicon.people.stops or (bare and bare[0].isdigit()):
        return False
    return not lexicon.cased or plain[:1].isupper()


def parted_from_owner(words: str) -> tuple[str, str]:
    """Part "Harbour Lights' Jane Doe" into the owner, empty when there is none, and the rest."""
    for found in reversed(list(_OWNER.finditer(words))):
        if words[found.end() :][:1].isupper():
            return words[: found.start()].strip(_TRIM), words[found.end() :]
    return "", words


def names_in(words: str, lexicon: Lexicon) -> list[str]:
    """Part a run of words into names; what cannot be a name is left out."""
    names: list[str] = []
    for piece in _pieces(parted_from_owner(words)[1], lexicon):
        name = _name_in(piece.strip(_TRIM), lexicon)
        if _is_name(name, lexicon) and name not in names:
            names.append(name)
    return names[:MAX_NAMES]


def _pieces(words: str, lexicon: Lexicon) -> list[str]:
    """Part a list at commas and the language's own words between names."""
    pieces = _SPLIT.split(words)
    if lexicon.between_names is not None:
        pieces = [part for piece in pieces for part in lexicon.between_names.split(piece)]
    return pieces


def _name_in(piece: str, lexicon: Lexicon) -> str:
    """Return the name in one piece of a list, without words and endings that are none of it."""
    name = piece
    while name and fold(name.split(" ")[0]).strip(_TRIM) in lexicon.people.describing:
        name = name.partition(" ")[2].strip(_TRIM)
    if name.endswith(("'s", "’s")):
        name = name[:-2]
    if lexicon.cased:
        return without_ending(name, lexicon)
    if lexicon.letters:
        return _name_in_letters(name, lexicon)
    for word in reversed(name.split(" ")):
        bare = _without_particle(word.strip(_TRIM), lexicon)
        if lexicon.name is None:
            return _without_particle(name, lexicon)
        if lexicon.name.fullmatch(bare) and bare not in lexicon.people.never:
            return bare
    return ""


def _name_in_letters(piece: str, lexicon: Lexicon) -> str:
    """Cut a name out of letters: what describes stands before it, what is told behind."""
    people = lexicon.people
    name = piece.rsplit(" ", maxsplit=1)[-1] if " " in piece else piece
    cut = max(
        (
            place + len(word)
            for word in people.stops | people.describing
            if (place := name.rfind(word)) >= 0
        ),
        default=0,
    )
    name = name[cut:].strip(_TRIM)
    tails = tuple(sorted((*people.links, *people.particles), key=len, reverse=True))
    while found := next((tail for tail in tails if tail and name.endswith(tail)), None):
        if len(name) <= len(found):
            break
        name = name[: -len(found)].strip(_TRIM)
    if lexicon.name is not None and not lexicon.name.fullmatch(name):
        return ""
    return name


def _without_particle(name: str, lexicon: Lexicon) -> str:
    for particle in lexicon.people.particles:
        if name.endswith(particle) and len(name) > len(particle) + 1:
            return name[: -len(particle)]
    return name


def _is_name(name: str, lexicon: Lexicon) -> bool:
    words = fold(name).split()
    if not words or len(words) > _MAX_WORDS or not _SHORTEST <= len(name) <= _LONGEST:
        return False
    if lexicon.cased and not name[0].isupper():
        return False
    return not any(word in lexicon.people.never for word in words)
