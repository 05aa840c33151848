"""One HTML page that shows posts as Discord would, light and dark: for `preview --html`.

The page holds everything that it needs; the only addresses in it are the posts' own links.
"""

from collections.abc import Sequence

from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.deliveries.markup import spans
from bot.deliveries.post import Post
from bot.deliveries.render import MARKS
from bot.deliveries.wording import Wording
from bot.locales.messages import Messages
from bot.model import Status

# Drawn, since not every machine has a font with these signs: a tick, a dash, a cross.
_MARK_PATHS = {
    MARKS[Status.CONFIRMED]: "M4.5 8.3 7 10.8l4.6-5.2",
    MARKS[Status.REPORTED]: "M5 8h6",
    MARKS[Status.DENIED]: "m5.4 5.4 5.2 5.2m0-5.2-5.2 5.2",
}
_TEMPLATE = "page.html.j2"


def page(posts: Sequence[Post], *, messages: Messages, locale: str) -> str:
    """Return a complete HTML document.

    Args:
        posts: what to show, in this order; none gives a page that says so.
        messages: every sentence that people read.
        locale: of the words around the posts.
    """
    environment = Environment(
        loader=PackageLoader("bot.deliveries", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["spans"] = spans
    return environment.get_template(_TEMPLATE).render(
        posts=posts,
        marks=_MARK_PATHS,
        say=Wording(messages, locale).say,
        language=messages.language(locale),
    )
