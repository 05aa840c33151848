"""Which story an announcement belongs to, decided by what was extracted and by nothing else.

Headlines are never compared: "Tideline season 3 premiere date" and "Harbour Lane season 3
premiere date" are nearly one text and two pieces of news. ADR 4 tells what makes one story.
"""

from collections.abc import Sequence
from datetime import timedelta

from bot.model import Kind, ShowId, Source, Stage, Status, Story, When
from bot.stories.people import keys_at_the_centre, share_someone

# Where the season is not told on both sides, premieres further apart than this are of two seasons.
ONE_SEASON = timedelta(days=183)
# Casting news that names nobody, or that tells another part of a person, is one with the story
# beside it only for so long.
SAME_CAST = timedelta(days=5)
# "Renewed for a fifth and final season" and "to end with season five" are one statement.
SAME_ENDING = timedelta(days=3)
# Old news is told again for years. What tells nothing new of a told season joins its story long
# after the window; what is firm is decided anew after more than a year. Where no season is told,
# the next one may be meant.
RUMOURS_AGAIN = timedelta(days=3 * 365)
FACTS_AGAIN = timedelta(days=400)
UNTOLD_SEASON_AGAIN = timedelta(days=150)
LONGEST_REACH = RUMOURS_AGAIN
"""An article joins no story that has been silent for longer, unless the window is longer still."""
_ORDERED = frozenset({Kind.RENEWAL, Kind.GREENLIGHT})


def find_story(
    source: Source,
    *,
    show_id: ShowId,
    kind: Kind,
    stage: Stage | None,
    candidates: Sequence[Story],
    window: timedelta,
) -> Story | None:
    """Return the candidate that tells the same announcement, or None.

    Args:
        source: the article with what it tells.
        show_id: the show that it is about.
        kind: what happened.
        stage: of filming alone.
        candidates: stories that may fit, of any show and age.
        window: how long after a story's last source, or before its first, another may join; one
            that tells nothing new may come later.
    """
    of_show = [story for story in candidates if story.show_id == show_id]
    fitting = [
        story
        for story in of_show
        if story.stage is stage
        and _kind_fits(story, source, kind=kind)
        and (_stands_in(story, source) or _in_time(story, source, window=window))
        and _season_fits(story, source)
        and _when_fits(story, source)
        and _people_fit(story, source)
        and not _is_over(story, source, of_show)
    ]
    if source.season is None:
        # "Renewed" may mean the second season or the third: with both about, it joins neither.
        told = {story.season for story in fitting if story.season is not None}
        if len(told) > 1:
            fitting = [story for story in fitting if story.season is None]
    if kind is Kind.CASTING and not source.people:
        fitting = _only_one_cast(fitting)
    return max(
        fitting,
        key=lambda story: (
            _distance(story, source) <= window,
            *_closeness(story, source, kind=kind),
        ),
        default=None,
    )


def _in_time(story: Story, source: Source, *, window: timedelta) -> bool:
    """Return whether a source comes within the window, or later and tells nothing new."""
    distance = _distance(story, source)
    if distance <= window:
        return True
    # Who takes part is told anew with every part: there, later is another decision.
    if story.kind is Kind.CASTING or story.season != source.season:
        return False
    # What a star or a paper called certain in June may be ordered in September, and is news then.
    if source.status is Status.CONFIRMED and story.kind in _ORDERED:
        return False
    reach = RUMOURS_AGAIN if source.status is Status.REPORTED else FACTS_AGAIN
    if story.season is None:
        reach = UNTOLD_SEASON_AGAIN
    return distance <= reach and _is_old_news(story, source)


def _is_old_news(story: Story, source: Source) -> bool:
    """Return whether a source changes neither the status nor the date of a story."""
    if source.status is not story.status and source.status is not Status.REPORTED:
        return False
    if source.when is None:
        return True
    if story.when is None:
        return False
    # "In March" tells nothing new after "on March 6"; the other way round it does.
    return source.when.start <= story.when.start and story.when.end <= source.when.end


def _distance(story: Story, source: Source) -> timedelta:
    """Return how far a source lies from a story's first or last; zero where either has no date.

    What has no date cannot claim to be new: it is taken as one more telling of what is known.
    """
    dated = [other.published_at for other in story.sources if other.dated]
    if not source.dated or not dated:
        return timedelta(0)
    return max(dated[0] - source.published_at, source.published_at - dated[-1], timedelta(0))


def _stands_in(story: Story, source: Source) -> bool:
    key = (source.feed_id, source.article_id)
    return any((other.feed_id, other.article_id) == key for other in story.sources)


def _kind_fits(story: Story, source: Source, *, kind: Kind) -> bool:
    """Return whether the kinds are one, or both tell of an ordered last season."""
    if story.kind is kind:
        return True
    return (
        {story.kind, kind} == {Kind.RENEWAL, Kind.CANCELLATION}
        and story.season is not None
        and story.season == source.season
        and story.status is source.status is Status.CONFIRMED
        and source.dated
        and _distance(story, source) <= SAME_ENDING
    )


def _season_fits(story: Story, source: Source) -> bool:
    return story.season == source.season or story.season is None or source.season is None


def _when_fits(story: Story, source: Source) -> bool:
    """Return whether a premiere's dates may be of one season; a told season needs no date."""
    if story.kind is not Kind.PREMIERE or story.when is None or source.when is None:
        return True
    if story.season is not None and story.season == source.season:
        return True
    return _gap(story.when, source.when) <= ONE_SEASON


def _gap(one: When, other: When) -> timedelta:
    return max(one.start - other.end, other.start - one.end, timedelta(0))


def _people_fit(story: Story, source: Source) -> bool:
    """Return whether casting news may be about the same people; other kinds have none."""
    if story.kind is not Kind.CASTING:
        return True
    if not story.people or not source.people:
        return _distance(story, source) <= SAME_CAST
    mine = {key for other in story.sources for key in keys_at_the_centre(other.people)}
    # Outlets say of one statement that she joins and that she will not; weeks later it is news.
    at_once = _distance(story, source) <= SAME_CAST
    return share_someone(mine, keys_at_the_centre(source.people), whatever_part=at_once)


def _only_one_cast(stories: list[Story]) -> list[Story]:
    """Return the stories if no two of them are about different people, else those about nobody."""
    casts = sum(bool(story.people) for story in stories)
    return stories if casts <= 1 else [story for story in stories if not story.people]


def _is_over(story: Story, source: Source, of_show: Sequence[Story]) -> bool:
    """Return whether filming was halted after the story: what is told now is a new start."""
    return (
        story.kind is Kind.FILMING
        and story.stage is not Stage.PAUSED
        and source.dated
        and any(
            story.sources[-1].published_at < other.sources[0].published_at < source.published_at
            for other in of_show
            if other.stage is Stage.PAUSED
        )
    )


def _closeness(story: Story, source: Source, *, kind: Kind) -> tuple[object, ...]:
    return (
        _stands_in(story, source),
        story.season == source.season,
        story.kind is kind,
        -_distance(story, source),
        story.updated_at,
        story.id,
    )
