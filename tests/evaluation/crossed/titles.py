"""Titles of every shape in plain news: `python -m tests.evaluation.crossed.titles`.

Titles of the shipped catalogue, grouped by their shape, are set into templates of news in their
language, with and without quotation marks, and read as if nobody knew the shows. For each template
and group is printed how many are read rightly, with another show, otherwise wrongly, or not at all;
`--show NAME` prints the failures of a group or a template.
"""

import argparse
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random

from bot.announcements.extract import Extractor
from bot.announcements.lexicon.load import load_lexicons
from bot.announcements.text.forms import fold
from bot.shows.catalogue import Entry, load_catalogue
from bot.shows.match import ShowIndex
from tests.announcements.reading import article

SAMPLE = 60
"""So many titles of each group, if there are so many."""


@dataclass(frozen=True, kw_only=True)
class Template:
    """A headline with a place for a title, and what it tells.

    Attributes:
        text: with "{}" for the title.
        kind: of the announcement.
        season: of it, None when none is told.
    """

    text: str
    kind: str
    season: int | None


def _templates(kind: str, *texts: str) -> list[Template]:
    """Return templates of a kind: a season stands before the text, "2 …", or "- …" for none."""
    pairs = (text.split(" ", 1) for text in texts)
    return [
        Template(text=text, kind=kind, season=None if season == "-" else int(season))
        for season, text in pairs
    ]


