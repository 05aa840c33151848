"""What each language's lexicon must read of seasons, as tables: the words, then the numbers.

A row's third part names what else is told: final, sequel, or how many more.
"""

import pytest

from bot.announcements.marks.seasons import find_seasons

Row = tuple[str, list[tuple[int, ...]], str]

ENGLISH: list[Row] = [
    ("Slow Horses Renewed for Season 7", [(7,)], ""),
    ("Slow Horses S07 trailer", [(7,)], ""),
    ("Slow Horses season two", [(2,)], ""),
    ("A second season of Slow Horses", [(2,)], ""),
    ("its 21st season", [(21,)], ""),
    ("second-season renewal", [(2,)], ""),
    ("a sophomore run", [(2,)], ""),
    ("Shetland series 2", [(2,)], ""),
    ("Lupin Part 3", [(3,)], ""),
    ("Part II", [(2,)], ""),
    ("the fourth installment", [(4,)], ""),
    ("Seasons 2 and 3", [(2, 3)], ""),
    ("seasons 4 & 5", [(4, 5)], ""),
    ("Season 4, Season 5", [(4,), (5,)], ""),
    ("S2 & S3", [(2, 3)], ""),
    ("2nd and 3rd Season", [(2, 3)], ""),
    ("second, third and fourth seasons", [(2, 3, 4)], ""),
    ("seasons two and three", [(2, 3)], ""),
    ("Seasons 2-4", [(2, 3, 4)], ""),
    ("Fifth & Final Season", [(5,)], "final"),
    ("fourth and last season", [(4,)], "final"),
    ("Final Season 5", [(5,)], "final"),
    ("one final season", [()], "final"),
    ("last season's ratings", [], ""),
    ("Two more seasons", [()], "2"),
    ("a two-season order", [()], "2"),
    ("another season", [()], "1"),
    ("a new season", [()], "sequel"),
    ("a sequel", [()], "sequel"),
    ("First look at season 2", [(2,)], ""),
    ("Season 4 10 episodes", [(4,)], ""),
    ("the 2020-21 TV season", [], ""),
    ("2024 season", [], ""),
    ("Season's greetings", [], ""),
    ("summer season", [], ""),
    ("after three seasons", [], ""),
    ("Galaxy S24", [], ""),
    ("first quarter", [], ""),
    ("Episode 5", [], ""),
    ("a series 10 years in the making", [], ""),
    ("1923 season 2", [(2,)], ""),
    ("a third and a fourth season", [(3, 4)], ""),
    ("two more years", [()], "2"),
    ("Season XII", [(12,)], ""),
    ("Season 3B", [(3,)], ""),
    ("a second (and final) season", [(2,)], "final"),
    ("a second, final season", [(2,)], "final"),
    ("season twenty-one", [(21,)], ""),
    ("Kestrel Cour 2", [(2,)], ""),
    ("season number two", [(2,)], ""),
    ("another season, its fourth", [(4,)], ""),
]
KOREAN: list[Row] = [
    ("시즌2 제작", [(2,)], ""),
    ("시즌 2로", [(2,)], ""),
    ("시즌2·시즌3 동시 제작", [(2, 3)], ""),
    ("시즌 2와 3", [(2, 3)], ""),
    ("2기 방영", [(2,)], ""),
    ("파트2 공개", [(2,)], ""),
    ("두 번째 시즌", [(2,)], ""),
    ("3번째 시즌", [(3,)], ""),
    ("마지막 시즌", [()], "final"),
    ("새 시즌", [()], "sequel"),
    ("속편 제작", [()], "sequel"),
    ("시즌 10경기", [], ""),
    ("이번 시즌", [], ""),
    ("2회", [], ""),
    ("등대 S2 제작", [(2,)], ""),
    ("갤럭시 S24", [], ""),
    ("시즌2~4 제작", [(2, 3, 4)], ""),
    ("시즌6 주문", [(6,)], ""),
    ("시즌2, 3주 뒤", [(2,)], ""),
    ("열두 번째 시즌", [(12,)], ""),
]
JAPANESE: list[Row] = [
    ("シーズン2", [(2,)], ""),
    ("Season2", [(2,)], ""),
    ("2nd Season", [(2,)], ""),
    ("シーズン2・3", [(2, 3)], ""),
    ("第2期", [(2,)], ""),
    ("第二期", [(2,)], ""),
    ("アニメ2期", [(2,)], ""),
    ("第2シリーズ", [(2,)], ""),
    ("パート2", [(2,)], ""),
    ("最終シーズン", [()], "final"),
    ("続編決定", [()], "sequel"),
    ("新シリーズ", [()], "sequel"),
    ("第2クール", [], ""),
    ("第2四半期", [], ""),
    ("第2話", [], ""),
    ("2期生", [], ""),
    ("セカンドシーズン", [(2,)], ""),
    ("第2期・第3期", [(2, 3)], ""),
    ("第二部", [(2,)], ""),
    ("シーズン2、2週間後", [(2,)], ""),
]
CHINESE: list[Row] = [
    ("第二季", [(2,)], ""),
    ("第2季", [(2,)], ""),
    ("第二、三季", [(2, 3)], ""),
    ("第十二季", [(12,)], ""),
    ("第二部", [(2,)], ""),
    ("第2輯", [(2,)], ""),
    ("Part 2", [(2,)], ""),
    ("最终季", [()], "final"),
    ("续集", [()], "sequel"),
    ("續集", [()], "sequel"),
    ("新一季", [()], "sequel"),
    ("第三季度", [], ""),
    ("第3季度", [], ""),
    ("第2集", [], ""),
    ("S2", [(2,)], ""),
    ("第三季第二部", [(3,), (2,)], ""),
    ("第 2 季", [(2,)], ""),
    ("第贰季", [(2,)], ""),
    ("第2-4季", [(2, 3, 4)], ""),
    ("第二十一季", [(21,)], ""),
]
SPANISH: list[Row] = [
    ("segunda temporada", [(2,)], ""),
    ("temporada 2", [(2,)], ""),
    ("T2", [(2,)], ""),
    ("2ª temporada", [(2,)], ""),
    ("temporadas 2 y 3", [(2, 3)], ""),
    ("segunda y tercera temporada", [(2, 3)], ""),
    ("quinta y última temporada", [(5,)], "final"),
    ("última temporada", [()], "final"),
    ("temporada final", [()], "final"),
    ("nueva temporada", [()], "sequel"),
    ("dos temporadas más", [()], "2"),
    ("secuela", [()], "sequel"),
    ("temporada 2026", [], ""),
    ("temporada 4 y última", [(4,)], "final"),
    ("5ª y última temporada", [(5,)], "final"),
    ("otra temporada", [()], "sequel"),
    ("una segunda y una tercera temporada", [(2, 3)], ""),
    ("vigésima primera temporada", [(21,)], ""),
    ("Kestrel S2", [(2,)], ""),
]
PORTUGUESE: list[Row] = [
    ("2ª temporada", [(2,)], ""),
    ("segunda temporada", [(2,)], ""),
    ("temporada 2", [(2,)], ""),
    ("4ª e 5ª temporadas", [(4, 5)], ""),
    ("quinta e última temporada", [(5,)], "final"),
    ("parte 4", [(4,)], ""),
    ("última temporada", [()], "final"),
    ("mais duas temporadas", [()], "2"),
    ("nova temporada", [()], "sequel"),
    ("décima primeira temporada", [(11,)], ""),
    ("décima e décima primeira temporadas", [(10, 11)], ""),
]
FRENCH: list[Row] = [
    ("saison 2", [(2,)], ""),
    ("deuxième saison", [(2,)], ""),
    ("2e saison", [(2,)], ""),
    ("saisons 2 et 3", [(2, 3)], ""),
    ("troisième et dernière saison", [(3,)], "final"),
    ("ultime saison", [()], "final"),
    ("saison finale", [()], "final"),
    ("partie 2", [(2,)], ""),
    ("deux saisons supplémentaires", [()], "2"),
    ("nouvelle saison", [()], "sequel"),
    ("une suite", [()], "sequel"),
    ("saison 5 et dernière", [(5,)], "final"),
    ("une 2e et dernière saison", [(2,)], "final"),
    ("une deuxième et une troisième saison", [(2, 3)], ""),
    ("deux saisons, 3 et 4", [(3, 4)], "2"),
]
TURKISH: list[Row] = [
    ("2. sezon", [(2,)], ""),
    ("2. sezonu", [(2,)], ""),
    ("İKİNCİ SEZON", [(2,)], ""),
    ("2. ve 3. sezon", [(2, 3)], ""),
    ("yeni sezon", [()], "sequel"),
    ("final sezonu", [()], "final"),
    ("sezon finali", [], ""),
    ("2026-27 sezonu", [], ""),
    ("5. ve son sezonu", [(5,)], "final"),
    ("on ikinci sezon", [(12,)], ""),
]
INDONESIAN: list[Row] = [
    ("Season 2", [(2,)], ""),
    ("musim kedua", [(2,)], ""),
    ("musim 2", [(2,)], ""),
    ("musim ke-2", [(2,)], ""),
    ("musim kedua dan ketiga", [(2, 3)], ""),
    ("musim terakhir", [()], "final"),
    ("musim lanjutan", [()], "sequel"),
    ("musim panas", [], ""),
    ("musim kesepuluh", [(10,)], ""),
    ("season 2 sekaligus terakhir", [(2,)], "final"),
]
THAI: list[Row] = [
    ("ซีซั่น 2", [(2,)], ""),
    ("ซีซัน 2", [(2,)], ""),
    ("ซีซั่นที่ 2", [(2,)], ""),
    ("ภาค 2", [(2,)], ""),
    ("ภาคสอง", [(2,)], ""),
    ("ภาคต่อ", [()], "sequel"),
    ("ซีซั่นสุดท้าย", [()], "final"),
    ("ซีซั่นใหม่", [()], "sequel"),
    ("ซีซั่น 2 และซีซั่น 3", [(2, 3)], ""),
    ("ซีซั่น ห้า", [(5,)], ""),
    ("ปีที่ 2", [(2,)], ""),
    ("นักศึกษาปี 2", [], ""),
]
ROWS = [
    (language, *row)
    for language, table in {
        "en": ENGLISH,
        "ko": KOREAN,
        "ja": JAPANESE,
        "zh": CHINESE,
        "es": SPANISH,
        "pt": PORTUGUESE,
        "fr": FRENCH,
        "tr": TURKISH,
        "id": INDONESIAN,
        "th": THAI,
    }.items()
    for row in table
]


@pytest.mark.parametrize(
    ("language", "text", "numbers", "told"),
    ROWS,
    ids=lambda part: part if isinstance(part, str) else "",
)
def test_the_seasons_of_a_phrase_are_read(
    language: str, text: str, numbers: list[tuple[int, ...]], told: str
) -> None:
    found = find_seasons(text, language=language)

    assert [one.numbers for one in found] == numbers
    assert all(one.final == (told == "final") for one in found)
    assert all(one.sequel == (told == "sequel") for one in found)
    assert all(one.more == (int(told) if told.isdigit() else 0) for one in found)
