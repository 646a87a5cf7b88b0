"""Make one ranking of the dense and the lexical one.

Convex combination of cosine and of BM25 divided by the query's best, as in Bruch, Gai and Ingber, "An Analysis of
Fusion Functions for Hybrid Retrieval" (2023), which found it ahead of reciprocal-rank fusion, as we do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

DENSE_WEIGHT = 0.6


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a query."""

    passage: int
    score: float  # what the ranking is by
    dense: float  # cosine of query and passage
    lexical: float  # BM25, divided by the best of the query; 0 to 1


def fuse(dense: Mapping[int, float], lexical: Mapping[int, float]) -> list[Hit]:
    """Return a hit for every passage of `dense`, best first; a passage without a lexical score has 0."""
    best = max(lexical.values(), default=0.0) or 1.0
    hits = []
    for passage, cosine in dense.items():
        words = lexical.get(passage, 0.0) / best
        hits.append(Hit(passage, DENSE_WEIGHT * cosine + (1 - DENSE_WEIGHT) * words, cosine, words))
    return sorted(hits, key=lambda hit: (-hit.score, hit.passage))
