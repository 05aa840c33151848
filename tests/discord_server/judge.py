"""Discord's own OpenAPI file as judge of every request and every response.

The file lies beside the project (`../shared/discord/openapi.json`); where it is absent only the
hand-written rules (`rules.py`, `command_rules.py`) hold.
"""

import copy
import functools
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import jsonschema_rs

from tests.discord_server.names import Json, JsonValue

OPENAPI = Path(__file__).resolve().parents[2].parent / "shared" / "discord" / "openapi.json"
URN = "urn:dramawire:discord"

# Undocumented queries that discord.py sends.
TOLERATED_QUERIES = frozenset({"use_nested_fields"})


@dataclass(frozen=True, slots=True)
class Finding:
    """One way in which a body differs from the document.

    Attributes:
        path: keys and indexes to the value, from the body's root.
        strict: found only because unknown keys count; Discord itself would take the body.
    """

    path: tuple[str | int, ...]
    text: str
    strict: bool = False


def escape(part: str) -> str:
    """Return a key as a JSON pointer in a URI; raw braces are refused by jsonschema-rs."""
    for raw, escaped in (("~", "~0"), ("/", "~1"), ("{", "%7B"), ("}", "%7D")):
        part = part.replace(raw, escaped)
    return part


def closed(document: Json) -> Json:
    """Return the document with unknown keys forbidden wherever it names keys."""
    strict = copy.deepcopy(document)
    # Those of the paths are forms with files, which are judged by their JSON part alone.
    parts = {ref.rpartition("/")[2] for ref in _all_of_refs(document["components"])}
    for name, schema in strict["components"]["schemas"].items():
        # A schema that is only one part of an allOf must let the other parts' keys pass.
        if "properties" in schema and "additionalProperties" not in schema and name not in parts:
            schema["additionalProperties"] = False
    return strict


def with_numeric_ids(document: Json) -> Json:
    """Return the document with ids as numbers too: Discord takes both, discord.py sends both."""
    schemas = document["components"]["schemas"]
    either = {"anyOf": [schemas["SnowflakeType"], {"type": "integer", "minimum": 0}]}
    schemas = schemas | {"SnowflakeType": either}
    return document | {"components": document["components"] | {"schemas": schemas}}


def _all_of_refs(node: JsonValue) -> Iterator[str]:
    if isinstance(node, dict):
        for part in node.get("allOf", ()):
            if "$ref" in part:
                yield part["$ref"]
        for value in node.values():
            yield from _all_of_refs(value)
    elif isinstance(node, list):
        for value in node:
            yield from _all_of_refs(value)


