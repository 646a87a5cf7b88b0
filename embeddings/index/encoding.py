"""Give every passage its vector: the known ones are taken over, the others computed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from embeddings.progress import Progress, Stage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from embeddings.index.embedding_cache import EmbeddingCache
    from embeddings.index.generation import Generation
    from embeddings.models.encoder import Encoder, Vectors

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
