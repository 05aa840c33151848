"""Which commands there are."""

from collections.abc import Callable

import discord

from bot.commands import (
    about_show,
    follow,
    following,
    guide,
    latest,
    reporters,
    shows,
    timeline,
    unfollow,
    wrong,
    wrong_button,
)
from bot.commands.services import Services
from bot.commands.tree import DramawireTree

SUBJECTS: tuple[Callable[[DramawireTree, Services], None], ...] = (
    follow.register,
    unfollow.register,
    following.register,
    about_show.register,
    timeline.register,
    latest.register,
    wrong.register,
    wrong_button.register,
    reporters.register,
    guide.register,
    shows.register,
)
"""In the order in which /help lists them."""


def build_commands(client: discord.Client, services: Services) -> DramawireTree:
    """Return the tree of all commands for one connection.

    The client's components answer to it too: a press is an interaction event.
    """
    tree = DramawireTree(
        client, messages=services.messages, operators_server=services.operators_server
    )
    for register in SUBJECTS:
        register(tree, services)

    @client.event
    async def on_interaction(interaction: discord.Interaction) -> None:
        await tree.press(interaction)

    return tree
