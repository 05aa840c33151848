"""The two ways in which Discord compresses a gateway connection, each one endless stream."""

import zlib
from typing import Protocol

import zstandard


class Compressor(Protocol):
    """Turns each message into one binary frame."""

    def frame(self, text: str) -> bytes:
        """Return the frame; the stream goes on after it."""
        ...


class ZlibStream:
    """`compress=zlib-stream`: one zlib stream, flushed after each message."""

    def __init__(self) -> None:
        self._stream = zlib.compressobj()

    def frame(self, text: str) -> bytes:
        """Return the message up to the four bytes by which clients find its end."""
        return self._stream.compress(text.encode()) + self._stream.flush(zlib.Z_SYNC_FLUSH)


class ZstdStream:
    """`compress=zstd-stream`: one zstd frame that never ends, a block for each message."""

    def __init__(self) -> None:
        self._stream = zstandard.ZstdCompressor().compressobj()

    def frame(self, text: str) -> bytes:
        """Return the message as one or more whole blocks."""
        data = self._stream.compress(text.encode())
        return data + self._stream.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK)


def compressor(name: str | None) -> Compressor | None:
    """Return what the connection's query asked for; None sends plain text."""
    if name == "zlib-stream":
        return ZlibStream()
    if name == "zstd-stream":
        return ZstdStream()
    return None
