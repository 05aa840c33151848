"""Which show a statement is about: titles beside the words that tell the news.

A phrase says on which side its title stands. There a marked title is taken, over words that only
describe it; else, in languages with capitals, the capitalised words that touch the phrase.
"""

import re
from dataclasses import dataclass

from bot.announcements.lexicon import Lexicon
from bot.announcements.patterns import BREAK, DATE, NETWORK, SEASON, TITLE
from bot.announcements.tape import Mark, Tape, Title, split_season
from bot.announcements.seasons import FoundSeason
from bot.announcements.text import fold

_TOKEN = re.compile(r"[\ue000-\ue003]|[^\s\ue000-\ue003]+")
_LISTING = frozenset({",", "and", "&", ", and", "y", "e", "et", "ve", "dan", "·", "、", "과", "와", "・"})
_MAX_BARE_WORDS = 9
_MAX_LOOSE = 24
_TRIM = " ,:;-–—'’\"“”‘()[]!?.…"


@dataclass(frozen=True, kw_only=True)
class Beside:
    """What stands on one side of a phrase.

    Attributes:
        titles: the shows, in the order of the text.
        seasons: season marks passed on the way.
    """

    titles: tuple[Title, ...]
    seasons: tuple[FoundSeason, ...] = ()


@dataclass(frozen=True)
class _Token:
    start: int
    end: int
    word: str

    @property
    def bare(self) -> str:
        return self.word.strip(_TRIM)


def titles_left(tape: Tape, at: int, lexicon: Lexicon) -> Beside:
    """Return the shows that stand before a place of the tape."""
    start, _ = tape.clause(at, at)
    tokens = _tokens(tape, start, at)
    words = lexicon.titles
    seasons: list[FoundSeason] = []
    while tokens:
        last = tokens[-1]
        if last.word == SEASON:
            seasons.append(_season(tape, last))
        elif last.word not in {DATE, NETWORK} and not _is_link(last, lexicon):
            break
        tokens.pop()
    if not tokens:
        return Beside(titles=(), seasons=tuple(seasons))
    listed = _listed_left(tape, tokens)
    if listed:
        return Beside(titles=listed, seasons=tuple(seasons))
    if not lexicon.spaced or not lexicon.cased:
        marked = [token for token in tokens if token.word == TITLE]
        if marked:
            return Beside(titles=(_title(tape, marked[-1]),), seasons=tuple(seasons))
        bare = _loose_bare(tape, tokens, lexicon)
        return Beside(titles=bare, seasons=tuple(seasons))
    if any(token.word == TITLE for token in tokens[-4:]) and not lexicon.bare:
        return Beside(titles=(), seasons=tuple(seasons))
    run: list[_Token] = []
    for token in reversed(tokens):
        if not _may_be_in_title(tape, token, lexicon) or len(run) == _MAX_BARE_WORDS:
            break
        if run and token.word.endswith((":", ",", "?", "!")):
            break
        if token.bare in words.describing and token.bare not in words.connectors:
            break
        run.insert(0, token)
    return Beside(titles=_bare(tape, run, lexicon), seasons=tuple(seasons))


def titles_right(tape: Tape, at: int, lexicon: Lexicon) -> Beside:
    """Return the shows that stand after a place of the tape."""
    _, end = tape.clause(at, at)
    tokens = _tokens(tape, at, end)
    seasons: list[FoundSeason] = []
    marked = _marked_right(tokens, lexicon)
    if marked is not None:
        seasons = [_season(tape, token) for token in tokens[:marked] if token.word == SEASON]
        return Beside(titles=_listed_right(tape, tokens[marked:]), seasons=tuple(seasons))
    if not lexicon.bare:
        return Beside(titles=())
    while tokens:
        first = tokens[0]
        if first.word == SEASON:
            seasons.append(_season(tape, first))
        elif first.word not in {NETWORK, DATE} and not _is_lead(first, lexicon):
            break
        tokens.pop(0)
    if not lexicon.spaced or not lexicon.cased:
        return Beside(titles=(), seasons=tuple(seasons))
    run: list[_Token] = []
    for index, token in enumerate(tokens):
        if _ends_bare(tape, tokens, index, lexicon) or len(run) == _MAX_BARE_WORDS:
            break
        run.append(token)
        if token.word.endswith((":", ",", "?", "!")):
            break
    return Beside(titles=_bare(tape, run, lexicon), seasons=tuple(seasons))


