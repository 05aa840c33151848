"""The compiler of phrases: from the language of `patterns` to regular expressions."""

import re
from collections.abc import Sequence

from bot.announcements.lexicon.patterns import (
    BREAK,
    DATE,
    LETTERS,
    MAX_INSIDE,
    NETWORK,
    SEASON,
    TITLE,
    Pattern,
    PatternError,
)
from bot.announcements.lexicon.pieces import (
    OF_THE_TAPE,
    SIGNS_OF_SPANS,
    Named,
    Piece,
    Rows,
    Words,
    anywhere,
    cost,
    has_sign,
)
from bot.announcements.text.expressions import NO_WORD_AFTER, NO_WORD_BEFORE, joined_words
from bot.announcements.text.forms import fold

_AROUND_BREAK = re.compile(r"\s*\{break\}\s*")
_REACH = {"": 8, "~": 6, "~~": 14}
_TOKEN = re.compile(
    r"(?P<slot>\{[a-z]+\})|(?P<words><[a-z_]+>)|(?P<open>[(\[])|(?P<close>[)\]])|(?P<bar>\|)"
    r"|(?P<gap>~~?)|(?P<space>\s+)|(?P<literal>[^\s{}<>()\[\]|~]+)"
)
# Where pieces touch without a space or a sign, their words may be parts of longer ones.
_GLUED = re.compile(r"[^\s(\[|~,:;.!?'\"-][(\[<{]|[)\]>}][^\s)\]|~,:;.!?'\"-]")
_BREAK = "{break}"
_BREAK_OR_EDGE = rf"(?:{BREAK}|\A|\Z)"
_SLOTS = {"season": SEASON, "date": DATE, "network": NETWORK, "marked": TITLE}
_SIGNS = frozenset("?!:;,.'\"")
_EDGES = ("title", "people")


def compile_pattern(
    source: str,
    *,
    words: Words,
    spaced: bool,
    elision: re.Pattern[str] | None = None,
) -> Pattern:
    """Compile one phrase.

    Args:
        source: the phrase as the lexicon writes it.
        words: the lexicon's named alternatives.
        spaced: whether the language divides words by spaces.
        elision: short words that the tape parts from the word behind them.

    Raises:
        PatternError: the phrase is wrong; the text says how.
    """
    body, left, right = _edges(source)
    if not body:
        raise PatternError("nothing but slots at its edges")
    piece = _Compiler(words, spaced=spaced, elision=elision).compile(body)
    anchors = words.rarest(group for group in piece.needs if not has_sign(group))
    if not anchors:
        raise PatternError("no word that must be there")
    others = [group for group in dict.fromkeys(piece.needs) if group != anchors]
    gap = re.search(r"~*$", body)
    reach = _REACH[gap.group() if gap else ""]
    # A hyphen joins: "wide-eyed" is not "eyed", "co-star" not "star". Inside, spaces part words.
    # The end of a statement needs no edge of its own: words stand on both its sides.
    regex = piece.regex
    if spaced and body[0] not in _SIGNS and not body.startswith(_BREAK):
        regex = NO_WORD_BEFORE + regex
    if spaced and body[-1] not in _SIGNS and not body.endswith(_BREAK):
        regex = regex + NO_WORD_AFTER
    return Pattern(
        source=source,
        expression=regex,
        anchors=anchors,
        beside=tuple(group for group in others if not has_sign(group)),
        signs=tuple(sorted((group for group in others if has_sign(group)), key=cost)),
        row=_row_of(regex, piece),
        left=left,
        right=right,
        reach=reach,
    )


def _row_of(expression: str, piece: Piece) -> str:
    """Return the words in a row of a phrase: all of it where nothing interrupts them.

    The end of a statement at its edge is left to the tape, and a single word to the gate.
    """
    whole = expression.removeprefix(_BREAK_OR_EDGE).removesuffix(_BREAK_OR_EDGE)
    if not OF_THE_TAPE.search(whole):
        return whole
    return piece.row if " " in piece.row else ""


