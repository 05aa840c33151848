"""Reading with what a test says was learned."""

from collections.abc import Iterable

from bot.announcements.extract import Extractor
from bot.announcements.learned.load import Learned
from bot.announcements.lexicon.load import Lexicons
from bot.model import Announcement, Kind
from tests.announcements.reading import article


def with_learned(lexicons: Lexicons, what: Learned) -> Extractor:
    """Return what reads with it."""
    return Extractor(lexicons=lexicons, learned=lambda language: what)


def in_short(found: Iterable[Announcement]) -> list[tuple[Kind, str, int | None]]:
    """Return kind, show and season of each announcement."""
    return [(one.kind, one.show, one.season) for one in found]


def reasons(extractor: Extractor, headline: str, summary: str = "") -> list[str]:
    """Return why each phrase of an item that led to nothing did so."""
    return [why for _, _, why in extractor.read(article(headline, summary)).dropped]
