"""Texts that try to make reading slow: long runs of whatever the engine looks for."""

from collections.abc import Iterator
from datetime import date

from bot.model import Article, ArticleId, FeedId

NEWS = {
    "en": ("‘Harbour Lights’ ", "renewed for season 2 ", "Jane Doe joins ", "filming in May "),
    "ko": ("‘종이 등불’ ", "시즌2 제작 확정 ", "한서진, 출연 확정 ", "10월 촬영 돌입 "),
    "ja": ("「霧の停車場」", "シーズン2制作決定、", "北見ゆいが出演決定 ", "10月クランクイン "),
    "zh": ("《雾港来信》", "第二季定档", "周予安加盟", "10月开机 "),
    "es": ("'Los faroleros' ", "tendrá segunda temporada ", "Nora Valdés se suma ", "en mayo "),
    "pt": ("'Vila Aurora' ", "tem 2ª temporada confirmada ", "Ana Reis entra ", "em maio "),
    "fr": ("« Les Veilleurs » ", "saison 2 confirmée ", "Léa Morin rejoint ", "en mai "),
    "tr": ("'Sahil Evi' ", "2. sezon onayı aldı ", "Ece Turan kadroya katıldı ", "Eylül'de "),
    "id": ("'Rumah Pantai' ", "musim 2 resmi ", "Dewi Sari bergabung ", "mulai Mei "),
    "th": ("“ม่านเมฆ” ", "ซีซั่น 2 ประกาศสร้าง ", "มินท์ร่วมแสดง ", "เปิดกล้องเดือนพฤษภาคม "),
}
"""By language: a title, a renewal, a casting, and when something happens."""
SIGNS = (
    *("‘", "'a ", "“", "«", "《「", "(", "[", "【", "…", "?! ", ": ", " - ", " ", "\n"),
    *("1 ", "12", "2031-", "Season 2, ", "A ", "A.B. ", "Jane Doe, ", "Netflix ", "BBC One’s "),
    *("to be ", "of the ", "and ", "l'", "가", "ก็", "ﾄﾞ", "e\u0301", "\u0301", "👩\u200d👧"),
)
"""Of no language: quotes, brackets, digits, capitals, spaces, marks that pile up, emoji."""


def hostile_runs() -> Iterator[tuple[str, str]]:
    """Yield (language, what is repeated): news at home, the signs in one language after another."""
    languages = list(NEWS)
    for number, sign in enumerate(SIGNS):
        yield languages[number % len(languages)], sign
    for run in ("RENEWED A B ", "renewed a b ", "Renewed The B ", "B "):
        yield "en", run  # whose capitals tell nothing
    for language, (title, renewal, casting, date_told) in NEWS.items():
        yield language, title + renewal + casting + date_told
        for run in (renewal, date_told, f"({renewal}", f"‘{casting}"):
            yield language, run


def hostile_article(run: str, *, language: str, length: int) -> Article:
    """Return an article of which headline and summary are nothing but a run."""
    text = (run * (length // len(run) + 1))[:length]
    return Article(
        id=ArticleId("hostile"),
        feed_id=FeedId("hostile"),
        headline=text,
        summary=text,
        language=language,
        published_on=date(2031, 5, 14),
    )
