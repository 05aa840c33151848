import discord
import pytest

from tests.discord_server.names import Json
from tests.discord_server.server import DiscordServer
from tests.discord_server.tests.bots import connected
from tests.discord_server.tests.commands import build_bot
from tests.discord_server.tests.http import Http
from tests.discord_server.world import Channel, Guild


def command(name: str = "follow", **changes: object) -> Json:
    return {"name": name, "type": 1, "description": "Follow a show"} | changes


@pytest.fixture
def path(server: DiscordServer) -> str:
    return f"/applications/{server.world.application_id}/commands"


async def test_a_sync_is_read_back_by_discord_py(server: DiscordServer, channel: Channel) -> None:
    async with connected(server, build_bot()) as bot:
        synced = await bot.tree.sync()
        fetched = await bot.tree.fetch_commands()

    assert [each.name for each in fetched] == [each.name for each in synced]
    follow = next(each for each in fetched if each.name == "follow")
    assert follow.default_member_permissions == discord.Permissions(manage_guild=True)
    assert [option.name for option in follow.options] == ["show"]
    assert {each["name"] for each in server.commands} == {"follow", "slow", "panel", "mute", "who"}
    assert channel.guild_id is not None


async def test_a_synced_command_keeps_its_id_and_gets_a_new_version(path: str, http: Http) -> None:
    first = (await http("PUT", path, [command()])).body
    second = (await http("PUT", path, [command(), command("latest")])).body

    assert second[0]["id"] == first[0]["id"]
    assert second[0]["version"] != first[0]["version"]
    assert (await http("PUT", path, [])).status == 200
    assert (await http("GET", path)).body is None


async def test_translations_equal_to_the_default_are_dropped(path: str, http: Http) -> None:
    option = {
        "name": "title",
        "type": 3,
        "description": "Title",
        "description_localizations": {"de": "Titel", "en-GB": "Title"},
        "choices": [{"name": "A", "value": "a", "name_localizations": {"de": "A", "ko": "가"}}],
    }
    body = command(name_localizations={"en-GB": "follow", "ko": "팔로우"}, options=[option])

    stored = (await http("POST", path, body)).body

    assert stored["name_localizations"] == {"ko": "팔로우"}
    assert stored["options"][0]["description_localizations"] == {"de": "Titel"}
    assert stored["options"][0]["choices"][0]["name_localizations"] == {"ko": "가"}


async def test_commands_are_made_changed_and_removed_one_by_one(
    server: DiscordServer, path: str, http: Http
) -> None:
    made = await http("POST", path, command(dm_permission=False))
    again = await http("POST", path, command(description="Changed"))
    one = f"{path}/{made.body['id']}"
    changed = await http("PATCH", one, {"description": "Changed again"})

    assert (made.status, again.status) == (201, 200)
    assert made.body["contexts"] == [0]
    assert (await http("GET", one)).body["description"] == "Changed again"
    assert changed.body["version"] != again.body["version"]
    assert (await http("DELETE", one)).status == 204
    assert (await http("GET", one)).error == (404, 10063)
    await http("POST", path, command("latest"))
    assert (await http("GET", one)).error == (404, 10063)
    assert [each["name"] for each in server.commands] == ["latest"]


async def test_a_guild_has_commands_of_its_own(
    server: DiscordServer, guild: Guild, channel: Channel, http: Http
) -> None:
    base = f"/applications/{server.world.application_id}/guilds/{guild.id}/commands"

    stored = (await http("PUT", base, [command("secret")])).body

    assert stored[0]["guild_id"] == str(guild.id)
    server.interactions.answer_limit_s = 0.01
    assert (await server.invoke("secret", channel=channel)).failed
    elsewhere = f"/applications/{server.world.application_id}/guilds/5/commands"
    assert (await http("GET", elsewhere)).error == (403, 50001)
    assert (await http("GET", "/applications/5/commands")).error == (403, 20012)


async def test_a_wrong_set_changes_nothing(server: DiscordServer, path: str, http: Http) -> None:
    await http("PUT", path, [command()])

    answer = await http("PUT", path, [command("Upper")])

    assert answer.error == (400, 50035)
    assert [each["name"] for each in server.commands] == ["follow"]
    assert server.take_violations()
