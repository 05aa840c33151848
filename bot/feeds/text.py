"""HTML as feeds carry it -> plain text."""

import html
import re

from selectolax.lexbor import LexborHTMLParser

MAX_FIELD = 64_000
"""Characters of one field that are looked at: an HTML parser needs seconds for a megabyte of
nested marks."""

MAX_LAYERS = 5

_TAGS = (
    "a|abbr|address|article|aside|audio|b|bdi|bdo|big|blockquote|body|br|button|canvas|caption|"
    "center|cite|code|col|dd|del|details|dfn|div|dl|dt|em|embed|fieldset|figcaption|figure|font|"
    "footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|kbd|label|li|link|main|mark|"
    "meta|nav|noscript|object|ol|p|param|picture|pre|q|rp|rt|ruby|s|samp|script|section|small|"
    "source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|textarea|tfoot|th|thead|"
    "time|title|tr|tt|u|ul|var|video|wbr"
)
# Small or large letters throughout: <big> and <BIG> are marks, <Big> is a series.
_MARK = f"(?:{_TAGS}|{_TAGS.upper()})"
_TAG = re.compile(rf"</?{_MARK}(?:\s[^<>]*)?/?>|<!--")
# Titles stand in angle brackets in Korean and Japanese headlines. An HTML parser would swallow
# every one that starts with a Latin letter, so whatever is no HTML element is text.
_NO_TAG = re.compile(rf"<(?!/?{_MARK}[\s/>]|!--)")
_BLOCK = re.compile(
    r"<(?=/?(?:address|article|blockquote|br|center|dd|div|dl|dt|figure|footer|h[1-6]|header|hr|"
    r"li|ol|p|pre|section|table|td|th|tr|ul)[\s/>])",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# UTF-8 that was read as cp1252 somewhere on its way; only what no language writes by itself.
_MOJIBAKE = re.compile("â€.|Ã[¡-©¬-¹¼-¿]|Â[«»·°]")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\u202a-\u202e]")
_DROPPED = ["script", "style", "noscript", "iframe", "figcaption", "svg", "textarea", "rp", "rt"]
_TAIL = 800
_FURNITURE = re.compile(
    r"""
    (?: \bThe\ post\ .{1,500}?\ (?:first\ )?appeared\ (?:first\ )?on\ .{1,200}
      | \b(?:Continue\ reading|Read\ (?:more|the\ full\ (?:story|article))|Leer\ más)
            [^\n]{0,20}
      | \[\s*(?:…|\.\.\.|&hellip;)\s*\]
    ) \s* \Z
    """,
    re.VERBOSE | re.DOTALL,
)


def plain(raw: str) -> str:
    """Return the text of a fragment: no marks, no entities, one line a paragraph.

    Text that was escaped more than once is put right; a `<Title>` that is no HTML element stays.
    """
    text = raw[:MAX_FIELD]
    # Layer by layer: feeds escape marks inside marks, and entities up to three times.
    parsed = False
    for _ in range(MAX_LAYERS):
        if _TAG.search(text):
            # A new line means nothing in HTML, but much in what came out of it.
            text = _text_of(text.replace("\n", "<br>" if parsed else " "))
            parsed = True
        elif _ENTITY.search(text):
            text = html.unescape(text)
        else:
            break
    if not text.isascii():
        text = _INVISIBLE.sub("", _MOJIBAKE.sub(_repaired, text))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(filter(None, lines))


def plain_line(raw: str) -> str:
    """Return the text of a fragment on one line."""
    return " ".join(plain(raw).split())


def without_furniture(text: str) -> str:
    """Return a summary without what its web site adds to the end of every article."""
    head, tail = text[:-_TAIL], text[-_TAIL:]
    return (head + _FURNITURE.sub("", tail)).rstrip()


def images_in(raw: str) -> list[str]:
    """Return the addresses of the pictures in a fragment, in its order, but for tiny ones."""
    raw = raw[:MAX_FIELD]
    if _looks_escaped(raw):
        raw = html.unescape(raw)
    if "<img" not in raw.casefold():
        return []
    found = []
    for image in LexborHTMLParser(raw).css("img[src]"):
        sizes = (image.attributes.get("width"), image.attributes.get("height"))
        source = image.attributes.get("src")
        # One pixel is a counter, thirty are a share button.
        if source and not any(size and size.isdecimal() and int(size) < 60 for size in sizes):  # noqa: PLR2004
            found.append(source)
    return found


def _looks_escaped(raw: str) -> bool:
    """Tell whether the marks themselves are still written as entities."""
    return (
        "&lt;" in raw and _TAG.search(raw) is None and _TAG.search(html.unescape(raw)) is not None
    )


def _repaired(found: re.Match[str]) -> str:
    try:
        return found[0].encode("cp1252").decode("utf-8")
    except UnicodeError:
        return found[0]


def _text_of(raw: str) -> str:
    # Blocks mean a new line: said before parsing, because the parser's own text drops the marks
    # without a trace.
    raw = _NO_TAG.sub("&lt;", raw)
    parser = LexborHTMLParser(_BLOCK.sub("\n<", raw))
    parser.strip_tags(_DROPPED)
    return parser.text()
