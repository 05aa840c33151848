import pytest

from bot.announcements.text.language import language_of

KNOWN = {"en", "ko", "ja", "zh", "th", "es"}


@pytest.mark.parametrize(
    ("headline", "hint", "language"),
    [
        ("'유리 항구' 시즌2 제작 확정", None, "ko"),
        ("넷플릭스 ‘Harbour Lights’ 공개", "en", "ko"),
        ("連続ドラマ「港の灯」続編決定", "ja", "ja"),
        ("港灯第二季定档", None, "zh"),
        ("続編決定", "ja", "ja"),
        ("ซีรีส์ประภาคาร ซีซั่น 2", None, "th"),
        ("‘Harbour Lights’ renewed", "en-GB", "en"),
        ("Netflix renueva Faros por una temporada", "es", "es"),
        ("The keeper of the lights is back for more", None, "en"),
        ("Драма продлена на второй сезон", None, None),
        ("שלום", "en", "en"),
    ],
)
def test_letters_prove_a_language_and_the_feed_names_the_others(
    headline: str, hint: str | None, language: str | None
) -> None:
    assert language_of(headline, hint=hint, known=KNOWN) == language


def test_a_latin_headline_that_names_no_language_is_detected() -> None:
    headline = "Netflix confirma que habrá una segunda temporada de la serie"

    assert language_of(headline, hint=None, known=KNOWN) == "es"


def test_a_headline_of_names_is_taken_for_english() -> None:
    assert language_of("‘Harbour Lights’ Renewed", hint=None, known=KNOWN) == "en"


def test_a_language_without_a_lexicon_is_none() -> None:
    assert language_of("港灯第二季定档", hint=None, known={"en"}) is None
