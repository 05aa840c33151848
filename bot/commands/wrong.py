"""/wrong: a reader says that a post is wrong; the case is kept for those who run the bot."""

import discord
from discord import app_commands

from bot.commands.naming import LONGEST_CHOICE, MOST_CHOICES, distinct
from bot.commands.places import reader, server_of
from bot.commands.replies import Reply, answer
from bot.commands.reporting import check_reporter, keep, kept_reply
from bot.commands.services import Services
from bot.commands.tree import DramawireTree
from bot.commands.wording import slash_command
from bot.deliveries.escape import cut, plain
from bot.deliveries.wording import Wording
from bot.errors import UserError
from bot.model import ChannelId, GuildId, Story, StoryId
from bot.storage import stories, taking_back
from bot.storage.cases import Fault

NAME = "wrong"


class Wrong:
    """The command."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def wrong(
        self,
        interaction: discord.Interaction,
        post: app_commands.Range[str, 1, LONGEST_CHOICE],
        fault: app_commands.Range[str, 1, LONGEST_CHOICE],
    ) -> None:
        """Keep a complaint, in answer to the command."""
        words = reader(interaction, self._services.messages)
        await answer(interaction, self._keep(interaction, words, post, fault))

    async def complete_post(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Offer the last stories of what the server follows."""
        words = reader(interaction, self._services.messages)
        guild = server_of(interaction, words)
        async with self._services.storage.read() as conn:
            found = await stories.latest(conn, limit=MOST_CHOICES, guild_id=GuildId(guild.id))
        labels = {story.id: _label(story, words) for story in found}
        return distinct(
            [
                app_commands.Choice(name=label, value=story_id)
                for story_id, label in labels.items()
                if typed.casefold() in label.casefold() or typed == story_id
            ]
        )

    async def complete_fault(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Offer what may be wrong."""
        words = reader(interaction, self._services.messages)
        faults = {fault: words.say(f"wrong.{fault.value}") for fault in Fault}
        return [
            app_commands.Choice(name=cut(label, LONGEST_CHOICE), value=fault.value)
            for fault, label in faults.items()
            if typed.casefold() in label.casefold()
        ]

    async def _keep(
        self, interaction: discord.Interaction, words: Wording, post: str, fault: str
    ) -> Reply:
        if fault not in set(Fault):
            raise UserError(words.say("wrong.which_fault"))
        # An answer's reference is the story's with a number.
        story_id = StoryId(post.strip().partition(".")[0])
        async with self._services.storage.write() as conn:
            await check_reporter(conn, interaction, words)
            found = (await stories.get(conn, [story_id])).get(story_id)
            if found is None:
                raise UserError(words.say("wrong.which_post"))
            await keep(
                conn, interaction, words, found, fault=Fault(fault), now=self._services.now()
            )
            told_here = await taking_back.post_of(
                conn, found, channel_id=ChannelId(interaction.channel_id or 0)
            )
        return kept_reply(interaction, words, told_here)


def _label(story: Story, words: Wording) -> str:
    kind = words.say(f"stage.{story.stage}" if story.stage else f"kind.{story.kind}")
    season = [] if story.season is None else [words.say("show.season", season=str(story.season))]
    return cut(plain(" · ".join((story.show_title, *season, kind))), LONGEST_CHOICE)


def register(tree: DramawireTree, services: Services) -> None:
    """Add the command."""
    wrong = Wrong(services)
    tree.add_command(
        slash_command(
            services.messages,
            name=NAME,
            callback=wrong.wrong,
            autocomplete={"post": wrong.complete_post, "fault": wrong.complete_fault},
        )
    )
