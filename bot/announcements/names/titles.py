"""From words to a title: what must be cut off, and what can be none at all."""

import re

from bot.announcements.lexicon.title_words import TRIM
from bot.announcements.lexicon.vocabulary import Lexicon
from bot.announcements.marks.mark import Title
from bot.announcements.marks.titles import (
    is_credited,
    opens_with_a_count,
    split_season,
    without_full_stop,
)
from bot.announcements.names.nameless import is_kind, only_praises
from bot.announcements.names.pieces import are_two, parted
from bot.announcements.tape.tape import Tape
from bot.announcements.tape.tokens import Token, is_of_its_kind
from bot.announcements.text.forms import fold

_YEAR_OF_OLD = re.compile(r"1[0-9]{3}|\d(?:-\d)+")
"""A year long past, or a number to call, is the name of a show about it: *1899*, *9-1-1*."""
_OPENING_MARK = re.compile(r"(?:^|[\s:])['‘“\"](?=.?$)")
"""A quotation mark that opens, at a place or right before it."""
_MAX_WORDS = 10
_MAX_LOOSE = 24
_LONGEST_OWNER = 3
"""Words of a person's name before the title that they own; longer ones belong to the title."""
_SHORTEST = 2


def cut_at_ending(run: list[Token], lexicon: Lexicon, *, last: bool) -> list[Token]:
    """End a run at a word with a case ending ("Sisli Liman'da …"): a name never goes on there.

    Args:
        run: the capitalised words.
        lexicon: with the endings, each with its apostrophe.
        last: whether the name stands at the end of the run: then the last ending counts.
    """
    endings = tuple(end for end in lexicon.titles.particles if end[:1] == "'")
    if not endings:
        return run
    places = [index for index, token in enumerate(run) if token.bare.endswith(endings)]
    if not places:
        return run
    return run[: (places[-1] if last else places[0]) + 1]


def bare_titles(
    tape: Tape,
    run: list[Token],
    lexicon: Lexicon,
    *,
    several: bool = False,
    first: bool = False,
    of_shows: bool = False,
    owned: bool = True,
    whole: bool = False,
) -> tuple[Title, ...]:
    """Make titles of capitalised words, if they can be some; commas may part a list.

    Args:
        tape: of the field.
        run: the words.
        lexicon: of its language.
        several: whether the news is told of more than one show: then a lone "and" parts two.
        first: whether the show stands first, and what follows a lone comma is something else.
        of_shows: whether the news is told of shows alone: then nobody else stands beside one.
        owned: whether the words may begin with whose the show is.
        whole: whether bounds show that all of the words belong to the title.
    """
    run = after_the_owner(run, lexicon) if owned else run
    if not whole:
        run = _without_what_leads(tape, run, lexicon)
    given, run = run, _without_the_rest(run, lexicon)
    if not run:
        return ()
    # "Kestrel, Embers and More": what only counts the others shows that a lone comma parts names.
    several = several or (len(run) < len(given) and any(one.word.endswith(",") for one in run))
    counting = lexicon.titles.numbers & lexicon.titles.plural
    if len(run) > 1 and run[0].bare in counting - (lexicon.titles.inner if whole else frozenset()):
        run, several = run[1:], True  # "Both Kestrel and Embers"
    start, end = tape.plain_span(run[0].start, run[-1].end)
    several = several or (of_shows and are_two(tape, run, lexicon, first=first))
    pieces = parted(tape.text.plain[start:end], lexicon, several=several, first=first)
    if len(pieces) > 1 and run[-1].word.endswith(("'s", "s'")):
        return ()  # "Jane and John Doe's legal satire": they own what is not named
    if len(pieces) > 1 and run[-1].bare in counting:
        end = tape.plain_span(run[0].start, run[-2].end)[1]  # "Kestrel, Embers All Returning"
        pieces[-1] = (pieces[-1][0], end - start)
    titles = []
    for begin, last in pieces:
        title = _one_title(tape.text.plain, start + begin, start + last, lexicon, whole=whole)
        if title is not None:
            titles.append(title)
    return tuple(titles)


