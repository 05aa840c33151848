"""What stands right behind a day belongs to it: its weekday, the time, the ending of a word.

All articles came out on Sunday, 22 November 2026.
"""

from datetime import date

import pytest

from bot.announcements.dates.find import find_dates

ON = date(2026, 11, 22)

WHOLE = [
    ("en", "March 4 at 9 p.m. ET", "2027-03-04"),
    ("en", "Thursday, March 4 at 9/8c", "2027-03-04"),
    ("en", "this coming Monday", "2026-11-23"),
    ("en", "March of next year", "2027-03"),
    ("en", "two weeks from now", "2026-12"),
    ("en", "this Thursday, March 4", "2027-03-04"),
    ("en", "4 Mar. 2027", "2027-03-04"),
    ("ko", "3월 4일 목요일", "2027-03-04"),
    ("ko", "3월 첫 주", "2027-03"),
    ("ko", "3/4(목)", "2027-03-04"),
    ("ko", "3월 4일(목) 밤 9시 50분", "2027-03-04"),
    ("ko", "사흘 뒤", "2026-11-25"),
    ("ko", "세 달 뒤", "2027-02"),
    ("ja", "3月4日夜9時", "2027-03-04"),
    ("ja", "3日後", "2026-11-25"),
    ("zh", "3月4日(周四)", "2027-03-04"),
    ("zh", "明年三月", "2027-03"),
    ("zh", "三天后", "2026-11-25"),
    ("es", "4 de marzo a las 22:00", "2027-03-04"),
    ("es", "el próximo mes de marzo de 2027", "2027-03"),
    ("es", "el próximo mes de marzo", "2027-03"),
    ("pt", "4 de março, às 22h", "2027-03-04"),
    ("pt", "depois de amanhã", "2026-11-24"),
    ("fr", "4 mars à 21h10", "2027-03-04"),
    ("fr", "à l'automne 2027", "2027"),
    ("fr", "printemps de l'année prochaine", "2027"),
    ("tr", "4 Mart saat 20.00'de", "2027-03-04"),
    ("tr", "Ocak 2027'de", "2027-01"),
    ("tr", "Ocak ayı içinde", "2027-01"),
    ("tr", "2027'nin ilk yarısında", "2027"),
    ("tr", "2027 yılının Mart ayında", "2027-03"),
    ("id", "4 Maret pukul 20.00 WIB", "2027-03-04"),
    ("id", "akhir bulan", "2026-11"),
    ("th", "4 มี.ค. เวลา 20.30 น.", "2027-03-04"),
    ("th", "อีก 3 วัน", "2026-11-25"),
    ("th", "4 เดือนมีนาคม", "2027-03-04"),
    ("th", "มี.ค. 70", "2027-03"),
    ("th", "ไตรมาส 4/2570", "2027"),
]


@pytest.mark.parametrize(("language", "text", "when"), WHOLE)
def test_all_words_of_a_date_are_one_date(language: str, text: str, when: str) -> None:
    [found] = find_dates(text, language=language, on=ON)

    assert (text[found.start : found.end], str(found.when)) == (text, when)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ko", "첫 사극 타이틀롤"),  # "이틀" is a part of a word there
        ("zh", "停拍三天后恢复拍摄"),
        ("en", "Friday Night Lights"),
    ],
)
def test_what_only_looks_like_a_date_is_none(language: str, text: str) -> None:
    assert not find_dates(text, language=language, on=ON)
