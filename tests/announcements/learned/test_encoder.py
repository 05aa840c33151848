"""The shipped encoders: what they promise whatever they have learned, and a little of that."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.announcements.learned.encoder import MOST_PIECES
from bot.announcements.learned.judgement import Judgement, as_read
from bot.announcements.learned.load import Learned, load_learned
from bot.announcements.text.forms import normalise
from bot.model import Field, Kind, Stage, Status


@pytest.fixture(scope="module")
def english() -> Learned:
    learned = load_learned("en")
    assert learned is not None
    return learned


def judged(english: Learned, headline: str, summary: str = "") -> Judgement:
    return english.encoder.read(as_read(normalise(headline)), as_read(normalise(summary)))


@pytest.mark.parametrize(
    ("headline", "kind"),
    [
        ("‘Harbour Lights’ renewed for season 3 at Hulu", Kind.RENEWAL),
        ("Netflix cancels The Lantern Keepers after one season", Kind.CANCELLATION),
        ("Cameras roll on season two of Gull Island", Kind.FILMING),
        ("BBC One orders legal drama Paper Lanterns", Kind.GREENLIGHT),
        ("Jane Doe joins the cast of drama series ‘Harbour Lights’", Kind.CASTING),
        ("‘Gull Island’ season 2 sets October 9 premiere date", Kind.PREMIERE),
    ],
)
def test_a_kind_that_is_told_plainly_is_the_likeliest(
    english: Learned, headline: str, kind: Kind
) -> None:
    judgement = judged(english, headline)

    assert max(Kind, key=judgement.probability) is kind
    assert judgement.probability(kind) > 0.9


@pytest.mark.parametrize(
    "headline",
    [
        "Will there be a third season of Harbour Lights?",
        "Arsenal striker renews his contract for two more seasons",
        "Council cancels Christmas market after storm",
    ],
)
def test_what_is_no_news_of_a_series_is_not_likely(english: Learned, headline: str) -> None:
    assert judged(english, headline).likely(0.5, Field.HEADLINE) == []


def test_it_says_how_sure_and_how_far(english: Learned) -> None:
    wrapped_up = judged(english, "Filming has wrapped on ‘Harbour Lights’ season 2")
    (wrapped,) = wrapped_up.likely(0.5, Field.HEADLINE)
    in_talks = judged(english, "Jane Doe in talks to star in drama ‘Gull Island’")
    (asked,) = in_talks.likely(0.5, Field.HEADLINE)

    assert (wrapped.kind, wrapped.stage) == (Kind.FILMING, Stage.WRAPPED)
    assert (asked.kind, asked.status, asked.stage) == (Kind.CASTING, Status.REPORTED, None)


def test_each_field_has_words_that_say_most(english: Learned) -> None:
    headline = "‘Harbour Lights’ renewed for season 3 at Hulu"
    summary = "The new season of the drama starts filming in May."
    both = judged(english, headline, summary)

    above, below = both.words(Kind.RENEWAL, Field.HEADLINE), both.words(Kind.FILMING, Field.SUMMARY)

    assert above is not None
    assert "renewed" in headline[above.start : above.end]
    assert below is not None
    assert "filming" in summary[below.start : below.end]


def test_marks_of_any_kind_are_read_alike(english: Learned) -> None:
    chances = {
        judged(english, f"{one}Gull Island{other} renewed for season 3").probability(Kind.RENEWAL)
        for one, other in ("‘’", "“”", '""', "«»", "''")
    }

    assert len(chances) == 1


def test_what_stands_behind_the_last_piece_changes_nothing(english: Learned) -> None:
    above, below = MOST_PIECES
    long = judged(english, "renewed " * above, "drama " * below)

    assert repr(judged(english, "renewed " * 400, "drama " * 9000)) == repr(long)


def test_a_headline_without_words_tells_nothing(english: Learned) -> None:
    assert judged(english, "\N{FILM PROJECTOR}").likely(1.0, Field.HEADLINE) == []
    assert judged(english, "", "Renewed for season 2.").likely(0.0, Field.HEADLINE) == []


def test_a_long_text_is_read_to_a_place_and_a_short_one_to_its_end(english: Learned) -> None:
    long = judged(english, "renewed " * 100, "A short text.")

    assert long.has_read(Field.HEADLINE, 10)
    assert not long.has_read(Field.HEADLINE, 700)
    assert long.has_read(Field.SUMMARY, 700)


def test_words_that_are_a_title_are_found_in_the_headline_first(english: Learned) -> None:
    headline = "End of the line for Sleeper Car at Hulu"
    found = judged(english, headline, "The drama Sleeper Car is axed.").title()

    assert found is not None
    field, start, end = found
    assert (field, headline[start:end]) == (Field.HEADLINE, "Sleeper Car")


RENEWED = {
    "ko": "‘등대지기’, 시즌2 제작 확정…내년 공개",
    "ja": "ドラマ『灯台守』、シーズン2の制作が決定",
    "zh": "《守塔人》官宣续订第二季",
    "es": "Netflix renueva ‘Los fareros’ por una segunda temporada",
    "pt": "“Os Faroleiros” é renovada para a 2ª temporada",
    "fr": "« Les Gardiens du phare » renouvelée pour une saison 2",
    "tr": "‘Fener Bekçisi’ 2. sezon onayını aldı",
    "id": "Netflix perpanjang serial 'Penjaga Suar' untuk musim kedua",
    "th": "เน็ตฟลิกซ์ไฟเขียวซีซั่น 2 ซีรีส์ “ผู้เฝ้าประภาคาร”",
}
QUIET = {
    "ko": "‘등대지기’ 결말 해석…시즌2 나올까",
    "ja": "「灯台守」最終回の視聴率は11.2%",
    "zh": "《守塔人》大结局解析：凶手到底是谁",
    "es": "Cinco razones para ver ‘Los fareros’ este fin de semana",
    "pt": "Flamengo renova contrato de zagueiro até 2029",
    "fr": "« Les Gardiens du phare » : notre avis sur la saison 1",
    "tr": "‘Fener Bekçisi’ reytinglerde kaçıncı oldu?",
    "id": "Sinopsis 'Penjaga Suar' episode 5, tayang malam ini",
    "th": "สรุปตอนจบ “ผู้เฝ้าประภาคาร” ใครคือฆาตกร",
}


@pytest.mark.parametrize("language", RENEWED)
def test_other_languages_share_an_encoder(language: str) -> None:
    shared = load_learned(language)

    assert shared is not None
    assert shared is load_learned("ko")
    assert judged(shared, RENEWED[language]).probability(Kind.RENEWAL) > 0.9
    assert judged(shared, QUIET[language]).likely(0.5, Field.HEADLINE) == []


@settings(max_examples=60, deadline=None)
@given(language=st.sampled_from(["en", "ko"]), headline=st.text(max_size=200), summary=st.text())
def test_any_text_is_weighed_and_judged(language: str, headline: str, summary: str) -> None:
    learned = load_learned(language)
    assert learned is not None
    texts = as_read(normalise(headline)), as_read(normalise(summary))

    assert isinstance(learned.sieve.weigh(*texts), float)
    judgement = learned.encoder.read(*texts)
    for field, text in zip(Field, texts, strict=True):
        for one in judgement.likely(0.0, field):
            assert 0 <= one.words.start < one.words.end <= len(text)
