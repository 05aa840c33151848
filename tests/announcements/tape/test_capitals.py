"""What a capital tells of a word that else ends or opens a clause."""

import pytest

from bot.announcements.extract import Extractor
from tests.announcements.reading import read


@pytest.mark.parametrize(
    ("headline", "show"),
    [
        ("Filming begins on drama Says Who Sets Sail in western Ireland", "Says Who Sets Sail"),
        ("ITV orders second series of drama Where It Ends for next year", "Where It Ends"),
        ("Cameras roll on police drama After the Storm near Leeds", "After the Storm"),
    ],
)
def test_in_a_sentence_a_capital_makes_a_small_word_one_of_a_name(
    extractor: Extractor, headline: str, show: str
) -> None:
    assert {one.show for one in read(extractor, headline, "")} == {show}


def test_in_a_headline_of_capitals_it_does_not(extractor: Extractor) -> None:
    (found,) = read(extractor, "Filming Begins on Drama Kestrel Road After the Storm", "")
    assert found.show == "Kestrel Road"
