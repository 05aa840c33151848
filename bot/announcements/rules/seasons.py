"""Which season a phrase tells of, and which of those beside it are other shows'."""

from bisect import bisect_left

from bot.announcements.lexicon.patterns import SEASON
from bot.announcements.lexicon.vocabulary import Lexicon
from bot.announcements.marks.mark import Title
from bot.announcements.marks.seasons import PARTS, FoundSeason
from bot.announcements.names.topics import over_preposition
from bot.announcements.rules.scene import Scene
from bot.announcements.tape.matching import Match
from bot.announcements.tape.tape import Tape
from bot.announcements.tape.tokens import season_at, tokens_of
from bot.model import Kind

_OF_SHOWS = {Kind.RENEWAL, Kind.CANCELLATION, Kind.GREENLIGHT}
_AND_ITS_SEASON = 4
"""So many words behind a show tell whether a list goes on with a season: ", a third series"."""
_IN_TURN = 80
"""So far behind a phrase the seasons of several shows begin and end."""


def seasons_of(
    match: Match, title: Title | None, between: tuple[FoundSeason, ...], scene: Scene
) -> tuple[int, ...]:
    """Return the season numbers that a phrase tells for a show."""
    inside = [
        mark.value
        for mark in match.tape.inside(match.start, match.end, SEASON)
        if isinstance(mark.value, FoundSeason)
        and not _is_the_one_before(mark.value, match)
        and not _is_a_part_of_one(mark.value, match)
    ]
    for season in (*inside, *between):
        if season.numbers:
            return season.numbers
    if title is not None and title.season is not None:
        return (title.season,)
    start, end = match.clause
    of_the_next = season_of_the_next(match.tape, title, scene.lexicon)
    near = [
        (min(abs(at - match.start), abs(at - match.end)), mark.value.numbers)
        for at, mark in match.tape.marks.items()
        if start <= at < end
        and isinstance(mark.value, FoundSeason)
        and mark.value.numbers
        and not _is_the_one_before(mark.value, match)
        and not _is_a_part_of_one(mark.value, match)
        and not is_recalled(match, at, scene)
        and at != of_the_next
        and not _is_told_by_another(match, at, scene)
    ]
    if near:
        return min(near)[1]
    sequel = scene.lexicon.sequel
    if sequel is not None and match.entry.kind is Kind.RENEWAL:
        return (
            (2,)
            if sequel.search(
                match.tape.text.folded[slice(*match.tape.plain_span(match.start, match.end))]
            )
            else ()
        )
    return ()


def _is_told_by_another(match: Match, at: int, scene: Scene) -> bool:
    """Tell whether a season stands behind other news: "A is ordered, B is renewed for season 2"."""
    return match.kind in _OF_SHOWS and any(
        match.end <= other.start < other.end <= at
        for other in scene.matches
        if other.tape is match.tape and other.kind in _OF_SHOWS and other.kind is not match.kind
    )


def _is_the_one_before(season: FoundSeason, match: Match) -> bool:
    """Tell whether a season is what there was: "freshman drama ‘Show’ renewed for season 2"."""
    return match.kind is Kind.RENEWAL and season.numbers == (1,)


def _is_a_part_of_one(season: FoundSeason, match: Match) -> bool:
    """Tell whether a part is one of a season that the same words name: "Season 4 Part 1"."""
    return season.unit in PARTS and any(
        isinstance(mark.value, FoundSeason) and mark.value.numbers and mark.value.unit not in PARTS
        for mark in match.tape.marks.values()
    )


def is_recalled(match: Match, at: int, scene: Scene) -> bool:
    """Tell whether a season stands in a clause about time: "renewed ahead of season 3 premiere"."""
    back, season = scene.lexicon.background, match.tape.marks[at].value
    first = isinstance(season, FoundSeason) and season.numbers == (1,)  # "after first season"
    return (
        match.kind in {Kind.RENEWAL, Kind.FILMING, *({Kind.CANCELLATION} if first else ())}
        and at >= match.end
        and back is not None
        and back.search(match.tape.string, match.end, at) is not None
    )


def season_of_the_next(tape: Tape, title: Title | None, lexicon: Lexicon) -> int | None:
    """Return the place of the season with which a list goes on behind a title, if it does.

    "BBC orders drama Kestrel and third series of Embers": it is none of Kestrel's.
    """
    if title is None or not lexicon.title_case:
        return None
    place = bisect_left(tape.places, title.end)
    end = min(tape.clause(place, place)[1], place + _IN_TURN)
    tokens = tokens_of(tape, place, end)[:_AND_ITS_SEASON]
    joined = tokens and tokens[0].word in lexicon.joining
    season = next((token for token in tokens if token.word == SEASON), None)
    if not joined or season is None:
        return None
    between = tokens[1 : tokens.index(season)]
    small = all(one.bare in lexicon.titles.articles for one in between)
    of = over_preposition(tape, season.start + 1, lexicon) is not None
    return season.start if small and of else None


def in_turn(match: Match, lexicon: Lexicon) -> list[FoundSeason]:
    """Return the seasons of a list in or behind a phrase: "renewed for season 4, season 3"."""
    tape = match.tape
    found: list[FoundSeason] = []
    for token in tokens_of(tape, match.start, min(match.clause[1], match.end + _IN_TURN)):
        if token.word == SEASON:
            found.append(season_at(tape, token))
        elif found and token.word not in lexicon.joining | lexicon.titles.articles:
            break
    return found


def seasons_in_turn(
    match: Match, titles: tuple[Title, ...], lexicon: Lexicon
) -> list[tuple[int, ...]]:
    """Return the season of each show of a list, where as many are told one after the other."""
    told = [season.numbers for season in in_turn(match, lexicon)]
    one_each = len(titles) > 1 and len(told) == len(titles)
    return told if one_each and all(len(numbers) == 1 for numbers in told) else []


def seasons_behind(tape: Tape, titles: tuple[Title, ...]) -> list[tuple[int, ...]]:
    """Return the season right behind each title of a list: "‘A’ Season 2, ‘B’ and ‘C’".

    Nothing where none but the last has one: that may be told of all of them.
    """
    places = {id(mark.value): at for at, mark in tape.marks.items()}
    if any(title.how == "listed" and title.season is not None for title in titles):
        return [(title.season,) if title.season is not None else () for title in titles]
    if len(titles) == 1 or not all(id(title) in places for title in titles):
        return []
    own: list[tuple[int, ...]] = []
    for title in titles:
        behind = places[id(title)] + 1
        tokens = tokens_of(tape, behind, tape.clause(behind, behind)[1])
        season = season_at(tape, tokens[0]) if tokens and tokens[0].word == SEASON else None
        numbers = season.numbers if season is not None else ()
        own.append(numbers or ((title.season,) if title.season is not None else ()))
    return own if any(own[:-1]) else []
