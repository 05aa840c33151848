"""Buttons that keep working after a restart: all that a press needs stands in the button's id."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Self

import discord

SEPARATOR = "|"
LONGEST_ID = 100
LONGEST_LABEL = 80

Press = Callable[[discord.Interaction, list[str]], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """One button of a reply.

    Attributes:
        label: plain text, at most 80 characters.
        id: what `button_id` made.
        disabled: shown, but not to be pressed.
    """

    label: str
    id: str
    disabled: bool = False


def button_id(name: str, *fields: str | int) -> str | None:
    """Return the id of a button, or None when its fields do not fit into one.

    Args:
        name: under which the press is registered.
        fields: handed to the press as texts; only the last may contain the separator.
    """
    text = SEPARATOR.join((name, *map(str, fields)))
    return text if len(text) <= LONGEST_ID else None


def as_view(buttons: Sequence[Button]) -> discord.ui.View | None:
    """Return the buttons as discord.py sends them, or None when there are none."""
    if not buttons:
        return None
    view = discord.ui.View(timeout=None)
    for button in buttons:
        view.add_item(
            discord.ui.Button(label=button.label, custom_id=button.id, disabled=button.disabled)
        )
    # A stopped view is not kept in memory to wait for presses: `Presses` answers them.
    view.stop()
    return view


class Presses:
    """Which function answers a press, by the first part of the button's id."""

    def __init__(self) -> None:
        self._presses: dict[str, tuple[Press, int]] = {}

    def add(self, name: str, press: Press, *, fields: int) -> None:
        """Register the function that answers presses of buttons with this name."""
        self._presses[name] = (press, fields)

    def find(self, custom_id: str) -> "Pressed | None":
        """Return what a press calls for, or None when this version knows no such button."""
        name, *rest = custom_id.split(SEPARATOR, 1)
        press, count = self._presses.get(name, (None, 0))
        fields = rest[0].split(SEPARATOR, count - 1) if rest else []
        if press is None or len(fields) != count:
            return None
        return Pressed(press=press, fields=fields)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """A press that is understood."""

    press: Press
    fields: list[str]

    async def answer(self: Self, interaction: discord.Interaction) -> None:
        """Answer the one who pressed."""
        await self.press(interaction, self.fields)
