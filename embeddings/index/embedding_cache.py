"""Vectors that were computed for a generation which is not committed yet.

A committed generation keeps its vectors itself, and a reindex takes over from it what it needs; so this file is
only what an unfinished reindex leaves to the next one, and is removed with the first one that comes to its end. It
is appended to, and each entry has its own checksum: whatever instant the process or the machine stops at, the
entries before it count and the rest does not.

An entry: key (32 bytes), number of dimensions (4, little-endian), float32 values, BLAKE2b of all that (16).
"""

from __future__ import annotations

import hashlib
import os
import struct
from typing import TYPE_CHECKING

import numpy as np

from embeddings.errors import StorageFailed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from embeddings.models.encoder import Vectors

FILE = "embeddings.cache"
_HEAD = struct.Struct("<32sI")
_SUM = 16


class EmbeddingCache:
    """One reindex's view of the file."""

    def __init__(self, data: Path) -> None:
        """Read what is there; raises StorageFailed."""
        self._file = data / FILE
        self._vectors: dict[bytes, Vectors] = {}
        self._sound = 0  # bytes of the file that hold whole entries
        try:
            content = self._file.read_bytes() if self._file.exists() else b""
        except OSError as error:
            raise StorageFailed(self._file, error) from error
        for key, vector, end in _entries(content):
            self._vectors[key] = vector
            self._sound = end

    def get(self, key: bytes, dimensions: int) -> Vectors | None:
        """Return a vector, float32 [dimensions], if it was computed before."""
        vector = self._vectors.get(key)
        return vector if vector is not None and len(vector) == dimensions else None

    def add(self, keys: Sequence[bytes], vectors: Vectors) -> None:
        """Keep the rows of float32 [n, dim] under their keys; raises StorageFailed."""
        entries = b"".join(_entry(key, vector) for key, vector in zip(keys, vectors, strict=True))
        try:
            with open(os.open(self._file, os.O_WRONLY | os.O_CREAT, 0o666), "wb", buffering=0) as stream:  # noqa: PTH123 - neither truncated nor appended to
                stream.truncate(self._sound)
                stream.seek(self._sound)
                written = memoryview(entries)
                while written:
                    written = written[stream.write(written) :]
        except OSError as error:
            raise StorageFailed(self._file, error) from error
        self._sound += len(entries)

    def clear(self) -> None:
        """Forget everything; raises StorageFailed."""
        self._vectors.clear()
        self._sound = 0
        try:
            self._file.unlink(missing_ok=True)
        except OSError as error:
            raise StorageFailed(self._file, error) from error


def _entry(key: bytes, vector: Vectors) -> bytes:
    entry = _HEAD.pack(key, len(vector)) + np.asarray(vector, dtype="<f4").tobytes()
    return entry + hashlib.blake2b(entry, digest_size=_SUM).digest()


def _entries(content: bytes) -> Iterator[tuple[bytes, Vectors, int]]:
    """Yield each entry's key, vector and end, up to the first one that is not whole."""
    at = 0
    while at + _HEAD.size <= len(content):
        key, dimensions = _HEAD.unpack_from(content, at)
        end = at + _HEAD.size + 4 * dimensions
        if hashlib.blake2b(content[at:end], digest_size=_SUM).digest() != content[end : end + _SUM]:
            return
        yield key, np.frombuffer(content[at + _HEAD.size : end], dtype="<f4").astype(np.float32), end + _SUM
        at = end + _SUM
