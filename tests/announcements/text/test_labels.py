import pytest

from bot.announcements.text.labels import label_end

LABELS = {"exclusive", "breaking news", "k-drama news", "독점"}


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
