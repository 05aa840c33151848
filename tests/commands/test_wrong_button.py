"""The button below a post: who may report it, how, and who may take it back."""

from typing import Any

import pytest

from bot.deliveries.outbox import Outbox
from bot.deliveries.route import route
from bot.deliveries.sender import DiscordSender
from bot.model import GuildId, Story
from bot.storage import cases, deliveries
from bot.storage.cases import Case, Fault, Reporters
from tests.commands.desk import LANTERN, TIDE, Desk, connected, make_client, story
from tests.commands.faults import break_storage
from tests.conftest import NOW
from tests.deliveries.desk import Change
from tests.discord_server.names import Json, Permission
from tests.discord_server.results import InteractionResult

TAKE_BACK = "Take the post back"


def outbox(desk: Desk) -> Outbox:
    return Outbox(
        storage=desk.storage,
        sender=DiscordSender(lambda: desk.client),
        messages=desk.services.messages,
        now=desk.services.now,
        jitter=lambda: 0.0,
    )


async def posted(desk: Desk, *told: Story) -> list[Json]:
    """Let the bot post stories in the channel; return its messages."""
    await desk.tell(*told)
    await desk.follow(TIDE)
    await desk.follow(LANTERN)
    async with desk.storage.write() as conn:
        routing = route(
            [Change(one) for one in told],
            subscriptions=await desk.subscriptions(),
            announce=True,
            now=NOW,
            young_since=NOW,
        )
        await deliveries.owe(conn, routing.owed)
    await send(desk, times=len(told))
    return desk.server.messages(desk.channel)


async def send(desk: Desk, *, times: int = 1) -> None:
    for _ in range(times):
        await outbox(desk).send_due()


def button(message: Json) -> str:
    (row,) = message["components"]
    return str(row["components"][0]["custom_id"])


async def press(desk: Desk, message: Json, **by: Any) -> InteractionResult:  # noqa: ANN401
    """Press the button of a post; return the private reply."""
    pressed = await desk.server.click(message, button(message), **by)
    assert not pressed.failed
    assert pressed.ephemeral
    return pressed


async def kept(desk: Desk) -> list[Case]:
    async with desk.storage.read() as conn:
        return await cases.listed(conn)


async def test_a_press_asks_what_is_wrong_and_keeps_the_answer(desk: Desk) -> None:
    one = story(TIDE)
    (post,) = await posted(desk, one)
    asked = await press(desk, post, user=desk.fan)
    question = asked.text
    said = await desk.click(asked, "It is no news")

    (case,) = await kept(desk)
    assert question.startswith("What is wrong with this post?")
    assert (case.fault, case.story_id, case.user_id) == (Fault.NOT_NEWS, one.id, desk.fan.id)
    assert [each["publisher"] for each in case.articles] == ["The Wire"]
    assert said.text.startswith("Thank you.")
    assert said.reply["components"] == []
    assert [each["id"] for each in desk.server.messages(desk.channel)] == [post["id"]]


async def test_every_fault_can_be_said_in_the_readers_language(desk: Desk) -> None:
    (post,) = await posted(desk, story(TIDE))
    asked = await press(desk, post, user=desk.fan, locale="ko")

    labels = [each["label"] for each in asked.reply["components"][0]["components"]]
    assert labels == [
        "다른 작품 이야기예요",
        "소식이 아니에요",
        "날짜나 시즌이 틀렸어요",
        "전에 올라온 내용이에요",
    ]


async def test_who_manages_the_server_may_take_the_post_back(desk: Desk) -> None:
    (post,) = await posted(desk, story(TIDE))
    thanked = await desk.click(await press(desk, post, user=desk.admin), "It was posted before")
    said = await desk.click(thanked, TAKE_BACK)
    await send(desk)

    assert said.text.startswith("I delete the post in a moment")
    assert said.reply["components"] == []
    assert desk.server.messages(desk.channel) == []


async def test_a_post_that_is_taken_back_needs_no_more_reports(desk: Desk) -> None:
    (post,) = await posted(desk, story(TIDE))
    asked = await press(desk, post, user=desk.fan)
    thanked = await desk.click(await press(desk, post, user=desk.admin), "It was posted before")
    await desk.click(thanked, TAKE_BACK)

    assert (await press(desk, post, user=desk.fan)).text.startswith("This post is taken back")
    late = await desk.click(asked, "It is no news")
    assert late.messages[-1]["content"].startswith("This post is taken back")
    assert len(await kept(desk)) == 1


async def test_a_permission_that_is_gone_takes_nothing_back(desk: Desk) -> None:
    """The offer may be older than the loss of the permission."""
    (post,) = await posted(desk, story(TIDE))
    thanked = await desk.click(await press(desk, post, user=desk.admin), "It is no news")
    (offer,) = thanked.reply["components"][0]["components"]
    said = await desk.server.click(thanked, offer["custom_id"], permissions=Permission.VIEW_CHANNEL)
    await send(desk)

    assert "**Manage Server**" in said.messages[-1]["content"]
    assert len(desk.server.messages(desk.channel)) == 1


