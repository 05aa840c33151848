"""Some desks begin a headline with the show or the person, and a colon or a bar."""

import pytest

from bot.announcements.extract import Extractor
from tests.announcements.reading import read


def shows(extractor: Extractor, headline: str, summary: str = "") -> list[str]:
    return [one.show for one in read(extractor, headline, summary, language="ja", on=None)]


def test_a_show_may_open_a_headline_before_a_colon(extractor: Extractor) -> None:
    found = shows(extractor, "霧の停車場で待つ:「遠い灯台」の作者の人気マンガがテレビアニメ化")

    assert found == ["霧の停車場で待つ"]


@pytest.mark.parametrize(
    "opening",
    ["北見ゆい", "桐谷蒼太&三上はるか", "声優・桐谷蒼太", "AB12桐谷蒼太", "秋の新番組"],
)
def test_people_and_rubrics_that_open_a_headline_are_no_show(
    extractor: Extractor, opening: str
) -> None:
    assert shows(extractor, f"{opening}:ドラマ「霧の停車場」第2期制作決定") == ["霧の停車場"]


def test_what_has_the_form_of_a_name_is_a_show_where_the_summary_marks_it(
    extractor: Extractor,
) -> None:
    headline = "霧列車:「少年灯台」の人気マンガ テレビアニメ第2期制作決定"

    assert shows(extractor, headline) != ["霧列車"]
    assert shows(extractor, headline, "テレビアニメ「霧列車」の第2期が制作される。") == ["霧列車"]


def test_the_show_may_stand_last_between_angle_brackets(extractor: Extractor) -> None:
    headline = "桐谷蒼太がクランクアップ「最高の現場」に感謝<霧の停車場で待つ>"

    assert shows(extractor, headline) == ["霧の停車場で待つ"]


def test_the_day_on_which_a_cast_is_told_is_no_premiere(extractor: Extractor) -> None:
    summary = "15日、NHKの「ドラマ10」枠で放送中の時代劇「霧の停車場」の追加キャストが発表された。"
    found = shows(extractor, "三上はるかが『霧の停車場』追加キャストに", summary)

    assert found == ["霧の停車場"]


@pytest.mark.parametrize("sign", ["｜", "丨"])
def test_in_hong_kong_a_bar_stands_behind_the_show(extractor: Extractor, sign: str) -> None:
    rest = f"{sign}TVB今日舉行開鏡禮 李若白沈清和主演"

    assert {one.show for one in read(extractor, f"霧港{rest}", language="zh", on=None)} == {"霧港"}
    assert read(extractor, f"李若白{rest}", language="zh", on=None) == ()
