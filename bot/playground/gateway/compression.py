"""Transport compression of the gateway: one stream a connection, every message ends on a flush."""

from __future__ import annotations

import zlib
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def compressor(wanted: str | None) -> Callable[[bytes], bytes] | None:
    """Return what turns a message into its compressed bytes; None where messages go out as text.

    `wanted` is the `compress` parameter of the client's address. zstd-stream is served where the package
    `zstandard` is installed, which is also where a client asks for it.

    Raises:
        ValueError: no such compression.

    """
    if wanted is None:
        return None
    if wanted == "zlib-stream":
        deflate = zlib.compressobj()
        return lambda data: deflate.compress(data) + deflate.flush(zlib.Z_SYNC_FLUSH)
    if wanted == "zstd-stream" and find_spec("zstandard") is not None:
        # By name: it ships no types for the checker, and is only there where the client has it too.
        zstandard = import_module("zstandard")
        stream = zstandard.ZstdCompressor().compressobj()
        return lambda data: stream.compress(data) + stream.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK)
    raise ValueError(wanted)
