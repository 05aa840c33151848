import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ParseError
from bot.feeds import decode as module
from bot.feeds.decode import decode

KOREAN = "<rss>똠방각하 펲시콜라 시즌2</rss>"
"""Holds syllables that cp949 has and euc-kr has not."""


def declared(encoding: str, text: str = KOREAN, *, written_as: str | None = None) -> bytes:
    declaration = f'<?xml version="1.0" encoding="{encoding}"?>\n'
    return (declaration + text).encode(written_as or encoding)


@pytest.mark.parametrize(
    "body",
    [
        declared("utf-8"),
        declared("euc-kr", written_as="cp949"),
        declared("EUC-KR", written_as="utf-8"),
        declared("utf-16"),
        KOREAN.encode("utf-8-sig"),
        KOREAN.encode(),
        b"\n\n  " + declared("utf-8"),
    ],
)
def test_korean_is_read_whatever_is_declared(body: bytes) -> None:
    assert decode(body) == KOREAN


def test_the_header_counts_when_the_feed_says_nothing() -> None:
    body = KOREAN.encode("cp949")

    assert decode(body, content_type="text/xml; charset=EUC-KR") == KOREAN
    assert decode(body, content_type='text/xml; charset="ks_c_5601-1987"') == KOREAN


@pytest.mark.parametrize(
    ("language", "encoding", "text"),
    [
        ("ko", "cp949", KOREAN),
        ("ja", "euc_jp", "<rss>灯台の光、続編決定</rss>"),
        ("zh", "gb18030", "<rss>灯塔之光定档</rss>"),
        ("ru", "cp1251", "<rss>Огни гавани</rss>"),
        (None, "cp1252", "<rss>Señales – “Año”</rss>"),
    ],
)
def test_the_outlets_language_decides_when_nothing_is_declared(
    language: str | None, encoding: str, text: str
) -> None:
    assert decode(text.encode(encoding), language=language) == text


def test_latin_1_is_read_as_the_windows_set_that_it_is() -> None:
    body = declared("iso-8859-1", "<rss>“É”</rss>", written_as="cp1252")

    assert decode(body) == "<rss>“É”</rss>"


def test_stateful_encodings_are_not_mistaken_for_ascii() -> None:
    text = "<rss>灯台の光</rss>"

    assert decode(declared("iso-2022-jp", text)) == text


def test_a_stray_byte_costs_one_character() -> None:
    """Feeds that say UTF-8 are often pasted together from other encodings."""
    body = declared("utf-8", "<rss>Ñandú ") + b"caf\xe9\x92s</rss>"

    assert decode(body, language="ko") == "<rss>Ñandú café’s</rss>"


def test_a_broken_byte_does_not_change_the_alphabet() -> None:
    body = declared("euc-kr", "<rss>등대지기 ", written_as="cp949") + b"\xff</rss>"

    assert decode(body).startswith("<rss>등대지기 ")


def test_an_unknown_encoding_is_passed_over() -> None:
    assert decode(declared("x-unheard-of", "<rss>caf\xe9</rss>", written_as="cp1252")) == (
        "<rss>café</rss>"
    )


def test_characters_that_xml_forbids_are_left_out() -> None:
    assert decode(b"<rss>a\x00b\x0b\x1fc\td</rss>") == "<rss>abc\td</rss>"


def test_undeclared_gzip_is_opened() -> None:
    assert decode(gzip.compress(KOREAN.encode())) == KOREAN


def test_broken_gzip_is_no_feed() -> None:
    with pytest.raises(ParseError, match="broken gzip"):
        decode(gzip.compress(KOREAN.encode())[:4] + b"nothing at all")


def test_gzip_is_opened_up_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_DECODED_BYTES", 1_000)

    with pytest.raises(ParseError, match="more than 1000 bytes"):
        decode(gzip.compress(b"<rss>" + b" " * 100_000))


@pytest.mark.parametrize("body", [b"", b" \n\t", b'<?xml version="1.0"?>\n', b"\xef\xbb\xbf"])
def test_an_empty_body_is_no_feed(body: bytes) -> None:
    with pytest.raises(ParseError, match="the body is empty"):
        decode(body)


@given(st.binary(max_size=200), st.sampled_from([None, "ko", "ja", "zh", "es"]))
def test_any_bytes_give_text_or_a_parse_error(body: bytes, language: str | None) -> None:
    try:
        text = decode(body, language=language)
    except ParseError:
        return
    assert text.encode("utf-8", errors="replace")
