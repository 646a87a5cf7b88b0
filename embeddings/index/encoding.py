"""Give every passage its vector: the known ones are taken over, the others computed."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from embeddings.models.encoder import Engine
from embeddings.progress import Progress, Stage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from embeddings.index.embedding_cache import EmbeddingCache
    from embeddings.index.generation import Generation
    from embeddings.models.encoder import Encoder, Vectors

ENCODED_AT_ONCE = 64  # texts between two reports of progress, and between two additions to the cache
ENCODED_IN_A_CALL = 8
# Many texts are encoded by several calls side by side, each on one thread: threads that share a call wait for one
# another at every layer, which costs up to half of the speed on a machine that has other things to do.
THREADS_A_CALL = 1


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
    # Alike lengths together, or padding is computed like text. The longest first: the time left is never more
    # than it seems.
    missing = sorted(wanted.texts, key=lambda key: len(wanted.texts[key]), reverse=True)
    with ThreadPoolExecutor(_calls(encoder), thread_name_prefix="pincite-encode") as pool:
        for at in range(0, len(missing), ENCODED_AT_ONCE):
            progress(Stage.ENCODING, at, len(missing))
            keys = missing[at : at + ENCODED_AT_ONCE]
            texts = [wanted.texts[key] for key in keys]
            calls = [texts[first : first + ENCODED_IN_A_CALL] for first in range(0, len(texts), ENCODED_IN_A_CALL)]
            computed = np.concatenate(list(pool.map(encoder.encode, calls)))
            known.cache.add(keys, computed)
            for key, vector in zip(keys, computed, strict=True):
                vectors[rows[key]] = vector
    progress(Stage.ENCODING, len(missing), len(missing))
    return vectors


def _calls(encoder: Encoder) -> int:
    """Return how many calls go side by side; sentence-transformers uses every core by itself."""
    if encoder.card.engine is Engine.SENTENCE_TRANSFORMERS:
        return 1
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1