def _edges(source: str) -> tuple[str, str | None, str | None]:
    """Split off a title or people slot at either edge: those are read by procedure."""
    body, left, right = source.strip(), None, None
    for slot in _EDGES:
        if body.startswith(mark := f"{{{slot}}}"):
            body, left = body[len(mark) :].strip(), slot
        if body.endswith(mark):
            body, right = body[: -len(mark)].strip(), slot
    return body, left, right


class _Compiler:
    def __init__(
        self,
        words: Words,
        *,
        spaced: bool,
        elision: re.Pattern[str] | None,
    ) -> None:
        self._elision = elision
        self._words = words
        self._spaced = spaced
        self._open: list[str] = []
        self._slots: set[str] = set()
        self._dated = False

    def compile(self, source: str) -> Piece:
        self._dated = "{date}" in source
        if self._elision is not None:
            source = self._elision.sub(lambda hit: hit.group() + " ", source).replace("'  ", "' ")
        source = _AROUND_BREAK.sub("{break}", source)
        tokens = _tokens(source)
        piece, rest = self._alternatives(tokens, 0, closing=None)
        if rest != len(tokens):
            raise PatternError(f"unexpected {tokens[rest][1]!r}")
        is_glued = _GLUED.search(source.replace("{break}", " ")) is not None
        return Piece(piece.regex, anywhere(piece.needs)) if is_glued else piece

    def _alternatives(
        self, tokens: list[tuple[str, str]], at: int, *, closing: str | None
    ) -> tuple[Piece, int]:
        """Read `a|b|c` up to the closing bracket or the end."""
        branches: list[Piece] = []
        while True:
            piece, at = self._sequence(tokens, at)
            branches.append(piece)
            if at < len(tokens) and tokens[at][0] == "bar":
                at += 1
                continue
            break
        if closing is not None:
            if at >= len(tokens) or tokens[at][1] != closing:
                raise PatternError(f"{closing} is missing")
            at += 1
        return (branches[0] if len(branches) == 1 else self._one_of(branches)), at

    def _sequence(self, tokens: list[tuple[str, str]], at: int) -> tuple[Piece, int]:
        """Read pieces up to a bar, a closing bracket or the end.

        A space belongs to the piece after it, so that an optional piece takes its space along.
        """
        parts: list[str] = []
        rows = Rows()
        needs: tuple[tuple[str, ...], ...] = ()
        space, gap, solid = False, "", False
        while at < len(tokens) and tokens[at][0] not in {"bar", "close"}:
            kind, value = tokens[at]
            at += 1
            if kind == "space":
                space = True
                continue
            if kind == "gap":
                gap = value
                continue
            optional = kind == "open" and value == "["
            if kind == "open":
                piece, at = self._alternatives(tokens, at, closing="]" if optional else ")")
            else:
                piece = self._piece(kind, value)
            lead = self._lead(gap, space=space) if solid else ""
            if value in _SIGNS and lead == " ":
                lead = " ?"  # a colon touches the word before it
            rows.add(lead, piece.regex, optional=optional)
            if not optional:
                solid = True
                parts.append(lead + piece.regex)
                needs += piece.needs
            elif solid and gap:
                # The gap must be there with or without the optional piece after it.
                follows = at < len(tokens) and tokens[at][0] == "space"
                parts.append(f"{lead}(?:{piece.regex}{self._space() if follows else ''})?")
                at += follows
            elif solid:
                parts.append(f"(?:{lead}{piece.regex})?")
            else:
                # Before the first piece that must be there, an optional one brings its own space.
                follows = at < len(tokens) and tokens[at][0] == "space"
                parts.append(f"(?:{piece.regex}{self._space() if follows else ''})?")
            space, gap = False, ""
        return Piece("".join(parts), needs, rows.best()), at

    def _piece(self, kind: str, value: str) -> Piece:
        if kind == "slot":
            return self._slot(value[1:-1])
        if kind == "words":
            return self._word_class(value[1:-1])
        return self._literal(value)

    def _slot(self, name: str) -> Piece:
        if name == "break":  # the end and the beginning of a field part statements too
            return Piece(_BREAK_OR_EDGE, ())
        if name in _SLOTS:
            return Piece(_SLOTS[name], ((_SLOTS[name],),))
        if name not in _EDGES:
            raise PatternError(f"no slot {{{name}}}")
        self._take(name)
        return Piece(rf"(?P<{name}>[^\n;]{{1,{MAX_INSIDE}}}?)", ())

    def _take(self, slot: str) -> None:
        """Note a slot: what it holds could not be told apart if it stood twice."""
        if slot in self._slots:
            raise PatternError(f"{{{slot}}} stands twice inside")
        self._slots.add(slot)

    def _word_class(self, name: str) -> Piece:
        if name not in self._words.listed:
            raise PatternError(f"no words <{name}>")
        if name in self._open:
            raise PatternError(f"<{name}> contains itself")
        read = self._words.read
        if name not in read:
            inner = _Compiler(self._words, spaced=self._spaced, elision=self._elision)
            inner._open = [*self._open, name]
            piece = self._one_of([inner.compile(word) for word in self._words.listed[name]])
            read[name] = Named(piece, frozenset(inner._slots))
        for slot in read[name].slots:
            self._take(slot)
        return read[name].piece

    def _one_of(self, branches: Sequence[Piece]) -> Piece:
        joined = joined_words([branch.regex for branch in branches])
        if len(branches) == 1:
            return Piece(f"(?:{joined})", branches[0].needs)
        words = self._united([[one for one in b.needs if not has_sign(one)] for b in branches])
        both = words or self._united([branch.needs for branch in branches])
        return Piece(f"(?:{joined})", (both,) if both else ())

    def _united(self, branches: Sequence[Sequence[tuple[str, ...]]]) -> tuple[str, ...]:
        """Return the rarest set of each branch in one; nothing when a branch guarantees nothing."""
        if not all(branches):
            return ()
        chosen = map(self._words.rarest, branches)
        return tuple(dict.fromkeys(one for group in chosen for one in group))

    def _literal(self, value: str) -> Piece:
        literals = self._words.literals
        if value not in literals:
            literals[value] = self._read_literal(value)
        return literals[value]

    def _read_literal(self, value: str) -> Piece:
        stem = value.endswith("*") and len(value) > 1
        text = fold(value[:-1] if stem else value)
        if "*" in text:
            raise PatternError(f"* may only end a word: {value!r}")
        regex = re.escape(text)
        if stem:
            regex += r"\w{0,20}" if self._spaced else r"\w{0,6}"
        return Piece(regex, ((self._anchor(text, is_stem=stem),),))

    def _anchor(self, text: str, *, is_stem: bool) -> str:
        """Return what the gate looks for: of "won't" the longest part between its signs."""
        if sign := next((char for char in text if char in SIGNS_OF_SPANS), None):
            return sign
        letters = LETTERS.findall(text) if self._spaced and not is_stem else []
        return max(letters, key=len) if letters else f"{text}*"

    def _space(self) -> str:
        return " " if self._spaced else " ?"

    def _lead(self, gap: str, *, space: bool) -> str:
        if gap:
            return self._gap(gap)
        return self._space() if space else ""

    def _gap(self, gap: str) -> str:
        words = 3 if gap == "~" else 8
        if self._spaced:
            return rf" (?:[^\s:;?!]{{1,30}} ){{0,{words}}}?"
        # A day belongs to what stands beside it, not to the next show or the next day.
        others = TITLE + DATE if self._dated else ""
        return rf"[^\n:;?!{others}]{{0,{words * 4}}}?"


def _tokens(source: str) -> list[tuple[str, str]]:
    tokens: list[tuple[str, str]] = []
    at = 0
    while at < len(source):
        found = _TOKEN.match(source, at)
        if found is None:
            raise PatternError(f"unexpected {source[at:]!r}")
        tokens.append((found.lastgroup or "", found.group()))
        at = found.end()
    return tokens