class Judge:
    """Checks bodies and queries against one OpenAPI document."""

    def __init__(self, document: Json) -> None:
        self._paths: Json = document["paths"]
        # Responses as the document says; requests may have ids as numbers; both also strictly.
        lenient = with_numeric_ids(document)
        self._documents = {
            (False, False): jsonschema_rs.Registry([(URN, document)]),
            (False, True): jsonschema_rs.Registry([(URN, closed(document))]),
            (True, False): jsonschema_rs.Registry([(URN, lenient)]),
            (True, True): jsonschema_rs.Registry([(URN, closed(lenient))]),
        }
        self._validators: dict[tuple[str, bool, bool], jsonschema_rs.Draft202012Validator] = {}
        # The server may name a path's parameters otherwise than the document does.
        self._templates = {_shape(template): template for template in self._paths}

    def template(self, template: str) -> str | None:
        """Return the document's own spelling of a path."""
        return self._templates.get(_shape(template))

    def request(
        self, method: str, template: str, *, query: Mapping[str, str], body: JsonValue
    ) -> list[Finding]:
        """Return what is wrong with a request; nothing for a good one."""
        operation, pointer = self._operation(method, template)
        if operation is None:
            return [Finding((), f"{method} {template} is not in the document")]
        known = {
            each["name"] for each in operation.get("parameters", ()) if each.get("in") == "query"
        }
        findings = [
            Finding((name,), "unknown query parameter", strict=True)
            for name in sorted(set(query) - known - TOLERATED_QUERIES)
        ]
        if body is None:
            if operation.get("requestBody", {}).get("required"):
                findings.append(Finding((), "a body is required"))
            return findings
        if "requestBody" not in operation:
            return [*findings, Finding((), "no body is expected", strict=True)]
        pointer += "/requestBody/content/application~1json/schema"
        return findings + self._check(pointer, tolerated(method, template, body), sent=True)

    def response(
        self, method: str, template: str, *, status: int, body: JsonValue
    ) -> list[Finding]:
        """Return what is wrong with an answer of the server."""
        operation, pointer = self._operation(method, template)
        if operation is None:
            return []
        responses = operation["responses"]
        key = next((key for key in (str(status), f"{status // 100}XX") if key in responses), None)
        if key is None:
            # The document names no 5xx: those are the proxy's.
            return [] if status >= 500 else [Finding((), f"status {status} is not in the document")]
        response = responses[key]
        if "$ref" in response:
            name = response["$ref"].rpartition("/")[2]
            pointer = f"{URN}#/components/responses/{name}"
            has_content = True
        else:
            pointer += f"/responses/{key}"
            has_content = "content" in response
        if not has_content:
            return [] if body is None else [Finding((), f"status {status} has no body")]
        return self._check(f"{pointer}/content/application~1json/schema", body, sent=False)

    def _operation(self, method: str, template: str) -> tuple[Json | None, str]:
        spelled = self.template(template)
        if spelled is None:
            return None, ""
        operation = self._paths[spelled].get(method.lower())
        return operation, f"{URN}#/paths/{escape(spelled)}/{method.lower()}"

    def _check(self, pointer: str, body: JsonValue, *, sent: bool) -> list[Finding]:
        findings = [
            Finding(tuple(error.instance_path), error.message)
            for error in self._validator(pointer, sent=sent, strict=False).iter_errors(body)
        ]
        # The strict verdict only where the plain one is good: a union repeats each error.
        return findings or [
            Finding(tuple(error.instance_path), error.message, strict=True)
            for error in self._validator(pointer, sent=sent, strict=True).iter_errors(body)
        ]

    def _validator(
        self, pointer: str, *, sent: bool, strict: bool
    ) -> jsonschema_rs.Draft202012Validator:
        key = (pointer, sent, strict)
        if key not in self._validators:
            self._validators[key] = jsonschema_rs.Draft202012Validator(
                {"$ref": pointer}, registry=self._documents[sent, strict], validate_formats=True
            )
        return self._validators[key]


def _shape(template: str) -> str:
    return re.sub(r"\{[^}]*\}", "{}", template)


def tolerated(method: str, template: str, body: JsonValue) -> JsonValue:
    """Return the body without what discord.py is known to add, and Discord to accept.

    `flags` in embeds, `nsfw` in commands, `tts` where a message is edited or opens a forum post,
    and the `type` of a forum post. Everything else that is unknown counts.
    """
    body = copy.deepcopy(body)
    if template.endswith("/commands"):
        for command in body if isinstance(body, list) else [body]:
            if isinstance(command, dict):
                command.pop("nsfw", None)
        return body
    if not isinstance(body, dict):
        return body
    message: JsonValue = body
    if template.endswith("/callback"):
        message = body.get("data")
        edits = body.get("type") == 7
    elif template.endswith("/threads"):
        message = body.get("message")
        edits = True
        if message is not None:
            body.pop("type", None)
    else:
        edits = method == "PATCH"
    if isinstance(message, dict):
        _tolerate_message(message, edits=edits)
    return body


def _tolerate_message(message: Json, *, edits: bool) -> None:
    if edits:
        message.pop("tts", None)
    for embed in _dicts(message.get("embeds")):
        embed.pop("flags", None)


def _dicts(values: JsonValue) -> Iterator[Json]:
    if isinstance(values, list):
        yield from (value for value in values if isinstance(value, dict))


@functools.cache
def load_judge() -> Judge | None:
    """Return the judge over Discord's document, or None where the file is absent."""
    if not OPENAPI.is_file():
        return None
    return Judge(json.loads(OPENAPI.read_bytes()))
