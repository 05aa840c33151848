"""/shows: those who run the bot correct what it knows of shows, from one server of theirs."""

from collections.abc import Awaitable, Callable

import discord
from discord import app_commands

from bot.commands.corrections import refusal, told
from bot.commands.naming import LONGEST_CHOICE, MOST_CHOICES, choices, distinct
from bot.commands.places import reader
from bot.commands.replies import Reply, answer
from bot.commands.services import Services
from bot.commands.tree import DramawireTree
from bot.commands.wording import phrase, slash_command
from bot.deliveries.escape import cut, escape, plain
from bot.deliveries.wording import Wording
from bot.errors import CorrectionRefused, UserError
from bot.model import ShowId
from bot.pipeline.correcting import Corrected

NAME = "shows"
Act = Callable[[], Awaitable[Corrected]]
Text = app_commands.Range[str, 1, LONGEST_CHOICE]


class Shows:
    """The commands of the group."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def merge(
        self, interaction: discord.Interaction, show: Text, part: Text, dry: bool = False
    ) -> None:
        """Let one show become part of another."""
        corrector, by = self._services.corrector, interaction.user.name
        await self._answer(
            interaction, lambda: corrector.merge(show, part, told_by=by, dry=dry), dry=dry
        )

    async def split(
        self,
        interaction: discord.Interaction,
        show: Text,
        alias: Text,
        stories: Text | None = None,
        dry: bool = False,
    ) -> None:
        """Let a name be another show's, or undo a merge."""
        ids = [id_ for part in (stories or "").split(",") if (id_ := part.strip())]
        corrector, by = self._services.corrector, interaction.user.name
        await self._answer(
            interaction,
            lambda: corrector.split(show, alias, told_by=by, story_ids=ids, dry=dry),
            dry=dry,
        )

    async def rename(
        self, interaction: discord.Interaction, show: Text, title: Text, dry: bool = False
    ) -> None:
        """Show people another title."""
        corrector, by = self._services.corrector, interaction.user.name
        await self._answer(
            interaction, lambda: corrector.rename(show, title, told_by=by, dry=dry), dry=dry
        )

    async def name(
        self, interaction: discord.Interaction, show: Text, alias: Text, dry: bool = False
    ) -> None:
        """Give a show one more name."""
        corrector, by = self._services.corrector, interaction.user.name
        await self._answer(
            interaction, lambda: corrector.add_name(show, alias, told_by=by, dry=dry), dry=dry
        )

    async def complete_show(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Offer shows that match what has been typed."""
        return choices(self._services.shows, typed)

    async def complete_name(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Offer the names of the show that has been picked."""
        show = self._services.shows.get(ShowId(str(interaction.namespace.show or "")))
        names = [name for name in show.names if typed.casefold() in name.casefold()] if show else []
        return distinct(
            [
                app_commands.Choice(name=cut(plain(name), LONGEST_CHOICE), value=name)
                for name in names[:MOST_CHOICES]
                if len(name) <= LONGEST_CHOICE and plain(name)
            ]
        )

    async def _answer(self, interaction: discord.Interaction, act: Act, *, dry: bool) -> None:
        words = reader(interaction, self._services.messages)
        await answer(interaction, self._done(interaction, words, act, dry=dry))

    async def _done(
        self,
        interaction: discord.Interaction,
        words: Wording,
        act: Act,
        *,
        dry: bool,
    ) -> Reply:
        if not self._is_operator(interaction):
            raise UserError(words.say("shows.operators_only"))
        try:
            done = await act()
        except CorrectionRefused as error:
            raise UserError(escape(refusal(error, words))) from error
        return Reply(content=escape(told(done, words, dry=dry)))

    def _is_operator(self, interaction: discord.Interaction) -> bool:
        application = interaction.client.application
        owners = set()
        if application is not None:
            team = application.team.members if application.team else ()
            owners = {application.owner.id, *(member.id for member in team)}
        return interaction.user.id in owners | self._services.operators


def register(tree: DramawireTree, services: Services) -> None:
    """Add the group to the operators' server, if there is one."""
    if tree.operators_server is None:
        return
    shows = Shows(services)
    group = app_commands.Group(
        name=NAME,
        description=phrase(services.messages, f"commands.{NAME}.about"),
        default_permissions=discord.Permissions(manage_guild=True),
    )
    of_show = {"show": shows.complete_show}
    for name, callback, completing in (
        ("merge", shows.merge, of_show | {"part": shows.complete_show}),
        ("split", shows.split, of_show | {"alias": shows.complete_name}),
        ("rename", shows.rename, of_show),
        ("name", shows.name, of_show),
    ):
        slash_command(
            services.messages, name=name, callback=callback, autocomplete=completing, group=group
        )
    tree.add_command(group, guild=tree.operators_server)
