import re

import pytest

from bot.announcements.extract import Extractor
from bot.announcements.learned.load import nothing_learned
from bot.announcements.lexicon.load import Lexicons
from bot.announcements.lexicon.no_series import NoSeries
from bot.errors import LexiconError
from tests.announcements.reading import article

LIST = "# what is none\nfilm\tThe Tin Harbour\n\nprogramme\tBake It\nprogramme\tCapital\tfr,es\n"


def test_titles_are_read_by_kind_and_folded() -> None:
    read = NoSeries.from_text(LIST, language="en")
    assert read.films == {"the tin harbour"}
    assert read.programmes == {"bake it"}


def test_a_title_with_languages_is_one_for_these_alone() -> None:
    assert NoSeries.from_text(LIST, language="fr").programmes == {"bake it", "capital"}
    assert "capital" not in NoSeries.from_text(LIST, language="tr").programmes


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("film\tOne\nmusic\tTwo\n", "line 2: must be film or programme"),
        ("film One\n", "line 1: must be film or programme"),
        ("film\t\n", "line 1: must be film or programme"),
        ("film\tOne\ten\tmore\n", "line 1: must be film or programme"),
        ("film\tÉden\n\nfilm\teden\n", "line 3: 'eden' is told twice"),
    ],
)
def test_a_wrong_line_is_named(text: str, says: str) -> None:
    with pytest.raises(LexiconError, match=re.escape(f"no_series.tsv: {says}")):
        NoSeries.from_text(text, language="en")


def test_a_film_of_the_list_is_none_unless_the_text_calls_it_a_series(lexicons: Lexicons) -> None:
    extractor = Extractor(lexicons=lexicons, learned=nothing_learned)
    assert "the holdovers" in lexicons.by_language["en"].no_series.films
    assert not extractor.extract(article("Jane Doe Joins ‘The Holdovers’ At Netflix"))
    assert extractor.extract(article("Jane Doe Joins Netflix Series ‘The Holdovers’"))


def test_languages_share_the_programmes_of_the_list(lexicons: Lexicons) -> None:
    for language in ("en", "es", "ko"):
        assert "american idol" in lexicons.by_language[language].no_series.programmes
