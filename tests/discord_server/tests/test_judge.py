"""Discord's own document against requests and answers; skipped where it is absent."""

from collections.abc import Iterator

import discord
import pytest

from tests.discord_server.judge import OPENAPI, Judge, closed, escape, load_judge, tolerated
from tests.discord_server.names import Json
from tests.discord_server.server import DiscordServer
from tests.discord_server.tests.bots import connected
from tests.discord_server.tests.http import Http
from tests.discord_server.world import Channel

needs_document = pytest.mark.skipif(
    not OPENAPI.is_file(), reason="Discord's openapi.json is not beside the project"
)
MESSAGES = "/channels/{channel_id}/messages"


@pytest.fixture
def judge() -> Judge:
    found = load_judge()
    assert found is not None
    return found


def texts(judge: Judge, body: Json, *, query: dict[str, str] | None = None) -> list[str]:
    found = judge.request("POST", MESSAGES, query=query or {}, body=body)
    return [f"{'strict ' * each.strict}{'.'.join(map(str, each.path))}" for each in found]


@needs_document
@pytest.mark.parametrize(
    ("body", "found"),
    [
        ({"content": "x"}, []),
        ({"embeds": [{"title": "x", "flags": 0}]}, []),
        ({"content": "x", "message_reference": {"message_id": 5}}, []),
        ({"embeds": [{"title": "x" * 257}]}, ["embeds.0.title"]),
        ({"embeds": [{"color": "red"}]}, ["embeds.0.color"]),
        ({"embeds": [{"url": "no url"}]}, ["embeds.0.url"]),
        ({"content": "x", "tittle": "y"}, ["strict "]),
        ({"embeds": [{"titel": "x"}]}, ["strict embeds.0"]),
    ],
)
def test_requests_are_judged(judge: Judge, body: Json, found: list[str]) -> None:
    assert texts(judge, body) == found


@needs_document
def test_queries_and_paths_are_judged(judge: Judge) -> None:
    assert texts(judge, {"content": "x"}, query={"wait": "1"}) == ["strict wait"]
    assert texts(judge, {"content": "x"}, query={"use_nested_fields": "1"}) == []
    unknown = judge.request("POST", "/nowhere", query={}, body=None)
    assert [each.text for each in unknown] == ["POST /nowhere is not in the document"]
    missing = judge.request("POST", MESSAGES, query={}, body=None)
    assert [each.text for each in missing] == ["a body is required"]
    extra = judge.request("GET", MESSAGES, query={}, body={})
    assert [(each.text, each.strict) for each in extra] == [("no body is expected", True)]


@needs_document
def test_answers_are_judged(judge: Judge) -> None:
    def wrong(status: int, body: object, path: str = "/users/@me") -> list[str]:
        return [each.text for each in judge.response("GET", path, status=status, body=body)]

    assert '"mfa_enabled" is a required property' in wrong(200, {"id": "1"})
    assert wrong(404, {"message": "Unknown", "code": 1}) == []
    assert wrong(429, {"message": "x", "code": 0, "retry_after": 1.0, "global": False}) == []
    assert wrong(201, {}) == ["status 201 is not in the document"]
    assert wrong(500, None) == []
    assert wrong(200, {}, path="/nowhere") == []
    body = judge.response(
        "DELETE", "/channels/{channel_id}/messages/{message_id}", status=204, body={}
    )
    assert [each.text for each in body] == ["status 204 has no body"]


@needs_document
async def test_a_title_that_is_too_long_fails_the_test(
    server: DiscordServer, channel: Channel
) -> None:
    async with connected(server) as bot:
        with pytest.raises(discord.HTTPException) as raised:
            await bot.get_partial_messageable(channel.id).send(embed=discord.Embed(title="x" * 257))

    assert raised.value.code == 50035
    assert "embeds.0.title: Must be 256 or fewer in length." in raised.value.text
    assert len(server.take_violations()) == 1
    assert server.messages(channel) == []


async def test_a_misspelt_key_is_taken_but_fails_the_test(
    server: DiscordServer, channel: Channel, http: Http
) -> None:
    answer = await http("POST", f"/channels/{channel.id}/messages", {"content": "x", "noonce": "y"})

    assert answer.status == 200
    assert any("noonce" in text for text in server.take_violations())


