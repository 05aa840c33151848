"""Lists of shows of which only some are marked: a catalogue does not know every show.

"Kestrel City, Embers and The Lantern Keepers" is read as three titles whichever of them are known.
"""

import re
from dataclasses import dataclass, replace

from bot.announcements.lexicon.patterns import NETWORK, SEASON, TITLE
from bot.announcements.lexicon.vocabulary import Lexicon
from bot.announcements.marks.mark import Title
from bot.announcements.names.nameless import calls_a_show
from bot.announcements.names.pieces import is_long, opens
from bot.announcements.names.runs import is_amid_a_name
from bot.announcements.names.titles import bare_titles
from bot.announcements.tape.tape import Tape
from bot.announcements.tape.tokens import (
    MARK_SIGNS,
    Token,
    describes,
    may_be_in_title,
    season_at,
    title_at,
    tokens_of,
)
from bot.announcements.text.forms import fold

_COMMA_WITHIN = re.compile(r",[\"'”’»]\Z")
"""American marks close behind the comma of a list: “A,” “B” and “C”."""
_SHORTEST = 3
"""Two names joined by "and" may be a show and a person: only a longer list is surely one."""
_SHORTEST_UNJOINED = 4
_FEW = (2, 3)
_FULL_NAME = 2


@dataclass(frozen=True, kw_only=True)
class _List:
    """Titles that stand beside one another.

    Attributes:
        titles: in their order.
        marked: whether something marks one of them.
        joined: whether an "and" stands between some.
        behind: what follows the last, None where nothing does.
    """

    titles: tuple[Title, ...]
    marked: bool
    joined: bool
    behind: Token | None

    def is_long(self, *, several: bool) -> bool:
        """Tell whether it is surely a list of shows, whatever is told of them."""
        return len(self.titles) >= (_SHORTEST if self.joined else _SHORTEST_UNJOINED) - several

    @property
    def is_short(self) -> bool:
        """Whether it is two or three names, and no quotation marks show which are shows."""
        return len(self.titles) in _FEW and all(one.how != "quoted" for one in self.titles)


def mixed_right(
    tape: Tape,
    tokens: list[Token],
    lexicon: Lexicon,
    *,
    several: bool = False,
    of_shows: bool = False,
) -> tuple[Title, ...]:
    """Return the titles of a list that begins with the tokens, if it is one of both kinds.

    Args:
        tape: of the field.
        tokens: its words and signs from there on.
        lexicon: of its language.
        several: whether a verb is said to tell of more than one show: then two are a list.
        of_shows: whether the news is told of shows alone: then fewer may be one.
    """
    found = _read(tape, tokens, lexicon)
    if not found.marked:
        return ()
    few = of_shows and found.is_short and _goes_no_further(tape, found, lexicon)
    return _proven(found.titles) if found.is_long(several=several) or few else ()


def _goes_no_further(tape: Tape, found: _List, lexicon: Lexicon) -> bool:
    """Tell whether the last name is no next piece of news: "cancels Kestrel, Fans React"."""
    last, behind = found.titles[-1], found.behind
    if last.how != "bare" or tape.is_listed(last.name):
        return True
    words = lexicon.titles
    if any(word in words.plural for word in fold(last.name).split()):
        return False  # "cancels Kestrel and Fans Are Angry"
    return found.joined and (
        behind is None
        or behind.word in MARK_SIGNS
        or behind.bare in words.closers | words.stops - words.links
    )


def _read(tape: Tape, tokens: list[Token], lexicon: Lexicon) -> _List:
    """Read "Kestrel, ‘Embers’ and Salt Road" from the first token, as far as it is a list."""
    titles: list[Title] = []
    run: list[Token] = []
    marked = joined = after_title = False
    behind: Token | None = None
    last_and = _with_a_comma_before_the_last(tokens, lexicon) if lexicon.cased else set()
    for index, token in enumerate(tokens if lexicon.cased else ()):
        if token.word in lexicon.joining and run and index in last_and:
            run.append(token)  # "Kestrel, Salt and Iron, and Embers"
        elif token.word in lexicon.joining:
            titles += bare_titles(tape, run, lexicon)
            joined = joined or token.word not in {",", "·"}
            run, after_title = [], False
        elif token.word == TITLE:
            if run:
                return _List(titles=(), marked=False, joined=False, behind=token)
            titles.append(title_at(tape, token))
            marked = after_title = True
        elif token.word == SEASON and run and not run[-1].word.endswith(","):
            # "Kestrel 2, Embers and Salt Road": only shows have numbers.
            titles += _with_season(tape, run, token, lexicon)
            run, marked, after_title = [], True, True
        elif after_title and token.word == SEASON:
            continue
        elif after_title or not _may_go_on(tape, tokens, token, lexicon):
            behind = token
            break
        else:
            run.append(token)
            if token.word.endswith(","):
                titles += bare_titles(tape, run, lexicon)
                run = []
    # "‘Kestrel’ and ‘Embers’, Its Last Science Fiction Series": says again what they are
    again = behind is not None and run and run[0].bare in lexicon.titles.owned
    if not (again and behind is not None and calls_a_show(behind.bare, lexicon)):
        titles += bare_titles(tape, run, lexicon)
    return _List(titles=tuple(titles), marked=marked, joined=joined, behind=behind)


