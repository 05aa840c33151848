import pytest

from tests.discord_server.command_rules import (
    check_callback,
    check_command,
    check_commands,
    is_name,
)
from tests.discord_server.names import InteractionType, Json


def command(**changes: object) -> Json:
    return {"name": "follow", "type": 1, "description": "Follow a show"} | changes


def option(name: str = "title", **changes: object) -> Json:
    return {"name": name, "type": 3, "description": "Which show"} | changes


def choice(name: str = "One", **changes: object) -> Json:
    return {"name": name, "value": "1"} | changes


BIG = command(
    options=[
        option(
            f"o{number}",
            description="x" * 100,
            choices=[choice("x" * 90 + str(each), value="y" * 90) for each in range(25)],
        )
        for number in range(2)
    ]
)

BAD: list[tuple[Json, str]] = [
    (command(name="Follow"), "name: Command name"),
    (command(name="fol low"), "name: Command name"),
    (command(name="x" * 33), "name: Command name"),
    (command(name=""), "name: Command name"),
    (command(description=""), "description: Must be"),
    (command(description="x" * 101), "description: Must be"),
    (command(name_localizations={"kr": "x"}), "name_localizations.kr: Value"),
    (command(name_localizations={"de": "X"}), "name_localizations.de: Command name"),
    (command(description_localizations={"xx": "x"}), "description_localizations.xx: Value"),
    (command(description_localizations={"ko": ""}), "description_localizations.ko: Must be"),
    (command(options=[option(f"o{n}") for n in range(26)]), "options: Must be 25"),
    (command(options=[option(), option("sub", type=1)]), "options: Sub-commands"),
    (command(options=[option(), option()]), "options.1.name: Option names"),
    (
        command(options=[option("a", name_localizations={"de": "b"}), option("b")]),
        "options.1.name: Option names",
    ),
    (command(options=[option("a"), option("b", required=True)]), "options.1.required: Required"),
    (command(options=[option("A")]), "options.0.name: Command name"),
    (command(options=[option("sub", type=1, options=[option("B")])]), "options.0.options.0.name"),
    (command(options=[option(autocomplete=True, choices=[choice()])]), "options.0.autocomplete"),
    (command(options=[option(choices=[choice(str(n)) for n in range(26)])]), "options.0.choices"),
    (command(options=[option(choices=[choice(), choice()])]), "options.0.choices: The names"),
    (command(options=[option(choices=[choice("x" * 101)])]), "options.0.choices.0.name: Must"),
    (command(options=[option(choices=[choice(value="x" * 101)])]), "options.0.choices.0.value"),
    (
        command(options=[option(choices=[choice(name_localizations={"kr": "x"})])]),
        "options.0.choices.0.name_localizations.kr",
    ),
    (BIG, "body: Command exceeds"),
    ({"name": "", "type": 3}, "name: Must be"),
    ({"name": "Tell me", "type": 3, "description": "x"}, "description: Context menu"),
]


@pytest.mark.parametrize(("body", "expected"), BAD, ids=[expected for _, expected in BAD])
def test_a_wrong_command_is_refused(body: Json, expected: str) -> None:
    problems = [str(problem) for problem in check_command(body)]

    assert any(problem.startswith(expected) for problem in problems), problems


@pytest.mark.parametrize(
    "body",
    [
        command(),
        command(name="팔로우", name_localizations={"ko": "드라마", "hi": "हिन्दी", "th": "ไทย"}),
        command(options=[option(required=True), option("b", type=4, choices=[choice(value=1)])]),
        command(options=[option("group", type=2, options=[option("sub", type=1)])]),
        {"name": "Tell Me More", "type": 3},
    ],
)
def test_a_good_command_is_taken(body: Json) -> None:
    assert list(check_command(body)) == []


def test_a_scope_has_a_hundred_commands_of_different_names() -> None:
    many = [command(name=f"c{number}") for number in range(100)]

    assert list(check_commands(many)) == []
    assert [problem.code for problem in check_commands([*many, command(name="c100")])] == [30032]
    twins = [str(problem) for problem in check_commands([command(), command()])]
    assert twins == ["1.name: Application command names must be unique"]


@pytest.mark.parametrize("name", [None, 5, "a b", "A", "a.b", "é" * 33])
def test_these_are_no_names(name: object) -> None:
    assert not is_name(name)


def callback(kind: int, **data: object) -> Json:
    return {"type": kind, "data": data}


BAD_ANSWERS: list[tuple[InteractionType, Json, str]] = [
    (InteractionType.COMMAND, callback(7, content="x"), "type: Value must be one of [4, 5, 9]"),
    (InteractionType.MODAL, callback(9), "type: Value must be one of [4, 5, 6, 7]"),
    (InteractionType.AUTOCOMPLETE, callback(4, content="x"), "type: Value must be one of [8]"),
    (
        InteractionType.AUTOCOMPLETE,
        callback(8, choices=[choice(str(n)) for n in range(26)]),
        "data.choices: Must be 25",
    ),
    (InteractionType.AUTOCOMPLETE, callback(8, choices=[choice("")]), "data.choices.0.name: Must"),
    (InteractionType.COMMAND, callback(4), "data: Cannot send an empty message"),
    (InteractionType.COMPONENT, callback(7, content="x" * 2001), "data.content: Must be 2000"),
    (InteractionType.COMMAND, callback(9, title=""), "data.title: Must be between"),
    (InteractionType.COMMAND, callback(9, title="x"), "data.custom_id: Must be between"),
    (InteractionType.COMMAND, callback(9, title="x"), "data.components: Must be between"),
    (
        InteractionType.COMMAND,
        callback(
            9,
            title="x",
            custom_id="m",
            components=[
                {"type": 1, "components": [{"type": 4, "custom_id": "a", "label": "x" * 46}]},
                {"type": 1, "components": [{"type": 4, "custom_id": "a", "label": "x"}]},
            ],
        ),
        "data.components.0.components.0.label: Must be 45",
    ),
]


@pytest.mark.parametrize(("kind", "body", "expected"), BAD_ANSWERS)
def test_a_wrong_answer_is_refused(kind: InteractionType, body: Json, expected: str) -> None:
    problems = [str(problem) for problem in check_callback(body, interaction=kind, files=0)]

    assert any(problem.startswith(expected) for problem in problems), problems


def test_custom_ids_in_a_form_are_different() -> None:
    field = {"type": 18, "label": "x", "component": {"type": 4, "custom_id": "a", "style": 1}}
    body = callback(9, title="x", custom_id="m", components=[field, field])

    problems = list(check_callback(body, interaction=InteractionType.COMMAND, files=0))

    assert [str(each) for each in problems] == [
        "data.components.1.component.custom_id: cannot be duplicated"
    ]


def test_good_answers_are_taken() -> None:
    for kind, body in (
        (InteractionType.COMMAND, callback(4, content="x")),
        (InteractionType.COMMAND, {"type": 5}),
        (InteractionType.COMPONENT, {"type": 6}),
        (InteractionType.COMPONENT, callback(7, components=[])),
        (InteractionType.AUTOCOMPLETE, callback(8, choices=[choice()])),
    ):
        assert list(check_callback(body, interaction=kind, files=0)) == []