@pytest.mark.parametrize("who", [Reporters.MANAGE_MESSAGES, Reporters.MANAGE_GUILD])
async def test_only_those_whom_the_server_chose_may_report(desk: Desk, who: Reporters) -> None:
    one = story(TIDE)
    (post,) = await posted(desk, one)
    chosen = await desk.run("reporters", who=who)
    refused = await press(desk, post, user=desk.fan)
    by_command = await desk.run("wrong", user=desk.fan, post=one.id, fault=Fault.NOT_NEWS)
    granted = Permission.VIEW_CHANNEL | Permission[who.name]
    asked = await press(desk, post, user=desk.fan, permissions=granted)

    assert chosen.text.startswith("Who may report posts on this server from now on: **Members")
    assert refused.text.startswith("On this server only members with **Manage")
    assert by_command.text == refused.text
    assert asked.text.startswith("What is wrong with this post?")
    late = await desk.click(asked, "It is no news")
    assert late.messages[-1]["content"] == refused.text
    assert await kept(desk) == []


async def test_a_server_can_let_everyone_report_again(desk: Desk) -> None:
    (post,) = await posted(desk, story(TIDE))
    await desk.run("reporters", who=Reporters.MANAGE_GUILD)
    await desk.run("reporters", who=Reporters.EVERYONE)

    assert (await press(desk, post, user=desk.fan)).text.startswith("What is wrong")


async def test_the_choices_are_offered_and_nothing_else_is_taken(desk: Desk) -> None:
    offered = await desk.offered("reporters", "who", "manage s")
    refused = await desk.run("reporters", who="nobody")
    by_fan = await desk.run("reporters", user=desk.fan, who=Reporters.EVERYONE)

    assert offered == {Reporters.MANAGE_GUILD: "Members with Manage Server"}
    assert refused.text.startswith("Please pick from the list")
    assert not by_fan.delivered


async def test_reports_by_button_and_by_command_count_together(desk: Desk) -> None:
    many = [story(LANTERN, n) for n in range(11)]
    posts = await posted(desk, *many)
    for one in many[:10]:
        await desk.run("wrong", user=desk.fan, post=one.id, fault=Fault.NOT_NEWS)
    reported = {case.story_id for case in await kept(desk)}
    (left,) = [one for one in many if one.id not in reported]
    (post,) = [each for each in posts if each["embeds"][0]["footer"]["text"].endswith(left.id)]

    late = await desk.click(await press(desk, post, user=desk.fan), "It is no news")

    assert late.messages[-1]["content"].startswith("That was a lot for one day")
    assert len(await kept(desk)) == 10


async def test_the_command_offers_it_too_where_the_post_stands(desk: Desk) -> None:
    one = story(TIDE)
    await posted(desk, one)
    elsewhere = desk.server.add_channel(desk.guild, "films")
    there = await desk.run("wrong", channel=elsewhere, post=one.id, fault=Fault.NOT_NEWS)
    by_fan = await desk.run("wrong", user=desk.fan, post=one.id, fault=Fault.NOT_NEWS)
    here = await desk.run("wrong", post=one.id, fault=Fault.NOT_NEWS)

    assert there.reply["components"] == by_fan.reply["components"] == []
    await desk.click(here, TAKE_BACK)
    await send(desk)
    assert desk.server.messages(desk.channel) == []


async def test_the_button_of_another_servers_post_tells_nothing(desk: Desk) -> None:
    (post,) = await posted(desk, story(TIDE))
    async with desk.storage.write() as conn:
        await conn.exec_driver_sql("UPDATE deliveries SET guild_id = 1")

    assert (await press(desk, post, user=desk.admin)).text.startswith("This post is taken back")


async def test_buttons_work_after_a_restart(desk: Desk) -> None:
    (post,) = await posted(desk, story(TIDE))
    asked = await press(desk, post, user=desk.fan)
    await desk.client.close()
    async with connected(desk.server, make_client(desk.services)):
        said = await desk.click(asked, "It is no news")
        again = await press(desk, post, user=desk.fan)

    assert said.text.startswith("Thank you.")
    assert again.text.startswith("What is wrong")


async def test_a_database_that_is_away_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    (post,) = await posted(desk, story(TIDE))
    break_storage(desk.storage, monkeypatch)

    assert "database" in (await press(desk, post, user=desk.fan)).text


async def test_the_choice_is_the_servers_own(desk: Desk) -> None:
    await desk.run("reporters", who=Reporters.MANAGE_GUILD)
    async with desk.storage.read() as conn:
        assert await cases.reporters_of(conn, GuildId(desk.guild.id)) is Reporters.MANAGE_GUILD
        assert await cases.reporters_of(conn, GuildId(1)) is Reporters.EVERYONE
