"""Private replies, in time: Discord waits three seconds for the first answer."""

import asyncio
import contextlib
import logging
from collections.abc import Coroutine, Iterator
from dataclasses import dataclass, field
from typing import Any

import discord

from bot.commands.buttons import Button, as_view
from bot.deliveries.escape import cut
from bot.deliveries.post import MAX_CONTENT

GRACE_S = 1.5
"""How long the work may take before we say that an answer is coming; the rest is for the way."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What one person gets to see.

    Attributes:
        content: markdown; what is beyond 2,000 characters is cut.
        embeds: at most ten, 6,000 characters in all.
        buttons: at most five.
    """

    content: str = ""
    embeds: tuple[discord.Embed, ...] = ()
    buttons: tuple[Button, ...] = field(default=())


async def answer(
    interaction: discord.Interaction, work: Coroutine[Any, Any, Reply], *, in_place: bool = False
) -> None:
    """Do the work and show its reply to the one who asked, in time.

    Args:
        interaction: a command or a pressed button, not answered yet.
        work: gives the reply; may raise UserError, which the tree shows.
        in_place: whether the reply takes the place of the message whose button was pressed.
    """
    task = asyncio.ensure_future(work)
    done, _ = await asyncio.wait({task}, timeout=GRACE_S)
    if not done:
        with _unless_too_late():
            await interaction.response.defer(ephemeral=True, thinking=not in_place)
    await show(interaction, await task, in_place=in_place)


async def show(interaction: discord.Interaction, reply: Reply, *, in_place: bool = False) -> None:
    """Show a reply to the one who asked, whether or not Discord was told to wait for it."""
    view = as_view(reply.buttons)
    content = cut(reply.content, MAX_CONTENT)
    waiting = interaction.response.type
    with _unless_too_late():
        if waiting is discord.InteractionResponseType.deferred_channel_message or (
            in_place and waiting is not None
        ):
            await interaction.edit_original_response(
                content=content,
                embeds=reply.embeds,
                view=view,
                allowed_mentions=discord.AllowedMentions.none(),
            )
        elif in_place:
            await interaction.response.edit_message(content=content, embeds=reply.embeds, view=view)
        else:
            send = interaction.followup.send if waiting else interaction.response.send_message
            await send(
                content,
                embeds=reply.embeds,
                view=view or discord.utils.MISSING,
                ephemeral=True,
                allowed_mentions=discord.AllowedMentions.none(),
            )


@contextlib.contextmanager
def _unless_too_late() -> Iterator[None]:
    try:
        yield
    except discord.NotFound as error:
        # The three seconds or the fifteen minutes have passed: nobody is waiting any more.
        log.warning("reply came too late", extra={"reason": str(error)})
