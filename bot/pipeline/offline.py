"""Articles to stories without storage: what previews show, all at once and in their last state."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.model import Article, Story, StoryId
from bot.pipeline.desk import Desk
from bot.stories.book import StoryBook


@dataclass(frozen=True, slots=True, kw_only=True)
class Bulletin:
    """What one message tells.

    Attributes:
        lead: the story whose message it is.
        companions: the stories told with it.
        image: address of the picture of the article that began it, or None.
    """

    lead: Story
    companions: tuple[Story, ...]
    image: str | None


def bulletins(
    articles: Iterable[Article], *, desk: Desk, window: timedelta, now: datetime
) -> list[Bulletin]:
    """Return the messages that these articles would have made by now, the oldest story first.

    Args:
        articles: in the order in which they were published; those without a time are taken as
            published now.
        desk: reads and files them.
        window: how long an article may join a story.
        now: aware UTC time.
    """
    book = StoryBook(window=window)
    stories: dict[StoryId, Story] = {}
    images: dict[StoryId, str | None] = {}
    for article in articles:
        at = article.published_at or now
        book.expire(at)
        for change in desk.file(article, desk.read(article), book=book, now=at):
            stories[change.story.id] = change.story
            images.setdefault(change.story.id, article.image)
    led: dict[StoryId, list[Story]] = {}
    for story in stories.values():
        if story.lead_id is not None:
            led.setdefault(story.lead_id, []).append(story)
    return [
        Bulletin(lead=story, companions=tuple(led.get(story.id, ())), image=images[story.id])
        for story in sorted(stories.values(), key=lambda story: story.first_at)
        if story.lead_id is None
    ]
