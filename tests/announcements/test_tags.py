"""Headlines with tags round them: what says nothing is left out, what tells stays."""

import pytest

from bot.announcements.extract import Extractor
from tests.announcements.reading import article


def _told(extractor: Extractor, headline: str, language: str = "en") -> list[tuple[str, str]]:
    found = extractor.extract(article(headline, language=language))
    return [(one.kind.value, one.show) for one in found]


@pytest.mark.parametrize(
    ("headline", "language"),
    [
        ("[별's 이슈] tvN '종이 등불' 시즌2 제작 확정", "ko"),
        ("EXCLUSIVE: 《纸灯笼》第二季官宣", "zh"),
        ("「紙の灯籠」シーズン2制作決定：例デジタル", "ja"),
        ("【独占】‘Kâğıt Fener’ 2. sezon onayını aldı | YouTube", "tr"),
    ],
)
def test_a_tag_in_another_language_does_not_change_the_language(
    extractor: Extractor, headline: str, language: str
) -> None:
    assert [kind for kind, _ in _told(extractor, headline, language)] == ["renewal"]


@pytest.mark.parametrize(
    "headline",
    [
        "Netflix renews #HarbourLights for season 2",
        "#HarbourLights renewed for season 2 at Netflix",
        "Netflix orders a second season of #HarbourLights #kdrama",
    ],
)
def test_a_tag_may_name_the_show(extractor: Extractor, headline: str) -> None:
    assert _told(extractor, headline) == [("renewal", "Harbour Lights")]


def test_a_network_behind_a_bar_makes_no_news(extractor: Extractor) -> None:
    """A video of a channel has its network behind it, whatever it is about."""
    without = _told(extractor, "Jane Doe joins Harbour Lights")

    assert _told(extractor, "Jane Doe joins Harbour Lights | Netflix") == without == []


@pytest.mark.parametrize(
    ("headline", "language"),
    [
        ("[인터뷰] ‘종이 등불’ 이도윤 출연 확정", "ko"),
        ("‘Harbour Lights’ season 2 premieres May 3 | Recap", "en"),
    ],
)
def test_a_tag_that_says_what_the_item_is_still_tells(
    extractor: Extractor, headline: str, language: str
) -> None:
    plain = headline.replace("[인터뷰] ", "").replace(" | Recap", "")

    assert _told(extractor, headline, language) != _told(extractor, plain, language)


def test_the_day_of_a_tag_is_not_that_of_the_news(extractor: Extractor) -> None:
    found = extractor.extract(article("2031.05.14 ‘Harbour Lights’ season 2 to begin filming"))

    assert [one.when for one in found] == [None]


def test_evidence_stands_where_it_stood(extractor: Extractor) -> None:
    headline = "[Exclusive] Netflix Renews ‘Harbour Lights’ for Season 2 | Example Times"

    (found,) = extractor.extract(article(headline))

    for proof in found.evidence:
        assert headline[proof.start : proof.end] == proof.text


@pytest.mark.parametrize(
    "headline",
    [
        "Netflix Renews 🎉 Harbour Lights 🔥 For Season 2",
        "①Netflix Renews Harbour Lights For Season 2",
        "Via Example Times: Netflix Renews Harbour Lights For Season 2",
        "BREAKING 🚨: Netflix Renews Harbour Lights For Season 2 https://example.com/1",
        "Netflix Renews Harbour Lights For Season 2 (2/2)",
        "1/3: Netflix Renews Harbour Lights For Season 2 // Example",
    ],
)
def test_small_pictures_numbers_sources_and_links_change_nothing(
    extractor: Extractor, headline: str
) -> None:
    assert _told(extractor, headline) == [("renewal", "Harbour Lights")]


def test_a_network_behind_a_bar_is_the_announcements(extractor: Extractor) -> None:
    (found,) = extractor.extract(article("Harbour Lights Renewed for Season 2 | Netflix"))

    assert found.network == "Netflix"
