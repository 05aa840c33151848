"""Which show a statement is about: titles beside the words that tell the news.

A phrase says on which side its title stands. There a marked title is taken, over words that only
describe it; else, in languages with capitals, the capitalised words that touch the phrase.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.announcements.lexicon.patterns import DATE, NETWORK, SEASON, TITLE
from bot.announcements.lexicon.vocabulary import Lexicon
from bot.announcements.marks.mark import Title
from bot.announcements.marks.seasons import FoundSeason
from bot.announcements.names.lists import listed_left, listed_right, mixed_left, mixed_right
from bot.announcements.names.nameless import (
    is_nameless,
    is_of_a_maker,
    leads_to_a_maker,
    names_a_kind,
    owns_nameless,
    owns_what_follows,
)
from bot.announcements.names.runs import ends_a_name, run_left, run_right
from bot.announcements.names.titles import bare_titles, cut_at_ending, loose_title
from bot.announcements.tape.sentence_case import (
    opening_title,
    opens_a_title,
    past_people,
)
from bot.announcements.tape.tape import Tape
from bot.announcements.tape.tokens import (
    MARK_SIGNS,
    SIGHT,
    Token,
    describes,
    is_capital_article,
    is_lead,
    is_link,
    may_be_in_title,
    season_at,
    title_at,
    tokens_of,
)

_MIN_NAMES = 2
_MAX_LABELLED = 6
_MAX_KIND = 6
"""So many words may say of what kind a show is: "BBC One true crime drama series"."""
_MAX_STRESSED = 4
_LONGEST_ARTICLE = 24
_NEAR = 2
REACH = 14
"""How many words may stand between a phrase and the marked title after it."""


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


def titles_left(tape: Tape, at: int, lexicon: Lexicon) -> Beside:
    """Return the shows that stand before a place of the tape."""
    start, _ = tape.clause(at, at)
    start = max(start, at - SIGHT)
    tokens = tokens_of(tape, start, at)
    seasons: list[FoundSeason] = []
    several = False
    passed_words: list[str] = []
    while tokens:
        last = tokens[-1]
        passed_words.append(last.bare)
        several = several or last.bare in lexicon.titles.plural
        if last.word == SEASON:
            seasons.append(season_at(tape, last))
        elif ends_a_name(tape, tokens, last, lexicon) or not (
            last.word in {DATE, NETWORK} or is_link(last, lexicon)
        ):
            break
        tokens.pop()
    passed = tuple(seasons)
    several = several or _is_told_of_several(tape, at, start, lexicon)
    if not tokens or owns_nameless(tokens[-1], passed_words[:-1], lexicon):
        return Beside(titles=(), seasons=passed)
    if owns_what_follows(tokens[-1], tape.string[tokens[-1].end :].split(), lexicon):
        return Beside(titles=(), seasons=passed)
    if listed := mixed_left(tape, tokens, lexicon, several=several) or listed_left(
        tape, tokens, lexicon
    ):
        return Beside(titles=listed, seasons=passed)
    if not lexicon.cased:
        marked = [token for token in tokens if token.word == TITLE]
        titles = (title_at(tape, marked[-1]),) if marked else _loose_bare(tape, tokens, lexicon)
        return Beside(titles=titles, seasons=passed)
    tokens = _without_companions(tape, tokens, lexicon)
    label = tokens[-1].word.endswith(":")
    run = opening_title(tape, tokens, lexicon, label=label) or cut_at_ending(
        run_left(tape, tokens, lexicon), lexicon, last=True
    )
    if lexicon.sentence_case and 0 < len(run) < len(tokens):
        run = past_people(tape, tokens, run, lexicon)
    run = _label_over_maker(tape, tokens, run, lexicon) or run
    if _is_a_sources_author(tokens[: len(tokens) - len(run)], lexicon):
        return Beside(titles=(), seasons=passed)
    subject = tape.plain(run[0].start, run[-1].end) if run else ""
    titles = bare_titles(tape, run, lexicon, several=several)
    return Beside(titles=titles, seasons=passed, subject=subject)


def _label_over_maker(
    tape: Tape, tokens: list[Token], run: list[Token], lexicon: Lexicon
) -> list[Token]:
    """Go back over whose show it is to its name: "Farol: novela de Jane Doe estreia em …"."""
    ahead = tokens[: len(tokens) - len(run)]
    labels = [index for index, token in enumerate(ahead) if token.word.endswith(":")]
    if not lexicon.sentence_case or not run or not labels:
        return []
    between = ahead[labels[-1] + 1 :]
    small = run[:1] if run[0].bare in lexicon.titles.connectors else []
    if not leads_to_a_maker([*between, *small], lexicon):
        return []
    label = ahead[: labels[-1] + 1]
    return opening_title(tape, label, lexicon, label=True) or run_left(tape, label, lexicon)


def _is_a_sources_author(ahead: Sequence[Token], lexicon: Lexicon) -> bool:
    """Tell whether words lead from a book to who wrote it: "Libro de Jane Doe será serie"."""
    words = lexicon.titles
    return (
        lexicon.sentence_case
        and len(ahead) > 1
        and ahead[-1].bare in words.connectors
        and ahead[-2].bare in words.sources
    )


def _without_companions(tape: Tape, tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """Cut "with Jane Doe and John Roe" behind a title: names of two words, and nothing else."""
    words = lexicon.titles
    for index in range(len(tokens) - 2, 0, -1):
        token = tokens[index]
        if token.word in MARK_SIGNS or not (
            may_be_in_title(tape, token, lexicon)
            or token.bare in words.companions
            or token.bare in lexicon.people.describing
        ):
            break
        if token.bare in words.companions and tape.plain(token.start, token.end)[:1].islower():
            several = len(tokens) - index > _MIN_NAMES or token.bare not in words.connectors
            return tokens[:index] if several else tokens
    return tokens


def _is_told_of_several(tape: Tape, at: int, start: int, lexicon: Lexicon) -> bool:
    """Tell whether a phrase begins with the verb of several: "A and B resume filming"."""
    before = tape.string[start:at].split()
    first = tape.string[at:].split(maxsplit=1)[:1]
    helped = bool(before) and before[-1] in lexicon.titles.links
    return bool(first) and not helped and first[0] in lexicon.titles.plural


def titles_right(tape: Tape, at: int, lexicon: Lexicon, *, reach: int = REACH) -> Beside:
    """Return the shows that stand after a place of the tape."""
    _, end = tape.clause(at, at)
    tokens = tokens_of(tape, at, end)
    marked = _marked_right(tape, tokens[:reach], lexicon)
    if marked is not None:
        seasons = tuple(season_at(tape, token) for token in tokens[:marked] if token.word == SEASON)
        listed = mixed_right(tape, tokens, lexicon) or listed_right(tape, tokens[marked:])
        return Beside(titles=listed, seasons=seasons)
    if not lexicon.bare:
        return Beside(titles=())
    if not lexicon.cased:
        return Beside(titles=_letters_right(tape, tokens, lexicon))
    tokens = _behind_called(tape, tokens, lexicon)
    if tape.string[at - 1 : at] == ":" and _is_all_title(tape, tokens, lexicon):
        return Beside(titles=bare_titles(tape, tokens, lexicon))
    passed: list[FoundSeason] = []
    if tokens and tokens[0].bare in lexicon.of and not opens_a_title(tape, tokens[0], lexicon):
        tokens = tokens[1:]
    leading: list[Token] = []
    while tokens:
        first = tokens[0]
        if first.word == SEASON:
            passed.append(season_at(tape, first))
        elif (words := _stressed(tape, tokens, lexicon)) > 0:
            leading += tokens[:words]
            tokens = tokens[words:]
            continue
        elif first.word not in {NETWORK, DATE, "/"} and not is_lead(tape, first, lexicon):
            break
        leading.append(tokens.pop(0))
    run = run_right(tape, tokens, lexicon)
    rest = tokens[len(run) :]
    if named := behind_kind(tape, run or tokens[:1], tokens[max(len(run), 1) :], lexicon):
        return Beside(titles=bare_titles(tape, named, lexicon), seasons=tuple(passed))
    if is_nameless(tape, leading, run, rest, lexicon) or is_of_a_maker(leading, lexicon):
        return Beside(titles=(), seasons=tuple(passed))
    run = behind_owner(tape, run, rest, lexicon)
    run = _with_its_article(tape, at, run, lexicon)
    return Beside(titles=bare_titles(tape, run, lexicon), seasons=tuple(passed))


def behind_kind(
    tape: Tape, whose: Sequence[Token], rest: Sequence[Token], lexicon: Lexicon
) -> list[Token]:
    """Go on behind a word for a show that a name only describes: "Jane Doe drama Harbour Lights".

    Args:
        tape: of the field.
        whose: the capitalised words after the phrase.
        rest: what follows them.
        lexicon: of the language.

    Returns:
        The capitalised words behind the word for a show, none where no such word stands there.
    """
    words = lexicon.titles
    if not words.parents or not whose or not may_be_in_title(tape, whose[0], lexicon):
        return []
    if whose[-1].word.endswith((",", ":")) or whose[0].bare in words.barriers | words.verbs:
        return []
    last = 0
    for index, token in enumerate(rest[:_MAX_KIND]):
        small = tape.plain(token.start, token.end)[:1].islower()
        if token.word.endswith((",", ":")) or token.bare in words.barriers:
            break
        if names_a_kind(token.bare, lexicon) or token.bare in words.parents | words.sources:
            last = index + 1
        elif not (
            token.word == NETWORK
            or is_lead(tape, token, lexicon)
            or token.bare in words.owned
            or (small and token.bare not in words.stops | words.connectors | words.verbs)
        ):
            break
    found = run_right(tape, list(rest[last:]), lexicon) if last else []
    return found if found and bare_titles(tape, found, lexicon) else []


def _stressed(tape: Tape, tokens: list[Token], lexicon: Lexicon) -> int:
    """Count the quoted words in small letters that tokens begin with: "‘domestic noir’ Kestrel"."""
    if not lexicon.title_case or tape.plain(tokens[0].start, tokens[0].start + 1) not in "'‘“\"":
        return 0
    for index, token in enumerate(tokens[:_MAX_STRESSED]):
        plain = tape.plain(token.start, token.end)
        if token.word in MARK_SIGNS or not plain.islower():
            return 0
        if plain[-1] in "'’”\"":
            return index + 1
    return 0


def _with_its_article(tape: Tape, at: int, run: list[Token], lexicon: Lexicon) -> list[Token]:
    """Take an article that the phrase has read but whose capital is a title's: "cancela A Hora"."""
    if not lexicon.sentence_case or not run:
        return run
    before = tokens_of(tape, max(0, at - _LONGEST_ARTICLE), run[0].start)
    if len(before) > 1 and is_capital_article(tape, before[-1], lexicon):
        return [before[-1], *run]
    return run