@pytest.fixture
def without_document(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    load_judge.cache_clear()
    monkeypatch.setattr("tests.discord_server.judge.OPENAPI", OPENAPI / "absent")
    yield
    load_judge.cache_clear()


@pytest.mark.usefixtures("without_document")
async def test_without_the_document_the_rules_still_hold() -> None:
    async with DiscordServer() as server, Http(server) as http:
        channel = server.add_channel(server.add_guild("One"), "news")
        path = f"/channels/{channel.id}/messages"
        answer = await http("POST", path, {"embeds": [{"title": "x" * 257}]})
        good = await http("POST", path, {"embeds": [{"title": "x" * 256}]})

        assert answer.error == (400, 50035)
        assert good.status == 200
        assert len(server.take_violations()) == 1


async def test_a_body_that_is_no_json_is_refused(
    server: DiscordServer, channel: Channel, http: Http
) -> None:
    headers = {"Authorization": f"Bot {server.token}"}
    url = f"{server.api_url}/channels/{channel.id}/messages"
    for kind, code in (("application/json", 50109), ("text/plain", 50035)):
        async with http.session.post(
            url, data="no json", headers=headers | {"Content-Type": kind}
        ) as response:
            assert response.status == 400
            assert (await response.json())["code"] == code


@pytest.mark.parametrize(
    "body",
    [
        {"content": 5},
        {"content": "x", "nonce": {}, "enforce_nonce": True},
        {"content": "x", "flags": "many"},
        {"embeds": "x"},
        {"embeds": [{"footer": "x", "fields": [5], "author": []}]},
        {"components": [5, {"type": 1, "components": [5, {"type": 3, "min_values": "x"}]}]},
        {"content": "x", "allowed_mentions": {"parse": [{}]}},
    ],
)
async def test_wrong_types_are_refused_like_any_other_mistake(
    server: DiscordServer, channel: Channel, http: Http, body: Json
) -> None:
    answer = await http("POST", f"/channels/{channel.id}/messages", body)

    assert answer.status == 400
    assert server.take_violations()


def test_keys_are_escaped_for_a_pointer() -> None:
    assert escape("/a/{b}~") == "~1a~1%7Bb%7D~0"


def test_closing_spares_parts_of_a_whole() -> None:
    document: Json = {
        "components": {
            "schemas": {
                "Whole": {"allOf": [{"$ref": "#/components/schemas/Part"}]},
                "Part": {"properties": {"a": {}}},
                "Alone": {"properties": {"a": {}}},
                "Open": {"properties": {"a": {}}, "additionalProperties": True},
            }
        }
    }

    schemas = closed(document)["components"]["schemas"]

    assert schemas["Alone"]["additionalProperties"] is False
    assert "additionalProperties" not in schemas["Part"]
    assert schemas["Open"]["additionalProperties"] is True


@pytest.mark.parametrize(
    ("method", "template", "body", "left"),
    [
        ("PUT", "/a/commands", [{"name": "x", "nsfw": False}, 5], [{"name": "x"}, 5]),
        ("POST", "/a/commands", {"name": "x", "nsfw": False}, {"name": "x"}),
        ("PATCH", "/x", {"tts": False, "content": "x"}, {"content": "x"}),
        ("POST", "/x", {"tts": False}, {"tts": False}),
        ("POST", "/x/callback", {"type": 7, "data": {"tts": False}}, {"type": 7, "data": {}}),
        ("POST", "/x/callback", {"type": 6}, {"type": 6}),
        ("POST", "/x/threads", {"type": 11}, {"type": 11}),
        ("POST", "/x/threads", {"type": 11, "message": {"tts": False}}, {"message": {}}),
        ("POST", "/x", {"embeds": [{"flags": 0}, 5]}, {"embeds": [{}, 5]}),
        ("POST", "/x", [1], [1]),
    ],
)
def test_what_discord_py_adds_is_tolerated_by_name(
    method: str, template: str, body: object, left: object
) -> None:
    assert tolerated(method, template, body) == left
