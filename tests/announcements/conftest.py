import pytest

from bot.announcements.extract import Extractor
from bot.announcements.lexicon.load import Lexicons, load_lexicons


@pytest.fixture(scope="session")
def lexicons() -> Lexicons:
    return load_lexicons()


@pytest.fixture(scope="session")
def extractor(lexicons: Lexicons) -> Extractor:
    return Extractor(lexicons=lexicons)
