"""From the title in a headline to the show, with the reason.

The ways are tried from the surest to the boldest; each bold one asks for a long name. What fits
nothing is a new show, whose id is made of its name alone, so that two workers agree on it.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.model import Show, ShowId
from bot.shows.choose import Context, choose, fits
from bot.shows.names import (
    drop_series,
    drop_wrapped,
    drop_year,
    fold,
    is_latin,
    plain,
    split_brackets,
    split_number,
    split_possessive,
    split_scripts,
    split_season,
    split_subtitle,
)
from bot.shows.near import NearNames
from bot.shows.ordinary import is_ordinary
from bot.shows.search import Search
from bot.shows.spot import Spot, Spotter
from bot.shows.told import split_told

_MAX_PEOPLE = 64
# A part of a name stands for the whole only if it is no common word.
_PART_LETTERS, _PART_WORDS, _PART_SYLLABLES = 8, 2, 4
_HEAD_LETTERS = 7
_LONG_SIGNS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A show, and why a title means it.

    Attributes:
        reason: "exact name", "folded name", "season dropped", "subtitle", … or "new"; after a
            comma how it was told from others of the name.
    """

    show: Show
    reason: str


class ShowIndex:
    """All shows by all their names; grows by `add`."""

    def __init__(self, shows: Iterable[Show] = ()) -> None:
        self._people: dict[ShowId, set[str]] = {}
        self.replace(shows, merged={})

    def replace(self, shows: Iterable[Show], *, merged: Mapping[ShowId, ShowId]) -> None:
        """Know these shows instead, for everyone who holds this index.

        Args:
            shows: all there are, the best known first.
            merged: shows that have become part of another one, which has their names.
        """
        self._merged = merged
        self._shows: dict[ShowId, Show] = {}
        self._by_name: dict[str, list[ShowId]] = {}
        self._by_part: dict[str, list[ShowId]] = {}
        self._near = NearNames()
        self._search = Search()
        self._spotter = Spotter()
        for show in shows:
            self.add(show)

    def __len__(self) -> int:
        """Return how many shows it knows."""
        return len(self._shows)

    def add(self, show: Show) -> None:
        """Take a show in; one of a known id gains the names that are new, and the new facts."""
        old = self._shows.get(show.id)
        if old is not None:
            show = replace(show, names=tuple(dict.fromkeys((*show.names, *old.names))))
        self._shows[show.id] = show
        for name in show.names:
            if old is not None and name in old.names:
                continue
            _enter(self._by_name, fold(name), show.id)
            self._near.add(name, show.id)
            if show.known:
                self._spotter.add(name)
            for part in _parts(name):
                _enter(self._by_part, fold(part), show.id)
                if show.known:
                    self._spotter.add(part, is_part=True)
            bare, number = split_number(name)
            if number is not None and not show.known and _is_telling(bare):
                # The news may first tell of a show when its second season comes.
                _enter(self._by_part, fold(bare), show.id)
        self._search.put(show)

    def learn(self, show_id: ShowId, *, people: Iterable[str]) -> None:
        """Remember who takes part in a show: they tell it from others of its name."""
        known = self._people.setdefault(show_id, set())
        for person in people:
            if len(known) < _MAX_PEOPLE:
                known.add(fold(person))

    def get(self, show_id: ShowId) -> Show | None:
        """Return the show of an id, or of which a show of that id has become a part, or None."""
        while show_id in self._merged:
            show_id = self._merged[show_id]
        return self._shows.get(show_id)

    def named(self, name: str) -> list[Show]:
        """Return the shows that go by just this name, however it is spelled."""
        return [self._shows[show_id] for show_id in self._named(name)]

    def search(self, text: str, *, limit: int = 25) -> list[Show]:
        """Return the shows that a person may mean who has typed so far, the best first."""
        return [self._shows[show_id] for show_id in self._search.find(text, limit=limit)]

    def find(self, text: str) -> list[Spot]:
        """Return where catalogue titles stand in a text, and which are no ordinary words."""
        return self._spotter.find(text)

    def resolve(
        self,
        title: str,
        *,
        language: str | None = None,
        network: str | None = None,
        country: str | None = None,
        year: int | None = None,
        people: Sequence[str] = (),
        beat: Collection[str] = (),
        text: str = "",
    ) -> Match:
        """Return the show that a title means; a new one when no known show fits.

        Args:
            title: as the article gives it, in any script; a season after it does no harm.
            language: of the article, ISO 639-1.
            network: as the article names it.
            country: of the show, ISO 3166-1 alpha-2, if something tells it.
            year: of its first season, if something tells it.
            people: names of those who take part.
            beat: countries whose series the article's feed mostly writes about.
            text: the article's words, read only to tell several shows of one name apart.
        """
        bare, told_country, told_year = split_told(title)
        context = Context(
            language=language,
            network=network,
            country=told_country or country,
            year=told_year or year,
            people=people,
            beat=beat,
            text=text,
        )
        if bare != title and (found := self._named(title)):
            return Match(show=self._shows[found[0]], reason="exact name")
        namesakes = False
        for ids, reason in self._ways(bare):
            shows = [self._shows[show_id] for show_id in ids]
            fitting = [each for each in shows if fits(each, country=told_country, year=told_year)]
            namesakes = namesakes or not fitting
            if fitting:
                show, told_by = choose(fitting, context, people=self._people)
                return Match(show=show, reason=f"{reason}, {told_by}" if told_by else reason)
        # What the brackets tell is a part of the name where without it another show is meant.
        return Match(show=new_show(title if namesakes else bare, context), reason="new")

    def _ways(self, title: str) -> Iterator[tuple[Sequence[ShowId], str]]:
        """Yield the shows that a title may mean and why, the surest way first."""
        if named := self._named(title):
            # "The Guardian" and "Guardian" fold alike and may be two shows.
            words = plain(title)
            exact = [i for i in named if any(plain(name) == words for name in self._names(i))]
            yield exact or named, "exact name" if exact else "folded name"
        base, _ = split_season(title)
        if base != title and (found := self._named(base)):
            yield found, "season dropped"
        bare, number = split_number(base)
        if number is not None and (found := self._named(bare)):
            yield found, "number dropped"
        yield from self._by_halves(base)
        if found := self._only_part(base):
            yield found, "subtitle dropped"
        if number is not None and (found := self._only_part(bare)):
            yield found, "number dropped"
        for name in (base, bare):
            if found := self._near.without_articles(name):
                yield found, "article dropped"
        yield from self._near.find(base)

    def _named(self, title: str) -> list[ShowId]:
        return self._by_name.get(fold(title), [])

    def _only_part(self, title: str) -> list[ShowId]:
        found = self._by_part.get(fold(title), [])
        return found if len(found) == 1 else []

    def _names(self, show_id: ShowId) -> tuple[str, ...]:
        return self._shows[show_id].names

    def _by_halves(self, title: str) -> Iterator[tuple[Sequence[ShowId], str]]:
        """Yield what the halves of a title mean: brackets, a franchise before, an owner before."""
        if halves := split_brackets(title):
            outer, inner = (self._named(split_season(half)[0]) for half in halves)
            if outer or inner:
                yield [i for i in outer if i in inner] or outer or inner, "name beside brackets"
        if halves := split_scripts(title):
            east, latin = (self._named(split_season(half)[0]) for half in halves)
            if both := [i for i in east if i in latin]:
                yield both, "two scripts"
            elif east and not latin and _is_telling(halves[0]):
                yield east, "two scripts"
            elif latin and not east and _is_telling(halves[1]):
                yield latin, "two scripts"
        halves = split_subtitle(title)
        # What follows the name of a show is a season's or a sequel's, not another show's name.
        head, tail = halves or ("", "")
        if _is_telling(tail) and not self._named(head) and (found := self._named(tail)):
            yield found, "franchise dropped"
        if (bare := drop_wrapped(title)) and _is_long(bare) and (found := self._named(bare)):
            yield found, "subtitle dropped"
        if (bare := drop_year(title)) and (found := self._named(bare)):
            yield found, "year dropped"
        if (bare := drop_series(title)) and (found := self._named(bare)):
            yield found, '"series" dropped'
        if (halves := split_possessive(title)) and (found := self._named(halves[1])):
            yield found, "owner dropped"


