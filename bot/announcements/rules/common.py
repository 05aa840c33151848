"""What the rules of all kinds share: whose news it is, how sure, and the proof."""

from bot.announcements.dates.find import FoundDate
from bot.announcements.lexicon.patterns import DATE, NETWORK, SEASON, TITLE
from bot.announcements.lexicon.vocabulary import Lexicon
from bot.announcements.marks.mark import Title
from bot.announcements.marks.seasons import FoundSeason
from bot.announcements.names.beside import titles_left, titles_right
from bot.announcements.names.inside import titles_inside
from bot.announcements.names.topics import label_title, over_preposition
from bot.announcements.rules.draft import Draft
from bot.announcements.rules.parents import holds_its_show
from bot.announcements.rules.scene import Scene
from bot.announcements.rules.seasons import in_turn, seasons_behind, seasons_in_turn, seasons_of
from bot.announcements.tape.matching import Match
from bot.announcements.tape.tape import Tape
from bot.announcements.tape.tokens import MARK_SIGNS, tokens_of
from bot.announcements.text.forms import fold
from bot.model import Evidence, Field, Kind, Status, When

_WITH_DAYS = {Kind.FILMING, Kind.CANCELLATION}
_SMALL_WORDS = 2
"""So many words, "dès le", lead to a date and tell nothing of it."""


def shows_of(match: Match, scene: Scene) -> tuple[tuple[Title, ...], tuple[FoundSeason, ...]]:
    """Return the shows that a phrase tells of, with the seasons that stand between."""
    tape, lexicon = match.tape, scene.lexicon
    if match.title is not None:
        start, end = match.title
        inside = titles_inside(tape, start, end, lexicon, cut=match.pattern.cuts_titles)
        # "Spinoff About Jane ordered" is told of another name than hers.
        return tuple(one for one in inside if not _opens_with_another_word(one, lexicon)), ()
    of_shows = match.kind is not Kind.CASTING
    several = of_shows and _is_told_of_several(match, lexicon)
    if tape.string[match.end - 1] == SEASON:
        # "returns for a second season of ‘Show’": what stands before is not the show.
        after = over_preposition(tape, match.end, lexicon)
        if after:
            beside = titles_right(tape, after, lexicon, of_shows=of_shows, several=several)
            if beside.titles:
                return beside.titles, ()
    if match.pattern.left == "title":
        beside = titles_left(tape, match.start, lexicon, of_shows=of_shows, several=several)
        if beside.titles:
            return beside.titles, beside.seasons
    if match.pattern.right == "title":
        at = _before_an_article(match, lexicon)
        beside = titles_right(
            tape, at, lexicon, reach=match.pattern.reach, of_shows=of_shows, several=several
        )
        if holds_its_show(match, beside.titles, lexicon) or _opens_the_next(match, beside.titles):
            return (), ()
        return beside.titles, beside.seasons
    return (), ()


def _opens_the_next(match: Match, titles: tuple[Title, ...]) -> bool:
    """Tell whether a comma parts words that touch their show from another: "A wraps, B begins"."""
    tape = match.tape
    if not titles or "," not in tape.text.plain[tape.places[match.end] : titles[0].start]:
        return False
    return tape.string[: match.start].rstrip(f" {SEASON}").endswith(TITLE)


def _opens_with_another_word(title: Title, lexicon: Lexicon) -> bool:
    words = fold(title.name).split()
    return title.how == "bare" and len(words) > 1 and words[0] in lexicon.titles.verbs


def _is_told_of_several(match: Match, lexicon: Lexicon) -> bool:
    """Tell whether seasons show that several shows have them: "A and B get second seasons"."""
    seasons = in_turn(match, lexicon)
    if not lexicon.title_case or not seasons:
        return False
    if len(seasons) > 1:
        return all(len(season.numbers) == 1 for season in seasons)
    last = match.tape.text.folded[seasons[0].start : seasons[0].end].split()[-1]
    return last in lexicon.titles.plural and len(seasons[0].numbers) == 1


def _before_an_article(match: Match, lexicon: Lexicon) -> int:
    """Return where the title begins that follows a phrase: "exits The" ends with its article."""
    first = match.tape.string.rfind(" ", match.start, match.end) + 1
    word = match.tape.string[first : match.end]
    capital = match.tape.plain(first, match.end)[:1].isupper()
    return first - 1 if first and capital and word in lexicon.titles.articles else match.end


