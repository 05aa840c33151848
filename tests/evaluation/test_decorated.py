"""The figures of decorated headlines."""

from bot.announcements.extract import Extractor
from bot.announcements.lexicon.load import load_lexicons
from tests.announcements.reading import article
from tests.evaluation.decorated import CHANGES, tally


def test_labels_pictures_and_outlets_change_nothing_in_plain_news() -> None:
    extractor = Extractor(lexicons=load_lexicons())

    found = tally(extractor, [article("Netflix Renews ‘Harbour Lights’ for Season 2")])

    assert found["double marks for single ones"] == (1, 0)
    assert found["single marks for double ones"] == (0, 0)
    assert {name for name, (_, differ) in found.items() if differ} == set()
    assert found.keys() == CHANGES.keys()
