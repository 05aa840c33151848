"""Pieces of regular expressions: folded words, alternatives, optional beginnings."""

import re
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from bot.announcements.text.forms import fold
from bot.errors import LexiconError

# Wide digits and typographic marks, for texts that nobody has normalised; one for one.
_PLAIN = (
    {0xFF01 + offset: chr(0x21 + offset) for offset in range(94)}
    | dict.fromkeys(map(ord, "‘’‛`´"), "'")
    | dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
    | {0x0E50 + digit: chr(0x30 + digit) for digit in range(10)}
    | dict.fromkeys(map(ord, "\u00a0\u2009\u202f\u3000"), " ")
)
_TO_PLAIN = re.compile(f"[{re.escape(''.join(map(chr, _PLAIN)))}]")


NO_WORD_BEFORE, NO_WORD_AFTER = r"(?<![\w-])", r"(?!\w|-\w)"
"""The edges of a word; a hyphen joins two to one."""

_WORDS_ALONE = re.compile(r"(?:[\w ']|\\[-' .&])+")
"""The expression of words and nothing else."""
_ESCAPED = re.compile(r"\\(.)")
_MANY = 8

_Tree: TypeAlias = "dict[str, _Tree]"


def one_of(expressions: Sequence[str]) -> str:
    """Return the expression of alternatives; what stands at the edges of words is asked once."""
    whole = [
        one.removeprefix(NO_WORD_BEFORE).removesuffix(NO_WORD_AFTER)
        for one in expressions
        if one.startswith(NO_WORD_BEFORE) and one.endswith(NO_WORD_AFTER)
    ]
    others = [
        one
        for one in expressions
        if not (one.startswith(NO_WORD_BEFORE) and one.endswith(NO_WORD_AFTER))
    ]
    joined = joined_words(whole)
    words = [f"{NO_WORD_BEFORE}(?:{joined}){NO_WORD_AFTER}"] if whole else []
    return "|".join(f"(?:{one})" for one in (*words, *others))


def joined_words(expressions: Sequence[str]) -> str:
    """Return alternatives in one expression; many plain words share what they begin with.

    Letter by letter many are found several times as fast as one after the other.
    """
    plain = [one for one in expressions if _WORDS_ALONE.fullmatch(one)]
    if len(plain) < _MANY:
        return "|".join(expressions)
    words = alternation(_ESCAPED.sub(r"\1", one) for one in plain)
    return "|".join([words, *(one for one in expressions if not _WORDS_ALONE.fullmatch(one))])


def fold_marks(text: str) -> str:
    """Return the text without case, accents and typographic marks, as long as it was.

    Chinese letters become simplified ones.
    """
    # A translation table costs more than the whole search: only what stands there is replaced.
    for mark in set(_TO_PLAIN.findall(text)):
        text = text.replace(mark, _PLAIN[ord(mark)])
    return fold(text)


def expanded(source: object) -> Sequence[str]:
    """Return a template without an optional beginning: once with it, once without."""
    if not isinstance(source, str):
        raise LexiconError(f"template {source!r} is no text")
    mark, text = ("!", source[1:].lstrip()) if source.startswith("!") else ("", source)
    if not text.startswith("(?:"):
        return [source]
    depth, end = 1, len("(?:")
    while depth and end < len(text):
        depth += (text[end] == "(") - (text[end] == ")")
        end += 1
    inner, rest = text[len("(?:") : end - 1], text[end:]
    if not rest.startswith("?"):
        raise LexiconError(f"template {source!r} must begin with a slot")
    return [mark + inner + rest[1:], *expanded(mark + rest[1:])]


def alternation(words: Iterable[str]) -> str:
    """Return an expression for any of the words, the longest that fits first."""
    tree: _Tree = {}
    for word in words:
        node = tree
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}
    return _branch(tree)


def _branch(node: _Tree) -> str:
    branches = [
        re.escape(character) + _branch(below)
        for character, below in sorted(node.items())
        if character
    ]
    if not branches:
        return ""
    if len(branches) == 1 and "" not in node:
        return branches[0]
    return f"(?:{'|'.join(branches)})" + ("?" if "" in node else "")
