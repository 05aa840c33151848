"""Which show a statement is about: titles beside the words that tell the news.

A phrase says on which side its title stands. There a marked title is taken, over words that only
describe it; else, in languages with capitals, the capitalised words that touch the phrase.
"""

from dataclasses import dataclass

from bot.announcements.lexicon.patterns import DATE, NETWORK, SEASON, TITLE
from bot.announcements.lexicon.vocabulary import Lexicon
from bot.announcements.marks.mark import Title
from bot.announcements.marks.seasons import FoundSeason
from bot.announcements.names.appositions import (
    is_said_of_a_label,
    without_apposition,
    without_companions,
)
from bot.announcements.names.behind import (
    REACH,
    behind_called,
    behind_kind,
    behind_makers,
    behind_owner,
    stressed,
)
from bot.announcements.names.lists import listed_left, listed_right, mixed_left, mixed_right
from bot.announcements.names.nameless import (
    calls_a_show,
    is_nameless,
    is_of_a_maker,
    leads_to_a_maker,
    names_a_kind,
    owns_nameless,
    owns_what_follows,
)
from bot.announcements.names.runs import (
    ends_a_name,
    run_left,
    run_right,
    without_a_count,
    without_aspects,
)
from bot.announcements.names.stretches import capitals_before, whole_left, whole_right
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
    is_capital_article,
    is_lead,
    is_link,
    is_small,
    may_be_in_title,
    season_at,
    title_at,
    tokens_of,
)

_MIN_NAMES = 2
_MAX_LABELLED = 6
_LONGEST_ARTICLE = 24
_NEAR = 2


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


def titles_left(
    tape: Tape,
    at: int,
    lexicon: Lexicon,
    *,
    of_shows: bool = False,
    several: bool = False,
    behind: int = 0,
) -> Beside:
    """Return the shows that stand before a place of the tape.

    Args:
        tape: of the field.
        at: the place.
        lexicon: of its language.
        of_shows: whether what stands there is told of shows alone, and of nobody else.
        several: whether it is told of more than one.
        behind: where they begin at the earliest, for what stands before tells of them.
    """
    start, _ = tape.clause(at, at)
    start = max(start, at - SIGHT, behind)
    tokens = without_apposition(tape, tokens_of(tape, start, at), lexicon)
    seasons: list[FoundSeason] = []
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
    if owns_what_follows(tape, tokens[-1], lexicon):
        return Beside(titles=(), seasons=passed)
    if listed := mixed_left(
        tape, tokens, lexicon, several=several, of_shows=of_shows
    ) or listed_left(tape, tokens, lexicon):
        return Beside(titles=listed, seasons=passed)
    if not lexicon.cased:
        marked = [token for token in tokens if token.word == TITLE]
        titles = (title_at(tape, marked[-1]),) if marked else _loose_bare(tape, tokens, lexicon)
        return Beside(titles=titles, seasons=passed)
    whole_tokens = without_apposition(tape, tokens, lexicon)
    tokens = without_companions(tape, whole_tokens, lexicon)
    if is_said_of_a_label(tape, tokens, passed_words[:-1], lexicon):
        return Beside(titles=(), seasons=passed)
    label = tokens[-1].word.endswith(":") or tape.string.startswith((":", " :"), at)
    run = opening_title(tape, tokens, lexicon, label=label) or cut_at_ending(
        run_left(tape, tokens, lexicon), lexicon, last=True
    )
    if lexicon.sentence_case and 0 < len(run) < len(tokens):
        run = past_people(tape, tokens, run, lexicon)
    counted = without_a_count(run, lexicon)
    if counted or (lexicon.title_case and tape.string.startswith((":", " :"), at)):
        run = without_aspects(counted or run, lexicon)
    run = _label_over_maker(tape, tokens, run, lexicon) or run
    run = _before_its_author(tape, tokens, run, lexicon)
    told = of_shows or bool(seasons)
    whole = whole_left(tape, whole_tokens, run, passed_words[:-1], lexicon) if told else []
    run = whole or run
    subject = tape.plain(run[0].start, run[-1].end) if run else ""
    titles = bare_titles(tape, run, lexicon, several=several, of_shows=of_shows, whole=bool(whole))
    titles = titles or _over_apposition(tape, tokens, lexicon)
    return Beside(titles=titles, seasons=passed, subject=subject)