TEMPLATES: Mapping[str, Sequence[Template]] = {
    "en": [
        *_templates(
            "renewal",
            "2 Netflix Renews {} for Season 2",
            "3 {} Renewed for Season 3 at Prime Video",
            "3 Apple TV+ Hands {} a Third Season",
            "2 Netflix has renewed {} for a second season",
            "3 {} has been renewed for a third season at Prime Video",
            "2 {} renewed for season 2",
            "2 {} Is Officially Returning for Season 2 on Hulu",
            "4 It's official: {} is coming back for season 4",
        ),
        *_templates(
            "cancellation",
            "- {} Canceled by ABC After Two Seasons",
            "- HBO Cancels {} After One Season",
            "- Hulu has cancelled {} after two seasons",
            "- {} axed after one season at Sky",
        ),
        *_templates(
            "filming",
            "2 {} Begins Filming Season 2",
            "2 Filming Underway on {} Season 2",
            "2 Filming begins on season 2 of {}",
            "- Filming has wrapped on {} for BBC One",
            "4 {} wraps filming on season 4",
        ),
        *_templates(
            "premiere",
            "2 {} Season 2 Sets June 12 Premiere Date on Netflix",
            "- {} to Premiere June 12 on Hulu",
            "- Hulu sets June 12 premiere date for {}",
            "2 {} season 2 will premiere on June 12 on Netflix",
        ),
        *_templates(
            "greenlight",
            "- BBC One Orders {} to Series",
            "- {} Ordered to Series at Hulu",
            "- Netflix Greenlights {} Starring Nora Whitfield",
            "- BBC One commissions {}, a new thriller from Nora Whitfield",
        ),
        *_templates(
            "casting",
            "2 Nora Whitfield Joins {} Season 2 at Apple TV+",
            "- Nora Whitfield Cast in {} at HBO",
            "2 Nora Whitfield joins the cast of {} season 2",
        ),
    ],
    "es": [
        *_templates(
            "renewal",
            "2 Netflix renueva {} por una segunda temporada",
            "3 {} renovada por una tercera temporada en Prime Video",
            "2 {} tendrá segunda temporada en Netflix",
        ),
        *_templates(
            "cancellation",
            "- Netflix cancela {} tras una temporada",
            "- {} ha sido cancelada tras dos temporadas en Antena 3",
        ),
        *_templates(
            "filming",
            "2 Comienza el rodaje de la segunda temporada de {}",
            "- Arranca el rodaje de {}, la nueva serie de Netflix",
            "2 {} inicia el rodaje de su segunda temporada",
        ),
        *_templates(
            "premiere",
            "- {} se estrena el 12 de junio en Netflix",
            "2 La segunda temporada de {} se estrena el 12 de junio",
            "- Movistar Plus+ estrenará {} el 12 de junio",
        ),
        *_templates("greenlight", "- Netflix anuncia {}, su nueva serie con Lucía Ferrer"),
        *_templates(
            "casting",
            "2 Lucía Ferrer se une al reparto de la segunda temporada de {}",
            "- Lucía Ferrer ficha por {}, la serie de Antena 3",
        ),
    ],
    "pt": [
        *_templates(
            "renewal",
            "2 Netflix renova {} para a segunda temporada",
            "3 {} é renovada para a terceira temporada pelo Prime Video",
            "2 {} terá segunda temporada na Netflix",
        ),
        *_templates(
            "cancellation",
            "- Netflix cancela {} após uma temporada",
            "- {} é cancelada após duas temporadas",
        ),
        *_templates(
            "filming",
            "2 Começam as gravações da segunda temporada de {}",
            "2 {} inicia gravações da segunda temporada",
        ),
        *_templates(
            "premiere",
            "- {} estreia em 12 de junho na Netflix",
            "2 Segunda temporada de {} estreia em 12 de junho",
            "- Globo vai estrear {} em 12 de junho",
        ),
        *_templates("greenlight", "- Netflix anuncia {}, nova série com Lara Moura"),
        *_templates(
            "casting",
            "2 Lara Moura entra para o elenco da segunda temporada de {}",
            "- Lara Moura está no elenco de {}, novela da Globo",
        ),
    ],
    "fr": [
        *_templates(
            "renewal",
            "2 Netflix renouvelle {} pour une saison 2",
            "3 {} renouvelée pour une saison 3 sur Prime Video",
            "2 {} aura une saison 2 sur Netflix",
        ),
        *_templates(
            "cancellation",
            "- Netflix annule {} après une saison",
            "- {} est annulée après deux saisons",
        ),
        *_templates(
            "filming",
            "2 Le tournage de la saison 2 de {} a commencé",
            "2 {} : le tournage de la saison 2 a débuté",
        ),
        *_templates(
            "premiere",
            "- {} sera diffusée le 12 juin sur TF1",
            "2 La saison 2 de {} arrive le 12 juin sur Netflix",
            "2 {} : la saison 2 débarque le 12 juin sur Netflix",
        ),
        *_templates("greenlight", "- Netflix commande {}, une nouvelle série avec Léa Morin"),
        *_templates(
            "casting",
            "2 Léa Morin rejoint le casting de la saison 2 de {}",
            "- Léa Morin rejoint la série {} sur TF1",
        ),
    ],
    "tr": [
        *_templates(
            "renewal",
            "2 {} 2. sezon onayını aldı",
            "2 Netflix {} dizisini 2. sezon için yeniledi",
        ),
        *_templates("cancellation", "- {} iptal edildi", "- Netflix {} dizisini iptal etti"),
        *_templates("filming", "2 {} 2. sezon çekimleri başladı", "- {} dizisi sete çıktı"),
        *_templates(
            "premiere",
            "2 {} 2. sezon 12 Haziran'da başlıyor",
            "- {} 12 Haziran'da Netflix'te yayınlanacak",
        ),
        *_templates("greenlight", "- Netflix'ten yeni dizi: {}"),
        *_templates(
            "casting",
            "- Ece Sönmez {} dizisinin kadrosuna katıldı",
            "- Ece Sönmez {} kadrosuna dahil oldu",
        ),
    ],
    "id": [
        *_templates(
            "renewal",
            "2 Netflix Perpanjang {} untuk Musim Kedua",
            "2 {} resmi diperpanjang untuk musim kedua",
        ),
        *_templates("cancellation", "- Netflix Batalkan {} Setelah Satu Musim"),
        *_templates("filming", "2 Syuting {} Season 2 Dimulai", "2 {} Season 2 mulai syuting"),
        *_templates(
            "premiere",
            "2 {} Season 2 Tayang 12 Juni di Netflix",
            "- Serial {} tayang mulai 12 Juni di Vidio",
        ),
        *_templates(
            "casting",
            "- Dinda Prameswari Bergabung dengan Serial {}",
            "2 Dinda Prameswari Bintangi {} Season 2",
        ),
    ],
    "ko": [
        *_templates("renewal", "2 {} 시즌2 제작 확정", "2 넷플릭스, {} 시즌2 제작 확정"),
        *_templates("cancellation", "- 드라마 {} 제작 무산", "2 {} 시즌2 제작 무산"),
        *_templates("filming", "- {} 첫 촬영 시작", "2 {} 시즌2 크랭크인", "- 드라마 {} 촬영 종료"),
        *_templates("premiere", "- {} 6월 12일 첫 방송", "2 {} 시즌2 6월 12일 공개 확정"),
        *_templates("greenlight", "- 넷플릭스 시리즈 {} 제작 확정"),
        *_templates("casting", "- 한도윤, {} 출연 확정", "- 한도윤 {} 주연 캐스팅"),
    ],
    "ja": [
        *_templates("renewal", "2 {}シーズン2制作決定", "2 {}第2期制作決定"),
        *_templates("cancellation", "- Netflix、{}の打ち切りを決定", "- ドラマ{}が打ち切り"),
        *_templates("filming", "- ドラマ{}がクランクイン", "2 {}シーズン2の撮影開始"),
        *_templates("premiere", "2 {}シーズン2が6月12日配信開始", "- ドラマ{}6月12日スタート"),
        *_templates("greenlight", "- {}がNetflixでドラマ化決定"),
        *_templates("casting", "- 水城かなで、ドラマ{}に出演決定", "- {}追加キャストに水城かなで"),
    ],
    "zh": [
        *_templates("renewal", "2 Netflix续订{}第二季", "2 {}第二季官宣"),
        *_templates("cancellation", "- Netflix宣布砍掉{}", "- 剧集{}被取消"),
        *_templates("filming", "- 电视剧{}开机", "- {}正式杀青", "2 {}第二季开拍"),
        *_templates("premiere", "- {}定档6月12日", "2 {}第二季6月12日开播"),
        *_templates("greenlight", "- Netflix宣布制作新剧{}"),
        *_templates("casting", "- 林知夏加盟{}", "- 林知夏确定出演电视剧{}"),
    ],
    "th": [
        *_templates("renewal", "2 Netflix ต่ออายุ {} ซีซั่น 2", "2 {} ประกาศสร้างซีซั่น 2"),
        *_templates("filming", "- ซีรีส์ {} เปิดกล้องแล้ว", "- {} ปิดกล้องแล้ว"),
        *_templates("premiere", "- {} ออกอากาศ 12 มิถุนายน ทางช่อง 3", "2 {} ซีซั่น 2 ออนแอร์ 12 มิถุนายน"),
        *_templates("casting", "- ณเดชน์ ร่วมแสดงในซีรีส์ {}"),
    ],
}

