"""The small part of Discord's markdown that our own posts use, read back for the previews."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ZERO_WIDTH_SPACE = "\u200b"
_TOKEN = re.compile(
    r"\\(?P<escaped>[^0-9A-Za-z\s])"
    r"|(?P<bold>\*\*)"
    r"|\[(?P<words>(?:\\.|[^\]\\])+)\]\((?P<link>https?://[^\s()]+)\)"
    r"|<@&(?P<role>\d+)>"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of text that looks the same throughout."""

    text: str
    bold: bool = False
    link: str | None = None
    mention: bool = False


def spans(text: str) -> Iterator[Span]:
    """Give a post's text as Discord would show it, stretch by stretch."""
    bold = False
    at = 0
    waiting = ""
    for found in _TOKEN.finditer(text):
        waiting += text[at : found.start()] + (found["escaped"] or "")
        at = found.end()
        if found["escaped"]:
            continue
        if waiting:
            yield _span(waiting, bold=bold)
            waiting = ""
        if found["bold"]:
            bold = not bold
        elif found["link"]:
            for inner in spans(found["words"]):
                yield _span(inner.text, bold=bold, link=found["link"])
        else:
            yield Span(text=f"@{found['role']}", bold=bold, mention=True)
    waiting += text[at:]
    if waiting:
        yield _span(waiting, bold=bold)


def _span(text: str, *, bold: bool, link: str | None = None) -> Span:
    return Span(text=text.replace(_ZERO_WIDTH_SPACE, ""), bold=bold, link=link)
