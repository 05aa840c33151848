"""/reporters: a server chooses who may say that a post is wrong."""

import discord
from discord import app_commands

from bot.commands.naming import LONGEST_CHOICE
from bot.commands.places import reader, server_of
from bot.commands.replies import Reply, answer
from bot.commands.services import Services
from bot.commands.tree import DramawireTree
from bot.commands.wording import slash_command
from bot.deliveries.wording import Wording
from bot.errors import UserError
from bot.model import GuildId
from bot.storage import cases
from bot.storage.cases import Reporters


class ReportersCommand:
    """The command and its choices."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def choose(
        self,
        interaction: discord.Interaction,
        who: app_commands.Range[str, 1, LONGEST_CHOICE],
    ) -> None:
        """Choose, in answer to the command."""
        words = reader(interaction, self._services.messages)
        await answer(interaction, self._choose(interaction, words, who))

    async def complete(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Offer who may."""
        words = reader(interaction, self._services.messages)
        labels = {each: words.say(f"reporters.{each.value}") for each in Reporters}
        return [
            app_commands.Choice(name=label, value=each.value)
            for each, label in labels.items()
            if typed.casefold() in label.casefold()
        ]

    async def _choose(self, interaction: discord.Interaction, words: Wording, who: str) -> Reply:
        guild_id = GuildId(server_of(interaction, words).id)
        if who not in set(Reporters):
            raise UserError(words.say("reporters.which"))
        async with self._services.storage.write() as conn:
            await cases.let_report(conn, guild_id, Reporters(who), now=self._services.now())
        return Reply(content=words.say("reporters.done", who=words.say(f"reporters.{who}")))


def register(tree: DramawireTree, services: Services) -> None:
    """Add the command."""
    reporters = ReportersCommand(services)
    command = slash_command(
        services.messages,
        name="reporters",
        callback=reporters.choose,
        autocomplete={"who": reporters.complete},
    )
    command.default_permissions = discord.Permissions(manage_guild=True)
    tree.add_command(command)
