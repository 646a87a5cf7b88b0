"""Whether the archive bears out what a question seems to have meant.

A question may only look as if it leaned: "where did the idea of a people's bank come from?" With the last subject
added it is torn between two, and nothing in the archive lies as near to both as something did to it alone. One
that does lean comes nearer to something.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from embeddings.retrieval.follow_up.leaning import Lean

if TYPE_CHECKING:
    from embeddings.index.vectors import VectorIndex
    from embeddings.models.encoder import Vectors

# What a question's best cosine must gain. One that leans by a word of its own may even lose a little; one that is
# merely short has to prove it. Both from half of the benchmark's conversations.
GAIN = {Lean.WEAKLY: 0.02, Lean.STRONGLY: -0.04}


def blend(question: Vectors, meant: Vectors) -> Vectors:
    """Return the direction between a question's float32 [dim] vector and that of what it means, unit length."""
    both = question + meant
    return np.asarray(both / np.linalg.norm(both), dtype=np.float32)


def fits(vectors: VectorIndex, question: Vectors, meant: Vectors, lean: Lean) -> bool:
    """Say whether the archive comes near enough to the meant question, compared with the bare one."""
    if lean not in GAIN:
        return False
    return _nearest(vectors, blend(question, meant)) >= _nearest(vectors, question) + GAIN[lean]


def _nearest(vectors: VectorIndex, query: Vectors) -> float:
    return max(vectors.search(query, 1).values(), default=0.0)
