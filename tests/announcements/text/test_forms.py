import sys

from hypothesis import given
from hypothesis import strategies as st

from bot.announcements.text.forms import fold, normalise


def test_ascii_without_oddities_is_left_alone() -> None:
    text = normalise("Plain words, 2031.")

    assert text.plain == text.original
    assert text.span(0, 5) == (0, 5)


def test_white_space_collapses_and_places_lead_back() -> None:
    text = normalise("  Harbour \t\n Lights\u200b begins ")

    assert text.plain == "Harbour Lights begins"
    start, end = text.span(8, 14)
    assert text.original[start:end] == "Lights"


def test_compatibility_forms_are_undone_cluster_by_cluster() -> None:
    text = normalise("ﾄﾞﾗﾏ ﬁlm e\u0301t… ２")

    assert text.plain == "ドラマ film ét... 2"
    start, end = text.span(text.plain.index("film"), text.plain.index("film") + 2)
    assert text.original[start:end] == "ﬁ"


def test_jamo_join_to_syllables() -> None:
    assert normalise("\u1112\u1161\u11ab").plain == "한"


def test_folding_takes_case_and_latin_accents_and_no_character() -> None:
    assert fold("ÉLITE Ñandú ’n İstanbul ŞIK Œuvre") == "elite nandu 'n istanbul sik œuvre"
    assert fold("드라마") == "드라마"


def test_folding_takes_traditional_letters_to_simplified_ones() -> None:
    """A phrase stands once in a lexicon and is found in the news of Taipei and Hong Kong, too."""
    assert fold("《霧港來信》殺青 將於後年開播") == "《雾港来信》杀青 将于后年开播"
    assert fold("撮影開始") == fold("撮影开始")


def test_no_character_grows_when_folded() -> None:
    for code in range(sys.maxunicode + 1):
        assert len(fold(chr(code))) == 1


@given(st.text(max_size=120))
def test_cleaning_twice_changes_nothing(original: str) -> None:
    once = normalise(original).plain

    assert normalise(once).plain == once


@given(st.text(min_size=1, max_size=120))
def test_every_place_leads_back_into_the_original(original: str) -> None:
    text = normalise(original)

    for at in range(len(text.plain)):
        start, end = text.span(at, at + 1)
        assert 0 <= start < end <= len(original)


@given(st.text(max_size=200))
def test_folding_keeps_every_place(text: str) -> None:
    assert len(fold(text)) == len(text)
