"""What is told of a show besides its name: its country, and the year in which it began."""

import re

from bot.shows.names import plain, split_brackets

# What people call a country and what it makes, in the languages of our outlets.
_CALLED = {
    "AR": "argentina argentinian argentine",
    "AU": "australia australian 호주 澳大利亚",
    "BE": "belgium belgian",
    "BR": "brazil brazilian brasil brasileira 브라질",
    "CA": "canada canadian 캐나다 加拿大",
    "CN": "china chinese 중국 중드 中国 国产剧 内地",
    "CO": "colombia colombian colombiana",
    "DE": "germany german 독일 德国",
    "DK": "denmark danish 덴마크",
    "ES": "spain spanish españa española 스페인 西班牙",
    "FR": "france french française 프랑스 法国",
    "GB": "uk british britain británica 영국 영드 英国 英剧",
    "HK": "홍콩 香港 港剧",
    "ID": "indonesia indonesian 인도네시아",
    "IE": "ireland irish",
    "IL": "israel israeli 이스라엘 以色列",
    "IN": "india indian 인도 印度",
    "IT": "italy italian italiana 이탈리아 意大利",
    "JP": "japan japanese japón japonesa japonais 일본 일드 日本 日剧 日",
    "KR": "korea korean kdrama corea coreana coréen kore 한국 국내 한드 韩国 韩剧 韩",
    "MX": "mexico mexican mexicana 멕시코 墨西哥",
    "NO": "norway norwegian 노르웨이",
    "NZ": "zealand",
    "PH": "philippines philippine filipino 필리핀 菲律宾",
    "PL": "poland polish",
    "SE": "sweden swedish 스웨덴",
    "TH": "thailand thai 태국 泰国 泰剧 ไทย",
    "TR": "turkey turkish türkiye turca turque 튀르키예 터키 土耳其",
    "TW": "taiwan taiwanese 대만 대드 台湾 台剧",
    "US": "us usa american america americana américaine 미국 미드 美国 美剧 米国",
}
_COUNTRY = {plain(word): code for code, words in _CALLED.items() for word in words.split()}
_BESIDE = frozenset(
    {
        *("version", "remake", "adaptation", "original", "drama", "dramas", "series", "miniseries"),
        *("tv", "show", "anime", "serie", "south", "new", "the"),
        *("드라마", "연속극", "电视剧", "ドラマ"),
    }
)
_MADE_HERE = re.compile(r"(?:版本|版|판|년|年)+$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR_SAID = re.compile(
    r"\(((?:19|20)\d\d)\)|\b((?:19|20)\d\d)(?:'s|’s)?\s+(?:k-?drama|drama|series|show|hit)\b"
    r"|((?:19|20)\d\d)(?:년작|년 방송|年版|年播出)",
    re.IGNORECASE,
)
_LATIN = re.compile(r"[a-z]")
_SHORT_LATIN, _SHORT_EASTERN = 4, 2


def split_told(name: str) -> tuple[str, str | None, int | None]:
    """Return a name without the country and the year in brackets behind it, and these two.

    "Undertow (Japanese drama)", "Undertow (2018)", 언더토우 (일본판); brackets that hold anything
    else stay.
    """
    halves = split_brackets(name)
    if halves is None:
        return name, None, None
    country: str | None = None
    year: int | None = None
    for word in plain(halves[1]).split():
        bare = _MADE_HERE.sub("", word)
        if bare in _COUNTRY:
            country = _COUNTRY[bare]
        elif _YEAR.fullmatch(bare):
            year = int(bare)
        elif word not in _BESIDE:
            return name, None, None
    return (halves[0], country, year) if country or year else (name, None, None)


def countries_in(text: str) -> frozenset[str]:
    """Return the countries that a text names, or whose series it calls by the country."""
    said = plain(text)
    words = said.split()
    latin = {_COUNTRY[word] for word in words if len(word) >= _SHORT_LATIN and word in _COUNTRY}
    eastern = {
        code
        for word, code in _COUNTRY.items()
        if len(word) >= _SHORT_EASTERN and not _LATIN.match(word) and word in said
    }
    return frozenset(latin | eastern)


def years_in(text: str) -> frozenset[int]:
    """Return the years that a text tells as those of a series: "the 2016 drama", "(2016)"."""
    return frozenset(int(next(filter(None, found))) for found in _YEAR_SAID.findall(text))
