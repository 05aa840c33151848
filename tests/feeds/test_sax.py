from xml.sax.handler import ContentHandler

import feedparser

from bot.feeds import sax
from tests.feed_server.feeds import Item, rss
from tests.feeds.examples import parsed


class Pieces(ContentHandler):
    """Keeps the text as it is handed over."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []

    def characters(self, content: str) -> None:
        self.pieces.append(content)


def test_text_is_handed_over_in_one_piece() -> None:
    parser, handler = sax.create_parser(), Pieces()
    parser.setContentHandler(handler)

    parser.feed("<a>&lt;b&gt; one &amp; two</a>")
    parser.close()

    assert handler.pieces == ["<b> one & two"]


def test_feedparser_takes_it() -> None:
    """Its list of drivers has no other use, but is nowhere promised."""
    parsed(rss([Item(title="A")]))

    assert feedparser.api.PREFERRED_XML_PARSERS == ["bot.feeds.sax"]
