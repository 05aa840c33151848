"""Words that change with the word beside them.

Korean particles follow the final sound of the word before them (`{show:은/는}`), Spanish "y" the
first sound of the word after it (`{last:y/e}`). Which rule is meant is seen from the forms.
"""

import re

_HANGUL_FIRST, _HANGUL_LAST, _FINALS = 0xAC00, 0xD7A3, 28
_FINAL_RIEUL = 8
# The digits' Korean readings: yeong, il, i, sam, sa, o, yuk, chil, pal, gu.
_DIGITS_WITH_FINAL = frozenset("013678")
_DIGITS_WITH_RIEUL = frozenset("178")
# A closing bracket is read over: the particle after "이름 (넷플릭스)" goes with "이름".
_UNREAD = re.compile(r"(?:\s*\([^()]*\)|[^\w])+$")
_CLOSED_SYLLABLE = re.compile(r"(?:[lmn]e?|ng|(?<![aeiouy])[aeiouy][bcdkpt])$", re.IGNORECASE)
_RIEUL = re.compile(r"le?$", re.IGNORECASE)
_SPANISH_I = re.compile(r"\W*(?:h?i(?![aeou])|y(?![aeouáéóú]))", re.IGNORECASE)


def agree(word: str, forms: str) -> str:
    """Return a word together with the one of two forms that it asks for.

    Args:
        word: as it will stand in the sentence, with marks such as asterisks.
        forms: "이/가": after a final consonant, after a vowel; or "y/e": before most words,
            before an "i" sound.

    Raises:
        ValueError: the forms are not two, divided by a stroke.
    """
    first, stroke, second = forms.partition("/")
    if not stroke:
        raise ValueError(f"{forms!r} names no two forms")
    if first.isascii():
        return f"{second if _SPANISH_I.match(word) else first} {word}"
    return word + _particle(word, closed=first, open_=second)


def _particle(word: str, *, closed: str, open_: str) -> str:
    """Return the particle for a word: `closed` after a consonant, `open_` after a vowel."""
    spoken = _UNREAD.sub("", word)
    last = spoken[-1:]
    if _HANGUL_FIRST <= ord(last or " ") <= _HANGUL_LAST:
        final = (ord(last) - _HANGUL_FIRST) % _FINALS
        has_final, rieul = final > 0, final == _FINAL_RIEUL
    elif last.isdecimal() and last.isascii():
        has_final, rieul = last in _DIGITS_WITH_FINAL, last in _DIGITS_WITH_RIEUL
    elif last.isalpha() and last.isascii():
        has_final, rieul = bool(_CLOSED_SYLLABLE.search(spoken)), bool(_RIEUL.search(spoken))
    else:
        # A script whose Korean reading we cannot tell: both, as newspapers print it.
        return f"{closed}({open_})"
    # "으로" becomes "로" after the sound of an l as well.
    return closed if has_final and not (rieul and closed == "으로") else open_
