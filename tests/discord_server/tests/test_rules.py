"""Each rule breaks on one side of its limit and holds on the other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.discord_server.component_rules import check_components
from tests.discord_server.names import COMPONENTS_V2, Json
from tests.discord_server.rules import check_message


def row(*components: Json) -> Json:
    return {"type": 1, "components": list(components)}


def button(**changes: object) -> Json:
    return {"type": 2, "style": 1, "label": "More", "custom_id": "more"} | changes


def link(**changes: object) -> Json:
    return {"type": 2, "style": 5, "label": "Source", "url": "https://example.org/"} | changes


def option(value: str = "a", **changes: object) -> Json:
    return {"label": "A", "value": value} | changes


def select(*options: Json, **changes: object) -> Json:
    given = list(options) or [option()]
    return {"type": 3, "custom_id": "pick", "options": given} | changes


def embed(**changes: object) -> Json:
    return {"embeds": [{"title": "Signal"} | changes]}


def buttons(count: int) -> list[Json]:
    return [button(custom_id=f"b{number}") for number in range(count)]


def rows(count: int) -> list[Json]:
    return [row(button(custom_id=f"b{number}")) for number in range(count)]


GOOD: list[Json] = [
    {"content": "x" * 2000},
    {"content": "x", "embeds": None, "components": None, "tts": False, "flags": None},
    embed(title="x" * 256),
    embed(description="x" * 4096),
    embed(footer={"text": "x" * 2048}, author={"name": "x" * 256}),
    embed(fields=[{"name": "n", "value": "v"}] * 25),
    embed(fields=[{"name": "x" * 256, "value": "x" * 1024}]),
    embed(color=0xFFFFFF, timestamp="2026-11-22T09:00:00+00:00"),
    embed(url="https://example.org/a?b=c", image={"url": "attachment://card.png"}),
    {"embeds": [{"title": "x" * 200}] * 10},
    {"embeds": [{"description": "x" * 3000}, {"description": "x" * 3000}]},
    {"content": "x", "nonce": "x" * 25, "enforce_nonce": True},
    {"content": "x", "nonce": 12345},
    {"content": "x", "allowed_mentions": {"parse": []}},
    {"content": "x", "allowed_mentions": {"parse": ["users"], "roles": ["1"]}},
    {"content": "x", "components": rows(5)},
    {"content": "x", "components": [row(*buttons(5))]},
    {"content": "x", "components": [row(link(url="https://example.org/" + "x" * 490))]},
    {"content": "x", "components": [row(button(label=None, emoji={"name": "👍"}))]},
    {"content": "x", "components": [row(select(*[option(str(n)) for n in range(25)]))]},
    {"content": "x", "components": [row({"type": 8, "custom_id": "where"})]},
    {"components": [row(button())]},
    {"sticker_ids": ["1"]},
    {"message_reference": {"type": 1, "message_id": "1"}},
    {
        "flags": COMPONENTS_V2,
        "components": [
            {
                "type": 17,
                "components": [
                    {
                        "type": 9,
                        "components": [{"type": 10, "content": "x"}],
                        "accessory": link(),
                    }
                ],
            }
        ],
    },
]

BAD: list[tuple[Json, str]] = [
    ({"content": "x" * 2001}, "content: Must be 2000"),
    ({}, "body: Cannot send an empty message"),
    ({"content": ""}, "body: Cannot send an empty message"),
    ({"content": " \n"}, "body: Cannot send an empty message"),
    ({"content": "x", "embed": {}}, "embed: unknown key"),
    (embed(titel="x"), "embeds.0.titel: unknown key"),
    (embed(title="x" * 257), "embeds.0.title: Must be 256"),
    (embed(description="x" * 4097), "embeds.0.description: Must be 4096"),
    (embed(footer={"text": "x" * 2049}), "embeds.0.footer.text: Must be 2048"),
    (embed(author={"name": "x" * 257}), "embeds.0.author.name: Must be 256"),
    (embed(color=0x1000000), "embeds.0.color: int value"),
    (embed(color="red"), "embeds.0.color: int value"),
    (embed(timestamp="yesterday"), "embeds.0.timestamp: Could not parse"),
    (embed(timestamp=5), "embeds.0.timestamp: Could not parse"),
    (embed(url="example.org"), "embeds.0.url: Not a well formed URL"),
    (embed(url=5), "embeds.0.url: Not a well formed URL"),
    (embed(image={"url": "javascript:alert(1)"}), "embeds.0.image.url: Not a well formed URL"),
    (embed(url="https://example.org/" + "x" * 2048), "embeds.0.url: Must be 2048"),
    (embed(fields=[{"name": "n", "value": "v"}] * 26), "embeds.0.fields: Must be 25"),
    (embed(fields=[{"name": "", "value": "v"}]), "embeds.0.fields.0.name: This field"),
    (embed(fields=[{"name": "n", "value": " "}]), "embeds.0.fields.0.value: This field"),
    (embed(fields=[{"name": "n"}]), "embeds.0.fields.0.value: This field"),
    (embed(fields=[{"name": "n", "value": "x" * 1025}]), "embeds.0.fields.0.value: Must be 1024"),
    ({"embeds": [{"title": "x"}] * 11}, "embeds: Must be 10"),
    ({"embeds": ["x"]}, "embeds.0: Only dictionaries"),
    ({"embeds": [{"description": "x" * 3001}] * 2}, "embeds: Embed size exceeds"),
    ({"content": "x", "nonce": "x" * 26}, "nonce: Must be 25"),
    ({"content": "x", "enforce_nonce": True}, "enforce_nonce: there is no nonce"),
    ({"content": "x", "allowed_mentions": {"parse": ["all"]}}, "allowed_mentions.parse.0: Value"),
    (
        {"content": "x", "allowed_mentions": {"parse": ["roles"], "roles": ["1"]}},
        "allowed_mentions.roles: parse already",
    ),
    (
        {"content": "x", "allowed_mentions": {"users": ["1"] * 101}},
        "allowed_mentions.users: Must be 100",
    ),
    (
        {"content": "x", "allowed_mentions": {"users": ["one"]}},
        "allowed_mentions.users.0: Value is not a snowflake",
    ),
    ({"components": rows(6)}, "components: Must be 5"),
    ({"components": [button()]}, "components.0.type: only rows"),
    ({"components": [row()]}, "components.0.components: This field"),
    ({"components": [row(*buttons(6))]}, "components.0.components: Must be 5"),
    ({"components": [row(select(), button())]}, "components.0.components: a select"),
    ({"components": [row(button(), button())]}, "components.0.components.1.custom_id: Component"),
    ({"components": [row(button(style=9))]}, "components.0.components.0.style: Value"),
    ({"components": [row(button(label="x" * 81))]}, "components.0.components.0.label: Must be 80"),
    ({"components": [row(button(label=""))]}, "components.0.components.0.label: A button"),
    (
        {"components": [row(button(custom_id="x" * 101))]},
        "components.0.components.0.custom_id: Must be",
    ),
    ({"components": [row(button(custom_id=None))]}, "components.0.components.0.custom_id: A"),
    ({"components": [row(button(url="https://x.org"))]}, "components.0.components.0.custom_id: A"),
    ({"components": [row(link(custom_id="x"))]}, "components.0.components.0.url: A link"),
    ({"components": [row(link(url=None))]}, "components.0.components.0.url: A link"),
    (
        {"components": [row(link(url="https://example.org/" + "x" * 500))]},
        "components.0.components.0.url: Must be 512",
    ),
    (
        {"components": [row(select(*[option(str(n)) for n in range(26)]))]},
        "components.0.components.0.options: Must be between",
    ),
    (
        {"components": [row({"type": 3, "custom_id": "x", "options": []})]},
        "components.0.components.0.options: Must be between",
    ),
    (
        {"components": [row(select(option("a"), option("a")))]},
        "components.0.components.0.options: The specified",
    ),
    (
        {"components": [row(select(option(label="x" * 101)))]},
        "components.0.components.0.options.0.label: Must be",
    ),
    (
        {"components": [row(select(option(label="")))]},
        "components.0.components.0.options.0.label: Must be",
    ),
    (
        {"components": [row(select(option(description="x" * 101)))]},
        "components.0.components.0.options.0.description: Must be",
    ),
    (
        {"components": [row(select(placeholder="x" * 151))]},
        "components.0.components.0.placeholder: Must be 150",
    ),
    (
        {"components": [row(select(min_values=3, max_values=2))]},
        "components.0.components.0.max_values: between",
    ),
    (
        {"components": [row(select(max_values=2))]},
        "components.0.components.0.max_values: more than",
    ),
    (
        {"components": [row(select(custom_id=""))]},
        "components.0.components.0.custom_id: This field",
    ),
    ({"components": [{"type": 10, "content": "x"}]}, "components.0.type: needs the components v2"),
    (
        {"flags": COMPONENTS_V2, "components": [{"type": 10, "content": "x"}] * 41},
        "components: Must be 40",
    ),
    (
        {"flags": COMPONENTS_V2, "content": "x", "components": [{"type": 10, "content": "x"}]},
        "flags: content, embeds",
    ),
]


@pytest.mark.parametrize("body", GOOD)
def test_what_discord_takes_is_taken(body: Json) -> None:
    assert [str(problem) for problem in check_message(body)] == []


@pytest.mark.parametrize(("body", "expected"), BAD, ids=[expected for _, expected in BAD])
def test_what_discord_refuses_is_refused(body: Json, expected: str) -> None:
    problems = [str(problem) for problem in check_message(body)]

    assert any(problem.startswith(expected) for problem in problems), problems


def test_an_edit_may_leave_things_out() -> None:
    assert list(check_message({"components": []}, edits=True)) == []
    assert list(check_message({}, files=1)) == []


def test_components_of_no_kind_are_left_to_the_judge() -> None:
    assert list(check_components([{"type": 99}], v2=True)) == []
    assert list(check_components(["x", {"type": 1, "components": ["x", button()]}])) == []


@given(st.text(max_size=2500))
def test_content_is_refused_by_its_length_alone(text: str) -> None:
    problems = list(check_message({"content": text}))

    assert bool(problems) is (not 1 <= len(text.strip()) <= 2000)


@given(st.lists(st.integers(0, 4096), min_size=1, max_size=10))
def test_embeds_are_refused_by_their_sum(lengths: list[int]) -> None:
    body = {"content": "x", "embeds": [{"description": "x" * length} for length in lengths]}

    assert bool(list(check_message(body))) is (sum(lengths) > 6000)
