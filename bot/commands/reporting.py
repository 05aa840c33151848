"""Reports of posts, by command or by button: who may make them, how many, and what is replied."""

from datetime import datetime, timedelta

import discord

from bot.commands.buttons import Button, button_id
from bot.commands.places import server_of
from bot.commands.replies import Reply
from bot.deliveries.wording import Wording
from bot.errors import UserError
from bot.model import DeliveryId, GuildId, Story, UserId
from bot.storage import cases
from bot.storage.cases import Fault, Reporters
from bot.storage.connection import AsyncConnection

A_DAY = timedelta(days=1)
MOST_A_DAY = 10
TAKE_BACK = "takeback"
"""With this the id of the button begins by which a server takes a post back."""


async def check_reporter(
    conn: AsyncConnection, interaction: discord.Interaction, words: Wording
) -> None:
    """Let only those go on whom the server lets report posts.

    Raises:
        UserError: the one who asks lacks the permission that the server chose.
    """
    chosen = await cases.reporters_of(conn, GuildId(server_of(interaction, words).id))
    if chosen is not Reporters.EVERYONE and not getattr(interaction.permissions, chosen.value):
        permission = words.say(f"permissions.{chosen}")
        raise UserError(words.say("wrong.not_you", permission=permission))


async def keep(
    conn: AsyncConnection,
    interaction: discord.Interaction,
    words: Wording,
    story: Story,
    *,
    fault: Fault,
    now: datetime,
) -> None:
    """Keep a report; of one story one a day, however often a person makes it.

    Raises:
        UserError: this person has reported enough for a day.
    """
    guild_id = GuildId(server_of(interaction, words).id)
    user_id = UserId(interaction.user.id)
    if await cases.count(conn, user_id=user_id, since=now - A_DAY, story_id=story.id):
        return
    if await cases.count(conn, user_id=user_id, since=now - A_DAY) >= MOST_A_DAY:
        raise UserError(words.say("wrong.enough"))
    await cases.add(conn, story, fault, guild_id=guild_id, user_id=user_id, now=now)


def kept_reply(interaction: discord.Interaction, words: Wording, post: DeliveryId | None) -> Reply:
    """Return the thanks; with the offer to take the post back for those who may do that.

    Args:
        interaction: of the one who has reported.
        words: in the language of that person.
        post: the post in this channel, None when there is none to take back.
    """
    thanks = words.say("wrong.kept")
    button = button_id(TAKE_BACK, post) if post else None
    if button is None or not interaction.permissions.manage_guild:
        return Reply(content=thanks)
    return Reply(
        content=f"{thanks}\n{words.say('wrong.offer')}",
        buttons=(Button(label=words.say("wrong.take_back"), id=button),),
    )
