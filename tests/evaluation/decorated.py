"""What decorates a headline must not change what is read: `python -m tests.evaluation.decorated`.

Each change that an outlet may make is made to the headlines that may be looked at, and how many of
them are then read differently is printed: of those that announce something, by language, and of
those that do not. `--show NAME` prints them.
"""

import argparse
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from bot.announcements.extract import Extractor
from bot.announcements.lexicon.load import load_lexicons
from bot.announcements.text.forms import fold
from bot.announcements.text.quotes import find_quoted
from bot.model import Announcement, Article
from bot.shows.catalogue import load_catalogue
from bot.shows.match import ShowIndex
from tests.evaluation.corpora import FOLDER, NAMES, own_names, parts, read_corpus
from tests.evaluation.detect import article_of

Change = Callable[[Article, Sequence[Announcement]], str]
"""Returns another headline for an article of which that has been read."""

QUOTES = (
    "‘’",
    "“”",
    "''",
    '""',
    "«»",
    "‹›",
    "„“",
    "「」",
    "『』",
    "《》",
    "〈〉",
    "``",
    "❝❞",
    "〝〟",
    "❛❜",
    "‚‘",
    "‛’",
    "⟪⟫",
    "﹁﹂",
    "＂＂",
    "″″",
    "´´",
    "`´",
    '“"',
    '‘"',
    ",,''",
    "‘‘’’",
    "''''",
    "“‘’”",
    "《《》》",
    "‘  ’",
    "“  ”",
    '"  "',
)
"""One half before the title, the other behind it."""
LABELS = {
    "en": (
        "EXCLUSIVE: {} ¦ [Exclusive] {} ¦ 🚨 BREAKING: {} ¦ K-Drama News: {} ¦ "
        "Exclusive | {} ¦ ICYMI: {} ¦ NEWS | {} ¦ [Breaking News] {} ¦ TV News: {}"
    ),
    "ko": (
        "[단독] {} ¦ [공식]{} ¦ (속보) {} ¦ [엑's 이슈] {} ¦ [Exclusive] {} ¦ [Oh!쎈 이슈] {} ¦ "
        "[스타★샷] {} ¦ [리폿@이슈] {} ¦ [N이슈]{} ¦ <단독> {}"
    ),
    "ja": (
        "【速報】{} ¦ 【独占】 {} ¦ [EXCLUSIVE] {} ¦ 速報：{} ¦ ＜独自＞{} ¦ "
        "《独占》{} ¦ 【芸能】{} ¦ BREAKING: {} ¦ [단독] {}"
    ),
    "zh": (
        "【独家】{} ¦ 獨家｜{} ¦ EXCLUSIVE: {} ¦ [Exclusive] {} ¦ 独家：{} ¦ 【娛樂】{} ¦ "
        "UPDATED: {} ¦ [速報] {} ¦ 快讯 | {}"
    ),
    "es": (
        "EXCLUSIVA: {} ¦ ÚLTIMA HORA | {} ¦ [Exclusive] {} ¦ Exclusiva. {} ¦ "
        "EXCLUSIVE: {} ¦ ¡ÚLTIMA HORA! {} ¦ Noticias: {} ¦ [VÍDEO] {}"
    ),
    "pt": (
        "EXCLUSIVO: {} ¦ URGENTE | {} ¦ [Exclusive] {} ¦ BREAKING: {} ¦ EXCLUSIVO! {} ¦ "
        "Notícias | {} ¦ [ATUALIZADO] {}"
    ),
    "fr": (
        "EXCLU : {} ¦ EXCLUSIF - {} ¦ [Exclusive] {} ¦ BREAKING: {} ¦ Exclusif ! {} ¦ "
        "Séries : {} ¦ [MAJ] {}"
    ),
    "tr": (
        "ÖZEL HABER: {} ¦ SON DAKİKA: {} ¦ [Özel] {} ¦ [Exclusive] {} ¦ SON DAKİKA! {} ¦ "
        "Magazin: {} ¦ BREAKING: {}"
    ),
    "id": (
        "EKSKLUSIF: {} ¦ [Breaking] {} ¦ [Exclusive] {} ¦ UPDATE: {} ¦ Berita: {} ¦ "
        "[VIDEO] {} ¦ EXCLUSIVE | {}"
    ),
    "th": (
        "[พิเศษ] {} ¦ ด่วน: {} ¦ [Exclusive] {} ¦ ด่วน! {} ¦ EXCLUSIVE: {} ¦ ข่าวบันเทิง | {} ¦ [단독] {}"
    ),
}
"""What stands in front, by language, parted by ¦: labels of its own and of others."""
OUTLETS = {
    "en": (
        "{} - TV Insider ¦ {} | TV | The Guardian ¦ {} | Entertainment News ¦ "
        "{} (via Variety) ¦ {} – The Wrap ¦ {} - nydailynews.com ¦ {} | By Jane Doe"
    ),
    "ko": (
        "{} | 네이트 연예 ¦ {} - 스타뉴스 ¦ {} :: 뉴스엔 ¦ {} - Example News ¦ {}｜엑스포츠뉴스 ¦ "
        "{} [OSEN] ¦ {}[스타이슈] ¦ {} (종합2보)"
    ),
    "ja": (
        "{}：朝日新聞デジタル ¦ {} | ORICON NEWS ¦ {} - 映画ナタリー ¦ {}｜シネマトゥデイ ¦ "
        "{} – Real Sound｜リアルサウンド ¦ {} / MANTANWEB ¦ {}（オリコン）"
    ),
    "zh": (
        "{}_新浪娱乐_新浪网 ¦ {} - 自由娛樂 ¦ {} | ETtoday星光雲 ¦ {}-娱乐频道-搜狐 ¦ {}｜鏡週刊 ¦ "
        "{} - Variety ¦ {}（图）"
    ),
    "es": (
        "{} | Marca ¦ {} - Espinof ¦ {} | Televisión | EL PAÍS ¦ {} – FormulaTV ¦ "
        "{} · Vertele ¦ {} - Series"
    ),
    "pt": (
        "{} | G1 ¦ {} - Notícias da TV ¦ {} – Omelete ¦ {} - 29/11/2026 - F5 ¦ "
        "{} · UOL ¦ {} | Televisão"
    ),
    "fr": (
        "{} - AlloCiné ¦ {} | Le Figaro ¦ {} : Télé-Loisirs ¦ {} – Première ¦ "
        "{} - Télé 7 Jours ¦ {} | Séries"
    ),
    "tr": (
        "{} - HÜRRİYET ¦ {} | Milliyet ¦ {} - Magazin Haberleri ¦ {} – Ranini.tv ¦ "
        "{} | Son Dakika Haberleri"
    ),
    "id": (
        "{} - detikHot ¦ {} | Liputan6.com ¦ {} - Kompas.com ¦ {} : Okezone Celebrity ¦ "
        "{} - Halaman 2"
    ),
    "th": "{} - Sanook ¦ {} | ไทยรัฐออนไลน์ ¦ {} - ข่าวบันเทิง ¦ {} : MGR Online",
}
"""What stands behind, by language: outlets, their sections and their people."""
BEHIND = (
    "{} - Deadline ¦ {} | Soompi ¦ {} :: TVLine ¦ {} — The Hollywood Reporter ¦ "
    "{} (Exclusive) ¦ {} [VIDEO] ¦ {} | Netflix ¦ {} #kdrama ¦ {} 🔥🔥 ¦ {} (2) ¦ "
    "{} via @deadline ¦ {} #SeriesNews #TV ¦ {} (Updated) ¦ {} … ¦ {} - Exclusive ¦ "
    "{} (EXCL) ¦ {} < Entertainment ¦ {} » Read more ¦ {} @netflix ¦ {} | YouTube ¦ "
    "{} – Prime Video ¦ {} https://example.com/1 ¦ {} (2/2) ¦ {} // Example"
)
"""What stands behind in any language."""
BEFORE = (
    "1. {} ¦ 🎬 {} ¦ 3) {} ¦ #4 {} ¦ No. 2: {} ¦ [06/12] {} ¦ 2026.11.29 {} ¦ » {} ¦ "
    "▶ {} ¦ RT @user: {} ¦ #kdrama {} ¦ @netflix {} ¦ * {} ¦ 29/11/2026 - {} ¦ "
    "[VIDEO] {} ¦ 📺✨{} ¦ ①{} ¦ (1) {} ¦ 1/3: {} ¦ - {} ¦ Via Example Times: {}"
)
"""What stands in front in any language."""


