import ssl

import aiohttp
import pytest
from aiohttp.client_reqrep import ConnectionKey

from bot.feeds.reasons import reason_of_error, reason_of_status

KEY = ConnectionKey(
    "outlet.example",
    443,
    is_ssl=True,
    ssl=True,
    proxy=None,
    proxy_auth=None,
    proxy_headers_hash=None,
)


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (
            aiohttp.ClientConnectorDNSError(KEY, OSError(-2, "Name or service not known")),
            "there is no server of this name",
        ),
        (
            aiohttp.ClientConnectorCertificateError(KEY, ssl.CertificateError("expired")),
            "the server's certificate is not valid",
        ),
        (
            aiohttp.ClientConnectorSSLError(KEY, ssl.SSLError(1, "wrong version number")),
            "the server takes no secure connection",
        ),
        (
            aiohttp.ClientConnectorError(KEY, OSError("Multiple exceptions")),
            "the server takes no connection (Multiple exceptions)",
        ),
        (
            aiohttp.ClientConnectorError(KEY, TimeoutError()),
            "the server takes no connection (TimeoutError)",
        ),
    ],
)
def test_what_loopback_cannot_show_is_told_in_words_too(error: Exception, reason: str) -> None:
    """No test leaves the machine: names that do not resolve and bad certificates are made."""
    assert reason_of_error(error) == reason


@pytest.mark.parametrize("status", [401, 402, 403, 404, 429, 451, 500, 503])
def test_every_status_is_named(status: int) -> None:
    assert str(status) in reason_of_status(status, headers={})


def test_a_missing_page_behind_cloudflare_is_the_servers_own_matter() -> None:
    headers = {"Server": "cloudflare"}

    assert reason_of_status(404, headers=headers) == reason_of_status(404, headers={})
