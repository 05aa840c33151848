"""What has happened to a show, from its stories: dated, sourced, in order."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.model import Source, Story
from bot.stories.standing import independent


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One story as it stands in the history of its show.

    Attributes:
        at: when the first outlet told it, aware UTC.
        first: the article that told it first.
        voices: how many independent outlets told it.
    """

    at: datetime
    story: Story
    first: Source
    voices: int


def timeline(stories: Iterable[Story]) -> tuple[Entry, ...]:
    """Return the history that stories tell, the oldest first."""
    entries = (
        Entry(
            at=story.sources[0].published_at,
            story=story,
            first=story.sources[0],
            voices=len(independent(story.sources)),
        )
        for story in stories
    )
    return tuple(sorted(entries, key=lambda entry: (entry.at, entry.story.id)))