def _with_season(tape: Tape, run: list[Token], token: Token, lexicon: Lexicon) -> tuple[Title, ...]:
    """Make a title of words and the season right behind them."""
    numbers = season_at(tape, token).numbers
    return tuple(
        replace(title, season=numbers[-1] if numbers else None)
        for title in bare_titles(tape, run, lexicon)
    )


def _proven(titles: tuple[Title, ...]) -> tuple[Title, ...]:
    """Say that the marked ones prove the others: none is only a subject that stands beside them."""
    return tuple(replace(title, how="listed") if title.how == "bare" else title for title in titles)


def _with_a_comma_before_the_last(tokens: list[Token], lexicon: Lexicon) -> set[int]:
    """Return the "and"s that part nothing, where a list has a comma before the one that does."""
    ands = [
        index
        for index, token in enumerate(tokens)
        if index and token.word in lexicon.joining and token.word not in {",", "·"}
    ]
    parting = [index for index in ands if tokens[index - 1].word.endswith(",")]
    return {index for index in ands if index < parting[-1]} - set(parting) if parting else set()


def list_around(tape: Tape, title: Title, lexicon: Lexicon) -> tuple[Title, ...]:
    """Return the titles of the list in which a marked one stands, or none where it stands alone."""
    places = [at for at, mark in tape.marks.items() if mark.value is title]
    if not places:
        return ()
    start, end = tape.clause(places[0], places[0] + 1)
    tokens = tokens_of(tape, start, end)
    first = next(index for index, token in enumerate(tokens) if token.start == places[0])
    while first and _goes_before(tape, tokens, first, lexicon):
        first -= 1
    tokens = tokens[first:]
    colon = (at for at, token in enumerate(tokens) if token.word.endswith(":"))
    tokens = tokens[: next(colon, len(tokens) - 1) + 1]
    return mixed_right(tape, tokens, lexicon, several=True) or listed_right(tape, tokens, lexicon)


def _goes_before(tape: Tape, tokens: list[Token], first: int, lexicon: Lexicon) -> bool:
    """Tell whether a token belongs to the list that goes on with the one behind it."""
    token, following = tokens[first - 1], tokens[first]
    if token.word in lexicon.joining or token.word in {TITLE, SEASON}:
        return True
    if following.word == TITLE and not token.word.endswith(","):
        return False
    return not token.word.endswith(":") and _may_go_on(tape, tokens, token, lexicon)


def mixed_left(
    tape: Tape,
    tokens: list[Token],
    lexicon: Lexicon,
    *,
    several: bool = False,
    of_shows: bool = False,
) -> tuple[Title, ...]:
    """Return the titles of a list that ends with the tokens, as `mixed_right` does."""
    first = len(tokens)
    while first and (
        tokens[first - 1].word in lexicon.joining
        or tokens[first - 1].word in {TITLE, SEASON}
        or _may_go_on(tape, tokens, tokens[first - 1], lexicon)
    ):
        if tokens[first - 1].word.endswith(":") and tokens[first:] and tokens[first].word == TITLE:
            break  # "Bloodbath: ‘Kestrel,’ ‘Embers’ and more axed": the label is none of them
        first -= 1
    found = _read(tape, tokens[first:], lexicon)
    if not found.marked:
        return ()
    few = of_shows and found.is_short and _opens_with_a_show(tape, found, tokens[first], lexicon)
    return _proven(found.titles) if found.is_long(several=several) or few else ()


def _opens_with_a_show(tape: Tape, found: _List, token: Token, lexicon: Lexicon) -> bool:
    """Tell whether the first name is no cry or whose the second is: "Sorry, Kestrel Is Axed"."""
    one = found.titles[0]
    if one.how != "bare" or len(found.titles) == max(_FEW):
        return True
    return opens(tape, token) and (
        found.joined or tape.is_listed(one.name) or is_long(one.name, lexicon)
    )


def _may_go_on(tape: Tape, tokens: list[Token], token: Token, lexicon: Lexicon) -> bool:
    """Tell whether a word may be one of a title in the list."""
    plain = tape.plain(token.start, token.end)
    return (
        token.word not in MARK_SIGNS
        and (may_be_in_title(tape, token, lexicon) or plain[1:2].isupper())  # "iHarbour, Kestrel"
        and token.bare not in lexicon.titles.verbs
        and (not describes(tape, token, lexicon) or is_amid_a_name(tape, tokens, token, lexicon))
    )


