"""/following: what a channel or the whole server follows, and which channels get nothing."""

from itertools import groupby

import discord
from discord import app_commands

from bot.commands import followed
from bot.commands.followed import Followed
from bot.commands.kinds import kinds_in_words
from bot.commands.paging import page_buttons, pages, within
from bot.commands.pauses import mention, paused_in_words
from bot.commands.places import ChannelOption, Chosen, can_see, place_of, reader, server_of
from bot.commands.replies import Reply, answer
from bot.commands.services import Services
from bot.commands.tree import DramawireTree
from bot.commands.wording import slash_command
from bot.deliveries.wording import Wording
from bot.model import ChannelId, GuildId
from bot.storage import guilds

NAME = "following"
LINES_PER_PAGE = 20
WHOLE_SERVER = 0


class Following:
    """The command and its pages."""

    def __init__(self, tree: DramawireTree, services: Services) -> None:
        self._tree = tree
        self._services = services

    async def following(
        self,
        interaction: discord.Interaction,
        channel: app_commands.Transform[Chosen, ChannelOption] | None = None,
    ) -> None:
        """List, in answer to the command."""
        words = reader(interaction, self._services.messages)
        place = place_of(interaction, words, channel.id if channel else None)
        channel_id = place.channel_id if channel else ChannelId(WHOLE_SERVER)
        await answer(interaction, self._list(interaction, words, channel_id, page=0))

    async def turn(self, interaction: discord.Interaction, fields: list[str]) -> None:
        """Show another page, in answer to a button."""
        page, channel_id = map(int, fields)
        words = reader(interaction, self._services.messages)
        work = self._list(interaction, words, ChannelId(channel_id), page=page)
        await answer(interaction, work, in_place=True)

    async def _list(
        self,
        interaction: discord.Interaction,
        words: Wording,
        channel_id: ChannelId,
        *,
        page: int,
    ) -> Reply:
        guild = server_of(interaction, words)
        shows = self._services.shows
        async with self._services.storage.read() as conn:
            if channel_id == WHOLE_SERVER:
                known = await followed.of_guild(conn, shows, GuildId(guild.id))
            else:
                known = await followed.of_channel(conn, shows, channel_id)
            paused = {pause.channel_id: pause for pause in await guilds.paused(conn)}
        seen = [each for each in known if can_see(interaction, each.subscription.channel_id)]
        if not seen:
            key = "following.nothing" if channel_id == WHOLE_SERVER else "following.nothing_here"
            follow = self._tree.mention("follow show")
            return Reply(content=words.say(key, channel=mention(channel_id), follow=follow))
        lines = []
        ordered = sorted(seen, key=lambda each: each.subscription.channel_id)
        for channel, entries in groupby(ordered, key=lambda each: each.subscription.channel_id):
            lines.append(mention(channel))
            if channel in paused:
                lines.append(f"⏸️ {paused_in_words(guild, paused[channel], words)}")
            lines += [_line(entry, words) for entry in entries]
        here = "" if channel_id == WHOLE_SERVER else "_here"
        divided = pages(lines, most=LINES_PER_PAGE)
        page = within(page, count=len(divided))
        title = words.say(f"following.title{here}", count=len(seen))
        return Reply(
            embeds=(discord.Embed(title=title, description=divided[page]),),
            buttons=page_buttons(words, NAME, channel_id, page=page, count=len(divided)),
        )


def _line(entry: Followed, words: Wording) -> str:
    line = f"- {entry.bold(words)}{entry.facts()}"
    if entry.subscription.kinds:
        line += f" · {kinds_in_words(entry.subscription.kinds, words)}"
    if entry.subscription.role_id:
        line += f" · <@&{entry.subscription.role_id}>"
    return line


def register(tree: DramawireTree, services: Services) -> None:
    """Add the command."""
    following = Following(tree, services)
    tree.add_command(slash_command(services.messages, name=NAME, callback=following.following))
    tree.presses.add(NAME, following.turn, fields=2)