def _tokens(tape: Tape, start: int, end: int) -> list[_Token]:
    return [
        _Token(hit.start(), hit.end(), hit.group())
        for hit in _TOKEN.finditer(tape.string, start, end)
    ]


def _season(tape: Tape, token: _Token) -> FoundSeason:
    value = tape.marks[token.start].value
    assert isinstance(value, FoundSeason)
    return value


def _title(tape: Tape, token: _Token) -> Title:
    value = tape.marks[token.start].value
    assert isinstance(value, Title)
    return value


def _is_link(token: _Token, lexicon: Lexicon) -> bool:
    """Tell whether a token may stand between a title and what is told of it."""
    bare = token.bare
    words = lexicon.titles
    return (
        not bare
        or bare in {"'s", "s"}
        or bare in words.links
        or bare in words.describing
        or token.word in _LISTING
        or any(bare == fold(particle).strip(_TRIM) for particle in words.particles)
    )


def _is_lead(token: _Token, lexicon: Lexicon) -> bool:
    """Tell whether a token may stand between the phrase and a title after it."""
    return not token.bare or token.bare in {"'s", "s"} or token.bare in lexicon.titles.describing


def _listed_left(tape: Tape, tokens: list[_Token]) -> tuple[Title, ...]:
    """Read "‘A’, ‘B’ and ‘C’" backwards from the last token."""
    titles: list[Title] = []
    at = len(tokens) - 1
    while at >= 0 and tokens[at].word == TITLE:
        titles.insert(0, _title(tape, tokens[at]))
        at -= 1
        while at >= 0 and tokens[at].word.strip() in _LISTING:
            at -= 1
        at = _over_the_owner(tokens, at)
    return tuple(title for title in titles if not title.credit) or tuple(titles[-1:])


def _over_the_owner(tokens: list[_Token], at: int) -> int:
    """Step over the owner of a title in a list: "‘A’, Jane Doe's ‘B’"."""
    if at < 0 or not tokens[at].word.endswith("'s"):
        return at
    for back in range(1, 4):
        if at - back >= 0 and tokens[at - back].word == TITLE:
            return at - back
    return at


def _listed_right(tape: Tape, tokens: list[_Token]) -> tuple[Title, ...]:
    titles: list[Title] = []
    at = 0
    while at < len(tokens) and tokens[at].word == TITLE:
        titles.append(_title(tape, tokens[at]))
        at += 1
        while at < len(tokens) and tokens[at].word.strip() in _LISTING:
            at += 1
    return tuple(titles)


def _marked_right(tokens: list[_Token], lexicon: Lexicon) -> int | None:
    """Return the first marked title that no stop word parts from the phrase."""
    for index, token in enumerate(tokens[:16]):
        if token.word == TITLE:
            return index
        if token.bare in lexicon.titles.stops and index > 0 and token.bare not in {"for", "to"}:
            return None
    return None


def _may_be_in_title(tape: Tape, token: _Token, lexicon: Lexicon) -> bool:
    if token.word in {SEASON, DATE, NETWORK, TITLE}:
        return False
    plain = tape.plain(token.start, token.end).lstrip("\"'“‘(")
    if not plain:
        return token.word in {"&", "-", "–"}
    if token.bare in lexicon.titles.stops and token.bare not in lexicon.titles.connectors:
        return False
    return plain[0].isupper() or plain[0].isdigit() or token.bare in lexicon.titles.connectors or (
        plain == "&"
    )


def _ends_bare(tape: Tape, tokens: list[_Token], index: int, lexicon: Lexicon) -> bool:
    token = tokens[index]
    if not _may_be_in_title(tape, token, lexicon):
        return True
    if index == 0:
        return False
    if token.bare in lexicon.titles.describing and token.bare not in lexicon.titles.connectors:
        return True
    following = tokens[index + 1].word if index + 1 < len(tokens) else ""
    return token.bare in lexicon.titles.connectors and (
        following in {SEASON, DATE, NETWORK, ""} or tokens[index + 1].bare in {"a", "an", "its"}
    )


