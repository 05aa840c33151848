"""Two or three sentences of our own that tell a story, made of its facts alone.

The first tells the news, the next what else the same article told, the last who says so. Nothing
is quoted and nothing is guessed: what no source told is not in a sentence.
"""

from collections.abc import Iterator, Sequence
from typing import assert_never

from bot.deliveries.escape import ELLIPSIS, cut, escape
from bot.deliveries.outlets import attribution
from bot.deliveries.people import clauses
from bot.deliveries.wording import Wording, name
from bot.locales.messages import Messages
from bot.model import Kind, Stage, Status, Story

MAX_SHOW = 160
MAX_SENTENCES = 3


def summarise(lead: Story, companions: Sequence[Story], *, messages: Messages, locale: str) -> str:
    """Return two or three sentences that tell the lead story and what was told with it.

    Args:
        lead: the story whose message this is.
        companions: the stories told in the same message, the most important first.
        messages: every sentence that people read.
        locale: the reader's Discord locale.
    """
    wording = Wording(messages, locale)
    return wording.say("post.between_sentences").join(_sentences(lead, companions, wording))


def told_with(lead: Story, companions: Sequence[Story]) -> Sequence[Story]:
    """Return the companions that have a sentence: uncertain news must leave room for its source."""
    uncertain = lead.status is not Status.CONFIRMED and bool(lead.sources)
    return companions[: MAX_SENTENCES - 1 - uncertain]


def _sentences(lead: Story, companions: Sequence[Story], wording: Wording) -> Iterator[str]:
    yield _capital(_news(lead, _full_name(lead, wording), wording, again=False))
    told = told_with(lead, companions)
    for story in told:
        yield _capital(_news(story, wording.say("post.show.again"), wording, again=True))
    by = attribution(lead, wording)
    if by and len(told) < MAX_SENTENCES - 1:
        yield _capital(by)


def _news(story: Story, show: str, wording: Wording, *, again: bool) -> str:
    """Return the sentence that tells one story of a show."""
    match story.kind:
        case Kind.RENEWAL | Kind.CANCELLATION:
            season = "" if story.season is None else "_season"
            key = f"post.{story.kind}.{story.status}{season}"
            return wording.say(key, show=show, season=str(story.season))
        case Kind.GREENLIGHT:
            return wording.say(f"post.greenlight.{story.status}", show=show)
        case Kind.FILMING:
            stage = story.stage or Stage.STARTED
            return _dated(f"post.{stage}.{story.status}", story, show, wording, again=again)
        case Kind.PREMIERE:
            return _dated(f"post.premiere.{story.status}", story, show, wording, again=again)
        case Kind.CASTING:
            work = _work(story, show, wording, again=again)
            told = clauses(story, wording, work=None if again else work)
            if not told:
                return wording.say("post.casting.nobody", work=work)
            return wording.say("post.casting.told", clauses=told)
        case unknown:
            assert_never(unknown)


def _dated(key: str, story: Story, show: str, wording: Wording, *, again: bool) -> str:
    """Return a sentence about work on a season, with the date as exact as it was told."""
    work = _work(story, show, wording, again=again)
    if story.when is None:
        return wording.say(key, work=work)
    return wording.say(
        f"{key}_when",
        work=work,
        when=wording.moment(story.when),
        date=wording.date_text(story.when),
    )


def _full_name(story: Story, wording: Wording) -> str:
    """Return the show as the first sentence names it: title and network."""
    show = show_name(story)
    network = name(story.network or "")
    if not network:
        return wording.say("post.show.full", show=show)
    return wording.say("post.show.at_network", show=show, network=network)


def show_name(story: Story) -> str:
    """Return a show's title, escaped; an ellipsis where nothing of it can be seen."""
    return escape(cut(story.show_title, MAX_SHOW)) or ELLIPSIS


def _work(story: Story, show: str, wording: Wording, *, again: bool) -> str:
    """Return what is filmed, shown or cast: a season where one was told, else the show."""
    if story.season is None:
        return show
    key = "post.work.again" if again else "post.work.season"
    return wording.say(key, season=str(story.season), show=show)


def _capital(sentence: str) -> str:
    """Return a sentence with its first letter large, where its first sign is a letter."""
    return sentence[:1].upper() + sentence[1:]
