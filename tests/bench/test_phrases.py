from datetime import date

from bot.announcements.extract import Extractor
from bot.announcements.learned.load import nothing_learned
from bot.announcements.lexicon.load import Lexicons, parse_lexicon
from bot.announcements.lexicon.networks import Networks
from bot.model import Article, ArticleId, FeedId
from tests.bench.phrases import costs

LEXICON = """
[[renewal]]
name = "renewed"
phrases = ["{title} renewed", "{title} with {date}"]
"""


def article(headline: str) -> Article:
    return Article(
        id=ArticleId(headline),
        feed_id=FeedId("feed"),
        headline=headline,
        summary="",
        publisher="",
        language="en",
        published_at=None,
        published_on=date(2026, 11, 1),
    )


def test_a_phrase_that_opens_the_gate_for_nothing_is_listed_first() -> None:
    """What tells something has earned its cost; what is only asked for stands behind."""
    lexicon = parse_lexicon(LEXICON, language="en")
    extractor = Extractor(
        lexicons=Lexicons(by_language={"en": lexicon}, networks=Networks([])),
        learned=nothing_learned,
    )
    read = [
        article("'Harbour Lights' renewed"),
        article("they renewed it in Kent"),
        article("tea with Jane"),
        article("coffee with Ann"),
    ]

    first, second = costs(extractor, read, language="en")

    assert (first.phrase, first.alone, first.opened, first.asked) == ("{title} renewed", 1, 1, 2)
    assert (second.alone, second.opened, second.asked) == (0, 0, 2)


def test_a_language_that_nothing_is_read_in_costs_nothing() -> None:
    extractor = Extractor(
        lexicons=Lexicons(by_language={}, networks=Networks([])), learned=nothing_learned
    )

    assert costs(extractor, [article("Harbour Lights")], language="en") == []
