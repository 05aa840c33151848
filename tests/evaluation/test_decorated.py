"""The figures of decorated headlines."""

from bot.announcements.extract import Extractor
from bot.announcements.learned.load import nothing_learned
from bot.announcements.lexicon.load import load_lexicons
from tests.announcements.reading import article
from tests.evaluation.decorated import CHANGES, tally


def test_what_an_outlet_does_to_plain_news_changes_nothing() -> None:
    extractor = Extractor(lexicons=load_lexicons(), learned=nothing_learned)

    found = tally(extractor, [article("Netflix Renews ‘Harbour Lights’ for Season 2")])

    assert found["“…”"].changed == {(True, "en"): 1}
    assert found["‘…’"].changed == {}, "the headline has these marks as it is"
    not_yet = {"a ‘show’ in small letters", "❝…❞", "〝…〟", "closing mark missing"}
    assert {name for name, one in found.items() if one.differ} <= not_yet
    assert found.keys() == CHANGES.keys()
