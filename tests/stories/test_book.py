"""The book holds what may still be joined, and not much more."""

from dataclasses import replace
from datetime import timedelta

from bot.model import ShowId
from bot.stories.book import StoryBook
from tests.stories.examples import NOW, SHOW, WINDOW, article, tell, told

DAY = timedelta(days=1)


def test_a_book_offers_the_stories_of_a_show() -> None:
    book = StoryBook(window=WINDOW)
    story = tell(told(), article("a")).story

    book.put(story)
    book.put(replace(story, revision=2))

    assert [known.revision for known in book.candidates(SHOW.id)] == [2]
    assert book.candidates(ShowId("another-2020")) == ()
    assert len(book) == 1


def test_stories_stay_for_a_window_after_their_last_change() -> None:
    book = StoryBook(window=WINDOW, old_stories=0)
    story = tell(told(), article("a")).story
    book.put(story)
    book.put(replace(story, updated_at=NOW + 20 * DAY))

    book.expire(NOW + 45 * DAY)
    assert len(book) == 1

    book.expire(NOW + 51 * DAY)
    assert len(book) == 0
    assert book.candidates(SHOW.id) == ()


def test_old_stories_are_kept_for_articles_without_a_date() -> None:
    book = StoryBook(window=WINDOW, old_stories=1)
    older = tell(told(season=2), article("a")).story
    newer = tell(told(season=3), article("b", after=DAY)).story
    for story in (older, newer):
        book.put(story)

    book.expire(NOW + 90 * DAY)

    assert book.candidates(SHOW.id) == (newer,)
    assert len(book) == 1


def test_an_old_story_that_changes_is_young_again() -> None:
    book = StoryBook(window=WINDOW, old_stories=8)
    story = tell(told(), article("a")).story
    book.put(story)
    book.expire(NOW + 40 * DAY)

    book.put(replace(story, updated_at=NOW + 40 * DAY))
    book.expire(NOW + 60 * DAY)

    assert len(book) == 1
    book.expire(NOW + 80 * DAY)
    assert len(book) == 1


def test_a_million_stories_do_not_fill_the_memory() -> None:
    """One window and the shelf bound the book, whatever the stream (here fifty thousand)."""
    book = StoryBook(window=DAY, old_stories=100)
    story = tell(told(), article("a")).story
    for minute in range(50_000):
        now = NOW + timedelta(minutes=minute)
        show = ShowId(f"show-{minute}")
        book.put(replace(story, id=show, show_id=show, updated_at=now))  # type: ignore[arg-type]
        book.expire(now)

    assert len(book) <= 24 * 60 + 100 + 1
