"""Which hand-written rules hold for which route."""

from collections.abc import Callable

from tests.discord_server.command_rules import check_command, check_commands
from tests.discord_server.errors import ApiError
from tests.discord_server.names import FORUMS, Json
from tests.discord_server.problem import Problem, text_length
from tests.discord_server.rest_interactions import InteractionRoutes
from tests.discord_server.routing import Call
from tests.discord_server.rules import check_message
from tests.discord_server.world import World

THREAD_NAME = 100
ARCHIVE_MINUTES = frozenset({60, 1440, 4320, 10080})

Check = Callable[[Call], list[Problem]]


class RuleBook:
    """Chooses the rules of a request, and tells interactions of errors given to the bot."""

    def __init__(self, *, world: World, interactions: InteractionRoutes) -> None:
        self._world = world
        self._interactions = interactions
        message = "/channels/{channel_id}/messages"
        hook = "/webhooks/{webhook_id}/{webhook_token}"
        callback = "/interactions/{interaction_id}/{interaction_token}/callback"
        self._checks: dict[tuple[str, str], Check] = {
            ("POST", message): _new_message,
            ("PATCH", f"{message}/{{message_id}}"): _edit,
            ("POST", f"{message}/{{message_id}}/threads"): _thread,
            ("POST", "/channels/{channel_id}/threads"): self._thread_or_post,
            ("POST", hook): _new_message,
            ("PATCH", f"{hook}/messages/@original"): _edit,
            ("PATCH", f"{hook}/messages/{{message_id}}"): _edit,
            ("POST", callback): interactions.problems,
        }
        for scope in ("", "/guilds/{guild_id}"):
            base = f"/applications/{{application_id}}{scope}/commands"
            self._checks["PUT", base] = _commands
            self._checks["POST", base] = _command

    def problems(self, call: Call) -> list[Problem]:
        """Return the broken rules of a request."""
        check = self._checks.get((call.method, call.template))
        if check is None:
            return []
        try:
            return check(call)
        except TypeError as error:
            # The judge says which one, where Discord's document is present.
            return [Problem((), f"a value has a wrong type: {error}")]

    def declined(self, call: Call, error: ApiError) -> None:
        """Let the person's side of an interaction see what the bot was answered."""
        token = call.args.get("interaction_token") or call.args.get("webhook_token")
        interaction = self._interactions.interactions.by_token.get(token or "")
        if interaction is not None:
            interaction.result.errors.append(str(error))
            interaction.result.changed()

    def _thread_or_post(self, call: Call) -> list[Problem]:
        problems = _thread(call)
        parent = self._world.channels.get(call.id("channel_id"))
        body = _object(call)
        if parent is not None and parent.type in FORUMS and isinstance(body.get("message"), dict):
            first = check_message(body["message"], files=len(call.files))
            problems += [problem.under("message") for problem in first]
            if len(body.get("applied_tags") or ()) > 5:
                problems.append(Problem(("applied_tags",), "Must be 5 or fewer in length."))
        return problems


def _object(call: Call) -> Json:
    return call.body if isinstance(call.body, dict) else {}


def _new_message(call: Call) -> list[Problem]:
    return list(check_message(_object(call), files=len(call.files)))


def _edit(call: Call) -> list[Problem]:
    return list(check_message(_object(call), files=len(call.files), edits=True))


def _thread(call: Call) -> list[Problem]:
    body = _object(call)
    problems = []
    if not 1 <= text_length(body.get("name")) <= THREAD_NAME:
        problems.append(Problem(("name",), f"Must be between 1 and {THREAD_NAME} in length."))
    if body.get("auto_archive_duration") not in {None, *ARCHIVE_MINUTES}:
        text = f"Value must be one of {sorted(ARCHIVE_MINUTES)}."
        problems.append(Problem(("auto_archive_duration",), text))
    return problems


def _commands(call: Call) -> list[Problem]:
    return list(check_commands(call.body))


def _command(call: Call) -> list[Problem]:
    return list(check_command(_object(call)))
