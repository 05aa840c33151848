"""Both ways in which a client reads the gateway.

discord.py defines only one of the two, by whether `zstandard` is installed; the tests need both.
"""

import zlib

import zstandard


class Zlib:
    """What discord.py does without `zstandard`."""

    COMPRESSION_TYPE = "zlib-stream"

    def __init__(self) -> None:
        self._stream = zlib.decompressobj()

    def decompress(self, data: bytes) -> str:
        """Return the one message of a frame."""
        assert data.endswith(b"\x00\x00\xff\xff"), "each frame ends a message"
        return self._stream.decompress(data).decode()


class Zstd:
    """What discord.py does with `zstandard`."""

    COMPRESSION_TYPE = "zstd-stream"

    def __init__(self) -> None:
        self._stream = zstandard.ZstdDecompressor().decompressobj()

    def decompress(self, data: bytes) -> str:
        """Return the one message of a frame."""
        return self._stream.decompress(data).decode()


DECOMPRESSORS = {each.COMPRESSION_TYPE: each for each in (Zlib, Zstd)}