MARKS = {"ko": "‘’", "ja": "「」", "zh": "《》", "es": "'", "pt": "'", "fr": "«»"}
BARE = frozenset({"en", "es", "pt", "fr", "tr", "id", "ko", "zh"})
"""Languages in which news names shows without marks, too, so that a reader sees where they end."""
COUNTRIES = {
    "es": {"ES", "MX", "AR", "CO", "CL", "PE"},
    "pt": {"BR", "PT"},
    "fr": {"FR"},
    "tr": {"TR"},
    "id": {"ID"},
    "ko": {"KR"},
    "ja": {"JP"},
    "zh": {"CN", "TW", "HK"},
    "th": {"TH"},
}
_INSIDE = r"for|with|in|on|at|from|to|after|before|by|under|over|without|into|behind|about"
_VERBS = (
    r"is|are|was|were|has|have|had|will|can|should|do|does|did|came|comes|went|goes|met|meet|love"
    r"|loves|loved|lost|found|kill|kills|killed|die|dies|wrote|said|says|know|knows|make|makes"
    r"|made|get|gets|got|take|takes|run|runs|go|leave|leaves|want|wants|call|calls|called|save"
)
_NAMES = (
    r"(?:Mr|Mrs|Ms|Dr|Doctor|Detective|Inspector|King|Queen|Sister|Father)\b|\b[A-Z][a-z]+ & [A-Z]"
)
SHAPES: Mapping[str, Callable[[str], object]] = {
    "one word": lambda title: title.isalpha() and title.isascii(),
    "article first": re.compile(r"(?:The|A|An) ").match,
    "of, and inside": re.compile(r"\w (?:of|and|of the|and the) \w").search,
    "preposition inside": re.compile(rf"(?i)\w (?:{_INSIDE})\b").search,
    "preposition first": re.compile(rf"(?i)(?:{_INSIDE}) ").match,
    "verb inside": re.compile(rf"(?i)(?:.* |^)(?:{_VERBS})\b").match,
    "? or ! last": re.compile(r".*[?!]$").match,
    "? or ! inside": re.compile(r".*[?!] ").match,
    "colon": re.compile(r".*:").match,
    "comma": re.compile(r".*,").match,
    "dash": re.compile(r".*\w-\w| [–—-] ").match,
    "ampersand": re.compile(r".*&").match,
    "full stops": re.compile(r".*\.").match,
    "digits first": re.compile(r"\d").match,
    "digits inside": re.compile(r"\D.*\d.*\D$").match,
    "digits last": re.compile(r"\D.*\d$").match,
    "names": re.compile(_NAMES).search,
    "possessive": re.compile(r".*['’]s ").match,
    "capitals": lambda title: title.isupper() and len(title) > 1,
    "long": lambda title: len(title.split()) > 5,
    "two words": re.compile(r"[A-Z][a-z]+ [A-Z][a-z]+$").match,
    "foreign": lambda title: not title.isascii(),
}


@cache
def _entries() -> tuple[Entry, ...]:
    return load_catalogue().entries


