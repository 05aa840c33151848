"""Headlines that tell of several shows: each has its own news, season and day."""

import pytest

from bot.announcements.extract import Extractor
from tests.announcements.reading import read

TOLD = [
    (
        "en",
        "‘Kestrel’ renewed for season 2, ‘Ninth Street’ cancelled at Fox",
        {("Kestrel", "renewal", 2, None), ("Ninth Street", "cancellation", None, None)},
    ),
    (
        "en",
        "Kestrel Sets March 4 Premiere Date, Ninth Street Renewed for Season 2",
        {("Kestrel", "premiere", None, "2032-03-04"), ("Ninth Street", "renewal", 2, None)},
    ),
    (
        "en",
        "‘Kestrel’ wraps filming, ‘Ninth Street’ begins production",
        {("Kestrel", "filming", None, None), ("Ninth Street", "filming", None, None)},
    ),
    (
        "en",
        "‘Kestrel’ renewed for season 5, Jane Doe cast in ‘Ninth Street’",
        {("Kestrel", "renewal", 5, None), ("Ninth Street", "casting", None, None)},
    ),
    (
        "zh",
        "《守灯人》续订第二季，《红隼》续订第三季",
        {("守灯人", "renewal", 2, None), ("红隼", "renewal", 3, None)},
    ),
    (
        "zh",
        "《守灯人》定档3月4日，《红隼》开机",
        {("守灯人", "premiere", None, "2032-03-04"), ("红隼", "filming", None, None)},
    ),
    (
        "ja",
        "「灯台守たち」シーズン2更新、「ケストレル」は打ち切り",
        {("灯台守たち", "renewal", 2, None), ("ケストレル", "cancellation", None, None)},
    ),
    (
        "es",
        "Netflix renueva «Cernícalo» por una segunda temporada y cancela «Luces del puerto»",
        {("Cernícalo", "renewal", 2, None), ("Luces del puerto", "cancellation", None, None)},
    ),
    (
        "pt",
        "Netflix renova 'Falcão' para a 2ª temporada e cancela 'Luzes do Porto'",
        {("Falcão", "renewal", 2, None), ("Luzes do Porto", "cancellation", None, None)},
    ),
    (
        "tr",
        "'Kerkenez' iptal edildi, 'Liman Işıkları' 2. sezon onayı aldı",
        {("Kerkenez", "cancellation", None, None), ("Liman Işıkları", "renewal", 2, None)},
    ),
    (
        "id",
        "'Elang Senja' lanjut season 2, 'Cahaya Pelabuhan' dibatalkan",
        {("Elang Senja", "renewal", 2, None), ("Cahaya Pelabuhan", "cancellation", None, None)},
    ),
    (
        "en",
        "Fox cancels ‘Kestrel’ after two seasons but renews ‘Ninth Street’ for season 4",
        {("Kestrel", "cancellation", None, None), ("Ninth Street", "renewal", 4, None)},
    ),
    (
        "id",
        "Penjaga Mercusuar selesai syuting, Elang Senja mulai syuting",
        {("Penjaga Mercusuar", "filming", None, None), ("Elang Senja", "filming", None, None)},
    ),
    (
        "ja",
        "「灯台守たち」第2期、「ケストレル」第3期の制作が決定",
        {("灯台守たち", "renewal", 2, None), ("ケストレル", "renewal", 3, None)},
    ),
    (
        "ko",
        "'등대지기들' 3월 4일, '항구의 불빛' 3월 11일 첫 방송",
        {
            ("등대지기들", "premiere", None, "2032-03-04"),
            ("항구의 불빛", "premiere", None, "2032-03-11"),
        },
    ),
    (
        "tr",
        "'Kerkenez' 4 Mart'ta, 'Liman Işıkları' 11 Mart'ta başlıyor",
        {
            ("Kerkenez", "premiere", None, "2032-03-04"),
            ("Liman Işıkları", "premiere", None, "2032-03-11"),
        },
    ),
    (
        "fr",
        "«Crécerelle» renouvelée pour une saison 2, «Lumières du port» pour une saison 3",
        {("Crécerelle", "renewal", 2, None), ("Lumières du port", "renewal", 3, None)},
    ),
    (
        "id",
        "'Elang Senja', dari kreator 'Cahaya Pelabuhan', diperpanjang ke season 2",
        {("Elang Senja", "renewal", 2, None)},
    ),
    (
        "th",
        'ละคร "เหยี่ยวแดง" แทน "แสงแห่งท่าเรือ" ออกอากาศ 4 มีนาคม',
        {("เหยี่ยวแดง", "premiere", None, "2032-03-04")},
    ),
]


@pytest.mark.parametrize(("language", "headline", "told"), TOLD)
def test_each_show_of_a_headline_has_its_own_news_season_and_day(
    extractor: Extractor,
    language: str,
    headline: str,
    told: set[tuple[str, str, int | None, str | None]],
) -> None:
    """What stands beside one show is not told of another."""
    found = read(extractor, headline, language=language)

    assert {
        (one.show, one.kind.value, one.season, str(one.when) if one.when else None) for one in found
    } == told


def test_a_season_before_its_show_is_no_season_of_the_show_before(extractor: Extractor) -> None:
    """A comma parts it from that one, and nothing from its own."""
    found = read(extractor, "‘Kestrel’ cancelled, season 2 of ‘Ninth Street’ begins filming")

    assert {(one.show, one.season) for one in found} == {("Kestrel", None), ("Ninth Street", 2)}


def test_good_news_of_a_headline_counts_where_its_summary_tells_it(extractor: Extractor) -> None:
    """Only then: by itself it tells nothing."""
    hint = "'등대지기들', 팬들에게 반가운 소식"

    assert not read(extractor, hint, language="ko")
    [renewal] = read(extractor, hint, "드라마 '등대지기들'의 시즌2 제작이 확정됐다.", language="ko")
    assert (renewal.show, renewal.season) == ("등대지기들", 2)