def _put(pattern: str, article: Article, _: Sequence[Announcement]) -> str:
    return pattern.format(article.headline)


def _parted(patterns: str) -> list[str]:
    return patterns.split(" ¦ ")


def _one_of(
    listed: Mapping[str, str], number: int, article: Article, _: Sequence[Announcement]
) -> str:
    """Add what is listed for the article's own language; nothing where no more is."""
    of_its_language = _parted(listed.get(article.language or "", "{}"))
    pattern = of_its_language[number] if number < len(of_its_language) else "{}"
    return pattern.format(article.headline)


def _rewritten(write: Callable[[str], str], article: Article, _: Sequence[Announcement]) -> str:
    return write(article.headline)


def _marked(marks: str, article: Article, told: Sequence[Announcement]) -> str:
    """Set other marks round the shows; "‘" and "’" alone stand for a mark that is missing."""
    headline = article.headline
    shows = {fold(one.show) for one in told}
    for quoted in reversed(find_quoted(headline)):
        inner = headline[quoted.inner_start : quoted.inner_end]
        if fold(inner) in shows:
            half = len(marks) // 2
            before = headline[quoted.start] if marks == "‘" else marks[:half]
            after = headline[quoted.end - 1] if marks == "’" else marks[max(1, half) :]
            headline = f"{headline[: quoted.start]}{before}{inner}{after}{headline[quoted.end :]}"
    return headline


