"""/timeline: how the news of a show came about, line by line, corrections among them."""

from operator import itemgetter

import discord
from discord import app_commands

from bot.commands.lines import correction_line, history_line
from bot.commands.naming import LONGEST_CHOICE, choices, known_show, shows_by_id
from bot.commands.paging import page_buttons, pages, within
from bot.commands.places import reader
from bot.commands.replies import Reply, answer
from bot.commands.services import Services
from bot.commands.tree import DramawireTree
from bot.commands.wording import slash_command
from bot.deliveries.escape import cut, escape
from bot.deliveries.post import MAX_TITLE
from bot.deliveries.wording import Wording
from bot.errors import UserError
from bot.model import Show, ShowId
from bot.storage.corrections import Correction
from bot.storage.timeline import TimelineEntry, corrections_of, timeline

NAME = "timeline"
ENTRIES_PER_PAGE = 15
EVERY_SEASON = -1
LAST_SEASON = 999


class Timeline:
    """The command and its pages."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def timeline(
        self,
        interaction: discord.Interaction,
        show: app_commands.Range[str, 1, LONGEST_CHOICE],
        season: app_commands.Range[int, 0, LAST_SEASON] | None = None,
    ) -> None:
        """Tell the history, in answer to the command."""
        words = reader(interaction, self._services.messages)
        await answer(interaction, self._first(words, show, season))

    async def turn(self, interaction: discord.Interaction, fields: list[str]) -> None:
        """Show another page, in answer to a button."""
        page, season, show_id = fields
        words = reader(interaction, self._services.messages)
        told = None if int(season) == EVERY_SEASON else int(season)
        work = self._by_id(words, ShowId(show_id), told, page=int(page))
        await answer(interaction, work, in_place=True)

    async def complete(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Offer shows that match what has been typed; memory alone is asked."""
        return choices(self._services.shows, typed)

    async def _first(self, words: Wording, named: str, season: int | None) -> Reply:
        async with self._services.storage.read() as conn:
            show = await known_show(self._services.shows, conn, named, words)
        return await self._page(words, show, season, page=0)

    async def _by_id(
        self, words: Wording, show_id: ShowId, season: int | None, *, page: int
    ) -> Reply:
        async with self._services.storage.read() as conn:
            known = await shows_by_id(self._services.shows, conn, [show_id])
        if show_id not in known:
            raise UserError(words.say("errors.outdated"))
        return await self._page(words, known[show_id], season, page=page)

    async def _page(self, words: Wording, show: Show, season: int | None, *, page: int) -> Reply:
        async with self._services.storage.read() as conn:
            entries = await timeline(conn, show.id, season=season)
            corrected = await corrections_of(conn, show.id) if season is None else []
        lines = _lines(entries, corrected, words)
        divided = pages(lines or [words.say("timeline.nothing")], most=ENTRIES_PER_PAGE)
        page = within(page, count=len(divided))
        key = "timeline.title" if season is None else "timeline.title_season"
        title = words.say(key, show=escape(show.title), season=str(season))
        return Reply(
            embeds=(discord.Embed(title=cut(title, MAX_TITLE), description=divided[page]),),
            buttons=page_buttons(
                words,
                NAME,
                EVERY_SEASON if season is None else season,
                show.id,
                page=page,
                count=len(divided),
            ),
        )


def _lines(entries: list[TimelineEntry], corrected: list[Correction], words: Wording) -> list[str]:
    """Return a line for each thing that happened, the newest first."""
    dated = [
        (entry.told_at or entry.at, line)
        for entry in entries
        if (line := history_line(entry, words)) is not None
    ]
    dated += [(correction.at, correction_line(correction, words)) for correction in corrected]
    # In the order of their days; what is of one instant, in the order in which it was learnt.
    dated.sort(key=itemgetter(0))
    return [line for _, line in reversed(dated)]


def register(tree: DramawireTree, services: Services) -> None:
    """Add the command."""
    timeline_command = Timeline(services)
    tree.add_command(
        slash_command(
            services.messages,
            name=NAME,
            callback=timeline_command.timeline,
            autocomplete={"show": timeline_command.complete},
        )
    )
    tree.presses.add(NAME, timeline_command.turn, fields=3)
