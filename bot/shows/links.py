"""Which two names a text calls one show: "Harbour Lane (formerly Night Ferry)".

Only what says so outright counts: words like "also known as", a change of title, an original or
working title, and the title in another script in brackets behind an announced one.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise

from bot.shows.names import Script, fold, is_latin, plain, script, split_season

_QUOTED = (
    '“([^“”\n]{2,80})”|‘([^‘’\n]{2,80})’(?![A-Za-z])|"([^"\n]{2,80})"'
    "|(?<![A-Za-z])'([^'\n]{2,80})'(?![A-Za-z])|«([^«»\n]{2,80})»|「([^「」\n]{2,80})」"
    "|『([^『』\n]{2,80})』|《([^《》\n]{2,80})》|〈([^〈〉\n]{2,80})〉"
)
_CAPITALS = (
    r"(?:[A-Z0-9ÁÉÍÓÚÑÇŞİÖÜ][\w'’&-]*)"
    r"(?:(?::?\s+)(?:of|the|and|in|to|a|on|for|de|la|el|del|y|du|des|[A-Z0-9ÁÉÍÓÚÑÇŞİÖÜ][\w'’&-]*))*"
)
# A comma stands within American quotation marks.
_PLACE = re.compile(f"(?P<quoted>{_QUOTED})|(?P<capitals>{_CAPITALS})")
_WORKING = r"(?:\s*[(（](?:가제|仮題?|working title|título provisional)[)）])?"

# What stands between two names of one show; the first is the one in use.
_ALSO = re.compile(
    rf"""{_WORKING}\s*[,(（—–-]*\s*(?:
      (?:which\ is\ |which\ was\ |is\ |was\ )?
        (?:also|previously|formerly|originally|once|internationally)
        \ (?:known|titled|called|named|announced)
        (?:\ in\ \w+)?(?:\ as)?(?:\ under\ the\ title)?
    | a\.?k\.?a\.?
    | (?:literal|original|korean|japanese|chinese|thai|english|working|international)
        \ title(?:\ is|:)?
    | under\ the\ (?:working\ )?title(?:\ of)?
    | también\ (?:conocid[ao]|llamad[ao])(?:\ como)? | (?:antes|anteriormente|originalmente)
        (?:\ (?:titulad[ao]|llamad[ao]|conocid[ao]\ como))? | título\ (?:original|provisional):?
    | também\ conhecid[ao]\ como | (?:antes|anteriormente)\ chamad[ao] | título\ original:?
    | (?:aussi|également)\ connue?\ sous\ le\ (?:nom|titre)(?:\ d[e’'])?
    | anciennement(?:\ intitulée?)?
    | titre\ (?:original|de\ travail)\ ?:?
    | auch\ bekannt\ als | (?:Original|Arbeits)titel:?
    | conosciut[ao]\ anche\ come | precedentemente(?:\ intitolat[ao])? | titolo\ originale:?
    | (?:eski|diğer|orijinal)\ adıyla | juga\ dikenal\ sebagai | sebelumnya\ berjudul
    | (?:구|옛\ 제목|기존\ 제목|이전\ 제목|원제|가제|영제|영문\ 제목|영어\ 제목)[는은]?\s*[:：]?
    | 의\ (?:원제|가제|영제|기존\ 제목)[는은인]? | 원제\s*[:：]?
    | (?:旧題|原題|英題|邦題|仮題|旧タイトル)は?\s*[:：]?
    | 又名 | 原名 | 曾用名 | 别名 | 別名 | 又叫 | 亦名 | 暂名 | 暫名 | 英文名 | 原定名
    )\s*[:：,，]?\s*
    | {_WORKING}\s*[,(（—–]+\s*(?:formerly|previously|ehemals|früher|antes|vormals)\s+""",
    re.IGNORECASE | re.VERBOSE,
)
# Between an old name and the new one.
_RENAMED = re.compile(
    rf"""{_WORKING},?\s*(?:
      (?:has\ been|have\ been|was|is|gets?|been)?\ ?(?:officially\ )?
        (?:retitled|renamed)(?:\ to|\ as)?
    | (?:is\ |will\ )?now\ (?:be\ )?(?:titled|called|known\ as)
    | (?:changes|changed|has\ changed)\ (?:its\ |the\ )?(?:title|name)\ to
    | gets?\ (?:a\ )?new\ title[,:]?
    | (?:pasa|pasará)\ a\ (?:llamarse|titularse) | (?:rebautizad|retitulad)[ao]\ como
    | rebaptisée? | (?:wird\ )?umbenannt\ in | yeni\ adıyla | berganti\ judul\ menjadi
    | 改め | (?:正式)?(?:更名|改名|定名)(?:为|為|成)?
    )\s*""",
    re.IGNORECASE | re.VERBOSE,
)
# Between an old name and the new one, where what follows the new one must say so as well.
_FROM = re.compile(
    rf"{_WORKING}(?:에서|이|가|은|는|을|를|から|を|が|由| to)?\s*"
    r"(?:(?:제목|타이틀|작품명)[을를이가]?\s*)?(?:최종\s*)?"
)
_TO = re.compile(
    r"(?:으?로\s*)(?:최종\s*)?(?:제목|타이틀|작품명)?[을를이]?\s*(?:변경|확정|바꾸|바꿨|바뀌|교체|개명)"
    r"|(?:に|へ)(?:改題|改名|タイトル(?:を)?変更)"
)
_TITLE_BEFORE = re.compile(
    r"\b(?:retitled|renamed|title|name)\b[^.“‘\"']{0,30}\bfrom\s*$", re.IGNORECASE
)
_OLD = re.compile(
    r"former|previous|once|antes|anterior|ancien|ehemals|früher|precedent|eski|sebelumnya"
    r"|구|옛|기존|이전|旧|曾"
)
_BESIDE = re.compile(r"[”’\"'»」』》〉,]{0,2}\s*[(（]([^()（）]{2,60})[)）]")
_NO_TITLE = re.compile(
    r"\d{4}|[:：/,，·]|가제|仮|극본|연출|주연|감독|제작|채널|방송"
    r"|season|시즌|drama|series|episode|netflix",
    re.IGNORECASE,
)
# What every linking phrase has; texts without any of it are not looked through.
_TOLD = re.compile(
    r"known|titled|called|named|title|formerly|previously|a\.?k\.?a|nombr|conocid|conhecid"
    r"|conosciut|llama|titul|bautiz|chamad|connue|ancienn|baptis|bekannt|ehemals|früher|benannt"
    r"|titel|titolo"
    r"|intitol|adıyla|dikenal|judul"
    r"|[(（]구 |제목|타이틀|작품명|원제|가제|영제|題|改|タイトル|名|叫",
    re.IGNORECASE,
)
_SIGNS, _LETTERS, _WORDS = 3, 8, 2
_SHORTEST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Two names of one show.

    Attributes:
        name: the one in use.
        other: another one.
        is_renamed: whether `other` is no longer used.
        evidence: the words that say so.
    """

    name: str
    other: str
    is_renamed: bool
    evidence: str


def links_in(text: str, *, titles: Collection[str] = ()) -> list[Link]:
    """Return the pairs of names that a text calls one show.

    Args:
        text: headline or summary.
        titles: of the shows that the article announces something about; names without quotation
            marks count only beside one of these.
    """
    found = list(_in_brackets(text, titles))
    if _TOLD.search(text):
        found += _said(text, {fold(title) for title in titles})
    kept: dict[frozenset[str], Link] = {}
    for link in found:
        kept.setdefault(frozenset((fold(link.name), fold(link.other))), link)
    return [link for key, link in kept.items() if len(key) > 1]


def _said(text: str, titles: Collection[str]) -> Iterator[Link]:
    """Yield the pairs that words link."""
    places = list(_PLACE.finditer(text))
    quoted = [place for place in places if place["quoted"]]
    # Headlines write the linking words with capitals too.
    for one, other in (*pairwise(quoted), *pairwise(places)):
        between = text[one.end() : other.start()]
        ours, theirs = _name(one), _name(other)
        if not (ours and theirs) or not (_counts(one, titles) or _counts(other, titles)):
            continue
        evidence = text[one.start() : other.end()]
        if _ALSO.fullmatch(between):
            is_old = _OLD.search(between.casefold()) is not None
            yield Link(name=ours, other=theirs, is_renamed=is_old, evidence=evidence)
        elif _RENAMED.fullmatch(between) or _moves(text, one, other, between):
            yield Link(name=theirs, other=ours, is_renamed=True, evidence=evidence)


def _moves(text: str, one: re.Match[str], other: re.Match[str], between: str) -> bool:
    """Return whether the words around say that the title goes from one name to the other."""
    if not _FROM.fullmatch(between):
        return False
    if between.strip() == "to":
        return _TITLE_BEFORE.search(text, 0, one.start()) is not None
    return _TO.match(text, other.end()) is not None


def _in_brackets(text: str, titles: Collection[str]) -> Iterator[Link]:
    """Yield the announced titles with the name in another script in brackets behind them."""
    for title in titles:
        start = text.find(title)
        beside = _BESIDE.match(text, start + len(title)) if start >= 0 else None
        if beside and _is_foreign_title(beside[1], title):
            evidence = text[start : beside.end()]
            yield Link(name=title, other=beside[1].strip(), is_renamed=False, evidence=evidence)


def _is_foreign_title(inner: str, title: str) -> bool:
    """Return whether what stands in brackets is the title in another script."""
    if _NO_TITLE.search(inner) or script(inner) is script(title):
        return False
    if script(inner) is Script.LATIN:
        words = inner.split()
        return len(words) >= _WORDS and len(fold(inner)) >= _LETTERS and words[0][:1].isupper()
    return script(title) is Script.LATIN and len(fold(inner)) >= _SIGNS


def _name(place: re.Match[str]) -> str:
    """Return the name at a place without its season, or nothing when it says too little."""
    groups = place.groups()
    words = place["capitals"] or next(filter(None, groups[1:-1]), "")
    name = split_season(words.strip(" ,.;:"))[0]
    key = fold(name)
    if is_latin(key):
        return name if len(key) >= _SHORTEST and plain(name) else ""
    return name if len(key) >= 2 else ""  # noqa: PLR2004 - one sign is no title


def _counts(place: re.Match[str], titles: Collection[str]) -> bool:
    return place["quoted"] is not None or fold(_name(place)) in titles
