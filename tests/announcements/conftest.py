import pytest

from bot.announcements.extract import Extractor
from bot.announcements.learned.load import nothing_learned
from bot.announcements.lexicon.load import Lexicons, load_lexicons


@pytest.fixture(scope="session")
def lexicons() -> Lexicons:
    return load_lexicons()


@pytest.fixture(scope="session")
def extractor(lexicons: Lexicons) -> Extractor:
    """The rules alone: what an encoder adds is tested in `learned`."""
    return Extractor(lexicons=lexicons, learned=nothing_learned)
