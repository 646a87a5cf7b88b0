"""Fill a generation's store: what did not change from the store before, everything else from the folder."""

from __future__ import annotations

import hashlib
import os
import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from embeddings.documents.reading import content_of
from embeddings.errors import DocumentRefused, StorageFailed
from embeddings.index.building.comparing import sidecar_state
from embeddings.index.storage.snapshot import FileState, SourceFile, Stamp, digest
from embeddings.index.storage.writer import StoreWriter
from embeddings.progress import Progress, Stage
from embeddings.report import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from embeddings.index.building.comparing import Look
    from embeddings.index.generations.generation import Generation
    from embeddings.index.storage.preparation import PreparedDocument, Preparer
    from embeddings.models.encoder import Encoder, Vectors
    from embeddings.settings import ArchiveSettings

# Vectors that were computed for a generation which is not committed yet.
#
# A committed generation keeps its vectors itself, and a reindex takes over from it what it needs; so this file is
# only what an unfinished reindex leaves to the next one, and is removed with the first one that comes to its end.
# It is appended to, and each entry has its own checksum: whatever instant the process or the machine stops at, the
# entries before it count and the rest does not.
#
# An entry: key (32 bytes), number of dimensions (4, little-endian), float32 values, BLAKE2b of all that (16).

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


# Give every passage its vector: the known ones are taken over, the others computed.

ENCODED_AT_ONCE = 64  # texts between two reports of progress, and between two additions to the cache


@dataclass(slots=True)
class KnownVectors:
    """Vectors of an earlier generation and of an unfinished reindex, by what names them."""

    dimensions: int
    cache: EmbeddingCache
    base: Generation | None = None
    rows: dict[bytes, int] = field(default_factory=dict)  # of the base

    @classmethod
    def of(cls, base: Generation | None, cache: EmbeddingCache, dimensions: int) -> KnownVectors:
        """Return those that fit a model of so many dimensions."""
        if base is None or base.vectors.dimensions != dimensions:
            return cls(dimensions, cache)
        return cls(dimensions, cache, base, base.store.vector_rows())

    def __contains__(self, key: bytes) -> bool:
        return key in self.rows or self.cache.get(key, self.dimensions) is not None

    def fill(self, keys: Sequence[bytes]) -> Vectors:
        """Return float32 [keys, dim]; rows whose vector is not known hold anything."""
        vectors = np.empty((len(keys), self.dimensions), dtype=np.float32)
        if self.base is not None:
            there = [(at, row) for at, key in enumerate(keys) if (row := self.rows.get(key)) is not None]
            if there:
                at, rows = np.array(there, dtype=np.int64).T
                vectors[at] = self.base.vectors.rows(np.ascontiguousarray(rows))
        for place, key in enumerate(keys):
            if key not in self.rows and (vector := self.cache.get(key, self.dimensions)) is not None:
                vectors[place] = vector
        return vectors


@dataclass(slots=True)
class Wanted:
    """What is to be embedded."""

    keys: list[bytes] = field(default_factory=list)  # one a row of the vector index
    texts: dict[bytes, str] = field(default_factory=dict)  # those whose vectors are not known, equal ones once

    def add(self, keys: Sequence[bytes], texts: Sequence[str], known: KnownVectors) -> None:
        """Add a document's."""
        self.keys += keys
        self.texts.update((key, text) for key, text in zip(keys, texts, strict=True) if key not in known)


def encode(encoder: Encoder, wanted: Wanted, known: KnownVectors, progress: Progress) -> Vectors:
    """Return float32 [rows, dim]; what is computed is put into the cache as it comes."""
    vectors = known.fill(wanted.keys)
    rows: dict[bytes, list[int]] = {key: [] for key in wanted.texts}
    for row, key in enumerate(wanted.keys):
        if key in rows:
            rows[key].append(row)
    # The longest first: the time left is never more than it seems.
    missing = sorted(wanted.texts, key=lambda key: len(wanted.texts[key]), reverse=True)
    for at in range(0, len(missing), ENCODED_AT_ONCE):
        progress(Stage.ENCODING, at, len(missing))
        keys = missing[at : at + ENCODED_AT_ONCE]
        computed = encoder.encode([wanted.texts[key] for key in keys])
        known.cache.add(keys, computed)
        for key, vector in zip(keys, computed, strict=True):
            vectors[rows[key]] = vector
    progress(Stage.ENCODING, len(missing), len(missing))
    return vectors


@dataclass(slots=True)
class Gathered:
    """What a generation is made of, vectors left out."""

    files: dict[str, SourceFile] = field(default_factory=dict)
    read: list[str] = field(default_factory=list)  # documents that are not as they were
    passages: int = 0
    wanted: Wanted = field(default_factory=Wanted)


def gather(
    file: Path,
    look: Look,
    base: Generation | None,
    *,
    preparer: Preparer,
    known: KnownVectors,
    settings: ArchiveSettings,
    progress: Progress,
) -> Gathered:
    """Write the store of a new generation to `file`; raises StorageFailed.

    `base` holds the documents that `look` found unchanged, and `known` the vectors of all its passages.
    """
    gathered = Gathered()
    writer = StoreWriter(file, None if base is None else base.store)
    try:
        for done, path in enumerate(look.paths):
            progress(Stage.READING, done, len(look.paths))
            if (unchanged := look.unchanged.get(path)) is not None and base is not None:
                gathered.files[path] = unchanged
                if unchanged.refused is None:
                    gathered.wanted.keys += writer.carry_over(path)
                continue
            gathered.files[path], prepared = read(path, preparer, settings)
            if prepared is not None:
                writer.add(prepared)
                gathered.read.append(path)
                gathered.wanted.add(prepared.keys, prepared.embedded, known)
        gathered.passages = writer.passages
        progress(Stage.READING, len(look.paths), len(look.paths))
        writer.finish()
    except BaseException:
        writer.abandon()
        raise
    return gathered


def read(path: str, preparer: Preparer, settings: ArchiveSettings) -> tuple[SourceFile, PreparedDocument | None]:
    """Read a document; None if it is refused, with the reason in its state."""
    # The stamps first: a file that is written to meanwhile then differs from them the next time.
    stamp = Stamp.of(settings.source / path)
    sidecar = sidecar_state(settings.source, path)
    sha256 = None
    try:
        content = content_of(settings.source, path, settings.reading)
        sha256 = digest(content)
        prepared = preparer.prepare(path, content)
    except DocumentRefused as error:
        refused = Refusal(path, error.reason, error.detail)
        return SourceFile(FileState(stamp, sha256), sidecar, refused), None
    document = prepared.document
    state = FileState(stamp, sha256)
    return (
        SourceFile(state, sidecar, None, prepared.sidecar_refused, document.characters, document.losses),
        prepared,
    )
