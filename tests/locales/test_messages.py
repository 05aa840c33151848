"""Messages: every language says everything, and locales find their language."""

import pytest

from bot.locales.messages import FALLBACK, Messages, flatten, load_messages

MESSAGES = load_messages()
OTHERS = [language for language in MESSAGES.languages if language != FALLBACK]


def test_english_korean_japanese_and_spanish_come_with_the_package() -> None:
    assert {"en", "es", "ja", "ko"} <= set(MESSAGES.languages)


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_every_message(language: str) -> None:
    """A missing one would be an error in front of a reader, and only there."""
    assert MESSAGES.keys(language) == MESSAGES.keys(FALLBACK)


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_expects_the_same_places(language: str) -> None:
    differing = {
        key: (MESSAGES.places(key, FALLBACK), MESSAGES.places(key, language))
        for key in MESSAGES.keys(FALLBACK)
        if MESSAGES.places(key, language) != MESSAGES.places(key, FALLBACK)
    }

    assert differing == {}


@pytest.mark.parametrize("language", MESSAGES.languages)
def test_no_message_is_empty_or_ends_in_space(language: str) -> None:
    joiners = {"post.between_sentences", "list.comma", "post.casting.between"}
    for key in MESSAGES.keys(language) - joiners:
        places = dict.fromkeys(MESSAGES.places(key, language) | {"count"}, "7")
        text = MESSAGES.text(key, locale=language, **places)

        assert text.strip() == text
        assert text


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("ko", "ko"),
        ("en-GB", "en"),
        ("es-419", "es"),
        ("es-ES", "es"),
        ("pt-BR", "en"),
        ("", "en"),
    ],
)
def test_a_locale_gets_its_own_language_or_its_base_or_english(locale: str, language: str) -> None:
    assert MESSAGES.language(locale) == language


def test_count_chooses_the_plural_form() -> None:
    messages = Messages({"en": {"n": {"one": "{count} cat", "other": "{count} cats"}}})

    assert messages.text("n", locale="en", count=1) == "1 cat"
    assert messages.text("n", locale="en", count=0) == "0 cats"
    assert messages.places("n", "en") == {"count"}


def test_a_language_without_plurals_has_one_form() -> None:
    messages = Messages({"en": {"n": {"other": "{count}마리"}}})

    assert messages.text("n", locale="en", count=1) == "1마리"


def test_an_unknown_message_is_an_error() -> None:
    with pytest.raises(KeyError):
        MESSAGES.text("no.such.message", locale="en")


def test_braces_in_a_value_are_not_read_as_places() -> None:
    """Names come from feeds; they must not reach into the message."""
    messages = Messages({"en": {"m": "<{name}>"}})

    assert messages.text("m", locale="en", name="{secret!r}") == "<{secret!r}>"


def test_a_file_holds_only_texts_and_tables() -> None:
    with pytest.raises(TypeError, match=r"a\.b is neither"):
        dict(flatten({"a": {"b": 3}}))
