"""The shipped catalogue and its index, made once for all tests that only read them."""

import pytest

from bot.shows.catalogue import Catalogue, load_catalogue
from bot.shows.match import ShowIndex


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="session")
def index(catalogue: Catalogue) -> ShowIndex:
    """Return the index of the shipped catalogue; tests that add to an index make their own."""
    return ShowIndex(catalogue.shows)
