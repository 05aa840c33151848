"""The button below each post: what is wrong with it, and whether it is to go."""

import discord

from bot.commands.buttons import LONGEST_LABEL, Button, button_id
from bot.commands.places import reader, server_of
from bot.commands.replies import Reply, answer
from bot.commands.reporting import TAKE_BACK, check_reporter, keep, kept_reply
from bot.commands.services import Services
from bot.commands.tree import DramawireTree
from bot.deliveries.courier import WRONG_BUTTON
from bot.deliveries.escape import cut
from bot.deliveries.wording import Wording
from bot.errors import UserError
from bot.model import Delivery, DeliveryId, GuildId
from bot.storage import deliveries, stories, taking_back
from bot.storage.cases import Fault
from bot.storage.connection import AsyncConnection

FAULT = "fault"


class WrongButton:
    """What the presses do, one after the other."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def ask(self, interaction: discord.Interaction, fields: list[str]) -> None:
        """Ask what is wrong, for a press of the button below a post."""
        words = reader(interaction, self._services.messages)
        await answer(interaction, self._ask(interaction, words, DeliveryId(fields[0])))

    async def report(self, interaction: discord.Interaction, fields: list[str]) -> None:
        """Keep the report, once it is said what is wrong."""
        words = reader(interaction, self._services.messages)
        fault, post = Fault(fields[0]), DeliveryId(fields[1])
        await answer(interaction, self._report(interaction, words, fault, post), in_place=True)

    async def take_back(self, interaction: discord.Interaction, fields: list[str]) -> None:
        """Take the post back, for those who may manage the server."""
        words = reader(interaction, self._services.messages)
        post = DeliveryId(fields[0])
        await answer(interaction, self._take_back(interaction, words, post), in_place=True)

    async def _ask(
        self, interaction: discord.Interaction, words: Wording, post: DeliveryId
    ) -> Reply:
        async with self._services.storage.read() as conn:
            await check_reporter(conn, interaction, words)
            await _posted(conn, interaction, words, post)
        buttons = tuple(
            Button(label=cut(words.say(f"wrong.{fault.value}"), LONGEST_LABEL), id=id_)
            for fault in Fault
            if (id_ := button_id(FAULT, fault.value, post))
        )
        return Reply(content=words.say("wrong.what"), buttons=buttons)

    async def _report(
        self, interaction: discord.Interaction, words: Wording, fault: Fault, post: DeliveryId
    ) -> Reply:
        async with self._services.storage.write() as conn:
            await check_reporter(conn, interaction, words)
            story_id = (await _posted(conn, interaction, words, post)).story_id
            story = (await stories.get(conn, [story_id]))[story_id]
            await keep(conn, interaction, words, story, fault=fault, now=self._services.now())
        return kept_reply(interaction, words, post)

    async def _take_back(
        self, interaction: discord.Interaction, words: Wording, post: DeliveryId
    ) -> Reply:
        # Asked again: the button may be older than the permission.
        if not interaction.permissions.manage_guild:
            permission = words.say("permissions.manage_guild")
            raise UserError(words.say("wrong.not_yours", permission=permission))
        async with self._services.storage.write() as conn:
            await _posted(conn, interaction, words, post)
            await taking_back.take_back(conn, post, now=self._services.now())
        return Reply(content=words.say("wrong.taken_back"))


async def _posted(
    conn: AsyncConnection, interaction: discord.Interaction, words: Wording, post: DeliveryId
) -> Delivery:
    """Return the delivery of a post of this server.

    Raises:
        UserError: it is taken back, or nothing is known of it (an old database was put in place).
    """
    guild_id = GuildId(server_of(interaction, words).id)
    found = (await deliveries.get(conn, [post])).get(post)
    if found is None or found.guild_id != guild_id or found.taken_back:
        raise UserError(words.say("wrong.gone"))
    return found


def register(tree: DramawireTree, services: Services) -> None:
    """Add the presses."""
    button = WrongButton(services)
    tree.presses.add(WRONG_BUTTON, button.ask, fields=1)
    tree.presses.add(FAULT, button.report, fields=2)
    tree.presses.add(TAKE_BACK, button.take_back, fields=1)
