"""First-stage retrieval: dense and lexical side by side, then fused."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from embeddings.index import lexical
from embeddings.retrieval.follow_up import blend
from embeddings.retrieval.fusion import Hit, fuse

if TYPE_CHECKING:
    from embeddings.index.generation import Generation
    from embeddings.models.encoder import Encoder, Vectors

CANDIDATES = 50  # of each half


def retrieve(
    generation: Generation, encoder: Encoder, question: str, meant: str | None = None
) -> tuple[list[Hit], Vectors, dict[str, float]]:
    """Return the hits, best first, the query's float32 [dim] vector, and the milliseconds spent.

    `meant` is the question with what it carries over from its conversation. It is searched for as much as the
    question alone, in both halves: either by itself finds less (`tests/benchmarks/follow_ups.py`).
    """
    began = perf_counter()
    query = encoder.encode_query(question)
    if meant:
        query = blend(query, encoder.encode_query(meant))
    encoded = perf_counter()
    dense = generation.vectors.search(query, CANDIDATES)
    words = lexical.search(generation.store, question, CANDIDATES)
    if meant:
        for passage, score in lexical.search(generation.store, meant, CANDIDATES).items():
            words[passage] = words.get(passage, 0.0) + score
    # A passage that only its words brought up gets its cosine too: both halves are known of every hit.
    for passage in words:
        if passage not in dense:
            dense[passage] = float(query @ generation.vectors.row(passage))
    hits = fuse(dense, words)
    timings = {"encode": (encoded - began) * 1000, "retrieve": (perf_counter() - encoded) * 1000}
    return hits, query, timings
