"""Messages: made from bodies, edited, found again; what is echoed and what is left out."""

import re
from collections.abc import Sequence

from tests.discord_server import payloads, permissions
from tests.discord_server.component_rules import SELECTS, walk
from tests.discord_server.names import EPHEMERAL, Intent, Json, JsonValue, Permission
from tests.discord_server.world import Channel, Message, User, World

THUMBNAIL, GALLERY, CONTAINER = 11, 12, 17
EDITABLE_FLAGS = (1 << 2) | (1 << 12) | (1 << 15)


class Messages:
    """Creates and edits messages for REST, for interactions and for people in tests."""

    def __init__(self, *, world: World, nonce_window_s: float = 180.0) -> None:
        self.world = world
        self.nonce_window_s = nonce_window_s
        self.repeats = 0
        self._nonces: dict[tuple[int, int, str], Message] = {}

    def create(
        self,
        channel: Channel,
        body: Json,
        *,
        author: User,
        files: Sequence[Json] = (),
        extra: Json | None = None,
    ) -> Message:
        """Write a message into a channel and tell the gateway.

        With `enforce_nonce`, a nonce that the author used in this channel within the window
        gives back the first message and writes nothing.
        """
        nonce = body.get("nonce")
        nonce = None if nonce is None else str(nonce)
        if nonce is not None and body.get("enforce_nonce"):
            first = self._nonces.get((channel.id, author.id, nonce))
            if first is not None and self.world.clock.now() - first.at < self.nonce_window_s:
                self.repeats += 1
                return first
        message = self.compose(channel, body, author=author, files=files, extra=extra)
        message.nonce = nonce
        if nonce is not None:
            self._nonces[channel.id, author.id, nonce] = message
        channel.messages[message.id] = message
        event = dict(message.payload)
        if nonce is not None:
            event["nonce"] = nonce
        self._tell("MESSAGE_CREATE", channel, event)
        return message

    def compose(
        self,
        channel: Channel,
        body: Json,
        *,
        author: User,
        files: Sequence[Json] = (),
        extra: Json | None = None,
    ) -> Message:
        """Return a message that stands in no channel yet (all that ephemeral ones ever do)."""
        message_id = self.world.ids.next()
        payload: Json = {
            "id": str(message_id),
            "type": 0,
            "channel_id": str(channel.id),
            "author": payloads.user(author),
            "content": trimmed(body.get("content")),
            "timestamp": self.world.clock.iso(),
            "edited_timestamp": None,
            "flags": (body.get("flags") or 0) & (EDITABLE_FLAGS | EPHEMERAL),
            "pinned": False,
            "tts": bool(body.get("tts")),
            "embeds": [echo_embed(embed) for embed in body.get("embeds") or ()],
            "attachments": [self._attachment(each) for each in files],
            "components": echo_components(body.get("components") or ()),
        }
        payload |= self._mentions(channel, payload["content"], body.get("allowed_mentions"), author)
        reference = body.get("message_reference")
        if reference:
            payload["type"] = 19
            payload["message_reference"] = {
                "type": reference.get("type") or 0,
                "channel_id": str(reference.get("channel_id") or channel.id),
                "message_id": str(reference["message_id"]),
            }
        payload |= extra or {}
        return Message(
            id=message_id,
            channel_id=channel.id,
            author_id=author.id,
            payload=payload,
            at=self.world.clock.now(),
        )

    def edit(self, channel: Channel, message: Message, body: Json, *, tell: bool = True) -> None:
        """Change what the body names; null empties it, absence leaves it."""
        payload = message.payload
        if "content" in body:
            payload["content"] = trimmed(body["content"])
            author = self.world.users[message.author_id]
            mentions = body.get("allowed_mentions")
            payload |= self._mentions(channel, payload["content"], mentions, author)
        if "embeds" in body:
            payload["embeds"] = [echo_embed(embed) for embed in body["embeds"] or ()]
        if "components" in body:
            payload["components"] = echo_components(body["components"] or ())
        if body.get("flags") is not None:
            kept = payload["flags"] & ~EDITABLE_FLAGS
            payload["flags"] = kept | (body["flags"] & EDITABLE_FLAGS)
        if body.get("attachments") is not None:
            keep = {str(each.get("id")) for each in body["attachments"]}
            payload["attachments"] = [a for a in payload["attachments"] if a["id"] in keep]
        payload["edited_timestamp"] = self.world.clock.iso()
        if tell:
            self._tell("MESSAGE_UPDATE", channel, dict(payload))

    def delete(self, channel: Channel, message: Message) -> None:
        """Take a message away; its nonce still answers with it, as on Discord."""
        del channel.messages[message.id]
        gone = {"id": str(message.id), "channel_id": str(channel.id)}
        self._tell("MESSAGE_DELETE", channel, gone)

    def _tell(self, event: str, channel: Channel, data: Json) -> None:
        intent = Intent.DIRECT_MESSAGES if channel.guild_id is None else Intent.GUILD_MESSAGES
        if channel.guild_id is not None:
            data["guild_id"] = str(channel.guild_id)
        self.world.dispatch(event, data, guild_id=channel.guild_id, intent=intent)

    def _mentions(self, channel: Channel, content: str, allowed: Json | None, author: User) -> Json:
        """Return who a message pings: what it names, within what is allowed.

        Without `allowed_mentions` all is allowed: that is Discord's default for messages, and
        what the bot must never rely on.
        """
        guild = self.world.guild_of(channel)
        parse = {"users", "roles", "everyone"} if allowed is None else set(allowed.get("parse", ()))
        users = [int(each) for each in re.findall(r"<@!?([0-9]+)>", content)]
        roles = [int(each) for each in re.findall(r"<@&([0-9]+)>", content)]
        may_all = bool(
            permissions.in_channel(self.world, channel, author.id) & Permission.MENTION_EVERYONE
        )

        def is_allowed(kind: str, each: int) -> bool:
            return kind in parse or str(each) in map(str, (allowed or {}).get(kind) or ())

        return {
            "mentions": [
                payloads.user(self.world.users[each])
                for each in dict.fromkeys(users)
                if each in self.world.users and is_allowed("users", each)
            ],
            "mention_roles": [
                str(each)
                for each in dict.fromkeys(roles)
                if guild is not None
                and each in guild.roles
                and is_allowed("roles", each)
                and (may_all or guild.roles[each].mentionable)
            ],
            "mention_everyone": may_all
            and "everyone" in parse
            and re.search(r"@(everyone|here)\b", content) is not None,
        }

    def _attachment(self, file: Json) -> Json:
        number = self.world.ids.next()
        url = f"http://127.0.0.1/attachments/{number}/{file['filename']}"
        return {
            "id": str(number),
            "filename": file["filename"],
            "size": file["size"],
            "url": url,
            "proxy_url": url,
            "content_type": file["content_type"],
        }


