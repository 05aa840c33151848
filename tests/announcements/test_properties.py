"""What holds for any text: nothing raises, evidence lies inside it, nothing is kept of it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.announcements.extract import Extractor
from bot.announcements.lexicon.load import Lexicons
from tests.announcements.learned.fakes import SURE
from tests.announcements.reading import article

WORDS = st.sampled_from(
    [
        "‘Harbour Lights’",
        "Renewed",
        "for",
        "Season",
        "3",
        "Netflix",
        "cancels",
        "filming",
        "begins",
        "?",
        "‘",
        "“",
        "\u200b",
        "(",
        "joins",
        "Jane",
        "Doe",
        "and",
        ",",
        "in",
        "2031",
        "drama",
        "넷플릭스",
        "시즌2",
        "制作决定",
        "《",
        "》",
        "\n",
        "premiere",
        "date",
        "to",
        "star",
    ]
)


@settings(deadline=None, max_examples=200)
@given(headline=st.text(max_size=200), summary=st.text(max_size=400))
def test_no_text_raises_and_evidence_lies_inside_it(
    extractor: Extractor, headline: str, summary: str
) -> None:
    _check_evidence(extractor, headline, summary)


@settings(deadline=None, max_examples=300)
@given(headline=st.lists(WORDS, max_size=14), summary=st.lists(WORDS, max_size=30))
def test_no_news_like_text_raises_and_evidence_lies_inside_it(
    extractor: Extractor, headline: list[str], summary: list[str]
) -> None:
    _check_evidence(extractor, " ".join(headline), " ".join(summary))


@settings(deadline=None, max_examples=150)
@given(headline=st.lists(WORDS, max_size=14), summary=st.lists(WORDS, max_size=10))
def test_an_encoder_that_is_sure_of_everything_breaks_nothing(
    lexicons: Lexicons, headline: list[str], summary: list[str]
) -> None:
    sure = Extractor(lexicons=lexicons, learned=lambda language: SURE)

    _check_evidence(sure, " ".join(headline), " ".join(summary))


@settings(deadline=None, max_examples=100)
@given(headline=st.text(max_size=80), summary=st.text(max_size=80))
def test_an_encoder_that_is_sure_of_any_text_breaks_nothing(
    lexicons: Lexicons, headline: str, summary: str
) -> None:
    sure = Extractor(lexicons=lexicons, learned=lambda language: SURE)

    _check_evidence(sure, headline, summary)


def _check_evidence(extractor: Extractor, headline: str, summary: str) -> None:
    item = article(headline, summary)
    found = extractor.extract(item)
    for one in found:
        assert one.evidence
        for proof in one.evidence:
            whole = getattr(item, proof.field.value)
            assert 0 <= proof.start < proof.end <= len(whole)
            assert whole[proof.start : proof.end] == proof.text
    # The same alone and among others: nothing is kept between articles.
    extractor.extract(article("‘Harbour Lights’ Renewed for Season 3 at Hulu"))
    assert extractor.extract(item) == found
    # What `explain` shows is what was announced.
    assert extractor.read(item).announcements == found
