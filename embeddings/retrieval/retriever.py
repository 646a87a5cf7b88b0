"""First-stage retrieval: dense and lexical side by side, then fused."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from embeddings.models.encoder import unit_mean
from embeddings.retrieval.fusion import Hit, fuse

if TYPE_CHECKING:
    from embeddings.index.generation import Generation
    from embeddings.index.lexical import LexicalQuery
    from embeddings.models.encoder import Encoder, Vectors

WINDOWS = 150  # candidates of the dense half
PASSAGES = 100  # candidates of the lexical half; each brings its windows
LOOKED_AT = 60  # of what both found; a quote may be made of any, and of no other


@dataclass(frozen=True, slots=True)
class Query:
    """A question and other ways to put it; all are searched for, and count alike."""

    texts: tuple[str, ...]
    words: tuple[LexicalQuery, ...]  # the same, in words
    documents: frozenset[int] | None = None  # nowhere else, if given


@dataclass(frozen=True, slots=True)
class Retrieval:
    """What the first stage found."""

    hits: list[Hit]  # best first
    query: Vectors  # float32 [dim], the question's vector
    timings_ms: dict[str, float]


def retrieve(generation: Generation, encoder: Encoder, asked: Query) -> Retrieval:
    """Return the windows found for a question."""
    began = perf_counter()
    query = unit_mean(np.stack([encoder.encode_query(text) for text in asked.texts]))
    encoded = perf_counter()
    windows, store = generation.windows, generation.store
    passages = None if asked.documents is None else store.passages_of(asked.documents)
    rows = None if passages is None else windows.rows(passages)
    dense = generation.vectors.search(query, WINDOWS, rows)
    lexical: dict[int, float] = defaultdict(float)
    for words in asked.words:
        for passage, score in words.search(store, PASSAGES, passages).items():
            lexical[passage] += score
    # A window that only its passage's words brought up gets its cosine too: both halves are known of every hit.
    unseen = [row for passage in lexical for row in windows.of_passage(passage) if row not in dense]
    if unseen:
        cosines = generation.vectors.rows(np.array(unseen, dtype=np.int64)) @ query
        dense |= dict(zip(unseen, map(float, cosines), strict=True))
    hits = fuse(dense, lexical, windows, LOOKED_AT)
    timings = {"encode": (encoded - began) * 1000, "retrieve": (perf_counter() - encoded) * 1000}
    return Retrieval(hits, query, timings)