def trimmed(text: str | None) -> str:
    """Return a text as Discord keeps it: without white space at its ends."""
    return (text or "").strip()


def echo_embed(embed: Json) -> Json:
    """Return an embed as Discord gives it back."""
    echoed: Json = {"type": "rich"}
    for key in ("url", "color", "timestamp"):
        if embed.get(key) is not None:
            echoed[key] = embed[key]
    for key in ("title", "description"):
        if trimmed(embed.get(key)):
            echoed[key] = trimmed(embed[key])
    for key in ("author", "footer"):
        if embed.get(key):
            echoed[key] = {k: v for k, v in embed[key].items() if v is not None}
    for key in ("image", "thumbnail"):
        if embed.get(key):
            url = embed[key]["url"]
            echoed[key] = {"url": url, "proxy_url": url, "width": 0, "height": 0}
    if embed.get("fields"):
        echoed["fields"] = [
            {
                "name": trimmed(field["name"]),
                "value": trimmed(field["value"]),
                "inline": bool(field.get("inline")),
            }
            for field in embed["fields"]
        ]
    return echoed


def echo_components(components: Sequence[JsonValue]) -> list[Json]:
    """Return components as Discord gives them back: numbered, with the defaults filled in."""
    echoed: list[Json] = [_without_nulls(component) for component in components]
    for number, (_, component) in enumerate(walk(echoed), start=1):
        component.setdefault("id", number)
        kind = component["type"]
        if kind == CONTAINER:
            component.setdefault("accent_color", None)
        elif kind == THUMBNAIL:
            _complete_media(component)
        elif kind == GALLERY:
            for item in component["items"]:
                _complete_media(item)
        elif kind in SELECTS:
            component.setdefault("min_values", 1)
            component.setdefault("max_values", 1)
            component.pop("required", None)  # counts in modals only
        for option in component.get("options", ()):
            option.setdefault("default", False)
    return echoed


def _complete_media(item: Json) -> None:
    item.setdefault("description", None)
    item.setdefault("spoiler", False)
    url = item["media"]["url"]
    item["media"] = {"id": "1", "url": url, "proxy_url": url}


def _without_nulls(value: JsonValue) -> JsonValue:
    if isinstance(value, dict):
        return {key: _without_nulls(each) for key, each in value.items() if each is not None}
    if isinstance(value, list):
        return [_without_nulls(each) for each in value]
    return value
