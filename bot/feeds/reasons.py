"""Why a feed could not be fetched, in words for the person who runs the bot."""

from collections.abc import Mapping

import aiohttp

from bot.feeds.guard import AddressRefused

_STATUSES = {
    401: "the server asks for a password (HTTP 401)",
    402: "the server asks for money (HTTP 402)",
    403: "the server forbids us to read it (HTTP 403)",
    404: "there is nothing at this address (HTTP 404)",
    429: "the server says that we ask too often (HTTP 429)",
    451: "the server may not show it to us for legal reasons (HTTP 451)",
    503: "the server is out of service for now (HTTP 503)",
}
_CHALLENGED = (403, 429, 503)
_REFUSED = (401, 402, 403, 451)


def reason_of_status(status: int, *, headers: Mapping[str, str]) -> str:
    """Return why an answer with this status gives no feed."""
    if status in _CHALLENGED and headers.get("cf-mitigated", "").casefold() == "challenge":
        return f"Cloudflare's check for people keeps us out (HTTP {status})"
    if status in _REFUSED and "cloudflare" in headers.get("Server", "").casefold():
        return f"Cloudflare, before the server, keeps us out (HTTP {status})"
    return _STATUSES.get(status, f"the server answers HTTP status {status}")


def reason_of_error(error: Exception) -> str:
    """Return why there was no answer."""
    for cause in (getattr(error, "os_error", None), error):
        if isinstance(cause, AddressRefused):
            return f"it leads to {cause.address}, which is no public web address"
    match error:
        case aiohttp.ClientConnectorDNSError():
            return "there is no server of this name"
        case aiohttp.ClientConnectorCertificateError():
            return "the server's certificate is not valid"
        case aiohttp.ClientSSLError():
            return "the server takes no secure connection"
        case aiohttp.TooManyRedirects():
            return f"the server redirects more than {len(error.history) - 1} times"
        case aiohttp.NonHttpUrlRedirectClientError():
            return "the server redirects to something that is no web address"
        case aiohttp.InvalidURL():
            return "this, or what the server redirects to, is no web address"
        case aiohttp.ClientConnectorError():
            return f"the server takes no connection ({_words(error.os_error)})"
        case aiohttp.ClientPayloadError():
            return "the answer breaks off"
        case aiohttp.ServerDisconnectedError() | ConnectionError():
            return "the server has cut the connection"
    return f"the answer is no proper HTTP ({type(error).__name__})"


def _words(error: OSError) -> str:
    return error.strerror or str(error) or type(error).__name__
