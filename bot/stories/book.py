"""Stories in memory, for as long as something may still join them."""

import heapq
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.model import ShowId, Story, StoryId


class StoryBook:
    """The stories that may still be joined, by show; bounded by what happens in one window."""

    def __init__(self, *, window: timedelta) -> None:
        self._window = window
        self._by_show: dict[ShowId, dict[StoryId, Story]] = {}
        self._last_at: list[tuple[datetime, StoryId, ShowId]] = []

    def __len__(self) -> int:
        """Return how many stories it holds."""
        return len(self._last_at)

    def candidates(self, show_id: ShowId) -> Sequence[Story]:
        """Return the stories of a show that it holds, the oldest first."""
        return tuple(self._by_show.get(show_id, {}).values())

    def put(self, story: Story) -> None:
        """Keep a new story, or the new state of one."""
        stories = self._by_show.setdefault(story.show_id, {})
        if story.id not in stories:
            heapq.heappush(self._last_at, (_last_at(story), story.id, story.show_id))
        stories[story.id] = story

    def expire(self, now: datetime) -> None:
        """Forget the stories whose last source is more than a window ago."""
        while self._last_at and self._last_at[0][0] < now - self._window:
            _, story_id, show_id = self._last_at[0]
            stories = self._by_show[show_id]
            last = _last_at(stories[story_id])
            if last >= now - self._window:
                # It has been joined since it was queued; each story stands in the queue once.
                heapq.heapreplace(self._last_at, (last, story_id, show_id))
                continue
            heapq.heappop(self._last_at)
            del stories[story_id]
            if not stories:
                del self._by_show[show_id]


def _last_at(story: Story) -> datetime:
    return story.sources[-1].published_at