def shows_beside(match: Match, scene: Scene) -> tuple[Title, ...]:
    """Return the shows that touch a phrase which does not say where its show stands."""
    lexicon = scene.lexicon
    after = over_preposition(match.tape, match.end, lexicon)
    word = match.tape.string[match.end : after].strip()
    if after is None and _ends_with_a_preposition(match, lexicon):
        after = match.end
    place = lexicon.sentence_case and match.kind is Kind.FILMING and word in lexicon.inside
    # "Le tournage a débuté dans le Nord": a place, and the show stands elsewhere.
    if after is not None and not place:
        right = titles_right(match.tape, after, scene.lexicon).titles
        if right:
            return right
    return titles_left(match.tape, match.start, scene.lexicon).titles


def _ends_with_a_preposition(match: Match, lexicon: Lexicon) -> bool:
    """Tell whether a phrase itself leads to its show: "anuncia la fecha de estreno de"."""
    last = match.tape.string[match.start : match.end].rpartition(" ")[2]
    return lexicon.sentence_case and last in lexicon.of


def status_of(match: Match, scene: Scene) -> Status:
    """Return who stands behind a statement: the phrase's own word, else the hedges beside it.

    What is only reported may be denied in the same breath: "talks for a second season? Not so".
    """
    own = match.entry.status
    if own not in {None, Status.REPORTED}:
        return own
    strength = {Status.CONFIRMED: 0, Status.REPORTED: 1, Status.DENIED: 2}
    told = [
        hedge.entry.status
        for hedge in scene.hedges
        if hedge.entry.status is not None
        and (not hedge.entry.kinds or match.entry.kind in hedge.entry.kinds)
        and (hedge.field is match.field or hedge.entry.scope == "item")
        and (
            hedge.entry.scope == "item" or _concerns(hedge, match, spaced=not scene.lexicon.letters)
        )
    ]
    if own is not None:
        told.append(own)
    return max(told, key=lambda status: strength[status], default=Status.CONFIRMED)


def _concerns(hedge: Match, match: Match, *, spaced: bool) -> bool:
    """Tell whether a hedge weakens a statement: the nearest in its part of the clause.

    Where words stand without spaces, a space parts statements as a comma does.
    """
    if hedge.field is not match.field or hedge.clause != match.clause:
        return False
    string = match.tape.string
    between = string[min(hedge.end, match.end) : max(hedge.start, match.start)]
    if "," not in between and (spaced or " " not in between.strip()):
        return True
    # Over a comma only an opening word reaches: "Reportedly, …"; elsewhere it means another part.
    return hedge.start < match.start and not string[hedge.clause[0] : hedge.start].strip()


def when_of(match: Match, scene: Scene) -> When | None:
    """Return the date that a statement gives: inside the phrase, else nearest to it."""
    start, end = match.clause
    dates = [
        (
            0 if match.start <= at < match.end else min(abs(at - match.start), abs(at - match.end)),
            at,
        )
        for at, mark in match.tape.marks.items()
        if start <= at < end and mark.sign == DATE and not _is_of_the_next(at, match, scene)
    ]
    if not dates:
        return None
    value = match.tape.marks[min(dates)[1]].value
    return value.ahead if isinstance(value, FoundDate) else None


def _is_of_the_next(at: int, match: Match, scene: Scene) -> bool:
    """Tell whether a date belongs to another kind of news behind it: "촬영 돌입, 10월 첫 방송".

    Where no capitals are, the verb comes last; elsewhere a date follows its verb, so that the other
    words stand before it: "filming begins with the aim of airing in May". A season there is still
    that of the first words: "rueda su segunda temporada en mayo".
    """
    return at >= match.end and any(
        other.tape is match.tape
        and other.kind is not match.kind
        and not other.entry.beside  # what leans on others has no date of its own
        and (
            _begins_anew(other, match) and not is_only_its_day(other, match)
            if scene.lexicon.cased
            else other.start >= match.end
        )
        for other in scene.matches
        if other.start <= at < other.end
    )


