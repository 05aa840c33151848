"""Headlines in capitals alone, in languages whose capitals show names.

Read as "Hulu Renews ‘Harbour Lights’ for Season 3" they show names and small words again. Where
headlines are written as sentences, all words of the lexicon become small.
"""

import re
from dataclasses import replace

from bot.announcements.lexicon.networks import Networks
from bot.announcements.lexicon.vocabulary import Lexicon
from bot.announcements.marks.seasons import find_seasons
from bot.announcements.text.forms import Text, fold

_WORD = re.compile(r"[^\W\d_](?:[\w-]|[’'](?!S\b))*|[’']S\b")
_FEWEST_WORDS = 4
"""Fewer words in capitals may be nothing but names: HBO MAX."""


def unshouted(text: Text, lexicon: Lexicon, networks: Networks) -> Text:
    """Return a headline in capitals as title case has it, any other as it is."""
    plain = text.plain
    if not ((lexicon.title_case or lexicon.sentence_case) and plain.isupper()):
        return text
    words = list(_WORD.finditer(plain))
    if len(words) < _FEWEST_WORDS:
        return text
    # An article stays large: most titles that hold one begin with it.
    titles, people = lexicon.titles, lexicon.people
    small = titles.connectors - titles.articles
    if lexicon.sentence_case:
        small |= titles.verbs | titles.describing | titles.stops | titles.barriers | titles.plural
        small |= people.links | people.describing | people.stops | titles.counted
    named = {place for found in networks.find(plain) for place in range(found.start, found.end)}
    out = list(plain)
    if lexicon.sentence_case:
        for season in find_seasons(plain, language=lexicon.language):
            out[season.start : season.end] = _lowered(plain[season.start : season.end])
            named -= {*range(season.start, season.end)}
        small |= {fold(word) for word in _WORD.findall("".join(out)) if word.islower()}
    for word in words:
        if lexicon.sentence_case and word.start() in named:
            continue
        if fold(word.group()) in small:
            out[word.start() : word.end()] = _lowered(word.group())
        elif word.start() not in named or fold(word.group()) in titles.links:  # NOW is a network
            out[word.start() + 1 : word.end()] = _lowered(word.group()[1:])
    return replace(text, plain="".join(out))


def _lowered(letters: str) -> list[str]:
    """Lower letters one for one: places must stay."""
    return [low if len(low := letter.lower()) == 1 else letter for letter in letters]
