from collections.abc import AsyncIterator

import pytest

from tests.discord_server.errors import ClientRefusal
from tests.discord_server.names import CallbackType, ChannelType, Json, Permission
from tests.discord_server.server import DiscordServer
from tests.discord_server.tests.bots import Bot, connected
from tests.discord_server.tests.commands import build_bot
from tests.discord_server.world import Channel, Guild


@pytest.fixture
async def bot(server: DiscordServer, channel: Channel) -> AsyncIterator[Bot]:
    """Connect the bot and sync its commands."""
    assert channel.guild_id is not None
    async with connected(server, build_bot()) as running:
        await running.tree.sync()
        yield running


pytestmark = pytest.mark.usefixtures("bot")


async def test_a_command_is_answered_in_private(server: DiscordServer, guild: Guild) -> None:
    result = await server.invoke("follow show", guild=guild, options={"title": "Signal"})

    assert result.kind is CallbackType.MESSAGE
    assert result.text == "Signal here nobody False 5 en-US"
    assert result.ephemeral
    assert server.messages(next(server.world.channels_of(guild))) == []


async def test_options_reach_the_bot_with_their_types(
    server: DiscordServer, guild: Guild, channel: Channel
) -> None:
    role = server.add_role(guild, "fans")

    result = await server.invoke(
        "follow show",
        channel=channel,
        options={
            "title": "Signal",
            "channel": channel,
            "role": role.id,
            "quiet": True,
            "limit": 7,
        },
        locale="ko",
    )
    who = await server.invoke(
        "who", guild=guild, options={"user": guild.owner, "size": 2, "share": 0.25}
    )

    assert result.text == "Signal news fans True 7 ko"
    assert who.text == "owner L 0.25"


@pytest.mark.parametrize(
    ("name", "options", "reason"),
    [
        ("fallow", {}, "no command /fallow; synced are: /follow, /mute"),
        ("follow shows", {}, "no sub-command 'shows'; there are: show"),
        ("follow", {}, "not complete; it goes on with: show"),
        ("follow show", {}, "'title' is required"),
        ("follow show", {"titel": "x"}, "no option 'titel'; there are: channel, limit"),
        ("follow show", {"title": 5}, "takes text"),
        ("follow show", {"title": "x" * 6001}, "characters"),
        ("follow show", {"title": "x", "quiet": "yes"}, "takes True or False"),
        ("follow show", {"title": "x", "limit": 11}, "takes 1 to 10, not 11"),
        ("follow show", {"title": "x", "limit": "3"}, "takes a number"),
        ("follow show", {"title": "x", "role": 5}, "does not take 5"),
        ("who", {"user": 1}, "does not take 1"),
        ("who", {"user": 1, "size": 3}, "does not take 1"),
    ],
)
async def test_what_the_client_would_not_let_a_person_do_fails_the_test(
    server: DiscordServer, guild: Guild, name: str, options: Json, reason: str
) -> None:
    with pytest.raises(ClientRefusal, match=reason):
        await server.invoke(name, guild=guild, options=options)


async def test_only_choices_can_be_chosen(server: DiscordServer, guild: Guild) -> None:
    with pytest.raises(ClientRefusal, match="takes one of"):
        await server.invoke("who", guild=guild, options={"user": guild.owner, "size": 3})


async def test_a_channel_option_offers_only_its_kinds(server: DiscordServer, guild: Guild) -> None:
    forum = server.add_channel(guild, "forum", type=ChannelType.FORUM)

    with pytest.raises(ClientRefusal, match="does not offer #forum"):
        await server.invoke("follow show", guild=guild, options={"title": "x", "channel": forum})


