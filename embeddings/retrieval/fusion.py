"""Make one ranking of the dense and the lexical one.

Convex combination of cosine and of BM25 divided by the query's best, as in Bruch, Gai and Ingber, "An Analysis of
Fusion Functions for Hybrid Retrieval" (2023), which found it ahead of reciprocal-rank fusion, as we do. The cosine
is a window's, the BM25 that of the passage the window stands in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from embeddings.index.window_map import WindowMap

DENSE_WEIGHT = 0.65  # flat between 0.6 and 0.7 on every development set


@dataclass(frozen=True, slots=True)
class Hit:
    """A window found for a query."""

    window: int
    passage: int
    score: float  # the first stage's
    dense: float  # cosine of query and window
    lexical: float  # BM25 of the passage, divided by the best of the query; 0 to 1
    head: bool = False  # nothing but title, byline, source line
    relevance: float | None = None  # the cross-encoder's logit, where it was asked
    rank: float = 0.0  # what hits are ordered by in the end


def fuse(dense: Mapping[int, float], lexical: Mapping[int, float], windows: WindowMap) -> list[Hit]:
    """Return a hit for every window of `dense`, best first.

    `lexical` maps passages to BM25; a window whose passage is not in it has 0.
    """
    best = max(lexical.values(), default=0.0) or 1.0
    hits = []
    for window, cosine in dense.items():
        passage = windows.passage(window)
        words = lexical.get(passage, 0.0) / best
        score = DENSE_WEIGHT * cosine + (1 - DENSE_WEIGHT) * words
        hits.append(Hit(window, passage, score, cosine, words, head=bool(windows.heads[window]), rank=score))
    return sorted(hits, key=lambda hit: (-hit.score, hit.window))
