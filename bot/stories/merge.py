"""An announcement becomes a story, or joins one: as a source, or with news of its own."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.model import Announcement, Article, Field, Kind, Part, Show, Source, Status, Story, StoryId
from bot.stories.match import find_story
from bot.stories.people import person_key
from bot.stories.standing import Standing, in_order, weigh

# A date that comes within this time of the first report completes it; later it is news.
SAME_BREATH = timedelta(hours=12)
# A story that everybody tells needs no further witness, unless the witness knows more. Each one
# is weighed again with every article that joins, so that their number decides what that costs.
MAX_SOURCES = 40


class Effect(StrEnum):
    """What an announcement did to its story."""

    BORN = "born"
    """It began the story."""
    JOINED = "joined"
    """It completed the story: another source, a name, a network."""
    CHANGED = "changed"
    """What the story says has turned: its status, its date, or who of it comes or goes."""
    REPEATED = "repeated"
    """Nothing that a message should show; the source may still be new and is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A story as it stands now, and what led to it.

    Attributes:
        story: to be saved in place of its earlier state, whatever the effect.
        effect: what the announcement did to it.
        before: the story as it stood; None at its birth.
        what: "birth", "status", "when", "people", "season", "network", "source", "copy"
            (another article of a publisher or wire text that is counted) or "again" (the
            article stood there); for the timeline.
    """

    story: Story
    before: Story | None = None
    effect: Effect
    what: str


def assign(
    announcement: Announcement,
    *,
    show: Show,
    article: Article,
    candidates: Sequence[Story],
    now: datetime,
    window: timedelta,
    lead_id: StoryId | None = None,
) -> Change:
    """Put an announcement into the story that it tells, or begin one.

    Args:
        announcement: what the article tells.
        show: the show that it is about.
        article: where it stands.
        candidates: stories that it may join; of the show, at least.
        now: aware UTC; the time of an article that gives none or one that is still to come.
        window: how long after a story's last source another may join.
        lead_id: for a story that begins here, the one in whose message it is told.
    """
    source = _source(announcement, article=article, now=now)
    story = find_story(
        source,
        show_id=show.id,
        kind=announcement.kind,
        stage=announcement.stage,
        candidates=candidates,
        window=window,
    )
    if story is None:
        born = _begin(announcement, show=show, source=source, now=now, lead_id=lead_id)
        return Change(story=born, effect=Effect.BORN, what="birth")
    return _join(story, source, now=now)


def main_first(announcements: Iterable[Announcement]) -> list[Announcement]:
    """Return an article's announcements, the one that it was written for first.

    What the headline says comes before what the summary adds; in a headline the fate of a
    show comes before who takes part and when, and else the first word counts.
    """
    return sorted(announcements, key=_weight)


_GONE = frozenset({Part.LEAVES, Part.DECLINES})
_FATES = frozenset({Kind.RENEWAL, Kind.CANCELLATION, Kind.GREENLIGHT})


def _weight(announcement: Announcement) -> tuple[bool, bool, int]:
    spots = [e.start for e in announcement.evidence if e.field is Field.HEADLINE]
    fallback = min(evidence.start for evidence in announcement.evidence)
    return not spots, announcement.kind not in _FATES, min(spots, default=fallback)


def _source(announcement: Announcement, *, article: Article, now: datetime) -> Source:
    return Source(
        feed_id=article.feed_id,
        article_id=article.id,
        publisher=article.publisher,
        headline=article.headline,
        link=article.link,
        language=article.language,
        tier=article.tier,
        status=announcement.status,
        # A feed with a wrong clock must not outrank all that comes after it.
        published_at=min(article.published_at or now, now),
        dated=article.published_at is not None,
        season=announcement.season,
        when=announcement.when,
        people=announcement.people,
        network=announcement.network,
    )


def _begin(
    announcement: Announcement,
    *,
    show: Show,
    source: Source,
    now: datetime,
    lead_id: StoryId | None,
) -> Story:
    standing = weigh((source,))
    return Story(
        id=_story_id(announcement, show=show, source=source),
        show_id=show.id,
        show_title=show.title,
        season=standing.season,
        kind=announcement.kind,
        stage=announcement.stage,
        status=standing.status,
        when=standing.when,
        people=standing.people,
        network=standing.network,
        lead_id=lead_id,
        sources=(source,),
        first_at=now,
        updated_at=now,
    )


def _story_id(announcement: Announcement, *, show: Show, source: Source) -> StoryId:
    seed = "\0".join(
        (
            show.id,
            str(announcement.season),
            announcement.kind,
            announcement.stage or "",
            source.feed_id,
            source.article_id,
            *sorted(person_key(person.name) for person in announcement.people),
        )
    )
    # Short, since it stands in a post's footer: one in 10,000 that two of 250,000 stories clash.
    return StoryId(hashlib.blake2s(seed.encode(), digest_size=6).hexdigest())


def _join(story: Story, source: Source, *, now: datetime) -> Change:
    sources = _with(story.sources, source)
    before, after = weigh(story.sources), weigh(sources)
    effect, what = _difference(before, after, at_once=_at_once(story, source))
    known = sources == story.sources
    if known or (what in ("source", "copy") and len(story.sources) >= MAX_SOURCES):
        what = "again" if known else "copy"
        return Change(story=story, before=story, effect=Effect.REPEATED, what=what)
    joined = replace(
        story,
        status=after.status,
        season=after.season,
        when=after.when,
        people=after.people,
        network=after.network,
        sources=sources,
        updated_at=max(story.updated_at, now),
        revision=story.revision + (effect is not Effect.REPEATED),
    )
    return Change(story=joined, before=story, effect=effect, what=what)


def _at_once(story: Story, source: Source) -> bool:
    return abs(source.published_at - story.sources[0].published_at) <= SAME_BREATH


def _difference(before: Standing, after: Standing, *, at_once: bool) -> tuple[Effect, str]:
    """Return the most important thing that differs."""
    if before.status is not after.status:
        return Effect.CHANGED, "status"
    if before.when != after.when:
        completes = at_once and before.when is None
        return Effect.JOINED if completes else Effect.CHANGED, "when"
    if not _gone(before).items() <= _gone(after).items():
        return Effect.CHANGED, "people"
    for what in ("people", "season", "network"):
        if getattr(before, what) != getattr(after, what):
            return Effect.JOINED, what
    if before.voices != after.voices:
        return Effect.JOINED, "source"
    return Effect.REPEATED, "copy"


def _gone(standing: Standing) -> dict[str, bool]:
    """Return who is in a story, each with whether they leave or decline."""
    return {person_key(person.name): person.part in _GONE for person in standing.people}


def _with(sources: Sequence[Source], new: Source) -> tuple[Source, ...]:
    """Return the sources with a new one; an article that stands there tells both its parts."""
    key = (new.feed_id, new.article_id)
    others = [source for source in sources if (source.feed_id, source.article_id) != key]
    old = next((source for source in sources if (source.feed_id, source.article_id) == key), None)
    return in_order([*others, new if old is None else _both(old, new)])


def _both(old: Source, new: Source) -> Source:
    known = {person.name for person in old.people}
    return replace(
        old,
        status=old.status if new.status is Status.REPORTED else new.status,
        season=old.season if old.season is not None else new.season,
        when=old.when or new.when,
        people=(*old.people, *(person for person in new.people if person.name not in known)),
        network=old.network or new.network,
    )
