"""Which shows a text says are one, told by the names that it links.

A wrong merge is worse than a missed one: both names must lead to their shows by themselves, one of
the shows must be known or in the news, and nothing known of the two may contradict.
"""

from collections.abc import Iterable

from bot.model import Show
from bot.shows.links import Link, links_in
from bot.shows.match import Match, ShowIndex
from bot.shows.names import Script, fold, is_latin, script
from bot.shows.ordinary import is_ordinary

_READ = 2_000
_SURE = frozenset({"exact name", "folded name", "season dropped", "new"})
_SHORT = 5


def linked_shows(
    text: str, *, titles: Iterable[str], index: ShowIndex, language: str | None
) -> list[tuple[Show, Show]]:
    """Return pairs of shows that are one: what the old name means, then what the new one means.

    Args:
        text: of an article, the headline first.
        titles: of the shows that it announces something about.
        index: all shows that are known.
        language: of the article, ISO 639-1.
    """
    announced = [title for title in titles if title]
    pairs = []
    for link in links_in(text[:_READ], titles=announced):
        old, new = _old_and_new(link)
        one = index.resolve(old, language=language)
        other = index.resolve(new, language=language)
        if _says_too_little(old, one) or _says_too_little(new, other):
            continue
        is_ours = any(fold(name) == fold(title) for name in (old, new) for title in announced)
        is_known = any(index.get(match.show.id) for match in (one, other))
        if (is_ours or is_known) and _may_be_one(one, other):
            pairs.append((one.show, other.show))
    return pairs


def _old_and_new(link: Link) -> tuple[str, str]:
    """Return which of two names gives way; of two that are both in use, the one not in Latin."""
    if not link.is_renamed and script(link.name) is not Script.LATIN is script(link.other):
        return link.name, link.other
    return link.other, link.name


def _says_too_little(name: str, match: Match) -> bool:
    """Return whether a name may as well mean something else.

    Ordinary words in a row that name no show of the catalogue have no namesake to be taken for:
    "formerly titled 'Paper Boats'" is outright.
    """
    key = fold(name)
    if is_latin(key) and len(key) < _SHORT:
        return True
    return is_ordinary(name) and (match.show.known or " " not in name.strip())


def _may_be_one(one: Match, other: Match) -> bool:
    if any(match.reason.partition(",")[0] not in _SURE for match in (one, other)):
        return False
    a, b = one.show, other.show
    if a.id == b.id or (a.known and b.known):
        return False
    if a.country and b.country and a.country != b.country:
        return False
    return not (a.year and b.year) or abs(a.year - b.year) <= 1