def _over_apposition(tape: Tape, tokens: list[Token], lexicon: Lexicon) -> tuple[Title, ...]:
    """Take the marked title that opens a statement before commas: "‘A’, with Jane Doe, goes …"."""
    if not lexicon.title_case or len(tokens) < _MIN_NAMES or not tokens[-1].word.endswith(","):
        return ()
    marked = [token for token in tokens if token.word.strip(",") == TITLE]
    opens = (
        marked == tokens[:1] and tape.clause(tokens[0].start, tokens[0].end)[0] == tokens[0].start
    )
    comma = tokens[0].word.endswith(",") or tokens[1].word == ","
    return (title_at(tape, tokens[0]),) if opens and comma else ()


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


def _before_its_author(
    tape: Tape, tokens: list[Token], run: list[Token], lexicon: Lexicon
) -> list[Token]:
    """Go back over an author: "Farol, de Jane Doe, será serie"; "Libro de Jane Doe" names none."""
    if not lexicon.sentence_case:
        return run
    ahead = tokens[: len(tokens) - len(run)]
    while run and run[0].bare in lexicon.titles.connectors and is_small(tape, run[0]):
        ahead, run = [*ahead, run[0]], run[1:]
    if len(ahead) < _MIN_NAMES:
        return run
    whose, link = ahead[-2:]
    if link.bare not in lexicon.titles.connectors or not is_small(tape, link):
        return run
    # "La serie de Jane Doe" names no show, either.
    if whose.bare in lexicon.titles.sources or is_of_a_maker([whose, link], lexicon, run):
        return []
    return run_left(tape, ahead[:-1], lexicon) if whose.word.endswith(",") else run


def _is_told_of_several(tape: Tape, at: int, start: int, lexicon: Lexicon) -> bool:
    """Tell whether a phrase begins with the verb of several: "A and B resume filming"."""
    before = tape.string[start:at].split()
    first = tape.string[at:].split(maxsplit=1)[:1]
    helped = bool(before) and before[-1] in lexicon.titles.links
    return bool(first) and not helped and first[0] in lexicon.titles.plural


def titles_right(
    tape: Tape,
    at: int,
    lexicon: Lexicon,
    *,
    reach: int = REACH,
    of_shows: bool = False,
    several: bool = False,
) -> Beside:
    """Return the shows that stand after a place of the tape: as `titles_left` those before."""
    _, end = tape.clause(at, at)
    tokens = tokens_of(tape, at, end)
    marked = _marked_right(tape, tokens[:reach], lexicon)
    if marked is not None:
        seasons = tuple(season_at(tape, token) for token in tokens[:marked] if token.word == SEASON)
        listed = mixed_right(
            tape, tokens, lexicon, of_shows=of_shows, several=several
        ) or listed_right(tape, tokens[marked:], lexicon)
        return Beside(titles=listed, seasons=seasons)
    if not lexicon.bare:
        return Beside(titles=())
    if not lexicon.cased:
        return Beside(titles=_letters_right(tape, tokens, lexicon))
    tokens = behind_makers(behind_called(tape, tokens, lexicon), lexicon)
    if tape.string[at - 1 : at] == ":" and _is_all_title(tape, tokens, lexicon):
        return Beside(titles=bare_titles(tape, tokens, lexicon))
    if tokens and tokens[0].bare in lexicon.of and not opens_a_title(tape, tokens[0], lexicon):
        tokens = tokens[1:]
    if of_shows and _tells_of_the_one_before(tape, at, tokens, lexicon):
        return Beside(titles=())
    leading = _leading(tape, tokens, lexicon)
    tokens = tokens[len(leading) :]
    passed = [season_at(tape, token) for token in leading if token.word == SEASON]
    # "renews both Kestrel and Embers"
    several = several or any(_counts_all(token, lexicon) for token in leading)
    run = run_right(tape, tokens, lexicon)
    led = capitals_before(tape, leading, lexicon) if run else []
    if whole := whole_right(tape, [*led, *tokens], [*led, *run], lexicon, of_shows=of_shows):
        found = bare_titles(tape, whole, lexicon, first=True, of_shows=of_shows, whole=True)
        if found:
            return Beside(titles=found, seasons=tuple(passed))
    rest = tokens[len(run) :]
    if named := behind_kind(tape, run or tokens[:1], tokens[max(len(run), 1) :], lexicon):
        named_titles = bare_titles(tape, named, lexicon, first=True, owned=not lexicon.title_case)
        return Beside(titles=named_titles, seasons=tuple(passed))
    if is_nameless(tape, leading, run, rest, lexicon) or is_of_a_maker(leading, lexicon, run):
        return Beside(titles=(), seasons=tuple(passed))
    run = behind_owner(tape, run, rest, lexicon)
    run = _with_its_article(tape, at, run, lexicon)
    # "the period drama Doctor Seo's Lantern": whose it is stands before the word for the show.
    owned = not (leading and lexicon.title_case and names_a_kind(leading[-1].bare, lexicon))
    titles = bare_titles(
        tape, run, lexicon, several=several, first=True, of_shows=of_shows, owned=owned
    )
    return Beside(titles=titles, seasons=tuple(passed))


