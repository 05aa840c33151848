"""Names that a remark says to be titles, and what people and makers are no title."""

import pytest

from bot.announcements.extract import Extractor
from bot.model import Kind, Status
from tests.announcements.reading import read


@pytest.mark.parametrize(
    "remark", ["(working title)", "(literal translation)", "(tentative title)"]
)
def test_a_name_before_a_remark_is_a_title(extractor: Extractor, remark: str) -> None:
    (found,) = read(
        extractor,
        "Han Seo-jin in talks for new drama",
        f"Han Seo-jin is in talks to star in The Lamp and Us {remark}, set in Busan.",
    )

    assert (found.show, found.status) == ("The Lamp and Us", Status.REPORTED)


def test_the_summary_answers_a_question_of_the_headline(extractor: Extractor) -> None:
    (found,) = read(
        extractor,
        "Han Seo-jin to star in a historical drama?",
        "Han Seo-jin is reviewing an offer to lead “Paper Lanterns”.",
    )

    assert (found.kind, found.show) == (Kind.CASTING, "Paper Lanterns")


def test_a_question_that_nothing_answers_tells_nothing(extractor: Extractor) -> None:
    assert not read(
        extractor,
        "Han Seo-jin to star in a historical drama?",
        "Viewers wonder what is next after “Paper Lanterns”.",
    )


def test_whom_the_summary_calls_an_actor_is_no_show(extractor: Extractor) -> None:
    (found,) = read(
        extractor,
        "Han Seo-jin starts filming",
        "Actor Han Seo-jin has begun filming the new drama ‘Paper Lanterns’.",
    )

    assert (found.kind, found.show) == (Kind.FILMING, "Paper Lanterns")


def test_a_show_that_only_says_who_writes_is_not_the_news(extractor: Extractor) -> None:
    (found,) = read(
        extractor, "Han Seo-jin to star in drama Lamplight by ‘Harbour Lights’ writer", ""
    )

    assert found.show == "Lamplight"
