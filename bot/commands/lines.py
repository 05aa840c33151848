"""Stories and timelines as lines of a reply."""

from collections.abc import Iterable

import discord

from bot.deliveries.escape import safe_link
from bot.deliveries.wording import Wording, name
from bot.model import Source, Story
from bot.storage.corrections import Correction
from bot.storage.timeline import TimelineEntry

MAX_SOURCES = 4
LONGEST_LINK = 400
"""Four links of this length leave room for the rest of an entry on its page."""
BETWEEN = " · "


def state(told: Story | TimelineEntry, words: Wording) -> str:
    """Return "**Start of filming** · Season 2 · Reported · March 2027"."""
    label = words.say(f"stage.{told.stage.value}" if told.stage else f"kind.{told.kind.value}")
    parts = [f"**{label}**"]
    if told.season is not None:
        parts.append(words.say("show.season", season=str(told.season)))
    parts.append(words.say(f"status.{told.status.value}"))
    if told.when is not None:
        parts.append(words.date_text(told.when))
    return BETWEEN.join(parts)


def sources_line(sources: Iterable[Source], words: Wording) -> str:
    """Return the outlets of a story each with the link of its first article."""
    links: dict[str, str] = {}
    for source in sources:
        key = source.publisher.casefold().strip() or source.link
        links.setdefault(key, outlet(source.publisher, source.link, words))
    shown = words.say("list.comma").join([*links.values()][:MAX_SOURCES])
    hidden = len(links) - MAX_SOURCES
    return f"{shown} {words.say('show.more_sources', count=hidden)}" if hidden > 0 else shown


def timeline_line(entry: TimelineEntry, words: Wording) -> str | None:
    """Return one line of a show's history, or None for what changed nothing."""
    if entry.effect == "repeated":
        return None
    day = discord.utils.format_dt(entry.at, "d")
    source = outlet(entry.publisher or "", entry.link or "", words)
    key = "show.joined" if entry.effect == "joined" else "show.told"
    return words.say(key, day=day, state=state(entry, words), outlet=source)


def history_line(entry: TimelineEntry, words: Wording) -> str | None:
    """Return one line of a timeline, or None for an article that was only read again."""
    if entry.what == "again":
        return None
    return words.say(
        f"timeline.{entry.effect}",
        day=discord.utils.format_dt(entry.told_at or entry.at, "d"),
        state=state(entry, words),
        outlet=outlet(entry.publisher or "", entry.link or "", words),
    )


def correction_line(correction: Correction, words: Wording) -> str:
    """Return the line of a timeline that tells a correction."""
    return words.say(
        f"timeline.{correction.act.value}",
        day=discord.utils.format_dt(correction.at, "d"),
        other=name(correction.other.title) if correction.other else "",
        name=name(correction.name or ""),
        by=name(correction.told_by),
    )


def outlet(publisher: str, link: str, words: Wording) -> str:
    """Return an outlet's name, as a link where there is a safe one."""
    shown = name(publisher) or words.say("post.unnamed_outlet")
    url = safe_link(link)
    return shown if url is None or len(url) > LONGEST_LINK else f"[{shown}]({url})"
