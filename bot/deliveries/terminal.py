"""A post in the terminal, as Discord would show it: colour bar, title, text, boxes, footer."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.box import Box
from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from bot.deliveries.markup import spans
from bot.deliveries.post import Post, PostField

MAX_WIDTH = 84
INLINE_FIELDS_IN_A_ROW = 3
_BAR = Box("▌   \n" * 8)


def panel(post: Post) -> RenderableType:
    """Return a post for a rich console; addresses are links where the terminal knows them."""
    colour = f"#{post.colour:06x}"
    parts: list[RenderableType] = []
    if post.author:
        parts.append(Text(post.author, style=f"bold {colour}"))
    parts.append(_text(post.title, style="bold underline" if post.url else "bold", link=post.url))
    parts.append(_text(post.description))
    for row in _rows(post.fields):
        parts.extend(("", row))
    if post.image:
        parts.extend(("", Text(post.image, style=f"dim link {post.image}")))
    parts.extend(("", Text(_small_print(post), style="dim")))
    embed = Panel(
        Group(*parts), box=_BAR, border_style=colour, width=MAX_WIDTH, padding=(0, 1), expand=False
    )
    return Group(_text(post.content), embed) if post.content else embed


def _small_print(post: Post) -> str:
    if post.timestamp is None:
        return post.footer
    return f"{post.footer} · {post.timestamp:%Y-%m-%d %H:%M} UTC"


def _text(text: str, *, style: str = "", link: str | None = None) -> Text:
    """Return Discord's markdown as styled text."""
    shown = Text(style=style)
    for span in spans(text):
        target = span.link or link
        looks = ("bold" if span.bold else "", "reverse" if span.mention else "")
        shown.append(span.text, " ".join((*looks, f"link {target}" if target else "")).strip())
    return shown


def _rows(fields: Sequence[PostField]) -> Iterator[RenderableType]:
    """Give the boxes: inline ones up to three in a row, the others each below the last."""
    for inline, run in groupby(fields, key=lambda field: field.inline):
        boxes = list(run)
        width = INLINE_FIELDS_IN_A_ROW if inline else 1
        for start in range(0, len(boxes), width):
            row = boxes[start : start + width]
            table = Table.grid(*(field.name for field in row), padding=(0, 4, 0, 0))
            table.add_row(*(Text(field.name, style="bold") for field in row))
            table.add_row(*(_text(field.value) for field in row))
            yield table
