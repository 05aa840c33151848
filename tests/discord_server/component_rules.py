"""Rules for buttons, selects and the layout components (v2), written by hand."""

from collections.abc import Iterator, Sequence
from typing import Final

from tests.discord_server.names import Json, JsonValue
from tests.discord_server.problem import Problem, as_list, objects, text_length

ACTION_ROW, BUTTON, STRING_SELECT, TEXT_INPUT = 1, 2, 3, 4
SELECTS: Final = frozenset({3, 5, 6, 7, 8})
V2_ONLY: Final = frozenset({9, 10, 11, 12, 13, 14, 17})
LINK, PREMIUM = 5, 6
ROWS, ROW_BUTTONS, V2_TOTAL = 5, 5, 40


def check_components(components: Sequence[JsonValue], *, v2: bool = False) -> Iterator[Problem]:
    """Yield what Discord would refuse in the components of one message."""
    everything = list(walk(components))
    if v2:
        if len(everything) > V2_TOTAL:
            yield Problem(("components",), f"Must be {V2_TOTAL} or fewer in all.")
    else:
        if len(components) > ROWS:
            yield Problem(("components",), f"Must be {ROWS} or fewer in length.")
        for number, component in enumerate(objects(components)):
            if component.get("type") != ACTION_ROW:
                yield Problem(("components", number, "type"), "only rows without components v2")
    seen: set[str] = set()
    for path, component in everything:
        kind = component.get("type")
        here = ("components", *path)
        if kind in V2_ONLY and not v2:
            yield Problem((*here, "type"), "needs the components v2 flag")
        yield from (problem.under(*here) for problem in _check_one(component))
        custom_id = component.get("custom_id")
        if isinstance(custom_id, str):
            if custom_id in seen:
                yield Problem((*here, "custom_id"), "Component custom id cannot be duplicated")
            seen.add(custom_id)


def walk(
    components: Sequence[JsonValue], *, path: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], Json]]:
    """Yield all components with their paths, outer ones first."""
    for number, component in enumerate(components):
        if not isinstance(component, dict):
            continue
        here = (*path, number)
        yield here, component
        yield from walk(as_list(component.get("components")), path=(*here, "components"))
        for key in ("accessory", "component"):
            if isinstance(component.get(key), dict):
                yield (*here, key), component[key]


def _check_one(component: Json) -> Iterator[Problem]:
    kind = component.get("type")
    if text_length(component.get("custom_id")) > 100:
        yield Problem(("custom_id",), "Must be between 1 and 100 in length.")
    if kind == ACTION_ROW:
        yield from _check_row(component)
    elif kind == BUTTON:
        yield from _check_button(component)
    elif kind in SELECTS:
        yield from _check_select(component)


def _check_row(row: Json) -> Iterator[Problem]:
    inside = [each.get("type") for each in objects(row.get("components"))]
    if not inside:
        yield Problem(("components",), "This field is required")
    if inside.count(BUTTON) > ROW_BUTTONS:
        yield Problem(("components",), f"Must be {ROW_BUTTONS} or fewer in length.")
    if any(kind in SELECTS or kind == TEXT_INPUT for kind in inside) and len(inside) > 1:
        yield Problem(("components",), "a select or text input stands alone in its row")


def _check_button(button: Json) -> Iterator[Problem]:
    style = button.get("style")
    if style not in range(1, 7):
        yield Problem(("style",), "Value must be one of {1, 2, 3, 4, 5, 6}.")
    if text_length(button.get("label")) > 80:
        yield Problem(("label",), "Must be 80 or fewer in length.")
    if text_length(button.get("url")) > 512:
        yield Problem(("url",), "Must be 512 or fewer in length.")
    has_id, has_url = bool(button.get("custom_id")), bool(button.get("url"))
    if style == LINK and (has_id or not has_url):
        yield Problem(("url",), "A link button has a url and no custom id")
    if style in range(1, 5) and (has_url or not has_id):
        yield Problem(("custom_id",), "A custom id and no url is required")
    if style != PREMIUM and not button.get("label") and not button.get("emoji"):
        yield Problem(("label",), "A button has a label or an emoji")


def _check_select(select: Json) -> Iterator[Problem]:
    if not select.get("custom_id"):
        yield Problem(("custom_id",), "This field is required")
    if text_length(select.get("placeholder")) > 150:
        yield Problem(("placeholder",), "Must be 150 or fewer in length.")
    low, high = select.get("min_values"), select.get("max_values")
    low, high = 1 if low is None else low, 1 if high is None else high
    if not (0 <= low <= 25 and 1 <= high <= 25 and low <= high):
        yield Problem(("max_values",), "between 1 and 25, and not less than min_values")
    if select.get("type") != STRING_SELECT:
        return
    options = objects(select.get("options"))
    if not 1 <= len(options) <= 25:
        yield Problem(("options",), "Must be between 1 and 25 in length.")
    if high > max(len(options), 1):
        yield Problem(("max_values",), "more than there are options")
    values = [option.get("value") for option in options]
    if len(set(values)) != len(values):
        yield Problem(("options",), "The specified option value is already used")
    for number, option in enumerate(options):
        for key in ("label", "value", "description"):
            length = text_length(option.get(key))
            if length > 100 or (length == 0 and key != "description"):
                yield Problem(("options", number, key), "Must be between 1 and 100 in length.")
