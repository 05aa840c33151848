"""The spellings of a show's name, and what they have in common.

`fold` undoes what never tells two shows apart: case, accents, width, punctuation, spaces, a
leading article, traditional and simplified characters. `sounds` goes further and is lossy; the
other functions take a name apart. Nothing here knows any show.
"""

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache

from anyascii import anyascii

from bot.shows.hanzi import one_form

# Hiragana as katakana: a name is written in either for the look of it.
_KANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}
_ACCENTS = re.compile("[\u0300-\u036f]")
# Loan words are written with a glide behind these consonants or without: 크리쳐, 크리처.
_GLIDE = re.compile("(?<=[\u110c\u110d\u110e])([\u1163\u1167\u116d\u1172])")
_NO_GLIDE = {"\u1163": "\u1161", "\u1167": "\u1165", "\u116d": "\u1169", "\u1172": "\u116e"}
_LETTERS = str.maketrans(
    {"ı": "i", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
)
# Written inside a word and said by nobody: it's, L.A., M*A*S*H, OK's.
_SILENT = re.compile(r"['’‘ʼ`´*]|(?<=\b\w)\.(?=\w\b)|(?<=\b\w\.\w)\.")
# The vowel signs of Indian and Thai letters are no letters to Python, but words are made of them.
_NO_WORD = re.compile(r"(?:[^\w\u0900-\u0963\u0966-\u0dff\u0e31\u0e34-\u0e4e\u1000-\u109f]|_)+")
_ARTICLE = re.compile(r"^(?:the|a|an) (?=\S)")
# What is written out or shortened as an outlet likes.
_SHORTENED = {
    "mister": "mr", "missus": "mrs", "doctor": "dr", "saint": "st", "versus": "vs",
}  # fmt: skip
# Latin letters and digits: the scripts that put spaces between words.
_LATIN = re.compile(r"[a-z0-9\u00c0-\u024f]")


class Script(StrEnum):
    """The writing of a name."""

    LATIN = "latin"
    HANGUL = "hangul"
    KANA = "kana"
    HAN = "han"
    OTHER = "other"


_SCRIPTS = (
    (Script.HANGUL, re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")),
    (Script.KANA, re.compile("[\u3040-\u30fa\u30fd-\u30ff]")),
    (Script.HAN, re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")),
    (Script.LATIN, re.compile("[A-Za-z0-9\u00c0-\u024f\u1e00-\u1eff]")),
)


def script(name: str) -> Script:
    """Return the script of a name; one with any Hangul is Hangul, and so on down the list."""
    folded = unicodedata.normalize("NFKC", name)
    return next((found for found, letters in _SCRIPTS if letters.search(folded)), Script.OTHER)


def plain(name: str) -> str:
    """Return a name's words in lower case, without accents and punctuation, spaces between."""
    text = unicodedata.normalize("NFKC", name).casefold()
    if not text.isascii():
        # Only the accents of Latin, Greek and Cyrillic: the voicing marks of kana and the vowels
        # of Thai make other words.
        text = _ACCENTS.sub("", unicodedata.normalize("NFD", text))
        text = _GLIDE.sub(lambda found: _NO_GLIDE[found[1]], text)
        text = unicodedata.normalize("NFC", text).translate(_LETTERS).translate(_KANA)
        text = one_form(text)
    text = _SILENT.sub("", text).replace("&", " and ").replace(" + ", " and ")
    return _NO_WORD.sub(" ", text).strip()


@lru_cache(maxsize=16_384)
def fold(name: str) -> str:
    """Return the key that all spellings of a name have in common; never empty for any letter.

    The key has no spaces: Korean names are written with and without them, and so are "Start-Up"
    and "Startup".
    """
    words = _ARTICLE.sub("", plain(name))
    key = "".join(_SHORTENED.get(word, word) for word in words.split())
    # A name of signs alone ("?") is compared by its signs.
    return key or "".join(unicodedata.normalize("NFKC", name).casefold().split())


# How Korean and Japanese syllables are spelled in Latin letters by one system or another; one
# replacement after the other, the outcome of one is read by the next.
_KOREAN = (
    *(("eo", "u"), ("eu", "u"), ("oo", "u"), ("ou", "u"), ("wu", "u")),
    *(("ee", "i"), ("yi", "i"), ("ui", "i")),
    *(("ae", "e"), ("ai", "e"), ("ay", "e"), ("oe", "e"), ("ts", "s")),
)
_JAPANESE = (
    *(("ou", "o"), ("oo", "o"), ("uu", "u"), ("wo ", "o "), ("tsu", "tu"), ("chi", "ti")),
    *(("fu", "hu"), ("ji", "zi"), ("di", "zi"), ("mb", "nb"), ("mp", "np")),
)
_CLUSTERS = (("sh", "s"), ("ph", "p"), ("ch", "j"))
_CONSONANTS = str.maketrans("kqcpftl", "gggbbdr")
# At the end of a syllable these are all said as a t, unless a vowel follows.
_SAID_T = re.compile("[\u11ba\u11bb\u11bd\u11be\u11c0\u11c2](?!\u110b)")
# Before an s it is not heard: 머릿속.
_SWALLOWED = re.compile("\u11ae(?=[\u1109\u110a])")
_END_H = re.compile(r"h\b|[^a-z0-9]")
_DOUBLE = re.compile(r"([a-z])\1+")


@lru_cache(maxsize=16_384)
def sounds(name: str) -> tuple[str, str]:
    """Return how a name sounds in Latin letters, spelled the Korean and the Japanese way.

    Lossy: only for long names, and only where nothing better fits.
    """
    if script(name) is Script.LATIN:
        latin = plain(name)
    else:
        said = _SAID_T.sub("\u11ae", unicodedata.normalize("NFD", fold(name)))
        said = _SWALLOWED.sub("", said)
        latin = anyascii(unicodedata.normalize("NFC", said)).lower()
    return _respelled(latin, _KOREAN), _respelled(latin, _JAPANESE)


def _respelled(latin: str, syllables: tuple[tuple[str, str], ...]) -> str:
    for spelling, respelling in (*syllables, *_CLUSTERS):
        latin = latin.replace(spelling, respelling)
    return _DOUBLE.sub(r"\1", _END_H.sub("", latin).translate(_CONSONANTS))


_NUMBER = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9,
    "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6,
    "segunda": 2, "tercera": 3, "cuarta": 4, "quinta": 5, "sexta": 6, "séptima": 7, "octava": 8,
    "novena": 9, "primera": 1, "primeira": 1, "terceira": 3, "quarta": 4, "sétima": 7,
    "oitava": 8, "premiere": 1, "première": 1, "seconde": 2, "deuxième": 2, "troisième": 3,
    "quatrième": 4, "cinquième": 5, "sixième": 6, "septième": 7, "prima": 1, "terza": 3,
    "erste": 1, "zweite": 2, "dritte": 3, "vierte": 4, "fünfte": 5,
    "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10,
}  # fmt: skip
_SEASON_SAID = re.compile(
    r"""
    [\s:,\-–—(]* (?:
        \b (?:the\s+)? (?:season|series|part|volume|vol\.?|chapter|book|saison|temporada|staffel|
            stagione|sezon|musim|cour|ss|s)
            \s* (?P<after>\d{1,2}|[ivx]{1,4}|two|three|four|five|six|seven|eight|nine)
      | \b (?:partie|parte|teil|kısım) \s* (?P<part>\d{1,2})
      | \b (?:the\s+)? (?P<before>\d{1,2}(?:st|nd|rd|th)|second|third|fourth|fifth|sixth|final)
            \s+ (?:season|series|part|chapter)
      | (?P<ordinal>\d{1,2})(?:\.?\s*(?:sezon|staffel)|(?:ª|a)\s*temporada|[eè](?:me)?\s+saison)
      | \b (?:la\s+)? (?P<romance>primera|segunda|tercera|cuarta|quinta|sexta|s[ée]ptima|octava
            |novena|primeira|terceira|quarta|sétima|oitava|[uú]ltima) \s+ (?:temporada|parte)
      | \b (?:la\s+)? (?P<french>premi[èe]re|seconde|(?:deux|trois|quatr|cinqu|six|sept)i[èe]me
            |derni[èe]re) \s+ (?:saison|partie)
      | \b (?:la\s+)? (?P<italian>prima|terza|quarta|ultima) \s+ (?:stagione|parte)
      | \b (?P<german>erste|zweite|dritte|vierte|fünfte|letzte) \s+ staffel
      | (?P<last>最终|最終|ファイナル|파이널|마지막)\s*(?:季|部|章|シーズン|시즌)
      | (?<=\s) \S{1,12} (?P<arc>編|篇|편)
      | (?:시즌|파트)\s*(?P<korean>\d{1,2})
      | 第\s*(?P<east>\d{1,2}|[一二三四五六七八九十])\s*(?:季|部|期|シーズン|シリーズ|クール)
      | (?:シーズン|シリーズ)\s*(?P<kana>\d{1,2})
      | (?P<short>\d{1,2})(?:기|期|季)
      | ซีซั่น\s*(?P<thai>\d{1,2})
    ) [\s)]* $
    """,
    re.IGNORECASE | re.VERBOSE,
)
_SEASON_GLUED = re.compile(r"(?<=[^\s\d.,])\s*(?P<glued>[2-9]|1\d|\b(?:II|III|IV|V|VI))$")


def split_season(name: str) -> tuple[str, int | None]:
    """Return a name without the season that is said after it, and its number if it has one.

    "Harbour Lane Season 2", 하버 레인 시즌2 and "Harbour Lane: The Final Season" lose it; a bare
    number stays, it may be the name's.
    """
    found = _SEASON_SAID.search(unicodedata.normalize("NFKC", name))
    if found is None or not (base := found.string[: found.start()].strip()):
        return name, None
    said = next(group for group in found.groups() if group)
    digits = re.match(r"\d+", said)
    number = int(digits.group()) if digits else _NUMBER.get(said.casefold(), 0)
    return base, number or None


def split_number(name: str) -> tuple[str, int | None]:
    """Return a name without a bare number at its end, and the number: "Harbour Lane 2"."""
    found = _SEASON_GLUED.search(name)
    if found is None:
        return name, None
    glued = found["glued"]
    number = int(glued) if glued.isdigit() else _NUMBER[glued.lower()]
    return name[: found.start()].rstrip(), number


# A year stands right behind a name only where there are no spaces: 孤独のグルメ2025.
_YEAR_GLUED = re.compile(r"(?<=[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])\s?20\d\d$")


def drop_year(name: str) -> str | None:
    """Return a name in an eastern script without the year glued to it, or None."""
    bare = _YEAR_GLUED.sub("", name)
    return bare if bare != name else None


_WRAPPED = re.compile(
    r"^(?P<head>.*?\S)(?:\s*[〜～~].+[〜～~]|\s[-−―‐].+[-−―‐]"
    r"|(?<=[\u3040-\u30fa\u3400-\u9fff])[-−―‐].+[-−―‐]"
    r"|(?<=[\u3400-\u9fff])[·・][\u3400-\u9fff]+)$"
)


def drop_wrapped(name: str) -> str | None:
    """Return a name without the subtitle between waves or dashes or behind a dot, or None.

    So Japanese and Chinese series are called in full; the name alone means the same one.
    """
    found = _WRAPPED.match(name)
    return found["head"] if found else None


_SUBTITLE = re.compile(r"\s*[:：]\s*|\s+[-–—~〜]\s+|\s*[〜～]\s*")
_BRACKETS = re.compile(r"^(?P<outer>[^()（）]+?)\s*[(（](?P<inner>[^()（）]+)[)）]\s*$")


def split_subtitle(name: str) -> tuple[str, str] | None:
    """Return what stands before and after a colon or a dash between spaces, or None."""
    parts = _SUBTITLE.split(name, maxsplit=1)
    return (parts[0], parts[1].rstrip("〜～~ ")) if len(parts) > 1 and all(parts) else None


def split_brackets(name: str) -> tuple[str, str] | None:
    """Return what stands before and in brackets at the end of a name, or None."""
    found = _BRACKETS.match(name)
    return (found["outer"], found["inner"]) if found else None


# Two writings side by side: 霧港 Harbour Lane.
_SIDE_BY_SIDE = re.compile(
    r"^(?P<east>[^A-Za-z]*[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af][^A-Za-z]*?)\s+"
    r"(?P<latin>[A-Za-z][^\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]*)$"
)


def split_scripts(name: str) -> tuple[str, str] | None:
    """Return a name in an eastern script and the one in Latin letters behind it, or None."""
    found = _SIDE_BY_SIDE.match(name)
    return (found["east"].strip(), found["latin"].strip()) if found else None


_SERIES = re.compile(r"(?<=\w)\s*:?\s+(?:the\s+|tv\s+)?series$", re.IGNORECASE)


def drop_series(name: str) -> str | None:
    """Return a name without "The Series" behind it, or None."""
    bare = _SERIES.sub("", name)
    return bare if bare != name else None


_POSSESSIVE = re.compile(
    r"^(?P<owner>(?:\w\.?|[\w-]+\s){0,3}[\w-]+['’]s)\s+(?P<rest>\S+(?:\s+\S+)+)$"
)


def split_possessive(name: str) -> tuple[str, str] | None:
    """Return the owner and two words or more of "Marta Quill's Harbour Lane", or None."""
    found = _POSSESSIVE.match(name)
    return (found["owner"], found["rest"]) if found else None


def is_latin(text: str) -> bool:
    """Return whether a folded name is written in Latin letters and digits alone."""
    return all(_LATIN.match(char) for char in text)
