"""/following."""

from dataclasses import replace

from bot.model import Kind, ShowId
from tests.commands.desk import LANTERN, TIDE, Desk, buttons
from tests.discord_server.names import ChannelType, Permission
from tests.discord_server.results import InteractionResult


async def test_the_server_is_listed_by_channel(desk: Desk) -> None:
    news = desk.server.add_channel(desk.guild, "news")
    role = desk.server.add_role(desk.guild, "keen", mentionable=True)
    await desk.follow(TIDE, LANTERN)
    await desk.follow(TIDE, channel=news, kinds=frozenset({Kind.FILMING}), role_id=role.id)

    shown = await desk.run("following", user=desk.fan)

    assert shown.text.splitlines() == [
        "This server follows 3 shows",
        f"<#{desk.channel.id}>",
        "- **Lantern Street** (2021, KR, Wavve)",
        "- **The Tide House** (2023, KR, tvN)",
        f"<#{news.id}>",
        f"- **The Tide House** (2023, KR, tvN) · filming · <@&{role.id}>",
    ]
    assert shown.reply["mention_roles"] == []


async def test_one_channel_can_be_asked_for(desk: Desk) -> None:
    news = desk.server.add_channel(desk.guild, "news")
    await desk.follow(TIDE)
    await desk.follow(LANTERN, channel=news)

    shown = await desk.run("following", in_channel=news)

    assert shown.text.splitlines() == [
        "This channel follows one show",
        f"<#{news.id}>",
        "- **Lantern Street** (2021, KR, Wavve)",
    ]


async def test_nothing_followed_says_how_to_begin(desk: Desk) -> None:
    shown = await desk.run("following")
    here = await desk.run("following", in_channel=desk.channel)

    assert shown.text.startswith("This server follows nothing yet. </follow show:")
    assert here.text.startswith(f"<#{desk.channel.id}> follows nothing yet.")


async def test_a_paused_channel_says_why(desk: Desk) -> None:
    await desk.follow(TIDE)
    await desk.pause(desk.channel)
    desk.server.deny(desk.channel, Permission.EMBED_LINKS)

    shown = await desk.run("following")

    assert "⏸️" in shown.text
    assert "I need **Embed Links** there" in shown.text
    assert "- **The Tide House**" in shown.text


async def test_a_paused_channel_without_a_known_reason_says_so(desk: Desk) -> None:
    await desk.follow(TIDE)
    await desk.pause(desk.channel)

    shown = await desk.run("following")

    assert "Discord does not let me post there" in shown.text


async def test_a_deleted_channel_is_shown_to_those_who_can_mend_it(desk: Desk) -> None:
    news = desk.server.add_channel(desk.guild, "news")
    await desk.follow(TIDE, channel=news)
    await desk.pause(news)
    desk.server.remove_channel(news)

    for_admin = await desk.run("following")
    for_fan = await desk.run("following", user=desk.fan)

    assert "it was deleted, or I am not allowed to see it" in for_admin.text
    assert "follows nothing yet" in for_fan.text


async def test_a_channel_that_someone_may_not_see_is_not_shown_to_them(desk: Desk) -> None:
    secret = desk.server.add_channel(desk.guild, "secret")
    await desk.follow(TIDE, channel=secret)
    desk.hide(secret)

    for_fan = await desk.run("following", user=desk.fan)

    assert "follows nothing yet" in for_fan.text
    assert "Tide House" not in for_fan.text


async def test_a_private_thread_is_shown_to_moderators_alone(desk: Desk) -> None:
    thread = desk.server.add_thread(desk.channel, "spoilers")
    thread.type = ChannelType.PRIVATE_THREAD
    await desk.follow(TIDE, channel=thread)
    desk.server.set_available(desk.guild, available=True)
    moderator = desk.server.add_member(
        desk.guild, "moderator", permissions=Permission.MANAGE_THREADS
    )

    for_fan = await desk.run("following", user=desk.fan)
    for_moderator = await desk.run("following", user=moderator)

    assert "Tide House" not in for_fan.text
    assert "Tide House" in for_moderator.text


async def test_a_long_list_has_pages(desk: Desk) -> None:
    await desk.follow(
        *[replace(TIDE, id=ShowId(f"show-{n:02}"), title=f"Show {n:02}") for n in range(50)]
    )

    shown = await desk.run("following")
    assert [button["label"] for button in buttons(shown)] == ["Back", "Next"]
    seen = [(shown.text.count("**show"), _disabled(shown))]
    for _ in range(2):
        shown = await desk.click(shown, "Next")
        seen.append((shown.text.count("**show"), _disabled(shown)))
    shown = await desk.click(shown, "Back")

    assert seen == [(19, [True, False]), (20, [False, False]), (11, [False, True])]
    assert shown.text.count("**show") == 20


def _disabled(shown: InteractionResult) -> list[bool]:
    return [button.get("disabled", False) for button in buttons(shown)]


async def test_a_page_that_is_gone_shows_the_last_one(desk: Desk) -> None:
    """The list may have become shorter between two clicks."""
    await desk.follow(*[replace(TIDE, id=ShowId(f"show-{n:02}")) for n in range(30)])
    first = await desk.run("following")
    for each in (await desk.subscriptions())[3:]:
        await desk.run("unfollow", what=str(each.show_id))

    second = await desk.click(first, "Next")

    assert second.text.count("**show") == 3
    assert buttons(second) == []


async def test_the_list_speaks_the_language_of_the_one_who_asks(desk: Desk) -> None:
    await desk.follow(TIDE)

    shown = await desk.run("following", locale="ja")

    assert "このサーバーがフォロー中の作品：1 本" in shown.text
