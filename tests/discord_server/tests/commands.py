"""A bot with a command for each way of answering an interaction."""

import asyncio

import discord
from discord import app_commands

from tests.discord_server.tests.bots import Bot

Interaction = discord.Interaction[Bot]


class Panel(discord.ui.View):
    """A button that counts, one that opens a form, a select, and one that is off."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        self.count = 0

    @discord.ui.button(label="Count", custom_id="count")
    async def counted(self, interaction: Interaction, _button: discord.ui.Button["Panel"]) -> None:
        self.count += 1
        await interaction.response.edit_message(content=f"count {self.count}", view=self)

    @discord.ui.button(label="Later", custom_id="later")
    async def later(self, interaction: Interaction, _button: discord.ui.Button["Panel"]) -> None:
        await interaction.response.defer()
        await interaction.edit_original_response(content="later", view=self)

    @discord.ui.button(label="Form", custom_id="form")
    async def form(self, interaction: Interaction, _button: discord.ui.Button["Panel"]) -> None:
        await interaction.response.send_modal(Form())

    @discord.ui.button(label="Survey", custom_id="survey")
    async def survey(self, interaction: Interaction, _button: discord.ui.Button["Panel"]) -> None:
        await interaction.response.send_modal(Survey())

    @discord.ui.button(label="Off", custom_id="off", disabled=True)
    async def off(self, interaction: Interaction, _button: discord.ui.Button["Panel"]) -> None:
        await interaction.response.send_message("cannot be clicked")  # pragma: no cover

    @discord.ui.select(
        custom_id="kind",
        options=[
            discord.SelectOption(label="Renewals", value="renewal"),
            discord.SelectOption(label="Casting", value="casting"),
        ],
        max_values=2,
    )
    async def kind(self, interaction: Interaction, select: discord.ui.Select["Panel"]) -> None:
        await interaction.response.send_message(" ".join(select.values), ephemeral=True)

    @discord.ui.select(
        cls=discord.ui.ChannelSelect,
        custom_id="where",
        channel_types=[discord.ChannelType.text],
    )
    async def where(
        self, interaction: Interaction, select: discord.ui.ChannelSelect["Panel"]
    ) -> None:
        await interaction.response.send_message(select.values[0].name)


class Form(discord.ui.Modal, title="Report"):
    """A form with two fields."""

    what: discord.ui.TextInput["Form"] = discord.ui.TextInput(
        label="What is wrong?", custom_id="what", max_length=20
    )
    more: discord.ui.TextInput["Form"] = discord.ui.TextInput(
        label="More", custom_id="more", required=False
    )

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"{self.what.value}/{self.more.value}")


class Survey(discord.ui.Modal, title="Survey"):
    """A form of the newer kind: labels around a select and a text input, which has a default."""

    kind: discord.ui.Label["Survey"] = discord.ui.Label(
        text="Which news?",
        component=discord.ui.Select(
            custom_id="kind",
            options=[
                discord.SelectOption(label="Renewals", value="renewal"),
                discord.SelectOption(label="Casting", value="casting"),
            ],
            max_values=2,
        ),
    )
    words: discord.ui.Label["Survey"] = discord.ui.Label(
        text="In your words",
        component=discord.ui.TextInput(custom_id="words", default="nothing"),
    )

    async def on_submit(self, interaction: discord.Interaction) -> None:
        select, words = self.kind.component, self.words.component
        assert isinstance(select, discord.ui.Select)
        assert isinstance(words, discord.ui.TextInput)
        embed = discord.Embed(title="Thanks", description=words.value)
        embed.add_field(name="Kinds", value=", ".join(select.values))
        await interaction.response.send_message(embed=embed)


def build_bot() -> Bot:
    """Return a bot with a command for each way of answering."""
    bot = Bot()
    follow = app_commands.Group(
        name="follow",
        description="Choose what a channel gets",
        default_permissions=discord.Permissions(manage_guild=True),
        guild_only=True,
    )

    @follow.command(name="show", description="Follow one show")
    async def show(  # noqa: PLR0917 - a command has its options as arguments
        interaction: Interaction,
        title: str,
        channel: discord.TextChannel | None = None,
        role: discord.Role | None = None,
        quiet: bool = False,
        limit: app_commands.Range[int, 1, 10] = 5,
    ) -> None:
        where = channel.name if channel else "here"
        who = role.name if role else "nobody"
        await interaction.response.send_message(
            f"{title} {where} {who} {quiet} {limit} {interaction.locale}", ephemeral=True
        )

    @show.autocomplete("title")
    async def titles(_: Interaction, current: str) -> list[app_commands.Choice[str]]:
        known = ["Signal", "Silent Sea", "Move to Heaven"]
        found = [title for title in known if current.lower() in title.lower()]
        return [app_commands.Choice(name=title, value=title.upper()) for title in found]

    bot.tree.add_command(follow)

    @bot.tree.command(description="Takes its time")
    async def slow(interaction: Interaction, hidden: bool) -> None:
        await interaction.response.defer(ephemeral=hidden)
        await interaction.edit_original_response(content="done")
        message = await interaction.followup.send("and more", wait=True)
        await message.edit(content="and still more")
        await message.delete()

    @bot.tree.command(description="Shows a panel")
    async def panel(interaction: Interaction, hidden: bool = False) -> None:
        await interaction.response.send_message("panel", view=Panel(), ephemeral=hidden)

    @bot.tree.command(description="Says nothing")
    async def mute(_: Interaction) -> None:
        await asyncio.Event().wait()

    @bot.tree.command(description="Who are you")
    @app_commands.choices(
        size=[app_commands.Choice(name="S", value=1), app_commands.Choice(name="L", value=2)]
    )
    async def who(
        interaction: Interaction,
        user: discord.User,
        size: app_commands.Choice[int] | None = None,
        share: float = 0.5,
    ) -> None:
        await interaction.response.send_message(f"{user.name} {size and size.name} {share}")

    return bot
