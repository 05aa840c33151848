"""The commands on SimCord, a Discord written by others: what we misread, we misread here too.

Its clock is virtual, and its three seconds and fifteen minutes are rules: work that takes four
seconds is lost here unless it was announced in time.
"""

import asyncio

import discord
import pytest
import simcord
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle
from simcord.results import ResponseMessage

from bot.commands.naming import known_show
from bot.deliveries.wording import Wording
from bot.model import Show
from bot.shows.match import ShowIndex
from bot.storage import stories
from bot.storage.connection import AsyncConnection
from bot.storage.engine import Storage
from tests.commands.desk import TIDE, make_client, make_services, story
from tests.conftest import NOW

MANAGE = discord.Permissions(
    manage_guild=True, view_channel=True, send_messages=True, use_application_commands=True
)


@pytest.fixture
def bot(storage: Storage) -> discord.Client:
    """Build the bot over an empty database."""
    return make_client(make_services(storage))


async def test_a_show_is_followed_listed_and_unfollowed(bot: discord.Client) -> None:
    async with simcord.run(bot) as env:
        admin, channel = _admin(env)

        offered = await admin.autocomplete(channel, "follow show", "show", "tide")
        assert offered[0]["value"] == TIDE.id
        done = await admin.slash(channel, "follow show", show=TIDE.id)
        assert done.ephemeral
        assert "gets news of **The Tide House**" in _shown(done).content
        listed = await admin.slash(channel, "following")
        assert "**The Tide House** (2023, KR, tvN)" in str(_shown(listed).embeds[0].description)
        ended = await admin.slash(channel, "unfollow", what=TIDE.id)
        assert "no longer gets news of **The Tide House**" in _shown(ended).content


async def test_who_does_not_manage_the_server_sees_only_what_is_for_everyone(
    bot: discord.Client,
) -> None:
    async with simcord.run(bot) as env:
        guild = env.create_guild()
        channel = guild.create_text_channel("kdrama")
        fan = guild.add_member(env.create_user("fan"))

        assert set(fan.available_commands(channel)) == {
            "following",
            "help",
            "latest",
            "show",
            "timeline",
            "wrong",
        }


async def test_pages_turn_in_place(bot: discord.Client, storage: Storage) -> None:
    async with storage.write() as conn:
        told = [story(TIDE, n, days_ago=n) for n in range(30)]
        await stories.save(conn, [(each, "born", "") for each in told], now=NOW)
    async with simcord.run(bot) as env:
        admin, channel = _admin(env)

        first = await admin.slash(channel, "show", show=TIDE.id)
        before = str(_shown(first).embeds[0].description)
        second = await admin.click(_shown(first), label="Next")

        assert _shown(first).id == _shown(second).id
        assert str(_shown(first).embeds[0].description) != before


async def test_work_of_four_seconds_is_announced_in_time(
    bot: discord.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with simcord.run(bot) as env:
        admin, channel = _admin(env)
        found = _slow_search(env, monkeypatch)

        shown = await admin.slash(channel, "show", show=TIDE.id)
        await env.advance_time(2.0)
        assert shown.deferred
        assert shown.ephemeral
        await env.advance_time(2.0)
        found.set()
        await env.settle()

        assert _shown(shown).embeds[0].title == "The Tide House"


async def test_work_that_nobody_announced_comes_too_late(
    bot: discord.Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The counter-test: without the announcement SimCord refuses the reply, as Discord does."""
    monkeypatch.setattr("bot.commands.replies.GRACE_S", 60.0)
    async with simcord.run(bot) as env:
        admin, channel = _admin(env)
        found = _slow_search(env, monkeypatch)

        shown = await admin.slash(channel, "show", show=TIDE.id)
        await env.advance_time(4.0)
        found.set()
        await env.settle()

        assert not shown.acknowledged
    assert "reply came too late" in caplog.messages


def _slow_search(env: simcord.Env, monkeypatch: pytest.MonkeyPatch) -> asyncio.Event:
    """Let /show wait for the returned event before it looks for the show."""
    found = asyncio.Event()

    async def slow(shows: ShowIndex, conn: AsyncConnection, typed: str, words: Wording) -> Show:
        await env.external_wait(found.wait(), reason="a slow database")
        return await known_show(shows, conn, typed, words)

    monkeypatch.setattr("bot.commands.about_show.known_show", slow)
    return found


def _admin(env: simcord.Env) -> tuple[MemberActor, ChannelHandle]:
    """Return someone who manages a server, and its channel."""
    guild = env.create_guild()
    channel = guild.create_text_channel("kdrama")
    role = guild.create_role("admins", permissions=MANAGE)
    return guild.add_member(env.create_user("admin"), roles=[role]), channel


def _shown(result: simcord.InteractionResult) -> ResponseMessage:
    assert result.response is not None
    return result.response
