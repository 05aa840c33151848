"""Articles for tests of reading, and what is read in them."""

from datetime import date

from bot.announcements.extract import Extractor
from bot.model import Announcement, Article, ArticleId, FeedId

ON = date(2031, 5, 14)


def article(
    headline: str, summary: str = "", *, language: str = "en", on: date | None = ON
) -> Article:
    """Return an article of nothing but these."""
    return Article(
        id=ArticleId("1"),
        feed_id=FeedId("feed"),
        headline=headline,
        summary=summary,
        language=language,
        published_on=on,
    )


def read(
    extractor: Extractor,
    headline: str,
    summary: str = "",
    *,
    language: str = "en",
    on: date | None = ON,
) -> tuple[Announcement, ...]:
    """Return what such an article announces."""
    return extractor.extract(article(headline, summary, language=language, on=on))
