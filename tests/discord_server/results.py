"""What comes of an interaction, as the person who did it sees it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.discord_server.errors import ClientRefusal
from tests.discord_server.names import EPHEMERAL, LOADING, CallbackType, Json
from tests.discord_server.world import Message

NOT_RESPONDED = "The application did not respond"


@dataclass(slots=True, eq=False)
class InteractionResult:
    """All that the bot has answered so far; it goes on growing while the bot does.

    Attributes:
        name: what the person did, for messages of failing tests.
        refused: why Discord's client did not even deliver it (a missing permission); else None.
        callback: the first answer's body as the bot sent it.
        original: the message that the first answer made or changed.
        followups: messages sent after it.
        edits: bodies of all edits of these messages, in order.
        errors: what the server answered the bot that was no success, such as `404/10062 …`.
        failed: the bot gave no valid answer in time.
    """

    name: str
    refused: str | None = None
    callback: Json | None = None
    original: Message | None = None
    followups: list[Message] = field(default_factory=list)
    edits: list[Json] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    failed: bool = False
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def delivered(self) -> bool:
        """Say whether the bot was told of it at all."""
        return self.refused is None

    @property
    def kind(self) -> CallbackType | None:
        """Return how the bot answered first."""
        return None if self.callback is None else CallbackType(self.callback["type"])

    @property
    def reply(self) -> Json:
        """Return the first message as it stands now."""
        if self.original is None:
            raise ClientRefusal(f"{self.name}: {self.refused or self.why_no_reply()}")
        return self.original.payload

    @property
    def messages(self) -> list[Json]:
        """Return all messages of the bot for it, as they stand now."""
        first = [] if self.original is None else [self.original]
        return [message.payload for message in (*first, *self.followups)]

    @property
    def text(self) -> str:
        """Return all that a person can read in the messages, line by line."""
        return "\n".join(visible_text(message) for message in self.messages)

    @property
    def ephemeral(self) -> bool:
        """Say whether only the person who did it sees the reply."""
        return bool(self.reply["flags"] & EPHEMERAL)

    @property
    def loading(self) -> bool:
        """Say whether the person still reads "is thinking…"."""
        return self.original is not None and bool(self.original.payload["flags"] & LOADING)

    @property
    def choices(self) -> list[Json]:
        """Return what autocomplete offered."""
        if self.kind is not CallbackType.CHOICES or self.callback is None:
            raise ClientRefusal(f"{self.name}: no choices; {self.why_no_reply()}")
        choices: list[Json] = self.callback["data"]["choices"]
        return choices

    @property
    def modal(self) -> Json:
        """Return the form that was opened."""
        if self.kind is not CallbackType.MODAL or self.callback is None:
            raise ClientRefusal(f"{self.name}: no modal; {self.why_no_reply()}")
        modal: Json = self.callback["data"]
        return modal

    def why_no_reply(self) -> str:
        """Return what is known of an answer that is missing."""
        if self.failed:
            return "; ".join([NOT_RESPONDED, *self.errors])
        return f"the bot's first answer was {self.kind!r}"

    def changed(self) -> None:
        """Wake whoever waits; called by the server after each answer of the bot."""
        self._changed.set()

    async def until(
        self, condition: Callable[["InteractionResult"], bool], *, timeout_s: float = 5.0
    ) -> "InteractionResult":
        """Wait until the bot has answered what the test waits for.

        Raises:
            TimeoutError: it has not, in real time.
        """
        loop = asyncio.get_running_loop()
        end = loop.time() + timeout_s
        while not condition(self):
            self._changed.clear()
            await asyncio.wait_for(self._changed.wait(), end - loop.time())
        return self


def visible_text(message: Json) -> str:
    """Return a message's content, embeds and component labels as lines."""
    lines = [message["content"]]
    for embed in message["embeds"]:
        lines += [embed.get("author", {}).get("name"), embed.get("title"), embed.get("description")]
        for part in embed.get("fields", ()):
            lines += [part["name"], part["value"]]
        lines.append(embed.get("footer", {}).get("text"))
    lines += _component_text(message["components"])
    return "\n".join(line for line in lines if line)


def _component_text(components: list[Json]) -> list[str | None]:
    lines: list[str | None] = []
    for component in components:
        lines += [component.get("content"), component.get("label"), component.get("placeholder")]
        lines += [option["label"] for option in component.get("options", ())]
        lines += _component_text(component.get("components", []))
        if "accessory" in component:
            lines += _component_text([component["accessory"]])
    return lines
