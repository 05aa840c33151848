"""Titles that are no series though they are told of in a series' words: films, plays, programmes.

Languages share them: an outlet writes of "American Idol" wherever it is read. A title that is a
programme in some countries and may be a series in others has the languages of the former.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.announcements.text.forms import fold
from bot.errors import LexiconError

NO_SERIES_FILE = "no_series.tsv"
_KINDS = ("film", "programme")
_COLUMNS = (2, 3)


@dataclass(frozen=True, kw_only=True)
class NoSeries:
    """What one language takes from the list, folded.

    Attributes:
        films: films and plays; a series may bear the same name, where the text calls it one.
        programmes: shows that tell no story: contests, talk, reality.
    """

    films: frozenset[str] = frozenset()
    programmes: frozenset[str] = frozenset()

    @classmethod
    def from_text(cls, text: str, *, language: str) -> "NoSeries":
        """Read the list: kind, title and perhaps languages (ISO 639-1, with commas), by tabs.

        Raises:
            LexiconError: a line has another form, an unknown kind or a title told before.
        """
        titles: dict[str, set[str]] = {kind: set() for kind in _KINDS}
        told: set[tuple[str, str]] = set()
        for number, (kind, title, languages) in _rows(text):
            if (kind, title) in told:
                raise _wrong(number, f"{title!r} is told twice")
            told.add((kind, title))
            if not languages or language in languages.split(","):
                titles[kind].add(title)
        return cls(films=frozenset(titles["film"]), programmes=frozenset(titles["programme"]))


def _rows(text: str) -> Iterator[tuple[int, tuple[str, str, str]]]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        kind, title, languages = (*line.split("\t"), "", "")[:3]
        if line.count("\t") + 1 not in _COLUMNS or kind not in _KINDS or not title.strip():
            raise _wrong(number, "must be film or programme, a tab and a title")
        yield number, (kind, fold(title.strip()), languages.strip())


def _wrong(number: int, why: str) -> LexiconError:
    return LexiconError(f"{NO_SERIES_FILE}: line {number}: {why}")
