"""Rules for messages, written by hand from Discord's documents.

They hold what the OpenAPI file wrongly lets pass (content over 2,000, 6,000 in all embeds, empty
messages, component limits) and the plain limits too, so that a machine without the file still
catches a title that is too long.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from tests.discord_server.component_rules import check_components
from tests.discord_server.names import COMPONENTS_V2, Json, JsonValue
from tests.discord_server.problem import Problem, as_list, as_object, objects, text_length

CONTENT = 2000
EMBEDS = 10
EMBED_TOTAL = 6000
FIELDS = 25
NONCE = 25
MENTIONS = 100

_MESSAGE_KEYS: Final = frozenset(
    [
        "content",
        "embeds",
        "allowed_mentions",
        "sticker_ids",
        "components",
        "flags",
        "attachments",
        "poll",
        "message_reference",
        "nonce",
        "enforce_nonce",
        "tts",
        "username",
        "avatar_url",
        "thread_name",
        "applied_tags",
        "shared_client_theme",
    ]
)
_EMBED_KEYS: Final = frozenset(
    [
        "type",
        "url",
        "title",
        "color",
        "timestamp",
        "description",
        "author",
        "image",
        "thumbnail",
        "footer",
        "fields",
        "provider",
        "video",
        "flags",
    ]
)
_TEXTS: Final = (("title", 256), ("description", 4096))


def check_message(body: Json, *, files: int = 0, edits: bool = False) -> Iterator[Problem]:
    """Yield what Discord would refuse in the body of a message.

    Args:
        body: content, embeds, components and so on.
        files: how many files came with it.
        edits: only what is given changes, so that an absent content is no empty message.
    """
    for key in sorted(set(body) - _MESSAGE_KEYS):
        yield Problem((key,), "unknown key", refused=False)
    content = body.get("content")
    if text_length(content) > CONTENT:
        yield Problem(("content",), f"Must be {CONTENT} or fewer in length.")
    embeds = as_list(body.get("embeds"))
    yield from check_embeds(embeds)
    components = as_list(body.get("components"))
    flags = body.get("flags")
    v2 = isinstance(flags, int) and bool(flags & COMPONENTS_V2)
    yield from check_components(components, v2=v2)
    if v2 and (content or embeds or body.get("poll") or body.get("sticker_ids")):
        yield Problem(("flags",), "content, embeds, poll and stickers cannot go with components v2")
    filled = (
        text_length(content)
        or embeds
        or components
        or files
        or body.get("poll")
        or body.get("sticker_ids")
    )
    # A forwarded message is its reference.
    forwarded = as_object(body.get("message_reference")).get("type") == 1
    if not edits and not filled and not body.get("attachments") and not forwarded:
        yield Problem((), "Cannot send an empty message", code=50006)
    yield from _check_nonce(body)
    yield from _check_mentions(as_object(body.get("allowed_mentions")))


def check_embeds(embeds: Sequence[JsonValue]) -> Iterator[Problem]:
    """Yield what is wrong with the embeds of one message, each and together."""
    if len(embeds) > EMBEDS:
        yield Problem(("embeds",), f"Must be {EMBEDS} or fewer in length.")
    total = 0
    for number, embed in enumerate(embeds):
        if not isinstance(embed, dict):
            yield Problem(("embeds", number), "Only dictionaries may be used")
            continue
        yield from (problem.under("embeds", number) for problem in _check_embed(embed))
        total += embed_length(embed)
    if total > EMBED_TOTAL:
        yield Problem(("embeds",), f"Embed size exceeds maximum size of {EMBED_TOTAL}")


def _check_embed(embed: Json) -> Iterator[Problem]:
    for key in sorted(set(embed) - _EMBED_KEYS):
        yield Problem((key,), "unknown key", refused=False)
    for key, limit in _TEXTS:
        if text_length(embed.get(key)) > limit:
            yield Problem((key,), f"Must be {limit} or fewer in length.")
    if text_length(as_object(embed.get("footer")).get("text")) > 2048:
        yield Problem(("footer", "text"), "Must be 2048 or fewer in length.")
    if text_length(as_object(embed.get("author")).get("name")) > 256:
        yield Problem(("author", "name"), "Must be 256 or fewer in length.")
    colour = embed.get("color")
    if colour is not None and not (isinstance(colour, int) and 0 <= colour <= 0xFFFFFF):
        yield Problem(("color",), "int value should be between 0 and 16777215.")
    yield from _check_urls(embed)
    yield from _check_timestamp(embed.get("timestamp"))
    fields = objects(embed.get("fields"))
    if len(fields) > FIELDS:
        yield Problem(("fields",), f"Must be {FIELDS} or fewer in length.")
    for number, field in enumerate(fields):
        for key, limit in (("name", 256), ("value", 1024)):
            text = field.get(key)
            if not isinstance(text, str) or not text.strip():
                yield Problem(("fields", number, key), "This field is required")
            elif text_length(text) > limit:
                yield Problem(("fields", number, key), f"Must be {limit} or fewer in length.")


def _check_urls(embed: Json) -> Iterator[Problem]:
    places: list[tuple[tuple[str, ...], JsonValue]] = [(("url",), embed.get("url"))]
    for key, name in (
        ("image", "url"),
        ("thumbnail", "url"),
        ("footer", "icon_url"),
        ("author", "url"),
        ("author", "icon_url"),
    ):
        places.append(((key, name), as_object(embed.get(key)).get(name)))
    for path, url in places:
        if url is None:
            continue
        parts = urlsplit(url) if isinstance(url, str) else urlsplit("")
        if parts.scheme not in {"http", "https", "attachment"} or not parts.netloc:
            yield Problem(path, "Not a well formed URL.")
        elif len(url) > 2048:
            yield Problem(path, "Must be 2048 or fewer in length.")


def _check_timestamp(text: JsonValue) -> Iterator[Problem]:
    if text is None:
        return
    try:
        datetime.fromisoformat(text)
    except (TypeError, ValueError):
        yield Problem(("timestamp",), "Could not parse. Should be ISO8601.")


def embed_length(embed: Json) -> int:
    """Return how much of the limit over all embeds one takes."""
    total = text_length(embed.get("title")) + text_length(embed.get("description"))
    total += text_length(as_object(embed.get("footer")).get("text"))
    total += text_length(as_object(embed.get("author")).get("name"))
    for field in objects(embed.get("fields")):
        total += text_length(field.get("name")) + text_length(field.get("value"))
    return total


def _check_nonce(body: Json) -> Iterator[Problem]:
    nonce = body.get("nonce")
    if isinstance(nonce, str) and len(nonce) > NONCE:
        yield Problem(("nonce",), f"Must be {NONCE} or fewer in length.")
    if body.get("enforce_nonce") and nonce in {None, ""}:
        yield Problem(("enforce_nonce",), "there is no nonce to enforce", refused=False)


def _check_mentions(mentions: Json) -> Iterator[Problem]:
    parse = as_list(mentions.get("parse"))
    for number, kind in enumerate(parse):
        if kind not in {"roles", "users", "everyone"}:
            yield Problem(("allowed_mentions", "parse", number), "Value must be one of the kinds")
    for kind in ("roles", "users"):
        ids = as_list(mentions.get(kind))
        if len(ids) > MENTIONS:
            yield Problem(("allowed_mentions", kind), f"Must be {MENTIONS} or fewer in length.")
        if ids and kind in parse:
            yield Problem(("allowed_mentions", kind), f"parse already allows all {kind}")
        for number, each in enumerate(ids):
            if not re.fullmatch(r"[0-9]{1,20}", str(each)):
                yield Problem(("allowed_mentions", kind, number), "Value is not a snowflake.")
