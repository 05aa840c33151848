"""Titles of which one quotation mark is missing."""

import pytest

from bot.announcements.extract import Extractor
from tests.announcements.reading import article


@pytest.mark.parametrize(
    ("language", "headline", "shows"),
    [
        ("en", "‘Harbour Lights renewed for second season at Hulu", ["Harbour Lights"]),
        ("en", "‘Harbour Lights Season 2 Renewed at Hulu", ["Harbour Lights"]),
        ("en", "Hulu renews “Harbour Lights for season 2", ["Harbour Lights"]),
        ("en", "Hulu Renews ‘Harbour Lights Ahead of Season 2", ["Harbour Lights"]),
        (
            "en",
            "Jane Doe joins the cast of drama ‘Moon Over the Harbour",
            ["Moon Over the Harbour"],
        ),
        ("en", "Harbour Lights’ Renewed for Season 2 at Hulu", ["Harbour Lights"]),
        ("en", "Hulu renews the lake drama Keepers of Time’ for season 2", ["Keepers of Time"]),
        ("en", "Hulu Renews Jane Doe’s Kestrel’ for Season 2", ["Kestrel"]),
        ("en", "‘Harbour Lights» renewed for season 2 at Hulu", ["Harbour Lights"]),
        ("en", "The Lanterns' end: Hulu renews ‘Kestrel’ for season 2", ["Kestrel"]),
        (
            "es",
            "Netflix renueva 'El faro del norte por una segunda temporada",
            ["El faro del norte"],
        ),
        ("ko", "‘소금 호텔 시즌2 제작 확정", ["소금 호텔"]),
        ("ko", "홍길동, ‘소금 호텔 캐스팅 확정", ["소금 호텔"]),
        ("ko", "홍길동, 드라마 소금 호텔’ 출연 확정", ["소금 호텔"]),
        ("ja", "「銀の翼アニメ化決定", ["銀の翼"]),
        ("zh", "电视剧雾港来信》第二季杀青", ["雾港来信"]),
    ],
)
def test_the_other_end_of_a_title_is_seen(
    extractor: Extractor, language: str, headline: str, shows: list[str]
) -> None:
    found = extractor.extract(article(headline, language=language))

    assert [one.show for one in found] == shows
    for one in found:
        for piece in one.evidence:
            assert 0 <= piece.start < piece.end <= len(headline)


def test_many_lone_marks_are_left_as_they_stand(extractor: Extractor) -> None:
    headline = "Hulu renews " + "‘a " * 100

    assert extractor.extract(article(headline, language="en")) == ()
