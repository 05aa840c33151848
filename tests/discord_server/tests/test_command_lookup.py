import pytest

from tests.discord_server.clock import Clock
from tests.discord_server.command_lookup import command_data, find_command
from tests.discord_server.errors import ClientRefusal
from tests.discord_server.names import Json, JsonValue, OptionType, Permission
from tests.discord_server.world import Guild, World


@pytest.fixture
def world() -> World:
    return World(clock=Clock())


@pytest.fixture
def guild(world: World) -> Guild:
    return world.add_guild("One", id=None, locale="ko")


def data(world: World, guild: Guild, kind: OptionType, value: JsonValue) -> Json:
    option = {"name": "it", "type": int(kind), "description": "x"}
    command: Json = {"id": "1", "type": 1, "name": "do", "options": [option]}
    world.commands[None] = [command]
    found = find_command(world, "/do", guild=guild)
    return command_data(world, found, {"it": value}, guild=guild)


def test_a_mentionable_is_a_member_or_a_role(world: World, guild: Guild) -> None:
    role = world.add_role(guild, "fans", permissions=Permission(0))

    person = data(world, guild, OptionType.MENTIONABLE, guild.owner)
    fans = data(world, guild, OptionType.MENTIONABLE, role)

    assert set(person["resolved"]) == {"users", "members"}
    assert "user" not in person["resolved"]["members"][str(guild.owner.id)]
    assert fans["resolved"]["roles"][str(role.id)]["name"] == "fans"
    assert fans["options"] == [{"name": "it", "type": 9, "value": str(role.id)}]


def test_files_cannot_be_given(world: World, guild: Guild) -> None:
    with pytest.raises(ClientRefusal, match="does not upload files"):
        data(world, guild, OptionType.ATTACHMENT, "card.png")


def test_a_whole_number_is_a_number_too(world: World, guild: Guild) -> None:
    assert data(world, guild, OptionType.NUMBER, 2)["options"][0]["value"] == 2
    with pytest.raises(ClientRefusal, match="takes a number"):
        data(world, guild, OptionType.INTEGER, 2.5)


def test_guild_commands_hide_global_ones_of_their_name(world: World, guild: Guild) -> None:
    data(world, guild, OptionType.STRING, "x")
    world.commands[guild.id] = [{"id": "2", "type": 1, "name": "do", "guild_id": str(guild.id)}]

    found = find_command(world, "do", guild=guild)

    assert command_data(world, found, {}, guild=guild) == {
        "id": "2",
        "name": "do",
        "type": 1,
        "guild_id": str(guild.id),
    }
    assert find_command(world, "do", guild=None).command["id"] == "1"
