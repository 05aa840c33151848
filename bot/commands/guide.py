"""/help: all commands on one screen."""

import discord

from bot.commands.places import reader
from bot.commands.replies import Reply, answer
from bot.commands.services import Services
from bot.commands.tree import DramawireTree
from bot.commands.wording import place_in_messages, slash_command
from bot.deliveries.wording import Wording


class Guide:
    """The command."""

    def __init__(self, tree: DramawireTree, services: Services) -> None:
        self._tree = tree
        self._services = services

    async def help(self, interaction: discord.Interaction) -> None:
        """List the commands, in answer to the command."""
        words = reader(interaction, self._services.messages)
        await answer(interaction, self._help(words))

    async def _help(self, words: Wording) -> Reply:
        commands = [
            command
            for command in self._tree.walk_commands(type=discord.AppCommandType.chat_input)
            if isinstance(command, discord.app_commands.Command)
        ]
        lines = [
            f"{self._tree.mention(name)} · {words.say(f'{place_in_messages(name)}.about')}"
            for name in (command.qualified_name for command in commands)
        ]
        return Reply(
            embeds=(
                discord.Embed(
                    title=words.say("help.title"),
                    description="\n".join(
                        (
                            words.say("help.intro", follow=self._tree.mention("follow show")),
                            "",
                            *lines,
                            "",
                            words.say("help.who"),
                        )
                    ),
                ),
            )
        )


def register(tree: DramawireTree, services: Services) -> None:
    """Add the command."""
    guide = Guide(tree, services)
    tree.add_command(slash_command(services.messages, name="help", callback=guide.help))
