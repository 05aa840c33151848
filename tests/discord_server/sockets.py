"""Breaking a TCP connection the hard way."""

import asyncio
import socket
import struct


def abort(transport: asyncio.BaseTransport | None) -> None:
    """Reset a connection, so that the peer sees ECONNRESET and not an orderly end."""
    if not isinstance(transport, asyncio.Transport) or transport.is_closing():
        return
    raw = transport.get_extra_info("socket")
    # Linger for zero seconds makes the kernel send RST instead of FIN.
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()
