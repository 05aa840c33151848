"""A story as a message: the facts in a few sentences, then in boxes, then who says so.

Every text fits Discord's limits, whatever the feeds said.
"""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.deliveries.escape import ELLIPSIS, cut, length, safe_link
from bot.deliveries.outlets import called, outlets, voice
from bot.deliveries.people import boxes
from bot.deliveries.post import (
    MAX_AUTHOR,
    MAX_DESCRIPTION,
    MAX_EMBED,
    MAX_FIELD_NAME,
    MAX_FIELD_VALUE,
    MAX_FIELDS,
    MAX_TITLE,
    Post,
    PostField,
    reference_of,
)
from bot.deliveries.summary import show_name, summarise, told_with
from bot.deliveries.wording import MAX_LISTED, Wording, name
from bot.locales.messages import Messages
from bot.model import Kind, RoleId, Source, Stage, Status, Story

COLOURS = {Status.CONFIRMED: 0x2E9E6B, Status.REPORTED: 0xE0A526, Status.DENIED: 0xC8504B}
MARKS = {Status.CONFIRMED: "✅", Status.REPORTED: "🟡", Status.DENIED: "❌"}
MAX_SOURCES_SHOWN = 6
MAX_LINK = 400
"""Of a link in the sources box: six of these leave room for their names."""


def render(
    lead: Story,
    companions: Sequence[Story],
    *,
    messages: Messages,
    locale: str,
    role_id: RoleId | None = None,
    image: str | None = None,
) -> Post:
    """Return the message that tells a story and what was told with it.

    Args:
        lead: the story whose message this is; its id is the reference in the footer.
        companions: the stories told in the same message.
        messages: every sentence that people read.
        locale: the server's Discord locale.
        role_id: the one role to mention, or None.
        image: address of a picture, or None.
    """
    wording = Wording(messages, locale)
    reference = reference_of(lead.id)
    post = Post(
        content=f"<@&{role_id}>" if role_id is not None else "",
        author=cut(_standing(lead, companions, wording), MAX_AUTHOR),
        title=title(lead, wording),
        url=link(lead),
        description=cut(
            summarise(lead, companions, messages=messages, locale=locale), MAX_DESCRIPTION
        ),
        colour=COLOURS[lead.status],
        footer=wording.say("post.footer", reference=reference),
        timestamp=min((lead.first_at, *(source.published_at for source in lead.sources))),
        image=safe_link(image) if image else None,
        role_id=role_id,
        reference=reference,
    )
    return _with_fields(post, _fields(lead, companions, wording))


def _standing(lead: Story, companions: Iterable[Story], wording: Wording) -> str:
    """Return "✅ Confirmed · Start of filming · Casting"."""
    labels = dict.fromkeys(label(story, wording) for story in (lead, *companions))
    words = wording.say(f"status.{lead.status}")
    return " · ".join((f"{MARKS[lead.status]} {words}", *labels))


def label(story: Story, wording: Wording) -> str:
    """Return the kind of the news or the stage of filming."""
    if story.stage is not None:
        return wording.say(f"stage.{story.stage}")
    return wording.say(f"kind.{story.kind}")


def title(story: Story, wording: Wording) -> str:
    """Return the show and its season, both whole in all but absurd titles."""
    title = show_name(story)
    if story.season is not None:
        title = wording.say("post.title", show=title, season=str(story.season))
    return cut(title, MAX_TITLE)


def link(story: Story) -> str | None:
    """Return the address of the article whose word carries the story."""
    speaker = voice(story)
    return safe_link(speaker.link) if speaker else None


def _fields(lead: Story, companions: Sequence[Story], wording: Wording) -> Iterator[PostField]:
    """Give the boxes, the most important first: what does not fit is left out from the end."""
    stories = (lead, *companions)
    sources = [source for story in stories for source in story.sources]
    if sources:
        yield _sources(sources, wording)
    networks = filter(None, (name(story.network or "") for story in stories))
    for network in itertools.islice(networks, 1):
        yield PostField(name=wording.say("post.field.network"), value=network, inline=True)
    yield from _dates(stories, wording)
    told = (lead, *told_with(lead, companions))
    for story in stories:
        for heading, names in boxes(story, wording):
            # What a sentence names in full is not said again.
            if story not in told or len(names) > MAX_LISTED:
                value = _whole(map(name, names), between=wording.say("list.comma"))
                yield PostField(name=heading, value=value)
    untold = dict.fromkeys(label(story, wording) for story in stories if story not in told)
    if untold:
        yield PostField(name=wording.say("post.field.also"), value=" · ".join(untold))


def _dates(stories: Iterable[Story], wording: Wording) -> Iterator[PostField]:
    """Give a box for each date told; no kinds but filming and premiere have one."""
    for story in stories:
        if story.when is None:
            continue
        label = "filming_scheduled" if story.stage is Stage.SCHEDULED else story.kind.value
        if label in {Kind.FILMING, Kind.PREMIERE, "filming_scheduled"}:
            yield PostField(
                name=wording.say(f"post.field.{label}"),
                value=wording.date_text(story.when),
                inline=True,
            )


def _sources(sources: Iterable[Source], wording: Wording) -> PostField:
    """Return the box of outlets: the first told it first, each with its link and language."""
    known = outlets(sources)
    lines = [_source(source, wording) for source in known]
    if len(known) > 1:
        lines[0] = wording.say("post.field.first", outlet=lines[0])
    hidden = len(known) - MAX_SOURCES_SHOWN
    shown = lines[:MAX_SOURCES_SHOWN]
    if hidden > 0:
        shown.append(wording.say("post.field.more", count=hidden))
    return PostField(
        name=wording.say("post.field.sources", count=len(known)), value=_whole(shown, between="\n")
    )


def _source(source: Source, wording: Wording) -> str:
    """Return an outlet as a link, with its language where the reader's is another."""
    words = called(source.publisher, wording)
    link = safe_link(source.link)
    if link and len(link) <= MAX_LINK:
        words = f"[{words}]({link})"
    if source.language and source.language != wording.messages.language(wording.locale):
        language = wording.language(source.language)
        words = wording.say("post.field.source_in", outlet=words, language=language)
    return words


def _whole(pieces: Iterable[str], *, between: str) -> str:
    """Return as many whole pieces as a box holds, then an ellipsis if any are left out.

    No piece alone is longer than a box: names are cut to `MAX_NAME`, links to `MAX_LINK`.
    """
    text = ""
    for piece in pieces:
        longer = f"{text}{between}{piece}" if text else piece
        if length(longer) + length(between) + length(ELLIPSIS) > MAX_FIELD_VALUE:
            return f"{text}{between}{ELLIPSIS}"
        text = longer
    return text


def _with_fields(post: Post, fields: Iterable[PostField]) -> Post:
    """Return the post with the boxes that still fit; sources are put last, where people look."""
    room = MAX_EMBED - post.size()
    kept: list[PostField] = []
    for field in fields:
        fitting = PostField(
            name=cut(field.name, MAX_FIELD_NAME), value=field.value, inline=field.inline
        )
        room -= length(fitting.name) + length(fitting.value)
        if room < 0 or len(kept) == MAX_FIELDS:
            break
        kept.append(fitting)
    return replace(post, fields=(*kept[1:], *kept[:1]))