def behind_owner(tape: Tape, run: list[Token], rest: list[Token], lexicon: Lexicon) -> list[Token]:
    """Go on behind a show's owner: "Jane Doe's new series Harbour Lights", "Jane Doe's next"."""
    owned = lexicon.titles.owned
    if not run or not rest or not run[-1].word.endswith(("'s", "s'")):
        return run
    last = 0
    while last < len(rest) and (is_lead(tape, rest[last], lexicon) or rest[last].bare in owned):
        last += 1
    found = run_right(tape, rest[last:], lexicon) if last else []
    nameless = last and all(token.bare in owned for token in rest[:last])
    of_a_season = last < len(rest) and rest[last].word == SEASON
    return found if found or (nameless and not of_a_season) else run


def _behind_called(tape: Tape, tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """Go on behind "called", if nothing bars the way: "a version of the novel called Embers"."""
    for index, token in enumerate(tokens[:REACH]):
        if token.word in MARK_SIGNS or token.bare in lexicon.titles.barriers:
            break
        called = token.bare in lexicon.titles.called
        if called and not is_called_in_a_title(tape, tokens[: index + 1], lexicon):
            return tokens[index + 1 :]
    return tokens


def is_called_in_a_title(tape: Tape, tokens: list[Token], lexicon: Lexicon) -> bool:
    """Tell whether a "called" at the end is a word of a title: "A Harbour Called Malice"."""
    if len(tokens) < _MIN_NAMES or tokens[-1].bare not in lexicon.titles.called:
        return False
    before, last = tokens[-2:]
    capital = tape.plain(last.start, last.end)[:1].isupper()
    return (
        capital and may_be_in_title(tape, before, lexicon) and not describes(tape, before, lexicon)
    )


def _is_all_title(tape: Tape, tokens: list[Token], lexicon: Lexicon) -> bool:
    """Tell whether nothing but a title stands behind a label: "Axed: Return to Harbour Lights"."""
    return 0 < len(tokens) <= _MAX_LABELLED and all(
        may_be_in_title(tape, token, lexicon) for token in tokens
    )


def _letters_right(tape: Tape, tokens: list[Token], lexicon: Lexicon) -> tuple[Title, ...]:
    """Take the letters right after a phrase, where nothing but signs part words."""
    if not lexicon.letters or not tokens or tokens[0].word in MARK_SIGNS:
        return ()
    start, end = tape.plain_span(tokens[0].start, tokens[0].end)
    words = tape.text.folded[start:end]
    ends = [
        place
        for word in lexicon.titles.stops | lexicon.titles.endings
        if (place := words.find(word)) > 0
    ]
    return loose_title(tape.text.plain, start, start + min(ends, default=len(words)), lexicon)


def _marked_right(tape: Tape, tokens: list[Token], lexicon: Lexicon) -> int | None:
    """Return the first marked title that no stop word parts from the phrase."""
    for index, token in enumerate(tokens):
        if token.word == TITLE:
            made = lexicon.title_case and _is_of_a_maker(tape, tokens, index, lexicon)
            return None if made else index
        if token.bare in lexicon.titles.barriers or token.word.endswith(";"):
            return None
    return None


def _is_of_a_maker(tape: Tape, tokens: list[Token], index: int, lexicon: Lexicon) -> bool:
    """Tell whether a title only says who makes the show: "Kestrel by the ‘Lost’ writer"."""
    before = [token.bare for token in tokens[:index] if token.bare][-_NEAR:]
    return title_at(tape, tokens[index]).credit and any(
        word in lexicon.titles.closers for word in before
    )


def _loose_bare(tape: Tape, tokens: list[Token], lexicon: Lexicon) -> tuple[Title, ...]:
    """Take the words before the phrase where no capitals show a name."""
    if not lexicon.bare:
        return ()
    run: list[Token] = []
    for token in reversed(tokens):
        if token.word in MARK_SIGNS or token.word.endswith((",", ":") if run else ":"):
            break
        if token.bare in lexicon.titles.describing or token.bare in lexicon.titles.stops:
            break
        run.insert(0, token)
        if lexicon.letters:
            break
    if not run:
        return ()
    start, end = tape.plain_span(run[0].start, run[-1].end)
    if lexicon.sure_name is not None and lexicon.sure_name.fullmatch(run[-1].bare):
        return ()  # "한도윤, 촬영 종료": a person is the subject
    return loose_title(tape.text.plain, start, end, lexicon)


def owner_title(tape: Tape, at: int, lexicon: Lexicon) -> Title | None:
    """Return the show that owns the person before a place: "Harbour Lights star Jane Doe exits"."""
    if not lexicon.cased:
        return None
    start, _ = tape.clause(at, at)
    tokens = tokens_of(tape, start, at)
    for index in range(len(tokens) - 1, 0, -1):
        token = tokens[index]
        if token.bare in lexicon.titles.after:
            run = run_left(tape, tokens[:index], lexicon)
        elif token.word.endswith(("'s", "s'")) and index < len(tokens) - 1:
            run = run_left(tape, tokens[: index + 1], lexicon)
        else:
            continue
        titles = bare_titles(tape, run, lexicon)
        return titles[-1] if titles else None
    return None