def _tells_of_the_one_before(tape: Tape, at: int, tokens: list[Token], lexicon: Lexicon) -> bool:
    """Tell whether words behind one for a show go on about it: "Kestrel Series Is a Go"."""
    if not tokens or not lexicon.title_case:
        return False
    before = tape.string[:at].rpartition(" ")[2]
    parted = tape.string[at : at + 1] == ","
    # "orders drama on the Mandate": what it is about; "orders remake of Kestrel" names a show.
    about = tokens[0].bare in lexicon.of and names_a_kind(before, lexicon)
    goes_on = parted or about or tokens[0].bare in lexicon.titles.predicates
    return goes_on and (before == SEASON or calls_a_show(before, lexicon))


def _leading(tape: Tape, tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """Return what may stand between a phrase and the title after it."""
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.word in lexicon.joining and at == 1 and tokens[0].word in {NETWORK, DATE}:
            break  # "renewed for season 2 on Hulu, Embers on Netflix"
        words = 0 if token.word == SEASON else stressed(tape, tokens[at:], lexicon)
        if not words and not (
            token.word in {SEASON, NETWORK, DATE, "/"}
            or is_lead(tape, token, lexicon)
            or _counts_all(token, lexicon)
        ):
            break
        at += words or 1
    return tokens[:at]


def _counts_all(token: Token, lexicon: Lexicon) -> bool:
    """Tell whether a word before a list says that all of it is meant: "both"."""
    return token.bare in lexicon.titles.numbers & lexicon.titles.plural


def _with_its_article(tape: Tape, at: int, run: list[Token], lexicon: Lexicon) -> list[Token]:
    """Take an article that the phrase has read but whose capital is a title's: "cancela A Hora"."""
    if not lexicon.sentence_case or not run:
        return run
    before = tokens_of(tape, max(0, at - _LONGEST_ARTICLE), run[0].start)
    if len(before) > 1 and is_capital_article(tape, before[-1], lexicon):
        return [before[-1], *run]
    return run


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
        # One letter, as "的", is found within names: it ends one only where nothing follows.
        and (len(word) > 1 or place + 1 == len(words))
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
        if _begins_the_next(tokens[: index + 1], lexicon):
            return None
        verb = token.bare in lexicon.titles.verbs - lexicon.titles.links
        if lexicon.title_case and verb and index and tokens[index - 1].word.endswith(","):
            return None  # "gives ‘Kestrel’ more orders, cancels ‘Embers’"
    return None


def _begins_the_next(tokens: list[Token], lexicon: Lexicon) -> bool:
    """Tell whether a list goes on with a season: "orders Kestrel and third series of ‘Embers’"."""
    return (
        lexicon.title_case
        and len(tokens) > _NEAR
        and tokens[-1].word == SEASON
        and tokens[-2].word in lexicon.joining
    )


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