def _is_latin(title: str) -> bool:
    return all(not char.isalpha() or ord(char) < 0x250 for char in title)


def groups(language: str, *, seed: int) -> dict[str, list[str]]:
    """Return the titles that are set into the templates of a language, by group."""
    random = Random(seed)
    if language == "en":
        titles = sorted({e.show.title for e in _entries() if _is_latin(e.show.title)})
        found = {"any": titles, "any, again": titles}
        found |= {name: [t for t in titles if fits(t)] for name, fits in SHAPES.items()}
    else:
        own = {
            e.native or e.show.title for e in _entries() if e.show.country in COUNTRIES[language]
        }
        latin = language in {"es", "pt", "fr", "tr", "id"}
        native = sorted(title for title in own if _is_latin(title) is latin)
        found = {"native": native}
        if latin:
            english = sorted({e.show.title for e in _entries() if e.show.country in {"US", "GB"}})
            found["native, several words"] = [t for t in native if " " in t]
            found["native, other signs"] = [t for t in native if re.search(r"[^\w\s]|\d", t)]
            found["English"] = english
    return {
        name: random.sample(titles, min(SAMPLE * (4 if language != "en" else 1), len(titles)))
        for name, titles in found.items()
    }


def _marked(title: str, language: str) -> str:
    marks = MARKS.get(language, "‘’")
    return f"{marks[0]}{title}{marks[-1]}"


def _plain(name: str) -> str:
    return " ".join(re.findall(r"\w+", fold(name).replace("'", "").replace("’", "")))


RIGHT, SHOW, OTHER, NOTHING = "right", "other show", "otherwise wrong", "nothing"


def judge(extractor: Extractor, template: Template, title: str, language: str) -> tuple[str, str]:
    """Return how a headline is read, and the reading where it is wrong."""
    told = extractor.extract(article(template.text.format(title), language=language))
    said = "; ".join(f"{one.show} | {one.season} | {one.kind.value}" for one in told)
    if not told:
        return NOTHING, said
    bare = title.strip("‘’「」《》'«»") if title[0] in "‘「《'«" else title
    if any(_plain(one.show) != _plain(bare) for one in told):
        return SHOW, said
    found = {(one.kind.value, one.season) for one in told}
    # Whoever stars in a new show is cast in it.
    found -= {("casting", None)} if template.kind == "greenlight" else set()
    return (RIGHT if found == {(template.kind, template.season)} else OTHER), said


def _cases(language: str, *, marked: bool, seed: int) -> Iterator[tuple[str, Template, str]]:
    for group, titles in groups(language, seed=seed).items():
        for template in TEMPLATES[language]:
            for title in titles:
                yield group, template, _marked(title, language) if marked else title


def main() -> None:
    """Print the shares, group by group and template by template."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation.crossed.titles")
    parser.add_argument("--lang", help="only this language")
    parser.add_argument("--marked", action="store_true", help="with quotation marks, only")
    parser.add_argument("--bare", action="store_true", help="without quotation marks, only")
    parser.add_argument("--known", action="store_true", help="with the catalogue of shows")
    parser.add_argument("--seed", type=int, default=1, help="which titles are drawn")
    parser.add_argument("--show", metavar="NAME", help="print the failures of a group or template")
    args = parser.parse_args()
    known = ShowIndex(load_catalogue().shows) if args.known else None
    extractor = Extractor(lexicons=load_lexicons(), titles=known)
    for language in [args.lang] if args.lang else TEMPLATES:
        for marked in (False, True):
            if (args.marked and not marked) or (args.bare and marked):
                continue
            if not marked and language not in BARE:
                continue
            by_group: dict[str, Counter[str]] = {}
            by_template: dict[str, Counter[str]] = {}
            for group, template, title in _cases(language, marked=marked, seed=args.seed):
                how, said = judge(extractor, template, title, language)
                by_group.setdefault(group, Counter())[how] += 1
                by_template.setdefault(template.text, Counter())[how] += 1
                if how != RIGHT and args.show in (group, template.text, how):
                    print(f"{how:<16} {template.text.format(title)}  ->  {said}")
            print(f"\n== {language}, {'marked' if marked else 'bare'}")
            for name, one in (*by_group.items(), *by_template.items()):
                print(_row(name, one))
            print(_row("all", sum(by_group.values(), Counter())), flush=True)


def _row(name: str, counted: Counter[str]) -> str:
    whole = sum(counted.values())
    shares = "  ".join(
        f"{how} {counted[how] / whole:6.1%}" for how in (RIGHT, SHOW, OTHER, NOTHING)
    )
    return f"{name:<64} {whole:>6}  {shares}"


if __name__ == "__main__":
    main()
