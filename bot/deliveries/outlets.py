"""Who says so: a story's sources by outlet, and the sentence that names them."""

import re
from collections.abc import Iterable, Sequence

from bot.deliveries.wording import Wording, name
from bot.model import Source, Status, Story, Tier

_TIERS = tuple(Tier)
_NOT_A_WORD = re.compile(r"[^\w]+")


def outlets(sources: Iterable[Source]) -> list[Source]:
    """Return the earliest article of each outlet that tells it in its own words, in order.

    Outlets that copy a text under the headline of another are no further witnesses.
    """
    first: dict[str, Source] = {}
    headlines: dict[str, str] = {}
    for source in sorted(sources, key=lambda source: source.published_at):
        wrote = headlines.setdefault(_NOT_A_WORD.sub("", source.headline.casefold()), _key(source))
        if wrote == _key(source):
            first.setdefault(_key(source), source)
    return list(first.values())


def voice(story: Story) -> Source | None:
    """Return the source whose word carries the story's standing.

    The best tier; of those, one that tells the date that stands now; of those, the first.
    """
    agreeing = [source for source in story.sources if source.status is story.status]
    candidates = agreeing or story.sources
    return min(
        candidates,
        key=lambda source: (
            _TIERS.index(source.tier),
            source.when != story.when,
            source.published_at,
        ),
        default=None,
    )


def attribution(story: Story, wording: Wording) -> str:
    """Return the sentence that says who stands behind a story, empty when nobody does."""
    speaker = voice(story)
    if speaker is None:
        return ""
    known = outlets(story.sources)
    official = speaker.tier is Tier.OFFICIAL
    before = _told_otherwise(known, speaker)
    if before is not None and story.status is not Status.REPORTED:
        key = f"post.by.{story.status}_late{'_official' if official else ''}"
        return wording.say(key, first=_called(before, wording), outlet=_called(speaker, wording))
    if official and story.status is Status.CONFIRMED:
        return wording.say("post.by.official", outlet=_called(speaker, wording))
    if story.status is Status.DENIED:
        key = "post.by.denied_official" if official else "post.by.denied"
        return wording.say(key, outlet=_called(speaker, wording))
    # Who told the old date of what has moved does not carry the new one.
    carrying = outlets(source for source in story.sources if _agrees(source, story)) or known
    first = _called(carrying[0], wording)
    return wording.say(f"post.by.{story.status}", outlet=first, count=len(carrying))


def _agrees(source: Source, story: Story) -> bool:
    """Tell whether a source gives no date or one that has days in common with the story's."""
    if source.when is None or story.when is None:
        return True
    return source.when.start <= story.when.end and story.when.start <= source.when.end


def _told_otherwise(known: Sequence[Source], speaker: Source) -> Source | None:
    """Return the first outlet, if it is another one and told the story with another standing."""
    first = known[0]
    other = _key(first) != _key(speaker) and first.status is not speaker.status
    return first if other else None


def _key(source: Source) -> str:
    return source.publisher.casefold().strip()


def _called(source: Source, wording: Wording) -> str:
    return called(source.publisher, wording)


def called(publisher: str, wording: Wording) -> str:
    """Return an outlet's name, escaped, or words for one that has none."""
    return name(publisher) or wording.say("post.unnamed_outlet")
