"""What a whole field is about, when a statement does not say it: titles by where they stand.

The surest first: marked titles; the words that touch a season ("Harbour Lights Season 2", "season
two of Harbour Lights"); what follows a word for a show ("the drama Harbour Lights"); what a network
owns ("ITV's Harbour Lights"); what opens the headline before a colon or a dash.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.announcements.lexicon.patterns import BREAK, NETWORK, SEASON
from bot.announcements.lexicon.vocabulary import Lexicon
from bot.announcements.marks.mark import Title
from bot.announcements.marks.seasons import FoundSeason
from bot.announcements.names.behind import is_called_in_a_title
from bot.announcements.names.beside import titles_left, titles_right
from bot.announcements.names.inside import titles_inside
from bot.announcements.names.nameless import (
    is_of_a_maker,
    leads_to_a_maker,
    names_a_kind,
    owns_what_follows,
)
from bot.announcements.names.runs import run_right, without_aspects
from bot.announcements.names.titles import bare_titles, loose_title
from bot.announcements.tape.matching import Match
from bot.announcements.tape.sentence_case import (
    behind_a_greeting,
    opening_title,
    with_small_words,
)
from bot.announcements.tape.tape import Tape
from bot.announcements.tape.tokens import (
    Token,
    describes,
    is_of_its_kind,
    is_small,
    may_be_in_title,
    tokens_of,
)

_MAX_OPENING = 70
_TO_SAY_WHEN = 2
"""So many words say when: "ahead of"."""
_MOST_SEASONS = 12
"""So many seasons are told in one field; a text of more is no news."""
_MAX_OPENING_WORDS = 7
_MAX_LOOSE_OPENING = 24
_ARTICLE_AND_KIND = 3
_LABEL_AND_SEASON = 2


def topic_title(
    tape: Tape,
    lexicon: Lexicon,
    *,
    headline: bool = True,
    subject: bool = True,
    marked: bool = True,
) -> Title | None:
    """Return the title that a field is about, None when nothing shows it.

    Args:
        tape: of a headline or a summary.
        lexicon: of its language.
        headline: whether its opening words name its subject, as a headline's do.
        subject: whether what stands before its verb may be the show.
        marked: whether a marked title goes first.
    """
    shown = marked_titles(tape) if marked else []
    if shown:
        told = next((title for title in shown if not title.credit), None)
        # "Farol | Network drops the series by the creators of ‘Ember’": a label goes before those.
        return told or (label_title(tape, lexicon) if headline else None) or shown[0]
    if not lexicon.bare:
        return None
    if not lexicon.cased:
        return _by_loose_opening(tape, lexicon) if headline else None
    return (
        _by_season(tape, lexicon)
        or _by_description(tape, lexicon)
        or _by_network(tape, lexicon)
        or (_by_its_maker(tape, lexicon) if headline else None)
        or (_by_opening(tape, lexicon) if headline else None)
        or (_by_subject(tape, lexicon, headline=headline) if subject else None)
    )


def label_title(tape: Tape, lexicon: Lexicon) -> Title | None:
    """Return the title that alone opens a field before a colon or a sign that ends a statement."""
    return _by_opening(tape, lexicon) if lexicon.bare and lexicon.cased else None


def season_title(match: Match, lexicon: Lexicon) -> Title | None:
    """Return the title that touches a season which is not among the words of a match."""
    return _by_season(match.tape, lexicon, outside=(match.start, match.end))


def titles_by_season(tape: Tape, lexicon: Lexicon) -> tuple[Title, ...]:
    """Return the shows of a list in which each has its season: "Kestrel Season 6 & Embers 2"."""
    if not lexicon.cased:
        return ()
    found: list[Title] = []
    last = -1
    for at, mark in sorted(tape.marks.items()):
        if not isinstance(mark.value, FoundSeason) or len(mark.value.numbers) != 1:
            continue
        titles = titles_left(tape, at, lexicon).titles
        between = tape.string[last + 1 : at].split()
        if len(titles) != 1 or (found and (not between or between[0] not in lexicon.joining)):
            break
        name = titles[0].name.removeprefix("& ")
        found.append(replace(titles[0], name=name, season=mark.value.numbers[0]))
        last = at
    return tuple(found)


def marked_titles(tape: Tape) -> list[Title]:
    """Return the marked titles of a field in their order."""
    return [mark.value for _, mark in sorted(tape.marks.items()) if isinstance(mark.value, Title)]


def _by_season(tape: Tape, lexicon: Lexicon, *, outside: tuple[int, int] = (0, 0)) -> Title | None:
    """Return the title without marks that touches a season: the surest of them."""
    if not lexicon.bare or not lexicon.cased:
        return None
    start, end = outside
    places = [at for at, mark in sorted(tape.marks.items()) if mark.sign == SEASON]
    for at in places[:_MOST_SEASONS]:
        if start <= at < end:
            continue
        after = over_preposition(tape, at + 1, lexicon)
        following = tape.string[at + 1 :].split(maxsplit=2)[:2]
        if " ".join(following) in lexicon.titles.infinitives:
            after = None  # "the final season to arrive"
        if after is None and tape.string[:at].rstrip().rpartition(" ")[2] in lexicon.inside:
            continue  # "replaces Jane Doe in season 4": a person stands before it
        titles = _between(tape, after, start, lexicon) if after else ()
        titles = titles or (titles_right(tape, after, lexicon).titles if after else ())
        if not titles and not _is_a_time(tape, at, lexicon):
            # What stands between a phrase and the season is the show.
            bound = end if start < end <= at else 0
            titles = titles_left(
                tape, at, lexicon, of_shows=bool(bound) and lexicon.title_case, behind=bound
            ).titles
        if titles:
            return titles[-1]
    return None


def _between(tape: Tape, after: int, start: int, lexicon: Lexicon) -> tuple[Title, ...]:
    """Return the show between a season and a phrase: "Season 2 of Kestrel Kicks Off Filming"."""
    tokens = tokens_of(tape, after, max(after, start)) if lexicon.title_case else []
    words = lexicon.titles
    told = words.links | words.verbs | words.predicates
    telling = told - words.connectors | (words.links & words.predicates)
    while len(tokens) > 1 and tokens[-1].bare in telling:
        tokens.pop()
    return titles_inside(tape, after, tokens[-1].end, lexicon) if tokens else ()


def _is_a_time(tape: Tape, at: int, lexicon: Lexicon) -> bool:
    """Tell whether a season only says when something happens: "exits ahead of Season 5"."""
    before = " ".join(tape.string[:at].split()[-_TO_SAY_WHEN:])
    return lexicon.background is not None and lexicon.background.search(before) is not None


def _by_description(tape: Tape, lexicon: Lexicon) -> Title | None:
    return next(iter(named_titles(tape, lexicon)), None)


def _by_network(tape: Tape, lexicon: Lexicon) -> Title | None:
    for at, mark in sorted(tape.marks.items()):
        ending = _ending_at(tape, at + 1, lexicon) if mark.sign == NETWORK else ""
        if ending:
            # From the network on, if what stands behind it may say of what kind a show is.
            place = at if lexicon.title_case else at + 1 + len(ending)
            beside = titles_right(tape, place, lexicon)
            if beside.titles:
                return beside.titles[0]
    return None


def _by_its_maker(tape: Tape, lexicon: Lexicon) -> Title | None:
    """Take the show of whoever opens a headline: "La creadora de Farol confirma …".

    Only in languages that write titles as sentences; in others it stands before its maker.
    """
    if not lexicon.sentence_case:
        return None
    start, end = tape.clause(0, 0)
    tokens = tokens_of(tape, start, end)
    for at, token in enumerate(tokens[1:_ARTICLE_AND_KIND], start=1):
        whose = tokens[at - 1].bare
        if f"{whose} {token.bare}" in lexicon.titles.credited or (
            whose in lexicon.people.describing and token.bare in lexicon.of
        ):
            titles = bare_titles(tape, run_right(tape, tokens[at + 1 :], lexicon), lexicon)
            return replace(titles[0], credit=True) if titles else None
    return None


def _by_loose_opening(tape: Tape, lexicon: Lexicon) -> Title | None:
    """Take what opens a headline before its first colon: "霧の停車場：続編が…"."""
    colon = tape.string.find(":")
    opening = tape.string[: max(colon, 0)]
    if not 1 < len(opening.strip()) <= _MAX_LOOSE_OPENING or BREAK in opening:
        return None
    if any(word in opening for word in lexicon.titles.stops):
        return None
    start, end = tape.plain_span(0, colon)
    titles = loose_title(tape.text.plain, start, end, lexicon)
    return titles[0] if titles else None


def _ending_at(tape: Tape, at: int, lexicon: Lexicon) -> str:
    """Return the genitive or case ending that stands at a place, with the space after it."""
    for ending in ("'s", "'", "’", *lexicon.titles.particles):  # "Star Plus' Harbour Lights"
        if ending[:1] in "'’" and tape.string.startswith(f"{ending} ", at):
            return f"{ending} "
    return ""


def _by_opening(tape: Tape, lexicon: Lexicon) -> Title | None:
    ends = [end for sign in (": ", BREAK) if 0 < (end := tape.string.find(sign)) < _MAX_OPENING]
    if not ends:
        return None
    run = tokens_of(tape, 0, min(ends))
    if run and run[0].bare in lexicon.titles.barriers:
        run = run[1:]
    run = behind_a_greeting(tape, run, lexicon)
    run = _without_its_kind(without_aspects(_without_its_season(run), lexicon), lexicon)
    if len(run) > _MAX_OPENING_WORDS:
        return None
    if not (
        all(may_be_in_title(tape, token, lexicon) for token in run)
        or opening_title(tape, run, lexicon, label=True)
    ):
        return None
    if any(token.bare in lexicon.titles.verbs | lexicon.titles.headings for token in run):
        return None
    titles = bare_titles(tape, run, lexicon)
    return titles[0] if titles else None


def _without_its_season(run: list[Token]) -> list[Token]:
    """Cut the season behind the comma of an opening name: "Harbour Lights, season 2: …"."""
    if len(run) < _LABEL_AND_SEASON or run[-1].word != SEASON or not run[-2].word.endswith(","):
        return run
    return [*run[:-2], run[-2]._replace(word=run[-2].word.rstrip(","))]


def _without_its_kind(run: list[Token], lexicon: Lexicon) -> list[Token]:
    """Cut what an opening name is, if it is told in more than a word: "Kestrel TV Series: …"."""
    words, last = lexicon.titles, len(run)
    kinds = words.describing - words.articles - words.connectors
    while last > 1 and run[last - 1].bare in kinds:
        last -= 1
    return run[:last] if lexicon.title_case and len(run) - last > 1 else run


def over_preposition(tape: Tape, at: int, lexicon: Lexicon) -> int | None:
    """Return the place after " of " or its like, None when none stands there.

    "Harbour Lights 19 to End With Season 7": what follows "to" may be a verb.
    """
    for word in lexicon.of:
        if tape.string.startswith(f" {word} ", at):
            after = at + len(word) + 2
            following = tape.string[after:].partition(" ")[0]
            return None if f"{word} {following}" in lexicon.titles.infinitives else after
    return None


def named_titles(tape: Tape, lexicon: Lexicon) -> list[Title]:
    """Return the titles that follow words for shows: "the drama A and the sitcom B"."""
    titles: list[Title] = []
    places = [hit.end() for hit in lexicon.naming.finditer(tape.string)] if lexicon.naming else []
    # "The new series Harbour Lights": where a season has the word of a show, it names one, too.
    places += [
        at + 1
        for at, mark in tape.marks.items()
        if lexicon.title_case and isinstance(mark.value, FoundSeason) and mark.value.is_a_show
    ]
    for place in sorted(places):
        start, end = tape.clause(place, place)
        ahead, following = tokens_of(tape, start, place), tokens_of(tape, place, end)
        if is_called_in_a_title(tape, ahead, lexicon):
            continue
        following = _behind_its_network(following, lexicon)
        if is_of_a_maker([*ahead[-_ARTICLE_AND_KIND:], *following[:1]], lexicon, following[1:3]):
            continue
        label = next((at for at, token in enumerate(ahead) if token.word.endswith(":")), None)
        if label is not None and leads_to_a_maker([*ahead[label + 1 :], *following[:1]], lexicon):
            continue  # "Farol: novela de Jane Doe"
        run = run_right(tape, following, lexicon)
        if lexicon.title_case and run and is_small(tape, run[0]):
            continue  # "a thriller and Tudor-era tales"
        verbs = (at for at, token in enumerate(run) if token.bare in lexicon.titles.verbs)
        titles += bare_titles(tape, run[: next(verbs, len(run))], lexicon)
    return titles


def _behind_its_network(following: list[Token], lexicon: Lexicon) -> list[Token]:
    """Leave out whose a show is: "la nueva serie de NETWORK Farol"."""
    owned = (
        lexicon.sentence_case
        and len(following) > _LABEL_AND_SEASON
        and following[0].bare in lexicon.titles.connectors
        and following[1].word == NETWORK
    )
    return following[2:] if owned else following


def _by_subject(tape: Tape, lexicon: Lexicon, *, headline: bool) -> Title | None:
    """Take the opening words before a verb ("Harbour Lights confirms …") or an apposition.

    A sentence of a summary may begin with anybody: there a comma must follow ("Harbour Lights,
    adapted from …").
    """
    _, end = tape.clause(0, 0)
    run: list[Token] = []
    role = False
    tokens = tokens_of(tape, 0, end)[: _MAX_OPENING_WORDS + 1]
    for index, token in enumerate(tokens):
        if headline and run and _says_of_what_kind(run, tokens[index : index + 2], lexicon):
            while run and describes(tape, run[-1], lexicon):
                run.pop()  # "Slow Knight TV Anime's"
            break
        if not may_be_in_title(tape, token, lexicon) or token.bare in lexicon.titles.verbs:
            # "Harbour Lights creator confirms …" is about the show; in capitals nobody can tell.
            role = token.bare in lexicon.titles.after
            if not headline and token.bare not in lexicon.titles.plots:
                return None
            if role and tape.plain(token.start, token.end)[:1].isupper():
                return None
            break
        run.append(token)
        if token.word.endswith(","):
            break
    else:
        return None
    made = not headline and bool(run) and run[0].bare in lexicon.titles.made
    if run and (made or _hangs(run[-1], lexicon)):
        # "Looking for a series …" names nothing, nor does "Ordered by a channel, the series …".
        return None
    if lexicon.sentence_case and run and run[0].bare in lexicon.titles.sources:
        return None  # "Libro de Jane Doe …" is told of its author
    if run and owns_what_follows(tape, run[-1], lexicon):
        return None
    if not headline and lexicon.sentence_case and _lists_people(tape, tokens[len(run) :]):
        return None
    run = with_small_words(tape, run, tokens[len(run) :], lexicon)
    titles = bare_titles(tape, run, lexicon)
    return replace(titles[0], credit=role or titles[0].credit) if titles else None


def _says_of_what_kind(run: list[Token], tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Tell whether a word for shows parts a name from its news: "Slow Knight Anime Unveils"."""
    if any(token.word.endswith(("'s", "s'")) for token in run):
        return False  # "Jane Doe's Latest Drama Confirms"
    if is_of_its_kind(tokens[0], lexicon):
        return True
    told = len(tokens) > 1 and tokens[1].bare in lexicon.titles.verbs
    return told and names_a_kind(tokens[0].word, lexicon)


def _lists_people(tape: Tape, rest: list[Token]) -> bool:
    """Tell whether a name follows the comma behind another: "Roe, Doe y Lee rodaron …"."""
    return bool(rest) and tape.plain(rest[0].start, rest[0].end)[:1].isupper()


def _hangs(last: Token, lexicon: Lexicon) -> bool:
    """Tell whether a run of words ends with a small one that no verb follows."""
    words = lexicon.titles
    return last.bare in words.connectors and last.bare not in words.links
