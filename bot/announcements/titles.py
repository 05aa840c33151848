"""Which show a statement is about: titles beside the words that tell the news.

A phrase says on which side its title stands. There a marked title is taken, over words that only
describe it; else, in languages with capitals, the capitalised words that touch the phrase.
"""

import re
from dataclasses import dataclass

from bot.announcements.lexicon import Lexicon
from bot.announcements.patterns import DATE, MARKS, NETWORK, SEASON, TITLE
from bot.announcements.seasons import FoundSeason
from bot.announcements.tape import Tape, Title, split_season
from bot.announcements.text import fold

_TOKEN = re.compile(r"[\ue000-\ue003]|[^\s\ue000-\ue003]+")
_MARKS = frozenset(MARKS)
_LISTING = frozenset(
    {",", "and", "&", ", and", "y", "e", "et", "ve", "dan", "·", "、", "과", "와", "・"}
)
_PARTING = re.compile(r",? (?:and|y|e|et|ve|dan|&) |, ")
_MAX_WORDS = 10
_MAX_LIST_WORDS = 24
_MAX_LOOSE = 24
REACH = 14
"""How many words may stand between a phrase and the marked title after it."""
_TRIM = " ,:;-–—'’\"“”‘()[]!?.…"
_ENDS_RUN = (":", "?", "!")


@dataclass(frozen=True, kw_only=True)
class Beside:
    """What stands on one side of a phrase.

    Attributes:
        titles: the shows, in the order of the text.
        seasons: season marks passed on the way.
        subject: other words that stand where the show should.
    """

    titles: tuple[Title, ...]
    seasons: tuple[FoundSeason, ...] = ()
    subject: str = ""


@dataclass(frozen=True)
class Token:
    """A word or sign of a tape."""

    start: int
    end: int
    word: str

    @property
    def bare(self) -> str:
        """The word without punctuation."""
        return self.word.strip(_TRIM)


def tokens_of(tape: Tape, start: int, end: int) -> list[Token]:
    """Return the words and signs between two places of a tape."""
    return [
        Token(hit.start(), hit.end(), hit.group())
        for hit in _TOKEN.finditer(tape.string, start, end)
    ]


def titles_left(tape: Tape, at: int, lexicon: Lexicon) -> Beside:
    """Return the shows that stand before a place of the tape."""
    start, _ = tape.clause(at, at)
    tokens = tokens_of(tape, start, at)
    seasons: list[FoundSeason] = []
    several = False
    while tokens:
        last = tokens[-1]
        several = several or last.bare in lexicon.titles.plural
        if last.word == SEASON:
            seasons.append(_season(tape, last))
        elif last.word not in {DATE, NETWORK} and not _is_link(last, lexicon):
            break
        tokens.pop()
    passed = tuple(seasons)
    if not tokens:
        return Beside(titles=(), seasons=passed)
    if listed := _listed_left(tape, tokens):
        return Beside(titles=listed, seasons=passed)
    if not lexicon.cased:
        marked = [token for token in tokens if token.word == TITLE]
        titles = (title_at(tape, marked[-1]),) if marked else _loose_bare(tape, tokens, lexicon)
        return Beside(titles=titles, seasons=passed)
    run = _cut_at_ending(_run_left(tape, tokens, lexicon), lexicon, last=True)
    subject = tape.plain(run[0].start, run[-1].end) if run else ""
    titles = bare_titles(tape, run, lexicon, several=several)
    return Beside(titles=titles, seasons=passed, subject=subject)


