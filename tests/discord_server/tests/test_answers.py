"""The bot's side of an interaction, as a client of no library could take it."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from tests.discord_server.errors import ClientRefusal
from tests.discord_server.interactions import Interaction
from tests.discord_server.names import InteractionType, Json
from tests.discord_server.server import DiscordServer
from tests.discord_server.tests.bots import Bot, connected
from tests.discord_server.tests.commands import build_bot
from tests.discord_server.tests.http import Answer, Http
from tests.discord_server.tests.waiting import until
from tests.discord_server.world import Channel, Guild


@pytest.fixture
async def bot(server: DiscordServer, channel: Channel) -> AsyncIterator[Bot]:
    """Connect the bot and sync its commands."""
    assert channel.guild_id is not None
    async with connected(server, build_bot()) as running:
        await running.tree.sync()
        yield running


pytestmark = pytest.mark.usefixtures("bot")


async def open_interaction(server: DiscordServer, guild: Guild) -> Interaction:
    """Deliver a command that the bot does not answer, and return it at once."""
    server.interactions.answer_limit_s = 0.02
    result = await server.invoke("mute", guild=guild)
    server.interactions.answer_limit_s = 3.0
    assert result.failed
    with pytest.raises(ClientRefusal, match="did not respond"):
        _ = result.reply
    return next(each for each in server.interactions.by_token.values() if each.result is result)


async def answered(http: Http, interaction: Interaction, body: Json) -> Answer:
    path = f"/interactions/{interaction.id}/{interaction.token}/callback"
    return await http("POST", path, body)


ANSWER = {"type": 4, "data": {"content": "here"}}


async def test_a_second_answer_is_refused(server: DiscordServer, guild: Guild, http: Http) -> None:
    interaction = await open_interaction(server, guild)

    first = await answered(http, interaction, ANSWER)
    second = await answered(http, interaction, ANSWER)

    assert first.status == 204
    assert second.error == (400, 40060)
    assert interaction.result.errors[0].startswith("400/40060")


async def test_an_answer_after_three_seconds_is_too_late(
    server: DiscordServer, guild: Guild, http: Http
) -> None:
    interaction = await open_interaction(server, guild)

    server.clock.advance(3.1)

    assert (await answered(http, interaction, ANSWER)).error == (404, 10062)


async def test_a_token_lives_for_a_quarter_of_an_hour(
    server: DiscordServer, guild: Guild, http: Http
) -> None:
    interaction = await open_interaction(server, guild)
    hook = f"/webhooks/{server.world.application_id}/{interaction.token}"
    early = await http("POST", hook, {"content": "before the first answer"})
    await answered(http, interaction, ANSWER)

    server.clock.advance(890)
    in_time = await http("PATCH", f"{hook}/messages/@original", {"content": "changed"})
    server.clock.advance(20)
    too_late = await http("PATCH", f"{hook}/messages/@original", {"content": "again"})

    assert early.error == (404, 10015)
    assert in_time.body["content"] == "changed"
    assert too_late.error == (404, 10015)


async def test_a_follow_up_right_after_a_deferral_takes_its_place(
    server: DiscordServer, guild: Guild, channel: Channel, http: Http
) -> None:
    interaction = await open_interaction(server, guild)
    hook = f"/webhooks/{server.world.application_id}/{interaction.token}"
    await answered(http, interaction, {"type": 5})

    await http("POST", hook, {"content": "first"})
    second = await http("POST", hook, {"content": "second"})

    assert [each["content"] for each in server.messages(channel)] == ["first", "second"]
    original = await http("GET", f"{hook}/messages/@original")
    assert original.body["content"] == "first"
    named = await http("GET", f"{hook}/messages/{second.body['id']}")
    assert named.body["content"] == "second"
    assert (await http("DELETE", f"{hook}/messages/@original")).status == 204
    assert (await http("GET", f"{hook}/messages/@original")).error == (404, 10008)
    assert (await http("GET", f"{hook}/messages/1")).error == (404, 10008)
    assert (await http("GET", f"/webhooks/1/{interaction.token}/messages/@original")).error == (
        404,
        10015,
    )


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"type": 8, "data": {"choices": []}}, 400),
        ({"type": 7, "data": {"content": "x"}}, 400),
        ({"type": 4, "data": {"content": ""}}, 400),
        ({"type": 4, "data": {"content": "x" * 2001}}, 400),
        ({"type": 9, "data": {"title": "x" * 46, "custom_id": "m", "components": []}}, 400),
        ({"type": 99}, 400),
    ],
)
async def test_a_wrong_answer_is_refused_and_fails_the_test(
    server: DiscordServer, guild: Guild, http: Http, body: Json, status: int
) -> None:
    interaction = await open_interaction(server, guild)

    answer = await answered(http, interaction, body)

    assert answer.status == status
    assert server.take_violations()
    assert (await answered(http, interaction, ANSWER)).status == 204


async def test_what_a_moderator_deleted_is_gone_for_the_bot(
    server: DiscordServer, guild: Guild, channel: Channel, http: Http
) -> None:
    interaction = await open_interaction(server, guild)
    await answered(http, interaction, ANSWER)
    server.delete_message(channel, server.messages(channel)[0]["id"])

    hook = f"/webhooks/{server.world.application_id}/{interaction.token}/messages/@original"
    assert (await http("PATCH", hook, {"content": "x"})).error == (404, 10008)


async def test_a_hidden_answer_can_be_deleted(
    server: DiscordServer, guild: Guild, http: Http
) -> None:
    interaction = await open_interaction(server, guild)
    await answered(http, interaction, {"type": 4, "data": {"content": "x", "flags": 64}})
    hook = f"/webhooks/{server.world.application_id}/{interaction.token}/messages/@original"

    assert (await http("DELETE", hook)).status == 204
    assert (await http("DELETE", hook)).error == (404, 10008)


async def test_a_form_without_a_message_has_none_to_update(
    server: DiscordServer, guild: Guild, http: Http
) -> None:
    interaction = await open_interaction(server, guild)
    interaction.kind = InteractionType.MODAL

    answer = await answered(http, interaction, {"type": 6})

    assert answer.error == (404, 10008)


async def test_a_dead_token_is_unknown(http: Http) -> None:
    assert (await http("POST", "/interactions/1/none/callback", ANSWER)).error == (404, 10062)


async def test_waiting_for_an_answer_ends(server: DiscordServer, guild: Guild, http: Http) -> None:
    """A deferral that is never resolved leaves the person with "is thinking…"."""
    server.interactions.settle_s = 0.02
    waiting = asyncio.create_task(server.invoke("mute", guild=guild))
    await until(lambda: bool(server.interactions.by_token))
    interaction = next(iter(server.interactions.by_token.values()))
    await answered(http, interaction, {"type": 5, "data": {"flags": 64}})

    result = await waiting

    assert result.loading
    assert result.ephemeral
    with pytest.raises(TimeoutError):
        await result.until(lambda r: not r.loading, timeout_s=0.01)
