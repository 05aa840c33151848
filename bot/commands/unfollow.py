"""/unfollow: a channel no longer gets news of a show."""

import logging

import discord
from discord import app_commands

from bot.commands import followed
from bot.commands.followed import Followed
from bot.commands.naming import LONGEST_CHOICE, MOST_CHOICES, distinct
from bot.commands.places import ChannelOption, Chosen, Place, listed, place_of, reader
from bot.commands.replies import Reply, answer
from bot.commands.services import Services
from bot.commands.tree import DramawireTree
from bot.commands.wording import slash_command
from bot.deliveries.escape import cut, escape, plain
from bot.deliveries.wording import Wording
from bot.errors import StorageError, UserError
from bot.model import ChannelId
from bot.storage import subscriptions

MOST_NAMED = 10

log = logging.getLogger(__name__)


class Unfollow:
    """The command and its choices."""

    def __init__(self, tree: DramawireTree, services: Services) -> None:
        self._tree = tree
        self._services = services

    async def unfollow(
        self,
        interaction: discord.Interaction,
        what: app_commands.Range[str, 1, LONGEST_CHOICE],
        channel: app_commands.Transform[Chosen, ChannelOption] | None = None,
    ) -> None:
        """Stop following, in answer to the command."""
        words = reader(interaction, self._services.messages)
        place = place_of(interaction, words, channel.id if channel else None)
        await answer(interaction, self._unfollow(words, place, what))

    async def complete(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Offer what the channel follows, after one read of the database."""
        words = reader(interaction, self._services.messages)
        chosen = interaction.namespace.channel
        channel_id = ChannelId(chosen.id if chosen else interaction.channel_id or 0)
        try:
            async with self._services.storage.read() as conn:
                known = await followed.of_channel(conn, self._services.shows, channel_id)
        except StorageError as error:
            # There is no place for an error in a list of choices.
            log.warning("no choices", extra={"command": "unfollow", "reason": str(error)})
            return []
        offered = [
            app_commands.Choice(name=cut(each.label(words), LONGEST_CHOICE), value=each.value)
            for each in known
            if each.matches(plain(typed), words) and len(each.value) <= LONGEST_CHOICE
        ]
        return distinct(offered[:MOST_CHOICES])

    async def _unfollow(self, words: Wording, place: Place, what: str) -> Reply:
        async with self._services.storage.write() as conn:
            known = await followed.of_channel(conn, self._services.shows, place.channel_id)
            meant = next((each for each in known if each.is_called(plain(what), words)), None)
            if meant is None:
                raise UserError(self._not_followed(words, place, known, what))
            await subscriptions.remove(
                conn, channel_id=place.channel_id, show_id=meant.subscription.show_id
            )
        return Reply(
            content=words.say(
                "unfollow.done",
                channel=place.mention,
                show=meant.bold(words),
                follow=self._tree.mention("follow show"),
            )
        )

    def _not_followed(self, words: Wording, place: Place, known: list[Followed], what: str) -> str:
        if not known:
            return words.say(
                "unfollow.nothing",
                channel=place.mention,
                following=self._tree.mention("following"),
            )
        names = [each.bold(words) for each in known[:MOST_NAMED]]
        if len(known) > MOST_NAMED:
            names = [*names, words.say("show.more_shows", count=len(known) - MOST_NAMED)]
        return words.say(
            "unfollow.not_followed",
            channel=place.mention,
            show=f"**{escape(cut(what, LONGEST_CHOICE))}**",
            shows=listed(words, names),
        )


def register(tree: DramawireTree, services: Services) -> None:
    """Add the command."""
    unfollow = Unfollow(tree, services)
    command = slash_command(
        services.messages,
        name="unfollow",
        callback=unfollow.unfollow,
        autocomplete={"what": unfollow.complete},
    )
    command.default_permissions = discord.Permissions(manage_guild=True)
    tree.add_command(command)
