"""Whether the archive bears out what a question seems to have meant.

A question may only look as if it leaned: "where did the idea of a people's bank come from?" With the last subject
added it is torn between two, and nothing in the archive lies as near to both as something did to it alone. One
that does lean comes nearer to something.
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

# What a question's best cosine must gain. One that leans by a word of its own may even lose a little; one that is
# merely short has to prove it. Chosen by `tests/benchmarks/follow_ups.py` on half of its conversations.
GAIN = {Lean.WEAKLY: 0.02, Lean.STRONGLY: -0.04}


def fits(vectors: VectorIndex, encoder: Encoder, resolved: FollowUp) -> bool:
    """Say whether the archive comes near enough to the meant question, compared with the bare one."""
    if resolved.lean not in GAIN or not resolved.carried:
        return False
    bare = encoder.encode_query(resolved.question)
    alone = _nearest(vectors, bare)
    both = _nearest(vectors, unit_mean(np.stack([bare, encoder.encode_query(resolved.search)])))
    if both.cosine < alone.cosine + GAIN[resolved.lean]:
        return False
    if resolved.lean is Lean.STRONGLY:
        return True
    # Where the passage is the one nearest to the old subject by itself, a short question has been swallowed by it.
    return both.passage != _nearest(vectors, encoder.encode_query(resolved.subject)).passage


@dataclass(frozen=True, slots=True)
class _Nearest:
    passage: int
    cosine: float


def _nearest(vectors: VectorIndex, query: Vectors) -> _Nearest:
    found = vectors.search(query, 1)
    return max((_Nearest(*hit) for hit in found.items()), key=lambda hit: hit.cosine, default=_Nearest(-1, 0.0))