async def test_a_command_needs_the_permission_it_asks_for(
    server: DiscordServer, guild: Guild
) -> None:
    someone = server.add_member(guild, "someone")
    manager = server.add_member(guild, "manager", permissions=Permission.MANAGE_GUILD)
    options = {"title": "Signal"}

    refused = await server.invoke("follow show", guild=guild, user=someone, options=options)
    allowed = await server.invoke("follow show", guild=guild, user=manager, options=options)
    lent = await server.invoke(
        "follow show",
        guild=guild,
        user=someone,
        options=options,
        permissions=Permission.ADMINISTRATOR,
    )

    assert refused.refused == "You do not have permission to use this command"
    assert not refused.delivered
    with pytest.raises(ClientRefusal, match="do not have permission"):
        _ = refused.reply
    assert allowed.delivered
    assert lent.delivered


async def test_a_form_of_labels_is_filled_in(server: DiscordServer, guild: Guild) -> None:
    panel = await server.invoke("panel", guild=guild)
    opened = await server.click(panel, "survey")

    sent = await server.submit(opened, {"kind": "renewal,casting"})

    assert sent.text == "Thanks\nnothing\nKinds\nrenewal, casting"
    with pytest.raises(ClientRefusal, match="choose 1 to 2 values, not 0"):
        await server.submit(opened, {})


async def test_a_command_without_a_permission_is_for_everybody(
    server: DiscordServer, guild: Guild
) -> None:
    someone = server.add_member(guild, "someone")
    outsider = server.world.add_user("outsider")

    result = await server.invoke("who", guild=guild, user=someone, options={"user": outsider})

    assert result.text == "outsider None 0.5"


async def test_admins_decide_in_discord_who_may_use_a_command(
    server: DiscordServer, guild: Guild
) -> None:
    """The bot sees a member without the permission, and must not know better."""
    someone = server.add_member(guild, "someone")
    manager = server.add_member(guild, "manager", permissions=Permission.MANAGE_GUILD)
    server.allow_command(guild, "follow", someone)
    options = {"title": "Signal"}

    allowed = await server.invoke("follow show", guild=guild, user=someone, options=options)
    refused = await server.invoke("follow show", guild=guild, user=manager, options=options)

    assert allowed.delivered
    assert refused.refused == "You do not have permission to use this command"


async def test_commands_can_be_switched_off_for_a_channel(
    server: DiscordServer, guild: Guild, channel: Channel
) -> None:
    someone = server.add_member(guild, "someone")
    guild.roles[guild.id].permissions &= ~Permission.USE_APPLICATION_COMMANDS

    result = await server.invoke("panel", channel=channel, user=someone)

    assert result.refused is not None
    assert "application commands" in result.refused


async def test_nobody_acts_where_they_are_not(server: DiscordServer, guild: Guild) -> None:
    stranger = server.world.add_user("stranger")
    member = server.add_member(guild, "member")
    empty = server.add_guild("Empty")
    guild.roles[guild.id].permissions &= ~Permission.VIEW_CHANNEL

    with pytest.raises(ClientRefusal, match="not a member"):
        await server.invoke("panel", guild=guild, user=stranger)
    with pytest.raises(ClientRefusal, match="cannot see"):
        await server.invoke("panel", guild=guild, user=member)
    with pytest.raises(ClientRefusal, match="no channel"):
        await server.invoke("panel", guild=empty)


async def test_a_guild_command_is_not_offered_in_direct_messages(server: DiscordServer) -> None:
    refused = await server.invoke("follow show", options={"title": "x"})
    private = await server.invoke("panel")

    assert refused.refused == "/follow is not available here"
    assert private.text.startswith("panel")


async def test_autocomplete_offers_choices(server: DiscordServer, guild: Guild) -> None:
    choices = await server.autocomplete("follow show", "title", "si", guild=guild)

    assert choices == [
        {"name": "Signal", "value": "SIGNAL"},
        {"name": "Silent Sea", "value": "SILENT SEA"},
    ]
    with pytest.raises(ClientRefusal, match="no autocomplete"):
        await server.autocomplete("follow show", "role", "f", guild=guild)
    someone = server.add_member(guild, "someone")
    with pytest.raises(ClientRefusal, match="no choices"):
        await server.autocomplete("follow show", "title", "si", guild=guild, user=someone)


