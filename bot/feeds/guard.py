"""No feed address leads into a private network: the last gate before a socket is opened.

People in Discord name feed addresses, and servers redirect. A resolver that refuses private
addresses is not asked for `http://10.0.0.1/`, nor for a redirect to it; the socket factory of
aiohttp's connector sees the final address of every single connect.
"""

import socket
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from aiohttp import AddrInfoType

from bot.errors import ConfigError

PORTS = frozenset({80, 443, 8080, 8443})
"""Where web servers listen; a feed on any other port must be allowed by name."""

_NAT64 = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))
_LAST_32_BITS = (1 << 32) - 1


class AddressRefused(OSError):
    """The guard does not let a connection out to this address."""

    def __init__(self, host: str, port: int) -> None:
        # The same words for every address: the connector tries all of a name and hands on the
        # first error as it is only when all say the same.
        super().__init__("no public web address")
        self.address = _joined(host, port)


class Guard:
    """Decides which addresses a feed may be read from.

    Args:
        allowed: addresses that may be reached though they are private, each "IP:port" with `*`
            for any port, IPv6 in brackets: "127.0.0.1:8080", "[::1]:*".

    Raises:
        ConfigError: an allowed address is not written like that.
    """

    def __init__(self, *, allowed: Iterable[str] = ()) -> None:
        self._allowed = frozenset(map(_allowed_address, allowed))

    def permits(self, host: str, *, port: int) -> bool:
        """Tell whether a connection to this IP address and port may be opened."""
        try:
            address = ip_address(host.partition("%")[0])
        except ValueError:
            return False
        if not self._allowed.isdisjoint({(address, port), (address, None)}):
            return True
        return port in PORTS and is_public(address)

    def socket(self, info: AddrInfoType) -> socket.socket:
        """Return a new socket for a permitted address: aiohttp's socket factory.

        Raises:
            AddressRefused: it is not permitted; no socket was opened.
        """
        family, kind, protocol, _, address = info
        host, port = str(address[0]), int(address[1])
        if not self.permits(host, port=port):
            raise AddressRefused(host, port)
        return socket.socket(family, kind, protocol)


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Tell whether an address belongs to the public internet.

    Addresses of IPv6 that carry one of IPv4 are judged by the one that they carry.
    """
    inner = _carried(address) if isinstance(address, IPv6Address) else None
    if inner is not None:
        return is_public(inner)
    return address.is_global and not address.is_multicast and not address.is_reserved


def _carried(address: IPv6Address) -> IPv4Address | None:
    if address.ipv4_mapped:
        return address.ipv4_mapped
    if address.sixtofour:
        return address.sixtofour
    if address.teredo:
        return address.teredo[1]
    if any(address in network for network in _NAT64):
        return IPv4Address(int(address) & _LAST_32_BITS)
    if int(address) >> 32 == 0:
        # The old IPv4-compatible form, ::10.0.0.1; `::` and `::1` are among them.
        return IPv4Address(int(address) & _LAST_32_BITS)
    return None


def _allowed_address(text: str) -> tuple[IPv4Address | IPv6Address, int | None]:
    host, _, port = text.strip().rpartition(":")
    try:
        address = ip_address(host.removeprefix("[").removesuffix("]"))
        if port == "*":
            return address, None
        number = int(port)
    except ValueError as error:
        raise ConfigError(
            f'"{text}" is no address that can be allowed; write it as "127.0.0.1:8080", '
            'or "127.0.0.1:*" for every port'
        ) from error
    return address, number


def _joined(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