def same_show(name_a: str, name_b: str, index: ShowIndex) -> tuple[bool, str]:
    """Return whether two names mean one show, by name and catalogue alone, and why."""
    a, b = index.resolve(name_a), index.resolve(name_b)
    same = a.show.id == b.show.id
    if a.reason == b.reason == "new":
        if not same:
            # Neither is known: one of them may still be how the other is spelled.
            ways = (ShowIndex([a.show]).resolve(name_b), ShowIndex([b.show]).resolve(name_a))
            way = next((each for each in ways if each.reason != "new"), b)
            return way is not b, f"both unknown, {way.reason}"
        return same, "both unknown, new"
    return same, f"{a.show.id} ({a.reason}) and {b.show.id} ({b.reason})"


def new_show(title: str, context: Context) -> Show:
    """Return a show that nobody knows yet; its id is equal for all spellings that fold alike."""
    name = " ".join(split_season(title)[0].split())
    key = fold(name)
    digest = hashlib.blake2s(key.encode(errors="replace"), digest_size=4).hexdigest()
    slug = f"{key[:40]}-{digest}" if key.isascii() and key.isalnum() else digest
    return Show(
        id=ShowId(f"new-{slug}"),
        title=name,
        names=(name,),
        country=context.country,
        year=context.year,
        network=context.network,
    )


def _enter(table: dict[str, list[ShowId]], key: str, show_id: ShowId) -> None:
    ids = table.setdefault(key, [])
    if show_id not in ids:
        ids.append(show_id)


def _parts(name: str) -> Iterator[str]:
    """Yield the halves of a name that may stand for the whole."""
    halves = split_subtitle(name)
    if halves:
        yield from filter(_is_telling, halves)
        head = plain(halves[0])
        if len(head) >= _HEAD_LETTERS and " " not in head and not is_ordinary(head):
            yield halves[0]


def _is_long(name: str) -> bool:
    """Return whether a name is too long to be found by chance."""
    key = fold(name)
    return len(key) >= (_PART_LETTERS if is_latin(key) else _LONG_SIGNS)


def _is_telling(part: str) -> bool:
    """Return whether a part of a name is long enough to mean the show."""
    key = fold(part)
    if is_latin(key):
        return len(key) >= _PART_LETTERS and len(plain(part).split()) >= _PART_WORDS
    return len(key) >= _PART_SYLLABLES
