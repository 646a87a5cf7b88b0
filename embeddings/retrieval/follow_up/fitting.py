"""Whether the archive bears out what a question seems to have meant.

A short question may only look as if it leaned: "where did the idea of a people's bank come from?" With the last
subject added it is torn between two, and nothing in the archive lies as near to both as something did to it alone.
One that does lean comes nearer to something. Where a word has no meaning but from before ("his parents"), there is
no doubt: to ask the archive there as well loses follow-ups and spares nothing (`tests.benchmarks.follow_ups`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from embeddings.models.encoder import unit_mean
from embeddings.retrieval.follow_up.leaning import Lean

if TYPE_CHECKING:
    from embeddings.index.vectors import VectorIndex
    from embeddings.models.encoder import Encoder, Vectors
    from embeddings.retrieval.follow_up.resolving import FollowUp

# What a short question's best cosine must gain; chosen by `tests/benchmarks/follow_ups.py` on half of `mtrag`.
GAIN = 0.02


def fits(vectors: VectorIndex, encoder: Encoder, resolved: FollowUp) -> bool:
    """Say whether a question means what was carried over to it."""
    if not resolved.carried:
        return False
    if resolved.lean is Lean.STRONGLY:
        return True
    bare = encoder.encode_query(resolved.question)
    both = _nearest(vectors, unit_mean(np.stack([bare, encoder.encode_query(resolved.search)])))
    if both.cosine < _nearest(vectors, bare).cosine + GAIN:
        return False
    # Where the passage is the one nearest to the old subject by itself, a short question has been swallowed by it.
    return both.passage != _nearest(vectors, encoder.encode_query(resolved.subject)).passage


@dataclass(frozen=True, slots=True)
class _Nearest:
    passage: int
    cosine: float


def _nearest(vectors: VectorIndex, query: Vectors) -> _Nearest:
    found = vectors.search(query, 1)
    return max((_Nearest(*hit) for hit in found.items()), key=lambda hit: hit.cosine, default=_Nearest(-1, 0.0))