def _without_what_leads(tape: Tape, run: list[Token], lexicon: Lexicon) -> list[Token]:
    """Cut from both ends of a run what only leads to a title or on from it."""
    while run and (
        not run[0].bare
        or _small(tape, run[0], lexicon)
        or _only_describes(run, lexicon)
        or run[0].word in lexicon.titles.particles  # "Netflix'in Sisli Liman dizisi"
    ):
        run = run[1:]
    while run and (
        not run[-1].bare or _small(tape, run[-1], lexicon) or run[-1].bare in lexicon.titles.stops
    ):
        run = run[:-1]
    return run


def _one_title(plain: str, start: int, end: int, lexicon: Lexicon, *, whole: bool) -> Title | None:
    words = plain[start:end]
    if len(words.split()) > _MAX_WORDS:
        return None
    if lexicon.sentence_case and words.islower():
        return None  # "Drama familiar: …": what is left of an opening has no capital
    if lexicon.title_case and _OPENING_MARK.search(plain[max(start - 2, 0) : start + 1]):
        return None  # marks that are round no title are round speech
    if lexicon.title_case and any(mark in words[1:] for mark in "“‘"):
        return None
    name, season = split_season(words.strip(" ,:;-–—'’\"“”‘()[]…"), lexicon)
    name = name.strip(' ,:;-–—"“”‘')
    name = without_full_stop(name.removesuffix("..."))
    if not plain[end:].strip():
        name = name.rstrip("!")  # it ends the headline; a name that has one is known or quoted
    name = without_ending(name, lexicon)
    if only_praises(name, plain[end:], lexicon):
        return None
    if not can_be_a_name(name, lexicon) and not (whole and _is_of_inner_words(name, lexicon)):
        return None
    credit = is_credited(plain, start, lexicon)
    return Title(name=name, season=season, start=start, end=end, how="bare", credit=credit)


def _is_of_inner_words(name: str, lexicon: Lexicon) -> bool:
    """Tell whether words that are none by themselves are a title's where bounds show it."""
    lists, words = lexicon.titles, {word.strip(TRIM) for word in fold(name).split()}
    telling = (words & (lists.inner | lists.praise)) - lists.articles - lists.connectors
    return (
        len(words) > 1
        and bool(telling)
        and fold(name) not in lists.never
        and not words & lists.plural_kinds
    )


def _only_describes(run: list[Token], lexicon: Lexicon) -> bool:
    """Tell whether the first word says what the rest is: "Drama Harbour Lights"."""
    first, words = run[0].bare, lexicon.titles
    if is_of_its_kind(run[0], lexicon):
        return True
    if first not in words.describing or first in words.connectors:
        return False
    following = run[1].bare if len(run) > 1 else ""
    return first not in words.articles or following in words.describing


def _small(tape: Tape, token: Token, lexicon: Lexicon) -> bool:
    plain = tape.plain(token.start, token.end)
    return token.bare in lexicon.titles.connectors and plain[:1].islower()


def after_the_owner(run: list[Token], lexicon: Lexicon) -> list[Token]:
    """Drop "Han Seo Jin's" before a title: a name of several words that owns it."""
    if run and run[0].bare in lexicon.titles.articles & lexicon.titles.connectors:
        return run  # "The Traitor's Wife" is no Traitor's
    words = 0
    for index, token in enumerate(run[:-1]):
        words = 0 if token.word in lexicon.joining else words + 1
        whole = token.bare.endswith("'s") and token.bare[:-2] in lexicon.titles.never  # "it's"
        if index >= 1 and token.word.endswith("'s") and words <= _LONGEST_OWNER and not whole:
            return run[index + 1 :]
    return run


