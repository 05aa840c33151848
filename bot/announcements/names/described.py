"""People whom words for their work describe, and who are therefore no shows."""

from bot.announcements.lexicon.vocabulary import Lexicon
from bot.announcements.names.people import people_right
from bot.announcements.tape.tape import Tape
from bot.announcements.tape.tokens import tokens_of


def described_people(tape: Tape, lexicon: Lexicon) -> list[str]:
    """Return whom words for their work describe: "actress Jane Doe", "starring Jane Doe".

    Only where capitals show where a name ends.
    """
    if not lexicon.cased:
        return []
    people, titles = lexicon.people, lexicon.titles
    alone = titles.companions - titles.connectors  # "with" stands before much else
    names: list[str] = []
    for token in tokens_of(tape, 0, len(tape.string)):
        if token.bare in people.describing & titles.after or token.bare in alone:
            names += people_right(tape, token.end, lexicon)
    return [name for name in names if " " in name]
