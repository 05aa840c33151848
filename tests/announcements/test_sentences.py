"""Where statements end and which words are names, in languages not written as English is."""

from bot.announcements.extract import Extractor
from bot.model import Kind, Status
from tests.announcements.reading import read


def test_a_chinese_question_that_has_ended_asks_nothing_of_what_follows(
    extractor: Extractor,
) -> None:
    (one,) = read(extractor, "谁是凶手?《雾港来信》确定续订第二季", language="zh")

    assert (one.kind, one.status) == (Kind.RENEWAL, Status.CONFIRMED)
    assert read(extractor, "《雾港来信》确定续订第二季?", language="zh") == ()


def test_a_chinese_space_keeps_hearsay_from_the_statement_before_it(extractor: Extractor) -> None:
    found = read(extractor, "《雾港来信》确定续订第二季 传女主角换人拍摄", language="zh")

    assert (found[0].kind, found[0].status) == (Kind.RENEWAL, Status.CONFIRMED)


def test_letters_that_the_summary_does_not_know_give_way_to_the_show_that_it_marks(
    extractor: Extractor,
) -> None:
    summary = "奇幻台剧《雾港来信》宣布定档于7月27日首播。"

    found = read(extractor, "大导演监制台剧7月登场 影后卡司曝光", summary, language="zh")

    assert {one.show for one in found} == {"雾港来信"}


def test_who_makes_any_show_is_no_show(extractor: Extractor) -> None:
    assert (
        read(extractor, "Antena 3 empieza el rodaje de una nueva serie de Aranda", language="es")
        == ()
    )


def test_a_label_is_the_show_and_not_who_writes_it(extractor: Extractor) -> None:
    (one,) = read(
        extractor, "Farol: novela de Lia Prado estreia em 10 de outubro na Globo", language="pt"
    )

    assert one.show == "Farol"


def test_a_day_with_a_capital_amid_a_sentence_is_a_word_of_a_title(extractor: Extractor) -> None:
    (one,) = read(
        extractor, "Netflix renova a série Farol do Amanhã para segunda temporada", language="pt"
    )

    assert one.show == "Farol do Amanhã"


def test_an_article_with_a_capital_belongs_to_the_title(extractor: Extractor) -> None:
    (one,) = read(extractor, "Netflix cancela A Hora do Farol após três temporadas", language="pt")

    assert one.show == "A Hora do Farol"


def test_a_place_where_cameras_roll_is_no_show(extractor: Extractor) -> None:
    (one,) = read(
        extractor, '"Le Phare" : le tournage de la série a débuté dans le Nord', language="fr"
    )

    assert one.show == "Le Phare"