def _bare(tape: Tape, run: list[_Token], lexicon: Lexicon) -> tuple[Title, ...]:
    """Make a title of capitalised words, if they can be one."""
    run = _after_the_owner(tape, run)
    while run and (not run[0].bare or _small(tape, run[0], lexicon)):
        run = run[1:]
    while run and (not run[-1].bare or _small(tape, run[-1], lexicon)):
        run = run[:-1]
    if not run:
        return ()
    plain = tape.plain(run[0].start, run[-1].end)
    name, season = split_season(plain.strip(_TRIM.replace("!", "").replace("?", "")), lexicon)
    name = name.strip(" ,:;-–—\"“”‘")
    if name.endswith(("'s", "’s")):
        name = name[:-2]
    if not _can_be_a_name(name, lexicon):
        return ()
    start, end = tape.plain_span(run[0].start, run[-1].end)
    return (Title(name=name, season=season, start=start, end=end, how="bare"),)


def _small(tape: Tape, token: _Token, lexicon: Lexicon) -> bool:
    plain = tape.plain(token.start, token.end)
    return token.bare in lexicon.titles.connectors and plain[:1].islower()


def _after_the_owner(tape: Tape, run: list[_Token]) -> list[_Token]:
    """Drop "Park Eun Bin's" before a title: a name of several words that owns it."""
    for index, token in enumerate(run[:-1]):
        if index >= 1 and token.word.endswith("'s"):
            return run[index + 1 :]
    return run


def _can_be_a_name(name: str, lexicon: Lexicon) -> bool:
    folded = fold(name)
    if len(name) < 2 or folded in lexicon.titles.never:
        return False
    words = folded.split()
    known = lexicon.titles.never | lexicon.titles.describing | lexicon.titles.links
    return not all(word in known or word in lexicon.titles.connectors for word in words)


def _loose_bare(tape: Tape, tokens: list[_Token], lexicon: Lexicon) -> tuple[Title, ...]:
    """Take the words before the phrase where no capitals show a name."""
    if not lexicon.bare:
        return ()
    run: list[_Token] = []
    for token in reversed(tokens):
        if token.word in {SEASON, DATE, NETWORK, TITLE} or token.word.endswith((",", ":")):
            break
        if token.bare in lexicon.titles.describing or token.bare in lexicon.titles.stops:
            break
        run.insert(0, token)
    if not run:
        return ()
    plain = tape.plain(run[0].start, run[-1].end).strip(_TRIM)
    for particle in lexicon.titles.particles:
        if plain.endswith(particle) and len(plain) > len(particle) + 1:
            plain = plain[: -len(particle)]
            break
    name, season = split_season(plain, lexicon)
    if len(name) > _MAX_LOOSE or not _can_be_a_name(name, lexicon):
        return ()
    start, end = tape.plain_span(run[0].start, run[-1].end)
    return (Title(name=name, season=season, start=start, end=end, how="bare"),)


def topic_title(tape: Tape, near: int, lexicon: Lexicon) -> Title | None:
    """Return the title that the whole field is about: marked, else before a colon or a season."""
    marked = [mark for mark in tape.marks.values() if isinstance(mark.value, Title)]
    places = {id(mark): at for at, mark in tape.marks.items()}
    marked.sort(key=lambda mark: (mark.value.credit, abs(places[id(mark)] - near)))  # type: ignore[union-attr]
    if marked:
        value = marked[0].value
        assert isinstance(value, Title)
        return value
    if not lexicon.bare:
        return None
    for at, mark in sorted(tape.marks.items()):
        if mark.sign != SEASON:
            continue
        after = re.match(r" of ", tape.string[at + 1 : at + 5])
        beside = titles_right(tape, at + 4, lexicon) if after else titles_left(tape, at, lexicon)
        if beside.titles:
            return beside.titles[0]
    colon = min((at for sign in (": ", ", ") if (at := tape.string.find(sign)) > 0), default=-1)
    if 0 < colon < 60 and BREAK not in tape.string[:colon]:
        run = _tokens(tape, 0, colon)
        if all(_may_be_in_title(tape, token, lexicon) for token in run):
            named = _bare(tape, run, lexicon)
            return named[0] if named else None
    return None


def marks_of(tape: Tape, sign: str) -> list[Mark]:
    """Return all marks of one sign, in the order of the text."""
    return [mark for _, mark in sorted(tape.marks.items()) if mark.sign == sign]


def bare_inside(tape: Tape, start: int, end: int, lexicon: Lexicon) -> tuple[Title, ...]:
    """Return the title that a phrase has between its words."""
    tokens = [token for token in _tokens(tape, start, end) if token.word != SEASON]
    if lexicon.cased:
        while tokens and _is_lead(tokens[0], lexicon):
            tokens = tokens[1:]
        if not all(_may_be_in_title(tape, token, lexicon) for token in tokens):
            return ()
    return _bare(tape, tokens, lexicon)