def is_only_its_day(match: Match, other: Match) -> bool:
    """Tell whether a date without a verb is that of the news right before it, and no premiere's.

    "Le tournage débutera dès le 1 janvier", "concluirá con su quinta temporada en 2027".
    """
    string = match.tape.string
    if match.kind is not Kind.PREMIERE or string[match.end - 1] != DATE:
        return False
    words = [word for word in string[match.start : match.end].split() if word not in MARK_SIGNS]
    return (
        len(words) <= _SMALL_WORDS
        and other.kind in _WITH_DAYS
        and other.tape is match.tape
        and other.start <= match.start <= other.end + 1
    )


def _begins_anew(other: Match, match: Match) -> bool:
    """Tell whether words behind a match are a statement of their own, and begin with no mark."""
    return other.start >= match.end and match.tape.string[other.start] not in MARK_SIGNS


def network_of(scene: Scene) -> str | None:
    """Return the first network that the headline names, else the first of the summary."""
    for tape in (scene.headline, scene.summary):
        marks = tape.inside(0, len(tape.string), NETWORK)
        if marks:
            return str(marks[0].value)
    return None


def evidence_at(tape: Tape, field: Field, start: int, end: int) -> Evidence:
    """Return the article's own words under a stretch of the tape."""
    plain_start, plain_end = tape.plain_span(start, end)
    return evidence_in(tape, field, plain_start, plain_end)


def evidence_in(tape: Tape, field: Field, plain_start: int, plain_end: int) -> Evidence:
    """Return the article's own words under a stretch of the plain text."""
    first, last = tape.text.span(plain_start, plain_end)
    return Evidence(field=field, start=first, end=last, text=tape.text.original[first:last])


def _has_name(match: Match, scene: Scene) -> bool:
    """Tell whether a name stands where a phrase has one: "filming of new episodes" has none."""
    if match.title is None or _calls_the_show(match, scene):
        return False
    words = [
        match.tape.plain(token.start, token.end)
        for token in tokens_of(match.tape, *match.title)
        if token.word not in MARK_SIGNS
    ]
    lists = scene.lexicon.titles
    small = lists.links | lists.stops if scene.lexicon.sentence_case else frozenset()
    if all(word in small for word in words):
        return False  # "delays season 3 production", "estrena su temporada 2 en …"
    # "orders its praised comedy for a last season" says of what kind the show is, no more.
    of_a_kind = fold(words[-1]) in scene.lexicon.titles.kinds
    if not scene.lexicon.cased or any(word[:1].isupper() for word in words):
        # "Kestrel: Hulu Drops Superhero Drama After Two Seasons" has named it before.
        return not (of_a_kind and scene.lexicon.title_case and _is_named_before(match, scene))
    return match.entry.kind is not Kind.FILMING and not of_a_kind


def _is_named_before(match: Match, scene: Scene) -> bool:
    """Tell whether a show is marked before a phrase, or opens the headline before a colon."""
    if TITLE in match.tape.string[: match.start]:
        return True
    return match.tape is scene.headline and label_title(match.tape, scene.lexicon) is not None


def _calls_the_show(match: Match, scene: Scene) -> bool:
    """Tell whether a summary only calls the show of its headline: "SBS airs the drama in May"."""
    itself = scene.lexicon.itself
    if match.field is not Field.SUMMARY or match.title is None or itself is None:
        return False
    return itself.match(match.tape.string, match.title[0], match.end) is not None


def drafts(match: Match, scene: Scene) -> list[Draft]:
    """Return one draft for each show and season that a match tells of.

    How sure it is and where it will run is added when the whole item has been read.
    """
    titles, between = shows_of(match, scene)
    if not titles and _has_name(match, scene):
        return []  # a name stands where the phrase has its title, and it is no title
    found: list[Draft] = []
    own = seasons_behind(match.tape, titles) or seasons_in_turn(match, titles, scene.lexicon)
    for index, title in enumerate(titles or (None,)):
        seasons = own[index] if own else seasons_of(match, title, between, scene)
        if not own and len(titles) > 1 and len(seasons) == len(titles):
            # "A, B and C for a third, fourth and eighth season": each has its own.
            seasons = seasons[index : index + 1]
        for season in seasons or (None,):
            found.append(
                Draft(
                    kind=match.kind,
                    title=title,
                    season=season,
                    stage=match.entry.stage,
                    when=None,
                    rule=match.entry.name,
                    match=match,
                    evidence=[evidence_at(match.tape, match.field, match.start, match.end)],
                )
            )
    return found
