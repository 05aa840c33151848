"""Stories in memory, for as long as something may still join them."""

import heapq
from collections import OrderedDict
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.model import ShowId, Story, StoryId

# Articles without a date may tell of older stories than the window holds; so many are kept.
OLD_STORIES = 4_096


class StoryBook:
    """The stories that may still be joined, by show.

    Bounded by what happens in one window, and by `OLD_STORIES` older ones, of which the last
    changed are kept.
    """

    def __init__(self, *, window: timedelta, old_stories: int = OLD_STORIES) -> None:
        self._window = window
        self._old_stories = old_stories
        self._by_show: dict[ShowId, dict[StoryId, Story]] = {}
        self._queue: list[tuple[datetime, StoryId, ShowId]] = []
        self._old: OrderedDict[StoryId, ShowId] = OrderedDict()

    def __len__(self) -> int:
        """Return how many stories it holds."""
        return len(self._queue) + len(self._old)

    def candidates(self, show_id: ShowId) -> Sequence[Story]:
        """Return the stories of a show that it holds."""
        return tuple(self._by_show.get(show_id, {}).values())

    def put(self, story: Story) -> None:
        """Keep a new story, or the new state of one."""
        stories = self._by_show.setdefault(story.show_id, {})
        if story.id not in stories or story.id in self._old:
            self._old.pop(story.id, None)
            heapq.heappush(self._queue, (story.updated_at, story.id, story.show_id))
        stories[story.id] = story

    def expire(self, now: datetime) -> None:
        """Lay the stories aside that have not changed for a window, and forget the oldest."""
        while self._queue and self._queue[0][0] < now - self._window:
            _, story_id, show_id = self._queue[0]
            changed_at = self._by_show[show_id][story_id].updated_at
            if changed_at >= now - self._window:
                # It has changed since it was queued; each story stands in the queue once.
                heapq.heapreplace(self._queue, (changed_at, story_id, show_id))
            else:
                heapq.heappop(self._queue)
                self._old[story_id] = show_id
        while len(self._old) > self._old_stories:
            self._forget(*self._old.popitem(last=False))

    def _forget(self, story_id: StoryId, show_id: ShowId) -> None:
        stories = self._by_show[show_id]
        del stories[story_id]
        if not stories:
            del self._by_show[show_id]
