"""The tree that holds the commands: told to Discord when it has changed, errors shown here."""

import logging
import secrets
from typing import cast

import discord
from discord import app_commands

from bot.commands.buttons import Presses
from bot.commands.replies import Reply, show
from bot.commands.sync import fetch_commands, same_commands
from bot.commands.wording import MessageTranslator
from bot.errors import StorageError, UserError
from bot.locales.messages import Messages
from bot.model import GuildId

REFERENCE_BYTES = 3
OUTDATED = (app_commands.CommandNotFound, app_commands.CommandSignatureMismatch)

log = logging.getLogger(__name__)


class DramawireTree(app_commands.CommandTree[discord.Client]):
    """Every command and button of one connection.

    Attributes:
        presses: where a subject registers what its buttons do.
        operators_server: the server that gets the commands of those who run the bot, or None.
    """

    def __init__(
        self, client: discord.Client, *, messages: Messages, operators_server: GuildId | None = None
    ) -> None:
        super().__init__(
            client,
            # Said outright: what is left out means "everywhere" to Discord.
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=False, private_channel=False
            ),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
        )
        self.presses = Presses()
        self.operators_server = (
            None if operators_server is None else discord.Object(operators_server)
        )
        self._messages = messages
        self._ids: dict[str, int] = {}

    def mention(self, name: str) -> str:
        """Return a command as a link to click, or as text while Discord's id for it is unknown."""
        command_id = self._ids.get(name.partition(" ")[0])
        return f"`/{name}`" if command_id is None else f"</{name}:{command_id}>"

    async def sync_if_changed(self) -> None:
        """Tell Discord the commands, but only when it knows others.

        Only so many new commands are accepted a day; a bot that tells them at every start can
        run out of that while it is being restarted.

        Raises:
            HTTPException: Discord refused; the commands that it knows go on working.
        """
        translator = MessageTranslator(self._messages)
        await self.set_translator(translator)
        self._ids = await self._synced(translator, None)
        if self.operators_server is None:
            return
        try:
            await self._synced(translator, self.operators_server)
        except discord.HTTPException as error:
            log.warning(
                "operators' commands not synced, is the bot in their server?",
                extra={"guild": self.operators_server.id, "reason": str(error)},
            )

    async def _synced(
        self, translator: MessageTranslator, guild: discord.Object | None
    ) -> dict[str, int]:
        """Tell Discord the commands of one server, or of all; return their ids."""
        wanted = [
            await command.get_translated_payload(self, translator)
            for command in self.get_commands(guild=guild, type=discord.AppCommandType.chat_input)
        ]
        known = await fetch_commands(self.client, guild_id=guild.id if guild else None)
        if same_commands(wanted, known):
            return {str(command["name"]): int(command["id"]) for command in known}
        ids = {command.name: command.id for command in await self.sync(guild=guild)}
        log.info("commands synced", extra={"commands": sorted(ids), "guild": guild and guild.id})
        return ids

    async def press(self, interaction: discord.Interaction) -> None:
        """Answer a pressed button; other interactions are not for us."""
        if interaction.type is not discord.InteractionType.component:
            return
        data = cast("dict[str, object]", interaction.data or {})
        pressed = self.presses.find(str(data.get("custom_id", "")))
        try:
            if pressed is None:
                await show(interaction, Reply(content=self._text(interaction, "errors.outdated")))
            else:
                await pressed.answer(interaction)
        except Exception as error:  # the edge of one press
            await self._show_failure(interaction, error, what="button")

    async def on_error(
        self, interaction: discord.Interaction, error: app_commands.AppCommandError, /
    ) -> None:
        """Show what went wrong with one command, and log what is ours to mend."""
        name = interaction.command.qualified_name if interaction.command else "?"
        cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        await self._show_failure(interaction, cause, what=name)

    async def _show_failure(
        self, interaction: discord.Interaction, error: Exception, *, what: str
    ) -> None:
        if isinstance(error, UserError):
            text = str(error)
        elif isinstance(error, OUTDATED):
            text = self._text(interaction, "errors.outdated")
        else:
            reference = secrets.token_hex(REFERENCE_BYTES)
            log.error("command failed", extra={"command": what, "ref": reference}, exc_info=error)
            key = "errors.storage" if isinstance(error, StorageError) else "errors.internal"
            text = self._messages.text(key, locale=str(interaction.locale), reference=reference)
        try:
            await show(interaction, Reply(content=text))
        except Exception as failure:  # nothing is left but to note it
            log.warning("error not shown", extra={"command": what, "reason": str(failure)})

    def _text(self, interaction: discord.Interaction, key: str) -> str:
        return self._messages.text(key, locale=str(interaction.locale))
