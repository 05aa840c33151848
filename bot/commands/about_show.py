"""/show: what is known of a show: facts, news as it stands, and how it came about."""

from operator import itemgetter

import discord
from discord import app_commands

from bot.commands.elsewhere import dress, picture
from bot.commands.lines import correction_line, sources_line, state, timeline_line
from bot.commands.naming import LONGEST_CHOICE, choices, known_show, shows_by_id
from bot.commands.paging import page_buttons, pages, within
from bot.commands.pauses import mention
from bot.commands.places import can_see, listed, reader, server_of
from bot.commands.replies import Reply, answer
from bot.commands.services import Services
from bot.commands.tree import DramawireTree
from bot.commands.wording import slash_command
from bot.deliveries.escape import cut, escape
from bot.deliveries.post import MAX_TITLE
from bot.deliveries.wording import Wording, name
from bot.errors import UserError
from bot.model import GuildId, Show, ShowId, Story, Subscription
from bot.shows.names import fold
from bot.storage import stories, subscriptions
from bot.storage.corrections import Correction
from bot.storage.timeline import TimelineEntry, corrections_of, timeline

NAME = "show"
MOST_STORIES = 12
MOST_NAMES = 8
ENTRIES_PER_PAGE = 12
LONGEST_NAMES = 400


class AboutShow:
    """The command and its pages."""

    def __init__(self, tree: DramawireTree, services: Services) -> None:
        self._tree = tree
        self._services = services

    async def show(
        self, interaction: discord.Interaction, show: app_commands.Range[str, 1, LONGEST_CHOICE]
    ) -> None:
        """Tell what is known, in answer to the command."""
        words = reader(interaction, self._services.messages)
        await answer(interaction, self._first(interaction, words, show))

    async def turn(self, interaction: discord.Interaction, fields: list[str]) -> None:
        """Show another page, in answer to a button."""
        page, show_id = fields
        words = reader(interaction, self._services.messages)
        work = self._by_id(interaction, words, ShowId(show_id), page=int(page))
        await answer(interaction, work, in_place=True)

    async def complete(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Offer shows that match what has been typed; memory alone is asked."""
        return choices(self._services.shows, typed)

    async def _first(self, interaction: discord.Interaction, words: Wording, named: str) -> Reply:
        async with self._services.storage.read() as conn:
            show = await known_show(self._services.shows, conn, named, words)
        return await self._page(interaction, words, show, page=0)

    async def _by_id(
        self, interaction: discord.Interaction, words: Wording, show_id: ShowId, *, page: int
    ) -> Reply:
        async with self._services.storage.read() as conn:
            known = await shows_by_id(self._services.shows, conn, [show_id])
        if show_id not in known:
            raise UserError(words.say("errors.outdated"))
        return await self._page(interaction, words, known[show_id], page=page)

    async def _page(
        self, interaction: discord.Interaction, words: Wording, show: Show, *, page: int
    ) -> Reply:
        guild = server_of(interaction, words)
        known = await picture(self._services, show, locale=str(interaction.locale))
        async with self._services.storage.read() as conn:
            told = await stories.latest(conn, limit=MOST_STORIES, show_id=show.id)
            history = await timeline(conn, show.id)
            corrected = await corrections_of(conn, show.id)
            followed = await subscriptions.of_guild(conn, GuildId(guild.id))
        here = [
            each
            for each in followed
            if each.show_id == show.id and can_see(interaction, each.channel_id)
        ]
        divided = pages(_news(told, history, corrected, words), most=ENTRIES_PER_PAGE)
        page = within(page, count=len(divided))
        facts = _facts(show, here, words, follow=self._tree.mention("follow show"))
        return Reply(
            embeds=(
                dress(
                    discord.Embed(
                        title=cut(escape(show.title), MAX_TITLE),
                        description="\n".join((*facts, "", divided[page])),
                    ),
                    known,
                    words,
                ),
            ),
            buttons=page_buttons(words, NAME, show.id, page=page, count=len(divided)),
        )


def _facts(show: Show, here: list[Subscription], words: Wording, *, follow: str) -> list[str]:
    facts = []
    for key, fact in (("network", show.network), ("country", show.country), ("year", show.year)):
        if fact:
            facts.append(words.say(f"show.{key}", **{key: name(str(fact))}))
    # Names that differ in capitals and spaces alone are one to a reader.
    spelled = {fold(show.title): show.title}
    for other in show.names:
        spelled.setdefault(fold(other), other)
    others = [*spelled.values()][1:]
    if others:
        names = words.say("list.comma").join(map(name, others[:MOST_NAMES]))
        facts.append(words.say("show.names", names=cut(names, LONGEST_NAMES)))
    if here:
        channels = [mention(each.channel_id) for each in here[:MOST_NAMES]]
        facts.append(words.say("show.followed", channels=listed(words, channels)))
    else:
        facts.append(words.say("show.not_followed", follow=follow))
    return facts


def _news(
    told: list[Story],
    history: list[TimelineEntry],
    corrected: list[Correction],
    words: Wording,
) -> list[str]:
    """Return the stories as they stand, then what happened, both the newest first."""
    if not told:
        return [words.say("show.no_news")]
    entries = [words.say("show.standing")]
    entries += [
        f"{state(story, words)} · {discord.utils.format_dt(story.updated_at, 'R')}\n"
        f"{sources_line(story.sources, words)}"
        for story in told
    ]
    dated = [(entry.at, line) for entry in history if (line := timeline_line(entry, words))]
    dated += [(correction.at, correction_line(correction, words)) for correction in corrected]
    dated.sort(key=itemgetter(0))
    lines = [line for _, line in reversed(dated)]
    return [*entries, "", words.say("show.history"), *lines]


def register(tree: DramawireTree, services: Services) -> None:
    """Add the command."""
    about = AboutShow(tree, services)
    tree.add_command(
        slash_command(
            services.messages,
            name=NAME,
            callback=about.show,
            autocomplete={"show": about.complete},
        )
    )
    tree.presses.add(NAME, about.turn, fields=2)
