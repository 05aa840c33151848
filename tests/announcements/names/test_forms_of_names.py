"""Names of every form are read whole in castings, and nothing else is read as one."""

import pytest

from bot.announcements.extract import Extractor
from bot.announcements.lexicon.name_parts import name_parts
from bot.model import Kind
from tests.announcements.reading import read


@pytest.mark.parametrize(
    ("language", "headline", "people"),
    [
        ("en", "Maria do Example Roe Joins Netflix Drama ‘Harbour Lights’", "Maria do Example Roe"),
        ("en", "Anna van der Lind to star in the BBC drama ‘Harbour Lights’", "Anna van der Lind"),
        ("en", "Yusra al-Doe Joins HBO Series ‘Harbour Lights’", "Yusra al-Doe"),
        ("en", "Max von Example Joins HBO Series ‘Harbour Lights’", "Max von Example"),
        ("es", "Jane de los Ríos abandona la serie ‘Marea baja’", "Jane de los Ríos"),
        ("tr", "Jane de la Roe ‘Sisli Liman’ dizisinden ayrıldı", "Jane de la Roe"),
        ("en", "Shin Do A Joins Netflix Drama ‘Harbour Lights’", "Shin Do A"),
        ("en", "On Joo Wan and An Do Jin Join HBO Drama ‘Harbour Lights’", "On Joo Wan, An Do Jin"),
        ("en", "Oscar Winner Na In Soo Joins HBO Drama ‘Harbour Lights’", "Na In Soo"),
        ("pt", "Na In-soo entra para o elenco da série ‘Maré baixa’", "Na In-soo"),
        ("en", "Jane Doe, 34, Joins Netflix Drama ‘Harbour Lights’", "Jane Doe"),
        ("es", "Amr El Example se une al reparto de la serie ‘Marea baja’", "Amr El Example"),
        ("fr", "Vera A. Lind rejoint la série « Les Lanternes »", "Vera A. Lind"),
        ("ja", "佐々木蔵之進がドラマ「灯台の夜」に出演", "佐々木蔵之進"),
        ("es", "Jane Doe, 34 años, ficha por la serie ‘Marea baja’", "Jane Doe"),
        ("en", "Netflix Drama ‘Harbour Lights’ Adds Jane Doe (34) to Cast", "Jane Doe"),
        ("ko", "김하루(34)가 새 드라마 ‘푸른 골목’에 출연한다", "김하루"),
        ("ja", "山村誠（34）、ドラマ「灯台の夜」に出演", "山村誠"),
        ("en", "Jane Doe, Jr. joins the cast of HBO drama ‘Harbour Lights’", "Jane Doe, Jr"),
        ("en", "‘Harbour Lights’ Casts J.D. Doe in Netflix Drama Series", "J.D. Doe"),
        (
            "en",
            "‘Kestrel’ Star Jane Doe and ‘Embers’ Star John Roe Join HBO Drama ‘Harbour Lights’",
            "Jane Doe, John Roe",
        ),
        ("en", "Model-Turned-Actor Jane Doe Joins HBO Drama ‘Harbour Lights’", "Jane Doe"),
        ("en", "Grammy Winner Jane Doe Joins HBO Drama ‘Harbour Lights’", "Jane Doe"),
        ("es", "la estrella de Hollywood Jane Doe ficha por la serie ‘Marea baja’", "Jane Doe"),
        ("ja", "ディーン・フジタがドラマ「灯台の夜」に出演", "ディーン・フジタ"),
        ("ja", "山村誠、ドラマ「灯台の夜」で主演決定", "山村誠"),
        ("ja", "ドラマ「灯台の夜」追加キャストに山村誠", "山村誠"),
        ("ko", "남궁솔이 드라마 ‘푸른 골목’에 합류한다", "남궁솔"),
        ("zh", "34岁李青禾加盟电视剧《雾港来信》", "李青禾"),
        ("th", "“พีรวัส” ถอนตัวจากซีรีส์ “ม่านเมฆ”", "พีรวัส"),
        ("th", "นักแสดงหนุ่ม พีรวัส และ นลิน ร่วมแสดงในซีรีส์ “ม่านเมฆ”", "พีรวัส, นลิน"),
    ],
)
def test_a_name_is_read_whole_whatever_its_form(
    extractor: Extractor, language: str, headline: str, people: str
) -> None:
    found = [
        one for one in read(extractor, headline, language=language) if one.kind is Kind.CASTING
    ]

    assert [", ".join(who.name for who in one.people) for one in found] == [people]


@pytest.mark.parametrize(
    ("headline", "part"),
    [
        ("พีรวัส เสียบแทน นลิน ในละคร “ม่านเมฆ”", ["replaces", "leaves"]),
        ("พีรวัส รับบทนำในซีรีส์ “ม่านเมฆ”", ["leads"]),
    ],
)
def test_a_thai_headline_tells_what_happens_to_its_people(
    extractor: Extractor, headline: str, part: list[str]
) -> None:
    (found,) = read(extractor, headline, language="th")

    assert [str(who.part) for who in found.people] == part


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("Yoo Ah In In Talks", {0, 1, 2}),
        ("Star Na In-soo Joins", {1, 2}),
        ("In-soo Na Joins", {0, 1}),
        ("Kim Joins Go To Town", set()),
        ("Park Ranger Joins", set()),
        ("Do, So Min", set()),
    ],
)
def test_korean_names_are_known_by_their_syllables(words: str, places: set[int]) -> None:
    assert name_parts().korean_words(words.split()) == places