@pytest.mark.parametrize("hidden", [True, False])
async def test_a_deferred_answer_is_waited_for(
    server: DiscordServer, guild: Guild, channel: Channel, hidden: bool
) -> None:
    result = await server.invoke("slow", guild=guild, options={"hidden": hidden})
    await result.until(lambda r: len(r.edits) == 2 and not r.followups)

    assert result.kind is CallbackType.DEFERRED_MESSAGE
    assert result.reply["content"] == "done"
    assert result.ephemeral is hidden
    assert [edit["content"] for edit in result.edits] == ["done", "and still more"]
    assert len(server.messages(channel)) == (0 if hidden else 1)


@pytest.mark.parametrize("hidden", [True, False])
async def test_components_are_used(server: DiscordServer, guild: Guild, hidden: bool) -> None:
    panel = await server.invoke("panel", guild=guild, options={"hidden": hidden})

    counted = await server.click(panel, "count")
    later = await server.click(panel, "later")
    chosen = await server.click(panel, "kind", values=["renewal", "casting"])
    by_label = await server.click(panel, "Count")

    assert by_label.reply["content"] == "count 2"
    assert counted.kind is CallbackType.UPDATE
    assert later.kind is CallbackType.DEFERRED_UPDATE
    assert chosen.text == "renewal casting"
    with pytest.raises(ClientRefusal, match="is disabled"):
        await server.click(panel, "off")
    with pytest.raises(ClientRefusal, match="no component 'none'; there are"):
        await server.click(panel, "none")
    with pytest.raises(ClientRefusal, match="no value 'cast'"):
        await server.click(panel, "kind", values=["cast"])
    with pytest.raises(ClientRefusal, match="choose 1 to 2 values, not 0"):
        await server.click(panel, "kind")
    with pytest.raises(ClientRefusal, match="takes no values"):
        await server.click(panel, "count", values=["x"])


async def test_a_channel_is_chosen(server: DiscordServer, guild: Guild, channel: Channel) -> None:
    forum = server.add_channel(guild, "forum", type=ChannelType.FORUM)
    panel = await server.invoke("panel", guild=guild)

    chosen = await server.click(panel, "where", values=[str(channel.id)])

    assert chosen.text == "news"
    with pytest.raises(ClientRefusal, match="does not offer #forum"):
        await server.click(panel, "where", values=[str(forum.id)])


async def test_an_ephemeral_message_is_for_one_person(server: DiscordServer, guild: Guild) -> None:
    someone = server.add_member(guild, "someone")
    panel = await server.invoke("panel", guild=guild, options={"hidden": True})

    with pytest.raises(ClientRefusal, match="for owner only"):
        await server.click(panel, "count", user=someone)


async def test_a_message_that_is_gone_cannot_be_clicked(
    server: DiscordServer, guild: Guild, channel: Channel
) -> None:
    panel = await server.invoke("panel", guild=guild)
    server.delete_message(channel, panel.reply["id"])

    with pytest.raises(ClientRefusal, match="is gone"):
        await server.click(panel, "count")


async def test_a_form_is_opened_and_sent(server: DiscordServer, guild: Guild) -> None:
    panel = await server.invoke("panel", guild=guild)
    opened = await server.click(panel.reply, "form")

    sent = await server.submit(opened, {"what": "the date"})

    assert opened.modal["title"] == "Report"
    assert sent.text == "the date/"
    with pytest.raises(ClientRefusal, match="'what' is required"):
        await server.submit(opened, {"more": "x"})
    with pytest.raises(ClientRefusal, match="0 to 20 characters"):
        await server.submit(opened, {"what": "x" * 21})
    with pytest.raises(ClientRefusal, match="no field 'why'"):
        await server.submit(opened, {"what": "x", "why": "y"})
    with pytest.raises(ClientRefusal, match="no modal"):
        await server.submit(panel, {})
