"""The history of a show."""

from datetime import timedelta

from bot.model import Kind, Stage
from bot.stories.timeline import timeline
from tests.stories.examples import article, tell_all, told

DAY = timedelta(days=1)


def test_the_history_is_in_order_with_who_told_it_first_and_how_many_tell_it() -> None:
    stories = tell_all(
        [
            (told(Kind.FILMING, stage=Stage.STARTED), article("c", after=9 * DAY)),
            (told(), article("a")),
            (told(), article("b", after=DAY)),
        ]
    )

    entries = timeline(stories)

    assert [entry.story.kind for entry in entries] == [Kind.RENEWAL, Kind.FILMING]
    assert [entry.first.article_id for entry in entries] == ["a", "c"]
    assert [entry.voices for entry in entries] == [2, 1]
    assert entries[0].at == entries[0].first.published_at
