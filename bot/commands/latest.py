"""/latest: the last news of what the server follows, or of one show."""

from collections.abc import Sequence

import discord
from discord import app_commands

from bot.commands.buttons import Button, button_id
from bot.commands.lines import sources_line
from bot.commands.naming import LONGEST_CHOICE, choices, known_show
from bot.commands.paging import page_buttons, pages, within
from bot.commands.places import reader, server_of
from bot.commands.replies import Reply, answer
from bot.commands.services import Services
from bot.commands.tree import DramawireTree
from bot.commands.wording import slash_command
from bot.deliveries.escape import cut
from bot.deliveries.wording import Wording
from bot.errors import UserError
from bot.model import GuildId, ShowId, Story
from bot.storage import stories
from bot.storage.connection import AsyncConnection

NAME = "latest"
STORY = "story"
MOST_STORIES = 40
STORIES_PER_PAGE = 4
LONGEST_SUMMARY = 900


def latest_button(words: Wording, show_id: ShowId) -> tuple[Button, ...]:
    """Return a button that shows the last story of a show as a channel would get it."""
    id_ = button_id(STORY, show_id)
    return (Button(label=words.say("latest.button"), id=id_),) if id_ else ()


class Latest:
    """The command, its pages, and the button that shows one story."""

    def __init__(self, tree: DramawireTree, services: Services) -> None:
        self._tree = tree
        self._services = services

    async def latest(
        self,
        interaction: discord.Interaction,
        show: app_commands.Range[str, 1, LONGEST_CHOICE] | None = None,
    ) -> None:
        """Tell the last news, in answer to the command."""
        words = reader(interaction, self._services.messages)
        await answer(interaction, self._first(interaction, words, show))

    async def turn(self, interaction: discord.Interaction, fields: list[str]) -> None:
        """Show another page, in answer to a button."""
        page, show_id = fields
        words = reader(interaction, self._services.messages)
        work = self._list(interaction, words, ShowId(show_id), page=int(page))
        await answer(interaction, work, in_place=True)

    async def show_story(self, interaction: discord.Interaction, fields: list[str]) -> None:
        """Show the last story of a show as a channel would get it, in answer to a button."""
        words = reader(interaction, self._services.messages)
        await answer(interaction, self._story(words, ShowId(fields[0])))

    async def complete(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Offer shows that match what has been typed; memory alone is asked."""
        return choices(self._services.shows, typed)

    async def _first(
        self, interaction: discord.Interaction, words: Wording, named: str | None
    ) -> Reply:
        show_id = ShowId("")
        if named is not None:
            async with self._services.storage.read() as conn:
                show_id = (await known_show(self._services.shows, conn, named, words)).id
        return await self._list(interaction, words, show_id, page=0)

    async def _list(
        self, interaction: discord.Interaction, words: Wording, show_id: ShowId, *, page: int
    ) -> Reply:
        """Return a page of a show's stories or, with an empty id, of all that is followed."""
        guild = server_of(interaction, words)
        async with self._services.storage.read() as conn:
            if show_id:
                found = await stories.latest(conn, limit=MOST_STORIES, show_id=show_id)
                told: list[tuple[Story, Sequence[Story]]] = [(story, ()) for story in found]
            else:
                found = await stories.latest(conn, limit=MOST_STORIES, guild_id=GuildId(guild.id))
                told = await _together(conn, found)
        if not told:
            key = "latest.nothing_of_show" if show_id else "latest.nothing"
            return Reply(content=words.say(key, follow=self._tree.mention("follow show")))
        divided = pages(
            [self._entry(lead, companions, words) for lead, companions in told],
            most=STORIES_PER_PAGE,
        )
        page = within(page, count=len(divided))
        title = words.say("latest.title")
        return Reply(
            embeds=(discord.Embed(title=title, description=divided[page]),),
            buttons=page_buttons(words, NAME, show_id, page=page, count=len(divided)),
        )

    def _entry(self, lead: Story, companions: Sequence[Story], words: Wording) -> str:
        time = discord.utils.format_dt(lead.updated_at, "R")
        summary = self._services.summarise(lead, companions, locale=words.locale)
        sources = sources_line(lead.sources, words)
        return f"{time}\n{cut(summary, LONGEST_SUMMARY)}\n{sources}\n"

    async def _story(self, words: Wording, show_id: ShowId) -> Reply:
        async with self._services.storage.read() as conn:
            found = await stories.latest(conn, limit=1, show_id=show_id)
            told = await _together(conn, found)
        if not told:
            raise UserError(
                words.say("latest.nothing_of_show", follow=self._tree.mention("follow show"))
            )
        lead, companions = told[0]
        post = self._services.render(lead, companions, locale=words.locale)
        return Reply(embeds=(discord.Embed.from_dict(post.embed()),))


async def _together(
    conn: AsyncConnection, found: Sequence[Story]
) -> list[tuple[Story, Sequence[Story]]]:
    """Return each lead once with the stories told in its message, in the order of the first."""
    lead_ids = list(dict.fromkeys(story.lead_id or story.id for story in found))
    leads = {story.id: story for story in found}
    missing = [id_ for id_ in lead_ids if id_ not in leads]
    leads |= await stories.get(conn, missing)
    companions = await stories.companions(conn, lead_ids)
    return [(leads[id_], companions[id_]) for id_ in lead_ids]


def register(tree: DramawireTree, services: Services) -> None:
    """Add the command."""
    latest = Latest(tree, services)
    tree.add_command(
        slash_command(
            services.messages,
            name=NAME,
            callback=latest.latest,
            autocomplete={"show": latest.complete},
        )
    )
    tree.presses.add(NAME, latest.turn, fields=2)
    tree.presses.add(STORY, latest.show_story, fields=1)
