"""What is told of one show of a list is told of each: "A, B and C: Hulu renews three dramas"."""

from collections.abc import Sequence
from dataclasses import replace

from bot.announcements.marks.mark import Title
from bot.announcements.names.lists import list_around
from bot.announcements.rules.common import shows_beside
from bot.announcements.rules.draft import Draft
from bot.announcements.rules.scene import Scene
from bot.model import Kind

BESIDE = {Kind.RENEWAL, Kind.CANCELLATION, Kind.FILMING, Kind.PREMIERE}
"""Kinds whose show may stand beside a phrase that does not say where it stands."""


def with_those_beside(draft: Draft, scene: Scene) -> list[Draft]:
    """Tell of each show beside a phrase what is told of one: "Kestrel and Embers wrap filming"."""
    if draft.title is None or draft.kind not in BESIDE or draft.match.tape is not scene.headline:
        return [draft]
    beside = shows_beside(draft.match, scene)
    if len(beside) == 1 or draft.show not in {title.name for title in beside}:
        return [draft]
    return [draft.told_of(one) for one in beside]


def with_own_season(draft: Draft, each: Sequence[Title]) -> list[Draft]:
    """Tell of each show of a list with seasons what is told of one: "A Season 6 & B Season 2"."""
    if draft.kind is Kind.CASTING or draft.show not in {title.name for title in each}:
        return [draft]
    return [
        replace(draft, title=title, season=title.season, people=list(draft.people))
        for title in each
    ]


def for_each(draft: Draft, scene: Scene) -> list[Draft]:
    """Tell of each show of a list what is told of the one that stands nearest."""
    title = draft.title
    listed = list_around(scene.headline, title, scene.lexicon) if title is not None else ()
    if draft.kind is Kind.CASTING or len(listed) <= 1:
        return [draft]
    return [draft.told_of(one) for one in listed]
