"""References to characters that do not exist: feedparser loses the whole feed at one of them."""

import re
from xml.sax.saxutils import escape

_REFERENCE = "&#(?:[0-9]+|[xX][0-9a-fA-F]+);"
# Beginning with letters and not with a group: the regex engine then searches ten times faster.
_RUN = re.compile(f"{_REFERENCE}(?:{_REFERENCE})*")
_ONE = re.compile(r"&#(?:([0-9]+)|[xX]([0-9a-fA-F]+));")
_LAST = 0x10FFFF
_NO_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def mend_references(text: str) -> str:
    """Return XML in which every numeric reference names a character.

    Halves of an emoji that were escaped one by one (`&#55357;&#56832;`) are put together; what
    cannot be mended is left out.
    """
    return _RUN.sub(_mended, text)


def _mended(run: re.Match[str]) -> str:
    codes = [_code(one) for one in _ONE.finditer(run[0])]
    text = "".join(chr(code) for code in codes if code <= _LAST)
    whole = text.encode("utf-16-le", errors="surrogatepass").decode("utf-16-le", errors="ignore")
    whole = _NO_CHARACTER.sub("", whole)
    # Good ones stay as they are, for the parser knows best where "<" is a mark.
    return run[0] if len(whole) == len(codes) else escape(whole)


def _code(one: re.Match[str]) -> int:
    decimal, hexadecimal = one[1], one[2]
    digits = (decimal or hexadecimal).lstrip("0") or "0"
    if len(digits) > 7:  # noqa: PLR2004
        return _LAST + 1
    return int(digits, 10 if decimal else 16)
