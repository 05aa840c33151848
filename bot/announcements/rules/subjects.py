"""Of whom casting news is told, where other words of the item say more than those beside it.

"Jane Doe joins Fox's Kestrel, John Roe joins Embers": before the second verb a list seems to stand,
and its first name is the first verb's show. "Doe will play a nurse": the headline has her name.
"""

from collections.abc import Sequence

from bot.announcements.lexicon.vocabulary import Lexicon
from bot.announcements.names.beside import titles_right
from bot.announcements.names.people import people_left
from bot.announcements.rules.scene import Scene
from bot.announcements.tape.matching import Match
from bot.announcements.text.forms import fold
from bot.model import Field, Kind


def sharpened(names: list[str] | None, match: Match, scene: Scene) -> list[str] | None:
    """Return the people of a phrase with the shows among them left out, each by the whole name.

    Where no capitals show names, a summary's are those that have the form of one, or the headline.
    """
    sure = scene.lexicon.sure_name
    if names and sure is not None and match.field is Field.SUMMARY:
        above = scene.headline.text.plain
        names = [_without_its_particle(name, above, scene.lexicon) for name in names]
        return [name for name in names if sure.fullmatch(name) or name in above]
    return names and named_in_full(without_shows_before(names, match, scene), match, scene)


def _without_its_particle(name: str, above: str, lexicon: Lexicon) -> str:
    """Return a name as the headline has it: "은정의" has the form of one, too."""
    bare = name[:-1]
    glued = name not in above and name.endswith(tuple(lexicon.people.particles))
    return bare if glued and len(bare) > 1 and bare in above else name


def without_shows_before(names: list[str], match: Match, scene: Scene) -> list[str]:
    """Leave out of the people before a phrase the show of casting news that stands before them."""
    if len(names) <= 1 or match.pattern.left != "people" or not scene.lexicon.title_case:
        return names
    shows = {
        fold(title.name)
        for other in scene.matches
        if other.kind is Kind.CASTING
        and other.tape is match.tape
        and other.clause == match.clause
        and other.end < match.start
        and other.pattern.right == "title"
        for title in titles_right(other.tape, other.end, scene.lexicon).titles
    }
    return [name for name in names if fold(name) not in shows] or names


def named_in_full(names: Sequence[str], match: Match, scene: Scene) -> list[str]:
    """Give people whom a summary calls by one word the names that they have in the headline."""
    if match.field is not Field.SUMMARY or not scene.lexicon.title_case:
        return list(names)
    return [name if " " in name else _whole(name, scene) for name in names]


def _whole(word: str, scene: Scene) -> str:
    """Return the name of which a word is a part, if the headline tells of one before its news."""
    for match in scene.matches:
        if match.kind is not Kind.CASTING or match.field is not Field.HEADLINE:
            continue
        for name in people_left(match.tape, match.start, scene.lexicon):
            if word in name.split():
                return name
    return word


def end_of_its_news(match: Match, scene: Scene) -> int:
    """Return where what is told of a phrase's people ends: before the next people's news."""
    end = match.clause[1]
    if not scene.lexicon.title_case:
        return end
    return min(
        (
            other.start
            for other in scene.matches
            if other.kind is Kind.CASTING
            and other.tape is match.tape
            and other.pattern.left == "people"
            and match.end < other.start < end
            and len(people_left(other.tape, other.start, scene.lexicon)) > 1
        ),
        default=end,
    )