def listed_left(tape: Tape, tokens: list[Token], lexicon: Lexicon) -> tuple[Title, ...]:
    """Read "‘A’, ‘B’ and ‘C’" backwards from the last token."""
    titles: list[Title] = []
    at = len(tokens) - 1
    while at >= 0 and tokens[at].word == TITLE:
        titles.insert(0, title_at(tape, tokens[at]))
        at -= 1
        at = _over_description(tape, tokens, at, lexicon)
        at = _over_the_network(tokens, at, lexicon)
        while at >= 0 and (tokens[at].word.strip() in lexicon.joining or tokens[at].word == SEASON):
            at -= 1
        at = _over_the_owner(tokens, at)
    return tuple(title for title in titles if not title.credit) or tuple(titles[-1:])


def _over_description(tape: Tape, tokens: list[Token], at: int, lexicon: Lexicon) -> int:
    """Step over what describes the next show of a list: "‘A’ and romance drama ‘B’"."""
    back = at
    while back >= 0 and describes(tape, tokens[back], lexicon):
        back -= 1
    joined = back >= 0 and (tokens[back].word.strip() in lexicon.joining)
    return back if joined and lexicon.title_case else at


def _over_the_network(tokens: list[Token], at: int, lexicon: Lexicon) -> int:
    """Step over the network of the next show of a list: "'종이 등불'·JTBC '철의 의사'"."""
    network = not lexicon.cased and at > 0 and tokens[at].word == NETWORK
    return at - 1 if network and tokens[at - 1].word.strip() in lexicon.joining else at


def _over_the_owner(tokens: list[Token], at: int) -> int:
    """Step over the owner of a title in a list: "‘A’, Jane Doe's ‘B’"."""
    if at < 0 or not tokens[at].word.endswith("'s"):
        return at
    for back in range(1, 4):
        if at - back >= 0 and tokens[at - back].word == TITLE:
            return at - back
    return at


def listed_right(tape: Tape, tokens: list[Token], lexicon: Lexicon) -> tuple[Title, ...]:
    """Read "‘A’, ‘B’ and ‘C’" from the first token."""
    titles: list[Title] = []
    at = 0
    while at < len(tokens) and tokens[at].word == TITLE:
        titles.append(title_at(tape, tokens[at]))
        at = _over_its_kind(tape, tokens, at + 1, lexicon)
        goes_on = _COMMA_WITHIN.search(tape.text.plain[: titles[-1].end]) is not None
        goes_on = goes_on or tokens[at - 1].word.endswith(",")
        while at < len(tokens) and (
            tokens[at].word.strip() in lexicon.joining or tokens[at].word == SEASON
        ):
            goes_on = goes_on or tokens[at].word != SEASON
            at += 1
        if goes_on:
            at = _to_the_described(tape, tokens, at, lexicon)
    return tuple(title for title in titles if not title.credit) or tuple(titles[:1])


def _over_its_kind(tape: Tape, tokens: list[Token], at: int, lexicon: Lexicon) -> int:
    """Step over what a show of a list is, if the list goes on: "‘A’ reboot, ‘B’ and ‘C’".

    A show that stems from another may be the only one: "‘A’ prequel, ‘B’".
    """
    ahead = at
    while (
        ahead < len(tokens)
        and lexicon.title_case
        and describes(tape, tokens[ahead], lexicon)
        and tokens[ahead].bare not in lexicon.titles.articles
    ):
        ahead += 1
        if tokens[ahead - 1].word.endswith(","):
            break
    if ahead == at or ahead == len(tokens):
        return at
    comma = tokens[ahead - 1].word.endswith(",")
    if not comma and tokens[ahead].word.strip() not in lexicon.joining:
        return at
    stems = any(token.bare in lexicon.titles.parents for token in tokens[at:ahead])
    return at if comma and stems and not _has_two_more(tokens[ahead:]) else ahead


def _has_two_more(tokens: list[Token]) -> bool:
    """Tell whether at least two more titles follow."""
    return sum(token.word == TITLE for token in tokens) > 1


def _to_the_described(tape: Tape, tokens: list[Token], at: int, lexicon: Lexicon) -> int:
    """Step to the next show of a list over what describes it: "‘A’, the thriller ‘B’".

    Whose it is stands before that: "‘A’ and Jane Doe comedy ‘B’".
    """
    ahead = at
    if lexicon.title_case and at < len(tokens) and tokens[at].bare in lexicon.people.first:
        while ahead < len(tokens) - 1 and _is_of_a_name(tape, tokens[ahead], lexicon):
            ahead += 1
        if ahead - at < _FULL_NAME or not describes(tape, tokens[ahead], lexicon):
            return at
    while ahead < len(tokens) and (
        tokens[ahead].bare in lexicon.titles.articles or describes(tape, tokens[ahead], lexicon)
    ):
        ahead += 1
    return ahead if ahead < len(tokens) and tokens[ahead].word == TITLE else at


def _is_of_a_name(tape: Tape, token: Token, lexicon: Lexicon) -> bool:
    """Tell whether a word may be one of somebody's name."""
    words = lexicon.titles.verbs | lexicon.titles.predicates | lexicon.people.stops
    return (
        may_be_in_title(tape, token, lexicon)
        and not describes(tape, token, lexicon)
        and token.bare not in words
    )
