"""Text from feeds made harmless for Discord, and cut so that nothing breaks in two.

Feed text is data: it may not format, link, mention, ping, show a timestamp or hide characters.
What decides who is pinged is `allowed_mentions`; this is the second lock.
"""

import itertools
import re
import unicodedata
from urllib.parse import quote, urlsplit

ELLIPSIS = "…"
MAX_URL = 2_048

_ZERO_WIDTH_SPACE = "\u200b"
_ZWJ, _ZWNJ = "\u200d", "\u200c"
# Joiners shape emoji, Persian and Indic words; every other invisible character only misleads.
_VISIBLE_FORMAT = frozenset({_ZWJ, _ZWNJ})
_INVISIBLE = frozenset("\u115f\u1160\u17b4\u17b5\u3164\uffa0\u2800")
_MARKDOWN = re.compile(r"([\\*_~|`\[\]<])")
# What means something at the start of a line alone: quotations, headings, lists, small print.
_LINE_START = re.compile(r"^(?:[>#+-]|\d+(?=\.))")
_AT = re.compile(r"@(?=\S)")
_INVITE = re.compile(r"(discord(?:app)?)(?=\.(?:gg|com|me|io)\b)", re.IGNORECASE)
_EMOJI_MODIFIERS = range(0x1F3FB, 0x1F400)
_REGIONAL = range(0x1F1E6, 0x1F200)
_JAMO_VOWELS_AND_FINALS = range(0x1160, 0x1200)


def plain(text: str) -> str:
    """Return one line of visible text: for places where Discord reads no markdown."""
    kept = (
        " " if character.isspace() or unicodedata.category(character) == "Cc" else character
        for character in text
        if character.isspace() or _is_shown(character)
    )
    return " ".join("".join(kept).split())


def _is_shown(character: str) -> bool:
    """Tell whether a character may pass: no lone surrogates, no invisible marks."""
    if character in _INVISIBLE:
        return False
    category = unicodedata.category(character)
    return category not in {"Cs", "Co"} and (category != "Cf" or character in _VISIBLE_FORMAT)


def escape(text: str) -> str:
    """Return feed text that Discord shows as it stands: no markdown, mention, link or timestamp."""
    line = _MARKDOWN.sub(r"\\\1", plain(text))
    line = _LINE_START.sub(_escape_start, line)
    # The zero-width space breaks what a backslash does not: Discord reads mentions and addresses
    # from the raw text, escaped or not.
    line = _AT.sub("@" + _ZERO_WIDTH_SPACE, line)
    line = line.replace("://", f":{_ZERO_WIDTH_SPACE}//")
    return _INVITE.sub(rf"\1{_ZERO_WIDTH_SPACE}", line)


def _escape_start(found: re.Match[str]) -> str:
    start = found.group()
    return f"{start}\\" if start.isdecimal() else f"\\{start}"


def length(text: str) -> int:
    """Return a text's length as the strictest reader counts it: in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, limit: int) -> str:
    """Return text of at most `limit` UTF-16 units, ended with an ellipsis where it was cut.

    The cut falls between words where one ends in the last fifth, else between characters as
    people see them: never inside a pair of surrogates, a combined letter, a joined emoji, a flag
    or a backslash escape.
    """
    # What is far beyond the limit need not be counted.
    text = text[: limit + 1]
    if length(text) <= limit:
        return text
    head = text[: _boundary(text, _fitting(text, limit - length(ELLIPSIS)))]
    space = head.rfind(" ")
    if space >= len(head) * 4 // 5:
        head = head[:space]
    head = head.rstrip(" ,;:")
    if _trailing_backslashes(head) % 2:
        head = head[:-1]
    return head + ELLIPSIS if limit >= 1 else ""


def _fitting(text: str, room: int) -> int:
    """Return how many characters of a text fit into so many UTF-16 units."""
    ends = itertools.accumulate(map(length, text))
    return sum(1 for _ in itertools.takewhile(lambda end: end <= room, ends))


def _trailing_backslashes(text: str) -> int:
    return len(text) - len(text.rstrip("\\"))


def _boundary(text: str, end: int) -> int:
    """Return the last place at or before `end` between two characters as people see them."""
    at = end
    while at > 0 and _belong_together(text, at):
        at -= 1
    # Marks without end are no letter of any script: cut through them rather than keep nothing.
    return at or end


def _belong_together(text: str, at: int) -> bool:
    """Tell whether the characters on both sides of a place make one."""
    before, after = text[at - 1], ord(text[at])
    if before == _ZWJ or text[at] in _VISIBLE_FORMAT:
        return True
    if unicodedata.category(text[at]).startswith("M") or after in _EMOJI_MODIFIERS:
        return True
    if after in _JAMO_VOWELS_AND_FINALS:
        return True
    return after in _REGIONAL and _flags_before(text, at) % 2 == 1


def _flags_before(text: str, at: int) -> int:
    """Count the regional letters that stand directly before a place: two make a flag."""
    count = 0
    while count < at and ord(text[at - count - 1]) in _REGIONAL:
        count += 1
    return count


def safe_link(link: str) -> str | None:
    """Return an address that may stand in a link of ours, or None when it is no web address.

    Everything that could end a markdown link or mislead (spaces, brackets, user names, foreign
    letters in the host) is encoded or refused.
    """
    try:
        parts = urlsplit(plain(link))
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        # UnicodeError of the host's letters is a ValueError too.
        return None
    if parts.scheme not in {"http", "https"} or "." not in host or parts.username is not None:
        return None
    if not re.fullmatch(r"[a-z0-9.-]+", host):
        return None
    path = quote(parts.path, safe="/%:@!$&'*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'*+,;=~-._?")
    fragment = quote(parts.fragment, safe="/%:@!$&'*+,;=~-._?")
    url = f"{parts.scheme}://{host}{port}{path}"
    url += f"?{query}" if query else ""
    url += f"#{fragment}" if fragment else ""
    return url if len(url) <= MAX_URL else None
