"""What a mark shows of the item in which it stands: that it is about a series."""

from typing import cast

from bot.announcements.marks.mark import Mark, Title
from bot.announcements.marks.seasons import GLUED, FoundSeason


def is_numbered(mark: Mark) -> bool:
    """Tell whether a season mark is surely one: "sequel" and "new run" are said of films too."""
    value = mark.value
    return isinstance(value, FoundSeason) and bool(value.numbers or value.more or value.final)


def shows_series(mark: Mark) -> bool:
    """Tell whether a marked title has a season of its own or is a series of the catalogue."""
    value = mark.value
    return isinstance(value, Title) and (value.season is not None or value.listed)


def is_called_a_season(mark: Mark) -> bool:
    """Tell whether a season goes by its own word: "nueva temporada", and no "nueva entrega"."""
    return isinstance(mark.value, FoundSeason) and mark.value.unit == "season"


def is_called_a_show(mark: Mark) -> bool:
    """Tell whether a season goes by the word for a show: "new series", and no "new season"."""
    return isinstance(mark.value, FoundSeason) and mark.value.is_a_show


def is_told(mark: Mark) -> bool:
    """Tell whether a word says that a number is a season: films have numbers, too."""
    return is_numbered(mark) and cast(FoundSeason, mark.value).unit != GLUED


def is_sequel(mark: Mark) -> bool:
    """Tell whether a season mark says "more" without a number."""
    return isinstance(mark.value, FoundSeason) and mark.value.sequel and not mark.value.numbers
