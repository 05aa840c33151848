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
        ("שלום", "en", None),
        ("Dan Roe leaves ITV drama ‘Salt Road’", "en", "en"),
    ],
)
def test_letters_prove_a_language_and_the_feed_names_the_others(
    headline: str, hint: str | None, language: str | None
) -> None:
    assert language_of(headline, hint=hint, known=KNOWN) == language


def test_a_latin_headline_that_names_no_language_is_detected() -> None:
    headline = "Netflix confirma que habrá una segunda temporada de la serie"

    assert language_of(headline, hint=None, known=KNOWN) == "es"


@pytest.mark.parametrize("hint", [None, "en-US"])
@pytest.mark.parametrize(
    ("headline", "language"),
    [
        ("Netflix perpanjang ‘Pelabuhan Kaca’ untuk musim kedua", "id"),
        ("‘Cam Liman’ dizisinin final tarihi belli oldu", "tr"),
        ("‘Tuz Yolu’ setinde kaza: Çekimlere ara verildi", "tr"),
        ("Syuting ‘Pelabuhan Kaca’ season 2 dimulai bulan depan", "id"),
        ("Globo confirma que ‘Porto de Vidro’ terá uma segunda temporada", "pt"),
        ("Netflix renueva ‘The Glass Harbour’ por una segunda temporada", "es"),
        ("Disney+ renouvelle « Port de verre » pour une saison 2", "fr"),
    ],
)
def test_common_words_tell_a_language_that_the_feed_does_not_name_or_names_wrongly(
    headline: str, language: str, hint: str | None
) -> None:
    known = {"en", "es", "pt", "fr", "tr", "id"}

    assert language_of(headline, hint=hint, known=known) == language


def test_the_summary_tells_the_language_of_a_headline_of_names() -> None:
    found = language_of(
        "‘Porto de Vidro’: Netflix, Jane Doe, 2032",
        hint=None,
        known={"en", "pt", "es"},
        summary="A série não tem data, mas a atriz já gravou uma nova temporada com o elenco.",
    )

    assert found == "pt"


@pytest.mark.parametrize("hint", [None, "en"])
def test_a_foreign_name_in_an_english_headline_does_not_change_its_language(
    hint: str | None,
) -> None:
    headline = "Ana de Armas Departs CBS Series ‘Harbour Lights’"

    assert language_of(headline, hint=hint, known=KNOWN) == "en"


def test_a_foreign_title_in_an_english_headline_does_not_change_its_language() -> None:
    headline = "Netflix Renews ‘La costa de los faros’ for Season 2"

    assert language_of(headline, hint="en", known=KNOWN) == "en"


def test_a_headline_of_names_is_taken_for_english() -> None:
    assert language_of("‘Harbour Lights’ Renewed", hint=None, known=KNOWN) == "en"


def test_a_language_without_a_lexicon_is_none() -> None:
    assert language_of("港灯第二季定档", hint=None, known={"en"}) is None
