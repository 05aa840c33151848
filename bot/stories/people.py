"""Who is who in casting news: one person under the spellings of several outlets."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from anyascii import anyascii

from bot.model import Part, Person

# How family names and syllables of one Korean name are spelled in Latin letters; applied in
# this order to lower-case ASCII. What is left is compared letter by letter.
_RESPELL = (
    (re.compile(r"\b(?:i|yi|rhee|ri)(?=[bcdfghjklmnprstwy])(?=\w{4})"), "lee"),
    (re.compile(r"\b(?:lee|yi|i|rhee)\b"), "lee"),
    (re.compile(r"\b(?:bag|bak|park)"), "pak"),
    (re.compile(r"\b(?:gim|kim)"), "kim"),
    (re.compile(r"\b(?:choe|choi)"), "choi"),
    (re.compile(r"\b(?:noh|roh|ro(?=[bcdfghjklmnprstwy]))"), "no"),
    (re.compile(r"\b(?:im|lim|rim)"), "im"),
    (re.compile(r"[^a-z0-9]"), ""),
    (re.compile(r"eo|eu|oo|ou|wu|woo|o(?=h)"), "u"),
    (re.compile(r"ee|yi|ui"), "i"),
    (re.compile(r"yea|ae|ay|ai|ye|oe"), "e"),
    (re.compile(r"sh"), "s"),
    (re.compile(r"ch|j"), "j"),
    (re.compile(r"[kgqc]"), "g"),
    (re.compile(r"[pbf]"), "b"),
    (re.compile(r"[td]"), "d"),
    (re.compile(r"[lr]"), "r"),
    (re.compile(r"[yhw]"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)

# Of Hangul's syllables, each vowel has so many; those of "eu" without an end come at this one.
_OF_A_VOWEL, _WEAK = 588, 504

# A given name is known as the end of a full one if it has so many letters: Ji-soo, Hiddleston.
_GIVEN_LETTERS = 4

# Who a casting item is about; the others are named beside them.
_NEWS = frozenset({Part.JOINS, Part.LEADS, Part.LEAVES, Part.DECLINES, Part.REPLACES})


@lru_cache(maxsize=16_384)
def person_key(name: str) -> str:
    """Return what the spellings of one person's name have in common.

    "Lee Jung-jae", "Lee Jeong Jae" and 이정재 have one key; so do "Élodie Yung" and "Elodie Yung".
    Empty when the name holds no letter or digit.
    """
    plain = _without_weak_vowels(unicodedata.normalize("NFKC", name).casefold())
    key = anyascii(plain).lower()
    for pattern, spelling in _RESPELL:
        key = pattern.sub(spelling, key)
    return key


def _without_weak_vowels(name: str) -> str:
    """Write foreign names as they sound: in 미라 홀트, Mira Holt, the last vowel is only a help.

    Hangul has no lone consonant; a syllable that ends in its weakest vowel stands for one.
    """
    return "".join(
        anyascii(char)[:-2]
        if "가" <= char <= "힣" and (ord(char) - ord("가")) % _OF_A_VOWEL == _WEAK
        else char
        for char in name
    )


def keys_at_the_centre(people: Iterable[Person]) -> frozenset[tuple[str, bool]]:
    """Return the keys of the people whom an item is about, each with whether they leave.

    Actors who join or leave are what casting news is about; returning regulars, writers and
    directors are named in every such item of a show and count only where nobody else is.
    """
    named = [(person, key) for person in people if (key := person_key(person.name))]
    actors = [(person, key) for person, key in named if person.job == "actor"]
    central = [(person, key) for person, key in actors if person.part in _NEWS]
    return frozenset(
        (key, person.part is Part.LEAVES) for person, key in central or actors or named
    )


def share_someone(
    some: Iterable[tuple[str, bool]], others: Iterable[tuple[str, bool]], *, whatever_part: bool
) -> bool:
    """Return whether two sets of keys have a person in common, by full or by given name.

    Args:
        some: keys with whether their people leave.
        others: the same of the other side.
        whatever_part: whether one who joins may be the same news as one who leaves.
    """
    known = list(others)
    return any(
        (whatever_part or leaves == other_leaves)
        and (key == other or _ends_with(key, other) or _ends_with(other, key))
        for key, leaves in some
        for other, other_leaves in known
    )


def _ends_with(full: str, given: str) -> bool:
    return len(given) >= _GIVEN_LETTERS and full.endswith(given)
