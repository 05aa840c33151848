"""Long lists, one screen at a time."""

from collections.abc import Sequence

from bot.commands.buttons import Button, button_id
from bot.deliveries.wording import Wording

CHARACTERS_PER_PAGE = 3_000
"""Below the 4,096 that an embed's description may have: something may stand above the page."""


def pages(entries: Sequence[str], *, most: int) -> list[str]:
    """Divide entries into texts that fit on one screen each; at least one, which may be empty.

    Args:
        entries: lines or paragraphs, each shorter than a page.
        most: entries a page.
    """
    divided: list[list[str]] = [[]]
    for entry in entries:
        page = divided[-1]
        used = sum(len(line) + 1 for line in page)
        if page and (len(page) == most or used + len(entry) > CHARACTERS_PER_PAGE):
            page = []
            divided.append(page)
        page.append(entry)
    return ["\n".join(page) for page in divided]


def page_buttons(
    words: Wording, name: str, *fields: str | int, page: int, count: int
) -> tuple[Button, ...]:
    """Return the buttons that turn pages, or none when there is one page.

    Args:
        words: in the language of the reader.
        name: of the press that shows a page; its fields are the page, then `fields`.
        fields: what else the press needs.
        page: the one that is shown, from 0.
        count: of all pages.
    """
    if count <= 1:
        return ()
    back, on = (button_id(name, number, *fields) for number in (page - 1, page + 1))
    if back is None or on is None:
        return ()
    return (
        Button(label=words.say("paging.back"), id=back, disabled=page == 0),
        Button(label=words.say("paging.next"), id=on, disabled=page >= count - 1),
    )


def within(page: int, *, count: int) -> int:
    """Return a page that exists: the list may have become shorter since the button was made."""
    return max(0, min(page, count - 1))
