"""The bytes of a feed as text, whatever their server and their first line claim."""

import re
import zlib

from bot.errors import ParseError

MAX_DECODED_BYTES = 16 * 1024 * 1024
"""Of a body that is gzip though nobody said so."""

_GZIP_MAGIC = b"\x1f\x8b"
_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# What servers call an encoding, and the larger one that their text is really in: Korean sites
# say euc-kr and write cp949, browsers have read latin-1 as cp1252 for twenty years.
_LARGER = {
    "euc-kr": "cp949",
    "euckr": "cp949",
    "ks_c_5601-1987": "cp949",
    "ksc5601": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "big5": "big5hkscs",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "tis-620": "cp874",
}
_GUESSES = {
    "ko": ("cp949",),
    "ja": ("euc_jp", "cp932"),
    "zh": ("gb18030", "big5hkscs"),
    "ru": ("cp1251",),
    "el": ("cp1253",),
    "tr": ("cp1254",),
    "th": ("cp874",),
}
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]{2,40})""")
_HEADER = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9._:-]{2,40})""", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,400}\?>")
# Bytes that are no UTF-8 come out of `surrogateescape` as U+DC80 to U+DCFF; each is read as the
# cp1252 character that it most likely was meant to be.
_STRAYS = {
    0xDC00 + byte: bytes((byte,)).decode("cp1252", errors="replace") for byte in range(0x80, 0x100)
}
# Characters that XML forbids: one of them makes the strict parser give up.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ufeff]")


def decode(body: bytes, *, content_type: str = "", language: str | None = None) -> str:
    """Return the text of a feed without its XML declaration, starting with its first mark.

    Args:
        body: as the server sent it, its declared compression undone.
        content_type: the header of that name, for its charset.
        language: ISO 639-1 code of the outlet; decides between encodings when nothing else does.

    Raises:
        ParseError: the body is empty, or its undeclared gzip is broken or too large.
    """
    if body.startswith(_GZIP_MAGIC):
        body = _gunzip(body)
    text = _decode(body, content_type=content_type, language=language)
    text = _DECLARATION.sub("", _FORBIDDEN.sub("", text), count=1).lstrip()
    if not text:
        raise ParseError("the body is empty")
    return text


def _decode(body: bytes, *, content_type: str, language: str | None) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if body.startswith(mark):
            return body.decode(encoding, errors="replace")
    declared = _declared(body, content_type=content_type)
    # Text of another encoding that happens to be valid UTF-8 is all but unknown, while wrong
    # declarations are common; only encodings that write everything in ASCII must come first.
    stateful = [name for name in declared if name.startswith(("iso-2022", "utf-16", "utf-32"))]
    others = [name for name in declared if name not in ("utf-8", "utf8", *stateful)]
    guesses = () if "utf-8" in declared else _GUESSES.get(language or "", ())
    for encoding in (*stateful, "utf-8", *others, *guesses):
        if (text := _read_as(body, encoding)) is not None:
            return text
    for encoding in others:
        # A few bytes are broken: better one unreadable character than another alphabet.
        if encoding != "cp1252" and (text := _read_as(body, encoding, "replace")) is not None:
            return text
    return body.decode("utf-8", errors="surrogateescape").translate(_STRAYS)


def _declared(body: bytes, *, content_type: str) -> list[str]:
    names = []
    if found := _DECLARED.match(body[:1024]):
        names.append(found[1].decode("ascii"))
    if header := _HEADER.search(content_type):
        names.append(header[1])
    lowered = (name.casefold() for name in names)
    return list(dict.fromkeys(_LARGER.get(name, name) for name in lowered))


def _read_as(body: bytes, encoding: str, errors: str = "strict") -> str | None:
    try:
        return body.decode(encoding, errors)
    except (UnicodeError, LookupError):
        # It is another encoding, or one that nobody has heard of.
        return None


def _gunzip(body: bytes) -> bytes:
    stream = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        plain = stream.decompress(body, MAX_DECODED_BYTES)
    except zlib.error as error:
        raise ParseError(f"the body is broken gzip ({error})") from error
    if stream.unconsumed_tail:
        raise ParseError(f"the body is gzip of more than {MAX_DECODED_BYTES} bytes")
    return plain
