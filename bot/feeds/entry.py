"""What every feed format is brought to before it becomes an article."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item of a feed as its format gave it: raw text, nothing cleaned or judged.

    Attributes:
        guid: the feed's own id, or empty.
        title: may hold HTML and entities that were escaped once or twice.
        texts: every body that the item carries (summary, full text), HTML or plain.
        links: candidates for the article's address, the best first, possibly relative.
        images: candidates for its picture, the best first, possibly relative.
        dates: its dates as written, the publication before the last change.
        base: address that relative links start from, or empty.
    """

    guid: str = ""
    title: str = ""
    texts: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    base: str = ""
