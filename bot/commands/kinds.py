"""The option in which a person picks kinds of news: "renewal, casting"."""

import re
from collections.abc import Iterable

from discord import app_commands

from bot.commands.places import listed
from bot.deliveries.escape import cut, escape
from bot.deliveries.wording import Wording
from bot.errors import UserError
from bot.model import Kind

EVERYTHING = "all"
LONGEST_CHOICE = 100
_BETWEEN = re.compile(r"\s*[,、，;+]\s*")


def read_kinds(text: str | None, words: Wording) -> frozenset[Kind]:
    """Return the kinds that are named; none named means all, and so does an empty set.

    Raises:
        UserError: a word names no kind.
    """
    kinds: set[Kind] = set()
    for word in _BETWEEN.split((text or "").strip()):
        if not word or _same(word, EVERYTHING) or _same(word, words.say("kinds.everything")):
            continue
        kind = _kind(word, words)
        if kind is None:
            known = listed(words, [_name(kind, words) for kind in Kind])
            raise UserError(
                words.say("kinds.unknown", word=escape(cut(word, LONGEST_CHOICE)), known=known)
            )
        kinds.add(kind)
    return frozenset() if len(kinds) == len(Kind) else frozenset(kinds)


def kinds_in_words(kinds: Iterable[Kind], words: Wording) -> str:
    """Return "renewals and casting", in the order of `Kind`; for no kinds "everything"."""
    chosen = set(kinds)
    if not chosen:
        return words.say("kinds.everything")
    return listed(words, [_name(kind, words) for kind in Kind if kind in chosen])


def kind_choices(typed: str, words: Wording) -> list[app_commands.Choice[str]]:
    """Return what the last word may become, after the kinds that stand before it."""
    *before, last = _BETWEEN.split(typed.strip()) if typed.strip() else [""]
    chosen = [kind for word in before if (kind := _kind(word, words))]
    choices = []
    if not chosen and words.say("kinds.everything").casefold().startswith(last.casefold()):
        choices.append(app_commands.Choice(name=words.say("kinds.everything"), value=EVERYTHING))
    for kind in Kind:
        if kind not in chosen and any(
            name.casefold().startswith(last.casefold()) for name in (_name(kind, words), kind.value)
        ):
            all_of_them = [*chosen, kind]
            label = words.say("list.comma").join(_name(each, words) for each in all_of_them)
            choices.append(
                app_commands.Choice(name=cut(label, LONGEST_CHOICE), value=",".join(all_of_them))
            )
    return choices


def _kind(word: str, words: Wording) -> Kind | None:
    return next(
        (kind for kind in Kind if _same(word, kind.value) or _same(word, _name(kind, words))), None
    )


def _name(kind: Kind, words: Wording) -> str:
    return words.say(f"kinds.{kind.value}")


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()