def _without_the_rest(run: list[Token], lexicon: Lexicon) -> list[Token]:
    """Cut from a list those that it only counts: "Harbour Lights and Two More", "& 3 Others"."""
    words = lexicon.titles
    at = len(run)
    counts = words.numbers | words.never
    while at > 1 and (run[at - 1].bare in counts or run[at - 1].bare.isdigit()):
        at -= 1
    counted = at < len(run) and run[at - 1].bare in lexicon.joining - {","}
    return run[: at - 1] if counted else run


def without_ending(name: str, lexicon: Lexicon) -> str:
    """Cut a genitive or case ending from a name: "Harbour Lights's", "Sisli Liman'da"."""
    folded = fold(name)
    for ending in ("'s", *lexicon.titles.particles):
        if ending[:1] == "'" and folded.endswith(ending) and len(name) > len(ending) + 1:
            return name[: -len(ending)]
    return name


def can_be_a_name(name: str, lexicon: Lexicon) -> bool:
    """Tell whether words can be a title by themselves."""
    folded = fold(name)
    words = lexicon.titles
    if _YEAR_OF_OLD.fullmatch(name):
        return True
    if len(name) < _SHORTEST or folded in words.never or not any(map(str.isalpha, name)):
        return False
    plain = [word.strip(TRIM) for word in folded.split()]
    if plain[-1] in words.endings:
        return False
    counts = plain[0] in words.numbers and len(plain) > 1
    if counts and all(word in words.counted or is_kind(word, lexicon) for word in plain[1:]):
        return False  # "Two Weeks", "Five Comedies"
    if counts and plain[-1].endswith("s") and plain[-1][:-1] in words.kinds | words.sources:
        return False  # "Four Jane Doe Adaptations"
    if opens_with_a_count(name, lexicon):
        return False
    if len(plain) > 1 and plain[-1].isdigit() and set(plain[:-1]) <= words.headings:
        return False  # "Upfronts 2031"
    if words.doing and plain[-1].endswith(words.doing):
        return False  # "The Jane Doe-produced"
    if plain[0] in words.outlets and plain[-1] in words.headings:
        return False  # "TVLine Items"
    if plain[0].isdigit() and len(plain) > 1:
        plain = plain[1:]  # "18 Series", "5 More"
    return not all(word in words.dull or word in words.connectors or not word for word in plain)


def loose_title(plain: str, start: int, end: int, lexicon: Lexicon) -> tuple[Title, ...]:
    """Make a title of a stretch of letters, cutting what is none of it from both ends."""
    words = plain[start:end].strip(TRIM)
    if lexicon.letters:
        words = _cut_letters(words, lexicon)
    for particle in lexicon.titles.particles:
        if fold(words).endswith(particle) and len(words) > len(particle) + 1:
            words = words[: -len(particle)]
            break
    name, season = split_season(words, lexicon)
    if len(name) > _MAX_LOOSE or not can_be_a_name(name, lexicon):
        return ()
    if lexicon.couple is not None and lexicon.couple.fullmatch(name):
        return ()
    return (Title(name=name, season=season, start=start, end=end, how="bare"),)


def _cut_letters(words: str, lexicon: Lexicon) -> str:
    """Cut up to the last describing word, and linking words from the end, again and again.

    A stop at the very end stands behind the title: "雾港编剧称" says who speaks of it, and
    "雾港安雨" who is in it.
    """
    lists, folded = lexicon.titles, fold(words)
    ends = (
        place + len(word)
        for listed in (lists.stops, lists.describing)
        for word in listed
        if (place := folded.rfind(word)) >= 0
        and (listed is lists.describing or place + len(word) < len(folded))
    )
    cut = max(ends, default=0)
    words = words[cut:].strip(TRIM)
    tails = tuple(sorted((*lists.links, *lists.particles, *lists.stops), key=len, reverse=True))
    while found := next((tail for tail in tails if tail and fold(words).endswith(tail)), None):
        if len(words) <= len(found):
            break
        words = words[: -len(found)].strip(TRIM)
    return words
