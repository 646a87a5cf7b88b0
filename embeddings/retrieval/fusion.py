"""Make one ranking of the dense and the lexical one.

Convex combination of cosine and of BM25 divided by the query's best, as in Bruch, Gai and Ingber, "An Analysis of
Fusion Functions for Hybrid Retrieval" (2023), which found it ahead of reciprocal-rank fusion, as we do. The cosine
is a window's, the BM25 that of the passage the window stands in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

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


def fuse(
    dense: Mapping[int, float], lexical: Mapping[int, float], windows: WindowMap, most: int | None = None
) -> list[Hit]:
    """Return a hit for every window of `dense`, best first; no more than `most` but for heads, if that is given.

    `lexical` maps passages to BM25; a window whose passage is not in it has 0.
    """
    rows = np.fromiter(dense, dtype=np.int64, count=len(dense))
    cosines = np.fromiter(dense.values(), dtype=np.float64, count=len(dense))
    passages, heads = windows.passages[rows], windows.heads[rows]
    best = max(lexical.values(), default=0.0) or 1.0
    words = np.array([lexical.get(passage, 0.0) for passage in passages.tolist()], dtype=np.float64) / best
    scores = DENSE_WEIGHT * cosines + (1 - DENSE_WEIGHT) * words
    order = np.lexsort((rows, -scores))
    if most is not None:
        order = order[heads[order] | (np.cumsum(~heads[order]) <= most)]
    columns = (column[order].tolist() for column in (rows, passages, scores, cosines, words, heads))
    return [
        Hit(row, passage, score, cosine, word, head=head, rank=score)
        for row, passage, score, cosine, word, head in zip(*columns, strict=True)
    ]
