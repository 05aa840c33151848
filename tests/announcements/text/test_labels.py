import pytest

from bot.announcements.text.forms import Text, normalise
from bot.announcements.text.labels import (
    Labels,
    label_end,
    tags_before,
    tags_behind,
    without_hashtags,
)

LABELS = Labels(["exclusive", "breaking news", "k-drama news", "독점", "video"], ["via"])


@pytest.mark.parametrize(
    ("folded", "proper"),
    [
        ("[exclusive] harbour lights renewed", "harbour lights renewed"),
        ("exclusive: harbour lights renewed", "harbour lights renewed"),
        ("breaking news - harbour lights renewed", "harbour lights renewed"),
        ("exclusive | harbour lights renewed", "harbour lights renewed"),
        ("【독점】종이 등불 제작", "종이 등불 제작"),
        ("k-drama news: harbour lights", "harbour lights"),
        ("( exclusive ): harbour lights", "harbour lights"),
        ("🚨 breaking news: exclusive: harbour lights", "harbour lights"),
        ("🎬✨ harbour lights", "harbour lights"),
        ("▶ [독점] 종이 등불 제작", "종이 등불 제작"),
        ("video exclusive! harbour lights renewed", "harbour lights renewed"),
        ("<독점> 종이 등불 제작", "종이 등불 제작"),
        ("[06/12] harbour lights renewed", "harbour lights renewed"),
        ("2031.05.14 harbour lights renewed", "harbour lights renewed"),
        ("14/05/2031 - harbour lights renewed", "harbour lights renewed"),
        ("rt @example: harbour lights renewed", "harbour lights renewed"),
        ("» harbour lights renewed", "harbour lights renewed"),
    ],
)
def test_a_label_in_front_is_no_part_of_the_headline(folded: str, proper: str) -> None:
    assert folded[label_end(folded, LABELS) :] == proper


@pytest.mark.parametrize(
    "folded",
    [
        "[review] harbour lights",  # tells what the item is
        "harbour lights: season 2 renewed",
        "exclusive harbour lights news",
        "[exclusive]",  # nothing stands behind it
        "🎬",
        "",
    ],
)
def test_other_words_in_front_belong_to_it(folded: str) -> None:
    assert label_end(folded, LABELS) == 0


def _said(plain: str, *, behind: bool = False) -> list[str]:
    """Return what tags say, in the order in which they are found."""
    folded = normalise(plain).folded
    found = (
        tags_behind(plain, folded, LABELS, at=0) if behind else tags_before(plain, folded, LABELS)
    )
    return [plain[tag.text_start : tag.text_end].strip() for tag in found]


@pytest.mark.parametrize(
    ("headline", "said"),
    [
        ("[별's 이슈] 종이 등불 제작", ["별's 이슈"]),
        ("[TV톡][독점] 종이 등불 제작", ["TV톡", "독점"]),
        ("3) Harbour Lights renewed", ["3)"]),
        ("No. 2: Harbour Lights renewed", ["No. 2:"]),
        ("#kdrama Harbour Lights renewed", ["#kdrama"]),
        ("(G)HOST returns", []),
        ("Harbour Lights: Season 2 renewed", []),
    ],
)
def test_what_stands_apart_in_front_may_be_a_tag(headline: str, said: list[str]) -> None:
    assert _said(headline) == said


@pytest.mark.parametrize(
    ("headline", "said"),
    [
        ("Harbour Lights renewed - Example Times", ["Example Times"]),
        ("Harbour Lights renewed | TV | The Example", ["The Example", "TV"]),
        ("Harbour Lights renewed (via Example)", ["via Example"]),
        ("Harbour Lights renewed - exampleHot #kdrama 🔥", ["🔥", "#kdrama", "exampleHot"]),
        ("종이 등불 제작 :: 보기뉴스", ["보기뉴스"]),
        ("《港湾灯火》续订_例子娱乐_例子网", ["例子网", "例子娱乐"]),
        ("「港の灯」続編決定：例デジタル", ["例デジタル"]),
        ("Harbour Lights renewed_例子网", ["例子网"]),
        ("Harbour Lights renewed（例）", ["例"]),
        ("Harbour Lights renewed | Video 2", ["Video 2"]),
        ("Harbour Lights renewed - and fans are happy", []),
        ("Harbour Lights: Jane Doe, John Roe", []),
        ("Harbour Lights (working title)", []),
    ],
)
def test_what_stands_apart_behind_may_be_a_tag(headline: str, said: list[str]) -> None:
    assert _said(headline, behind=True) == said


def test_hashtags_are_words_and_lead_back_to_the_original() -> None:
    text = without_hashtags(Text("#HarbourLights and #salt_road", "#HarbourLights and #salt_road"))

    assert text.plain == "‘Harbour Lights’ and salt road"
    assert text.span(0, 16) == (0, 14)
    assert text.span(21, 30) == (20, 29)