def _with_a_picture(line: str) -> str:
    words = line.split(" ")
    return " ".join([*words[: len(words) // 2], "🎉", *words[len(words) // 2 :]])


def _as_hashtags(article: Article, told: Sequence[Announcement]) -> str:
    """Write marked shows of two words and more as hashtags do."""
    headline = article.headline
    shows = {fold(one.show) for one in told}
    for quoted in reversed(find_quoted(headline)):
        inner = headline[quoted.inner_start : quoted.inner_end]
        if fold(inner) in shows and re.fullmatch(r"[A-Z][a-z]+(?: [A-Z][a-z]+)+", inner):
            tag = f"#{inner.replace(' ', '')}"
            headline = f"{headline[: quoted.start]}{tag}{headline[quoted.end :]}"
    return headline


def _sub(old: str, new: str) -> Change:
    return partial(_rewritten, lambda line: re.sub(old, new, line))


def _show_written(
    write: Callable[[str], str], article: Article, told: Sequence[Announcement]
) -> str:
    """Write the shows alone in other letters, small ones only between quotation marks."""
    headline = article.headline
    for name in {one.show for one in told}:
        at = headline.find(name)
        if at >= 0 and (write is str.upper or headline[at - 1 : at] in {"‘", "“", "'", '"', "«"}):
            headline = f"{headline[:at]}{write(name)}{headline[at + len(name) :]}"
    return headline


def _in_turkish_capitals(article: Article, _: Sequence[Announcement]) -> str:
    return (
        article.headline.replace("i", "İ").upper() if article.language == "tr" else article.headline
    )


CHANGES: Mapping[str, Change] = {
    "CAPITALS": partial(_rewritten, str.upper),
    "TÜRKÇE HARFLERİYLE": _in_turkish_capitals,
    "small letters": partial(_rewritten, str.lower),
    "Each Word, And Its Owner'S": partial(_rewritten, str.title),
    "a SHOW in capitals": partial(_show_written, str.upper),
    "a ‘show’ in small letters": partial(_show_written, str.lower),
    "Each Word With A Capital": partial(
        _rewritten, lambda line: re.sub(r"(?<![\w'’])[^\W\d_]", lambda m: m[0].upper(), line)
    ),
    **{
        f"{marks[: len(marks) // 2]}…{marks[len(marks) // 2 :]}": partial(_marked, marks)
        for marks in QUOTES
    },
    "closing mark missing": partial(_marked, "‘"),
    "opening mark missing": partial(_marked, "’"),
    **{f"label {number + 1}": partial(_one_of, LABELS, number) for number in range(10)},
    **{f"outlet {number + 1}": partial(_one_of, OUTLETS, number) for number in range(8)},
    **{
        pattern.format("…"): partial(_put, pattern)
        for pattern in (*_parted(BEHIND), *_parted(BEFORE))
    },
    "#HarbourLights for ‘Harbour Lights’": _as_hashtags,
    "emoji between words": partial(_rewritten, _with_a_picture),
    "…!": partial(_put, "{}!"),
    "….": partial(_put, "{}."),
    **{
        said.format("…"): partial(_put, said)
        for said in (
            "{}: “We’re so excited”",
            "“I never expected this”: {}",
            "{}: “It was time to say goodbye,” says creator",
            "‘You Have No Idea What’s Coming’: {}",
            "{}: Everything We Know",
            "{} — here's what we know so far",
        )
    },
    "S2 for Season 2": _sub(r"\bSeason (\d)", r"S\1"),
    "two spaces for one": _sub(" ", "  "),
    "a space before a colon": _sub(r"(?<=\w): ", " : "),
    "&amp; for &": _sub("&", "&amp;"),
}


@dataclass
class Tally:
    """How a change fares: of what is announced and of what is not, by language.

    Attributes:
        changed: headlines that it alters, by (announces something, language).
        differ: those of them that are then read differently.
        shown: their headlines as altered, with what they told and tell.
    """

    changed: Counter[tuple[bool, str]] = field(default_factory=Counter)
    differ: Counter[tuple[bool, str]] = field(default_factory=Counter)
    shown: list[tuple[str, str, object, object]] = field(default_factory=list)


def tally(
    extractor: Extractor, articles: Iterable[Article], changes: Collection[str] = CHANGES
) -> dict[str, Tally]:
    """Return by change how many headlines it alters, and how many are then read differently."""
    found = {name: Tally() for name in changes}
    for article in articles:
        before = extractor.extract(article)
        key = bool(before), article.language or ""
        for name in changes:
            headline = CHANGES[name](article, before)
            if headline == article.headline:
                continue
            found[name].changed[key] += 1
            after = extractor.extract(replace(article, headline=headline))
            if _told(before) != _told(after):
                found[name].differ[key] += 1
                found[name].shown.append((key[1], headline, _told(before), _told(after)))
    return found


def _told(announcements: Iterable[Announcement]) -> list[tuple[str, ...]]:
    """Return what announcements say, with names as a scorer compares them."""
    return sorted(
        (
            " ".join(re.findall(r"\w+", fold(one.show))),
            *map(str, (one.season, one.kind, one.status, one.stage, one.when)),
        )
        for one in announcements
    )


def _articles(language: str | None) -> Iterator[Article]:
    """Yield the items that may be looked at."""
    given = NAMES if FOLDER.exists() else ()
    for name in (*given, *own_names()):
        seen, _ = parts(name, read_corpus(name))
        yield from (article_of(one) for one in seen if language in {None, one["lang"]})


def main() -> None:
    """Print the shares, change by change."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation.decorated")
    parser.add_argument("--lang", help="only headlines in this language")
    parser.add_argument("--only", default="", help="only changes whose names hold this")
    parser.add_argument("--show", metavar="NAME", help="print what this change makes differ")
    args = parser.parse_args()
    extractor = Extractor(lexicons=load_lexicons(), titles=ShowIndex(load_catalogue().shows))
    changes = [args.show] if args.show else [one for one in CHANGES if args.only in one]
    found = tally(extractor, _articles(args.lang), changes)
    if args.show:
        for language, headline, before, after in found[args.show].shown:
            print(f"[{language}] {headline}\n    was {before}\n    is  {after}")
        return
    for name, one in found.items():
        told, quiet = (
            f"{_sum(one.differ, news):>5} of {_sum(one.changed, news):>5}" for news in (True, False)
        )
        by_language = " ".join(
            f"{language} {differ}/{one.changed[news, language]}"
            for (news, language), differ in sorted(one.differ.items())
            if news
        )
        print(f"{name:<28}news {told}   quiet {quiet}   {by_language}")


def _sum(counted: Counter[tuple[bool, str]], news: bool) -> int:
    return sum(number for key, number in counted.items() if key[0] is news)


if __name__ == "__main__":
    main()