def _run_left(tape: Tape, tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """Return the capitalised words at the end, over commas when they part a list."""
    run: list[Token] = []
    for token in reversed(tokens):
        if len(run) == _MAX_LIST_WORDS or not may_be_in_title(tape, token, lexicon):
            break
        opens = token is tokens[0] and token.bare in lexicon.titles.after
        if not opens and (token.bare in lexicon.titles.verbs or _describes(tape, token, lexicon)):
            break
        if run and token.word.endswith(_ENDS_RUN):
            if _joins_over_colon(tape, tokens, token, lexicon):
                run.insert(0, token)
                continue
            break
        run.insert(0, token)
    return run


def _joins_over_colon(tape: Tape, tokens: list[Token], token: Token, lexicon: Lexicon) -> bool:
    """Tell whether "Star Wars: The Mandalorian" is one title: a short name opens the statement."""
    before = tokens[: tokens.index(token) + 1]
    return (
        token.word.endswith(":")
        and len(before) <= 4
        and before[0].start == tape.clause(token.start, token.end)[0]
        and all(may_be_in_title(tape, word, lexicon) for word in before)
        and not any(word.bare in lexicon.titles.never for word in before)
    )


def titles_right(tape: Tape, at: int, lexicon: Lexicon, *, reach: int = REACH) -> Beside:
    """Return the shows that stand after a place of the tape."""
    _, end = tape.clause(at, at)
    tokens = tokens_of(tape, at, end)
    marked = _marked_right(tokens[:reach], lexicon)
    if marked is not None:
        seasons = tuple(_season(tape, token) for token in tokens[:marked] if token.word == SEASON)
        return Beside(titles=_listed_right(tape, tokens[marked:]), seasons=seasons)
    if not lexicon.bare:
        return Beside(titles=())
    if not lexicon.cased:
        return Beside(titles=_letters_right(tape, tokens, lexicon))
    passed: list[FoundSeason] = []
    if tokens and tokens[0].bare in lexicon.inside + lexicon.of:
        tokens = tokens[1:]
    while tokens:
        first = tokens[0]
        if first.word == SEASON:
            passed.append(_season(tape, first))
        elif first.word not in {NETWORK, DATE} and not _is_lead(tape, first, lexicon):
            break
        tokens.pop(0)
    run = run_right(tape, tokens, lexicon)
    return Beside(titles=bare_titles(tape, run, lexicon), seasons=tuple(passed))


def _letters_right(tape: Tape, tokens: list[Token], lexicon: Lexicon) -> tuple[Title, ...]:
    """Take the letters right after a phrase, where nothing but signs part words."""
    if not lexicon.letters or not tokens or tokens[0].word in _MARKS:
        return ()
    start, end = tape.plain_span(tokens[0].start, tokens[0].end)
    words = tape.text.plain[start:end]
    ends = [
        place
        for word in lexicon.titles.stops | lexicon.titles.endings
        if (place := words.find(word)) > 0
    ]
    return loose_title(tape.text.plain, start, start + min(ends, default=len(words)), lexicon)


def run_right(tape: Tape, tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """Return the capitalised words at the beginning that may be a title."""
    run: list[Token] = []
    for index, token in enumerate(tokens):
        if len(run) == _MAX_LIST_WORDS or _ends_bare(tape, tokens, index, lexicon):
            break
        run.append(token)
        if token.word.endswith(_ENDS_RUN):
            break
    run = _cut_at_ending(run, lexicon, last=False)
    if len(run) == 1 and len(tokens) > 1 and _only_an_adjective(tape, tokens[1], lexicon):
        return []
    return run


def _only_an_adjective(tape: Tape, following: Token, lexicon: Lexicon) -> bool:
    """Tell whether one capitalised word only says where a show is from: "the Sydney teen drama"."""
    return (
        following.bare in lexicon.titles.describing
        and following.bare not in lexicon.titles.connectors
        and tape.plain(following.start, following.end)[:1].islower()
    )


def _begins_another(tokens: list[Token], index: int, lexicon: Lexicon) -> bool:
    """Tell whether a list goes on with words about its next show: "and the Thai series …"."""
    return tokens[index].word in _LISTING and any(
        token.bare in lexicon.titles.describing and token.bare not in lexicon.titles.connectors
        for token in tokens[index + 1 : index + 4]
    )


def titles_inside(tape: Tape, start: int, end: int, lexicon: Lexicon) -> tuple[Title, ...]:
    """Return the shows that a phrase has between its words."""
    tokens = tokens_of(tape, start, end)
    marked = [index for index, token in enumerate(tokens) if token.word == TITLE]
    if marked:
        before = tokens[: marked[0]]
        if not all(_may_lead_to(tape, token, lexicon) for token in before):
            return ()
        return tuple(title_at(tape, tokens[index]) for index in marked)
    tokens = [token for token in tokens if token.word != SEASON]
    if lexicon.cased:
        while tokens and (tokens[0].word == NETWORK or _is_lead(tape, tokens[0], lexicon)):
            tokens = tokens[1:]
        for index, token in enumerate(tokens):
            if _describes(tape, token, lexicon) and index + 1 < len(tokens):
                return titles_inside(tape, tokens[index + 1].start, end, lexicon)
        if not all(may_be_in_title(tape, token, lexicon) for token in tokens):
            return ()
    return bare_titles(tape, tokens, lexicon)


def _season(tape: Tape, token: Token) -> FoundSeason:
    value = tape.marks[token.start].value
    assert isinstance(value, FoundSeason)
    return value


def title_at(tape: Tape, token: Token) -> Title:
    """Return the marked title under a token that is one."""
    value = tape.marks[token.start].value
    assert isinstance(value, Title)
    return value


def _is_link(token: Token, lexicon: Lexicon) -> bool:
    """Tell whether a token may stand between a title and what is told of it."""
    bare, words = token.bare, lexicon.titles
    return (
        not bare
        or bare in {"'s", "s"}
        or bare in words.links
        or bare in words.describing
        or token.word in _LISTING
        or (lexicon.letters and _glued_links(token, lexicon))
        or any(bare == fold(particle).strip(_TRIM) for particle in words.particles)
    )


def _is_lead(tape: Tape, token: Token, lexicon: Lexicon) -> bool:
    """Tell whether a token may stand between the phrase and a title after it."""
    if not token.bare or token.bare in {"'s", "s"}:
        return True
    return token.bare in lexicon.titles.describing and not _is_capital_article(tape, token, lexicon)


def _describes(tape: Tape, token: Token, lexicon: Lexicon) -> bool:
    """Tell whether a word beside a title ends it: it says what the title is."""
    words = lexicon.titles
    return (
        token.bare in words.describing
        and token.bare not in words.connectors
        and not _is_capital_article(tape, token, lexicon)
    )


def _may_lead_to(tape: Tape, token: Token, lexicon: Lexicon) -> bool:
    """Tell whether a token may stand before a marked title inside a phrase."""
    return (
        token.word in _MARKS
        or _is_lead(tape, token, lexicon)
        or token.word.endswith("'s")
        or token.bare in lexicon.titles.links
        or token.bare in lexicon.of
        or not lexicon.cased
    )


def _is_capital_article(tape: Tape, token: Token, lexicon: Lexicon) -> bool:
    """Tell whether a word is a capitalised article: the first word of many titles."""
    return (
        token.bare in lexicon.titles.articles
        and tape.plain(token.start, token.end).lstrip("\"'“‘(")[:1].isupper()
    )


def _listed_left(tape: Tape, tokens: list[Token]) -> tuple[Title, ...]:
    """Read "‘A’, ‘B’ and ‘C’" backwards from the last token."""
    titles: list[Title] = []
    at = len(tokens) - 1
    while at >= 0 and tokens[at].word == TITLE:
        titles.insert(0, title_at(tape, tokens[at]))
        at -= 1
        while at >= 0 and (tokens[at].word.strip() in _LISTING or tokens[at].word == SEASON):
            at -= 1
        at = _over_the_owner(tokens, at)
    return tuple(title for title in titles if not title.credit) or tuple(titles[-1:])


def _over_the_owner(tokens: list[Token], at: int) -> int:
    """Step over the owner of a title in a list: "‘A’, Jane Doe's ‘B’"."""
    if at < 0 or not tokens[at].word.endswith("'s"):
        return at
    for back in range(1, 4):
        if at - back >= 0 and tokens[at - back].word == TITLE:
            return at - back
    return at


def _listed_right(tape: Tape, tokens: list[Token]) -> tuple[Title, ...]:
    titles: list[Title] = []
    at = 0
    while at < len(tokens) and tokens[at].word == TITLE:
        titles.append(title_at(tape, tokens[at]))
        at += 1
        while at < len(tokens) and (
            tokens[at].word.strip() in _LISTING or tokens[at].word == SEASON
        ):
            at += 1
    return tuple(title for title in titles if not title.credit) or tuple(titles[:1])


def _marked_right(tokens: list[Token], lexicon: Lexicon) -> int | None:
    """Return the first marked title that no stop word parts from the phrase."""
    for index, token in enumerate(tokens):
        if token.word == TITLE:
            return index
        if token.bare in lexicon.titles.barriers or token.word.endswith(";"):
            return None
    return None


def may_be_in_title(tape: Tape, token: Token, lexicon: Lexicon) -> bool:
    """Tell whether a token can be part of a title without marks."""
    if token.word in _MARKS:
        return False
    plain = tape.plain(token.start, token.end).lstrip("\"'“‘(")
    if not plain:
        return False
    return (
        plain[0].isupper()
        or plain[0].isdigit()
        or plain in {"&", "-", "–", "+"}
        or token.bare in lexicon.titles.connectors
    )


def _ends_bare(tape: Tape, tokens: list[Token], index: int, lexicon: Lexicon) -> bool:
    token = tokens[index]
    if not may_be_in_title(tape, token, lexicon):
        return True
    words = lexicon.titles
    if index == 0:
        return any(token.bare in some for some in (words.barriers, words.verbs, words.stops))
    if _begins_another(tokens, index, lexicon):
        return True
    if token.bare in words.stops:
        # "for Season 2", "at Netflix", "from Jane Doe": what follows tells no title.
        if token.bare in words.closers and tape.plain(token.start, token.end)[:1].islower():
            return True
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if following is None or following.word in _MARKS or token.bare not in words.connectors:
            return True
        return following.bare in {"a", "an", "its", "another", "one", "the", "his", "her"}
    return _describes(tape, token, lexicon)


def _cut_at_ending(run: list[Token], lexicon: Lexicon, *, last: bool) -> list[Token]:
    """End a run at a word with a case ending ("Gönül Dağı'nda …"): a name never goes on there.

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
    tape: Tape, run: list[Token], lexicon: Lexicon, *, several: bool = False
) -> tuple[Title, ...]:
    """Make titles of capitalised words, if they can be some; commas may part a list."""
    run = _after_the_owner(run)
    while run and (
        not run[0].bare or _small(tape, run[0], lexicon) or _only_describes(run, lexicon)
    ):
        run = run[1:]
    while run and (
        not run[-1].bare or _small(tape, run[-1], lexicon) or run[-1].bare in lexicon.titles.stops
    ):
        run = run[:-1]
    if not run:
        return ()
    start, end = tape.plain_span(run[0].start, run[-1].end)
    pieces = _pieces(tape.text.plain[start:end], several=several)
    titles = []
    for first, last in pieces:
        title = _one_title(tape.text.plain, start + first, start + last, lexicon)
        if title is not None:
            titles.append(title)
    return tuple(titles)


def _pieces(words: str, *, several: bool) -> list[tuple[int, int]]:
    """Part "A, B and C" at its commas; a lone "and" parts only what is told of several."""
    partings = list(_PARTING.finditer(words))
    commas = sum("," in parting.group() for parting in partings)
    if (not commas or len(partings) < 2) and not (several and len(partings) == 1):
        if commas:
            return [(partings[-1].end(), len(words))]
        return [(0, len(words))]
    edges = [0, *(edge for parting in partings for edge in parting.span()), len(words)]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _one_title(plain: str, start: int, end: int, lexicon: Lexicon) -> Title | None:
    words = plain[start:end]
    if len(words.split()) > _MAX_WORDS:
        return None
    name, season = split_season(words.strip(" ,:;-–—'’\"“”‘()[]…"), lexicon)
    name = name.strip(' ,:;-–—"“”‘')
    name = without_ending(name, lexicon)
    if not can_be_a_name(name, lexicon):
        return None
    return Title(name=name, season=season, start=start, end=end, how="bare")


def _only_describes(run: list[Token], lexicon: Lexicon) -> bool:
    """Tell whether the first word says what the rest is: "Drama Harbour Lights", "New The Office"."""
    first, words = run[0].bare, lexicon.titles
    if first not in words.describing or first in words.connectors:
        return False
    following = run[1].bare if len(run) > 1 else ""
    return first not in words.articles or following in words.describing


def _small(tape: Tape, token: Token, lexicon: Lexicon) -> bool:
    plain = tape.plain(token.start, token.end)
    return token.bare in lexicon.titles.connectors and plain[:1].islower()


def _after_the_owner(run: list[Token]) -> list[Token]:
    """Drop "Park Eun Bin's" before a title: a name of several words that owns it."""
    for index, token in enumerate(run[:-1]):
        if index >= 1 and token.word.endswith("'s"):
            return run[index + 1 :]
    return run


def without_ending(name: str, lexicon: Lexicon) -> str:
    """Cut a genitive or case ending from a name: "Harbour Lights's", "Gönül Dağı'nda"."""
    folded = fold(name)
    for ending in ("'s", *lexicon.titles.particles):
        if ending[:1] == "'" and folded.endswith(ending) and len(name) > len(ending) + 1:
            return name[: -len(ending)]
    return name


def can_be_a_name(name: str, lexicon: Lexicon) -> bool:
    """Tell whether words can be a title by themselves."""
    folded = fold(name)
    words = lexicon.titles
    if len(name) < 2 or folded in words.never or not any(map(str.isalnum, name)):
        return False
    plain = [word.strip(_TRIM) for word in folded.split()]
    if plain[-1] in words.endings:
        return False
    dull = words.never | words.describing | words.links | words.verbs | words.stops
    return not all(word in dull or word in words.connectors or not word for word in plain)


def _loose_bare(tape: Tape, tokens: list[Token], lexicon: Lexicon) -> tuple[Title, ...]:
    """Take the words before the phrase where no capitals show a name."""
    if not lexicon.bare:
        return ()
    run: list[Token] = []
    for token in reversed(tokens):
        if token.word in _MARKS or token.word.endswith((",", ":")):
            break
        if token.bare in lexicon.titles.describing or token.bare in lexicon.titles.stops:
            break
        run.insert(0, token)
        if lexicon.letters:
            break
    if not run:
        return ()
    start, end = tape.plain_span(run[0].start, run[-1].end)
    return loose_title(tape.text.plain, start, end, lexicon)


def loose_title(plain: str, start: int, end: int, lexicon: Lexicon) -> tuple[Title, ...]:
    """Make a title of a stretch of letters, cutting what is none of it from both ends."""
    words = plain[start:end].strip(_TRIM)
    if lexicon.letters:
        words = _cut_letters(words, lexicon)
    for particle in lexicon.titles.particles:
        if words.endswith(particle) and len(words) > len(particle) + 1:
            words = words[: -len(particle)]
            break
    name, season = split_season(words, lexicon)
    if len(name) > _MAX_LOOSE or not can_be_a_name(name, lexicon):
        return ()
    return (Title(name=name, season=season, start=start, end=end, how="bare"),)


def _cut_letters(words: str, lexicon: Lexicon) -> str:
    """Cut up to the last describing word, and linking words from the end, again and again."""
    lists = lexicon.titles
    cut = max(
        (
            place + len(word)
            for word in lists.stops | lists.describing
            if (place := words.rfind(word)) >= 0
        ),
        default=0,
    )
    words = words[cut:].strip(_TRIM)
    tails = tuple(sorted((*lists.links, *lists.particles), key=len, reverse=True))
    while found := next((tail for tail in tails if tail and words.endswith(tail)), None):
        if len(words) <= len(found):
            break
        words = words[: -len(found)].strip(_TRIM)
    return words


def _glued_links(token: Token, lexicon: Lexicon) -> bool:
    """Tell whether a token is nothing but linking words without spaces between them."""
    rest = token.bare
    links = lexicon.titles.links | lexicon.titles.describing
    while rest:
        found = next((word for word in links if word and rest.startswith(word)), None)
        if found is None:
            return False
        rest = rest[len(found) :]
    return True


def owner_title(tape: Tape, at: int, lexicon: Lexicon) -> Title | None:
    """Return the show that owns the person before a place: "Harbour Lights star Jane Doe exits"."""
    if not lexicon.cased:
        return None
    start, _ = tape.clause(at, at)
    tokens = tokens_of(tape, start, at)
    for index in range(len(tokens) - 1, 0, -1):
        token = tokens[index]
        if token.bare in lexicon.titles.after:
            run = _run_left(tape, tokens[:index], lexicon)
        elif token.word.endswith(("'s", "s'")) and index < len(tokens) - 1:
            run = _run_left(tape, tokens[: index + 1], lexicon)
        else:
            continue
        titles = bare_titles(tape, run, lexicon)
        return titles[-1] if titles else None
    return None
