"""Titles of the catalogue without marks: where they surely are titles, and whole ones."""

import re

from bot.announcements.lexicon.title_words import TRIM
from bot.announcements.lexicon.vocabulary import Lexicon
from bot.announcements.text.forms import fold

_NO_SEASON = 12
_SHORT_NAME = 3
_LONG_NAME = 12
_LONG_WORD = 5
_FEWEST_BEFORE = 3
"""So many words at least open a title of which a shorter one is the end."""
_MOST_BEFORE = 6


_NEXT_WORD = re.compile(r" ([a-z]+) ")
_GOES_ON = re.compile(r": ([A-Z][\w'’-]+)(?: ([A-Za-z]+)|$)")


def end_of_title(plain: str, end: int, lexicon: Lexicon) -> int:
    """Return where a catalogue title ends, over one word behind its colon: "Kestrel: Origin".

    More words may be anybody's name: "Kestrel: Jane Doe returns".
    """
    hit = _GOES_ON.match(plain, end) if lexicon.title_case else None
    if hit is None:
        return end
    lists, word, following = lexicon.titles, hit.group(1), hit.group(2) or ""
    does = lists.verbs | lists.describing | lists.plural | lexicon.people.describing
    none = does | lists.stops | lists.never | lists.endings | lists.labels | lists.links
    # "Kestrel: BBC drama to return", "Kestrel: Netflix confirms": somebody else is the subject.
    acts = following in does - lists.connectors
    # "Kestrel: Origin Renewed" goes no further, "Kestrel: Jane Doe Returns" names somebody.
    goes_on = following[:1].isupper() and fold(following) not in lists.stops
    if acts or goes_on or word.isupper() or fold(word) in none | lists.aspects:
        return end
    return hit.end(1)


def is_surely_a_title(plain: str, start: int, end: int, lexicon: Lexicon, *, telling: bool) -> bool:
    """A catalogue title must stand alone, capitalised, and be more than one ordinary word.

    Args:
        plain: the text.
        start: where the title stands in it.
        end: where it ends.
        lexicon: of the text's language.
        telling: whether the title is more than ordinary words.
    """
    found = plain[start:end]
    if fold(found) in lexicon.titles.never:
        return False
    if not lexicon.cased or not found.isascii():
        return len(found) >= _SHORT_NAME
    before, after = plain[start - 1 : start], plain[end : end + 1]
    if before.isalnum() or after.isalnum() or before == "-" or after == "-":
        return False
    if not (found[0].isupper() or found[0].isdigit()):
        return False
    if " " not in found:
        opens = start == 0 and len(found) >= _SHORT_NAME and _leads(plain[end:], lexicon)
        long = len(found) >= _LONG_WORD and (found.isalpha() or "-" in found)
        free = telling and long and _stands_free(plain, start, end, lexicon)
        return lexicon.title_case and (opens or free)
    several = sum(char.isupper() for char in found) > 1 or found[0].isdigit()
    if several or _ends_in_no_season(found):
        return not (lexicon.title_case and _ends_a_longer_one(plain[:start], lexicon))
    # Spanish, Portuguese and French titles have one capital: "La casa de papel".
    return not lexicon.title_case and (len(found) >= _LONG_NAME or found.count(" ") > 1)


def _ends_in_no_season(found: str) -> bool:
    """Tell whether a number that is too high for a season belongs to a name: "Precinct 19"."""
    number = found.rpartition(" ")[2]
    return number.isdigit() and int(number) >= _NO_SEASON


def _leads(behind: str, lexicon: Lexicon) -> bool:
    """Tell whether what follows the first word of a headline makes it a show's name.

    That is a colon, or what its people are called: "Kestrel star Jane Doe".
    """
    hit = _NEXT_WORD.match(behind)
    roles = lexicon.titles.after & lexicon.people.describing
    return behind.startswith(":") or (hit is not None and hit.group(1) in roles)


def _stands_free(plain: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Tell whether no capitalised word touches one word: "Samantha" is no title in a name."""
    before = plain[:start].rsplit(maxsplit=1)[-1:] if plain[:start].endswith(" ") else []
    behind = plain[end:].split(maxsplit=1)[:1] if plain[end:].startswith(" ") else []
    return not any(
        word[:1].isupper()
        and not word.isupper()
        and not word.endswith((":", ",", ".", ";"))
        # "HBO's Samantha" names the show; "Samantha Doe's ‘Kestrel’" does not.
        and not (word.endswith(("'s", "’s")) and word in before)
        and fold(word).strip(TRIM) not in lexicon.titles.touching
        and fold(word).strip(TRIM) not in lexicon.people.stops
        for word in (*before, *behind)
    )


def _ends_a_longer_one(before: str, lexicon: Lexicon) -> bool:
    """Tell whether a title only ends a longer one: "The Keeper Living in Our House".

    Such a one opens the headline with an article, and a small word leads to its end.
    """
    words = before.split()
    if not _FEWEST_BEFORE <= len(words) <= _MOST_BEFORE:
        return False
    lists = lexicon.titles
    none = (lists.stops | lists.verbs | lists.describing | lists.never) - lists.connectors
    bare = [fold(word).strip(TRIM) for word in words]
    return (
        words[0][:1].isupper()
        and bare[0] in lists.articles & lists.connectors
        and words[-1].islower()
        and bare[-1] in lists.connectors
        and all(word[:1].isupper() or fold(word) in lists.connectors for word in words)
        and not any(word in none or word in lists.after for word in bare[1:])
    )
