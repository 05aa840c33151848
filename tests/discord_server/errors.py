"""What the server answers when it declines, and what it raises at a test."""

from tests.discord_server.names import Json, JsonValue


class ApiError(Exception):
    """A request is answered with an error, in Discord's words and numbers."""

    def __init__(self, status: int, code: int, message: str, *, errors: Json | None = None) -> None:
        super().__init__(f"{status}/{code} {message}")
        self.status = status
        self.body: dict[str, JsonValue] = {"message": message, "code": code}
        if errors is not None:
            self.body["errors"] = errors


class ClientRefusal(AssertionError):
    """A test asks for what Discord's own client would not let a person do.

    An unknown command, a missing option, a disabled button: raised at the test, nothing is sent.
    """


class SubLimited(ApiError):
    """A limit that no header tells of; the bot may try again after some seconds."""

    def __init__(self, code: int, message: str, *, retry_after: float) -> None:
        super().__init__(429, code, message)
        self.body |= {"retry_after": round(retry_after, 3), "global": False}


def missing_access() -> ApiError:
    """The bot cannot see the channel."""
    return ApiError(403, 50001, "Missing Access")


def missing_permissions() -> ApiError:
    """The bot sees the channel and may not do this there."""
    return ApiError(403, 50013, "Missing Permissions")


def unknown(what: str) -> ApiError:
    """The thing is not there, or was deleted."""
    codes = {
        "Application Command": 10063,
        "Channel": 10003,
        "Guild": 10004,
        "Interaction": 10062,
        "Member": 10007,
        "Message": 10008,
        "Role": 10011,
        "User": 10013,
        "Webhook": 10015,
    }
    return ApiError(404, codes[what], f"Unknown {what}")


def invalid_form(errors: Json) -> ApiError:
    """The body breaks a rule; `errors` says which, nested as the body is."""
    return ApiError(400, 50035, "Invalid Form Body", errors=errors)
