import socket
from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ConfigError
from bot.feeds.guard import PORTS, AddressRefused, Guard, is_public


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "2606:4700::6810:84e5"])
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "169.254.169.254",
        "0.0.0.0",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fc00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "::10.0.0.1",
        "2002:7f00:1::",
        "2002:a00:1::1",
        "64:ff9b::a00:1",
        "64:ff9b:1::7f00:1",
        "2001:0:5ef5:79fb:0:0:f5ff:fffe",
    ],
)
def test_private_addresses_are_not_public_in_any_clothes(address: str) -> None:
    """Mapped, 6to4, Teredo, NAT64 and compatible forms lead where their IPv4 address leads."""
    assert not is_public(ip_address(address))


def test_a_public_address_in_other_clothes_stays_public() -> None:
    assert is_public(ip_address("64:ff9b::808:808"))
    assert is_public(ip_address("::ffff:8.8.8.8"))


@given(st.integers(min_value=0, max_value=2**32 - 1).map(IPv4Address))
def test_a_mapped_address_is_judged_as_the_address_it_carries(address: IPv4Address) -> None:
    mapped = IPv6Address(f"::ffff:{address}")

    assert is_public(mapped) == is_public(address)


@given(st.integers(min_value=1, max_value=65_535))
def test_only_web_ports_are_open(port: int) -> None:
    assert Guard().permits("8.8.8.8", port=port) == (port in PORTS)


def test_an_allowed_address_is_open_on_its_port_only() -> None:
    guard = Guard(allowed=["127.0.0.1:9000"])

    assert guard.permits("127.0.0.1", port=9000)
    assert not guard.permits("127.0.0.1", port=80)
    assert not guard.permits("127.0.0.2", port=9000)
    assert not guard.permits("::1", port=9000)


def test_a_star_allows_every_port_of_one_address() -> None:
    guard = Guard(allowed=["[::1]:*"])

    assert guard.permits("::1", port=1234)
    assert not guard.permits("127.0.0.1", port=1234)


def test_a_scope_does_not_hide_a_local_address() -> None:
    assert not Guard().permits("fe80::1%eth0", port=80)


def test_what_is_no_address_is_refused() -> None:
    assert not Guard().permits("localhost", port=80)


@pytest.mark.parametrize("text", ["127.0.0.1", "localhost:80", "127.0.0.1:http", ":80", ""])
def test_a_wrong_allowed_address_is_named_with_the_way_to_write_it(text: str) -> None:
    with pytest.raises(ConfigError, match=r'write it as "127\.0\.0\.1:8080"'):
        Guard(allowed=[text])


def test_a_socket_is_opened_for_a_permitted_address_only() -> None:
    guard = Guard()
    kind = socket.SOCK_STREAM

    opened = guard.socket((socket.AF_INET, kind, socket.IPPROTO_TCP, "", ("8.8.8.8", 443)))
    opened.close()
    with pytest.raises(AddressRefused) as refused:
        guard.socket((socket.AF_INET6, kind, socket.IPPROTO_TCP, "", ("::1", 80, 0, 0)))

    assert opened.family == socket.AF_INET
    assert refused.value.address == "[::1]:80"
