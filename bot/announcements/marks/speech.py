"""Whether what stands between quotation marks is said: no title, but somebody's words.

Marks stand round both; what is said is longer, in small letters or in the first person, or stands
where people speak: behind a colon or a verb of saying.
"""

from collections.abc import Sequence

from bot.announcements.lexicon.title_words import TRIM
from bot.announcements.lexicon.vocabulary import Lexicon
from bot.announcements.text.forms import fold
from bot.announcements.text.quotes import DOUBLE, TITLE_BRACKETS, Quoted, find_quoted

_MAX_TITLE_WORDS = 10
_SHORTEST_SPEECH = 5
"""So many words at least has what somebody says beside a colon."""
_SAID_BEFORE = 5
"""So many words before quoted ones at the end may a verb of saying stand."""
_PARTING = (":", "–", "—", "- ", " -")
"""What stands between what somebody says and who says it."""
_OPENING = str.maketrans("", "", "¿¡")
_MAX_UNCASED = 40
_SHORT_NAME = 3


def is_speech(inner: str, quoted: Quoted, plain: str, lexicon: Lexicon) -> bool:
    """Tell whether what stands between two marks is said, and no title.

    Args:
        inner: what stands there.
        quoted: where it stands.
        plain: the text.
        lexicon: of its language.
    """
    folded = fold(inner)
    # Japanese marks titles and speech alike with corner brackets.
    double = quoted.mark in DOUBLE or (lexicon.letters and quoted.mark == "「")
    if (double or lexicon.cased) and any(folded.endswith(end) for end in lexicon.titles.speech):
        return True
    if not lexicon.cased:
        # Double marks hold speech there, single ones and brackets titles; speech may hold those.
        return (
            len(inner) > _MAX_UNCASED
            or (lexicon.couple is not None and lexicon.couple.fullmatch(inner) is not None)
            or any(sign in inner[:-1] for sign in ("…", ".."))
            or ("," in inner[:-1] and (double or folded.endswith(lexicon.titles.speech)))
            or (double and bool(quoted.within(plain)))
            or (double and _says_something(inner, quoted, plain, lexicon))
            or _has_the_last_word(folded, quoted, plain, lexicon)
        )
    words = [word for word in inner.translate(_OPENING).split() if word[:1].isalpha()]
    if not words:
        return not any(char.isdigit() for char in inner)
    if len(words) > _MAX_TITLE_WORDS or (
        inner.endswith((".", ",")) and not inner.endswith("...") and len(words) > _SHORT_NAME
    ):
        return True
    if _is_quotation(words, quoted, plain, lexicon):
        return True
    if lexicon.title_case and len(words) > 1 and words[0].islower():
        return True  # "Jane Doe 'in Talks' to Join": no title begins with a small letter
    if _is_foreign(words, lexicon):
        return False
    low = [
        word
        for word in words
        if word[0].islower()
        and not any(char.isupper() for char in word)
        and fold(word).strip("!?.,:") not in lexicon.titles.connectors
    ]
    if not low:
        return False
    numbered = inner[0].isdigit() and fold(words[0]) not in lexicon.titles.counted
    if (len(words) == 1 or words[0] in low) and not numbered:
        return True
    # Spanish, Portuguese and French titles have one capital; English speech has no more.
    return lexicon.title_case and len(low) * 2 >= len(words)


def _is_foreign(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Tell whether words are of another language, in which titles have one capital: ‘El faro’.

    Letters with accents show that as well: ‘Días de papel’, but not "‘Beyoncé was amazing’".
    """
    if not lexicon.titles.foreign or len(words) == 1:
        return False
    folded = {fold(word).strip(TRIM) for word in words}
    accented = any(not word.replace("’", "").isascii() for word in words)
    return (accented or not lexicon.titles.foreign.isdisjoint(folded)) and (
        folded.isdisjoint(lexicon.titles.spoken_verbs) and folded.isdisjoint(lexicon.titles.spoken)
    )


def _has_the_last_word(inner: str, quoted: Quoted, plain: str, lexicon: Lexicon) -> bool:
    """Tell whether marks at the end hold speech: ‘종이 등불’ 촬영 완료 ‘정이 들었다’."""
    ends = quoted.mark not in TITLE_BRACKETS and quoted.end == len(plain)
    if not ends or find_quoted(plain)[0].end >= quoted.start:
        return False
    if lexicon.double != "speech":
        # 「紙の灯台」撮影終了、灯子「寂しい」; but a word for shows or lists leads to a title.
        leading = (*lexicon.titles.describing, *lexicon.titles.connectors)
        parted = not fold(plain[: quoted.start]).rstrip().endswith(leading)
        return inner.endswith(lexicon.titles.parting) and parted
    before = plain[: quoted.start].split(" ")
    return (
        " " in inner
        and inner.endswith(lexicon.titles.speech)
        and not before[-1]
        and not {before[-2]} & {*lexicon.titles.links, *lexicon.titles.describing}
    )


def _says_something(inner: str, quoted: Quoted, plain: str, lexicon: Lexicon) -> bool:
    """Tell whether several words in double marks are speech: no word for a show stands before."""
    if lexicon.double != "speech":
        return False
    before = fold(plain[: quoted.start]).split()
    named = bool(before) and (
        before[-1] in lexicon.titles.describing or before[-1].isascii() or len(before) == 1
    )
    return " " in inner and not named


def _is_quotation(words: Sequence[str], quoted: Quoted, plain: str, lexicon: Lexicon) -> bool:
    """Tell whether words beside a colon are somebody's own: "Jane Doe: ‘I Was Never Asked’".

    A dash parts them, too: "‘I'm Done With It’ — Jane Doe quits".
    """
    before, behind = plain[: quoted.start].rstrip(), plain[quoted.end :].lstrip()
    beside = (
        before.endswith(_PARTING) and not _is_told_of(before, behind, lexicon)
    ) or behind.startswith(_PARTING)
    last = quoted.end >= len(plain.rstrip())
    if lexicon.title_case and last and len(words) >= _SHORT_NAME:
        near = {fold(word).strip(TRIM) for word in before.split()[-_SAID_BEFORE:]}
        if not lexicon.people.tells.isdisjoint(near) and _has_a_verb(words, lexicon):
            return True
    least = _SHORT_NAME if lexicon.title_case and last else _SHORTEST_SPEECH
    return (
        beside
        and len(words) >= least
        and any(fold(word).strip(TRIM) in lexicon.titles.spoken for word in words)
    )


def _is_told_of(before: str, behind: str, lexicon: Lexicon) -> bool:
    """Tell whether the words behind a colon are told of: "It's official: ‘My Island’ is back".

    Nor does a label say anything: "Exclusive: ‘My Island’ renewed".
    """
    following = behind.split(" ", 1)[0]
    return (
        fold(following) in lexicon.titles.predicates
        or fold(before).rstrip(":–— -") in lexicon.titles.labels
    )


def _has_a_verb(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Tell whether quoted words hold one that links: "Says Spending ‘At Any Cost Is Over’"."""
    return any(fold(word).strip(TRIM) in lexicon.titles.spoken_verbs for word in words[1:])
