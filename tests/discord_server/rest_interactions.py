"""REST: first answers to interactions, their edits and follow-ups; no `Authorization`."""

from typing import Final

from tests.discord_server import payloads
from tests.discord_server.command_rules import check_callback
from tests.discord_server.errors import ApiError, unknown
from tests.discord_server.interactions import Interaction, Interactions
from tests.discord_server.messages import Messages
from tests.discord_server.names import (
    EPHEMERAL,
    LOADING,
    CallbackType,
    InteractionType,
    Json,
)
from tests.discord_server.problem import Problem
from tests.discord_server.rest_messages import reject_emptied
from tests.discord_server.routing import NO_CONTENT, Call, Reply, Route
from tests.discord_server.world import Message, World

_COMMAND_REPLY, _COMPONENT_REPLY = 20, 0
_DEFERRED: Final = {CallbackType.DEFERRED_MESSAGE, CallbackType.DEFERRED_UPDATE}


class InteractionRoutes:
    """The bot's side of interactions."""

    def __init__(self, *, world: World, messages: Messages, interactions: Interactions) -> None:
        self.world = world
        self.messages = messages
        self.interactions = interactions

    def routes(self) -> list[Route]:
        """Return the routes of this part."""
        hook = "/webhooks/{webhook_id}/{webhook_token}"
        callback = "/interactions/{interaction_id}/{interaction_token}/callback"
        routes = [
            Route("POST", callback, self.answer, open=True),
            Route("POST", hook, self.follow_up, open=True),
        ]
        for one in (f"{hook}/messages/@original", f"{hook}/messages/{{message_id}}"):
            routes += [
                Route("GET", one, self.get, open=True),
                Route("PATCH", one, self.edit, open=True),
                Route("DELETE", one, self.delete, open=True),
            ]
        return routes

    def problems(self, call: Call) -> list[Problem]:
        """Return what is wrong with a first answer; its kind must suit the interaction's."""
        interaction = self.interactions.by_token.get(call.args["interaction_token"])
        if interaction is None or not isinstance(call.body, dict):
            return []
        return list(check_callback(call.body, interaction=interaction.kind, files=len(call.files)))

    def answer(self, call: Call) -> Reply:
        """Take the first answer: once, and within three seconds."""
        interaction = self.interactions.by_token.get(call.args["interaction_token"])
        if interaction is None or interaction.id != call.id("interaction_id"):
            raise unknown("Interaction")
        if self.world.clock.now() - interaction.at > self.interactions.answer_limit_s:
            raise unknown("Interaction")
        if interaction.answered:
            raise ApiError(400, 40060, "Interaction has already been acknowledged.")
        kind = CallbackType(call.body["type"])
        data: Json = call.body.get("data") or {}
        result = interaction.result
        if kind in {CallbackType.MESSAGE, CallbackType.DEFERRED_MESSAGE}:
            if kind is CallbackType.DEFERRED_MESSAGE:
                data = {"flags": (data.get("flags") or 0) & EPHEMERAL}
            result.original = self._write(interaction, data, call)
            if kind is CallbackType.DEFERRED_MESSAGE:
                result.original.payload["flags"] |= LOADING
        elif kind in {CallbackType.UPDATE, CallbackType.DEFERRED_UPDATE}:
            if interaction.source is None:
                raise unknown("Message")
            result.original = interaction.source
            if kind is CallbackType.UPDATE:
                self._change(interaction, interaction.source, data)
        interaction.answered = True
        result.callback = call.body
        result.changed()
        if not call.flag("with_response"):
            return NO_CONTENT
        return Reply(self._outcome(interaction, kind))

    def follow_up(self, call: Call) -> Reply:
        """Send one more message; right after a deferral it takes the loading message's place."""
        interaction = self._open(call)
        result = interaction.result
        body: Json = call.body or {}
        if result.original is not None and result.loading:
            self._change(interaction, result.original, body)
            message = result.original
        else:
            message = self._write(interaction, body, call)
            result.followups.append(message)
        result.changed()
        return Reply(message.payload)

    def get(self, call: Call) -> Reply:
        """Return the first answer's message, or a follow-up."""
        return Reply(self._find(self._open(call), call).payload)

    def edit(self, call: Call) -> Reply:
        """Change the first answer's message, or a follow-up."""
        interaction = self._open(call)
        message = self._find(interaction, call)
        if not message.payload["flags"] & LOADING:
            reject_emptied(message, call.body or {})
        self._change(interaction, message, call.body or {})
        interaction.result.changed()
        return Reply(message.payload)

    def delete(self, call: Call) -> Reply:
        """Delete the first answer's message, or a follow-up."""
        interaction = self._open(call)
        message = self._find(interaction, call)
        if self.interactions.ephemeral.pop(message.id, None) is None:
            self.messages.delete(interaction.channel, message)
        result = interaction.result
        if message is result.original:
            result.original = None
        else:
            result.followups.remove(message)
        result.changed()
        return NO_CONTENT

    def _open(self, call: Call) -> Interaction:
        """Return an interaction that was answered and whose token lives."""
        interaction = self.interactions.by_token.get(call.args["webhook_token"])
        if interaction is None or call.id("webhook_id") != self.world.application_id:
            raise unknown("Webhook")
        age = self.world.clock.now() - interaction.at
        if not interaction.answered or age > self.interactions.token_limit_s:
            raise unknown("Webhook")
        return interaction

    def _find(self, interaction: Interaction, call: Call) -> Message:
        result = interaction.result
        known = [result.original, *result.followups]
        if "message_id" not in call.args:
            known = known[:1]
        for message in known:
            if message is None or call.args.get("message_id") not in {None, str(message.id)}:
                continue
            # Deleted by another way: by an admin, or with its channel.
            there = message.id in interaction.channel.messages
            if there or message.id in self.interactions.ephemeral:
                return message
        raise unknown("Message")

    def _write(self, interaction: Interaction, body: Json, call: Call) -> Message:
        command = interaction.kind is InteractionType.COMMAND
        extra: Json = {
            "type": _COMMAND_REPLY if command else _COMPONENT_REPLY,
            "application_id": str(self.world.application_id),
            "webhook_id": str(self.world.application_id),
            "interaction_metadata": self._metadata(interaction),
        }
        if command:
            extra["interaction"] = {
                "id": str(interaction.id),
                "type": int(interaction.kind),
                "name": interaction.data["name"],
                "user": payloads.user(interaction.user),
            }
        # Unlike ordinary messages, answers ping only users when nothing is said.
        mentions: Json = {"allowed_mentions": {"parse": ["users"]}}
        body = mentions | body
        channel, bot = interaction.channel, self.world.bot
        if not (body.get("flags") or 0) & EPHEMERAL:
            return self.messages.create(channel, body, author=bot, files=call.files, extra=extra)
        message = self.messages.compose(channel, body, author=bot, files=call.files, extra=extra)
        self.interactions.ephemeral[message.id] = (message, interaction)
        return message

    def _change(self, interaction: Interaction, message: Message, body: Json) -> None:
        message.payload["flags"] &= ~LOADING
        public = message.id in interaction.channel.messages
        self.messages.edit(interaction.channel, message, body, tell=public)
        interaction.result.edits.append(body)

    def _metadata(self, interaction: Interaction) -> Json:
        guild = interaction.guild
        metadata: Json = {
            "id": str(interaction.id),
            "type": int(interaction.kind),
            "user": payloads.user(interaction.user),
            "authorizing_integration_owners": {"0": "0" if guild is None else str(guild.id)},
        }
        if interaction.kind is InteractionType.COMPONENT and interaction.source is not None:
            metadata["interacted_message_id"] = str(interaction.source.id)
        if interaction.kind is InteractionType.MODAL:
            metadata["triggering_interaction_metadata"] = {
                "id": str(interaction.id),
                "type": int(InteractionType.COMMAND),
                "user": payloads.user(interaction.user),
                "authorizing_integration_owners": metadata["authorizing_integration_owners"],
            }
        return metadata

    def _outcome(self, interaction: Interaction, kind: CallbackType) -> Json:
        outcome: Json = {"id": str(interaction.id), "type": int(interaction.kind)}
        message = interaction.result.original
        if message is None:
            return {"interaction": outcome}
        flags = message.payload["flags"]
        outcome |= {
            "response_message_id": str(message.id),
            "response_message_loading": bool(flags & LOADING),
            "response_message_ephemeral": bool(flags & EPHEMERAL),
        }
        if kind in _DEFERRED:
            return {"interaction": outcome}
        resource = {"type": int(kind), "message": message.payload}
        return {"interaction": outcome, "resource": resource}
