"""What the spellings of one name have in common, and what they must not lose."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.shows.hanzi import one_form
from bot.shows.names import (
    Script,
    drop_series,
    fold,
    is_latin,
    plain,
    script,
    sounds,
    split_brackets,
    split_number,
    split_possessive,
    split_season,
    split_subtitle,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Harbour Lane", "HARBOUR  lane"),
        ("The Salt Orchard", "Salt Orchard"),
        ("A Quiet Ferry", "quiet ferry"),
        ("Café Lumen", "Cafe Lumen"),
        ("Smørhavn & Łódź", "Smorhavn and Lodz"),
        ("Yağmur Işığı", "yagmur isigi"),
        ("İnci", "inci"),
        ("It’s Only Weather", "Its Only Weather"),
        ("D.P.", "DP"),
        ("Q.E.D. Coast", "QED Coast"),
        ("M*O*O*R", "Moor"),
        ("Night-Ferry", "Night Ferry"),
        ("7-7-1: Pier", "771 Pier"),
        ("Ｈａｒｂｏｕｒ", "harbour"),
        ("달빛 우체국", "달빛우체국"),
        (unicodedata.normalize("NFD", "달빛"), "달빛"),
        ("おっさん", "オッサン"),
        ("ﾄﾞｸﾀｰ", "ドクター"),
        ("霧港謎城", "雾港谜城"),
        ("桜の恋", "樱の恋"),
        ("鯨與鳧", "鲸与凫"),
        ("고요한 크리쳐", "고요한 크리처"),
        ("Salt + Ember", "Salt & Ember"),
        ("Mister Harbour", "Mr. Harbour"),
        ("Saint Lund v. Moor", "St. Lund v Moor"),
    ],
)
def test_spellings_of_one_name_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Season of Salt", "Reason of Salt"),
        ("かき", "がき"),
        ("ปิ่น", "ป่น"),
        ("Pier 19", "Pier 20"),
        ("A.P. Moor", "P. Moor"),
        ("?", "!"),
    ],
)
def test_different_names_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(name: str) -> None:
    # But for the articles: "The A Word" may lose one at a time.
    if not plain(name).startswith(("the ", "a ", "an ")):
        assert fold(fold(name)) == fold(name)


@given(st.text(max_size=60))
def test_any_text_is_a_name(name: str) -> None:
    """Nothing that a feed can hold makes the look-up fail."""
    assert " " not in fold(name)
    assert bool(fold(name)) == bool(unicodedata.normalize("NFKC", name).strip())
    sounds(name)
    assert len(one_form(name)) == len(name)
    base, number = split_season(name)
    assert number is None or (number > 0 and base)
    split_number(name)
    for halves in (split_subtitle(name), split_brackets(name), split_possessive(name)):
        assert halves is None or all(halves)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Harbour Lane", Script.LATIN),
        ("달빛 Cafe", Script.HANGUL),
        ("ドクターX", Script.KANA),
        ("霧港", Script.HAN),
        ("ปิ่น", Script.OTHER),
        ("?!", Script.OTHER),
    ],
)
def test_a_name_has_a_script(name: str, expected: Script) -> None:
    assert script(name) is expected
    assert is_latin(fold(name)) is (expected is Script.LATIN)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dalbit Uchegug", "Dalbit Oocheguk"),
        ("달빛 우체국", "Dalbich Ucheguk"),
        ("꽃밭 가는 길", "Kkotbat Ganeun Gil"),
        ("Bimilui Seom", "Bimilui Sum"),
        ("Toudai no Hikari", "Todai no Hikari"),
        ("ムーンライト", "Mūnraito"),
    ],
)
def test_romanisations_of_one_name_sound_alike(one: str, other: str) -> None:
    assert set(sounds(one)) & set(sounds(other))


@pytest.mark.parametrize(
    ("name", "base", "season"),
    [
        ("Harbour Lane Season 2", "Harbour Lane", 2),
        ("Harbour Lane: Series Three", "Harbour Lane", 3),
        ("Harbour Lane, the Second Season", "Harbour Lane", 2),
        ("Harbour Lane (Season 12)", "Harbour Lane", 12),
        ("Harbour Lane S4", "Harbour Lane", 4),
        ("Harbour Lane Part II", "Harbour Lane", 2),
        ("Harbour Lane 3rd Season", "Harbour Lane", 3),
        ("El Faro temporada 2", "El Faro", 2),
        ("El Faro 5ª temporada", "El Faro", 5),
        ("Liman 2. Sezon", "Liman", 2),
        ("달빛우체국 시즌2", "달빛우체국", 2),
        ("달빛우체국 2기", "달빛우체국", 2),
        ("霧港 第二季", "霧港", 2),
        ("灯台 シーズン３", "灯台", 3),
        ("灯台 第2期", "灯台", 2),
        ("ปิ่น ซีซั่น 2", "ปิ่น", 2),
        ("Harbour Lane", "Harbour Lane", None),
        ("Pier 19", "Pier 19", None),
        ("Heroes 2", "Heroes 2", None),
        ("Harbour Lane: The Final Season", "Harbour Lane: The Final Season", None),
        ("Season 2", "Season 2", None),
    ],
)
def test_a_season_said_after_a_name_is_dropped(name: str, base: str, season: int | None) -> None:
    found = split_season(name)

    assert found[1] == season
    if season is not None:
        assert found[0] == base


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Harbour Lane 2", ("Harbour Lane", 2)),
        ("달빛우체국3", ("달빛우체국", 3)),
        ("Harbour Lane IV", ("Harbour Lane", 4)),
        ("Pier 1988", ("Pier 1988", None)),
        ("Harbour Lane", ("Harbour Lane", None)),
    ],
)
def test_a_number_glued_to_a_name_is_found(name: str, expected: tuple[str, int | None]) -> None:
    assert split_number(name) == expected


def test_names_come_apart_where_they_are_joined() -> None:
    assert split_subtitle("Harbour: The Lane") == ("Harbour", "The Lane")
    assert split_subtitle("灯台〜夜の海〜") == ("灯台", "夜の海")
    assert split_subtitle("Harbour – The Lane") == ("Harbour", "The Lane")
    assert split_subtitle("Night-Ferry") is None
    assert split_brackets("ปิ่น (Harbour Lane)") == ("ปิ่น", "Harbour Lane")
    assert split_brackets("(Harbour) Lane") is None
    assert split_possessive("Marta Quill's Harbour Lane") == ("Marta Quill's", "Harbour Lane")
    assert split_possessive("Marta's Lane") is None
    assert drop_series("Harbour: The Series") == "Harbour"
    assert drop_series("Harbour Lane") is None
