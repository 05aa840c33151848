"""A headline as an outlet of its language would write it that has one way to write.

No quotation mark stands alone, marks are those of the language's titles, capitals show names. What
is done here changes no words: it is done for headlines whose words may tell news.
"""

from datetime import date

from bot.announcements.layers import Layers
from bot.announcements.lexicon.networks import Networks
from bot.announcements.lexicon.vocabulary import Lexicon
from bot.announcements.marks.mark import KnownTitles
from bot.announcements.marks.style import in_one_style, tidied
from bot.announcements.tape.matching import Match
from bot.announcements.tape.recased import recased
from bot.announcements.tape.tape import Tape
from bot.announcements.tape.unpaired import completed
from bot.announcements.text.forms import Text
from bot.announcements.text.quotes import MARKS


def undecorated(
    headline: Text,
    *,
    lexicon: Lexicon,
    networks: Networks,
    known: KnownTitles | None,
    summary: Text,
    on: date | None,
) -> tuple[Text, str]:
    """Return a headline with marks and capitals in order, and the same with its own capitals.

    Args:
        headline: cleaned.
        lexicon: of its language.
        networks: of all languages.
        known: titles of the catalogue, if there is one.
        summary: cleaned; its capitals may tell more.
        on: the day of the article.
    """

    def read(text: Text) -> tuple[Tape, list[Match]]:
        layers = Layers(
            text=recased(text, lexicon, networks, known, summary),
            lexicon=lexicon,
            names=networks,
            known=known,
            on=on,
        )
        return layers.tape, layers.news()

    headline = tidied(headline, lexicon)
    if MARKS.search(headline.plain) is not None:
        headline = in_one_style(completed(headline, lexicon, read), lexicon)
    return recased(headline, lexicon, networks, known, summary), headline.plain
